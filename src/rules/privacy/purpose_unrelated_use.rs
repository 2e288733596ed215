//! Nothing is used for what has nothing to do with the service.

use crate::diagnostic::{Basis, Severity, Text};
use crate::model::effective::Effective;
use crate::rules::{Check, Context, Findings, Rule};
use crate::source::finding::Finding;
use crate::standard::phrases::Hits;

/// The rule.
pub static RULE: Rule = Rule {
    id: "purpose-unrelated-use",
    severity: Severity::Warning,
    basis: &[Basis { law: "国务院关于在线政务服务的若干规定", articles: &["7"] }],
    since: "0.1.0",
    heuristic: true,
    page: include_str!("purpose_unrelated_use.md"),
    check: Check::Wording(check),
};

fn check(_: &Context<'_>, _: &Effective<'_>, hits: &Hits<'_, '_>, findings: &mut Findings<'_>) {
    for hit in hits.of(RULE.id) {
        let words = hit.words();
        let message = Text::new(
            format!("\"{words}\" reads like a use that has nothing to do with the service"),
            format!("“{words}”表明用于与政务服务无关的用途"),
        );
        let help = Text::new("delete the use", "请删除该用途");
        findings.add(Finding::within(hit.node, hit.part.clone(), message).help(help));
    }
}
