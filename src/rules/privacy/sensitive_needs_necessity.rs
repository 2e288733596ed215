//! Sensitive data is asked for with a purpose of its own.

use crate::diagnostic::{Basis, Severity, Text};
use crate::model::effective::Effective;
use crate::rules::{Check, Context, Findings, Rule};
use crate::source::finding::Finding;
use crate::source::node::Node;
use crate::standard::words;

/// The rule.
pub static RULE: Rule = Rule {
    id: "sensitive-needs-necessity",
    severity: Severity::Error,
    basis: &[Basis { law: "个人信息保护法", articles: &["28", "30"] }],
    since: "0.1.0",
    heuristic: false,
    page: include_str!("sensitive_needs_necessity.md"),
    check: Check::Effective(check),
};

fn check(context: &Context<'_>, item: &Effective<'_>, findings: &mut Findings<'_>) {
    for field in sensitive_fields(context, item).filter(|field| field.get("purpose").is_none()) {
        let Some(element) = field.get("element") else { continue };
        let name = element.text();
        let message = Text::new(
            format!("the field `{name}` asks for sensitive data without saying why it is needed"),
            format!("字段“{name}”收集敏感个人信息，未写明必要性"),
        );
        let help = Text::new(
            "add `purpose:` to the field, or delete it",
            "请在该字段补写 purpose（收集目的和必要性），或删除该字段",
        );
        findings.add(Finding::here(element, message).help(help));
    }
    let sensitive = |material: &Node<'_>| material.get("sensitive").and_then(Node::as_bool) == Some(true);
    for material in item.entries("materials").filter(sensitive) {
        let proves = material.get("proves").is_some_and(|proves| proves.count() > 0);
        if proves || material.get("basis").is_some() || material.get("fill_note").is_some() {
            continue;
        }
        let name = words::shorten(material.str("name").or_else(|| material.str("id")).unwrap_or("?"));
        let message = Text::new(
            format!("the material \"{name}\" holds sensitive data without saying why it is needed"),
            format!("材料“{name}”含敏感个人信息，未写明必要性"),
        );
        let help = Text::new("add `proves:` or `basis:`, or delete the material", "请补写 proves 或 basis，或删除该材料");
        findings.add(Finding::lacking(material, "proves", message).help(help));
    }
}

/// The fields of the form whose data element the register marks sensitive.
fn sensitive_fields<'t>(context: &Context<'_>, item: &Effective<'t>) -> impl Iterator<Item = Node<'t>> {
    let sections = item.root.at(&["form", "sections"]).into_iter().flat_map(Node::items);
    let fields = sections.flat_map(|section| section.get("fields").into_iter().flat_map(Node::items));
    fields.filter(|field| {
        let entry = field.str("element").and_then(|own| context.registers.entry("data-elements", own));
        entry.is_some_and(|own| own.str("sensitivity") == Some("sensitive"))
    })
}
