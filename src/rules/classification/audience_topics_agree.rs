//! Topics are given for those whom the item serves, and for nobody else.

use crate::diagnostic::{Severity, Text};
use crate::model::effective::Effective;
use crate::rules::{Check, Context, Findings, Rule};
use crate::source::finding::Finding;
use crate::source::tree::Kind;

/// The rule.
pub static RULE: Rule = Rule {
    id: "audience-topics-agree",
    severity: Severity::Warning,
    basis: &[],
    since: "0.1.0",
    heuristic: false,
    page: include_str!("audience_topics_agree.md"),
    check: Check::Effective(check),
};

fn check(_: &Context<'_>, item: &Effective<'_>, findings: &mut Findings<'_>) {
    let (Some(audience), Some(topics)) = (item.root.get("audience"), item.root.get("topics")) else { return };
    // What is no list is reported as such, and says nothing about who is served.
    if audience.kind() != Kind::List {
        return;
    }
    let natural = audience.items().any(|one| one.text() == "natural-person");
    let legal = audience.items().any(|one| one.text() != "natural-person");
    let kinds = [("natural-person", natural, "natural persons", "自然人"), ("legal-person", legal, "legal persons", "法人")];
    for (key, served, en, zh) in kinds {
        let Some(own) = topics.get(key).filter(|own| own.count() > 0 && !served) else { continue };
        let message = Text::new(
            format!("topics for {en} are given, but the item does not serve them"),
            format!("填写了面向{zh}的主题，而服务对象不含{zh}"),
        );
        let help = Text::new(format!("delete `{key}`, or correct the audience"), format!("请删除“{key}”，或改正服务对象"));
        findings.add(Finding::here(own, message).help(help).beside(audience, Text::new("audience", "服务对象")));
    }
}
