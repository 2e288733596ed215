//! An extension is at most 10 working days.

use crate::diagnostic::{Basis, Severity, Text};
use crate::model::effective::Effective;
use crate::model::limit::{Comparison, Limit};
use crate::rules::level;
use crate::rules::{Check, Context, Findings, Rule};
use crate::source::finding::Finding;

/// The rule.
pub static RULE: Rule = Rule {
    id: "extension-10wd",
    severity: Severity::Error,
    basis: &[Basis { law: "行政许可法", articles: &["42"] }],
    since: "0.1.0",
    heuristic: false,
    page: include_str!("extension_10wd.md"),
    check: Check::Effective(check),
};

fn check(context: &Context<'_>, item: &Effective<'_>, findings: &mut Findings<'_>) {
    let Some(limit) = item.root.at(&["time_limit", "extension"]).filter(|_| item.is_type("licence")).and_then(Limit::of) else {
        return;
    };
    let most = Limit { days: 10.0, unit: "working-day", place: limit.place };
    let elsewhere = level::cited(item.root.at(&["time_limit", "extension", "basis"])).any(|name| {
        let law = context.registers.laws().find(name.text());
        law.is_some_and(|law| law.short_title() != "行政许可法" && level::REGULATION.contains(&law.level.as_str()))
    });
    let joint = item.root.at(&["bodies", "joint"]).is_some_and(|joint| joint.count() > 0);
    let most = Limit { days: if joint { 15.0 } else { most.days }, ..most };
    if elsewhere || limit.compare(&most) != Comparison::Longer {
        return;
    }
    let (own, most) = (limit.words(), most.words());
    let message = Text::new(
        format!("an extension of {} exceeds {}", own.en, most.en),
        format!("延长时限{}超过{}", own.zh, most.zh),
    );
    let help = Text::new("shorten it, or cite the law or regulation that sets it", "请缩短，或引用规定该时限的法律、法规");
    findings.add(Finding::here(limit.place, message).help(help));
}
