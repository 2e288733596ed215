//! A field of an item as people name it: keys in any spelling, entries of lists by their keys.

use std::sync::Arc;

use super::spoken::{element_of, entry_key, said, step_into};
use crate::source::node::Node;
use crate::source::tree::{Kind, Tree};
use crate::standard::elements::Elements;

/// The steps of a field; the name of an element alone stands for its place, where it has one only.
pub fn steps<'f>(elements: &'f Elements, written: &'f str) -> Vec<&'f str> {
    let steps: Vec<&str> = written.split(['.', '/']).filter(|step| !step.is_empty()).collect();
    match steps[..] {
        [name] if elements.child(elements.root(), name).is_none() => {
            match elements.places().nearest(name, &[])[..] {
                [place] if !place.is_in_list() => place.keys().collect(),
                _ => steps,
            }
        }
        _ => steps,
    }
}

/// A field in canonical keys, dotted; entries are named as they were.
pub fn canonical(elements: &Elements, field: &[&str]) -> String {
    let path = |steps: usize| element_of(elements, &field[..steps]).map(|(path, _)| path);
    let step = |at: usize| {
        let own = path(at + 1).filter(|own| path(at).as_ref() != Some(own));
        own.and_then(|own| own.rsplit('.').next().map(str::to_owned)).unwrap_or_else(|| field[at].to_owned())
    };
    (0..field.len()).map(step).collect::<Vec<_>>().join(".")
}

/// The steps of a field, with names in place of positions in lists of the effective item; and the value there where an
/// entry on the way has no name by which layers could speak of it.
pub fn located<'t>(
    root: Node<'t>,
    elements: &Elements,
    field: &[&'t str],
) -> (Vec<&'t str>, Option<Node<'t>>) {
    let mut steps = Vec::with_capacity(field.len());
    let mut here = Some((root, Some(elements.root())));
    let mut is_nameless = false;
    for step in field {
        let mut name = *step;
        here = here.and_then(|(node, element)| {
            let named = step_into(node, element, elements, step);
            if named.is_some() || node.kind() != Kind::List {
                return named;
            }
            let entry = node.items().nth(step.parse().ok()?)?;
            let keys = element.and_then(|element| element.merge_key.as_deref());
            match keys.and_then(|keys| entry_key(entry, keys)) {
                Some(own) => name = own,
                None => is_nameless = true,
            }
            Some((entry, element.and_then(|element| elements.items(element))))
        });
        steps.push(name);
    }
    (steps, here.map(|(node, _)| node).filter(|_| is_nameless))
}

/// An entry that a field names and no layer has.
#[derive(Debug)]
pub struct Absent<'f> {
    /// How it is named.
    pub step: &'f str,
    /// The keys of the entries that are there.
    pub entries: Vec<&'f str>,
}

/// The first entry on the way of a field that no document has.
pub fn absent_entry<'f>(
    documents: &'f [Arc<Tree>],
    elements: &Elements,
    field: &[&'f str],
) -> Option<Absent<'f>> {
    let mut element = elements.root();
    for (at, step) in field.iter().enumerate() {
        let Some(items) = elements.items(element) else {
            element = elements.child(element, step)?.1;
            continue;
        };
        if said(documents, elements, &field[..=at]).is_empty() {
            let lists = said(documents, elements, &field[..at]);
            let keys = element.merge_key.as_deref().unwrap_or("id");
            let entries = lists.iter().flat_map(|list| list.node.items());
            let entries = entries.filter_map(|entry| entry_key(entry, keys)).collect();
            return Some(Absent { step, entries });
        }
        element = items;
    }
    None
}
