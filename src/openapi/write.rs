//! A description as JSON and as YAML. Every text that some reader would take for a number, a flag
//! or a date stands in quotes.

use std::fmt::Write as _;
use std::io::{self, Write as _};

use serde::Serialize;

/// How JSON is laid out.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Layout {
    /// With line breaks, to be read.
    Lines,
    /// Without, where there are many descriptions.
    Line,
}

/// As JSON.
pub fn json(document: &impl Serialize, layout: Layout, to: &mut dyn io::Write) -> io::Result<()> {
    // JSON comes in crumbs, which are cheap to put by and dear to hand on.
    let mut to = io::BufWriter::with_capacity(1 << 16, to);
    match layout {
        Layout::Lines => serde_json::to_writer_pretty(&mut to, document)?,
        Layout::Line => serde_json::to_writer(&mut to, document)?,
    }
    to.write_all(b"\n")?;
    to.flush()
}

/// As YAML.
pub fn yaml(document: &impl Serialize, to: &mut dyn io::Write) -> io::Result<()> {
    super::yaml::write(document, to)
}

/// Words that a reader of YAML 1.1 takes for a flag or for nothing.
const TAKEN: [&str; 9] = ["true", "false", "yes", "no", "on", "off", "y", "n", "null"];

fn pad(indent: usize, to: &mut String) {
    to.extend(std::iter::repeat_n(' ', indent));
}

/// A text: plain where nothing can be read into it, line by line where it has several, else in quotes.
pub(super) fn scalar(text: &str, lines_at: Option<usize>, to: &mut String) {
    if is_plain(text) {
        to.push_str(text);
        return;
    }
    if let Some(indent) = lines_at.filter(|_| has_lines(text)) {
        to.push_str("|-");
        for line in text.split('\n') {
            to.push('\n');
            if !line.is_empty() {
                pad(indent, to);
                to.push_str(line);
            }
        }
        return;
    }
    to.push('"');
    // What needs no escape is most of a text, and goes over at once.
    let mut rest = text;
    while let Some(at) = rest.find(|c: char| matches!(c, '"' | '\\') || !is_printable(c)) {
        let (plain, from) = rest.split_at(at);
        to.push_str(plain);
        let mut letters = from.chars();
        match letters.next() {
            Some(letter @ ('"' | '\\')) => to.extend(['\\', letter]),
            Some('\n') => to.push_str("\\n"),
            Some('\t') => to.push_str("\\t"),
            letter => {
                let _ = write!(to, "\\U{:08X}", letter.map_or(0, u32::from));
            }
        }
        rest = letters.as_str();
    }
    to.push_str(rest);
    to.push('"');
}

/// Begins like a word and holds nothing that means something to YAML.
fn is_plain(text: &str) -> bool {
    let within = |c: char| {
        let known = matches!(c, ' ' | '-' | '_' | '.' | '/' | '{' | '}' | '$')
            || matches!(c, '，' | '。' | '；' | '：' | '、' | '（' | '）' | '《' | '》');
        // Most letters are Chinese: this block holds nothing else.
        known || ('\u{4E00}'..='\u{9FFF}').contains(&c) || c.is_alphanumeric()
    };
    let first = text.chars().next().is_some_and(|first| first.is_alphabetic() || "/$".contains(first));
    let taken = TAKEN.iter().any(|word| word.eq_ignore_ascii_case(text));
    first && text.chars().all(within) && !text.ends_with(' ') && !taken
}

/// Has several lines that keep their shape when each is written on a line of its own.
fn has_lines(text: &str) -> bool {
    let plain = |c: char| c == '\n' || is_printable(c);
    text.contains('\n') && !text.starts_with([' ', '\n']) && !text.ends_with('\n') && text.chars().all(plain)
}

/// Neither control, nor line end of some reader, nor byte order mark.
fn is_printable(letter: char) -> bool {
    if letter.is_ascii() {
        return !letter.is_ascii_control();
    }
    !letter.is_control()
        && !('\u{2028}'..='\u{2029}').contains(&letter)
        && !matches!(letter, '\u{feff}' | '\u{fffe}' | '\u{ffff}')
}
