//! What of an item may go into outputs. Generators see items through this view only.

use crate::source::node::Node;

use super::effective::Effective;
use super::item::Item;

/// An effective item as the public may see it.
#[derive(Clone, Debug)]
pub struct Public<'t> {
    /// The item.
    pub item: Effective<'t>,
    /// Top-level keys that may not be shown.
    hidden: Vec<&'t str>,
}

impl<'t> Public<'t> {
    /// The view of an item; none where the item itself reaches no output: a state-secret record
    /// lies in one of its layers (Secrets Law), or it is not published at all.
    /// Elements that no source gave (`provenance.illustrative`) are seen in a demonstration only.
    pub fn of(item: Effective<'t>, demo: bool) -> Option<Self> {
        let layers = || item.documents.iter().filter_map(|tree| tree.root()).chain([item.root]);
        let unpublished = item.root.at(&["publication", "publish"]).and_then(Node::as_bool) == Some(false);
        if unpublished || layers().any(holds_secret) {
            return None;
        }
        let own = item.documents.iter().filter_map(|tree| tree.root().and_then(Item::of));
        let listed = own.filter_map(|own| own.root.at(&["provenance", "illustrative"]));
        let names = listed.flat_map(Node::items).map(Node::text);
        let hidden = if demo { Vec::new() } else { names.map(head).collect() };
        Some(Self { item, hidden })
    }

    /// The value of a top-level key, where it may be shown.
    pub fn get(&self, key: &str) -> Option<Node<'t>> {
        if self.hidden.contains(&key) { None } else { self.item.root.get(key) }
    }

    /// The value along several keys.
    pub fn at(&self, keys: &[&str]) -> Option<Node<'t>> {
        let (first, rest) = keys.split_first()?;
        self.get(first)?.at(rest)
    }

    /// The text of a top-level key.
    pub fn str(&self, key: &str) -> Option<&'t str> {
        self.get(key).and_then(Node::as_str)
    }

    /// The entries of a list.
    pub fn list(&self, key: &str) -> impl Iterator<Item = Node<'t>> + use<'t> {
        self.get(key).into_iter().flat_map(Node::items)
    }

    /// Whether anything that is shown is illustrative: of no source.
    pub fn is_illustrative(&self) -> bool {
        let own = self.item.documents.iter().filter_map(|tree| tree.root());
        own.filter_map(|root| root.at(&["provenance", "illustrative"])).any(|list| list.count() > 0)
    }
}

/// The top-level key of a dotted name.
fn head(name: &str) -> &str {
    name.split(['.', '[']).next().unwrap_or(name)
}

/// Whether a document holds a record of a state secret, well-formed or not.
fn holds_secret(root: Node<'_>) -> bool {
    let records = root.get("exemptions").into_iter().flat_map(Node::items);
    let secret =
        |record: Node<'_>| record.get("secret").is_some() || record.str("ground") == Some("state-secret");
    root.get("secret").is_some() || root.str("kind") == Some("withheld") || { records }.any(secret)
}
