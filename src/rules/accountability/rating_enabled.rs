//! An item can be rated where it is handled.

use crate::diagnostic::{Basis, Severity, Text};
use crate::model::effective::Effective;
use crate::rules::{Check, Context, Findings, Rule};
use crate::source::finding::Finding;

/// The rule.
pub static RULE: Rule = Rule {
    id: "rating-enabled",
    severity: Severity::Warning,
    basis: &[Basis { law: "国务院办公厅关于建立政务服务“好差评”制度提高政务服务水平的意见", articles: &[] }],
    since: "0.1.0",
    heuristic: false,
    page: include_str!("rating_enabled.md"),
    check: Check::Effective(check),
};

fn check(_: &Context<'_>, item: &Effective<'_>, findings: &mut Findings<'_>) {
    if !item.is_offered() {
        return;
    }
    let Some(rated) = item.root.at(&["rating", "channels"]) else { return };
    let is = |keys: &[&str]| item.root.at(keys).filter(|own| own.as_bool() == Some(true));
    let window = item.root.at(&["channels", "window"]).filter(|own| own.count() > 0);
    let ways = [
        ("window", "at the window", "窗口", window),
        ("online", "online", "网上", is(&["channels", "online"]).or_else(|| is(&["online", "available"]))),
        ("mobile", "on mobile", "移动端", is(&["channels", "mobile"]).or_else(|| is(&["online", "mobile", "available"]))),
        ("self-service", "at terminals", "自助终端", is(&["channels", "self_service"])),
    ];
    for (channel, en, zh, way) in ways {
        let Some(way) = way.filter(|_| rated.items().all(|own| own.text() != channel)) else { continue };
        let message = Text::new(
            format!("the item is handled {en}, but cannot be rated there"),
            format!("该事项可以通过{zh}办理，但不能在该渠道评价"),
        );
        let help = Text::new(
            format!("add `{channel}` to the channels of `rating`"),
            format!("请在 rating（好差评）的 channels 中增加 {channel}"),
        );
        findings.add(Finding::here(way, message).help(help).beside(rated, Text::new("where it can be rated", "评价渠道")));
    }
}
