//! A row of a table does not fit its header.

use crate::diagnostic::Severity;
use crate::rules::{Check, Rule};

/// The rule.
pub static RULE: Rule = Rule {
    id: "register-row-wrong",
    severity: Severity::Error,
    basis: &[],
    since: "0.1.0",
    heuristic: false,
    page: include_str!("register_row_wrong.md"),
    check: Check::Reading,
};
