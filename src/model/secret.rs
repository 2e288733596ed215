//! Which files hold a state secret. Decided before any rule or frame repeats a word of them, and rather once too
//! often: level, organ and even the code can themselves be secret, and so is what was only nearly written right.

use super::exemption;
use crate::source::node::Node;
use crate::source::tree::{Kind, Tree};
use crate::source::{self, Source};
use crate::standard::words;

/// Values that a record of a state secret is written with, as [`bare`] leaves them.
const VALUES: [&str; 7] = ["statesecret", "国家秘密", "topsecret", "绝密", "机密", "秘密", "定密"];
/// The keys of such a record, and grounds and levels that stand where a key should.
const KEYS: [&str; 5] = ["secret", "statesecret", "国家秘密", "定密情况", "密级"];
/// The key of the ground of a record, canonical and Chinese.
const GROUND: [&str; 2] = ["ground", "依据类别"];
/// Words of a text that could not be read as it stands, any of which closes it.
const WORDS: [&str; 9] =
    ["state-secret", "state_secret", "top-secret", "secret:", "国家秘密", "定密", "密级", "绝密", "机密"];
/// What nearly every file is without: parts of those words, and signs that can hide them.
const TRACES: [&str; 7] = ["ecret", "ECRET", "tate-s", "tate_s", "密", "\\", "\u{200B}"];

/// Whether a file is to be closed: one of its documents holds a state secret, or one could not be read as it stands
/// and it looks as if it did.
pub fn closes<'t>(source: &Source, mut trees: impl Iterator<Item = &'t Tree>, is_whole: bool) -> bool {
    TRACES.iter().any(|trace| source::places(source.text.as_bytes(), trace).next().is_some())
        && (!is_whole && looks_secret(&source.text) || trees.any(is_secret))
}

/// Whether nothing of the file of a document may be repeated.
pub fn is_closed(tree: &Tree) -> bool {
    tree.layers().first().is_some_and(|layer| layer.source.is_closed())
}

fn looks_secret(text: &str) -> bool {
    let close = |c: &char| !matches!(c, ' ' | '\t' | '"' | '\'' | '\u{200B}'..='\u{200D}' | '\u{2060}');
    let text: String = text.chars().map(narrow).filter(close).collect::<String>().to_lowercase();
    WORDS.iter().any(|word| text.contains(word))
}

/// Whether a document holds a state secret.
pub fn is_secret(tree: &Tree) -> bool {
    let Some(root) = tree.root() else { return false };
    if root.str("kind") != Some("register") {
        return holds_secret(root);
    }
    // The entries of registers describe data, laws and bodies; their words are no records.
    let is_record = |(key, value): (Node<'_>, Node<'_>)| match key.text() {
        "entries" => value.descendants().flat_map(Node::all_entries).any(|(key, _)| is_one_of(&KEYS, key)),
        _ => holds_secret(value),
    };
    root.all_entries().any(is_record)
}

fn holds_secret(node: Node<'_>) -> bool {
    node.descendants().any(tells)
}

/// Whether a node by itself tells of a state secret.
fn tells(node: Node<'_>) -> bool {
    let is_ground = |key: Node<'_>| GROUND.contains(&key.text());
    match node.kind() {
        Kind::Text => is_one_of(&VALUES, node) || holds_record(node.text()),
        Kind::Map => node.all_entries().any(|(key, value)| {
            is_one_of(&KEYS, key) || holds_record(key.text()) || is_ground(key) && is_near(value.text())
        }),
        _ => false,
    }
}

fn is_one_of(words: &[&str], node: Node<'_>) -> bool {
    words.contains(&bare(node.text()).as_str())
}

/// Whether a ground was meant to be that of a state secret.
fn is_near(ground: &str) -> bool {
    let ground = bare(ground);
    ["statesecret", "国家秘密", "涉密"].iter().any(|word| ground.contains(word))
        || words::is_slip_of(&ground, VALUES[0])
}

/// Whether a text holds the key of a record, which a slip of the pen made a text.
fn holds_record(text: &str) -> bool {
    let wide = text.contains('：');
    let text: String = text.chars().map(narrow).collect::<String>().to_lowercase();
    let is_key = |key: &str, says: &dyn Fn(&str) -> bool| {
        text.match_indices(key).any(|(at, _)| {
            let before = text[..at].trim_end_matches([' ', '"', '\'']);
            let after = text[at + key.len()..].trim_start_matches([' ', '"', '\'']);
            let begins = before.is_empty() || before.ends_with(['{', '[', ',', '-', '?', '\n']);
            // No prose has this colon after a word of a key.
            let begins = begins || wide && text[..at].ends_with(|c: char| !c.is_alphanumeric());
            begins && after.strip_prefix(':').is_some_and(says)
        })
    };
    let names_secret = |rest: &str| {
        let rest = bare(rest);
        VALUES[..2].iter().any(|word| rest.starts_with(word))
    };
    is_key("secret", &|_| true)
        || is_key("定密情况", &|_| true)
        || GROUND.iter().any(|key| is_key(key, &names_secret))
}

/// The letters, digits and characters of a text, small and half-width.
fn bare(text: &str) -> String {
    text.chars().map(narrow).filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

fn narrow(c: char) -> char {
    match c {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
        other => other,
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
