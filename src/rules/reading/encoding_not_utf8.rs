//! A file is not UTF-8.

use crate::diagnostic::Severity;
use crate::rules::{Check, Rule};

/// The rule.
pub static RULE: Rule = Rule {
    id: "encoding-not-utf8",
    severity: Severity::Error,
    basis: &[],
    since: "0.1.0",
    heuristic: false,
    page: include_str!("encoding_not_utf8.md"),
    check: Check::Reading,
};
