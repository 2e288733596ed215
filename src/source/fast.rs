//! Text to trees for the plain style that catalogues are written in, many times as fast as the
//! full parser. It reads less than YAML on purpose: whatever it is not certain of it leaves to
//! [`super::full`], and what it reads it reads to the same tree, byte for byte.

use std::ops::Range;
use std::sync::Arc;

use super::cursor::{Cursor, Line, Next, Style};
use super::plain::plain_kind;
use super::tree::{Flags, Kind, Layer, Tree};
use super::{MAX_DEPTH, Source};

/// Longest key, in bytes; the full parser counts 1,024 characters.
const LONGEST_KEY: usize = 512;

/// The tree of a document in plain style; `None` for any other, a faulty one among them.
pub fn read(source: &Arc<Source>, document: u32, range: Range<usize>) -> Option<Tree> {
    if !source.is_ordinary {
        return None;
    }
    let end = range.start;
    let tree = Tree::new(Layer::of(source, document), range.len());
    let mut reader = Reader { cursor: Cursor::new(&source.text, range), end, depth: 0, tree };
    reader.cursor.skip_marker()?;
    let Next::Line(first) = reader.cursor.line()? else { return None };
    reader.map(first)?;
    matches!(reader.cursor.line()?, Next::End).then_some(reader.tree)
}

struct Reader<'s> {
    cursor: Cursor<'s>,
    /// Where the last node ended.
    end: usize,
    depth: usize,
    tree: Tree,
}

