//! State secrets: which documents may show in no output.

use crate::source::node::Node;
use crate::source::tree::Tree;

/// Whether a document holds a record of a state secret, well-formed or not.
pub fn is_secret(tree: &Tree) -> bool {
    let Some(root) = tree.root() else { return false };
    let mut records = root.get("exemptions").into_iter().flat_map(Node::items);
    root.str("kind") == Some("withheld")
        || root.get("secret").is_some()
        || records.any(|one| one.get("secret").is_some() || one.str("ground") == Some("state-secret"))
}
