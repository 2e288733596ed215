//! A waiver is for a rule that does not exist.

use crate::diagnostic::Severity;
use crate::rules::{Check, Rule};

/// The rule.
pub static RULE: Rule = Rule {
    id: "waiver-rule-unknown",
    severity: Severity::Error,
    basis: &[],
    since: "0.1.0",
    heuristic: false,
    page: include_str!("waiver_rule_unknown.md"),
    check: Check::Waiving,
};
