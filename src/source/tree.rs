//! The one tree that schema engine, rules, comparison and generators read.
//!
//! One document is one compact arena of 24-byte nodes in document order, with the
//! byte offsets of everything. A map is followed by its entries, key before value.
//! Texts are slices of the source, or of a side buffer where they were decoded or
//! brought to canonical spelling. A resolved item is the same tree with several
//! layers: each node knows the document it was written in.

use std::ops::Range;
use std::sync::{Arc, OnceLock};

use super::Source;
pub use super::flags::Flags;
use super::index::Index;
pub(super) use super::index::key_bit;
pub use super::index::key_hash;
use super::node::Node;

/// A document that contributed nodes to a tree.
#[derive(Clone, Debug)]
pub struct Layer {
    /// The file.
    pub source: Arc<Source>,
    /// The document within the file, from 0.
    pub document: u32,
    /// The tree of the document, where this layer lies in a resolved item.
    pub tree: Option<Arc<Tree>>,
}

impl Layer {
    /// The layer of a document that is read.
    pub fn of(source: &Arc<Source>, document: u32) -> Self {
        Self { source: Arc::clone(source), document, tree: None }
    }

    /// The text of the document with the comments around it.
    pub fn text(&self) -> &str {
        self.source.document(self.document as usize).1
    }
}

/// What a node is after YAML 1.2 resolution (core schema).
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[repr(u8)]
pub enum Kind {
    /// `null`, `~` or nothing.
    Null,
    /// `true` or `false`.
    Bool,
    /// A whole number.
    Int,
    /// Another number.
    Float,
    /// Text.
    Text,
    /// A list.
    List,
    /// A map.
    Map,
}

/// What is stored of a node: 24 bytes.
#[derive(Clone, Copy, Debug)]
pub(super) struct Raw {
    pub(super) start: u32,
    pub(super) end: u32,
    /// Scalars: where the text starts. Collections: how many entries.
    pub(super) first: u32,
    /// Scalars: length of the text. Maps: a bit of the hash of each key, so that most keys that a map does not have are
    /// not looked for.
    pub(super) length: u32,
    /// Scalars: hash of the text, for keys. Collections: the node after the last one within.
    pub(super) tail: u32,
    pub(super) layer: u8,
    pub(super) kind: Kind,
    pub(super) flags: Flags,
}

/// One document, or one resolved item.
#[derive(Debug, Default)]
pub struct Tree {
    layers: Vec<Layer>,
    nodes: Vec<Raw>,
    text: String,
    /// For each node the collection it lies in and its index there, worked out for the first finding.
    parents: OnceLock<Vec<(u32, u32)>>,
    /// Values that name an entry of a register: `(node, register)`.
    references: Vec<(u32, Arc<str>)>,
    /// In a resolved item: the number of each node in the tree of its layer.
    origins: Vec<u32>,
    /// The keys of the root, which rules ask for again and again: worked out for the first question.
    index: OnceLock<Index>,
    /// Texts in which words that are looked for stand, by the numbers of their nodes: all items of which the
    /// document is a layer share the search.
    worded: OnceLock<Vec<u32>>,
}

impl Tree {
    /// An empty tree of one document of so many bytes.
    pub fn new(layer: Layer, bytes: usize) -> Self {
        Self { layers: vec![layer], nodes: Vec::with_capacity(bytes / 16 + 8), ..Self::default() }
    }

    /// An empty tree that nodes of several documents will be copied into, the lowest layer last.
    pub fn layered(documents: &[Arc<Self>]) -> Self {
        let layers = documents.iter().map(|document| {
            let layer = &document.layers[0];
            Layer {
                source: Arc::clone(&layer.source),
                document: layer.document,
                tree: Some(Arc::clone(document)),
            }
        });
        let most = documents.iter().map(|document| document.nodes.len()).sum();
        Self {
            layers: layers.collect(),
            nodes: Vec::with_capacity(most),
            origins: Vec::with_capacity(most),
            ..Self::default()
        }
    }

    /// A tree of one text that stands in no file.
    pub fn of_text(text: &str) -> Self {
        let raw = Raw {
            start: 0,
            end: 0,
            first: 0,
            length: text.len() as u32,
            tail: 0,
            layer: 0,
            kind: Kind::Text,
            flags: Flags::default(),
        };
        Self { nodes: vec![raw], text: text.to_owned(), ..Self::default() }
    }

