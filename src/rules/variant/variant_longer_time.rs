//! A lower layer does not lengthen a limit.

use crate::diagnostic::{Basis, Severity};
use crate::model::effective::Effective;
use crate::rules::lock::{self, Variant};
use crate::rules::{Check, Context, Findings, Rule};

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

fn check(context: &Context<'_>, _: &Effective<'_>, variant: &Variant<'_, '_, '_>, findings: &mut Findings<'_>) {
    if let Some(finding) = lock::finding(context, variant, RULE.id) {
        findings.add(finding);
    }
}
