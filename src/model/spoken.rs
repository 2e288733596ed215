//! Which layers spoke of an element, and what a document says otherwise than the layers above it.

use std::ops::Range;
use std::sync::Arc;

use super::item::{Item, ItemKind};
use crate::source::index::InOrder;
use crate::source::node::Node;
use crate::source::tree::{Kind, Tree};
use crate::standard::elements::{Element, Elements};
use crate::standard::variation::Variation;
use crate::standard::watch::{EVERYWHERE, Watch};

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
                let in_other = |key: Node<'_>| other.entry_hashed(key.key_hash(), key.text());
                one.entries().all(|(key, value)| in_other(key).is_some_and(|(_, own)| same(value, own)))
            };
            a.count() == b.count() && held(a, b)
        }
        (Kind::List, Kind::List) => {
            a.count() == b.count() && a.items().zip(b.items()).all(|(a, b)| same(a, b))
        }
        (Kind::Int | Kind::Float, Kind::Int | Kind::Float) => a.is_text_of(b) || a.as_f64() == b.as_f64(),
        (Kind::Bool, Kind::Bool) => a.as_bool() == b.as_bool(),
        (own, other) => own == other && a.is_text_of(b),
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

/// What the document at the bottom says otherwise than those above it, where the lock table or a
/// specification above has a word in it.
pub fn overrides<'t>(
    documents: &'t [Arc<Tree>],
    elements: &Elements,
    variation: &Variation,
) -> Vec<Override<'t>> {
    let Some((own, upper)) = documents.split_last() else { return Vec::new() };
    let (Some(own), false) = (own.root(), upper.is_empty()) else { return Vec::new() };
    let said = |(layer, tree): (usize, &'t Arc<Tree>)| Some(Said { layer, node: tree.root()? });
    let above: Vec<Said<'t>> = upper.iter().enumerate().filter_map(said).collect();
    let is_specification = |tree: &Arc<Tree>| {
        tree.root().and_then(Item::of).is_some_and(|item| item.kind == ItemKind::Specification)
    };
    let unifying: Vec<bool> = upper.iter().map(is_specification).collect();
    let first_records = kept_off(own, &above);
    let whole = 0..above.len();
    let watch = if unifying.contains(&true) { &EVERYWHERE } else { &variation.watch };
    let mut walk = Walk { elements, unifying, above, path: Vec::new(), found: Vec::new() };
    walk.map(own, whole, Some(elements.root()), watch);
    walk.found.extend(first_records);
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
    /// A stack: what the layers above say at each place on the way.
    above: Vec<Said<'t>>,
    path: Vec<&'t str>,
    found: Vec<Override<'t>>,
}

impl<'t, 'e> Walk<'t, 'e> {
    fn map(&mut self, own: Node<'t>, above: Range<usize>, element: Option<&'e Element>, watch: &Watch) {
        let is_root = self.path.is_empty();
        let mut maps: Vec<InOrder<'t>> =
            self.above[above.clone()].iter().map(|said| InOrder::of(said.node)).collect();
        for (key, value) in own.entries().filter(|(_, value)| value.kind() != Kind::Null) {
            let (hash, key) = (key.key_hash(), key.text());
            let watch = watch.key(hash, key);
            if watch.is_idle() || is_root && DOCUMENT.contains(&key) {
                continue;
            }
            let start = self.above.len();
            // A scalar is held against the nearest layer that says something, a collection against all.
            let wanted = if value.is_collection() { usize::MAX } else { 1 };
            for (at, keys) in above.clone().zip(&mut maps).rev() {
                let said = keys.find(hash, key).filter(|node| node.kind() != Kind::Null);
                self.above.extend(said.map(|node| Said { node, ..self.above[at] }));
                if self.above.len() - start == wanted {
                    break;
                }
            }
            self.above[start..].reverse();
            if self.above.len() > start {
                self.path.push(key);
                let element = element.filter(|_| value.is_collection());
                let element = element.and_then(|own| self.elements.value_hashed(own, hash, key));
                self.value(value, start..self.above.len(), element, watch);
                self.path.pop();
                self.above.truncate(start);
            }
        }
    }

    /// Compares a value with what the layers above say, which is not nothing.
    fn value(&mut self, own: Node<'t>, above: Range<usize>, element: Option<&'e Element>, watch: &Watch) {
        let nearest = self.above[above.end - 1];
        let keys = element.and_then(|element| element.merge_key.as_deref());
        match (own.kind(), nearest.node.kind(), keys) {
            (Kind::Map, Kind::Map, _) => self.map(own, above, element, watch),
            (Kind::List, Kind::List, Some(keys)) => {
                let items = element.and_then(|element| self.elements.items(element));
                self.list(own, above, items, keys, watch);
            }
            _ if same(own, nearest.node) => {}
            _ => self.note(own, Some(nearest), nearest),
        }
    }

    fn list(
        &mut self,
        own: Node<'t>,
        above: Range<usize>,
        items: Option<&'e Element>,
        keys: &str,
        watch: &Watch,
    ) {
        let list = self.above[above.end - 1];
        // Lists name most entries in one order: the search begins after the entry found last.
        let lists: Vec<Said<'t>> = self.above[above].to_vec();
        let mut entries: Vec<Ring<'t>> = lists.iter().map(|said| Ring::of(said.node, keys)).collect();
        for entry in own.items() {
            let Some(id) = entry_key(entry, keys) else { continue };
            let start = self.above.len();
            for (said, entries) in lists.iter().zip(&mut entries) {
                self.above.extend(entries.find(id).map(|node| Said { node, ..*said }));
            }
            let omitted = entry.get("omit").and_then(Node::as_bool) == Some(true);
            match self.above[start..].last().copied() {
                Some(nearest) if omitted => self.note(entry, Some(nearest), nearest),
                Some(_) => self.map(entry, start..self.above.len(), items, watch),
                None if omitted => {}
                None => self.note(entry, None, list),
            }
            self.above.truncate(start);
        }
    }

    fn note(&mut self, own: Node<'t>, above: Option<Said<'t>>, stated: Said<'t>) {
        let unified = above.is_some_and(|said| self.unifying.get(said.layer) == Some(&true));
        let (path, above) = (self.path.join("."), above.map(|said| said.node));
        self.found.push(Override { path, own, above, stated: stated.node, unified });
    }
}

/// The entries of a list by their keys, searched round from where the last one was found.
struct Ring<'t> {
    entries: Vec<(&'t str, Node<'t>)>,
    next: usize,
}

impl<'t> Ring<'t> {
    fn of(list: Node<'t>, keys: &str) -> Self {
        let entries = list.items().filter_map(|entry| Some((entry_key(entry, keys)?, entry)));
        Self { entries: entries.collect(), next: 0 }
    }

    fn find(&mut self, id: &str) -> Option<Node<'t>> {
        let (before, after) = self.entries.split_at(self.next);
        let at = after.iter().chain(before).position(|(own, _)| *own == id)?;
        let at = (self.next + at) % self.entries.len();
        self.next = (at + 1) % self.entries.len();
        Some(self.entries[at].1)
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
