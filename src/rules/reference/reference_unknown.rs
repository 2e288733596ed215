//! A definition names an entry that no register has on the day.

use crate::diagnostic::{Severity, Text};
use crate::model::registers;
use crate::rules::{Check, Context, Findings, Rule};
use crate::source::finding::Finding;
use crate::source::node::Node;
use crate::source::tree::Tree;
use crate::standard::words;

/// The rule.
pub static RULE: Rule = Rule {
    id: "reference-unknown",
    severity: Severity::Error,
    basis: &[],
    since: "0.1.0",
    heuristic: false,
    page: include_str!("reference_unknown.md"),
    check: Check::Document(check),
};

fn check(context: &Context<'_>, tree: &Tree, findings: &mut Findings<'_>) {
    // Of these other rules judge more than whether there is such an entry.
    let others = ["laws", "divisions", "credit-codes"];
    for (node, register) in tree.references().filter(|(_, register)| !others.contains(register)) {
        if registers::is_out_of_use(node, context.day) {
            continue;
        }
        // `resource.element` names two entries: the resource, and an element that it supplies.
        let (id, element) = node.text().split_once('.').map_or((node.text(), None), |(id, e)| (id, Some(e)));
        match context.registers.entry(register, id) {
            // A catalogue without the register has nothing to be held against.
            None if !context.registers.has(register) => {}
            None => findings.add(unknown(context, node, register, id)),
            Some(entry) if !registers::valid_on(entry, context.day) => findings.add(not_valid(context, node, entry, id)),
            Some(entry) => {
                let supplied = entry.get("elements").into_iter().flat_map(Node::items);
                let known = element.is_none_or(|element| supplied.into_iter().any(|own| own.text() == element));
                if !known {
                    findings.add(not_supplied(node, entry, id, element.unwrap_or_default()));
                }
            }
        }
    }
}

fn unknown(context: &Context<'_>, node: Node<'_>, register: &str, id: &str) -> Finding {
    let near = words::nearest(id, context.registers.ids(register).into_iter(), 3).join(", ");
    let message = Text::new(
        format!("the register `{register}` has no entry `{id}`"),
        format!("登记册“{register}”中没有“{id}”"),
    );
    let add = format!("registers/{register}.yaml");
    let help = if near.is_empty() {
        Text::new(format!("add it to {add}"), format!("请在 {add} 中登记"))
    } else {
        Text::new(
            format!("near entries: {near}; else add it to {add}"),
            format!("相近的条目：{near}；否则请在 {add} 中登记"),
        )
    };
    Finding::here(node, message).help(help)
}

fn not_valid(context: &Context<'_>, node: Node<'_>, entry: Node<'_>, id: &str) -> Finding {
    let day = context.day;
    // What is to come is named in time; it supplies nothing until then.
    if let Some(from) = registers::valid_from(entry).filter(|from| *from > day) {
        let message = Text::new(format!("the entry `{id}` is valid from {from}"), format!("条目“{id}”自{from}起有效"));
        return Finding::here(node, message).weigh(Severity::Info);
    }
    let message = Text::new(format!("the entry `{id}` is not valid on {day}"), format!("条目“{id}”在{day}无效"));
    let help = Text::new("name an entry that is valid on the day", "请引用当日有效的条目");
    Finding::here(node, message).help(help)
}

fn not_supplied(node: Node<'_>, entry: Node<'_>, id: &str, element: &str) -> Finding {
    let supplied: Vec<&str> = entry.get("elements").into_iter().flat_map(Node::items).map(Node::text).collect();
    let message = Text::new(
        format!("the shared data resource `{id}` does not supply `{element}`"),
        format!("共享数据资源“{id}”不提供“{element}”"),
    );
    let help = Text::new(
        format!("it supplies: {}", supplied.join(", ")),
        format!("该资源提供：{}", supplied.join("、")),
    );
    Finding::here(node, message).help(help)
}
