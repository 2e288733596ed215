//! The statutory limit of a licence is at most 20 working days.

use crate::diagnostic::{Basis, Severity, Text};
use crate::model::effective::Effective;
use crate::model::limit::{Comparison, Limit};
use crate::rules::level;
use crate::rules::{Check, Context, Findings, Rule};
use crate::source::finding::Finding;
use crate::source::node::Node;

/// The rule.
pub static RULE: Rule = Rule {
    id: "licence-default-20wd",
    severity: Severity::Error,
    basis: &[Basis { law: "行政许可法", articles: &["42"] }],
    since: "0.1.0",
    heuristic: false,
    page: include_str!("licence_default_20wd.md"),
    check: Check::Effective(check),
};

fn check(context: &Context<'_>, item: &Effective<'_>, findings: &mut Findings<'_>) {
    if !item.is_type("licence") || item.is_exempt("licence-20wd", None, context.registers.laws(), context.day) {
        return;
    }
    let Some(statutory) = item.root.at(&["time_limit", "statutory"]) else { return };
    let Some(limit) = Limit::of(statutory) else { return };
    // Joint handling has a limit of its own: `joint-45wd`.
    if item.root.at(&["bodies", "joint"]).is_some_and(|joint| joint.count() > 0) {
        return;
    }
    let most = Limit { days: 20.0, unit: "working-day", place: limit.place };
    if limit.compare(&most) != Comparison::Longer || is_set_elsewhere(context, statutory.get("basis")) {
        return;
    }
    let (own, most) = (limit.words(), most.words());
    let message = Text::new(
        format!("the statutory limit of {} exceeds the {} of the Licensing Law", own.en, most.en),
        format!("法定办结时限{}超过《行政许可法》规定的{}", own.zh, most.zh),
    );
    let help = Text::new(
        "shorten it, or cite under `basis` the law or regulation that sets it",
        "请缩短，或在 basis 中引用规定该时限的法律、法规",
    );
    findings.add(Finding::here(limit.place, message).help(help));
}

/// Whether a law or regulation other than the Licensing Law is cited for the limit.
fn is_set_elsewhere(context: &Context<'_>, basis: Option<Node<'_>>) -> bool {
    level::cited(basis).any(|name| {
        let law = context.registers.laws().find(name.text());
        law.is_some_and(|law| law.short_title() != "行政许可法" && level::REGULATION.contains(&law.level.as_str()))
    })
}
