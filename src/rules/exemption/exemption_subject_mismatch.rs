//! The cited provision is about the matter of the item.

use crate::diagnostic::{Basis, Severity, Text, article_zh};
use crate::model::exemption::Record;
use crate::rules::{Check, Context, Findings, Rule};
use crate::source::finding::Finding;

/// The rule.
pub static RULE: Rule = Rule {
    id: "exemption-subject-mismatch",
    severity: Severity::Warning,
    basis: &[Basis { law: "国务院关于在线政务服务的若干规定", articles: &["4"] }],
    since: "0.1.0",
    heuristic: false,
    page: include_str!("exemption_subject_mismatch.md"),
    check: Check::RecordOn(&["citation"], check),
};

fn check(context: &Context<'_>, record: &Record<'_>, findings: &mut Findings<'_>) {
    let Some(citation) = record.exemption.citation().filter(|_| record.exemption.is_exempt()) else { return };
    let Some(law) = citation.find(context.registers.laws()) else { return };
    let text = |key| record.root.str(key).unwrap_or_default();
    let (name, item_type) = (text("name"), text("item_type"));
    for article in citation.articles() {
        let mut known = context.standard.grounds.get().of(law.short_title(), article.text()).peekable();
        if known.peek().is_none() || known.any(|ground| ground.is_about(name, item_type)) {
            continue;
        }
        let message = Text::new(
            format!("《{}》 art. {} is about another matter than `{name}`", citation.law().text(), article.text()),
            format!("《{}》{}规定的不是“{name}”", citation.law().text(), article_zh(article.text())),
        );
        let help = Text::new("cite the provision that is about this item", "请引用针对本事项的条款");
        findings.add(Finding::here(article, message).help(help));
    }
}
