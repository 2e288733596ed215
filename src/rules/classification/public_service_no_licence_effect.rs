//! A public service is no condition of lawful activity.

use crate::diagnostic::{Basis, Severity, Text};
use crate::model::effective::Effective;
use crate::rules::{Check, Context, Findings, Rule};
use crate::source::finding::Finding;
use crate::standard::phrases::Hits;

/// The rule.
pub static RULE: Rule = Rule {
    id: "public-service-no-licence-effect",
    severity: Severity::Warning,
    basis: &[Basis { law: "优化营商环境条例", articles: &["39"] }, Basis { law: "行政许可法", articles: &["12"] }],
    since: "0.1.0",
    heuristic: true,
    page: include_str!("public_service_no_licence_effect.md"),
    check: Check::Wording(check),
};

fn check(_: &Context<'_>, item: &Effective<'_>, hits: &Hits<'_, '_>, findings: &mut Findings<'_>) {
    if !item.is_type("public-service") {
        return;
    }
    let help = Text::new(
        "reword it, or verify whether the item is a licence",
        "请修改表述，或核实该事项是否属于行政许可",
    );
    if let Some((licence, _)) = item.root.entry("licence") {
        let message = Text::new(
            "elements of a licence are given, but the item is a public service",
            "填写了许可要素，事项类型却为公共服务",
        );
        findings.add(Finding::here(licence, message).help(help.clone()));
    }
    for hit in hits.of(RULE.id) {
        let words = hit.words();
        let message = Text::new(
            format!("\"{words}\" reads like the effect of a licence, but the item is a public service"),
            format!("“{words}”表明具有许可效力，事项类型却为公共服务"),
        );
        findings.add(Finding::within(hit.node, hit.part.clone(), message).help(help.clone()));
    }
}
