//! What is unified above is not changed below.

use crate::diagnostic::{Basis, Severity};
use crate::model::effective::Effective;
use crate::rules::lock::{self, Variant};
use crate::rules::{Check, Context, Findings, Rule};

/// The rule.
pub static RULE: Rule = Rule {
    id: "variant-fixed-elements",
    severity: Severity::Error,
    basis: &[Basis { law: "国务院关于加快推进政务服务标准化规范化便利化的指导意见", articles: &[] }, Basis { law: "国务院关于在线政务服务的若干规定", articles: &["2"] }, Basis { law: "广东省优化营商环境条例", articles: &["29"] }, Basis { law: "优化营商环境条例", articles: &["35"] }],
    since: "0.1.0",
    heuristic: false,
    page: include_str!("variant_fixed_elements.md"),
    check: Check::Override(check),
};

fn check(context: &Context<'_>, _: &Effective<'_>, variant: &Variant<'_, '_, '_>, findings: &mut Findings<'_>) {
    let over = variant.over;
    // Name and type against the directory have a rule of their own.
    if matches!(over.path, "name" | "item_type") && !over.unified {
        return;
    }
    if let Some(finding) = lock::finding(context, variant, RULE.id) {
        findings.add(finding);
    }
}
