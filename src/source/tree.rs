//! The one tree that schema engine, rules, comparison and generators read.
//!
//! One document is one compact arena of 24-byte nodes in document order, with the
//! byte offsets of everything. A map is followed by its entries, key before value.
//! Texts are slices of the source, or of a side buffer where they were decoded or
//! brought to canonical spelling. A resolved item is the same tree with several
//! layers: each node knows the document it was written in.

use std::fmt::Write as _;
use std::ops::Range;
use std::sync::Arc;

use super::Source;

/// A document that contributed nodes to a tree.
#[derive(Clone, Debug)]
pub struct Layer {
    /// The file.
    pub source: Arc<Source>,
    /// The document within the file, from 0.
    pub document: u32,
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

/// What more is known of a node. Small bit set.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Flags(u8);

impl Flags {
    /// The text is a slice of the source.
    pub const IN_SOURCE: Self = Self(1);
    /// A scalar without quotes.
    pub const PLAIN: Self = Self(2);
    /// A key that stands a second time; its entry is skipped.
    pub const DOUBLED: Self = Self(4);
    /// A value that is not written at all.
    pub const EMPTY: Self = Self(8);
    /// A value that was brought from another spelling.
    pub const RESPELLED: Self = Self(16);

    /// Whether all flags of `other` are set.
    pub fn has(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }

    /// Both sets.
    #[must_use]
    pub fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }
}

#[derive(Clone, Copy, Debug)]
struct Raw {
    start: u32,
    end: u32,
    /// Scalars: where the text starts. Collections: how many entries.
    first: u32,
    /// Scalars: length of the text.
    length: u32,
    /// Scalars: hash of the text, for keys. Collections: the node after the last one within.
    tail: u32,
    layer: u8,
    kind: Kind,
    flags: Flags,
}

/// One document, or one resolved item.
#[derive(Debug, Default)]
pub struct Tree {
    layers: Vec<Layer>,
    nodes: Vec<Raw>,
    text: String,
}

impl Tree {
    /// An empty tree of one document.
    pub fn new(layer: Layer) -> Self {
        let guess = layer.source.text.len() / 16 + 8;
        Self { layers: vec![layer], nodes: Vec::with_capacity(guess), text: String::new() }
    }

    /// An empty tree that nodes of several documents will be copied into, lowest layer last.
    pub fn layered(layers: Vec<Layer>) -> Self {
        Self { layers, nodes: Vec::new(), text: String::new() }
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
        Self { layers: Vec::new(), nodes: vec![raw], text: text.to_owned() }
    }

    /// The first node, `None` for a tree without nodes.
    pub fn root(&self) -> Option<Node<'_>> {
        (!self.nodes.is_empty()).then_some(Node { tree: self, at: 0 })
    }

    /// The documents that contributed.
    pub fn layers(&self) -> &[Layer] {
        &self.layers
    }

    /// How many nodes there are; the number of the next one.
    pub fn len(&self) -> u32 {
        self.nodes.len() as u32
    }

    /// Whether there is no node.
    pub fn is_empty(&self) -> bool {
        self.nodes.is_empty()
    }

    /// The node of a number.
    pub fn node(&self, at: u32) -> Node<'_> {
        debug_assert!((at as usize) < self.nodes.len());
        Node { tree: self, at }
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

    /// Notes the hash of a key, and whether it stands a second time.
    pub fn set_key(&mut self, at: u32, doubled: bool) {
        let hash = key_hash(self.node(at).text());
        let raw = &mut self.nodes[at as usize];
        raw.tail = hash;
        if doubled {
            raw.flags = raw.flags.with(Flags::DOUBLED);
        }
    }

    /// Copies a node of another tree, without what lies in it, as written in layer `layer` of this one.
    pub fn copy(&mut self, node: Node<'_>, layer: u8) -> u32 {
        let mut raw = *node.raw();
        raw.layer = layer;
        if !node.is_collection() && !raw.flags.has(Flags::IN_SOURCE) {
            raw.first = self.text.len() as u32;
            self.text.push_str(node.text());
        }
        self.push(raw)
    }

    fn push(&mut self, raw: Raw) -> u32 {
        self.nodes.push(raw);
        self.nodes.len() as u32 - 1
    }
}

/// Hash of a key: 32 bits of FNV-1a, enough to skip nearly every comparison.
pub fn key_hash(key: &str) -> u32 {
    key.bytes().fold(0x811C_9DC5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

/// A node of a tree. Cheap to copy.
#[derive(Clone, Copy)]
pub struct Node<'t> {
    tree: &'t Tree,
    at: u32,
}

impl std::fmt::Debug for Node<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Node").field("at", &self.at).field("kind", &self.kind()).finish_non_exhaustive()
    }
}

impl PartialEq for Node<'_> {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self.tree, other.tree) && self.at == other.at
    }
}

