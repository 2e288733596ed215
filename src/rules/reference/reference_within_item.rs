//! An item names a condition, material, step or case that it does not have.

use crate::diagnostic::Severity;
use crate::model::effective::{Effective, names};
use crate::rules::entries::Entries;
use crate::rules::{Check, Context, Findings, Rule};
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
    let mut within = Within { item, entries: Entries::of(item.documents) };
    let proves = item.entries("materials").filter_map(|material| material.get("proves"));
    within.ids(proves.flat_map(Node::items), "conditions", "id", findings);
    for case in item.entries("by_case") {
        within.when(case.get("when"), findings);
        for list in ["materials", "conditions", "steps", "fees", "results"] {
            let named = ["use", "add", "remove"].into_iter().filter_map(|verb| case.at(&[list, verb]));
            within.ids(named.flat_map(Node::items), list, "id", findings);
        }
    }
    for situation in item.entries("situations") {
        within.when(situation.get("when"), findings);
    }
    for section in item.root.at(&["form", "sections"]).into_iter().flat_map(Node::items) {
        within.when(section.get("when"), findings);
        for field in section.get("fields").into_iter().flat_map(Node::items) {
            within.when(field.get("when"), findings);
            let proves = field.get("proves").into_iter().flat_map(Node::items);
            within.ids(proves, "conditions", "id", findings);
        }
    }
    within.entries.finish(findings);
}

/// The item whose lists the ids are looked up in.
struct Within<'i, 't> {
    item: &'i Effective<'t>,
    entries: Entries<'t>,
}

impl<'t> Within<'_, 't> {
    /// Ids, or lists of them, against the entries of a list of the item.
    fn ids(
        &mut self,
        ids: impl Iterator<Item = Node<'t>>,
        list: &str,
        key: &str,
        findings: &mut Findings<'_>,
    ) {
        let mut named = Vec::new();
        ids.for_each(|id| scalars(id, &mut named));
        if named.is_empty() {
            return;
        }
        let entries = self.item.root.get(list);
        // What the source does not show cannot be held against what it names.
        if entries.is_none() && self.item.not_seen().iter().any(|seen| seen == list) {
            return;
        }
        let Some(known) = names(self.item.entries(list), key) else { return };
        for id in named {
            self.entries.expect(id, &[list], &known, findings);
        }
    }

    fn when(&mut self, when: Option<Node<'t>>, findings: &mut Findings<'_>) {
        let Some(when) = when else { return };
        if let Some(handling_item) = when.get("handling_item") {
            self.ids(std::iter::once(handling_item), "handling_items", "seq", findings);
        }
        for (name, options) in when.get("situation").into_iter().flat_map(Node::entries) {
            let mut situations = self.item.entries("situations");
            let Some(ids) = names(self.item.entries("situations"), "id") else { continue };
            self.entries.expect(name, &["situations"], &ids, findings);
            let situation = situations.find(|own| own.str("id") == Some(name.text()));
            let own = situation.map(|own| own.get("options").into_iter().flat_map(Node::items));
            let Some(own) = own.and_then(|own| names(own, "id")) else { continue };
            for option in std::iter::once(options).filter(|node| !node.is_collection()).chain(options.items()) {
                self.entries.expect(option, &["situations", name.text(), "options"], &own, findings);
            }
        }
    }
}

/// The scalars of a value that is one, or a list of them.
fn scalars<'t>(value: Node<'t>, found: &mut Vec<Node<'t>>) {
    if value.is_collection() {
        value.items().for_each(|item| scalars(item, found));
    } else {
        found.push(value);
    }
}
