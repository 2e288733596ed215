//! An entry of a lower layer names nothing of the layers above.

use crate::diagnostic::Severity;
use crate::rules::{Check, Rule};

/// The rule.
pub static RULE: Rule = Rule {
    id: "entry-hits-nothing",
    severity: Severity::Error,
    basis: &[],
    since: "0.1.0",
    heuristic: false,
    page: include_str!("entry_hits_nothing.md"),
    check: Check::Resolving,
};
