//! A form asks for nothing that serves no condition and no purpose.

use crate::diagnostic::{Basis, Severity, Text};
use crate::model::effective::Effective;
use crate::rules::{Check, Context, Findings, Rule};
use crate::source::finding::Finding;
use crate::source::node::Node;
use crate::standard::phrases::Hits;
use crate::standard::words;

/// The rule.
pub static RULE: Rule = Rule {
    id: "form-field-relevant",
    severity: Severity::Warning,
    basis: &[Basis { law: "行政许可法", articles: &["29"] }, Basis { law: "个人信息保护法", articles: &["6"] }],
    since: "0.1.0",
    heuristic: false,
    page: include_str!("form_field_relevant.md"),
    check: Check::Wording(check),
};

fn check(context: &Context<'_>, item: &Effective<'_>, hits: &Hits<'_, '_>, findings: &mut Findings<'_>) {
    let sections = item.root.at(&["form", "sections"]).into_iter().flat_map(Node::items);
    for field in sections.flat_map(|section| section.get("fields").into_iter().flat_map(Node::items)) {
        let says = |key| field.get(key).is_some_and(|own| !own.is_collection() || own.count() > 0);
        let serves = |key| says(key) || field.is_unread(key);
        if serves("purpose") || serves("proves") {
            continue;
        }
        let label = field.get("label");
        let element = field.get("element");
        let known = element.and_then(|own| context.registers.entry("data-elements", own.text()));
        let personal = known.filter(|own| matches!(own.str("sensitivity"), Some("personal" | "sensitive")));
        let hit = hits.of(RULE.id).find(|hit| label == Some(hit.node));
        let (place, part) = match (element.filter(|_| personal.is_some()), hit) {
            (Some(element), _) => (element, 0..element.text().len()),
            (None, Some(hit)) => (hit.node, hit.part.clone()),
            (None, None) => continue,
        };
        let name = label.map(Node::text).or_else(|| personal?.str("name")).unwrap_or(place.text());
        let name = words::shorten(name);
        let message = Text::new(
            format!("the field \"{name}\" asks for personal data without a purpose"),
            format!("字段“{name}”收集个人信息，未写明目的"),
        );
        let help = Text::new(
            "add `purpose:`, or `proves:` with a condition, or delete the field",
            "请补写 purpose（收集目的）或 proves（证明的条件），或删除该字段",
        );
        findings.add(Finding::within(place, part, message).help(help));
    }
}
