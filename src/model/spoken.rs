//! Which layers spoke of an element, and whether two of them say the same.

use std::sync::Arc;

use crate::source::node::Node;
use crate::source::tree::{Kind, Tree};
use crate::standard::elements::{Element, Elements};

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

/// One step on the way of a field: a key in any spelling, or the name of an entry.
pub(super) fn step_into<'t, 'e>(
    node: Node<'t>,
    element: Option<&'e Element>,
    elements: &'e Elements,
    step: &str,
) -> Option<(Node<'t>, Option<&'e Element>)> {
    if node.kind() == Kind::List {
        let keys = element.and_then(|element| element.merge_key.as_deref()).unwrap_or("id");
        let entry = node.items().find(|entry| entry_key(*entry, keys) == Some(step));
        return Some((entry?, element.and_then(|element| elements.items(element))));
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
