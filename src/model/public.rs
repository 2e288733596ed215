//! What of an item may go into outputs. Generators see items through this view only.

use crate::source::node::Node;
use crate::source::tree::Kind;

use super::effective::Effective;
use super::handling;
use super::item::Item;
use super::secret;

/// An effective item as the public may see it.
#[derive(Clone, Debug)]
pub struct Public<'t> {
    /// The item.
    pub item: Effective<'t>,
    /// Top-level keys that may not be shown.
    hidden: Vec<&'t str>,
}

impl<'t> Public<'t> {
    /// The view of an item; none where the item itself reaches no output: one of its layers
    /// holds a state secret or the mark of one (保守国家秘密法 35), or it is not published at all.
    /// Elements that no source gave (`provenance.illustrative`) are seen in a demonstration only.
    pub fn of(item: Effective<'t>, demo: bool) -> Option<Self> {
        if !is_published(item.root) || secret::is_any_kept_back(item.documents) {
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

    /// What it looks like for one handling item.
    pub fn handled<T>(&self, seq: &str, look: impl FnOnce(&Public<'_>) -> Option<T>) -> Option<T> {
        let tree = handling::narrowed(self.item.root.tree(), self.item.documents, seq);
        let item = Effective::new(&tree, self.item.documents)?;
        look(&Public { item, hidden: self.hidden.clone() })
    }

    /// Everything that may be shown, text by text: in two items that give the same there is nothing to tell apart.
    pub fn each_text(&self, take: &mut dyn FnMut(&str)) {
        for root in self.item.documents.iter().filter_map(|tree| tree.root()) {
            for (key, value) in root.entries() {
                // The name is shown in any case.
                if key.text() == "name" || !self.hidden.contains(&key.text()) {
                    take(key.text());
                    each_text(value, take);
                }
            }
            take("");
        }
    }
}

/// Whether an item, or one of its documents, is for the public: anything but a clear yes keeps it back.
fn is_published(root: Node<'_>) -> bool {
    let publication = root.get("publication").filter(|own| own.kind() != Kind::Null);
    publication
        .is_none_or(|own| own.is_map() && own.get("publish").is_none_or(|flag| flag.as_bool() == Some(true)))
}

/// The top-level key of a dotted name.
fn head(name: &str) -> &str {
    name.split(['.', '[']).next().unwrap_or(name)
}

fn each_text(node: Node<'_>, take: &mut dyn FnMut(&str)) {
    match node.kind() {
        Kind::Map => {
            take("{");
            for (key, value) in node.entries() {
                take(key.text());
                each_text(value, take);
            }
            take("}");
        }
        Kind::List => {
            take("[");
            node.items().for_each(|item| each_text(item, take));
            take("]");
        }
        Kind::Text => {
            // A text is told from a number that looks the same.
            take("\"");
            take(node.text());
        }
        Kind::Null | Kind::Bool | Kind::Int | Kind::Float => take(node.text()),
    }
}
