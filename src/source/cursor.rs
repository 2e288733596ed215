//! A place in a text, and what of plain YAML stands there: lines, keys, texts. `None` wherever
//! only the full parser is certain.

use std::borrow::Cow;
use std::ops::Range;

/// Bytes at which a plain text may end: outside brackets those with the first bit, inside them
/// those with the second.
const STOPS: [u8; 256] = {
    let mut table = [0; 256];
    table[b' ' as usize] = 3;
    table[b'\n' as usize] = 3;
    table[b'\r' as usize] = 3;
    table[b':' as usize] = 3;
    table[b',' as usize] = 2;
    table[b'[' as usize] = 2;
    table[b']' as usize] = 2;
    table[b'{' as usize] = 2;
    table[b'}' as usize] = 2;
    table
};

/// Where a plain text stands: a bit of [`STOPS`].
#[derive(Clone, Copy, Eq, PartialEq)]
pub(super) enum Style {
    Block = 1,
    Flow = 2,
}

/// A line with content: where that starts, and how far it is indented.
#[derive(Clone, Copy)]
pub(super) struct Line {
    pub(super) at: usize,
    pub(super) indent: usize,
}

/// What follows in a document.
pub(super) enum Next {
    Line(Line),
    End,
}

/// A place in a document.
pub(super) struct Cursor<'s> {
    text: &'s str,
    /// The source up to the end of the document.
    bytes: &'s [u8],
    pub(super) at: usize,
}

impl<'s> Cursor<'s> {
    pub(super) fn new(text: &'s str, document: Range<usize>) -> Self {
        Self { text, bytes: &text.as_bytes()[..document.end], at: document.start }
    }

    /// The byte at a place; behind the end of the document stands nothing but the end of a line.
    fn byte(&self, at: usize) -> u8 {
        self.bytes.get(at).copied().unwrap_or(b'\n')
    }

    pub(super) fn here(&self) -> u8 {
        self.byte(self.at)
    }

