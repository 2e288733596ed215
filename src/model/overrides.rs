//! What a document says otherwise than the layers above it, gathered while they are merged.

use std::ops::Range;
use std::sync::Arc;

use super::item::{Item, ItemKind};
use super::spoken::same;
use crate::source::node::Node;
use crate::source::tree::Tree;
use crate::standard::variation::Variation;
use crate::standard::watch::{EVERYWHERE, Watch};

/// Keys that say what a document is, not what holds for the item.
const DOCUMENT: [&str; 15] = [
    "kind",
    "code",
    "implements",
    "scope",
    "based_on",
    "parent",
    "change",
    "provenance",
    "version",
    "status",
    "effective",
    "region",
    "tier",
    "body",
    "omit",
];

/// What a document says otherwise than the layers above it.
#[derive(Clone, Copy, Debug)]
pub struct Override<'w, 't> {
    /// Dotted keys without positions in lists.
    pub path: &'w str,
    /// The values of the document on the way, from below its root to the value or entry itself.
    pub way: &'w [Node<'t>],
    /// What the document says: a value, an entry, or an entry that takes one away.
    pub own: Node<'t>,
    /// What the nearest layer above says; none for an entry that the document adds.
    pub above: Option<Node<'t>>,
    /// Where the layer above stated it; of an entry that is added, the list.
    pub stated: Node<'t>,
    /// Whether that layer is a specification.
    pub unified: bool,
}

impl Override<'_, '_> {
    /// Whether an entry of the layers above is taken away.
    pub fn is_removal(&self) -> bool {
        self.own.get("omit").and_then(Node::as_bool) == Some(true)
    }

    /// Whether the document adds an entry to a list of the layers above.
    pub fn is_addition(&self) -> bool {
        self.above.is_none()
    }
}

/// All that the document at the bottom says otherwise, where the lock table or a specification
/// above has a word in it.
#[derive(Debug, Default)]
pub struct Overrides<'t> {
    /// The dotted paths, one after the other.
    paths: String,
    /// The ways, one after the other.
    ways: Vec<Node<'t>>,
    told: Vec<Told<'t>>,
}

#[derive(Debug)]
struct Told<'t> {
    path: Range<usize>,
    way: Range<usize>,
    own: Node<'t>,
    above: Option<Node<'t>>,
    stated: Node<'t>,
    unified: bool,
}

impl<'t> Overrides<'t> {
    /// One after the other.
    pub fn iter(&self) -> impl Iterator<Item = Override<'_, 't>> {
        self.told.iter().map(|told| Override {
            path: &self.paths[told.path.clone()],
            way: &self.ways[told.way.clone()],
            own: told.own,
            above: told.above,
            stated: told.stated,
            unified: told.unified,
        })
    }

    fn add(&mut self, over: Override<'_, 't>) {
        let (path, way) = (self.paths.len(), self.ways.len());
        self.paths.push_str(over.path);
        self.ways.extend(over.way);
        let Override { own, above, stated, unified, .. } = over;
        let (path, way) = (path..self.paths.len(), way..self.ways.len());
        self.told.push(Told { path, way, own, above, stated, unified });
    }
}

/// Follows the document at the bottom while it is merged with those above.
#[derive(Debug)]
pub(super) struct Listener<'t> {
    /// The number of the document.
    pub(super) layer: u8,
    /// Which of the layers are specifications.
    unifying: Vec<bool>,
    /// The keys on the way, dotted.
    path: String,
    /// The values of the document on the way, without its root.
    way: Vec<Node<'t>>,
    overrides: Overrides<'t>,
}

impl<'t> Listener<'t> {
    pub(super) fn of(documents: &'t [Arc<Tree>]) -> Self {
        let is_specification = |tree: &Arc<Tree>| {
            tree.root().and_then(Item::of).is_some_and(|item| item.kind == ItemKind::Specification)
        };
        Self {
            layer: (documents.len().max(1) - 1) as u8,
            unifying: documents.iter().map(is_specification).collect(),
            path: String::new(),
            way: Vec::new(),
            overrides: Overrides::default(),
        }
    }

