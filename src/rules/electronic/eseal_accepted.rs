//! Where a seal is needed, an e-seal is accepted.

use crate::diagnostic::{Basis, Severity, Text};
use crate::model::effective::Effective;
use crate::rules::{Check, Context, Findings, Rule};
use crate::source::finding::Finding;
use crate::source::node::Node;
use crate::standard::phrases::{Hit, Hits};
use crate::standard::words;

/// The rule.
pub static RULE: Rule = Rule {
    id: "eseal-accepted",
    severity: Severity::Error,
    basis: &[Basis { law: "国务院关于在线政务服务的若干规定", articles: &["9"] }, Basis { law: "电子印章管理办法", articles: &["5", "27"] }],
    since: "0.1.0",
    heuristic: false,
    page: include_str!("eseal_accepted.md"),
    check: Check::Wording(check),
};

fn check(context: &Context<'_>, item: &Effective<'_>, hits: &Hits<'_, '_>, findings: &mut Findings<'_>) {
    if context.lifts(item, "accept-e-seal", None) {
        return;
    }
    let help = Text::new(
        "accept the e-seal, or add an exemption with the law or administrative regulation behind it",
        "请接受电子印章；法律、行政法规另有规定的，请写明不纳入情形",
    );
    let online = item.root.at(&["online", "available"]).and_then(Node::as_bool) == Some(true);
    let methods: Vec<Node<'_>> =
        item.root.at(&["signature", "methods"]).into_iter().flat_map(Node::items).collect();
    let seal = methods.iter().find(|own| own.text() == "seal" && online);
    if let Some(seal) = seal.filter(|_| methods.iter().all(|own| own.text() != "e-seal")) {
        let message = Text::new("a seal is accepted, but no e-seal", "接受实物印章，但未接受电子印章");
        findings.add(Finding::here(*seal, message).help(help.clone()));
    }
    let demands: Vec<&Hit<'_>> = hits.of(RULE.id).collect();
    let exempt = |id| context.lifts(item, "accept-e-seal", Some(id));
    for material in item.entries("materials") {
        // Most materials need no seal.
        let seal = material.get("seal");
        if seal.is_none() && demands.is_empty() || exempt(material.str("id").unwrap_or_default()) {
            continue;
        }
        let medium = material.get("medium").filter(|medium| medium.count() > 0);
        let paper = medium.is_some_and(|medium| medium.items().all(|own| own.text() != "electronic"));
        let seal = seal.filter(|seal| paper && seal.as_bool() != Some(false));
        let name = words::shorten(material.str("name").or_else(|| material.str("id")).unwrap_or("?"));
        if let Some(seal) = seal {
            let message = Text::new(
                format!("the sealed material \"{name}\" is accepted on paper only"),
                format!("须加盖印章的材料“{name}”仅接受纸质形式"),
            );
            findings.add(Finding::here(seal, message).help(help.clone()));
        }
        let texts = ["seal", "fill_note", "accept_standard"].map(|key| material.get(key));
        for hit in demands.iter().filter(|hit| texts.contains(&Some(hit.node))) {
            if hit.node.text().contains("电子印章") {
                continue;
            }
            let words = hit.words();
            let message = Text::new(
                format!("\"{words}\" asks for a physical seal on \"{name}\""),
                format!("材料“{name}”要求“{words}”，未接受电子印章"),
            );
            findings.add(Finding::within(hit.node, hit.part.clone(), message).help(help.clone()));
        }
    }
}
