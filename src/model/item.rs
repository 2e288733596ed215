//! The three kinds of item, as thin views over a document.

use std::sync::Arc;

use super::region;
use crate::source::node::Node;
use crate::source::tree::Kind;

/// What a document defines.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum ItemKind {
    /// 基本目录: an item of the directory.
    Basic,
    /// 实施规范: what is unified for a scope.
    Specification,
    /// 实施清单: one body's list entry.
    Implementation,
}

impl ItemKind {
    /// The kind of a word of `kind`.
    pub fn of(word: &str) -> Option<Self> {
        match word {
            "basic-item" => Some(Self::Basic),
            "specification" => Some(Self::Specification),
            "implementation" => Some(Self::Implementation),
            _ => None,
        }
    }
}

/// Whether a text is so many digits and capital letters, of which codes are made. A text of other
/// characters may have as many bytes, and is no code.
pub fn is_code(text: &str, length: usize) -> bool {
    text.len() == length && text.bytes().all(|byte| byte.is_ascii_digit() || byte.is_ascii_uppercase())
}

/// Whether a text has the length and the characters of a basic code.
pub fn is_basic_code(text: &str) -> bool {
    is_code(text, 12)
}

/// Whether a text has the length, characters and tier digit of an implementation code.
pub fn is_implementation_code(text: &str) -> bool {
    is_code(text, 31) && matches!(text.as_bytes()[18], b'1'..=b'7')
}

/// The text of a code: also of one without quotes, which is a number to YAML and reported as such.
pub fn code_of<'t>(map: Node<'t>, key: &str) -> Option<&'t str> {
    let code = map.get(key)?;
    matches!(code.kind(), Kind::Text | Kind::Int | Kind::Float).then(|| code.text())
}

/// One document that defines an item.
#[derive(Clone, Copy, Debug)]
pub struct Item<'t> {
    /// The map of the document.
    pub root: Node<'t>,
    /// What it defines.
    pub kind: ItemKind,
}

impl<'t> Item<'t> {
    /// The item of a document; none where it defines something else.
    pub fn of(root: Node<'t>) -> Option<Self> {
        Some(Self { root, kind: ItemKind::of(root.str("kind")?)? })
    }

    /// The code by which findings name the item: its own, else that of the basic item.
    pub fn code(self) -> Option<&'t str> {
        match self.kind {
            ItemKind::Basic | ItemKind::Implementation => code_of(self.root, "code"),
            ItemKind::Specification => code_of(self.root, "implements"),
        }
    }

    /// What tells the item from all others, for fingerprints: the code, or what stands for it.
    pub fn identity(self) -> Arc<str> {
        let part = |keys: &[&str]| self.root.at(keys).map_or("", Node::text);
        match (self.kind, code_of(self.root, "code")) {
            (ItemKind::Basic | ItemKind::Implementation, Some(code)) => code.into(),
            (ItemKind::Specification, _) => {
                let (region, tier) = (part(&["scope", "region"]), part(&["scope", "tier"]));
                format!("{}/{region}/{tier}", part(&["implements"])).into()
            }
            _ => {
                let body = self.root.at(&["body", "uscc"]).or_else(|| self.root.at(&["body", "name"]));
                let body = body.map_or("", Node::text);
                format!("{}/{}/{body}", part(&["implements"]), part(&["region"])).into()
            }
        }
    }

    /// The division it is for: of an implementation or a specification, without the zeros up to twelve digits.
    pub fn region(self) -> Option<&'t str> {
        let code = match self.kind {
            ItemKind::Basic => None,
            ItemKind::Specification => code_of(self.root.get("scope")?, "region"),
            ItemKind::Implementation => code_of(self.root, "region"),
        };
        code.map(region::short)
    }

    /// The tier it is for: of an implementation or a specification.
    pub fn tier(self) -> Option<&'t str> {
        match self.kind {
            ItemKind::Basic => None,
            ItemKind::Specification => self.root.at(&["scope", "tier"])?.as_str(),
            ItemKind::Implementation => self.root.str("tier"),
        }
    }

    /// The main item that it implements, which cannot be: it only holds its sub items.
    pub fn container(self) -> Option<Node<'t>> {
        let code = self.root.get("implements").filter(|_| self.kind == ItemKind::Implementation)?;
        (code.text().len() == 12 && code.text().ends_with("00Y")).then_some(code)
    }

    /// Whether it was collected from a published source: what it does not say, the source may only not show.
    pub fn is_collected(self) -> bool {
        self.root.at(&["provenance", "collected_on"]).is_some()
    }

    /// The top-level keys that the sources of the item do not show.
    pub fn not_seen(self) -> impl Iterator<Item = &'t str> {
        self.root.at(&["provenance", "not_seen"]).into_iter().flat_map(Node::items).filter_map(Node::as_str)
    }
}
