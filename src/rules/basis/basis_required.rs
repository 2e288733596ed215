//! At least one legal basis is cited.

use crate::diagnostic::{Basis, Severity};
use crate::rules::{Check, Rule};

/// The rule.
pub static RULE: Rule = Rule {
    id: "basis-required",
    severity: Severity::Error,
    basis: &[Basis { law: "行政许可法", articles: &["4"] }, Basis { law: "优化营商环境条例", articles: &["35"] }],
    since: "0.1.0",
    heuristic: false,
    page: include_str!("basis_required.md"),
    check: Check::Shape,
};
