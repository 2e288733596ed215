//! Some time limit is always stated.

use crate::diagnostic::{Basis, Severity};
use crate::rules::{Check, Rule};

/// The rule.
pub static RULE: Rule = Rule {
    id: "no-time-limit",
    severity: Severity::Error,
    basis: &[Basis { law: "优化营商环境条例", articles: &["36"] }, Basis { law: "行政许可法", articles: &["18"] }],
    since: "0.1.0",
    heuristic: false,
    page: include_str!("no_time_limit.md"),
    check: Check::Shape,
};
