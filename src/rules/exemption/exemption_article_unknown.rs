//! The cited article exists in the version that is cited.

use crate::diagnostic::{Basis, Severity, Text};
use crate::model::exemption::Record;
use crate::rules::{Check, Context, Findings, Rule};
use crate::source::finding::Finding;

/// The rule.
pub static RULE: Rule = Rule {
    id: "exemption-article-unknown",
    severity: Severity::Error,
    basis: &[Basis { law: "国务院关于在线政务服务的若干规定", articles: &["4"] }],
    since: "0.1.0",
    heuristic: false,
    page: include_str!("exemption_article_unknown.md"),
    check: Check::Record(check),
};

fn check(context: &Context<'_>, record: &Record<'_>, findings: &mut Findings<'_>) {
    let Some(citation) = record.exemption.citation() else { return };
    let Some(law) = citation.find(context.registers.laws()) else { return };
    let Some(most) = citation.version_on(law, context.day).and_then(|version| version.articles) else { return };
    for article in citation.articles() {
        // 120-1 is 第一百二十条之一, which comes after article 120.
        let number = article.text().split(['.', '-']).next().and_then(|number| number.parse::<u32>().ok());
        if number.is_some_and(|number| number > most) {
            let message = Text::new(
                format!("《{}》 has {most} articles, no article {}", citation.law().text(), article.text()),
                format!("《{}》共{most}条，没有第{}条", citation.law().text(), article.text()),
            );
            let help = Text::new("correct the article", "请改正条款号");
            findings.add(Finding::here(article, message).help(help));
        }
    }
}
