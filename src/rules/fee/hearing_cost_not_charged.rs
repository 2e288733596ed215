//! The applicant does not pay for a hearing.

use crate::diagnostic::{Basis, Severity, Text};
use crate::model::effective::Effective;
use crate::rules::{Check, Context, Findings, Rule};
use crate::source::finding::Finding;
use crate::source::node::Node;
use crate::standard::phrases::Hits;

/// The rule.
pub static RULE: Rule = Rule {
    id: "hearing-cost-not-charged",
    severity: Severity::Error,
    basis: &[Basis { law: "行政许可法", articles: &["47"] }],
    since: "0.1.0",
    heuristic: false,
    page: include_str!("hearing_cost_not_charged.md"),
    check: Check::Wording(check),
};

fn check(_: &Context<'_>, item: &Effective<'_>, hits: &Hits<'_, '_>, findings: &mut Findings<'_>) {
    if !item.is_type("licence") {
        return;
    }
    for hit in hits.of(RULE.id) {
        let fee = item.entries("fees").find(|fee| fee.get("name") == Some(hit.node));
        // What costs nothing is not charged.
        let rows = || fee.and_then(|fee| fee.get("table")).into_iter().flat_map(Node::items);
        if rows().next().is_some() && rows().all(|row| row.get("fen").and_then(Node::as_i64) == Some(0)) {
            continue;
        }
        let words = hit.words();
        let message = Text::new(
            format!("\"{words}\" is a fee for a hearing, whose costs the applicant does not bear"),
            format!("“{words}”属于听证费用，不得由申请人承担"),
        );
        let help = Text::new("delete the fee", "请删除该收费项目");
        findings.add(Finding::within(hit.node, hit.part.clone(), message).help(help));
    }
}
