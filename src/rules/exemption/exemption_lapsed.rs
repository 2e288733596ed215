//! Tells since when a record lifts nothing any more, and which duty is due.

use crate::diagnostic::{Basis, Severity, Text};
use crate::model::exemption::Record;
use crate::rules::{Check, Context, Findings, Rule};
use crate::source::finding::Finding;
use crate::model::exemption;

/// The rule.
pub static RULE: Rule = Rule {
    id: "exemption-lapsed",
    severity: Severity::Info,
    basis: &[Basis { law: "国务院关于在线政务服务的若干规定", articles: &["4"] }],
    since: "0.1.0",
    heuristic: false,
    page: include_str!("exemption_lapsed.md"),
    check: Check::RecordOn(&["duty", "valid", "citation"], check),
};

fn check(context: &Context<'_>, record: &Record<'_>, findings: &mut Findings<'_>) {
    let own = record.exemption;
    if !own.is_exempt() || own.is_secret() {
        return;
    }
    let Some((since, duty)) = exemption::lapsed_on(own, context.registers.laws(), context.day).zip(own.duty()) else { return };
    let label = context.standard.list("duty").and_then(|list| list.get(duty.text()));
    let (en, zh) = label.map_or((duty.text(), duty.text()), |code| (code.en.as_str(), code.zh.as_str()));
    let message = Text::new(
        format!("since {since} the exemption has lapsed and the duty applies: {en}"),
        format!("自{since}起该不纳入情形失效，义务恢复适用：{zh}"),
    );
    let help = Text::new(
        "`mulu exemptions` lists what is due now",
        "用 mulu exemptions 查看现在应当履行的义务",
    );
    findings.add(Finding::here(duty, message).help(help));
}
