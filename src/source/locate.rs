//! Byte offsets to lines and columns, only for what is printed.

use std::ops::Range;
use std::sync::{Arc, PoisonError};

use super::Source;
use crate::diagnostic::Span;

/// Longest stretch of a line that a finding carries, in characters.
const LONGEST_LINE: usize = 2000;
/// Bytes that are counted at once.
const PIECE: usize = 1024;

impl Source {
    /// Lines and columns of a stretch of bytes, 1-based, in Unicode scalar values.
    pub fn span(&self, at: Range<u32>) -> Span {
        let (line, column) = self.position(at.start);
        let (end_line, end_column) = self.position(at.end.max(at.start));
        Span { line, column, end_line, end_column }
    }

    /// The text of a 1-based line, without its end; shortened when it is very long.
    pub fn line(&self, line: u32) -> &str {
        let starts = self.line_starts();
        let start = starts.get(line as usize - 1).map_or(self.text.len(), |start| *start as usize);
        let end = starts.get(line as usize).map_or(self.text.len(), |start| *start as usize);
        let text = self.text[start..end].trim_end_matches(['\n', '\r']);
        text.char_indices().nth(LONGEST_LINE).map_or(text, |(cut, _)| &text[..cut])
    }

    /// The same as `quote` makes it of the line: made once for all findings in a row that stand on it.
    pub fn quoted(&self, line: u32, quote: impl FnOnce(&str) -> Arc<str>) -> Arc<str> {
        let mut last = self.quoted.lock().unwrap_or_else(PoisonError::into_inner);
        match &*last {
            Some((own, text)) if *own == line => Arc::clone(text),
            _ => Arc::clone(&last.insert((line, quote(self.line(line)))).1),
        }
    }

    fn position(&self, offset: u32) -> (u32, u32) {
        let starts = self.line_starts();
        let line = starts.partition_point(|start| *start <= offset) - 1;
        let (start, offset) = (starts[line] as usize, offset as usize);
        let column = if offset - start <= PIECE {
            characters(&self.text.as_bytes()[start..offset])
        } else {
            self.characters_before(offset) - self.characters_before(start)
        };
        (line as u32 + 1, column + 1)
    }

    /// How many characters lie before an offset, at the same cost wherever that is.
    fn characters_before(&self, offset: usize) -> u32 {
        let bytes = self.text.as_bytes();
        let pieces = self.columns.get_or_init(|| {
            let counts = bytes.chunks(PIECE).scan(0, |all, piece| {
                *all += characters(piece);
                Some(*all)
            });
            std::iter::once(0).chain(counts).collect()
        });
        let piece = offset / PIECE;
        pieces[piece] + characters(&bytes[piece * PIECE..offset])
    }

    fn line_starts(&self) -> &[u32] {
        self.lines.get_or_init(|| {
            let ends = super::places(self.text.as_bytes(), "\n");
            std::iter::once(0).chain(ends.map(|at| at as u32 + 1)).collect()
        })
    }
}

/// A scalar value starts at every byte that does not continue one.
fn characters(bytes: &[u8]) -> u32 {
    bytes.iter().filter(|byte| (**byte & 0xC0) != 0x80).count() as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    fn position(text: &str, offset: u32) -> (u32, u32) {
        let span = Source::new("x".into(), text.to_owned()).span(offset..offset);
        (span.line, span.column)
    }

    #[test]
    fn columns_count_scalar_values() {
        assert_eq!(position("名称: x", 8), (1, 5));
        assert_eq!(position("a\r\nb😀c", 8), (2, 3));
        assert_eq!(position("a\rb", 2), (2, 1));
        assert_eq!(position("a\n", 2), (2, 1));
        assert_eq!(position("", 0), (1, 1));
        let long = format!("x\n{}", "名a".repeat(3_000));
        for at in [2, 1022, 1026, 1030, 6_002, 12_002] {
            assert_eq!(position(&long, at), (2, long[2..at as usize].chars().count() as u32 + 1));
        }
    }

    #[test]
    fn a_line_has_no_end() {
        let source = Source::new("x".into(), "a\r\nb\n".to_owned());
        assert_eq!((source.line(1), source.line(2), source.line(3)), ("a", "b", ""));
    }
}
