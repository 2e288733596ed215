//! Values from which nothing can be read: empty ones, and ill-shaped ones, which read as absent.

use super::node::Node;
use super::pointer::list_key;
use super::tree::{Flags, Kind, Tree};

/// Lets a value read as absent from now on. A list of single values goes as a whole: what it should hold is not known.
pub fn hide(tree: &mut Tree, at: u32) {
    let path = tree.node(at).path();
    let is_row = |at: usize| {
        let list = if at == 0 { tree.root() } else { path.get(at - 1).map(|step| step.value) };
        !path[at].value.is_collection() && list.is_some_and(|list| list.items().any(Node::is_map))
    };
    let Some(last) = (0..path.len()).rev().find(|at| path[*at].key.is_some() || is_row(*at)) else { return };
    let within = path[last].value.number()..path[last].value.next();
    match path[last].key.map(Node::number) {
        Some(key) => {
            let map = last.checked_sub(1).map_or(0, |above| path[above].value.number());
            tree.set_key(map, key, true);
        }
        None => tree.respell(within.start, Kind::Null, ""),
    }
    tree.forget_references(&within);
}

/// Lets a key that is a slip for the name of another stand for it, and its value read as absent from now on.
pub fn mistake(tree: &mut Tree, map: u32, key: u32, name: &str) {
    let value = tree.node(key + 1);
    let within = value.number()..value.next();
    tree.respell(key, Kind::Text, name);
    tree.set_key(map, key, true);
    tree.forget_references(&within);
}

/// Whether something stands at a pointer with the names of entries, above it or below it, of which nothing can be read.
pub fn stands(root: Node<'_>, pointer: &str) -> bool {
    let mut here = root;
    for token in pointer.split('/').skip(1) {
        let token = token.replace("~1", "/").replace("~0", "~");
        let next = if here.is_map() {
            let entry = here.all_entries().find(|(key, _)| key.text() == token);
            if entry.is_some_and(|(key, value)| key.flags().has(Flags::SKIPPED) || value.kind() == Kind::Null)
            {
                return true;
            }
            entry.map(|(_, value)| value)
        } else {
            let named = here.items().find(|entry| list_key(*entry) == Some(&token));
            named.or_else(|| here.items().nth(token.parse().ok()?))
        };
        let Some(next) = next else { return false };
        here = next;
    }
    here.descendants().any(Node::has_unread)
}
