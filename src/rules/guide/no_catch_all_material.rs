//! No material is left open.

use crate::diagnostic::{Basis, Severity, Text};
use crate::model::effective::Effective;
use crate::rules::{Check, Context, Findings, Rule};
use crate::source::finding::Finding;
use crate::standard::phrases::Hits;

/// The rule.
pub static RULE: Rule = Rule {
    id: "no-catch-all-material",
    severity: Severity::Warning,
    basis: &[Basis { law: "行政许可法", articles: &["30"] }, Basis { law: "广东省优化营商环境条例", articles: &["29"] }, Basis { law: "北京市优化营商环境条例", articles: &["31"] }, Basis { law: "安阳市政务服务条例", articles: &["13"] }],
    since: "0.1.0",
    heuristic: true,
    page: include_str!("no_catch_all_material.md"),
    check: Check::Wording(check),
};

fn check(_: &Context<'_>, item: &Effective<'_>, hits: &Hits<'_, '_>, findings: &mut Findings<'_>) {
    if !item.is_on_application() {
        return;
    }
    for hit in hits.of(RULE.id) {
        let words = hit.words();
        let message = Text::new(
            format!("\"{words}\" leaves open which material is asked for"),
            format!("“{words}”属于兜底性表述，未写明具体材料"),
        );
        let help = Text::new("list each material by its name", "请逐一列明材料名称");
        findings.add(Finding::within(hit.node, hit.part.clone(), message).help(help));
    }
}
