//! A code without quotes that YAML reads as a number.

use crate::diagnostic::Severity;
use crate::rules::{Check, Rule};

/// The rule.
pub static RULE: Rule = Rule {
    id: "code-unquoted",
    severity: Severity::Error,
    basis: &[],
    since: "0.1.0",
    heuristic: false,
    page: include_str!("code_unquoted.md"),
    check: Check::Shape,
};
