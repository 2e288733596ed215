//! The applicant does not pay for a hearing.

use crate::diagnostic::{Basis, Severity, Text};
use crate::model::effective::Effective;
use crate::rules::fee::form_fee_forbidden::charged;
use crate::rules::{Check, Context, Findings, Rule};
use crate::source::finding::Finding;
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
    for hit in charged(item, hits, RULE.id) {
        let words = hit.words();
        let message = Text::new(
            format!("\"{words}\" is a fee for a hearing, whose costs the applicant does not bear"),
            format!("“{words}”属于听证费用，不得由申请人承担"),
        );
        let help = Text::new("delete the fee", "请删除该收费项目");
        findings.add(Finding::within(hit.node, hit.part.clone(), message).help(help));
    }
}
