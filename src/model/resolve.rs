//! Layers to the effective item: basic item, specifications, implementation. Pure.
//!
//! Later layers win; maps merge by key, keyed lists by the key of their entries, all else is
//! replaced. Every node of the result knows the document it was written in.

use std::ops::Range;
use std::sync::Arc;

use super::overrides::{Listener, Overrides};
use super::pairing::{Entry, Index, Part, Said, link};
use super::spoken::same;
use crate::diagnostic::Text;
use crate::source::finding::Finding;
use crate::source::node::Node;
use crate::source::tree::{Kind, Tree, key_hash};
use crate::standard::elements::{Element, Elements};
use crate::standard::variation::Variation;
use crate::standard::watch::Watch;

/// Keys that say what a document is, and stay with it.
const IDENTITY: [&str; 7] = ["kind", "code", "implements", "scope", "based_on", "parent", "change"];

/// The key by which an entry takes one of the layers above away, hashed.
const OMIT: u32 = key_hash("omit");

/// An effective item, and what is wrong with how its layers fit.
#[derive(Debug)]
pub struct Resolved {
    /// The merged tree; its layers are the documents, the lowest last.
    pub tree: Tree,
    /// Entries that hit nothing.
    pub findings: Vec<Finding>,
}

/// Merges documents, the widest first. `elements` say by which key lists merge.
pub fn resolve(documents: &[Arc<Tree>], elements: &Elements) -> Resolved {
    merge(documents, elements, None).0
}

/// The same, with what the lowest document says otherwise than those above it.
pub fn resolve_and_hear<'t>(
    documents: &'t [Arc<Tree>],
    elements: &Elements,
    variation: &Variation,
) -> (Resolved, Overrides<'t>) {
    merge(documents, elements, Some(variation))
}

fn merge<'t, 'e>(
    documents: &'t [Arc<Tree>],
    elements: &'e Elements,
    variation: Option<&'e Variation>,
) -> (Resolved, Overrides<'t>) {
    let roots = documents
        .iter()
        .enumerate()
        .filter_map(|(layer, tree)| Some(Part { layer: layer as u8, node: tree.root()? }));
    let mut merge = Merge {
        tree: Tree::layered(documents),
        elements,
        findings: Vec::new(),
        parts: roots.collect(),
        said: Vec::new(),
        listener: Listener::of(documents),
    };
    let roots = 0..merge.parts.len();
    if !roots.is_empty() {
        let watch = variation.map(|variation| merge.listener.watch(variation));
        merge.map(roots, Some(elements.root()), true, watch);
    }
    let overrides = if variation.is_some() { merge.listener.finish(documents) } else { Overrides::default() };
    (Resolved { tree: merge.tree, findings: merge.findings }, overrides)
}

struct Merge<'t, 'e> {
    tree: Tree,
    elements: &'e Elements,
    findings: Vec<Finding>,
    /// A stack: what the layers say at each place on the way to the one that is merged.
    parts: Vec<Part<'t>>,
    /// A stack: the entries of the maps on the way.
    said: Vec<Said<'t>>,
    /// Hears what the lowest document says otherwise.
    listener: Listener<'t>,
}

impl<'t, 'e> Merge<'t, 'e> {
    /// Merges what the layers say of one element; the lowest speaks last. `watch` is what of the
    /// lowest document is listened to here.
    fn value(&mut self, parts: Range<usize>, element: Option<&'e Element>, watch: Option<&'e Watch>) {
        let lowest = self.parts[parts.end - 1];
        let kind = lowest.node.kind();
        // A layer of another kind replaces what lies above it.
        let replaced = self.parts[parts.clone()].iter().rposition(|part| part.node.kind() != kind);
        let merged = replaced.map_or(parts.start, |at| parts.start + at + 1)..parts.end;
        let key = element.and_then(|element| element.merge_key.as_deref());
        let is_merged = kind == Kind::Map || kind == Kind::List && key.is_some();
        let mut watch = watch;
        if watch.is_some() && !(is_merged && merged.len() > 1) {
            // What replaces what lies above it is held against it as a whole.
            let above = self.nearest(parts);
            above.inspect(|above| self.listener.compare(lowest.node, above.node, above.layer));
            watch = None;
        }
        match (kind, key) {
            (Kind::Map, _) => self.map(merged, element, false, watch),
            (Kind::List, Some(key)) => self.list(merged, element, key, watch),
            _ => self.copy(lowest),
        }
    }

