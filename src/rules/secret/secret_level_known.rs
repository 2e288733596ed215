//! The level of secrecy is one of three.

use crate::diagnostic::{Basis, Severity};
use crate::rules::{Check, Rule};

/// The rule.
pub static RULE: Rule = Rule {
    id: "secret-level-known",
    severity: Severity::Error,
    basis: &[Basis { law: "保守国家秘密法", articles: &["14"] }],
    since: "0.1.0",
    heuristic: false,
    page: include_str!("secret_level_known.md"),
    check: Check::Shape,
};
