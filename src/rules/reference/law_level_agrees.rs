//! The level of an instrument is that of its issuer and number.

use crate::diagnostic::{Basis, Severity, Text};
use crate::model::laws;
use crate::rules::level;
use crate::rules::{Check, Context, Findings, Rule};
use crate::source::finding::Finding;
use crate::source::node::Node;
use crate::source::tree::Tree;

/// The rule.
pub static RULE: Rule = Rule {
    id: "law-level-agrees",
    severity: Severity::Error,
    basis: &[Basis { law: "立法法", articles: &["72", "80", "81", "82", "91", "93"] }, Basis { law: "规章制定程序条例", articles: &["7"] }],
    since: "0.1.0",
    heuristic: false,
    page: include_str!("law_level_agrees.md"),
    check: Check::Document(check),
};

fn check(context: &Context<'_>, tree: &Tree, findings: &mut Findings<'_>) {
    let Some(root) = tree.root().filter(|root| root.str("register") == Some("laws")) else { return };
    let levels = context.standard.levels.get();
    for entry in root.get("entries").into_iter().flat_map(Node::items) {
        let (Some(stated), Some(derived)) = (entry.get("level"), laws::derived(levels, entry)) else { continue };
        let listed = context.standard.list("law-level").is_some_and(|list| list.get(stated.text()).is_some());
        if !listed || stated.text() == derived {
            continue;
        }
        let (own, meant) = (level::label(context, stated.text()), level::label(context, derived));
        let message = Text::new(
            format!("the level is {}, but issuer and number are those of {}", own.en, level::with_article(&meant.en)),
            format!("效力层级写为{}，按制定机关和文号应为{}", own.zh, meant.zh),
        );
        let help = Text::new(
            format!("write `{derived}`, or correct issuer and number; rules go by `{derived}`"),
            format!("请改为 {derived}，或者改正制定机关、文号；各项规则以 {derived} 为准"),
        );
        let issuer = entry.get("number").or_else(|| entry.get("issuer")).unwrap_or(entry);
        findings.add(Finding::here(stated, message).help(help).beside(issuer, Text::new("by this", "依据")));
    }
}
