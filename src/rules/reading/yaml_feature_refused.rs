//! Anchors, aliases, merge keys and tags are refused.

use crate::diagnostic::Severity;
use crate::rules::{Check, Rule};

/// The rule.
pub static RULE: Rule = Rule {
    id: "yaml-feature-refused",
    severity: Severity::Error,
    basis: &[],
    since: "0.1.0",
    heuristic: false,
    page: include_str!("yaml_feature_refused.md"),
    check: Check::Reading,
};
