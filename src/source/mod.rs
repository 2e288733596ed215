//! Bytes to documents. The only folder that reads files.
//!
//! A [`store`] lists files ([`walk`] those of a folder, [`revision`] those of a folder in the history), [`read`] turns
//! bytes into a [`Source`], [`documents`] turns a source into one [`tree::Tree`] a document: [`fast`] those in plain
//! style, [`full`] all others. What goes wrong on the way is a [`finding::Finding`], in bytes of the source.

mod cursor;
pub mod documents;
pub mod fast;
pub mod finding;
pub mod full;
pub mod index;
pub mod locate;
pub mod node;
pub mod opener;
pub mod plain;
pub mod pointer;
pub mod read;
pub mod revision;
pub mod store;
pub mod syntax;
pub mod table;
pub mod tree;
pub mod unread;
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
    /// Whether it is free of controls and other rare characters, as [`read::is_ordinary`] has it.
    is_ordinary: bool,
    /// The offsets at which lines start, worked out when a finding needs them.
    lines: OnceLock<Vec<u32>>,
    /// Set where nothing of it may be repeated.
    closed: OnceLock<()>,
    /// Set where it holds the mark of a state secret.
    marked: OnceLock<()>,
}

/// The places of a word in a text.
pub fn places<'s>(text: &'s [u8], word: &'s str) -> impl Iterator<Item = usize> + 's {
    memchr::memmem::find_iter(text, word)
}

impl Source {
    /// A source of a text that is at hand.
    pub fn new(path: Arc<str>, text: String) -> Self {
        let is_ordinary = read::is_ordinary(text.as_bytes());
        Self {
            path,
            text,
            is_ordinary,
            lines: OnceLock::new(),
            closed: OnceLock::new(),
            marked: OnceLock::new(),
        }
    }

    /// Keeps every word of it out of all output from now on: it holds a state secret
    /// (保守国家秘密法 29, 31).
    pub fn close(&self) {
        self.closed.get_or_init(|| ());
    }

    /// Notes that it holds the mark of a state secret: until that is settled no line of it is quoted, and its items
    /// are in no output but that of `check`.
    pub fn mark(&self) {
        self.marked.get_or_init(|| ());
    }

    /// Whether it holds the mark of a state secret.
    pub fn is_marked(&self) -> bool {
        self.marked.get().is_some()
    }

    /// Whether nothing of it may be repeated.
    pub fn is_closed(&self) -> bool {
        self.closed.get().is_some()
    }
}
