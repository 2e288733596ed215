//! Joint handling takes at most 45 working days.

use crate::diagnostic::{Basis, Severity, Text};
use crate::model::effective::Effective;
use crate::model::limit::{Comparison, Limit};
use crate::rules::level;
use crate::rules::{Check, Context, Findings, Rule};
use crate::source::finding::Finding;

/// The rule.
pub static RULE: Rule = Rule {
    id: "joint-45wd",
    severity: Severity::Error,
    basis: &[Basis { law: "行政许可法", articles: &["42"] }],
    since: "0.1.0",
    heuristic: false,
    page: include_str!("joint_45wd.md"),
    check: Check::Effective(check),
};

fn check(context: &Context<'_>, item: &Effective<'_>, findings: &mut Findings<'_>) {
    let Some(limit) = item.root.at(&["time_limit", "statutory"]).filter(|_| item.is_type("licence")).and_then(Limit::of) else {
        return;
    };
    let most = Limit { days: 45.0, unit: "working-day", place: limit.place };
    let joint = item.root.at(&["bodies", "joint"]).filter(|joint| joint.count() > 0);
    let basis = item.root.at(&["time_limit", "statutory", "basis"]);
    let elsewhere = level::cited(basis).any(|name| {
        let law = context.registers.laws().find(name.text());
        law.is_some_and(|law| law.short_title() != "行政许可法" && level::REGULATION.contains(&law.level.as_str()))
    });
    let Some(joint) = joint.filter(|_| limit.compare(&most) == Comparison::Longer && !elsewhere) else { return };
    let own = limit.words();
    let message = Text::new(
        format!("the limit of {} for joint handling exceeds 45 working days", own.en),
        format!("联合办理的法定办结时限{}超过45个工作日", own.zh),
    );
    let help = Text::new("shorten it, or cite the law or regulation that sets it", "请缩短，或引用规定该时限的法律、法规");
    findings.add(Finding::here(limit.place, message).help(help).beside(joint, Text::new("handled jointly", "联办机构")));
}
