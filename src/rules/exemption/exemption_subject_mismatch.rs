//! The cited provision is about the matter of the item.

use crate::diagnostic::{Basis, Severity, Text, article_zh};
use crate::model::citation::Citation;
use crate::model::exemption::Record;
use crate::model::laws::Law;
use crate::rules::level;
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
    findings.extend(of_no_effect(context, record, citation, law));
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

/// An article by which the duty is not lifted, where the provisions that lift it are known and none of them is cited.
fn of_no_effect(context: &Context<'_>, record: &Record<'_>, citation: Citation<'_>, law: &Law) -> Option<Finding> {
    let node = record.exemption.duty()?;
    let duty = context.standard.duties.get().get(node.text())?;
    let advised = duty.via.first()?;
    let holds = |article: &str| duty.via.iter().any(|own| own.holds(law.short_title(), article));
    let article = citation.articles().next()?;
    // What a local regulation, a rule or a document cannot do is said by the matrix.
    if !record.exemption.is_statutory() || citation.articles().any(|article| holds(article.text())) {
        return None;
    }
    let label = level::label_of(context, "duty", node.text());
    let message = Text::new(
        format!("《{}》 art. {} is no known ground for lifting the duty \"{}\"", law.short_title(), article.text(), label.en),
        format!("《{}》{}不是已知的免除“{}”义务的依据", law.short_title(), article_zh(article.text()), label.zh),
    );
    let (title, articles) = (&advised.law, advised.articles.join(", "));
    let help = Text::new(
        format!("cite 《{title}》 art. {articles}, and name in `reason` the law that it refers to; or fulfil the duty"),
        format!("请引用《{title}》{}，并在 reason 中写明该条所指的法律；否则应履行该义务", article_zh(&articles)),
    );
    Some(Finding::here(article, message).help(help).beside(node, Text::new("the duty", "义务")))
}
