//! Which layers spoke of an element, and what a document says otherwise than the layers above it.

use std::sync::Arc;

use super::item::{Item, ItemKind};
use crate::source::node::Node;
use crate::source::tree::{Kind, Tree};
use crate::standard::elements::{Element, Elements};

/// Keys that say what a document is, not what holds for the item.
const DOCUMENT: [&str; 15] = [
    "kind",
    "code",
    "implements",
    "scope",
    "based_on",
    "parent",
    "change",
    "provenance",
    "version",
    "status",
    "effective",
    "region",
    "tier",
    "body",
    "omit",
];

/// What one layer says at one place.
#[derive(Clone, Copy, Debug)]
pub struct Said<'t> {
    /// The number of the document, the widest first.
    pub layer: usize,
    /// What it says.
    pub node: Node<'t>,
}

/// What a document says otherwise than the layers above it.
#[derive(Clone, Debug)]
pub struct Override<'t> {
    /// Dotted keys without positions in lists.
    pub path: String,
    /// What the document says: a value, an entry, or an entry that takes one away.
    pub own: Node<'t>,
    /// What the nearest layer above says; none for an entry that the document adds.
    pub above: Option<Node<'t>>,
    /// Where the layer above stated it; of an entry that is added, the list.
    pub stated: Node<'t>,
    /// Whether that layer is a specification.
    pub unified: bool,
}

impl Override<'_> {
    /// Whether an entry of the layers above is taken away.
    pub fn is_removal(&self) -> bool {
        self.own.get("omit").and_then(Node::as_bool) == Some(true)
    }

    /// Whether the document adds an entry to a list of the layers above.
    pub fn is_addition(&self) -> bool {
        self.above.is_none()
    }
}

/// Whether two values say the same: the order of keys, the spelling of numbers and a list
/// of one value for that value make no difference.
pub fn same(a: Node<'_>, b: Node<'_>) -> bool {
    let (a, b) = level(a, b);
    match (a.kind(), b.kind()) {
        (Kind::Map, Kind::Map) => {
            let held = |one: Node<'_>, other: Node<'_>| {
                one.entries().all(|(key, value)| other.get(key.text()).is_some_and(|own| same(value, own)))
            };
            a.count() == b.count() && held(a, b)
        }
        (Kind::List, Kind::List) => {
            a.count() == b.count() && a.items().zip(b.items()).all(|(a, b)| same(a, b))
        }
        (Kind::Int | Kind::Float, Kind::Int | Kind::Float) => {
            a.text() == b.text() || a.as_f64() == b.as_f64()
        }
        (Kind::Bool, Kind::Bool) => a.as_bool() == b.as_bool(),
        (own, other) => own == other && a.text() == b.text(),
    }
}

/// The two values, a list of one value taken as that value where the other is one.
pub fn level<'a, 'b>(a: Node<'a>, b: Node<'b>) -> (Node<'a>, Node<'b>) {
    match (a.kind(), b.kind()) {
        (Kind::List, Kind::List) => (a, b),
        (Kind::List, kind) => (only(a).filter(|one| one.kind() == kind).unwrap_or(a), b),
        (kind, Kind::List) => (a, only(b).filter(|one| one.kind() == kind).unwrap_or(b)),
        _ => (a, b),
    }
}

fn only(list: Node<'_>) -> Option<Node<'_>> {
    list.items().next().filter(|_| list.count() == 1)
}

/// What the document at the bottom says otherwise than those above it.
pub fn overrides<'t>(documents: &'t [Arc<Tree>], elements: &Elements) -> Vec<Override<'t>> {
    let Some((own, upper)) = documents.split_last() else { return Vec::new() };
    let (Some(own), false) = (own.root(), upper.is_empty()) else { return Vec::new() };
    let above: Vec<Said<'t>> = upper
        .iter()
        .enumerate()
        .filter_map(|(layer, tree)| Some(Said { layer, node: tree.root()? }))
        .collect();
    let is_specification = |tree: &Arc<Tree>| {
        tree.root().and_then(Item::of).is_some_and(|item| item.kind == ItemKind::Specification)
    };
    let unifying: Vec<bool> = upper.iter().map(is_specification).collect();
    let mut walk = Walk { elements, unifying, path: Vec::new(), found: Vec::new() };
    walk.map(own, &above, Some(elements.root()));
    walk.found.extend(kept_off(own, &above));
    walk.found
}

/// The records that keep the item off a platform on which the layers above put it without any record.
fn kept_off<'t>(own: Node<'t>, above: &[Said<'t>]) -> Vec<Override<'t>> {
    let Some(records) = own.get("exemptions") else { return Vec::new() };
    let is_included = |said: &Said<'t>| {
        said.node.at(&["platform", "included"]).filter(|included| included.as_bool() == Some(true))
    };
    let stated = above.iter().rev().find_map(is_included);
    let Some(stated) = stated.filter(|_| above.iter().all(|said| said.node.get("exemptions").is_none()))
    else {
        return Vec::new();
    };
    let about_inclusion = |record: &Node<'t>| record.str("duty") == Some("online-inclusion");
    let records = records.items().filter(about_inclusion);
    let note = |own| Override { path: "exemptions".to_owned(), own, above: None, stated, unified: false };
    records.map(note).collect()
}

