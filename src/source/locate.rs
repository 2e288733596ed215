//! Byte offsets to lines and columns, only for what is printed.

use std::ops::Range;

use super::Source;
use crate::diagnostic::Span;

/// Longest stretch of a line that a finding carries, in characters.
const LONGEST_LINE: usize = 2000;

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

    fn position(&self, offset: u32) -> (u32, u32) {
        let starts = self.line_starts();
        let line = starts.partition_point(|start| *start <= offset) - 1;
        let before = &self.text.as_bytes()[starts[line] as usize..offset as usize];
        // A scalar value starts at every byte that does not continue one.
        let column = before.iter().filter(|byte| (**byte & 0xC0) != 0x80).count();
        (line as u32 + 1, column as u32 + 1)
    }

    fn line_starts(&self) -> &[u32] {
        self.lines.get_or_init(|| {
            let bytes = self.text.as_bytes();
            let ends = bytes.iter().enumerate().filter(|(at, byte)| match byte {
                b'\n' => true,
                b'\r' => bytes.get(at + 1) != Some(&b'\n'),
                _ => false,
            });
            std::iter::once(0).chain(ends.map(|(at, _)| at as u32 + 1)).collect()
        })
    }
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
    }

    #[test]
    fn a_line_has_no_end() {
        let source = Source::new("x".into(), "a\r\nb\n".to_owned());
        assert_eq!((source.line(1), source.line(2), source.line(3)), ("a", "b", ""));
    }
}
