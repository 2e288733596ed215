//! A value that its code list does not have.

use crate::diagnostic::{Basis, Severity};
use crate::rules::{Check, Rule};

/// The rule.
pub static RULE: Rule = Rule {
    id: "value-not-listed",
    severity: Severity::Error,
    basis: &[Basis { law: "国务院关于在线政务服务的若干规定", articles: &["2"] }],
    since: "0.1.0",
    heuristic: false,
    page: include_str!("value_not_listed.md"),
    check: Check::Shape,
};
