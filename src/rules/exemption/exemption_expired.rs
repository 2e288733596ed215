//! An exemption has not ended.

use crate::diagnostic::{Basis, Severity, Text};
use crate::model::exemption::Record;
use crate::rules::{Check, Context, Findings, Rule};
use crate::source::finding::Finding;

/// The rule.
pub static RULE: Rule = Rule {
    id: "exemption-expired",
    severity: Severity::Error,
    basis: &[Basis { law: "国务院关于在线政务服务的若干规定", articles: &["4"] }],
    since: "0.1.0",
    heuristic: false,
    page: include_str!("exemption_expired.md"),
    check: Check::RecordOn(&["valid"], check),
};

fn check(context: &Context<'_>, record: &Record<'_>, findings: &mut Findings<'_>) {
    let own = record.exemption;
    if !own.is_exempt() {
        return;
    }
    let Some((node, end)) = own.date(&["valid", "to"]) else { return };
    let is_reversed = own.date(&["valid", "from"]).is_some_and(|(_, from)| end < from);
    if own.is_secret() {
        // Of a secret no day is repeated.
        if end < context.day || is_reversed {
            let message = Text::new("the validity of the record is over", "记录的有效期已过");
            findings.add(Finding::here(node, message));
        }
    } else if is_reversed {
        let message = Text::new(
            format!("the exemption ends on {end}, before it begins"),
            format!("不纳入情形的终止日期{end}早于起始日期"),
        );
        let help = Text::new("correct one of the dates", "请改正其中一个日期");
        findings.add(Finding::here(node, message).help(help));
    } else if end < context.day {
        let message = Text::new(
            format!("the exemption ended on {end}; the duty applies"),
            format!("不纳入情形已于{end}到期，义务恢复适用"),
        );
        let help = Text::new("include the item, or decide anew", "请将事项纳入平台，或者重新决定");
        findings.add(Finding::here(node, message).help(help));
    }
}