impl Reader<'_> {
    fn open(&mut self, kind: Kind, at: usize) -> Option<u32> {
        self.depth += 1;
        (self.depth < MAX_DEPTH).then(|| self.tree.open(kind, at as u32..at as u32))
    }

    fn close(&mut self, node: u32, count: u32) {
        self.depth -= 1;
        self.tree.close(node, count, self.end as u32);
    }

    fn scalar(&mut self, kind: Kind, at: Range<usize>, flags: Flags, text: &str) -> u32 {
        self.end = at.end;
        self.tree.push_scalar(kind, at.start as u32..at.end as u32, flags, text)
    }

    /// A map whose first key stands on `line`: as far as that all others are indented.
    fn map(&mut self, line: Line) -> Option<()> {
        let key = self.cursor.plain(Style::Block)?;
        self.map_from(line, key)
    }

    /// The same with the first key read.
    fn map_from(&mut self, line: Line, mut key: Range<usize>) -> Option<()> {
        let node = self.open(Kind::Map, line.at)?;
        let mut count = 0;
        loop {
            self.key(node, key)?;
            self.after_key(line.indent)?;
            count += 1;
            match self.cursor.line()? {
                Next::Line(next) if next.indent == line.indent => key = self.cursor.plain(Style::Block)?,
                // The text above goes on, or the line is indented as no line above is.
                Next::Line(next) if next.indent > line.indent => return None,
                other => {
                    self.cursor.step_back(&other);
                    break;
                }
            }
        }
        self.close(node, count);
        Some(())
    }

    /// A key of a map that was passed, and its colon.
    fn key(&mut self, map: u32, at: Range<usize>) -> Option<()> {
        let text = self.cursor.slice(at.clone());
        if self.cursor.here() != b':' || at.len() > LONGEST_KEY || text == "<<" {
            return None;
        }
        let node = self.scalar(Kind::Text, at, Flags::PLAIN, text);
        self.tree.set_key(map, node, false);
        self.cursor.at += 1;
        Some(())
    }

    /// The value of a key of a map that is so far indented.
    fn after_key(&mut self, indent: usize) -> Option<()> {
        if !self.cursor.rest_is_empty() {
            return if self.value(indent)? { Some(()) } else { self.plain_line() };
        }
        self.cursor.next_line();
        let Next::Line(line) = self.cursor.line()? else { return None };
        match self.cursor.is_dash(line.at) {
            true if line.indent >= indent => self.list(line),
            false if line.indent > indent => self.map(line),
            _ => None,
        }
    }

    /// A list whose first dash stands on `line`.
    fn list(&mut self, first: Line) -> Option<()> {
        let node = self.open(Kind::List, first.at)?;
        let mut line = first;
        let mut count = 0;
        loop {
            self.cursor.at = line.at + 1;
            self.entry(line)?;
            count += 1;
            match self.cursor.line()? {
                Next::Line(next) if next.indent == first.indent && self.cursor.is_dash(next.at) => {
                    line = next;
                }
                Next::Line(next) if next.indent > first.indent => return None,
                other => {
                    self.cursor.step_back(&other);
                    break;
                }
            }
        }
        self.close(node, count);
        Some(())
    }

    /// What stands after the dash of a list: a value, or the first key of a map.
    fn entry(&mut self, line: Line) -> Option<()> {
        if self.cursor.rest_is_empty() {
            return None;
        }
        if self.value(line.indent)? {
            return Some(());
        }
        let at = self.cursor.at;
        let range = self.cursor.plain(Style::Block)?;
        if self.cursor.here() == b':' {
            return self.map_from(Line { at, indent: line.indent + (at - line.at) }, range);
        }
        self.plain_scalar(range);
        self.cursor.rest_of_line()
    }

    /// A value that begins on this line, which is passed; `false` for a plain text, which is not.
    fn value(&mut self, indent: usize) -> Option<bool> {
        match self.cursor.here() {
            b'"' | b'\'' => self.quoted()?,
            b'[' | b'{' => self.flow()?,
            b'|' | b'>' => {
                let (range, text) = self.cursor.block_text(indent)?;
                self.scalar(Kind::Text, range, Flags::default(), &text);
                return Some(true);
            }
            _ => return Some(false),
        }
        self.cursor.rest_of_line().map(|()| true)
    }

    fn plain_line(&mut self) -> Option<()> {
        let range = self.cursor.plain(Style::Block)?;
        self.plain_scalar(range);
        self.cursor.rest_of_line()
    }

    fn plain_scalar(&mut self, at: Range<usize>) {
        let text = self.cursor.slice(at.clone());
        self.scalar(plain_kind(text), at, Flags::PLAIN, text);
    }

    fn quoted(&mut self) -> Option<()> {
        let (range, text) = self.cursor.quoted()?;
        self.scalar(Kind::Text, range, Flags::default(), &text);
        Some(())
    }

    /// A list or a map in brackets, on one line.
    fn flow(&mut self) -> Option<()> {
        let is_map = self.cursor.here() == b'{';
        let (kind, bracket) = if is_map { (Kind::Map, b'}') } else { (Kind::List, b']') };
        let node = self.open(kind, self.cursor.at)?;
        let mut count = 0;
        self.skip_one();
        while self.cursor.here() != bracket {
            if is_map {
                let key = self.cursor.plain(Style::Flow)?;
                self.key(node, key)?;
                self.cursor.skip_blanks();
            }
            match self.cursor.here() {
                b'"' | b'\'' => self.quoted()?,
                b'[' | b'{' => self.flow()?,
                _ => {
                    let range = self.cursor.plain(Style::Flow)?;
                    self.plain_scalar(range);
                }
            }
            count += 1;
            self.cursor.skip_blanks();
            match self.cursor.here() {
                b',' => {
                    self.skip_one();
                    // A comma at the end is allowed; who writes one gets the full parser.
                    if self.cursor.here() == bracket {
                        return None;
                    }
                }
                other if other == bracket => {}
                _ => return None,
            }
        }
        self.cursor.at += 1;
        self.end = self.cursor.at;
        self.close(node, count);
        Some(())
    }

    /// Passes a bracket or a comma, and the blanks after it.
    fn skip_one(&mut self) {
        self.cursor.at += 1;
        self.cursor.skip_blanks();
    }
}
