//! Version, status and the first day are stated. Of version and status the schemas speak.

use crate::diagnostic::{Severity, Text};
use crate::model::effective::Effective;
use crate::model::item::ItemKind;
use crate::rules::{Check, Context, Findings, Rule};
use crate::source::finding::Finding;

/// The rule.
pub static RULE: Rule = Rule {
    id: "version-and-date-present",
    severity: Severity::Warning,
    basis: &[],
    since: "0.1.0",
    heuristic: false,
    page: include_str!("version_and_date_present.md"),
    check: Check::Effective(check),
};

fn check(_: &Context<'_>, item: &Effective<'_>, findings: &mut Findings<'_>) {
    // What a basic item does not say is asked there, once, and not of each implementation.
    let open = !matches!(item.root.str("status"), Some("draft" | "cancelled"));
    if item.own.kind != ItemKind::Basic || !open || item.root.at(&["effective", "from"]).is_some() {
        return;
    }
    let message = Text::new("the first day of this version is not stated", "未写明该版本的生效日期");
    let help = Text::new("add `effective: {from: …}`", "请补写“effective: {from: …}”（计划生效日期）");
    let map = item.root.get("effective").filter(|own| own.is_map());
    let finding = match map {
        Some(map) => Finding::lacking(map, "from", message),
        None => Finding::lacking(item.root, "effective", message),
    };
    // What was collected says what its source shows, and guides seldom show this day.
    let weight = if item.own.is_collected() { Severity::Info } else { Severity::Warning };
    findings.add(finding.help(help).weigh(weight));
}
