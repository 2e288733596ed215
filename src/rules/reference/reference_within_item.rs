//! An item names a condition, material, step or case that it does not have.

use crate::diagnostic::{Severity, Text};
use crate::model::effective::Effective;
use crate::rules::{Check, Context, Findings, Rule};
use crate::source::finding::Finding;
use crate::source::node::Node;

/// The rule.
pub static RULE: Rule = Rule {
    id: "reference-within-item",
    severity: Severity::Error,
    basis: &[],
    since: "0.1.0",
    heuristic: false,
    page: include_str!("reference_within_item.md"),
    check: Check::Effective(check),
};

fn check(_: &Context<'_>, item: &Effective<'_>, findings: &mut Findings<'_>) {
    let within = Within { root: item.root, not_seen: item.not_seen() };
    let entries = |key: &str| item.root.get(key).into_iter().flat_map(Node::items);
    for material in entries("materials") {
        within.ids(material.get("proves"), "conditions", findings);
    }
    for case in entries("by_case") {
        within.when(case.get("when"), findings);
        for list in ["materials", "conditions", "steps", "fees", "results"] {
            for verb in ["use", "add", "remove"] {
                within.ids(case.at(&[list, verb]), list, findings);
            }
        }
    }
    for situation in entries("situations") {
        within.when(situation.get("when"), findings);
    }
    for section in item.root.at(&["form", "sections"]).into_iter().flat_map(Node::items) {
        within.when(section.get("when"), findings);
        for field in section.get("fields").into_iter().flat_map(Node::items) {
            within.when(field.get("when"), findings);
            within.ids(field.get("proves"), "conditions", findings);
        }
    }
}

/// The item whose lists the ids are looked up in.
struct Within<'t> {
    root: Node<'t>,
    not_seen: Vec<String>,
}

impl Within<'_> {
    /// Each id of a list against the entries of a list of the item.
    fn ids(&self, ids: Option<Node<'_>>, list: &str, findings: &mut Findings<'_>) {
        for id in ids.into_iter().flat_map(Node::items) {
            self.id(id, list, "id", findings);
        }
    }

    /// One id, or several, against the entries of a list.
    fn id(&self, id: Node<'_>, list: &str, key: &str, findings: &mut Findings<'_>) {
        if id.is_collection() {
            id.items().for_each(|id| self.id(id, list, key, findings));
            return;
        }
        let entries = self.root.get(list);
        // What the source does not show cannot be held against what it names.
        if entries.is_none() && self.not_seen.iter().any(|seen| seen == list) {
            return;
        }
        let known = || entries.into_iter().flat_map(Node::items).filter_map(|entry| entry.str(key));
        if !known().any(|known| known == id.text()) {
            expect(id, list, &known().collect::<Vec<_>>(), findings);
        }
    }

    fn when(&self, when: Option<Node<'_>>, findings: &mut Findings<'_>) {
        let Some(when) = when else { return };
        if let Some(handling_item) = when.get("handling_item") {
            self.id(handling_item, "handling_items", "seq", findings);
        }
        for (name, options) in when.get("situation").into_iter().flat_map(Node::entries) {
            let situations = self.root.get("situations").into_iter().flat_map(Node::items);
            let known: Vec<Node<'_>> = situations.collect();
            let ids: Vec<&str> = known.iter().filter_map(|situation| situation.str("id")).collect();
            expect(name, "situations", &ids, findings);
            let Some(situation) = known.iter().find(|known| known.str("id") == Some(name.text())) else { continue };
            let own = situation.get("options").into_iter().flat_map(Node::items);
            let own: Vec<&str> = own.filter_map(|option| option.str("id")).collect();
            for option in std::iter::once(options).filter(|node| !node.is_collection()).chain(options.items()) {
                expect(option, "options", &own, findings);
            }
        }
    }
}

fn expect(id: Node<'_>, list: &str, known: &[&str], findings: &mut Findings<'_>) {
    let name = id.text();
    if known.contains(&name) {
        return;
    }
    let message = Text::new(
        format!("`{list}` of the item has no entry `{name}`"),
        format!("该事项的“{list}”中没有“{name}”"),
    );
    let known = known.join(", ");
    let help = if known.is_empty() {
        Text::new(format!("the item has no `{list}`: add them, or delete the reference"), format!("该事项没有“{list}”：请补写，或删除该引用"))
    } else {
        Text::new(format!("it has: {known}"), format!("现有：{known}"))
    };
    findings.add(Finding::here(id, message).help(help));
}
