//! Which keys of maps, and which entries of lists, in several layers are one.

use std::collections::HashMap;

use crate::source::node::Node;
use crate::source::tree::key_hash;

/// What one layer says at one place.
#[derive(Clone, Copy)]
pub(super) struct Part<'t> {
    pub(super) layer: u8,
    pub(super) node: Node<'t>,
}

/// An entry of a map in one layer.
#[derive(Clone, Copy)]
pub(super) struct Said<'t> {
    pub(super) hash: u32,
    /// The same key in the next layer that has it.
    pub(super) next: Option<u32>,
    /// No wider layer has the key.
    pub(super) first: bool,
    pub(super) key: Node<'t>,
    pub(super) part: Part<'t>,
}

/// Links each entry of a map, layer after layer, with the same key in the next one that has it.
pub(super) fn link(said: &mut [Said<'_>]) {
    if said.len() > FEW {
        let mut last: HashMap<&str, usize> = HashMap::with_capacity(said.len());
        for at in 0..said.len() {
            if let Some(wider) = last.insert(said[at].key.text(), at) {
                said[wider].next = Some(at as u32);
                said[at].first = false;
            }
        }
        return;
    }
    let mut lower = 0;
    // Layers name most keys in one order: the next key of a layer stands where the last one did, and one on.
    let mut guess = 0;
    for at in 0..said.len() {
        let Said { hash, key, part, .. } = said[at];
        while said.get(lower).is_some_and(|other| other.part.layer <= part.layer) {
            lower += 1;
        }
        let same = |other: &Said<'_>| other.hash == hash && other.key.text() == key.text();
        // A guess beyond the next layer would pass over what that layer says.
        let is_next = |other: &Said<'_>| guess >= lower && other.part.layer == said[lower].part.layer;
        let guessed = said.get(guess).is_some_and(|other| is_next(other) && same(other));
        let found = || said[lower..].iter().position(same).map(|next| lower + next);
        if let Some(next) = if guessed { Some(guess) } else { found() } {
            said[at].next = Some(next as u32);
            said[next].first = false;
            guess = next + 1;
        }
    }
}

/// How many keys are looked through one by one; of more there is a table.
const FEW: usize = 128;

/// The entries of a list by their ids.
#[derive(Default)]
pub(super) struct Index<'t> {
    few: Vec<(u32, &'t str, usize)>,
    many: HashMap<&'t str, usize>,
}

impl<'t> Index<'t> {
    pub(super) fn get(&self, id: &str) -> Option<usize> {
        let hash = key_hash(id);
        let few = self.few.iter().find(|(own, text, _)| *own == hash && *text == id).map(|(_, _, at)| *at);
        few.or_else(|| self.many.get(id).copied())
    }

    pub(super) fn add(&mut self, id: &'t str, at: usize) {
        if self.few.len() < FEW {
            self.few.push((key_hash(id), id, at));
        } else {
            self.many.insert(id, at);
        }
    }
}

/// An entry of a keyed list, with what each layer says of it.
pub(super) struct Entry<'t> {
    pub(super) widest: Part<'t>,
    pub(super) lower: Vec<Part<'t>>,
    pub(super) omitted: bool,
}

impl<'t> Entry<'t> {
    pub(super) fn lowest(&self) -> Part<'t> {
        *self.lower.last().unwrap_or(&self.widest)
    }
}
