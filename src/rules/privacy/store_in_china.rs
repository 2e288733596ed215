//! Personal data is stored in China.

use crate::diagnostic::{Basis, Severity, Text};
use crate::model::effective::Effective;
use crate::rules::{Check, Context, Findings, Rule};
use crate::source::finding::Finding;
use crate::standard::phrases::Hits;

/// The rule.
pub static RULE: Rule = Rule {
    id: "store-in-china",
    severity: Severity::Error,
    basis: &[Basis { law: "个人信息保护法", articles: &["36"] }],
    since: "0.1.0",
    heuristic: false,
    page: include_str!("store_in_china.md"),
    check: Check::Wording(check),
};

fn check(context: &Context<'_>, item: &Effective<'_>, hits: &Hits<'_, '_>, findings: &mut Findings<'_>) {
    let Some(location) = item.root.at(&["privacy", "location"]) else { return };
    // What really has to go abroad goes after an assessment of its safety.
    if location.text().contains("安全评估") {
        return;
    }
    let grounds = context.standard.grounds.get();
    let Some(hit) = hits.of(RULE.id).find(|hit| !grounds.is_negated(hit.before())) else { return };
    let words = hit.words();
    let message = Text::new(
        format!("personal data is stored at \"{words}\", outside the mainland of China"),
        format!("个人信息存储地点为“{words}”，不在中华人民共和国境内"),
    );
    let help = Text::new(
        "store it in China; where it has to go abroad, say that its safety was assessed",
        "请在境内存储；确需向境外提供的，请写明已通过安全评估",
    );
    findings.add(Finding::within(location, hit.part.clone(), message).help(help));
}
