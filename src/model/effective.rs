//! The effective item: what holds for one body, or for all, after the layers.

use std::sync::Arc;

use super::item::{Item, ItemKind};
use crate::source::node::Node;
use crate::source::tree::Tree;

/// A resolved item, with the documents it came from.
#[derive(Clone, Copy, Debug)]
pub struct Effective<'t> {
    /// The merged map.
    pub root: Node<'t>,
    /// The document at the bottom: a basic item by itself, a specification or an implementation.
    pub own: Item<'t>,
    /// The documents, the widest first.
    pub documents: &'t [Arc<Tree>],
}

impl<'t> Effective<'t> {
    /// The item that these documents resolve to. `tree` is the merged tree.
    pub fn new(tree: &'t Tree, documents: &'t [Arc<Tree>]) -> Option<Self> {
        let own = documents.last()?.root().and_then(Item::of)?;
        Some(Self { root: tree.root()?, own, documents })
    }

    /// The basic item's document.
    pub fn basic(&self) -> Option<Item<'t>> {
        self.documents.first()?.root().and_then(Item::of).filter(|item| item.kind == ItemKind::Basic)
    }

    /// Whether it is what one body does.
    pub fn is_implementation(&self) -> bool {
        self.own.kind == ItemKind::Implementation
    }

    /// Whether it is handled on application: penalties, compulsory measures, levies and inspections are not.
    pub fn is_on_application(&self) -> bool {
        let kinds =
            ["licence", "payment", "confirmation", "reward", "adjudication", "other-power", "public-service"];
        self.root.str("item_type").is_some_and(|own| kinds.contains(&own))
    }

    /// The top-level keys that the sources of its layers do not show. What a source above does
    /// not show, a layer below may have seen and written.
    pub fn not_seen(&self) -> Vec<String> {
        let items: Vec<Item<'_>> =
            self.documents.iter().filter_map(|tree| tree.root().and_then(Item::of)).collect();
        let seen_below =
            |at: usize, key: &str| items[at + 1..].iter().any(|item| item.root.get(key).is_some());
        let keys = items.iter().enumerate().flat_map(|(at, item)| item.not_seen().map(move |key| (at, key)));
        keys.filter(|(at, key)| !seen_below(*at, key)).map(|(_, key)| key.to_owned()).collect()
    }
}
