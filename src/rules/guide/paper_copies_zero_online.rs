//! Who applies online hands in no paper.

use crate::diagnostic::{Basis, Severity, Text};
use crate::model::effective::Effective;
use crate::rules::level::{self, Support};
use crate::rules::{Check, Context, Findings, Rule};
use crate::source::finding::Finding;
use crate::source::node::Node;
use crate::standard::phrases::Hits;
use crate::standard::words;

/// The rule.
pub static RULE: Rule = Rule {
    id: "paper-copies-zero-online",
    severity: Severity::Error,
    basis: &[Basis { law: "上海市优化营商环境条例", articles: &["24"] }, Basis { law: "重庆市优化营商环境条例", articles: &[] }],
    since: "0.1.0",
    heuristic: false,
    page: include_str!("paper_copies_zero_online.md"),
    check: Check::Wording(check),
};

fn check(context: &Context<'_>, item: &Effective<'_>, hits: &Hits<'_, '_>, findings: &mut Findings<'_>) {
    if item.root.at(&["online", "available"]).and_then(Node::as_bool) != Some(true) {
        return;
    }
    let whole = item.root.at(&["online", "whole_process"]).and_then(Node::as_bool) == Some(true);
    let help = Text::new(
        "take the electronic form online, or cite the provision that has the original taken back",
        "网上办理应接受电子形式；依法须收回原件的，请写明依据",
    );
    for material in item.entries("materials").filter(|material| !is_taken_back(context, *material)) {
        let medium = material.get("medium").filter(|medium| medium.count() > 0);
        let accepts = |form| medium.is_some_and(|medium| medium.items().any(|one| one.text() == form));
        let name = || words::shorten(material.str("name").or_else(|| material.str("id")).unwrap_or("?"));
        if let Some(medium) = medium.filter(|_| whole && !accepts("electronic") && material.str("necessity") != Some("optional")) {
            let name = name();
            let message = Text::new(
                format!("the whole process is online, but \"{name}\" is asked for on paper"),
                format!("实行全程网办，材料“{name}”仍须提交纸质"),
            );
            findings.add(Finding::here(medium, message).help(help.clone()));
        }
        let quantity = material.get("quantity");
        let counts = ["original", "copy"].into_iter().filter_map(|key| quantity?.get(key));
        for count in counts.filter(|own| medium.is_some() && !accepts("paper") && own.as_i64() > Some(0)) {
            let name = name();
            let message = Text::new(
                format!("\"{name}\" is electronic only, but copies on paper are asked for"),
                format!("材料“{name}”只收电子形式，却要求纸质份数"),
            );
            findings.add(Finding::here(count, message).help(help.clone()));
        }
    }
    for hit in hits.of(RULE.id) {
        let words = hit.words();
        let message = Text::new(
            format!("\"{words}\" asks for paper although the item is handled online"),
            format!("事项可网上办理，仍要求“{words}”"),
        );
        findings.add(Finding::within(hit.node, hit.part.clone(), message).help(help.clone()));
    }
}

/// Whether a law or regulation is cited for handing over the original.
fn is_taken_back(context: &Context<'_>, material: Node<'_>) -> bool {
    let original = material.str("copy_kind") == Some("original") && material.str("kind") != Some("form");
    original && matches!(level::support(context, material.get("basis"), level::REGULATION), Support::Enough)
}
