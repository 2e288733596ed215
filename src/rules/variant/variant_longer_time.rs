//! A lower layer does not lengthen a limit.

use crate::diagnostic::{Basis, Severity};
use crate::model::effective::Effective;
use crate::model::spoken::Override;
use crate::rules::{Check, Context, Findings, Rule, lock};

/// The rule.
pub static RULE: Rule = Rule {
    id: "variant-longer-time",
    severity: Severity::Error,
    basis: &[Basis { law: "优化营商环境条例", articles: &["36"] }],
    since: "0.1.0",
    heuristic: false,
    page: include_str!("variant_longer_time.md"),
    check: Check::Override(check),
};

fn check(context: &Context<'_>, item: &Effective<'_>, over: &Override<'_>, findings: &mut Findings<'_>) {
    if let Some(finding) = lock::finding(context, item, over, RULE.id) {
        findings.add(finding);
    }
}
