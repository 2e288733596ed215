//! There is a way online and a way at a window.

use crate::diagnostic::{Basis, Severity, Text};
use crate::model::effective::Effective;
use crate::rules::{Check, Context, Findings, Rule};
use crate::source::finding::Finding;
use crate::source::node::Node;

/// The rule.
pub static RULE: Rule = Rule {
    id: "channel-unrestricted",
    severity: Severity::Error,
    basis: &[Basis { law: "优化营商环境条例", articles: &["37"] }, Basis { law: "国务院关于加快推进“互联网+政务服务”工作的指导意见", articles: &[] }, Basis { law: "北京市优化营商环境条例", articles: &["36"] }],
    since: "0.1.0",
    heuristic: false,
    page: include_str!("channel_unrestricted.md"),
    check: Check::Effective(check),
};

fn check(context: &Context<'_>, item: &Effective<'_>, findings: &mut Findings<'_>) {
    let Some(channels) = item.root.get("channels").filter(|_| item.is_offered()) else { return };
    if context.lifts(item, "free-choice-of-channel", None) {
        return;
    }
    let is = |keys: &[&str], wanted: bool| item.root.at(keys).and_then(Node::as_bool) == Some(wanted);
    let window = channels.get("window").filter(|window| window.count() > 0);
    let offline = window.is_some() || is(&["channels", "hall"], true) || is(&["channels", "self_service"], true);
    let online = ["online", "mobile"].iter().any(|key| is(&["channels", key], true))
        || is(&["online", "available"], true)
        || is(&["online", "mobile", "available"], true);
    if online && !offline {
        let message = Text::new("the item is handled online only", "该事项只能在网上办理");
        let help = Text::new("add a `window:`, or an exemption with its ground", "请增加 window（窗口办理）；另有规定的，请写明不纳入情形");
        findings.add(Finding::lacking(channels, "window", message).help(help));
    }
    // What keeps the item off the platform is judged there.
    let kept_off = item.entries("exemptions").any(|record| record.str("duty") == Some("online-inclusion"));
    let refused = item.root.at(&["channels", "online"]).or_else(|| item.root.at(&["online", "available"]));
    let refused = refused.filter(|own| own.as_bool() == Some(false));
    if let Some(refused) = refused.filter(|_| offline && !online && !kept_off) {
        let message = Text::new("the item is handled at a window only", "该事项只能在窗口办理");
        let help = Text::new(
            "open a way online, or add an exemption or deferral",
            "请开通网上办理；另有规定或暂缓的，请写明",
        );
        findings.add(Finding::here(refused, message).help(help));
    }
}
