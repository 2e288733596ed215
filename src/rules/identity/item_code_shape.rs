//! A code of an item has the length and segments of the standard.

use crate::diagnostic::{Basis, Severity};
use crate::rules::{Check, Rule};

/// The rule.
pub static RULE: Rule = Rule {
    id: "item-code-shape",
    severity: Severity::Error,
    basis: &[Basis { law: "全国一体化政务服务平台 政务服务事项基本目录及实施清单 第1部分：编码要求", articles: &[] }],
    since: "0.1.0",
    heuristic: false,
    page: include_str!("item_code_shape.md"),
    check: Check::Shape,
};
