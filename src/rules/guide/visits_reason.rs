//! Visits in person have a reason, and no reason stands without visits.

use crate::diagnostic::{Severity, Text};
use crate::model::effective::Effective;
use crate::rules::{Check, Context, Findings, Rule};
use crate::source::finding::Finding;

/// The rule.
pub static RULE: Rule = Rule {
    id: "visits-reason",
    severity: Severity::Warning,
    basis: &[],
    since: "0.1.0",
    heuristic: false,
    page: include_str!("visits_reason.md"),
    check: Check::Effective(check),
};

fn check(_: &Context<'_>, item: &Effective<'_>, findings: &mut Findings<'_>) {
    let Some(visits) = item.root.at(&["on_site", "visits"]) else { return };
    let Some(count) = visits.as_i64() else { return };
    let reason = item.root.at(&["on_site", "reason"]);
    if count > 0 && reason.is_none() {
        let message = Text::new(
            format!("{count} visits in person are asked for without a reason"),
            format!("到办事现场次数为{count}，但未说明必须现场办理的原因"),
        );
        let help = Text::new("add `reason:`, or ask for no visit", "请补写 reason（必须现场办理原因说明），或改为0次");
        findings.add(Finding::here(visits, message).help(help));
    }
    if let Some(reason) = reason.filter(|_| count == 0) {
        let message = Text::new(
            "a reason for visits is stated, but none is asked for",
            "到办事现场次数为0，却写有必须现场办理的原因",
        );
        let help = Text::new("delete the reason, or correct the number", "请删除该原因，或改正次数");
        findings.add(Finding::here(reason, message).help(help).beside(visits, Text::new("visits", "到办事现场次数")));
    }
}
