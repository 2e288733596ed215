//! An exemption cites instrument and article.

use crate::diagnostic::{Basis, Severity, Text};
use crate::model::exemption::Record;
use crate::rules::{Check, Context, Findings, Rule};
use crate::source::finding::Finding;

/// The rule.
pub static RULE: Rule = Rule {
    id: "exemption-citation-required",
    severity: Severity::Error,
    basis: &[Basis { law: "国务院关于在线政务服务的若干规定", articles: &["4"] }],
    since: "0.1.0",
    heuristic: false,
    page: include_str!("exemption_citation_required.md"),
    check: Check::RecordOn(&["ground", "citation"], check),
};

fn check(_: &Context<'_>, record: &Record<'_>, findings: &mut Findings<'_>) {
    let own = record.exemption;
    if !own.is_exempt() || own.is_secret() {
        return;
    }
    let help = Text::new("add `citation: {law: …, articles: [\"…\"]}`", "请补写 citation: {law: …, articles: [\"…\"]}");
    match own.citation() {
        None => {
            let message = Text::new("the exemption cites no provision", "不纳入情形没有引用法律条款");
            findings.add(Finding::lacking(own.node, "citation", message).help(help));
        }
        Some(citation) if citation.articles().next().is_none() => {
            let message = Text::new(
                format!("the exemption cites 《{}》 without an article", citation.law().text()),
                format!("不纳入情形引用了《{}》，但没有写明条款", citation.law().text()),
            );
            findings.add(Finding::lacking(citation.node, "articles", message).help(help));
        }
        Some(_) => {}
    }
}