    /// What is to be watched at the root.
    pub(super) fn watch<'v>(&self, variation: &'v Variation) -> &'v Watch {
        if self.unifying.contains(&true) { &EVERYWHERE } else { &variation.watch }
    }

    /// What is to be watched at a key of a map of the document; none where nothing is.
    pub(super) fn key<'v>(&self, watch: &'v Watch, key: Node<'_>) -> Option<&'v Watch> {
        let watch = watch.key(key.key_hash(), key.text());
        let is_document = || self.way.is_empty() && DOCUMENT.contains(&key.text());
        (!watch.is_idle() && !is_document()).then_some(watch)
    }

    /// Goes down to the value of a key, and comes back by [`Listener::leave`].
    pub(super) fn enter(&mut self, key: &str, value: Node<'t>) -> usize {
        let before = self.path.len();
        self.path.extend([if self.way.is_empty() { "" } else { "." }, key]);
        self.way.push(value);
        before
    }

    pub(super) fn enter_entry(&mut self, entry: Node<'t>) -> usize {
        self.way.push(entry);
        self.path.len()
    }

    pub(super) fn leave(&mut self, before: usize) {
        self.path.truncate(before);
        self.way.pop();
    }

    /// A value beside what the nearest layer above says.
    pub(super) fn compare(&mut self, own: Node<'t>, above: Node<'t>, layer: u8) {
        if !same(own, above) {
            self.note(own, above, layer);
        }
    }

    /// A value, or an entry that takes one away.
    pub(super) fn note(&mut self, own: Node<'t>, above: Node<'t>, layer: u8) {
        let unified = self.unifying[layer as usize];
        let (path, way) = (&self.path, &self.way);
        self.overrides.add(Override { path, way, own, above: Some(above), stated: above, unified });
    }

    /// An entry that the list of the layers above does not have. Records of exemption are told
    /// of by themselves.
    pub(super) fn add(&mut self, own: Node<'t>, list: Node<'t>) {
        if self.path != "exemptions" {
            let (path, way) = (&self.path, &self.way);
            let over = Override { path, way, own, above: None, stated: list, unified: false };
            self.overrides.add(over);
        }
    }

    /// All that was heard.
    pub(super) fn finish(mut self, documents: &'t [Arc<Tree>]) -> Overrides<'t> {
        self.records(documents);
        self.overrides
    }

    /// Tells of every record of exemption, whatever the layers above say of it: what it covers is
    /// judged as a whole. The first record about the platform counts where a layer above puts the
    /// item on it.
    fn records(&mut self, documents: &'t [Arc<Tree>]) {
        let Some((own, upper)) = documents.split_last() else { return };
        let Some(records) = own.root().and_then(|root| root.get("exemptions")) else { return };
        let above: Vec<Node<'t>> = upper.iter().rev().filter_map(|tree| tree.root()).collect();
        let Some(nearest) = above.first() else { return };
        let list = above.iter().find_map(|said| said.get("exemptions"));
        let is_included = |said: &Node<'t>| {
            said.at(&["platform", "included"]).filter(|included| included.as_bool() == Some(true))
        };
        let included = above.iter().find_map(is_included);
        for own in records.items().filter(|own| own.is_map()) {
            let of_list = |said: &Node<'t>| {
                let entries = said.get("exemptions").into_iter().flat_map(Node::items);
                entries
                    .into_iter()
                    .find(|entry| entry.str("id").is_some() && entry.str("id") == own.str("id"))
            };
            let same = above.iter().find_map(of_list);
            let is_platform = own.str("duty") == Some("online-inclusion");
            let stated = same.or(list).or(included).or(Some(*nearest).filter(|_| !is_platform));
            let Some(stated) = stated else { continue };
            let way = &[records, own];
            self.overrides.add(Override {
                path: "exemptions",
                way,
                own,
                above: same,
                stated,
                unified: false,
            });
        }
    }
}
