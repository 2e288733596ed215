//! A local instrument is a ground within its area only.

use crate::diagnostic::{Basis, Severity, Text};
use crate::model::exemption::Record;
use crate::rules::{Check, Context, Findings, Rule};
use crate::source::finding::Finding;
use crate::model::region;
use crate::standard::grounds::found;

/// The rule.
pub static RULE: Rule = Rule {
    id: "local-extra-ground-in-area",
    severity: Severity::Error,
    basis: &[Basis { law: "上海市优化营商环境条例", articles: &["24"] }, Basis { law: "立法法", articles: &["80", "81", "82", "93"] }],
    since: "0.1.0",
    heuristic: false,
    page: include_str!("local_extra_ground_in_area.md"),
    check: Check::RecordOn(&["ground", "citation"], check),
};

fn check(context: &Context<'_>, record: &Record<'_>, findings: &mut Findings<'_>) {
    let Some(citation) = record.exemption.citation().filter(|_| record.exemption.is_exempt()) else { return };
    let law = citation.find(context.registers.laws()).filter(|law| law.level.starts_with("local-"));
    let holds = |area: &str| record.region.is_some_and(|region| region::contains(area, region));
    let local = law.and_then(|law| Some((law, law.area.as_deref()?)));
    let Some((law, area)) = local.filter(|(_, area)| !holds(area)) else {
        findings.extend(ground_of_elsewhere(context, record, &holds));
        return;
    };
    let called = |code: &str| context.registers.divisions().called(code);
    let (area, region, title) = (called(area), called(record.region.unwrap_or("000000")), law.short_title());
    let message = Text::new(
        format!("《{title}》 holds in {} only, and the item is for {}", area.en, region.en),
        format!("《{title}》仅适用于{}，而该事项属于{}", area.zh, region.zh),
    );
    let help = Text::new("delete the record here, or cite what holds here", "请在此删除该记录，或者引用适用于本区域的依据");
    findings.add(Finding::here(citation.law(), message).help(help));
}

/// A reason that is a ground in one place alone, given elsewhere. That a national law asks for it is possible.
fn ground_of_elsewhere(context: &Context<'_>, record: &Record<'_>, holds: &dyn Fn(&str) -> bool) -> Option<Finding> {
    let own = record.exemption;
    let reason = own.node.get("reason").filter(|_| own.is_about("online-inclusion"))?;
    // 等情形 is reported always, by itself.
    let ground = own.ground().filter(|ground| ground.text() != "other")?;
    let grounds = context.standard.grounds.get();
    let (local, word) = grounds.local.iter().find_map(|local| Some((local, grounds.given(&local.words, reason.text())?)))?;
    if holds(&local.area) || found(&local.except, reason.text()).is_some() {
        return None;
    }
    let place = context.registers.divisions().called(&local.area);
    let (law, article) = (&local.law, local.articles.join(", "));
    let message = Text::new(
        format!("`{word}` is a ground in {} only, by 《{law}》 art. {article}", place.en),
        format!("“{word}”只在{}是依据（《{law}》第{article}条）", place.zh),
    );
    let help = Text::new(
        "delete the record here, or give as the reason what the cited provision itself demands",
        "请在此删除该记录；所引条款另有规定的，请将该规定写为理由",
    );
    let weight = if ground.text() == "local-regulation" { RULE.severity } else { Severity::Warning };
    Some(Finding::here(reason, message).help(help).weigh(weight))
}
