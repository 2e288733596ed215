//! A finding before it is located: bytes of a source, and which document they stand in.

use std::ops::Range;
use std::sync::Arc;

use super::Source;
use super::node::Node;
use crate::diagnostic::{Fix, Severity, Text};

/// A stretch of bytes in one of the documents at hand.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Spot {
    /// The number of the document among the layers of its tree; 0 for a tree of one document.
    pub layer: u8,
    /// The document within its file, from 0.
    pub document: u32,
    /// The bytes.
    pub at: Range<u32>,
}

impl Spot {
    /// Where a node stands.
    pub fn of(node: Node<'_>) -> Self {
        Self { layer: node.layer_number(), document: node.layer().document, at: node.range() }
    }
}

/// One thing to say about one place, in bytes. Readers, schema engine and rules make
/// these; [`crate::check`] locates them.
#[derive(Clone, Debug)]
pub struct Finding {
    /// Id of the rule that speaks.
    pub rule: &'static str,
    /// Another weight than the rule's own.
    pub severity: Option<Severity>,
    /// Where.
    pub spot: Spot,
    /// RFC 6901 pointer within the document.
    pub pointer: String,
    /// The pointer with ids or values of list entries, for the fingerprint.
    pub stable: String,
    /// What is wrong.
    pub message: Text,
    /// What to write instead.
    pub help: Option<Text>,
    /// The change of its source that puts it right.
    pub fix: Option<Fix>,
    /// Places that explain the first; without a source, in the source of the finding.
    pub related: Vec<(Option<Arc<Source>>, Spot, Text)>,
    /// Whether it is about an element that is not there: `provenance.not_seen` can explain that.
    pub absent: bool,
    /// Whether the line it stands on must not be repeated.
    pub unquoted: bool,
}

impl Finding {
    /// A finding at bytes of a document that has no nodes to point at.
    pub fn new(rule: &'static str, document: u32, at: Range<u32>, message: Text) -> Self {
        Self {
            rule,
            severity: None,
            spot: Spot { layer: 0, document, at },
            pointer: String::new(),
            stable: String::new(),
            message,
            help: None,
            fix: None,
            related: Vec::new(),
            absent: false,
            unquoted: false,
        }
    }

    /// A finding of a rule at a node; the rule's name is added where it is put.
    pub fn here(node: Node<'_>, message: Text) -> Self {
        Self::at("", node, message)
    }

    /// A finding of a rule at a part of the text of a node; the rule's name is added where it is put.
    pub fn within(node: Node<'_>, part: Range<usize>, message: Text) -> Self {
        let mut finding = Self::here(node, message);
        finding.spot.at = node.part(part);
        finding
    }

    /// A finding of a rule about a key that a map lacks; the rule's name is added where it is put.
    pub fn lacking(map: Node<'_>, key: &str, message: Text) -> Self {
        Self::missing("", map, key, message)
    }

    /// A finding at a node: a value, or a key.
    pub fn at(rule: &'static str, node: Node<'_>, message: Text) -> Self {
        Self {
            spot: Spot::of(node),
            pointer: node.pointer(),
            stable: node.stable_pointer(),
            ..Self::new(rule, 0, 0..0, message)
        }
    }

    /// A finding about a key that a map lacks: at the key that owns the map.
    pub fn missing(rule: &'static str, map: Node<'_>, key: &str, message: Text) -> Self {
        let mut finding = Self::at(rule, map, message);
        finding.spot = Spot::of(map.owner());
        finding.absent = true;
        for pointer in [&mut finding.pointer, &mut finding.stable] {
            pointer.push('/');
            super::pointer::escape(key, pointer);
        }
        finding
    }

    /// Says what to write instead.
    #[must_use]
    pub fn help(mut self, help: Text) -> Self {
        self.help = Some(help);
        self
    }

    /// Carries the change that puts it right: a text in place of the bytes of the finding.
    /// A safe one keeps the meaning; no other may be applied without being asked for.
    #[must_use]
    pub fn fix(mut self, text: String, safe: bool) -> Self {
        self.fix = Some(Fix { at: self.spot.at.clone(), text, safe });
        self
    }

    /// Names a second place by its bytes in the same document.
    #[must_use]
    pub fn related(mut self, at: Range<u32>, message: Text) -> Self {
        self.related.push((None, Spot { at, ..self.spot.clone() }, message));
        self
    }

    /// Names a node, of any document, that explains this one.
    #[must_use]
    pub fn beside(mut self, node: Node<'_>, message: Text) -> Self {
        self.related.push((Some(Arc::clone(&node.layer().source)), Spot::of(node), message));
        self
    }

    /// Keeps the line it stands on, and those of related places, out of every output.
    #[must_use]
    pub fn unquoted(mut self) -> Self {
        self.unquoted = true;
        self
    }

    /// Gives the finding a weight of its own.
    #[must_use]
    pub fn weigh(mut self, severity: Severity) -> Self {
        self.severity = Some(severity);
        self
    }
}
