//! A result that comes online tells the way to reconsideration online.

use crate::diagnostic::{Basis, Severity, Text};
use crate::model::effective::Effective;
use crate::rules::{Check, Context, Findings, Rule};
use crate::source::finding::Finding;
use crate::source::node::Node;

/// The rule.
pub static RULE: Rule = Rule {
    id: "remedy-online-link",
    severity: Severity::Warning,
    basis: &[Basis { law: "行政复议法", articles: &["22"] }],
    since: "0.1.0",
    heuristic: false,
    page: include_str!("remedy_online_link.md"),
    check: Check::Effective(check),
};

fn check(_: &Context<'_>, item: &Effective<'_>, findings: &mut Findings<'_>) {
    let depth = item.root.at(&["online", "depth"]).into_iter().flat_map(Node::items);
    let online = depth.into_iter().any(|own| matches!(own.text(), "result" | "e-certificate"));
    let Some(own) = item.root.at(&["remedies", "reconsideration"]).filter(|_| online && item.is_offered()) else { return };
    if own.get("url").is_none() {
        let message = Text::new(
            "results come online, but no address for reconsideration online is given",
            "网上反馈办理结果，但未写明网上申请行政复议的途径",
        );
        let help = Text::new("add `url:` to the reconsideration", "请在行政复议中补写 url（网址）");
        let finding = Finding::lacking(own, "url", message).help(help);
        // A page that shows no address is no proof that there is none.
        findings.add(if item.own.is_collected() { finding.weigh(Severity::Info) } else { finding });
    }
}