impl<'t> Node<'t> {
    fn raw(self) -> &'t Raw {
        &self.tree.nodes[self.at as usize]
    }

    /// The number of the node in its tree.
    pub fn number(self) -> u32 {
        self.at
    }

    /// The tree it belongs to.
    pub fn tree(self) -> &'t Tree {
        self.tree
    }

    /// What it is.
    pub fn kind(self) -> Kind {
        self.raw().kind
    }

    /// What more is known of it.
    pub fn flags(self) -> Flags {
        self.raw().flags
    }

    /// Whether it is a list or a map.
    pub fn is_collection(self) -> bool {
        matches!(self.kind(), Kind::List | Kind::Map)
    }

    /// Whether it is a map.
    pub fn is_map(self) -> bool {
        self.kind() == Kind::Map
    }

    /// The bytes it occupies in its source.
    pub fn range(self) -> Range<u32> {
        self.raw().start..self.raw().end
    }

    /// The document it was written in.
    pub fn layer(self) -> &'t Layer {
        &self.tree.layers[self.raw().layer as usize]
    }

    /// The number of that document among the layers of the tree.
    pub fn layer_number(self) -> u8 {
        self.raw().layer
    }

    /// The text of a scalar of any kind; nothing for a collection.
    pub fn text(self) -> &'t str {
        let raw = self.raw();
        if self.is_collection() {
            return "";
        }
        let range = raw.first as usize..(raw.first + raw.length) as usize;
        if raw.flags.has(Flags::IN_SOURCE) {
            &self.layer().source.text[range]
        } else {
            &self.tree.text[range]
        }
    }

    /// The characters of the source it was written with, quotes included.
    pub fn as_written(self) -> &'t str {
        let range = self.range();
        &self.layer().source.text[range.start as usize..range.end as usize]
    }

    /// The text of a text node.
    pub fn as_str(self) -> Option<&'t str> {
        (self.kind() == Kind::Text).then(|| self.text())
    }

    /// The value of `true` or `false`.
    pub fn as_bool(self) -> Option<bool> {
        (self.kind() == Kind::Bool).then(|| self.text().starts_with(['t', 'T']))
    }

    /// The value of a whole number that fits.
    pub fn as_i64(self) -> Option<i64> {
        if self.kind() != Kind::Int {
            return None;
        }
        let text = self.text();
        let digits = text.strip_prefix('+').unwrap_or(text);
        if let Some(octal) = digits.strip_prefix("0o") {
            return i64::from_str_radix(octal, 8).ok();
        }
        if let Some(hex) = digits.strip_prefix("0x") {
            return i64::from_str_radix(hex, 16).ok();
        }
        digits.parse().ok()
    }

    /// The value of a number.
    pub fn as_f64(self) -> Option<f64> {
        match self.kind() {
            #[allow(clippy::cast_precision_loss)] // a limit of days is small
            Kind::Int => self.as_i64().map(|whole| whole as f64).or_else(|| self.text().parse().ok()),
            Kind::Float => self.text().parse().ok(),
            _ => None,
        }
    }

    /// How many entries a collection has, doubled keys not counted.
    pub fn count(self) -> usize {
        match self.kind() {
            Kind::Map => self.entries().count(),
            Kind::List => self.raw().first as usize,
            _ => 0,
        }
    }

    /// Key and value of each entry of a map; nothing for any other node.
    pub fn entries(self) -> Entries<'t> {
        Entries { with_doubled: false, ..self.all_entries() }
    }

    /// The same with the keys that stand a second time.
    pub fn all_entries(self) -> Entries<'t> {
        let at = self.at + 1;
        let end = if self.is_map() { self.raw().tail } else { at };
        Entries { tree: self.tree, at, end, with_doubled: true }
    }

    /// The entries of a list; nothing for any other node.
    pub fn items(self) -> Items<'t> {
        let at = self.at + 1;
        let end = if self.kind() == Kind::List { self.raw().tail } else { at };
        Items { tree: self.tree, at, end }
    }

    /// Key and value of an entry.
    pub fn entry(self, key: &str) -> Option<(Node<'t>, Node<'t>)> {
        self.entry_hashed(key_hash(key), key)
    }

    /// The same with the hash of the key at hand.
    pub fn entry_hashed(self, hash: u32, key: &str) -> Option<(Node<'t>, Node<'t>)> {
        self.entries().find(|(found, _)| found.raw().tail == hash && found.text() == key)
    }

    /// The value of a key.
    pub fn get(self, key: &str) -> Option<Node<'t>> {
        self.entry(key).map(|(_, value)| value)
    }

    /// The value along several keys.
    pub fn at(self, keys: &[&str]) -> Option<Node<'t>> {
        keys.iter().try_fold(self, |node, key| node.get(key))
    }

    /// The text of a key.
    pub fn str(self, key: &str) -> Option<&'t str> {
        self.get(key).and_then(Node::as_str)
    }

    /// The same data as JSON, with the canonical spelling of keys and values.
    pub fn to_json(self) -> serde_json::Value {
        use serde_json::{Number, Value};
        match self.kind() {
            Kind::Null => Value::Null,
            Kind::Bool => Value::Bool(self.as_bool() == Some(true)),
            Kind::Int | Kind::Float => {
                let number = self.as_i64().map(Number::from).or_else(|| Number::from_f64(self.as_f64()?));
                number.map_or(Value::Null, Value::Number)
            }
            Kind::Text => Value::String(self.text().to_owned()),
            Kind::List => self.items().map(Node::to_json).collect(),
            Kind::Map => self.entries().map(|(key, value)| (key.text().to_owned(), value.to_json())).collect(),
        }
    }

    /// The number of the node after this one and all that lies in it.
    pub fn next(self) -> u32 {
        if self.is_collection() { self.raw().tail } else { self.at + 1 }
    }

    /// The way from the root to this node.
    pub fn path(self) -> Vec<Step<'t>> {
        let mut steps = Vec::new();
        let mut here = Node { tree: self.tree, at: 0 };
        while here.at != self.at {
            let step = if here.is_map() {
                here.all_entries()
                    .find(|(key, value)| (key.at..value.next()).contains(&self.at))
                    .map(|(key, value)| Step { key: Some(key), index: 0, value })
            } else {
                here.items()
                    .enumerate()
                    .find(|(_, item)| (item.at..item.next()).contains(&self.at))
                    .map(|(index, value)| Step { key: None, index, value })
            };
            let Some(step) = step else { break };
            steps.push(step);
            if step.key.is_some_and(|key| key.at == self.at) {
                break;
            }
            here = step.value;
        }
        steps
    }

    /// The RFC 6901 pointer of the node (of a key: of its value).
    pub fn pointer(self) -> String {
        pointer(&self.path(), |_| None)
    }

    /// The same with the ids of list entries instead of their indexes.
    pub fn stable_pointer(self) -> String {
        pointer(&self.path(), |step| list_key(step.value))
    }

    /// The key or, in a list, the first key by which a map is known; the map itself where it has none.
    pub fn owner(self) -> Node<'t> {
        let key = self.path().last().and_then(|step| step.key);
        key.or_else(|| self.first_key()).unwrap_or(self)
    }

    /// The key of a map that was written first in the document the map belongs to.
    pub fn first_key(self) -> Option<Node<'t>> {
        self.all_entries()
            .map(|(key, _)| key)
            .filter(|key| key.raw().layer == self.raw().layer)
            .min_by_key(|key| key.raw().start)
    }
}

