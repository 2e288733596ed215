//! The effective item: what holds for one body, or for all, after the layers.

use std::sync::Arc;

use super::exemption::{self, Exemption, Scope};
use super::item::{Item, ItemKind};
use super::laws::Laws;
use crate::date::Date;
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
    // What many rules ask for is looked up once.
    item_type: Option<&'t str>,
    on_application: bool,
}

impl<'t> Effective<'t> {
    /// The item that these documents resolve to. `tree` is the merged tree.
    pub fn new(tree: &'t Tree, documents: &'t [Arc<Tree>]) -> Option<Self> {
        let own = documents.last()?.root().and_then(Item::of)?;
        let root = tree.root()?;
        let item_type = root.str("item_type");
        Some(Self { root, own, documents, item_type, on_application: is_on_application(root, item_type) })
    }

    /// The basic item's document.
    pub fn basic(&self) -> Option<Item<'t>> {
        self.documents.first()?.root().and_then(Item::of).filter(|item| item.kind == ItemKind::Basic)
    }

    /// Whether it is what one body does.
    pub fn is_implementation(&self) -> bool {
        self.own.kind == ItemKind::Implementation
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

    /// The entries of a list.
    pub fn entries(&self, list: &str) -> impl Iterator<Item = Node<'t>> + use<'t> {
        self.root.get(list).into_iter().flat_map(Node::items)
    }

    /// Whether it is of an item type.
    pub fn is_type(&self, item_type: &str) -> bool {
        self.item_type == Some(item_type)
    }

    /// Whether people apply for it: then it needs platform, guide and form (a levy only where
    /// it decides on reductions). A stub of a state secret needs nothing.
    pub fn is_on_application(&self) -> bool {
        self.on_application
    }

    /// Whether it is what a body offers to those who apply, neither drafted nor cancelled.
    pub fn is_offered(&self) -> bool {
        let out = matches!(self.root.str("status"), Some("draft" | "cancelled"));
        self.is_implementation() && !out && self.is_on_application()
    }

    /// Whether it serves natural persons only, and so no market entity.
    pub fn serves_persons_only(&self) -> bool {
        let mut audience = self.entries("audience").peekable();
        audience.peek().is_some() && audience.all(|one| one.text() == "natural-person")
    }

    /// Whether exemptions from a duty hold on a day for a material. Where none is named, they hold for the
    /// whole item: one that names materials lifts nothing of the others.
    pub fn is_exempt(&self, duty: &str, material: Option<&str>, laws: &Laws, day: Date) -> bool {
        let records = exemption::all(self.root).filter(|record| {
            let holds = record.holds_on(day) && exemption::lapsed_on(*record, laws, day).is_none();
            record.is_about(duty) && record.is_exempt() && holds
        });
        let scopes: Vec<Scope<'_>> = records.map(Exemption::scope).collect();
        let covers = |id: &str| scopes.iter().any(|scope| scope.covers("materials", id));
        if let Some(id) = material {
            return covers(id);
        }
        let is_free = |scope: &Scope<'_>| scope.is_whole() || scope.values("materials").next().is_none();
        let mut materials = self.entries("materials").filter_map(|one| one.str("id")).peekable();
        scopes.iter().any(is_free)
            || (!scopes.is_empty() && materials.peek().is_some() && materials.all(covers))
    }
}

fn is_on_application(root: Node<'_>, item_type: Option<&str>) -> bool {
    let applied = match item_type {
        Some("penalty" | "compulsory-measure" | "inspection") | None => false,
        Some("levy") => root.at(&["levy", "reduction"]).and_then(Node::as_bool) == Some(true),
        Some(_) => true,
    };
    let mut records = root.get("exemptions").into_iter().flat_map(Node::items);
    applied && records.all(|record| record.str("ground") != Some("state-secret"))
}

/// The names of entries; none where one of them cannot be read, as it can be any.
pub fn names<'t>(entries: impl Iterator<Item = Node<'t>>, key: &str) -> Option<Vec<&'t str>> {
    let mut names = Vec::new();
    for entry in entries {
        match entry.str(key) {
            None if entry.is_unread(key) => return None,
            name => names.extend(name),
        }
    }
    Some(names)
}
