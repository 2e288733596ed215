//! A local instrument is a ground within its area only.

use crate::diagnostic::{Basis, Severity, Text};
use crate::model::exemption::Record;
use crate::rules::{Check, Context, Findings, Rule};
use crate::source::finding::Finding;
use crate::model::region;

/// The rule.
pub static RULE: Rule = Rule {
    id: "local-extra-ground-in-area",
    severity: Severity::Error,
    basis: &[Basis { law: "上海市优化营商环境条例", articles: &["24"] }, Basis { law: "立法法", articles: &["80", "81", "82", "93"] }],
    since: "0.1.0",
    heuristic: false,
    page: include_str!("local_extra_ground_in_area.md"),
    check: Check::Record(check),
};

fn check(context: &Context<'_>, record: &Record<'_>, findings: &mut Findings<'_>) {
    let Some(citation) = record.exemption.citation().filter(|_| record.exemption.is_exempt()) else { return };
    let Some(law) = citation.find(context.registers.laws()).filter(|law| law.level.starts_with("local-")) else { return };
    let Some(area) = law.area.as_deref() else { return };
    if record.region.is_some_and(|region| region::contains(area, region)) {
        return;
    }
    let called = |code: &str| context.registers.divisions().called(code);
    let (area, region, title) = (called(area), called(record.region.unwrap_or("000000")), law.short_title());
    let message = Text::new(
        format!("《{title}》 holds in {} only, and the item is for {}", area.en, region.en),
        format!("《{title}》仅适用于{}，而该事项属于{}", area.zh, region.zh),
    );
    let help = Text::new("delete the record here, or cite what holds here", "请在此删除该记录，或者引用适用于本区域的依据");
    findings.add(Finding::here(citation.law(), message).help(help));
}
