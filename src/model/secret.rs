//! Which documents hold a state secret. Decided before any rule or frame repeats a word of them,
//! and rather once too often: level, organ and even the code can themselves be secret.

use super::exemption;
use crate::source::Source;
use crate::source::node::Node;
use crate::source::tree::{Kind, Tree};

/// Values that a record of a state secret is written with.
const VALUES: [&str; 6] = ["state-secret", "国家秘密", "top-secret", "绝密", "机密", "定密"];
/// The keys of the record, canonical and Chinese.
const KEYS: [&str; 2] = ["secret", "定密情况"];
/// Words of a text that could not be read, any of which closes it.
const WORDS: [&str; 9] =
    ["state-secret", "top-secret", "secret:", "secret :", "国家秘密", "定密", "密级", "绝密", "机密"];

/// Whether a file is to be closed: one of its documents holds a state secret, or could not be
/// read and looks as if it did.
pub fn closes<'t>(source: &Source, mut trees: impl Iterator<Item = &'t Tree>) -> bool {
    // Nearly every file says neither word: that costs a look through its bytes.
    ["secret", "密"].iter().any(|word| source.text.contains(word))
        && trees.any(|tree| match tree.root() {
            Some(_) => is_secret(tree),
            None => WORDS.iter().any(|word| source.text.contains(word)),
        })
}

/// Whether a document holds a state secret.
pub fn is_secret(tree: &Tree) -> bool {
    let Some(root) = tree.root() else { return false };
    // Registers describe data, laws and bodies; their words are no records.
    if root.str("kind") == Some("register") {
        return false;
    }
    holds_secret(root)
}

fn holds_secret(node: Node<'_>) -> bool {
    node.descendants().any(tells)
}

/// Whether a node by itself tells of a state secret.
fn tells(node: Node<'_>) -> bool {
    match node.kind() {
        Kind::Text => VALUES.contains(&node.text()),
        Kind::Map => node.all_entries().any(|(key, _)| KEYS.contains(&key.text())),
        _ => false,
    }
}

/// Where the secret stands in a document: its records, else the first word that tells of it.
pub fn records(tree: &Tree) -> Vec<Node<'_>> {
    let Some(root) = tree.root() else { return Vec::new() };
    let records: Vec<_> =
        exemption::all(root).map(|record| record.node).filter(|record| holds_secret(*record)).collect();
    if records.is_empty() {
        root.descendants().find(|node| tells(*node)).into_iter().collect()
    } else {
        records
    }
}
