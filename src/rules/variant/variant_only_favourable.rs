//! A lower layer changes what is asked in favour of the applicant only.

use crate::diagnostic::{Basis, Severity};
use crate::model::effective::Effective;
use crate::rules::lock::{self, Variant};
use crate::rules::{Check, Context, Findings, Rule};

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

fn check(context: &Context<'_>, _: &Effective<'_>, variant: &Variant<'_, '_, '_>, findings: &mut Findings<'_>) {
    if let Some(finding) = lock::finding(context, variant, RULE.id) {
        findings.add(finding);
    }
}
