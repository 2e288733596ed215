//! One material is accepted by one standard.

use crate::diagnostic::{Basis, Severity, Text};
use crate::model::effective::Effective;
use crate::rules::lock::Variant;
use crate::rules::{Check, Context, Findings, Rule};
use crate::source::finding::Finding;

/// The rule.
pub static RULE: Rule = Rule {
    id: "cross-region-same-standard",
    severity: Severity::Warning,
    basis: &[Basis { law: "优化营商环境条例", articles: &["35"] }, Basis { law: "北京市优化营商环境条例", articles: &["32"] }],
    since: "0.1.0",
    heuristic: false,
    page: include_str!("cross_region_same_standard.md"),
    check: Check::Override(check),
};

fn check(_: &Context<'_>, _: &Effective<'_>, variant: &Variant<'_, '_, '_>, findings: &mut Findings<'_>) {
    let over = variant.over;
    let Some(above) = over.above.filter(|_| over.path == "materials.accept_standard") else { return };
    let message = Text::new(
        "the material is accepted by another standard here than in the layers above",
        "该材料的受理标准与上层规定不一致",
    );
    let help = Text::new(
        "take the standard of the layers above, or have them changed for all",
        "请采用上层的受理标准；确需调整的，请在上层统一调整",
    );
    findings.add(Finding::here(over.own, message).help(help).beside(above, Text::new("stated here", "上层在此规定")));
}
