//! Collections lie too deep in one another.

use crate::diagnostic::Severity;
use crate::rules::{Check, Rule};

/// The rule.
pub static RULE: Rule = Rule {
    id: "nesting-too-deep",
    severity: Severity::Error,
    basis: &[],
    since: "0.1.0",
    heuristic: false,
    page: include_str!("nesting_too_deep.md"),
    check: Check::Reading,
};
