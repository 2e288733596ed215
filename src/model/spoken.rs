//! Which layers spoke of an element, and what a document says otherwise than the layers above it.

use std::ops::Range;
use std::sync::Arc;

use super::item::{Item, ItemKind};
use crate::source::index::InOrder;
use crate::source::node::{Items, Node};
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

/// Of two values that do not go together that of the lower layer, which decides, and then the other;
/// the first where one layer says both. Each with what is to be said of it.
pub fn deciding<'t, T>(first: (Node<'t>, T), second: (Node<'t>, T)) -> [(Node<'t>, T); 2] {
    if second.0.layer_number() > first.0.layer_number() { [second, first] } else { [first, second] }
}

/// What a document says otherwise than the layers above it.
#[derive(Clone, Copy, Debug)]
pub struct Override<'w, 't> {
    /// Dotted keys without positions in lists.
    pub path: &'w str,
    /// The values of the document on the way, from below its root to the value or entry itself.
    pub way: &'w [Node<'t>],
    /// What the document says: a value, an entry, or an entry that takes one away.
    pub own: Node<'t>,
    /// What the nearest layer above says; none for an entry that the document adds.
    pub above: Option<Node<'t>>,
    /// Where the layer above stated it; of an entry that is added, the list.
    pub stated: Node<'t>,
    /// Whether that layer is a specification.
    pub unified: bool,
}

impl Override<'_, '_> {
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
    // Most values say the same in the same words.
    if !a.is_collection() && a.kind() == b.kind() && a.is_text_of(b) {
        return true;
    }
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

/// Tells what the document at the bottom says otherwise than those above it, where the lock table
/// or a specification above has a word in it.
pub fn overrides<'t>(
    documents: &'t [Arc<Tree>],
    elements: &Elements,
    variation: &Variation,
    tell: &mut dyn FnMut(Override<'_, 't>),
) {
    let Some((own, upper)) = documents.split_last() else { return };
    let (Some(own), false) = (own.root(), upper.is_empty()) else { return };
    let said = |(layer, tree): (usize, &'t Arc<Tree>)| Some(Upper::of(layer, tree.root()?));
    let above: Vec<Upper<'t>> = upper.iter().enumerate().filter_map(said).collect();
    let is_specification = |tree: &Arc<Tree>| {
        tree.root().and_then(Item::of).is_some_and(|item| item.kind == ItemKind::Specification)
    };
    let unifying: Vec<bool> = upper.iter().map(is_specification).collect();
    let whole = 0..above.len();
    let watch = if unifying.contains(&true) { &EVERYWHERE } else { &variation.watch };
    let mut walk = Walk { elements, unifying, above, path: String::new(), way: Vec::new(), tell };
    walk.map(own, whole.clone(), Some(elements.root()), watch);
    walk.records(own, whole);
}

/// What a layer above says at a place, and how far its keys have been gone through.
struct Upper<'t> {
    layer: usize,
    keys: InOrder<'t>,
}

impl<'t> Upper<'t> {
    fn of(layer: usize, node: Node<'t>) -> Self {
        Self { layer, keys: InOrder::of(node) }
    }

    fn node(&self) -> Node<'t> {
        self.keys.map()
    }

    /// What it says of a key, if it is not nothing.
    fn find(&mut self, hash: u32, key: &str) -> Option<Node<'t>> {
        self.keys.find(hash, key).filter(|node| node.kind() != Kind::Null)
    }
}

struct Walk<'t, 'e> {
    elements: &'e Elements,
    unifying: Vec<bool>,
    /// A stack: what the layers above say at each place on the way.
    above: Vec<Upper<'t>>,
    /// The keys on the way, dotted.
    path: String,
    /// The values of the document on the way, without its root.
    way: Vec<Node<'t>>,
    tell: &'e mut dyn FnMut(Override<'_, 't>),
}

impl<'t, 'e> Walk<'t, 'e> {
    fn map(&mut self, own: Node<'t>, above: Range<usize>, element: Option<&'e Element>, watch: &Watch) {
        let is_root = self.way.is_empty();
        for (name, value) in own.entries().filter(|(_, value)| value.kind() != Kind::Null) {
            let (hash, key) = (name.key_hash(), name.text());
            let watch = watch.key(hash, key);
            if watch.is_idle() || is_root && DOCUMENT.contains(&key) {
                continue;
            }
            let start = self.above.len();
            if value.is_collection() {
                for at in above.clone() {
                    if let Some(said) = self.above[at].find(hash, key) {
                        let layer = self.above[at].layer;
                        self.above.push(Upper::of(layer, said));
                    }
                }
            } else {
                // A scalar is held against the nearest layer that says something.
                for said in self.above[above.clone()].iter_mut().rev() {
                    let Some(nearest) = said.find(hash, key) else { continue };
                    if !same(value, nearest) {
                        let layer = said.layer;
                        self.above.push(Upper::of(layer, nearest));
                    }
                    break;
                }
            }
            if self.above.len() > start {
                let element = element.filter(|_| value.is_collection());
                let element = element.and_then(|own| self.elements.value_hashed(own, hash, key));
                let before = self.path.len();
                self.path.extend([if is_root { "" } else { "." }, key]);
                self.way.push(value);
                self.value(value, start..self.above.len(), element, watch);
                self.way.pop();
                self.path.truncate(before);
                self.above.truncate(start);
            }
        }
    }

