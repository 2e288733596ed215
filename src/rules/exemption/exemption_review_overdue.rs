//! The review of an exemption is not overdue.

use crate::diagnostic::{Basis, Severity, Text};
use crate::model::exemption::Record;
use crate::rules::{Check, Context, Findings, Rule};
use crate::source::finding::Finding;
use crate::date::Date;

/// The rule.
pub static RULE: Rule = Rule {
    id: "exemption-review-overdue",
    severity: Severity::Warning,
    basis: &[Basis { law: "保守国家秘密法", articles: &["24"] }, Basis { law: "政府信息公开条例", articles: &["18"] }],
    since: "0.1.0",
    heuristic: false,
    page: include_str!("exemption_review_overdue.md"),
    check: Check::RecordOn(&["ground"], check),
};

fn check(context: &Context<'_>, record: &Record<'_>, findings: &mut Findings<'_>) {
    let own = record.exemption;
    if own.is_secret() {
        let last = own.node.at(&["secret", "last_review"]).and_then(|node| Some((node, Date::parse(node.as_str()?)?)));
        if let Some((node, _)) = last.filter(|(_, day)| day.months_later(12).is_some_and(|due| due < context.day)) {
            let message = Text::new("the yearly review is overdue", "年度审核已逾期");
            findings.add(Finding::here(node, message));
        }
        return;
    }
    if !own.is_exempt() {
        return;
    }
    let help = Text::new("review the exemption and write the next `review_on`", "请复核不纳入情形，并写明下次 review_on");
    match own.date(&["review_on"]) {
        Some((node, day)) if day < context.day => {
            let message = Text::new(
                format!("the review of the exemption was due on {day}"),
                format!("不纳入情形应于{day}复核"),
            );
            findings.add(Finding::here(node, message).help(help));
        }
        // Whether a review is due hangs on the ground.
        None if own.node.get("review_on").is_none() && own.ground().is_some() => {
            let weight = if own.is_statutory() { Severity::Info } else { Severity::Warning };
            let message = Text::new("no review of the exemption is planned", "没有写明不纳入情形的复核日期");
            findings.add(Finding::lacking(own.node, "review_on", message).help(help).weigh(weight));
        }
        _ => {}
    }
}
