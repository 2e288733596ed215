//! `provenance` names elements that there are.

use crate::diagnostic::{Severity, Text};
use crate::model::item::Item;
use crate::rules::{Check, Context, Findings, Rule};
use crate::source::finding::Finding;
use crate::source::node::Node;
use crate::source::tree::Tree;
use crate::standard::elements::Elements;
use crate::standard::words;
use crate::standard::{BASIC, EFFECTIVE, IMPLEMENTATION};

/// The rule.
pub static RULE: Rule = Rule {
    id: "provenance-element-known",
    severity: Severity::Error,
    basis: &[],
    since: "0.1.0",
    heuristic: false,
    page: include_str!("provenance_element_known.md"),
    check: Check::Document(check),
};

fn check(context: &Context<'_>, tree: &Tree, findings: &mut Findings<'_>) {
    let Some(item) = tree.root().and_then(Item::of) else { return };
    // What a source does not show may be an element that another layer has.
    let kinds = [EFFECTIVE, BASIC, IMPLEMENTATION];
    let kinds: Vec<&Elements> = kinds.iter().filter_map(|kind| context.standard.elements(kind).ok()).collect();
    for list in ["illustrative", "not_seen"] {
        let names = item.root.at(&["provenance", list]).into_iter().flat_map(Node::items);
        findings.extend(names.filter_map(|name| unknown(&kinds, name)));
    }
}

/// What is wrong with a name, of which the key at the top counts.
fn unknown(kinds: &[&Elements], name: Node<'_>) -> Option<Finding> {
    let written = name.as_str()?;
    let head = written.split(['.', '[']).next().unwrap_or(written);
    let spelled = kinds.iter().find_map(|kind| kind.child(kind.root(), head));
    if spelled.is_some_and(|(key, _)| key == head) {
        return None;
    }
    let shown = words::shorten(written);
    let message = Text::new(format!("there is no element `{shown}`"), format!("没有名为“{shown}”的要素"));
    let near = || kinds.iter().find_map(|kind| words::nearest_key(kind, kind.root(), head));
    Some(match spelled.or_else(near) {
        Some((key, element)) => {
            let meant = words::named(key, Some(element));
            let help = Text::new(format!("write {}", meant.en), format!("请写{}", meant.zh));
            let fixed = spelled.is_some().then(|| written.replacen(head, key, 1));
            let finding = Finding::here(name, message).help(help);
            match fixed {
                Some(text) => finding.fix(text, true),
                None => finding,
            }
        }
        None => Finding::here(name, message).help(Text::new(
            "write the key of the element, or delete the name",
            "请写该要素的键名，或删除此名称",
        )),
    })
}
