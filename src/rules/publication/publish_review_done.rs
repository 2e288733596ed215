//! What is published was reviewed for secrets before.

use crate::date::Date;
use crate::diagnostic::{Basis, Severity, Text};
use crate::model::effective::Effective;
use crate::rules::{Check, Context, Findings, Rule};
use crate::source::finding::Finding;
use crate::source::node::Node;

/// The rule.
pub static RULE: Rule = Rule {
    id: "publish-review-done",
    severity: Severity::Warning,
    basis: &[Basis { law: "政府信息公开条例", articles: &["17"] }, Basis { law: "保守国家秘密法", articles: &["35"] }],
    since: "0.1.0",
    heuristic: false,
    page: include_str!("publish_review_done.md"),
    check: Check::Effective(check),
};

fn check(_: &Context<'_>, item: &Effective<'_>, findings: &mut Findings<'_>) {
    let Some(review) = item.root.at(&["publication", "review"]).filter(|_| item.is_offered()) else { return };
    if let Some(done) = review.get("done").filter(|own| own.as_bool() == Some(false)) {
        let message = Text::new("the guide was not reviewed before publication", "办事指南公开前未经保密审查");
        let help = Text::new("have it reviewed and write `done: true` with the day", "请完成审查，并写 done: true 和日期");
        findings.add(Finding::here(done, message).help(help));
    }
    let (Some(on), Some(public)) = (review.get("on"), item.root.at(&["publication", "published_on"])) else { return };
    let date = |node: Node<'_>| Date::parse(node.text());
    if date(public).is_some() && date(on) > date(public) {
        let message = Text::new("the review is later than the publication", "审查日期晚于公开日期");
        let help = Text::new("review first, then publish; correct the days", "应先审查后公开，请核实日期");
        findings.add(Finding::here(on, message).help(help).beside(public, Text::new("published", "公开日期")));
    }
}
