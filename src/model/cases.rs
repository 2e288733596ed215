//! What depends on a case (`by_case`): handling item, situation, path.
//!
//! A list of the item holds all that can apply. What some case adds applies only there;
//! `use` names exactly what applies, `remove` takes away.

use std::collections::BTreeSet;

use crate::source::node::Node;

/// The lists that a case can change.
pub const LISTS: [&str; 5] = ["materials", "conditions", "steps", "fees", "results"];

/// What a case can depend on.
pub const AXES: [&str; 3] = ["handling_item", "situation", "path"];

/// A choice that an applicant, or a code, makes.
#[derive(Clone, Debug, Default)]
pub struct Choice<'c> {
    /// Sequence of the handling item.
    pub handling_item: Option<&'c str>,
    /// Situations and the option chosen.
    pub situations: Vec<(&'c str, &'c str)>,
    /// The path.
    pub path: Option<&'c str>,
}

impl Choice<'_> {
    /// Whether all that a `when` asks for is chosen.
    pub fn meets(&self, when: Node<'_>) -> bool {
        when.entries().all(|(key, wanted)| match key.text() {
            "handling_item" => self.handling_item.is_some_and(|own| names(wanted, own)),
            "path" => self.path.is_some_and(|own| names(wanted, own)),
            "situation" => wanted.entries().all(|(situation, options)| {
                let chosen = self.situations.iter().find(|(own, _)| *own == situation.text());
                chosen.is_some_and(|(_, option)| names(options, option))
            }),
            _ => false,
        })
    }

    /// Whether a `when` can still be met: nothing that is chosen speaks against it.
    pub fn allows(&self, when: Node<'_>) -> bool {
        when.entries().all(|(key, wanted)| match key.text() {
            "handling_item" => self.handling_item.is_none_or(|own| names(wanted, own)),
            "path" => self.path.is_none_or(|own| names(wanted, own)),
            "situation" => wanted.entries().all(|(situation, options)| {
                let chosen = self.situations.iter().find(|(own, _)| *own == situation.text());
                chosen.is_none_or(|(_, option)| names(options, option))
            }),
            _ => true,
        })
    }
}

/// Whether a value, or a list of values, holds a name.
pub fn names(wanted: Node<'_>, own: &str) -> bool {
    if wanted.is_collection() { wanted.items().any(|one| one.text() == own) } else { wanted.text() == own }
}

/// The ids of the entries of a list that apply under a choice, in the order of the list.
pub fn applying<'t>(root: Node<'t>, list: &str, choice: &Choice<'_>) -> Vec<&'t str> {
    let cases: Vec<Node<'t>> = root.get("by_case").into_iter().flat_map(Node::items).collect();
    let ids = |case: &Node<'t>, verb: &str| -> BTreeSet<&'t str> {
        case.at(&[list, verb]).into_iter().flat_map(Node::items).map(Node::text).collect()
    };
    let only_added: BTreeSet<&str> = cases.iter().flat_map(|case| ids(case, "add")).collect();
    let entries = root.get(list).into_iter().flat_map(Node::items);
    let all: Vec<&'t str> = entries.filter_map(|entry| entry.str("id")).collect();
    let mut applying: BTreeSet<&str> = all.iter().copied().filter(|id| !only_added.contains(id)).collect();
    for case in cases.iter().filter(|case| case.get("when").is_some_and(|when| choice.meets(when))) {
        let used = ids(case, "use");
        if !used.is_empty() {
            applying.retain(|id| used.contains(id));
            applying.extend(used);
        }
        applying.extend(ids(case, "add"));
        for id in ids(case, "remove") {
            applying.remove(id);
        }
    }
    all.into_iter().filter(|id| applying.contains(id)).collect()
}

/// More combinations of answers than these are not gone through.
const MOST_CHOICES: usize = 1024;

/// Every choice that rows of the table can tell apart: handling items, answers to questions that
/// are asked, paths that rows name. None where there are too many of them.
pub fn choices(root: Node<'_>) -> Option<Vec<Choice<'_>>> {
    let rows = || root.get("by_case").into_iter().flat_map(Node::items).filter_map(|row| row.get("when"));
    let sequences: Vec<Option<&str>> = or_none(
        root.get("handling_items").into_iter().flat_map(Node::items).filter_map(|one| one.str("seq")),
    );
    let mut paths: Vec<&str> = rows().filter_map(|when| when.get("path")).flat_map(named).collect();
    paths.sort_unstable();
    paths.dedup();
    let paths = or_none(paths.into_iter());
    let mut all: Vec<Choice<'_>> = Vec::new();
    for handling_item in sequences {
        all.extend(paths.iter().map(|path| Choice { handling_item, situations: Vec::new(), path: *path }));
    }
    for situation in root.get("situations").into_iter().flat_map(Node::items) {
        let Some(id) = situation.str("id") else { continue };
        let options = situation.get("options").into_iter().flat_map(Node::items);
        let options: Vec<&str> = options.filter_map(|option| option.str("id")).collect();
        let when = situation.get("when");
        let mut longer = Vec::new();
        for choice in all {
            if when.is_none_or(|when| choice.meets(when)) {
                longer.extend(options.iter().map(|option| {
                    let mut choice = choice.clone();
                    choice.situations.push((id, option));
                    choice
                }));
            } else {
                longer.push(choice);
            }
        }
        if longer.len() > MOST_CHOICES {
            return None;
        }
        all = longer;
    }
    Some(all)
}

fn or_none<'t>(values: impl Iterator<Item = &'t str>) -> Vec<Option<&'t str>> {
    let values: Vec<Option<&str>> = values.map(Some).collect();
    if values.is_empty() { vec![None] } else { values }
}

/// The names that a value, or a list of values, gives.
pub fn named(wanted: Node<'_>) -> Vec<&str> {
    if wanted.is_collection() { wanted.items().map(Node::text).collect() } else { vec![wanted.text()] }
}

impl Choice<'_> {
    /// The choice in a few words: sequences and ids, as definitions write them.
    pub fn words(&self) -> String {
        let handling = self.handling_item.map(|seq| format!("handling_item {seq}"));
        let situations = self.situations.iter().map(|(id, option)| format!("{id}: {option}"));
        let path = self.path.map(|path| format!("path {path}"));
        handling.into_iter().chain(situations).chain(path).collect::<Vec<_>>().join(", ")
    }
}
