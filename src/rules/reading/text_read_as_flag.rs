//! An unquoted yes, no, on or off is a flag to older readers.

use crate::diagnostic::Severity;
use crate::rules::{Check, Rule};

/// The rule.
pub static RULE: Rule = Rule {
    id: "text-read-as-flag",
    severity: Severity::Warning,
    basis: &[],
    since: "0.1.0",
    heuristic: false,
    page: include_str!("text_read_as_flag.md"),
    check: Check::Reading,
};
