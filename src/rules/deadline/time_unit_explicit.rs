//! The unit of a limit is stated in the words of the list.

use crate::diagnostic::{Basis, Severity};
use crate::rules::{Check, Rule};

/// The rule.
pub static RULE: Rule = Rule {
    id: "time-unit-explicit",
    severity: Severity::Error,
    basis: &[Basis { law: "行政许可法", articles: &["82"] }],
    since: "0.1.0",
    heuristic: false,
    page: include_str!("time_unit_explicit.md"),
    check: Check::Shape,
};
