//! Layers to the effective item: basic item, specifications, implementation. Pure.
//!
//! Later layers win; maps merge by key, keyed lists by the key of their entries, all else is
//! replaced. Every node of the result knows the document it was written in.

use std::collections::HashMap;
use std::sync::Arc;

use crate::diagnostic::Text;
use crate::source::finding::Finding;
use crate::source::node::Node;
use crate::source::tree::{Kind, Tree};
use crate::standard::elements::{Element, Elements};

/// Keys that say what a document is, and stay with it.
const IDENTITY: [&str; 7] = ["kind", "code", "implements", "scope", "based_on", "parent", "change"];

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
    let roots: Vec<Part<'_>> = documents
        .iter()
        .enumerate()
        .filter_map(|(layer, tree)| Some(Part { layer: layer as u8, node: tree.root()? }))
        .collect();
    let mut merge = Merge { tree: Tree::layered(documents), elements, findings: Vec::new() };
    if !roots.is_empty() {
        merge.map(&roots, Some(elements.root()), true);
    }
    Resolved { tree: merge.tree, findings: merge.findings }
}

/// What one layer says at one place.
#[derive(Clone, Copy)]
struct Part<'t> {
    layer: u8,
    node: Node<'t>,
}

struct Merge<'e> {
    tree: Tree,
    elements: &'e Elements,
    findings: Vec<Finding>,
}

impl<'e> Merge<'e> {
    /// Merges what the layers say of one element; the lowest speaks last.
    fn value(&mut self, parts: &[Part<'_>], element: Option<&'e Element>) {
        let lowest = parts[parts.len() - 1];
        let kind = lowest.node.kind();
        // A layer of another kind replaces what lies above it.
        let start = parts.iter().rposition(|part| part.node.kind() != kind).map_or(0, |at| at + 1);
        let parts = &parts[start..];
        let key = element.and_then(|element| element.merge_key.as_deref());
        match (kind, key) {
            (Kind::Map, _) => self.map(parts, element, false),
            (Kind::List, Some(key)) => self.list(parts, element, key),
            _ => self.copy(lowest),
        }
    }

    fn map(&mut self, parts: &[Part<'_>], element: Option<&'e Element>, root: bool) {
        let lowest = parts[parts.len() - 1];
        let identity = |key: Node<'_>| root && IDENTITY.contains(&key.text());
        // What the document is comes first, and is said by the lowest layer alone.
        let last = parts.len() - 1;
        let own = lowest.node.entries().filter(|(key, _)| identity(*key)).map(|entry| (last, entry));
        let rest = parts.iter().enumerate();
        let rest = rest.flat_map(|(column, part)| part.node.entries().map(move |entry| (column, entry)));
        let rest = rest.filter(|(_, (key, _))| !identity(*key));
        // A row a key, a column a layer: what the layers say, in the order of the widest.
        let most = parts.iter().map(|part| part.node.most()).sum();
        let mut slots = Slots::new(most);
        let mut said: Vec<Option<(Node<'_>, Node<'_>)>> = Vec::with_capacity(most * parts.len());
        for (column, (key, node)) in own.chain(rest).filter(|(_, (_, node))| node.kind() != Kind::Null) {
            let row = slots.of(key) * parts.len();
            if row == said.len() {
                said.resize(row + parts.len(), None);
            }
            said[row + column] = Some((key, node));
        }
        let at = self.tree.copy(lowest.node, lowest.layer);
        let mut count = 0;
        for row in said.chunks_exact(parts.len()) {
            let speaking = || {
                let columns = row.iter().zip(parts);
                columns.filter_map(|(said, part)| {
                    said.map(|(key, node)| (key, Part { layer: part.layer, node }))
                })
            };
            let Some((written, last)) = speaking().next_back() else { continue };
            self.tree.copy(written, last.layer);
            if speaking().nth(1).is_none() {
                self.copy(last);
            } else {
                let values: Vec<Part<'_>> = speaking().map(|(_, part)| part).collect();
                self.value(&values, element.and_then(|element| self.elements.value(element, written.text())));
            }
            count += 1;
        }
        self.tree.close_copy(at, count);
    }

    fn list(&mut self, parts: &[Part<'_>], element: Option<&'e Element>, key: &str) {
        let lowest = parts[parts.len() - 1];
        let mut entries: Vec<Entry<'_>> = Vec::new();
        let mut index: HashMap<&str, usize> = HashMap::new();
        for (depth, part) in parts.iter().enumerate() {
            for node in part.node.items() {
                let part = Part { layer: part.layer, node };
                let name = key
                    .split('|')
                    .find_map(|key| Some((key, node.get(key).filter(|id| id.as_str().is_some())?)));
                let id = name.and_then(|(_, id)| id.as_str());
                let known = id.and_then(|id| index.get(id).copied());
                let omitted = is_omitted(node);
                // Codes of a system and data elements are names that everybody knows; ids and
                // sequences belong to whoever wrote the list.
                let own_name = name.is_none_or(|(key, _)| !matches!(key, "id" | "seq"));
                let addition = own_name || id.is_some_and(|id| id.starts_with("x-"));
                match known {
                    Some(at) if omitted => entries[at].omitted = true,
                    Some(at) => {
                        entries[at].parts.push(part);
                        entries[at].omitted = false;
                    }
                    None => {
                        let lost = omitted || (depth > 0 && !addition);
                        if lost && name.is_none_or(|(_, id)| is_well_formed(id)) {
                            self.hits_nothing(part, name.map_or(node, |(_, id)| id));
                        }
                        // What hits nothing is reported, and not looked into further.
                        if !lost {
                            index.extend(id.map(|id| (id, entries.len())));
                            entries.push(Entry { parts: vec![part], omitted: false });
                        }
                    }
                }
            }
        }
        let at = self.tree.copy(lowest.node, lowest.layer);
        let items = element.and_then(|element| self.elements.items(element));
        let mut count = 0;
        for entry in entries.iter().filter(|entry| !entry.omitted) {
            if let [only] = entry.parts[..] {
                self.copy(only);
            } else {
                self.value(&entry.parts, items);
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
    entry.is_map() && entry.get("omit").and_then(Node::as_bool) == Some(true)
}

/// The key that leads to a node.
fn key_of(node: Node<'_>) -> &str {
    node.path().last().and_then(|step| step.key).map_or("", Node::text)
}

/// Keys of a map and their order.
struct Slots<'t> {
    few: Vec<Node<'t>>,
    many: HashMap<&'t str, usize>,
}

impl<'t> Slots<'t> {
    const FEW: usize = 64;

    fn new(most: usize) -> Self {
        Self { few: Vec::with_capacity(most.min(Self::FEW)), many: HashMap::new() }
    }

    /// The slot of a key, a new one for a new key.
    fn of(&mut self, key: Node<'t>) -> usize {
        let hash = key.key_hash();
        let known = self.few.iter().position(|own| own.key_hash() == hash && own.text() == key.text());
        if let Some(known) = known.or_else(|| self.many.get(key.text()).copied()) {
            return known;
        }
        let slot = self.few.len() + self.many.len();
        if slot < Self::FEW {
            self.few.push(key);
        } else {
            self.many.insert(key.text(), slot);
        }
        slot
    }
}

/// An entry of a keyed list, with what each layer says of it.
struct Entry<'t> {
    parts: Vec<Part<'t>>,
    omitted: bool,
}
