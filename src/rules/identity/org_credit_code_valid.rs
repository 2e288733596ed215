//! A unified social credit code has its shape and check characters.

use crate::diagnostic::{Basis, Severity};
use crate::rules::{Check, Rule};

/// The rule.
pub static RULE: Rule = Rule {
    id: "org-credit-code-valid",
    severity: Severity::Error,
    basis: &[Basis { law: "法人和其他组织统一社会信用代码编码规则", articles: &[] }],
    since: "0.1.0",
    heuristic: false,
    page: include_str!("org_credit_code_valid.md"),
    check: Check::Shape,
};
