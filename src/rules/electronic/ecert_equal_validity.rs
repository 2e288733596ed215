//! Nothing says that the electronic version counts less.

use crate::diagnostic::{Basis, Severity, Text};
use crate::model::effective::Effective;
use crate::rules::{Check, Context, Findings, Rule};
use crate::source::finding::Finding;
use crate::source::node::Node;
use crate::standard::phrases::Hits;

/// The rule.
pub static RULE: Rule = Rule {
    id: "ecert-equal-validity",
    severity: Severity::Error,
    basis: &[Basis { law: "国务院关于在线政务服务的若干规定", articles: &["10"] }],
    since: "0.1.0",
    heuristic: false,
    page: include_str!("ecert_equal_validity.md"),
    check: Check::Wording(check),
};

fn check(_: &Context<'_>, item: &Effective<'_>, hits: &Hits<'_, '_>, findings: &mut Findings<'_>) {
    for hit in hits.of(RULE.id) {
        let result = item.entries("results").find(|result| {
            ["note", "validity", "format"].iter().any(|key| result.get(key) == Some(hit.node))
        });
        let electronic = result.and_then(|result| result.get("electronic")).and_then(Node::as_bool) == Some(true);
        if !electronic && !hit.node.text().contains("电子") {
            continue;
        }
        let words = hit.words();
        let message = Text::new(
            format!("\"{words}\" makes the electronic version count less than paper"),
            format!("“{words}”使电子证照效力低于纸质证照"),
        );
        let help = Text::new("delete it", "请删除该表述");
        findings.add(Finding::within(hit.node, hit.part.clone(), message).help(help));
    }
}