/// The entries of a map.
#[derive(Debug)]
pub struct Entries<'t> {
    tree: &'t Tree,
    at: u32,
    end: u32,
    with_doubled: bool,
}

impl<'t> Iterator for Entries<'t> {
    type Item = (Node<'t>, Node<'t>);

    fn next(&mut self) -> Option<Self::Item> {
        while self.at < self.end {
            let key = Node { tree: self.tree, at: self.at };
            let value = Node { tree: self.tree, at: key.next() };
            self.at = value.next();
            if self.with_doubled || !key.flags().has(Flags::DOUBLED) {
                return Some((key, value));
            }
        }
        None
    }
}

/// The entries of a list.
#[derive(Debug)]
pub struct Items<'t> {
    tree: &'t Tree,
    at: u32,
    end: u32,
}

impl<'t> Iterator for Items<'t> {
    type Item = Node<'t>;

    fn next(&mut self) -> Option<Node<'t>> {
        (self.at < self.end).then(|| {
            let item = Node { tree: self.tree, at: self.at };
            self.at = item.next();
            item
        })
    }
}

/// One step of the way to a node.
#[derive(Clone, Copy, Debug)]
pub struct Step<'t> {
    /// The key, in a map.
    pub key: Option<Node<'t>>,
    /// The index, in a list.
    pub index: usize,
    /// Where the step leads.
    pub value: Node<'t>,
}

/// The id by which an entry of a list is known.
pub fn list_key(entry: Node<'_>) -> Option<&str> {
    ["id", "seq", "element", "system", "code", "slug"].iter().find_map(|key| entry.str(key))
}

fn pointer<'t>(path: &[Step<'t>], name: impl Fn(&Step<'t>) -> Option<&'t str>) -> String {
    let mut text = String::new();
    for step in path {
        text.push('/');
        match step.key.map(Node::text).or_else(|| name(step)) {
            Some(key) => escape(key, &mut text),
            None => write!(text, "{}", step.index).expect("a string takes all"),
        }
    }
    text
}

/// Appends a reference token of RFC 6901.
pub fn escape(token: &str, to: &mut String) {
    for character in token.chars() {
        match character {
            '~' => to.push_str("~0"),
            '/' => to.push_str("~1"),
            other => to.push(other),
        }
    }
}