    pub(super) fn slice(&self, range: Range<usize>) -> &'s str {
        &self.text[range]
    }

    pub(super) fn is_end(&self) -> bool {
        matches!(self.here(), b'\n' | b'\r')
    }

    fn is_blank(&self, at: usize) -> bool {
        matches!(self.byte(at), b' ' | b'\n' | b'\r')
    }

    /// Whether an entry of a list begins here.
    pub(super) fn is_dash(&self, at: usize) -> bool {
        self.byte(at) == b'-' && self.is_blank(at + 1)
    }

    pub(super) fn skip_blanks(&mut self) {
        while self.here() == b' ' {
            self.at += 1;
        }
    }

    /// Passes the `---` that begins a document.
    pub(super) fn skip_marker(&mut self) -> Option<()> {
        if self.bytes[self.at..].starts_with(b"---") {
            self.at += 3;
            self.rest_of_line()?;
        }
        Some(())
    }

    /// The next line with content, whose indentation is passed.
    pub(super) fn line(&mut self) -> Option<Next> {
        loop {
            let start = self.at;
            self.skip_blanks();
            match self.here() {
                _ if self.at >= self.bytes.len() => return Some(Next::End),
                b'\n' | b'\r' | b'#' => self.next_line(),
                // Directives, and markers where no document was parted.
                b'%' if self.at == start => return None,
                b'.' | b'-' if self.at == start && self.is_marker() => return None,
                _ => return Some(Next::Line(Line { at: self.at, indent: self.at - start })),
            }
        }
    }

    /// Gives back a line that belongs to what lies around.
    pub(super) fn step_back(&mut self, next: &Next) {
        if let Next::Line(line) = next {
            self.at = line.at - line.indent;
        }
    }

    fn is_marker(&self) -> bool {
        matches!(&self.bytes[self.at..], [b'.', b'.', b'.', ..] | [b'-', b'-', b'-', ..])
    }

    pub(super) fn next_line(&mut self) {
        let rest = self.bytes.get(self.at..).unwrap_or_default();
        self.at += rest.iter().position(|byte| *byte == b'\n').map_or(rest.len(), |end| end + 1);
    }

    /// Whether nothing stands on the rest of the line but a comment, after a blank.
    pub(super) fn rest_is_empty(&mut self) -> bool {
        let start = self.at;
        self.skip_blanks();
        self.is_end() || self.here() == b'#' && self.at > start
    }

    /// Passes the rest of a line on which nothing more stands.
    pub(super) fn rest_of_line(&mut self) -> Option<()> {
        self.rest_is_empty().then(|| self.next_line())
    }

    /// The bytes of a plain text of one line, blanks at its end not counted. It ends before a
    /// comment, a colon that parts key and value, and what parts values in brackets.
    pub(super) fn plain(&mut self, style: Style) -> Option<Range<usize>> {
        let start = self.at;
        match self.here() {
            b'-' | b'?' | b':' if self.is_blank(start + 1) || is_flow(self.byte(start + 1)) => return None,
            b'#' | b'&' | b'*' | b'!' | b'|' | b'>' | b'\'' | b'"' | b'%' | b'@' | b'`' => return None,
            byte if is_flow(byte) => return None,
            _ => {}
        }
        loop {
            let rest = self.bytes.get(self.at..).unwrap_or_default();
            self.at += length_to_stop(rest, style);
            let end = self.at;
            match self.here() {
                b' ' => {
                    self.skip_blanks();
                    match self.here() {
                        b'\n' | b'\r' | b',' | b']' | b'}' if style == Style::Flow || self.is_end() => {
                            return Some(start..end);
                        }
                        b'#' => {
                            self.at = end;
                            return Some(start..end);
                        }
                        // Before a colon no blank is expected.
                        b':' => return None,
                        _ => {}
                    }
                }
                b':' if self.is_blank(end + 1) => return (end > start).then_some(start..end),
                b':' if style == Style::Flow && is_flow(self.byte(end + 1)) => return None,
                b':' => self.at += 1,
                b'[' | b'{' => return None,
                _ => return (end > start).then_some(start..end),
            }
        }
    }

    /// A text in quotes on one line: its bytes with the quotes, and what it says.
    pub(super) fn quoted(&mut self) -> Option<(Range<usize>, Cow<'s, str>)> {
        let start = self.at;
        let quote = self.here();
        let mut doubled = false;
        let mut end = start + 1;
        loop {
            let rest = self.bytes.get(end..)?;
            end += rest.iter().position(|byte| *byte == quote || matches!(byte, b'\n' | b'\r' | b'\\'))?;
            match self.byte(end) {
                b'\\' if quote == b'\'' => end += 1,
                // Two single quotes stand for one.
                b'\'' if quote == b'\'' && self.byte(end + 1) == quote => {
                    doubled = true;
                    end += 2;
                }
                byte if byte == quote => break,
                _ => return None,
            }
        }
        self.at = end + 1;
        let text = Cow::Borrowed(self.slice(start + 1..end));
        let text = if doubled { Cow::Owned(text.replace("''", "'")) } else { text };
        Some((start..end + 1, text))
    }

    /// A text after `|` or `>` on lines deeper than `indent`, and what it says.
    pub(super) fn block_text(&mut self, indent: usize) -> Option<(Range<usize>, String)> {
        let start = self.at;
        let folded = self.here() == b'>';
        self.at += 1;
        let stripped = self.here() == b'-';
        self.at += usize::from(stripped);
        self.rest_of_line()?;
        let mut text = String::new();
        let mut column = None;
        let mut end = start;
        // Line ends since the last line with content.
        let mut breaks = 0;
        while self.at < self.bytes.len() {
            let line = self.at;
            self.skip_blanks();
            let width = self.at - line;
            if self.is_end() {
                // What blanks alone on a line mean, or an empty line at the start, is seldom certain.
                if width > 0 || column.is_none() {
                    return None;
                }
                breaks += 1;
                self.next_line();
                continue;
            }
            if width <= indent {
                self.at = line;
                break;
            }
            let column = *column.get_or_insert(width);
            if width != column && (folded || width < column) {
                return None;
            }
            self.next_line();
            let content = self.slice(line + column..self.at);
            if !content.ends_with('\n') {
                return None;
            }
            match breaks {
                1 if folded => text.push(' '),
                breaks => text.extend(std::iter::repeat_n('\n', breaks - usize::from(folded && breaks > 0))),
            }
            let content = content.trim_end_matches(['\n', '\r']);
            text.push_str(content);
            breaks = 1;
            end = line + column + content.trim_end_matches(' ').len();
        }
        column?;
        if !stripped {
            text.push('\n');
        }
        Some((start..end, text))
    }
}

/// How many bytes lie before one at which a plain text may end: keys and words are
/// looked through byte by byte, what is longer in pieces that the processor compares at once.
fn length_to_stop(bytes: &[u8], style: Style) -> usize {
    let in_flow = u8::from(style == Style::Flow);
    let stops = |found: u8, byte: &u8| {
        let is = |stop: u8| u8::from(*byte == stop);
        let flow = is(b',') | is(b'[') | is(b']') | is(b'{') | is(b'}');
        found | is(b' ') | is(b'\n') | is(b'\r') | is(b':') | (flow & in_flow)
    };
    let stop = |bytes: &[u8]| bytes.iter().position(|byte| STOPS[usize::from(*byte)] & style as u8 != 0);
    let (head, tail) = bytes.split_at(bytes.len().min(PIECE));
    if let Some(near) = stop(head) {
        return near;
    }
    let (pieces, _) = tail.as_chunks::<PIECE>();
    let free = pieces.iter().take_while(|piece| piece.iter().fold(0, stops) == 0).count() * PIECE;
    let rest = &tail[free..];
    head.len() + free + stop(rest).unwrap_or(rest.len())
}

/// Bytes that are compared at once.
const PIECE: usize = 16;

fn is_flow(byte: u8) -> bool {
    matches!(byte, b',' | b'[' | b']' | b'{' | b'}')
}