    /// Compares a value with what the layers above say, which is not nothing.
    fn value(&mut self, own: Node<'t>, above: Range<usize>, element: Option<&'e Element>, watch: &Watch) {
        let nearest = self.above[above.end - 1].node();
        let keys = element.and_then(|element| element.merge_key.as_deref());
        match (own.kind(), nearest.kind(), keys) {
            (Kind::Map, Kind::Map, _) => self.map(own, above, element, watch),
            (Kind::List, Kind::List, Some(keys)) => {
                let items = element.and_then(|element| self.elements.items(element));
                self.list(own, above, items, keys, watch);
            }
            _ if own.is_collection() && same(own, nearest) => {}
            _ => self.note(own, above.end - 1),
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
        // Lists name most entries in one order: the search begins after the entry found last.
        let mut rest: Vec<Items<'t>> =
            self.above[above.clone()].iter().map(|said| said.node().items()).collect();
        for entry in own.items() {
            let Some(id) = entry_key(entry, keys) else { continue };
            let start = self.above.len();
            let has_id = |entry: &Node<'t>| entry_key(*entry, keys) == Some(id);
            for (at, rest) in above.clone().zip(&mut rest) {
                let Upper { layer, .. } = self.above[at];
                let mut round = rest.clone();
                let found = round.find(has_id).or_else(|| {
                    round = self.above[at].node().items();
                    round.find(has_id)
                });
                if let Some(found) = found {
                    *rest = round;
                    self.above.push(Upper::of(layer, found));
                }
            }
            let omitted = entry.get("omit").and_then(Node::as_bool) == Some(true);
            let end = self.above.len();
            self.way.push(entry);
            match (end > start, omitted) {
                (true, true) => self.note(entry, end - 1),
                (true, false) => self.map(entry, start..end, items, watch),
                (false, true) => {}
                (false, false) => self.add(entry, above.end - 1),
            }
            self.way.pop();
            self.above.truncate(start);
        }
    }

    /// Tells of a value, or of an entry that takes one away.
    fn note(&mut self, own: Node<'t>, above: usize) {
        let said = &self.above[above];
        let (node, unified) = (said.node(), self.unifying[said.layer]);
        let (path, way) = (&self.path, &self.way);
        (self.tell)(Override { path, way, own, above: Some(node), stated: node, unified });
    }

    /// Tells of an entry that a list of the layers above does not have.
    fn add(&mut self, own: Node<'t>, list: usize) {
        // Records of exemption are told of by themselves.
        if self.path == "exemptions" {
            return;
        }
        let stated = self.above[list].node();
        let (path, way) = (&self.path, &self.way);
        (self.tell)(Override { path, way, own, above: None, stated, unified: false });
    }

    /// Tells of every record of exemption, whatever the layers above say of it: what it covers is
    /// judged as a whole. The first record about the platform counts where a layer above puts the
    /// item on it.
    fn records(&mut self, own: Node<'t>, above: Range<usize>) {
        let above: Vec<Node<'t>> = self.above[above].iter().rev().map(Upper::node).collect();
        let Some((records, nearest)) = own.get("exemptions").zip(above.first()) else { return };
        let list = above.iter().find_map(|said| said.get("exemptions"));
        let is_included = |said: &Node<'t>| {
            said.at(&["platform", "included"]).filter(|included| included.as_bool() == Some(true))
        };
        let included = above.iter().find_map(is_included);
        for own in records.items().filter(|own| own.is_map()) {
            let of_list = |said: &Node<'t>| {
                let entries = said.get("exemptions").into_iter().flat_map(Node::items);
                entries
                    .into_iter()
                    .find(|entry| entry.str("id").is_some() && entry.str("id") == own.str("id"))
            };
            let same = above.iter().find_map(of_list);
            let is_platform = own.str("duty") == Some("online-inclusion");
            let stated = same.or(list).or(included).or(Some(*nearest).filter(|_| !is_platform));
            let Some(stated) = stated else { continue };
            let way = &[records, own];
            (self.tell)(Override { path: "exemptions", way, own, above: same, stated, unified: false });
        }
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
