//! Every item is an administrative power or a public service.

use crate::diagnostic::{Basis, Severity};
use crate::rules::{Check, Rule};

/// The rule.
pub static RULE: Rule = Rule {
    id: "kind-two-way",
    severity: Severity::Error,
    basis: &[Basis { law: "国务院关于在线政务服务的若干规定", articles: &["4.2"] }],
    since: "0.1.0",
    heuristic: false,
    page: include_str!("kind_two_way.md"),
    check: Check::Shape,
};
