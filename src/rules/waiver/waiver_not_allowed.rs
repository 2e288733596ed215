//! A waiver is for a rule that cannot be waived.

use crate::diagnostic::Severity;
use crate::rules::{Check, Rule};

/// The rule.
pub static RULE: Rule = Rule {
    id: "waiver-not-allowed",
    severity: Severity::Error,
    basis: &[],
    since: "0.1.0",
    heuristic: false,
    page: include_str!("waiver_not_allowed.md"),
    check: Check::Waiving,
};
