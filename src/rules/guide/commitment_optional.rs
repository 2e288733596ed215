//! Commitment is the choice of the applicant.

use crate::diagnostic::{Basis, Severity, Text};
use crate::model::effective::Effective;
use crate::rules::{Check, Context, Findings, Rule};
use crate::source::finding::Finding;
use crate::source::node::Node;

/// The rule.
pub static RULE: Rule = Rule {
    id: "commitment-optional",
    severity: Severity::Error,
    basis: &[Basis { law: "国务院办公厅关于全面推行证明事项和涉企经营许可事项告知承诺制的指导意见", articles: &[] }, Basis { law: "安阳市政务服务条例", articles: &["26"] }],
    since: "0.1.0",
    heuristic: false,
    page: include_str!("commitment_optional.md"),
    check: Check::Effective(check),
};

fn check(_: &Context<'_>, item: &Effective<'_>, findings: &mut Findings<'_>) {
    let Some(commitment) = item.root.get("commitment") else { return };
    let offered = commitment.get("offered").and_then(Node::as_bool) == Some(true);
    if let Some(optional) = commitment.get("optional").filter(|own| offered && own.as_bool() == Some(false)) {
        let message = Text::new("the applicant has to commit", "申请人只能选择告知承诺");
        let help = Text::new("write `optional: true` and keep the ordinary way", "请写 optional: true，并保留一般办理方式");
        findings.add(Finding::here(optional, message).help(help));
    }
}
