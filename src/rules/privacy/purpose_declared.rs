//! The purpose of handling personal data is declared.

use crate::diagnostic::{Basis, Severity, Text};
use crate::model::effective::Effective;
use crate::rules::{Check, Context, Findings, Rule};
use crate::source::finding::Finding;
use crate::source::node::Node;

/// The rule.
pub static RULE: Rule = Rule {
    id: "purpose-declared",
    severity: Severity::Error,
    basis: &[Basis { law: "国务院关于在线政务服务的若干规定", articles: &["7"] }, Basis { law: "个人信息保护法", articles: &["6"] }],
    since: "0.1.0",
    heuristic: false,
    page: include_str!("purpose_declared.md"),
    check: Check::Effective(check),
};

fn check(context: &Context<'_>, item: &Effective<'_>, findings: &mut Findings<'_>) {
    let help = Text::new("add `purpose:` under `privacy`", "请在 privacy 中补写 purpose（处理目的）");
    let Some(privacy) = item.root.get("privacy") else {
        if item.is_offered() && handles_personal_data(context, item) {
            let message = Text::new(
                "personal data is handled, but no purpose is declared",
                "涉及处理个人信息，但未写明处理目的",
            );
            findings.add(Finding::lacking(item.root, "privacy", message).help(help));
        }
        return;
    };
    if privacy.get("purpose").is_none() {
        let message = Text::new("no purpose of handling personal data is declared", "未写明处理个人信息的目的");
        findings.add(Finding::lacking(privacy, "purpose", message).help(help));
    }
}

/// Whether the item is known to handle personal data: it serves natural persons, or its form asks for such data.
fn handles_personal_data(context: &Context<'_>, item: &Effective<'_>) -> bool {
    let sections = item.root.at(&["form", "sections"]).into_iter().flat_map(Node::items);
    let mut fields = sections.flat_map(|section| section.get("fields").into_iter().flat_map(Node::items));
    item.entries("audience").any(|one| one.text() == "natural-person")
        || fields.any(|field| {
            let entry = field.str("element").and_then(|own| context.registers.entry("data-elements", own));
            entry.is_some_and(|own| matches!(own.str("sensitivity"), Some("personal" | "sensitive")))
        })
}
