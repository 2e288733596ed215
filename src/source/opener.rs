//! Where an open quote or bracket began, for documents that the parser gave up on.
//!
//! A light scan that only knows quotes, brackets, comments and block scalars: it is
//! used on broken text alone, and its answer is a place for people.

/// The innermost opener that is still open at byte `at` and is not closed before a
/// line that cannot belong to it.
pub fn unclosed(text: &str, at: usize) -> Option<usize> {
    let mut scan = Scan { text: text.as_bytes(), at: 0, open: Vec::new(), column: 0, fresh: true };
    scan.run(at);
    scan.open.into_iter().rev().find(|open| !closes(text, *open))
}

/// The bracket with which brackets lie deeper in one another than `most`.
pub fn deeper_than(text: &str, most: usize) -> Option<usize> {
    let mut scan = Scan { text: text.as_bytes(), at: 0, open: Vec::new(), column: 0, fresh: true };
    while scan.at < text.len() {
        scan.step();
        if scan.open.len() > most {
            return scan.open.last().copied();
        }
    }
    None
}

/// Whether the quote or bracket at `open` finds its end before the text steps back
/// to the indentation of the line it began on.
fn closes(text: &str, open: usize) -> bool {
    let line_start = text[..open].rfind('\n').map_or(0, |end| end + 1);
    let indent = key_column(&text[line_start..open]);
    let mut scan = Scan { text: text.as_bytes(), at: open, open: Vec::new(), column: indent, fresh: true };
    let quote = matches!(text.as_bytes()[open], b'"' | b'\'');
    while scan.at < text.len() {
        let before = scan.at;
        scan.step();
        if scan.open.is_empty() && scan.at > open {
            return true;
        }
        // Bytes, for the scan does not stop at the borders of characters.
        let crossed = &text.as_bytes()[before..scan.at.min(text.len())];
        if let Some(end) = crossed.iter().rposition(|byte| *byte == b'\n') {
            let line = text[before + end + 1..].lines().next().unwrap_or("");
            let content = line.trim_start_matches(' ');
            let stepped_back = !content.is_empty() && line.len() - content.len() <= indent;
            let closer = !quote && content.starts_with([']', '}']);
            if stepped_back && !closer {
                return false;
            }
        }
    }
    false
}

/// The column of the innermost block key or entry that a line has begun before its end.
fn key_column(before: &str) -> usize {
    let mut column = before.len() - before.trim_start_matches(' ').len();
    let mut rest = &before[column..];
    while let Some(tail) = rest.strip_prefix("- ") {
        let tail = tail.trim_start_matches(' ');
        if tail.is_empty() {
            break;
        }
        column += rest.len() - tail.len();
        rest = tail;
    }
    column
}

struct Scan<'t> {
    text: &'t [u8],
    at: usize,
    /// Offsets of the openers that are open.
    open: Vec<usize>,
    /// Indentation of the line, for block scalars.
    column: usize,
    /// Whether a token may begin here.
    fresh: bool,
}

impl Scan<'_> {
    /// Scans up to `limit`; an open quote stops the scan there.
    fn run(&mut self, limit: usize) {
        while self.at < limit.min(self.text.len()) {
            let quote = self.open.last().is_some_and(|open| matches!(self.text[*open], b'"' | b'\''));
            self.step();
            if quote && self.at >= limit {
                break;
            }
        }
    }

    fn step(&mut self) {
        let byte = self.text[self.at];
        if let Some(open @ (b'"' | b'\'')) = self.open.last().map(|open| self.text[*open]) {
            self.in_quote(open, byte);
            return;
        }
        match byte {
            b'\n' | b'\r' => {
                let line = &self.text[self.at + 1..];
                self.column = line.iter().take_while(|byte| **byte == b' ').count();
                self.fresh = true;
            }
            b' ' | b'\t' => {}
            b'#' if self.at == 0 || self.text[self.at - 1].is_ascii_whitespace() => {
                self.skip_line();
                return;
            }
            b'"' | b'\'' | b'[' | b'{' if self.fresh => {
                self.open.push(self.at);
                self.fresh = matches!(byte, b'[' | b'{');
            }
            b']' | b'}' if !self.open.is_empty() => {
                let pair = if byte == b']' { b'[' } else { b'{' };
                if self.open.last().is_some_and(|open| self.text[*open] == pair) {
                    self.open.pop();
                }
                self.fresh = false;
            }
            b',' if !self.open.is_empty() => self.fresh = true,
            b':' | b'-' | b'?' if self.ends_token() => self.fresh = true,
            b'|' | b'>' if self.fresh && self.open.is_empty() => {
                self.skip_block_scalar();
                return;
            }
            _ => self.fresh = false,
        }
        self.at += 1;
    }

    fn ends_token(&self) -> bool {
        self.text.get(self.at + 1).is_none_or(u8::is_ascii_whitespace)
    }

    fn in_quote(&mut self, quote: u8, byte: u8) {
        let next = self.text.get(self.at + 1).copied();
        match (quote, byte) {
            (b'"', b'\\') if next.is_some() => self.at += 1,
            (b'\'', b'\'') if next == Some(b'\'') => self.at += 1,
            _ if byte == quote && self.open.last() != Some(&self.at) => {
                self.open.pop();
                self.fresh = false;
            }
            _ => {}
        }
        self.at += 1;
    }

    fn skip_line(&mut self) {
        while self.at < self.text.len() && !matches!(self.text[self.at], b'\n' | b'\r') {
            self.at += 1;
        }
    }

    fn skip_block_scalar(&mut self) {
        self.skip_line();
        while self.at < self.text.len() {
            let line = &self.text[self.at + 1..];
            let indent = line.iter().take_while(|byte| **byte == b' ').count();
            let blank = line.get(indent).is_none_or(|byte| matches!(byte, b'\n' | b'\r'));
            if !blank && indent <= self.column {
                return;
            }
            self.at += 1 + indent;
            self.skip_line();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn openers_are_found() {
        assert_eq!(unclosed("a: [x, y\nb: z\n", 9), Some(3));
        assert_eq!(unclosed("a: \"x\nb: \"y\"\n", 6), Some(3));
        assert_eq!(unclosed("a: {x: 1, y: [2\nb: 3}\n", 16), Some(13));
        assert_eq!(unclosed("a: it's [fine\nb: c d: e\n", 20), None);
        assert_eq!(unclosed("a: |\n  [ \" '\nb: @\n", 16), None);
        assert_eq!(unclosed("a: {x: @b}\n", 7), None);
        assert_eq!(unclosed("a: 'x\n", 6), Some(3));
    }
}
