//! A lower layer does not tie a licence to a place.

use crate::diagnostic::{Basis, Severity, Text};
use crate::model::effective::Effective;
use crate::model::item::ItemKind;
use crate::rules::{Check, Context, Findings, Rule};
use crate::source::finding::Finding;
use crate::source::node::Node;
use crate::standard::phrases::Hits;

/// The rule.
pub static RULE: Rule = Rule {
    id: "variant-territory-restriction",
    severity: Severity::Error,
    basis: &[Basis { law: "行政许可法", articles: &["15", "41"] }, Basis { law: "公平竞争审查条例", articles: &["8", "9"] }],
    since: "0.1.0",
    heuristic: false,
    page: include_str!("variant_territory_restriction.md"),
    check: Check::Wording(check),
};

fn check(context: &Context<'_>, item: &Effective<'_>, hits: &Hits<'_, '_>, findings: &mut Findings<'_>) {
    // Aid, school places and allowances may need residence: only licences are judged.
    if item.own.kind == ItemKind::Basic || item.root.str("item_type") != Some("licence") {
        return;
    }
    let own = item.documents.len() - 1;
    let mut told = None;
    for hit in hits.of(RULE.id).filter(|hit| usize::from(hit.node.layer_number()) == own) {
        let (text, word) = (hit.node, hit.words());
        let mut conditions = item.entries("conditions");
        let condition = conditions.find(|condition| condition.get("text") == Some(text));
        let Some(condition) = condition.filter(|_| told.replace(text) != Some(text)) else { continue };
        if rests_on_statute(context, condition) {
            continue;
        }
        let message = Text::new(
            format!("the condition ties the licence to a place: \"{word}\""),
            format!("该条件以“{word}”限制申请人的地域"),
        );
        let help = Text::new(
            "verify the condition; leave the place out, or cite the law or administrative regulation that sets it",
            "请核实该条件：删除地域限制，或写明设定该限制的法律、行政法规",
        );
        findings.add(Finding::here(text, message).help(help));
    }
}

fn rests_on_statute(context: &Context<'_>, condition: Node<'_>) -> bool {
    let basis = condition.get("basis");
    let mut cited = basis.into_iter().flat_map(|basis| basis.items().chain(Some(basis)));
    cited.any(|one| {
        let law = one.str("law").and_then(|law| context.registers.laws().find(law));
        law.is_some_and(|law| matches!(law.level.as_str(), "law" | "admin-regulation"))
    })
}
