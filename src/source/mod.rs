//! Bytes to documents. The only folder that reads files.
//!
//! A [`store`] lists files ([`walk`] those of a folder, [`revision`] those of a folder in
//! the history), [`read`] turns bytes into a [`Source`], [`full`] turns a source into one
//! [`tree::Tree`] a document. What goes wrong on the way is a [`finding::Finding`], in bytes
//! of the source.

pub mod documents;
pub mod finding;
pub mod full;
pub mod locate;
pub mod node;
pub mod opener;
pub mod plain;
pub mod read;
pub mod revision;
pub mod store;
pub mod syntax;
pub mod table;
pub mod tree;
pub mod walk;

use std::sync::{Arc, OnceLock};

/// Most bytes a file may have; larger ones are a finding.
pub const MAX_FILE: u64 = 16 * 1024 * 1024;
/// Most collections that may lie in one another.
pub const MAX_DEPTH: usize = 64;

/// The text of one file, without its byte order mark.
#[derive(Debug)]
pub struct Source {
    /// The path as it is shown, `/`-separated.
    pub path: Arc<str>,
    /// The text. Offsets of nodes and faults are bytes of it.
    pub text: String,
    /// The offsets at which lines start, worked out when a finding needs them.
    lines: OnceLock<Vec<u32>>,
}

impl Source {
    /// A source of a text that is at hand.
    pub fn new(path: Arc<str>, text: String) -> Self {
        Self { path, text, lines: OnceLock::new() }
    }
}
