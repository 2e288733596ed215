//! The target date of a deferral is not past.

use crate::diagnostic::{Basis, Severity, Text};
use crate::model::exemption::Record;
use crate::rules::{Check, Context, Findings, Rule};
use crate::source::finding::Finding;

/// The rule.
pub static RULE: Rule = Rule {
    id: "deferral-overdue",
    severity: Severity::Warning,
    basis: &[Basis { law: "国务院关于在线政务服务的若干规定", articles: &["4"] }],
    since: "0.1.0",
    heuristic: false,
    page: include_str!("deferral_overdue.md"),
    check: Check::RecordOn(&["target"], check),
};

fn check(context: &Context<'_>, record: &Record<'_>, findings: &mut Findings<'_>) {
    let own = record.exemption;
    let Some((node, target)) = own.date(&["target"]).filter(|_| !own.is_exempt()) else { return };
    if target < context.day {
        let message = Text::new(
            format!("the target date {target} of the deferral is past"),
            format!("暂缓纳入的目标日期{target}已过"),
        );
        let help = Text::new("include the item, or decide on a new target", "请将事项纳入平台，或者确定新的目标日期");
        findings.add(Finding::here(node, message).help(help));
    }
}
