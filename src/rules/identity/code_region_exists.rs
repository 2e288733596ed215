//! A region is a division code.

use crate::diagnostic::{Basis, Severity};
use crate::rules::{Check, Rule};

/// The rule.
pub static RULE: Rule = Rule {
    id: "code-region-exists",
    severity: Severity::Error,
    basis: &[Basis { law: "中华人民共和国行政区划代码", articles: &[] }],
    since: "0.1.0",
    heuristic: false,
    page: include_str!("code_region_exists.md"),
    check: Check::Shape,
};
