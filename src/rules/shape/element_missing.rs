//! A mandatory element is missing.

use crate::diagnostic::{Basis, Severity};
use crate::rules::{Check, Rule};

/// The rule.
pub static RULE: Rule = Rule {
    id: "element-missing",
    severity: Severity::Error,
    basis: &[Basis { law: "国务院关于在线政务服务的若干规定", articles: &["6"] }],
    since: "0.1.0",
    heuristic: false,
    page: include_str!("element_missing.md"),
    check: Check::Shape,
};
