//! Topics are given for those whom the item serves, and for nobody else.

use crate::diagnostic::{Severity, Text};
use crate::model::effective::Effective;
use crate::model::spoken::deciding;
use crate::rules::{Check, Context, Findings, Rule};
use crate::source::finding::Finding;
use crate::source::node::Node;
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
    // What is no list is reported as such, and says nothing about who is served.
    let Some(audience) = item.root.get("audience").filter(|own| own.kind() == Kind::List) else { return };
    let Some(topics) = item.root.get("topics") else {
        findings.extend(without(item, audience));
        return;
    };
    let natural = audience.items().any(|one| one.text() == "natural-person");
    let legal = audience.items().any(|one| one.text() != "natural-person");
    let kinds = [("natural-person", natural, "natural persons", "自然人"), ("legal-person", legal, "legal persons", "法人")];
    let given = |key: &str| topics.get(key).filter(|own| own.count() > 0);
    let mut wrong = kinds.iter().filter(|(_, served, ..)| !served).filter_map(|(key, _, en, zh)| {
        Some(surplus(given(key)?, audience, key, (en, zh)))
    });
    if let Some(finding) = wrong.next() {
        // Topics on the wrong side are the fault, and leave none for the other.
        findings.add(finding);
        findings.extend(wrong);
        return;
    }
    // Who is served by a lower layer beyond those above is for the lock table to judge.
    if audience.layer_number() > topics.layer_number() {
        return;
    }
    let lacking = kinds.into_iter().filter(|(key, served, ..)| *served && given(key).is_none());
    for (key, _, en, zh) in lacking.filter(|_| item.is_offered() && topics.count() > 0) {
        let message = Text::new(
            format!("the item serves {en}, but has no topics for them"),
            format!("服务对象含{zh}，但未填写面向{zh}的主题"),
        );
        let help = Text::new(format!("add `{key}:`, or correct the audience"), format!("请补写“{key}:”，或改正服务对象"));
        let empty = topics.get(key).map(|own| Finding::here(own, message.clone()));
        findings.add(empty.unwrap_or_else(|| Finding::lacking(topics, key, message)).help(help));
    }
}

/// What to say of an item without any topics.
fn without(item: &Effective<'_>, audience: Node<'_>) -> Option<Finding> {
    if !item.is_offered() || audience.count() == 0 {
        return None;
    }
    let message = Text::new("the item has no topics for those whom it serves", "未填写面向服务对象的主题分类");
    let help = Text::new(
        "add `topics:`, by whom the item serves: `natural-person`, `legal-person`",
        "请按服务对象补写“topics:”（主题分类）：自然人主题、法人主题",
    );
    // What was collected says what its source shows, and sources often show no topics.
    let weight = if item.own.is_collected() { Severity::Info } else { Severity::Warning };
    Some(Finding::lacking(item.root, "topics", message).help(help).weigh(weight))
}

/// What to say of topics for those whom the item does not serve.
fn surplus(own: Node<'_>, audience: Node<'_>, key: &str, (en, zh): (&str, &str)) -> Finding {
    let message = Text::new(
        format!("topics for {en} are given, but the item does not serve them"),
        format!("填写了面向{zh}的主题，而服务对象不含{zh}"),
    );
    let help = Text::new(format!("delete `{key}`, or correct the audience"), format!("请删除“{key}”，或改正服务对象"));
    let [(place, _), (other, note)] =
        deciding((own, Text::new("topics", "主题分类")), (audience, Text::new("audience", "服务对象")));
    Finding::here(place, message).help(help).beside(other, note)
}
