//! What of two sets of items may not be told: what holds a state secret on either side, or the mark of one, or is
//! withheld there. An item that has become secret is no item that was cancelled (保守国家秘密法 art. 35).

use std::collections::HashSet;

use crate::compare::pairs::Subject;
use crate::load::File;
use crate::model::item::{Item, code_of};
use crate::model::secret;
use crate::source::node::Node;

/// Paths in the store of such files, and the codes that they name.
#[derive(Clone, Debug, Default)]
pub struct KeptBack {
    paths: HashSet<String>,
    codes: HashSet<String>,
}

impl KeptBack {
    /// Notes a file that was read, where it is one.
    pub fn note(&mut self, path: &str, file: &File) {
        let roots = || file.trees.iter().filter_map(|tree| tree.root());
        let is_withheld = |root: Node<'_>| root.str("kind") == Some("withheld");
        if secret::is_kept_back(&file.source) {
            self.paths.insert(path.to_owned());
            self.note_codes(file);
        } else if roots().any(is_withheld) {
            self.paths.insert(path.to_owned());
        }
    }

    /// Notes the codes of a file.
    pub fn note_codes(&mut self, file: &File) {
        for root in file.trees.iter().filter_map(|tree| tree.root()) {
            self.codes.extend(code_of(root, "code").map(str::to_owned));
            self.codes.extend(Item::of(root).map(|item| item.identity().to_string()));
        }
    }

    /// Takes over what another noted.
    pub fn join(&mut self, other: &Self) {
        self.paths.extend(other.paths.iter().cloned());
        self.codes.extend(other.codes.iter().cloned());
    }

    /// Notes the codes of items of this side that stood at paths that the other side keeps back.
    pub fn follow(&mut self, other: &Self, paths: &[(String, String)]) {
        let own = paths.iter().filter(|(path, _)| other.paths.contains(path));
        self.codes.extend(own.map(|(_, code)| code.clone()));
    }

    /// Whether nothing may be told of an item: it is one of them, stands on one, or stood where one stands.
    pub fn holds(&self, subject: &Subject, is_at: impl Fn(&str) -> bool) -> bool {
        self.codes.contains(&*subject.identity)
            || self.codes.contains(&subject.basic)
            || self.paths.iter().any(|path| is_at(path))
    }
}