    /// The first node, `None` for a tree without nodes.
    pub fn root(&self) -> Option<Node<'_>> {
        (!self.nodes.is_empty()).then(|| self.node(0))
    }

    /// The documents that contributed.
    pub fn layers(&self) -> &[Layer] {
        &self.layers
    }

    /// How many nodes there are; the number of the next one.
    pub fn len(&self) -> u32 {
        self.nodes.len() as u32
    }

    /// About how many bytes of memory the tree takes beside its source.
    pub fn bytes(&self) -> usize {
        let index = self.index.get().map_or(0, Index::bytes);
        self.nodes.capacity() * size_of::<Raw>() + self.text.capacity() + index
    }

    /// Gives back the memory that no node takes, for a tree that is kept.
    pub fn shrink(&mut self) {
        self.nodes.shrink_to_fit();
        self.text.shrink_to_fit();
    }

    /// Whether all texts are slices of the source.
    pub fn is_as_written(&self) -> bool {
        self.text.is_empty()
    }

    /// Whether there is no node.
    pub fn is_empty(&self) -> bool {
        self.nodes.is_empty()
    }

    /// The node of a number.
    pub fn node(&self, at: u32) -> Node<'_> {
        debug_assert!((at as usize) < self.nodes.len());
        Node::new(self, at)
    }

    /// Adds a scalar of the only layer. `text` is taken from the source where it is a slice of it.
    pub fn push_scalar(&mut self, kind: Kind, at: Range<u32>, flags: Flags, text: &str) -> u32 {
        let source = &self.layers[0].source.text;
        let offset = (text.as_ptr() as usize).wrapping_sub(source.as_ptr() as usize);
        let (first, flags) = if offset <= source.len() && offset + text.len() <= source.len() {
            (offset as u32, flags.with(Flags::IN_SOURCE))
        } else {
            self.text.push_str(text);
            ((self.text.len() - text.len()) as u32, flags)
        };
        self.push(Raw {
            start: at.start,
            end: at.end,
            first,
            length: text.len() as u32,
            tail: 0,
            layer: 0,
            kind,
            flags,
        })
    }

    /// Opens a list or a map; [`Tree::close`] ends it.
    pub fn open(&mut self, kind: Kind, at: Range<u32>) -> u32 {
        let flags = Flags::default();
        self.push(Raw { start: at.start, end: at.end, first: 0, length: 0, tail: 0, layer: 0, kind, flags })
    }

    /// Ends a collection of `count` entries at byte `end`.
    pub fn close(&mut self, at: u32, count: u32, end: u32) {
        let next = self.len();
        let raw = &mut self.nodes[at as usize];
        raw.first = count;
        raw.tail = next;
        raw.end = end.max(raw.start);
    }

    /// Drops the nodes from a number on.
    pub fn truncate(&mut self, at: u32) {
        self.nodes.truncate(at as usize);
    }

    /// Gives a scalar another text: the canonical spelling of a key or a value.
    pub fn respell(&mut self, at: u32, kind: Kind, text: &str) {
        let first = self.text.len() as u32;
        self.text.push_str(text);
        let raw = &mut self.nodes[at as usize];
        raw.first = first;
        raw.length = text.len() as u32;
        raw.kind = kind;
        raw.flags = raw.flags.without(Flags::IN_SOURCE).with(Flags::RESPELLED);
    }

    /// Notes that a value names an entry of a register.
    pub fn refer(&mut self, at: u32, register: &Arc<str>) {
        self.references.push((at, Arc::clone(register)));
    }

    /// Forgets that values between two nodes name entries of registers.
    pub fn forget_references(&mut self, within: &Range<u32>) {
        self.references.retain(|(at, _)| !within.contains(at));
    }

    /// The values that name entries of registers.
    pub fn references(&self) -> impl Iterator<Item = (Node<'_>, &str)> {
        self.references.iter().map(|(at, register)| (self.node(*at), &**register))
    }

    /// Notes that a node is a key of a map, and whether its entry is passed over.
    pub fn set_key(&mut self, map: u32, at: u32, skipped: bool) {
        let hash = key_hash(self.node(at).text());
        self.index.take();
        self.nodes[at as usize].tail = hash;
        self.nodes[map as usize].length |= key_bit(hash);
        if skipped {
            for (at, flag) in [(at, Flags::SKIPPED), (map, Flags::LOOSE)] {
                let raw = &mut self.nodes[at as usize];
                raw.flags = raw.flags.with(flag);
            }
        }
    }

    /// Copies a node of the document of a layer, without what lies in it.
    pub fn copy(&mut self, node: Node<'_>, layer: u8) -> u32 {
        self.origins.push(node.number());
        let mut raw = *node.raw();
        raw.layer = layer;
        if !node.is_collection() && !raw.flags.has(Flags::IN_SOURCE) {
            raw.first = self.text.len() as u32;
            self.text.push_str(node.text());
        }
        self.push(raw)
    }

    /// Copies a key of the document of a layer into a map that was copied before.
    pub fn copy_key(&mut self, map: u32, key: Node<'_>, layer: u8) {
        self.copy(key, layer);
        self.nodes[map as usize].length |= key_bit(key.key_hash());
    }

    /// Copies a node of the document of a layer with all that lies in it; nothing is copied, and
    /// `false` given, where an entry is empty or doubled, or a key may be the one that is watched for.
    pub fn copy_whole(&mut self, node: Node<'_>, layer: u8, watched: u32) -> bool {
        let (from, to) = (node.number(), node.next());
        let (first, text) = (self.len(), self.text.len());
        for at in from..to {
            let mut raw = *node.tree().raw(at);
            let is_collection = matches!(raw.kind, Kind::List | Kind::Map);
            let unclear = raw.kind == Kind::Null || raw.flags.has(Flags::SKIPPED);
            if unclear || !is_collection && raw.tail == watched {
                self.nodes.truncate(first as usize);
                self.origins.truncate(first as usize);
                self.text.truncate(text);
                return false;
            }
            raw.layer = layer;
            if is_collection {
                raw.tail = raw.tail - from + first;
            } else if !raw.flags.has(Flags::IN_SOURCE) {
                raw.first = self.text.len() as u32;
                self.text.push_str(node.tree().node(at).text());
            }
            self.nodes.push(raw);
            self.origins.push(at);
        }
        true
    }

    pub(super) fn raw(&self, at: u32) -> &Raw {
        &self.nodes[at as usize]
    }

    /// Whether the root is a map that is whole and worth an index.
    pub(super) fn is_indexed(&self) -> bool {
        let root = self.raw(0);
        root.kind == Kind::Map && root.first > 8 && root.tail == self.len()
    }

    /// The number of the key of an indexed root that has a hash and a text.
    pub(super) fn root_key(&self, hash: u32, key: &str) -> Option<u32> {
        let index = self.index.get_or_init(|| Index::of(self.node(0)));
        index.find(hash).find(|at| self.raw(*at).tail == hash && self.node(*at).is_text(key))
    }

    /// The text of a scalar that is no slice of its source.
    pub(super) fn decoded(&self, range: Range<usize>) -> &str {
        &self.text[range]
    }

    /// Ends a collection that was copied, with `count` entries.
    pub fn close_copy(&mut self, at: u32, count: u32) {
        let next = self.len();
        let raw = &mut self.nodes[at as usize];
        raw.first = count;
        raw.tail = next;
    }

    /// The node of its own document that a node of a resolved item was copied from.
    pub(super) fn original(&self, at: u32) -> Option<Node<'_>> {
        let origin = *self.origins.get(at as usize)?;
        let layer = &self.layers[self.nodes[at as usize].layer as usize];
        Some(layer.tree.as_ref()?.node(origin))
    }

    /// The numbers of texts that a search found, in order; it is made once.
    pub fn worded(&self, search: impl FnOnce() -> Vec<u32>) -> &[u32] {
        self.worded.get_or_init(search)
    }

    /// For each node the collection it lies in and its index there.
    pub(super) fn parents(&self) -> &[(u32, u32)] {
        self.parents.get_or_init(|| self.find_parents())
    }

    fn find_parents(&self) -> Vec<(u32, u32)> {
        let mut parents = vec![(0, 0); self.nodes.len()];
        for (at, raw) in self.nodes.iter().enumerate() {
            if !matches!(raw.kind, Kind::List | Kind::Map) {
                continue;
            }
            let mut child = at as u32 + 1;
            let mut index = 0;
            while child < raw.tail {
                parents[child as usize] = (at as u32, index);
                index += 1;
                child = self.node(child).next();
            }
        }
        parents
    }

    fn push(&mut self, raw: Raw) -> u32 {
        self.nodes.push(raw);
        self.nodes.len() as u32 - 1
    }
}
