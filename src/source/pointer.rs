//! The way to a node, and RFC 6901 pointers.

use std::fmt::Write as _;

use super::node::Node;

/// One step of the way to a node.
#[derive(Clone, Copy, Debug)]
pub struct Step<'t> {
    /// The key, in a map.
    pub key: Option<Node<'t>>,
    /// The index, in a list.
    pub index: usize,
    /// Where the step leads.
    pub value: Node<'t>,
}

/// The name by which an entry of a list is known: its id, else what it is of, or itself where it is one value.
pub fn list_key(entry: Node<'_>) -> Option<&str> {
    if !entry.is_collection() {
        return Some(entry.text()).filter(|text| !text.is_empty());
    }
    ["id", "seq", "element", "system", "code", "slug", "venue", "name", "law"]
        .iter()
        .find_map(|key| entry.str(key))
}

/// The pointer of a way, with the names of steps in lists or else their indexes.
pub(super) fn pointer<'t>(path: &[Step<'t>], name: impl Fn(&Step<'t>) -> Option<&'t str>) -> String {
    let mut text = String::new();
    for step in path {
        text.push('/');
        match step.key.map(Node::text).or_else(|| name(step)) {
            Some(key) => escape(key, &mut text),
            None => write!(text, "{}", step.index).expect("a string takes all"),
        }
    }
    text
}

/// Appends a reference token of RFC 6901.
pub fn escape(token: &str, to: &mut String) {
    for character in token.chars() {
        match character {
            '~' => to.push_str("~0"),
            '/' => to.push_str("~1"),
            other => to.push(other),
        }
    }
}
