//! The guide is published within 20 working days of its effect.

use crate::date::Date;
use crate::diagnostic::{Basis, Severity, Text};
use crate::model::effective::Effective;
use crate::rules::{Check, Context, Findings, Rule};
use crate::source::finding::Finding;

/// The rule.
pub static RULE: Rule = Rule {
    id: "publish-within-20wd",
    severity: Severity::Warning,
    basis: &[Basis { law: "政府信息公开条例", articles: &["26"] }],
    since: "0.1.0",
    heuristic: false,
    page: include_str!("publish_within_20wd.md"),
    check: Check::Effective(check),
};

fn check(_: &Context<'_>, item: &Effective<'_>, findings: &mut Findings<'_>) {
    // Twenty working days are 28 days of the calendar, and not more than 42 whatever holidays fall into them.
    const SURELY: i32 = 42;
    let (Some(published), Some(from)) =
        (item.root.at(&["publication", "published_on"]), item.root.at(&["effective", "from"]))
    else {
        return;
    };
    // A body may come to an old item later: only what one layer says of both can be compared.
    if published.layer_number() != from.layer_number() {
        return;
    }
    let (Some(day), Some(begun)) = (Date::parse(published.text()), Date::parse(from.text())) else { return };
    if begun.days_later(SURELY).is_some_and(|latest| day > latest) {
        let message = Text::new(
            format!("the guide was published on {day}, more than 20 working days after {begun}"),
            format!("办事指南于{day}公开，距生效日期{begun}超过20个工作日"),
        );
        let help = Text::new("correct the day, or publish changes sooner", "请核实日期；今后应及时公开");
        findings.add(Finding::here(published, message).help(help).beside(from, Text::new("effective from", "生效日期")));
    }
}
