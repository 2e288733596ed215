//! A lower layer changes what is asked in favour of the applicant only.

use crate::diagnostic::{Basis, Severity};
use crate::model::effective::Effective;
use crate::model::spoken::Override;
use crate::rules::{Check, Context, Findings, Rule, lock};

/// The rule.
pub static RULE: Rule = Rule {
    id: "variant-only-favourable",
    severity: Severity::Error,
    basis: &[Basis { law: "优化营商环境条例", articles: &["35", "36"] }],
    since: "0.1.0",
    heuristic: false,
    page: include_str!("variant_only_favourable.md"),
    check: Check::Override(check),
};

fn check(context: &Context<'_>, item: &Effective<'_>, over: &Override<'_>, findings: &mut Findings<'_>) {
    if let Some(finding) = lock::finding(context, item, over, RULE.id) {
        findings.add(finding);
    }
}
