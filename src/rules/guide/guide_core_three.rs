//! A guide states conditions, materials and process.

use crate::diagnostic::{Basis, Severity};
use crate::rules::{Check, Rule};

/// The rule.
pub static RULE: Rule = Rule {
    id: "guide-core-three",
    severity: Severity::Error,
    basis: &[Basis { law: "国务院关于在线政务服务的若干规定", articles: &["6"] }],
    since: "0.1.0",
    heuristic: false,
    page: include_str!("guide_core_three.md"),
    check: Check::Shape,
};