struct Walk<'t, 'e> {
    elements: &'e Elements,
    unifying: Vec<bool>,
    path: Vec<&'t str>,
    found: Vec<Override<'t>>,
}

impl<'t, 'e> Walk<'t, 'e> {
    fn map(&mut self, own: Node<'t>, above: &[Said<'t>], element: Option<&'e Element>) {
        for (key, value) in own.entries().filter(|(_, value)| value.kind() != Kind::Null) {
            if self.path.is_empty() && DOCUMENT.contains(&key.text()) {
                continue;
            }
            let said: Vec<Said<'t>> = above
                .iter()
                .filter_map(|said| {
                    Some(Said { node: said.node.entry_hashed(key.key_hash(), key.text())?.1, ..*said })
                })
                .filter(|said| said.node.kind() != Kind::Null)
                .collect();
            let Some(nearest) = said.last().copied() else { continue };
            self.path.push(key.text());
            self.value(
                value,
                &said,
                nearest,
                element.and_then(|element| self.elements.value(element, key.text())),
            );
            self.path.pop();
        }
    }

    fn value(&mut self, own: Node<'t>, above: &[Said<'t>], nearest: Said<'t>, element: Option<&'e Element>) {
        let keyed = element.is_some_and(|element| element.merge_key.is_some());
        match (own.kind(), nearest.node.kind()) {
            (Kind::Map, Kind::Map) => self.map(own, above, element),
            (Kind::List, Kind::List) if keyed => self.list(own, above, element),
            _ if same(own, nearest.node) => {}
            _ => self.note(own, Some(nearest), nearest),
        }
    }

    fn list(&mut self, own: Node<'t>, above: &[Said<'t>], element: Option<&'e Element>) {
        let keys = element.and_then(|element| element.merge_key.as_deref()).unwrap_or("id");
        let items = element.and_then(|element| self.elements.items(element));
        let Some(list) = above.last().copied() else { return };
        for entry in own.items() {
            let Some(id) = entry_key(entry, keys) else { continue };
            let said: Vec<Said<'t>> = above
                .iter()
                .filter_map(|said| {
                    let node = said.node.items().find(|other| entry_key(*other, keys) == Some(id))?;
                    Some(Said { node, ..*said })
                })
                .collect();
            let omitted = entry.get("omit").and_then(Node::as_bool) == Some(true);
            match said.last().copied() {
                Some(nearest) if omitted => self.note(entry, Some(nearest), nearest),
                Some(_) => self.map(entry, &said, items),
                None if omitted => {}
                None => self.note(entry, None, list),
            }
        }
    }

    fn note(&mut self, own: Node<'t>, above: Option<Said<'t>>, stated: Said<'t>) {
        let unified = above.is_some_and(|said| self.unifying.get(said.layer) == Some(&true));
        let (path, above) = (self.path.join("."), above.map(|said| said.node));
        self.found.push(Override { path, own, above, stated: stated.node, unified });
    }
}

/// What each document says at a place, the widest first. Keys may have any spelling; entries of
/// lists are named by their key.
pub fn said<'t>(documents: &'t [Arc<Tree>], elements: &Elements, field: &[&str]) -> Vec<Said<'t>> {
    let at = |(layer, tree): (usize, &'t Arc<Tree>)| {
        Some(Said { layer, node: value_at(tree.root()?, elements, field)? })
    };
    documents.iter().enumerate().filter_map(at).collect()
}

/// The value at a place of a document or of an effective item.
pub fn value_at<'t>(root: Node<'t>, elements: &Elements, field: &[&str]) -> Option<Node<'t>> {
    let mut here = (root, Some(elements.root()));
    for step in field {
        here = step_into(here.0, here.1, elements, step)?;
    }
    Some(here.0)
}

fn step_into<'t, 'e>(
    node: Node<'t>,
    element: Option<&'e Element>,
    elements: &'e Elements,
    step: &str,
) -> Option<(Node<'t>, Option<&'e Element>)> {
    if node.kind() == Kind::List {
        let keys = element.and_then(|element| element.merge_key.as_deref()).unwrap_or("id");
        let entry = node.items().find(|entry| entry_key(*entry, keys) == Some(step));
        let entry = entry.or_else(|| node.items().nth(step.parse().ok()?))?;
        return Some((entry, element.and_then(|element| elements.items(element))));
    }
    let known = element.and_then(|element| elements.child(element, step));
    let value = node.get(known.map_or(step, |(key, _)| key))?;
    Some((value, element.and_then(|element| elements.value(element, step))))
}

/// The element that a field names, entries of lists passed over; none where the standard has
/// no such element.
pub fn element_of<'e>(elements: &'e Elements, field: &[&str]) -> Option<(String, &'e Element)> {
    let mut path: Vec<&str> = Vec::new();
    let mut element = elements.root();
    let mut in_list = false;
    for step in field {
        if in_list {
            element = elements.items(element)?;
            in_list = false;
            continue;
        }
        let (key, child) = elements.child(element, step)?;
        path.push(key);
        element = child;
        in_list = elements.items(child).is_some();
    }
    Some((path.join("."), element))
}

/// The key of an entry of a list; alternatives parted by `|`.
pub fn entry_key<'t>(entry: Node<'t>, keys: &str) -> Option<&'t str> {
    keys.split('|').find_map(|key| entry.str(key))
}
