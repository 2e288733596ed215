//! A waiver has ended.

use crate::diagnostic::Severity;
use crate::rules::{Check, Rule};

/// The rule.
pub static RULE: Rule = Rule {
    id: "waiver-expired",
    severity: Severity::Error,
    basis: &[],
    since: "0.1.0",
    heuristic: false,
    page: include_str!("waiver_expired.md"),
    check: Check::Waiving,
};
