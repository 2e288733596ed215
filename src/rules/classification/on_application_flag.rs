//! Penalties, measures and inspections have no application.

use crate::diagnostic::{Basis, Severity, Text};
use crate::model::effective::Effective;
use crate::rules::{Check, Context, Findings, Rule};
use crate::source::finding::Finding;
use crate::source::node::Node;

/// The rule.
pub static RULE: Rule = Rule {
    id: "on-application-flag",
    severity: Severity::Warning,
    basis: &[Basis { law: "国务院关于加快推进政务服务标准化规范化便利化的指导意见", articles: &[] }],
    since: "0.1.0",
    heuristic: false,
    page: include_str!("on_application_flag.md"),
    check: Check::Effective(check),
};

/// Whether a commitment is expressly not offered.
fn is_declined(value: Node<'_>) -> bool {
    value.get("offered").and_then(Node::as_bool) == Some(false)
}

/// What only an application has.
const APPLIED: &[&str] = &["form", "materials", "commitment"];

fn check(_: &Context<'_>, item: &Effective<'_>, findings: &mut Findings<'_>) {
    let no_reduction = || item.root.at(&["levy", "reduction"]).and_then(Node::as_bool) == Some(false);
    let by_itself = ["penalty", "compulsory-measure", "inspection"].iter().any(|own| item.is_type(own))
        || item.is_type("levy") && no_reduction();
    if !by_itself {
        return;
    }
    // One is enough: where one is a mistake, so are the others.
    let given = APPLIED.iter().filter_map(|key| item.root.entry(key)).find(|(_, value)| value.count() > 0 && !is_declined(*value));
    let Some((key, _)) = given else { return };
    let message = Text::new(
        format!("`{}` is given, but nobody applies for an item of this type", key.text()),
        format!("填写了“{}”，而该类事项由行政机关依职权实施，无需申请", key.text()),
    );
    let help = Text::new(
        "delete it, or verify the item type (a levy with `reduction: true` is applied for)",
        "请删除，或核实事项类型（涉及减免审批的征收请写 reduction: true）",
    );
    findings.add(Finding::here(key, message).help(help));
}
