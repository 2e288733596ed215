//! The cited article exists in the version that is cited.

use crate::diagnostic::{Basis, Severity, Text, article_zh};
use crate::model::exemption::Record;
use crate::model::laws::Law;
use crate::rules::{Check, Context, Findings, Rule};
use crate::source::finding::Finding;
use crate::source::node::Node;
use crate::standard::words;

/// The rule.
pub static RULE: Rule = Rule {
    id: "exemption-article-unknown",
    severity: Severity::Error,
    basis: &[Basis { law: "国务院关于在线政务服务的若干规定", articles: &["4"] }],
    since: "0.1.0",
    heuristic: false,
    page: include_str!("exemption_article_unknown.md"),
    check: Check::RecordOn(&["citation"], check),
};

fn check(context: &Context<'_>, record: &Record<'_>, findings: &mut Findings<'_>) {
    let Some(citation) = record.exemption.citation() else { return };
    let Some(law) = citation.find(context.registers.laws()) else { return };
    for (article, most) in citation.beyond(law, context.day) {
        findings.add(no_article(law, article, most));
    }
}

/// An article that an instrument of so many does not have.
pub(in crate::rules) fn no_article(law: &Law, article: Node<'_>, most: u32) -> Finding {
    let (title, own) = (law.short_title(), words::shorten(article.text()));
    let message = Text::new(
        format!("《{title}》 has {most} articles, no article {own}"),
        format!("《{title}》共{most}条，没有{}", article_zh(&own)),
    );
    Finding::here(article, message).help(Text::new("correct the article", "请改正条款号"))
}
