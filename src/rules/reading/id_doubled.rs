//! Two entries of a list have one id.

use crate::diagnostic::Severity;
use crate::rules::{Check, Rule};

/// The rule.
pub static RULE: Rule = Rule {
    id: "id-doubled",
    severity: Severity::Error,
    basis: &[],
    since: "0.1.0",
    heuristic: false,
    page: include_str!("id_doubled.md"),
    check: Check::Reading,
};
