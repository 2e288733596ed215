//! What a run remembers of every item, so that whole-catalogue rules need not keep items in
//! memory: a hash and a document, 16 bytes each. Two values of ten million have one hash once in
//! some hundred thousand catalogues.

use std::collections::HashSet;

use super::directory::DocumentId;
use super::item::{Item, ItemKind, is_basic_code, is_implementation_code};
use crate::source::node::Node;
use crate::source::tree::Tree;

/// What a fact is about.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum FactKind {
    /// The code of a basic item or of an implementation.
    Code,
    /// What tells an implementation from others: basic code, body, region.
    Entry,
}

/// One thing to remember of a document.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Fact {
    /// Hash of the value.
    pub key: u64,
    /// The document.
    pub id: DocumentId,
}

/// What is noted of documents while they are read.
#[derive(Debug, Default)]
pub struct Notes {
    codes: Vec<Fact>,
    entries: Vec<Fact>,
    /// Hashes of the basic codes that are implemented.
    implemented: HashSet<u64>,
    /// Whether there is any implementation, be it cancelled.
    any: bool,
}

impl Notes {
    /// Notes what to remember of a document, and the basic code that it implements.
    pub fn note(&mut self, tree: &Tree, id: DocumentId) {
        let Some(item) = tree.root().and_then(Item::of) else { return };
        let text = |keys: &[&str]| item.root.at(keys).and_then(Node::as_str);
        let fact = |value: &str| Fact { key: hash(value), id };
        let code = text(&["code"]).unwrap_or_default();
        match item.kind {
            ItemKind::Basic if is_basic_code(code) => self.codes.push(fact(code)),
            ItemKind::Implementation => {
                if is_implementation_code(code) {
                    self.codes.push(fact(code));
                }
                let body = text(&["body", "uscc"]).or_else(|| text(&["body", "virtual_code"]));
                let body = body.or_else(|| text(&["body", "name"]));
                if let (Some(basic), Some(region)) = (text(&["implements"]), item.region()) {
                    // What was cancelled implements nothing and may have a successor; its code is never used again.
                    self.any = true;
                    if text(&["status"]) != Some("cancelled") {
                        self.implemented.insert(hash(basic));
                        self.entries.extend(body.map(|body| fact(&format!("{basic}\0{region}\0{body}"))));
                    }
                }
            }
            _ => {}
        }
    }

    /// Adds the notes of other documents.
    pub fn extend(&mut self, other: Self) {
        self.codes.extend(other.codes);
        self.entries.extend(other.entries);
        self.implemented.extend(other.implemented);
        self.any |= other.any;
    }
}

fn hash(value: &str) -> u64 {
    xxhash_rust::xxh3::xxh3_64(value.as_bytes())
}

/// All facts of a catalogue, sorted.
#[derive(Debug)]
pub struct Facts(Notes);

impl Facts {
    /// Sorts the notes of a run.
    pub fn new(notes: Notes) -> Self {
        let mut notes = notes;
        for facts in [&mut notes.codes, &mut notes.entries] {
            facts.sort_unstable_by_key(|fact| (fact.key, fact.id));
        }
        Self(notes)
    }

    /// Whether there is any implementation.
    pub fn has_implementations(&self) -> bool {
        self.0.any
    }

    /// Whether a basic code is implemented.
    pub fn is_implemented(&self, code: &str) -> bool {
        self.0.implemented.contains(&hash(code))
    }

    /// Each fact that says the same as another, with the first of them.
    pub fn doubled(&self, kind: FactKind) -> impl Iterator<Item = (&Fact, &Fact)> {
        let same = self.kind(kind).chunk_by(|a, b| a.key == b.key);
        same.flat_map(|same| same[1..].iter().map(|other| (&same[0], other)))
    }

    /// The fact of a value in a document.
    pub fn of(&self, kind: FactKind, value: &str, id: DocumentId) -> Option<&Fact> {
        let key = hash(value);
        let own = self.kind(kind);
        let start = own.partition_point(|fact| fact.key < key);
        own[start..].iter().take_while(|fact| fact.key == key).find(|fact| fact.id == id)
    }

    fn kind(&self, kind: FactKind) -> &[Fact] {
        match kind {
            FactKind::Code => &self.0.codes,
            FactKind::Entry => &self.0.entries,
        }
    }
}
