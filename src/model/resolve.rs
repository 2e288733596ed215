//! Layers to the effective item: basic item, specifications, implementation. Pure.
//!
//! Later layers win; maps merge by key, keyed lists by the key of their entries, all else is
//! replaced. Every node of the result knows the document it was written in.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use crate::diagnostic::Text;
use crate::source::finding::Finding;
use crate::source::node::Node;
use crate::source::tree::{Kind, Tree, key_hash};
use crate::standard::elements::{Element, Elements};

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
    };
    let roots = 0..merge.parts.len();
    if !roots.is_empty() {
        merge.map(roots, Some(elements.root()), true);
    }
    Resolved { tree: merge.tree, findings: merge.findings }
}

/// What one layer says at one place.
#[derive(Clone, Copy)]
struct Part<'t> {
    layer: u8,
    node: Node<'t>,
}

/// An entry of a map in one layer.
#[derive(Clone, Copy)]
struct Said<'t> {
    hash: u32,
    /// The same key in the next layer that has it.
    next: Option<u32>,
    /// No wider layer has the key.
    first: bool,
    key: Node<'t>,
    part: Part<'t>,
}

struct Merge<'t, 'e> {
    tree: Tree,
    elements: &'e Elements,
    findings: Vec<Finding>,
    /// A stack: what the layers say at each place on the way to the one that is merged.
    parts: Vec<Part<'t>>,
    /// A stack: the entries of the maps on the way.
    said: Vec<Said<'t>>,
}

impl<'t, 'e> Merge<'t, 'e> {
    /// Merges what the layers say of one element; the lowest speaks last.
    fn value(&mut self, parts: Range<usize>, element: Option<&'e Element>) {
        let lowest = self.parts[parts.end - 1];
        let kind = lowest.node.kind();
        // A layer of another kind replaces what lies above it.
        let replaced = self.parts[parts.clone()].iter().rposition(|part| part.node.kind() != kind);
        let parts = replaced.map_or(parts.start, |at| parts.start + at + 1)..parts.end;
        let key = element.and_then(|element| element.merge_key.as_deref());
        match (kind, key) {
            (Kind::Map, _) => self.map(parts, element, false),
            (Kind::List, Some(key)) => self.list(parts, element, key),
            _ => self.copy(lowest),
        }
    }

    fn map(&mut self, parts: Range<usize>, element: Option<&'e Element>, root: bool) {
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
            self.tree.copy(last.key, last.part.layer);
            if !last.part.node.is_collection() {
                self.tree.copy(last.part.node, last.part.layer);
            } else if self.parts.len() == first + 1 {
                self.copy(last.part);
            } else {
                let key = last.key;
                let element =
                    element.and_then(|own| self.elements.value_hashed(own, key.key_hash(), key.text()));
                self.value(first..self.parts.len(), element);
            }
            self.parts.truncate(first);
            count += 1;
        }
        self.said.truncate(start);
        self.tree.close_copy(at, count);
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

    fn list(&mut self, parts: Range<usize>, element: Option<&'e Element>, key: &str) {
        let lowest = self.parts[parts.end - 1];
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
                let known = id.and_then(|id| index.get(id));
                let omitted = is_omitted(node);
                // Codes of a system and data elements are names that everybody knows; ids and
                // sequences belong to whoever wrote the list.
                let own_name = name.is_none_or(|(key, _)| !matches!(key, "id" | "seq"));
                let addition = own_name || id.is_some_and(|id| id.starts_with("x-"));
                match known {
                    Some(at) if omitted => entries[at].omitted = true,
                    Some(at) => {
                        entries[at].lower.push(part);
                        entries[at].omitted = false;
                    }
                    None => {
                        let lost = omitted || (depth > 0 && !addition);
                        let is_named = || !key.split('|').any(|key| node.is_unread(key));
                        if lost && is_named() && name.is_none_or(|(_, id)| is_well_formed(id)) {
                            self.hits_nothing(part, name.map_or(node, |(_, id)| id));
                        }
                        // What hits nothing is reported, and not looked into further.
                        if !lost {
                            if let Some(id) = id {
                                index.add(id, entries.len());
                            }
                            entries.push(Entry { widest: part, lower: Vec::new(), omitted: false });
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
                self.value(first..self.parts.len(), items);
                self.parts.truncate(first);
            }
            count += 1;
        }
        self.tree.close_copy(at, count);
    }

    /// An entry of a lower layer that names nothing of the layers above: neither a change nor,
    /// by its id, an addition.
    fn hits_nothing(&mut self, part: Part<'_>, name: Node<'_>) {
        let id = name.text();
        let message = Text::new(
            format!("`{id}` hits nothing in the layers above"),
            format!("“{id}”在上层中没有对应项"),
        );
        let help = if key_of(name) == "seq" {
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
                self.hits_nothing(part, name.unwrap_or(node));
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
        _ => id.bytes().all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-')),
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

/// Links each entry of a map, layer after layer, with the same key in the next one that has it.
fn link(said: &mut [Said<'_>]) {
    if said.len() > FEW {
        let mut last: HashMap<&str, usize> = HashMap::with_capacity(said.len());
        for at in 0..said.len() {
            if let Some(wider) = last.insert(said[at].key.text(), at) {
                said[wider].next = Some(at as u32);
                said[at].first = false;
            }
        }
        return;
    }
    let mut lower = 0;
    // Layers name most keys in one order: the next key of a layer stands where the last one did, and one on.
    let mut guess = 0;
    for at in 0..said.len() {
        let Said { hash, key, part, .. } = said[at];
        while said.get(lower).is_some_and(|other| other.part.layer <= part.layer) {
            lower += 1;
        }
        let same = |other: &Said<'_>| other.hash == hash && other.key.text() == key.text();
        // A guess beyond the next layer would pass over what that layer says.
        let is_next = |other: &Said<'_>| guess >= lower && other.part.layer == said[lower].part.layer;
        let guessed = said.get(guess).is_some_and(|other| is_next(other) && same(other));
        let found = || said[lower..].iter().position(same).map(|next| lower + next);
        if let Some(next) = if guessed { Some(guess) } else { found() } {
            said[at].next = Some(next as u32);
            said[next].first = false;
            guess = next + 1;
        }
    }
}

/// How many keys are looked through one by one; of more there is a table.
const FEW: usize = 128;

/// The entries of a list by their ids.
#[derive(Default)]
struct Index<'t> {
    few: Vec<(u32, &'t str, usize)>,
    many: HashMap<&'t str, usize>,
}

impl<'t> Index<'t> {
    fn get(&self, id: &str) -> Option<usize> {
        let hash = key_hash(id);
        let few = self.few.iter().find(|(own, text, _)| *own == hash && *text == id).map(|(_, _, at)| *at);
        few.or_else(|| self.many.get(id).copied())
    }

    fn add(&mut self, id: &'t str, at: usize) {
        if self.few.len() < FEW {
            self.few.push((key_hash(id), id, at));
        } else {
            self.many.insert(id, at);
        }
    }
}

/// An entry of a keyed list, with what each layer says of it.
struct Entry<'t> {
    widest: Part<'t>,
    lower: Vec<Part<'t>>,
    omitted: bool,
}
