//! A node of a tree, and the ways to go from it.

use std::ops::Range;

use super::plain;
use super::pointer::{Step, list_key, pointer};
use super::tree::{Flags, Kind, Layer, Raw, Tree, key_bit, key_hash};

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
    pub(super) fn new(tree: &'t Tree, at: u32) -> Self {
        Self { tree, at }
    }

    pub(super) fn raw(self) -> &'t Raw {
        self.tree.raw(self.at)
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

    /// The hash of the text of a key.
    pub fn key_hash(self) -> u32 {
        self.raw().tail
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
        &self.tree.layers()[self.raw().layer as usize]
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
            self.tree.decoded(range)
        }
    }

    /// Whether it is a scalar of this text: costs less than taking the text out.
    pub fn is_text(self, text: &str) -> bool {
        self.raw().length as usize == text.len() && !self.is_collection() && self.bytes() == text.as_bytes()
    }

    /// Whether two scalars have one text.
    pub fn is_text_of(self, other: Node<'_>) -> bool {
        self.raw().length == other.raw().length && self.bytes() == other.bytes()
    }

    /// The bytes of the text of a scalar.
    fn bytes(self) -> &'t [u8] {
        let raw = self.raw();
        let range = raw.first as usize..(raw.first + raw.length) as usize;
        if raw.flags.has(Flags::IN_SOURCE) {
            &self.layer().source.text.as_bytes()[range]
        } else {
            self.tree.decoded(range).as_bytes()
        }
    }

    /// The characters of the source it was written with, quotes included.
    pub fn as_written(self) -> &'t str {
        let range = self.range();
        &self.layer().source.text[range.start as usize..range.end as usize]
    }

    /// The bytes of a part of its text: of the whole, where the text is written with escapes or
    /// over several lines.
    pub fn part(self, part: Range<usize>) -> Range<u32> {
        let raw = self.raw();
        if !raw.flags.has(Flags::IN_SOURCE) {
            return self.range();
        }
        raw.first + part.start as u32..raw.first + part.end as u32
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
        (self.kind() == Kind::Int).then(|| plain::whole(self.text())).flatten()
    }

    /// Whether it is no number, or one that JSON can carry.
    pub fn is_carried(self) -> bool {
        match self.kind() {
            Kind::Int => self.as_i64().is_some(),
            Kind::Float => plain::is_carried(self.text()),
            _ => true,
        }
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

    /// How many entries a collection has, those that are passed over not counted.
    pub fn count(self) -> usize {
        match self.kind() {
            Kind::Map if self.flags().has(Flags::LOOSE) => self.entries().count(),
            Kind::Map | Kind::List => self.raw().first as usize,
            _ => 0,
        }
    }

    /// How many entries a collection has at most: those that are passed over are counted.
    pub fn most(self) -> usize {
        if self.is_collection() { self.raw().first as usize } else { 0 }
    }

    /// Key and value of each entry of a map; nothing for any other node.
    pub fn entries(self) -> Entries<'t> {
        Entries { with_skipped: false, ..self.all_entries() }
    }

    /// The same with those that are passed over.
    pub fn all_entries(self) -> Entries<'t> {
        let at = self.at + 1;
        let end = if self.is_map() { self.raw().tail } else { at };
        Entries { tree: self.tree, at, end, with_skipped: true }
    }

    /// The entries of a list; nothing for any other node.
    pub fn items(self) -> Items<'t> {
        let at = self.at + 1;
        let end = if self.kind() == Kind::List { self.raw().tail } else { at };
        Items { tree: self.tree, at, end }
    }

    /// The node itself and all values that lie in it, in order.
    pub fn descendants(self) -> impl Iterator<Item = Node<'t>> + use<'t> {
        let parents = self.tree.parents();
        let end = self.next();
        (self.at..end).filter_map(move |at| {
            let (parent, index) = parents[at as usize];
            let in_map = at != 0 && self.tree.raw(parent).kind == Kind::Map;
            // Keys are no values: in a map they have even indexes.
            (!in_map || index % 2 == 1).then_some(Node { tree: self.tree, at })
        })
    }

    /// Key and value of an entry.
    #[inline]
    pub fn entry(self, key: &str) -> Option<(Node<'t>, Node<'t>)> {
        self.entry_hashed(key_hash(key), key)
    }

    /// The same with the hash of the key at hand.
    pub fn entry_hashed(self, hash: u32, key: &str) -> Option<(Node<'t>, Node<'t>)> {
        let node = |at| Node { tree: self.tree, at };
        if self.at == 0 && self.tree.is_indexed() {
            let at = self.tree.root_key(hash, key)?;
            return Some((node(at), node(at + 1)));
        }
        if self.raw().length & key_bit(hash) == 0 {
            return None;
        }
        let Entries { mut at, end, .. } = self.all_entries();
        while at < end {
            // Most keys are passed by their hash alone.
            let raw = self.tree.raw(at);
            if raw.tail == hash && !raw.flags.has(Flags::SKIPPED) && node(at).is_text(key) {
                return Some((node(at), node(at + 1)));
            }
            at = node(at + 1).next();
        }
        None
    }

    /// The value of a key.
    #[inline]
    pub fn get(self, key: &str) -> Option<Node<'t>> {
        self.entry(key).map(|(_, value)| value)
    }

    /// The value along several keys.
    #[inline]
    pub fn at(self, keys: &[&str]) -> Option<Node<'t>> {
        keys.iter().try_fold(self, |node, key| node.get(key))
    }

    /// Whether the map has a key of which nothing can be read where it was written: without a value, or ill-shaped.
    pub fn is_unread(self, key: &str) -> bool {
        let entry = self.original().all_entries().find(|(own, _)| own.is_text(key));
        entry.is_some_and(|(own, value)| own.flags().has(Flags::SKIPPED) || value.kind() == Kind::Null)
    }

    /// Whether the map has any such key.
    pub fn has_unread(self) -> bool {
        let mut entries = self.original().all_entries();
        entries.any(|(own, value)| own.flags().has(Flags::SKIPPED) || value.kind() == Kind::Null)
    }

    /// The text of a key.
    #[inline]
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
                let number = number.filter(|_| self.is_carried());
                number.map_or_else(|| Value::String(self.text().to_owned()), Value::Number)
            }
            Kind::Text => Value::String(self.text().to_owned()),
            Kind::List => self.items().map(Node::to_json).collect(),
            Kind::Map => {
                self.entries().map(|(key, value)| (key.text().to_owned(), value.to_json())).collect()
            }
        }
    }

    /// The number of the node after this one and all that lies in it.
    pub fn next(self) -> u32 {
        let raw = self.raw();
        if matches!(raw.kind, Kind::List | Kind::Map) { raw.tail } else { self.at + 1 }
    }

    /// The way from the root to this node (of a key: to its value).
    pub fn path(self) -> Vec<Step<'t>> {
        let parents = self.tree.parents();
        let mut steps = Vec::new();
        let mut at = self.at;
        while at != 0 {
            let (parent, index) = parents[at as usize];
            let is_map = self.tree.raw(parent).kind == Kind::Map;
            // In a map the entries lie as key, value, key, value: an even index is a key.
            let is_key = is_map && index % 2 == 0;
            let value = Node { tree: self.tree, at: if is_key { at + 1 } else { at } };
            let key = is_map.then(|| Node { tree: self.tree, at: value.at - 1 });
            steps.push(Step { key, index: index as usize, value });
            at = parent;
        }
        steps.reverse();
        steps
    }

    /// The RFC 6901 pointer within the document that the node was written in (of a key: of its value).
    pub fn pointer(self) -> String {
        pointer(&self.original().path(), |_| None)
    }

    /// The same with the ids or values of list entries instead of their indexes.
    pub fn stable_pointer(self) -> String {
        pointer(&self.original().path(), |step| list_key(step.value))
    }

    /// The pointer within the tree itself: of a resolved item, not of a document.
    pub fn own_pointer(self) -> String {
        pointer(&self.path(), |_| None)
    }

    /// The node of the document that this one was written in.
    #[must_use]
    pub fn original(self) -> Self {
        self.tree.original(self.at).unwrap_or(self)
    }

    /// The key or, in a list, the first key by which a map is known; the map itself where it has none.
    #[must_use]
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
    with_skipped: bool,
}

impl<'t> Iterator for Entries<'t> {
    type Item = (Node<'t>, Node<'t>);

    fn next(&mut self) -> Option<Self::Item> {
        while self.at < self.end {
            let key = Node { tree: self.tree, at: self.at };
            // A key is a scalar, always: the readers see to that.
            let value = Node { tree: self.tree, at: self.at + 1 };
            self.at = value.next();
            if self.with_skipped || !key.flags().has(Flags::SKIPPED) {
                return Some((key, value));
            }
        }
        None
    }
}

/// The entries of a list.
#[derive(Clone, Debug)]
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
