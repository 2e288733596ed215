//! Bytes to documents. The only folder that reads files.
//!
//! A [`store`] lists files ([`walk`] those of a folder, [`revision`] those of a folder in the history), [`read`] turns
//! bytes into a [`Source`], [`documents`] turns a source into one [`tree::Tree`] a document: [`fast`] those in plain
//! style, [`full`] all others. What goes wrong on the way is a [`finding::Finding`], in bytes of the source.

mod cursor;
pub mod documents;
pub mod fast;
pub mod finding;
mod flags;
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

use std::ops::Range;
use std::sync::{Arc, Mutex, OnceLock};

/// Most bytes a file may have; larger ones are a finding.
pub const MAX_FILE: u64 = 16 * 1024 * 1024;
/// Most documents a file may hold; one with more is a finding.
pub const MAX_DOCUMENTS: usize = 100_000;
/// Most collections that may lie in one another.
pub const MAX_DEPTH: usize = 64;

/// The text of one file, without its byte order mark.
#[derive(Debug)]
pub struct Source {
    /// The path as it is shown, `/`-separated.
    pub path: Arc<str>,
    /// The text; its lines end in `\n` or `\r\n`. Offsets of nodes and faults are bytes of it.
    pub text: String,
    /// Whether it is free of controls and other rare characters, as [`read::is_ordinary`] has it.
    is_ordinary: bool,
    /// The offsets at which lines start, worked out when a finding needs them.
    lines: OnceLock<Vec<u32>>,
    /// How many characters lie before each piece of the text, worked out for the first long line.
    columns: OnceLock<Vec<u32>>,
    /// The bytes of its documents, worked out when they are first asked for.
    documents: OnceLock<Vec<Range<usize>>>,
    /// The line that was quoted last: all findings on it share its text.
    quoted: Mutex<Option<(u32, Arc<str>)>>,
    /// Set where nothing of it may be repeated.
    closed: OnceLock<()>,
    /// Set where it holds the mark of a state secret.
    marked: OnceLock<()>,
    /// Set where it holds the reference of a withheld item.
    withheld: OnceLock<()>,
}

/// The places of a word in a text.
pub fn places<'s>(text: &'s [u8], word: &'s str) -> impl Iterator<Item = usize> + 's {
    memchr::memmem::find_iter(text, word)
}

impl Source {
    /// A source of a text that is at hand.
    pub fn new(path: Arc<str>, mut text: String) -> Self {
        let mut is_ordinary = read::is_ordinary(text.as_bytes());
        if !is_ordinary && let Some(with_ends) = read::line_ends(&text) {
            text = with_ends;
            is_ordinary = read::is_ordinary(text.as_bytes());
        }
        Self {
            path,
            text,
            is_ordinary,
            lines: OnceLock::new(),
            columns: OnceLock::new(),
            documents: OnceLock::new(),
            quoted: Mutex::default(),
            closed: OnceLock::new(),
            marked: OnceLock::new(),
            withheld: OnceLock::new(),
        }
    }

    /// The bytes of each document, as [`documents::documents`] parts them.
    pub fn documents(&self) -> &[Range<usize>] {
        self.documents.get_or_init(|| documents::documents(&self.text))
    }

    /// The text of a document with the comments around it, and where it begins.
    pub fn document(&self, number: usize) -> (usize, &str) {
        let all = self.documents();
        let start = number.checked_sub(1).map_or(0, |before| all[before].end);
        let end = if number + 1 < all.len() { all[number].end } else { self.text.len() };
        (start, &self.text[start..end])
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

    /// Notes that it holds the reference of a withheld item: what stands beside it is not repeated.
    pub fn withhold(&self) {
        self.withheld.get_or_init(|| ());
    }

    /// Whether only the place and the rule of a finding in it may be told.
    pub fn is_hushed(&self) -> bool {
        self.is_closed() || self.is_marked() || self.withheld.get().is_some()
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