    /// What the nearest layer above the lowest says.
    fn nearest(&self, parts: Range<usize>) -> Option<Part<'t>> {
        let lowest = self.parts[parts.end - 1].layer;
        self.parts[parts].iter().rev().find(|part| part.layer != lowest).copied()
    }

    fn map(
        &mut self,
        parts: Range<usize>,
        element: Option<&'e Element>,
        root: bool,
        watch: Option<&'e Watch>,
    ) {
        let lowest = self.parts[parts.end - 1];
        let start = self.said.len();
        let is_own = |key: Node<'_>| root && IDENTITY.contains(&key.text());
        // What the document is comes first, and is said by the lowest layer alone.
        self.say(lowest, is_own);
        let rest = self.said.len();
        for part in parts {
            self.say(self.parts[part], |key| !is_own(key));
        }
        link(&mut self.said[rest..]);
        let at = self.tree.copy(lowest.node, lowest.layer);
        let mut count = 0;
        for row in start..self.said.len() {
            if !self.said[row].first {
                continue;
            }
            let first = self.parts.len();
            let mut last = self.said[row];
            self.parts.push(last.part);
            while let Some(next) = last.next {
                last = self.said[rest + next as usize];
                self.parts.push(last.part);
            }
            self.tree.copy_key(at, last.key, last.part.layer);
            if self.parts.len() == first + 1 {
                self.copy(last.part);
            } else {
                self.entry(last, first..self.parts.len(), element, watch);
            }
            self.parts.truncate(first);
            count += 1;
        }
        self.said.truncate(start);
        self.tree.close_copy(at, count);
    }

    /// Merges what several layers say of one key.
    fn entry(
        &mut self,
        lowest: Said<'t>,
        parts: Range<usize>,
        map: Option<&'e Element>,
        watch: Option<&'e Watch>,
    ) {
        let Said { key, part, .. } = lowest;
        let watch = watch.filter(|_| part.layer == self.listener.layer);
        let watch = watch.and_then(|watch| self.listener.key(watch, key));
        if !part.node.is_collection() {
            self.tree.copy(part.node, part.layer);
            let above = watch.and_then(|_| self.nearest(parts)).filter(|above| !same(part.node, above.node));
            if let Some(above) = above {
                let before = self.listener.enter(key.text(), part.node);
                self.listener.note(part.node, above.node, above.layer);
                self.listener.leave(before);
            }
            return;
        }
        let element = map.and_then(|map| self.elements.value_hashed(map, key.key_hash(), key.text()));
        if watch.is_none() {
            return self.value(parts, element, None);
        }
        let before = self.listener.enter(key.text(), part.node);
        self.value(parts, element, watch);
        self.listener.leave(before);
    }

    /// Puts the entries of a map on the stack.
    fn say(&mut self, part: Part<'t>, wanted: impl Fn(Node<'_>) -> bool) {
        let entries = part.node.entries().filter(|(key, node)| node.kind() != Kind::Null && wanted(*key));
        self.said.extend(entries.map(|(key, node)| Said {
            hash: key.key_hash(),
            next: None,
            first: true,
            key,
            part: Part { node, ..part },
        }));
    }

    fn list(
        &mut self,
        parts: Range<usize>,
        element: Option<&'e Element>,
        key: &str,
        watch: Option<&'e Watch>,
    ) {
        let lowest = self.parts[parts.end - 1];
        let above = watch.and_then(|_| self.nearest(parts.clone()));
        let mut entries: Vec<Entry<'t>> = Vec::with_capacity(lowest.node.count());
        let mut index = Index::default();
        for (depth, part) in parts.enumerate() {
            let Part { layer, node } = self.parts[part];
            for node in node.items() {
                let part = Part { layer, node };
                let name = key
                    .split('|')
                    .find_map(|key| Some((key, node.get(key).filter(|id| id.as_str().is_some())?)));
                let id = name.and_then(|(_, id)| id.as_str());
                let place = id.and_then(|id| index.get(id));
                // What a layer took away is not there for those below it.
                let known = place.filter(|at| !entries[*at].omitted);
                let omitted = is_omitted(node);
                // Codes of a system and data elements are names that everybody knows; ids and
                // sequences belong to whoever wrote the list.
                let own_name = name.is_none_or(|(key, _)| !matches!(key, "id" | "seq"));
                let addition = own_name || id.is_some_and(|id| id.starts_with("x-"));
                let above = above.filter(|_| layer == lowest.layer && id.is_some());
                if let Some(list) = above {
                    self.hear_entry(node, known.map(|at| entries[at].lowest()), omitted, list.node);
                }
                match known {
                    Some(at) if omitted => entries[at].omitted = true,
                    Some(at) => {
                        entries[at].lower.push(part);
                    }
                    None => {
                        let lost = omitted || (depth > 0 && !addition);
                        let is_named = || !key.split('|').any(|key| node.is_unread(key));
                        if lost && is_named() && name.is_none_or(|(_, id)| is_well_formed(id)) {
                            self.hits_nothing(part, name.map_or(node, |(_, id)| id));
                        }
                        // What hits nothing is reported, and not looked into further.
                        if !lost {
                            let entry = Entry { widest: part, lower: Vec::new(), omitted: false };
                            if let Some(at) = place {
                                entries[at] = entry;
                            } else {
                                id.inspect(|id| index.add(id, entries.len()));
                                entries.push(entry);
                            }
                        }
                    }
                }
            }
        }
        let at = self.tree.copy(lowest.node, lowest.layer);
        let items = element.and_then(|element| self.elements.items(element));
        let mut count = 0;
        for entry in entries.iter().filter(|entry| !entry.omitted) {
            if entry.lower.is_empty() {
                self.copy(entry.widest);
            } else {
                let first = self.parts.len();
                self.parts.push(entry.widest);
                self.parts.extend(&entry.lower);
                let own = entry.lowest();
                let watch = watch.filter(|_| own.layer == lowest.layer);
                let before = self.listener.enter_entry(own.node);
                self.value(first..self.parts.len(), items, watch);
                self.listener.leave(before);
                self.parts.truncate(first);
            }
            count += 1;
        }
        self.tree.close_copy(at, count);
    }

    /// Tells of an entry of the lowest document that takes one of the layers above away, or adds one to their list.
    fn hear_entry(&mut self, own: Node<'t>, above: Option<Part<'t>>, omitted: bool, list: Node<'t>) {
        let before = self.listener.enter_entry(own);
        match (above, omitted) {
            (Some(above), true) => self.listener.note(own, above.node, above.layer),
            (None, false) => self.listener.add(own, list),
            _ => {}
        }
        self.listener.leave(before);
    }

    /// An entry of a lower layer that names nothing of the layers above: neither a change nor,
    /// by its id, an addition.
    fn hits_nothing(&mut self, part: Part<'_>, name: Node<'_>) {
        let id = name.text();
        let message = if name.is_map() {
            Text::new("an entry without a name takes nothing away", "该项未写标识，未去除任何内容")
        } else {
            Text::new(format!("`{id}` hits nothing in the layers above"), format!("“{id}”在上层中没有对应项"))
        };
        let help = if name.is_map() {
            Text::new("name the entry of the layers above that is meant", "请写明要去除的上层条目的标识")
        } else if is_omitted(part.node) {
            Text::new(
                "name an entry of the layers above, or delete this one: there is nothing to take away",
                "请写上层已有的标识，或删除此项：没有可去除的内容",
            )
        } else if key_of(name) == "seq" {
            Text::new(
                "name a handling item of the layers above: they are defined centrally",
                "请写上层已有的业务办理项：业务办理项由上层统一设定",
            )
        } else {
            Text::new(
                format!("name an entry of the layers above, or call an addition `x-{id}`"),
                format!("请写上层已有的标识；若为本层新增，请写作“x-{id}”"),
            )
        };
        let mut finding = Finding::at("entry-hits-nothing", name, message).help(help);
        finding.spot.layer = part.layer;
        self.findings.push(finding);
    }

    /// Copies a node with all that lies in it.
    fn copy(&mut self, part: Part<'_>) {
        if self.tree.copy_whole(part.node, part.layer, OMIT) {
            return;
        }
        let at = self.tree.copy(part.node, part.layer);
        let mut count = 0;
        for (key, node) in part.node.entries().filter(|(_, node)| node.kind() != Kind::Null) {
            self.tree.copy(key, part.layer);
            self.copy(Part { node, ..part });
            count += 1;
        }
        for node in part.node.items() {
            if is_omitted(node) {
                // There is nothing above that it could take away.
                let name = ["id", "seq", "element"].iter().find_map(|key| node.get(key));
                self.hits_nothing(Part { node, ..part }, name.unwrap_or(node));
                continue;
            }
            self.copy(Part { node, ..part });
            count += 1;
        }
        if part.node.is_collection() {
            self.tree.close_copy(at, count);
        }
    }
}

/// Whether an id has its shape; what is wrong with the shape is reported by itself.
fn is_well_formed(name: Node<'_>) -> bool {
    let id = name.text();
    match key_of(name) {
        "seq" => id.len() == 2 && id != "00" && id.bytes().all(|byte| byte.is_ascii_digit()),
        _ => !id.is_empty() && id.bytes().all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-')),
    }
}

/// Whether an entry takes one of the layers above away.
fn is_omitted(entry: Node<'_>) -> bool {
    entry.is_map()
        && entry.entry_hashed(OMIT, "omit").map(|(_, value)| value).and_then(Node::as_bool) == Some(true)
}

/// The key that leads to a node.
fn key_of(node: Node<'_>) -> &str {
    node.path().last().and_then(|step| step.key).map_or("", Node::text)
}
