//! A description as JSON and as YAML. The YAML is written here, so that every text that some
//! reader would take for a number, a flag or a date stands in quotes.

use std::fmt::Write as _;

use serde::Serialize;
use serde_json::Value;

use crate::error::Error;

/// As JSON.
pub fn json(document: &impl Serialize) -> Result<Vec<u8>, Error> {
    let mut bytes = serde_json::to_vec_pretty(document).map_err(|error| Error::Write(error.into()))?;
    bytes.push(b'\n');
    Ok(bytes)
}

/// As YAML.
pub fn yaml(document: &impl Serialize) -> Result<Vec<u8>, Error> {
    Ok(in_lines(&value(document)?))
}

/// As YAML for people and as JSON for programs, without line breaks: for places with many descriptions.
pub fn pair(document: &impl Serialize) -> Result<(Vec<u8>, Vec<u8>), Error> {
    let value = value(document)?;
    let mut json = serde_json::to_vec(&value).map_err(|error| Error::Write(error.into()))?;
    json.push(b'\n');
    Ok((in_lines(&value), json))
}

fn value(document: &impl Serialize) -> Result<Value, Error> {
    serde_json::to_value(document).map_err(|error| Error::Write(error.into()))
}

fn in_lines(value: &Value) -> Vec<u8> {
    let mut text = String::new();
    block(value, 0, &mut text);
    text.into_bytes()
}

/// Words that a reader of YAML 1.1 takes for a flag or for nothing.
const TAKEN: [&str; 9] = ["true", "false", "yes", "no", "on", "off", "y", "n", "null"];

/// A map or a list, each entry on a line of its own; anything else on one line.
fn block(value: &Value, indent: usize, to: &mut String) {
    match value {
        Value::Object(map) if !map.is_empty() => {
            for (number, (key, value)) in map.iter().enumerate() {
                // The first key of a list's entry stands beside its dash.
                if number > 0 || to.is_empty() || to.ends_with('\n') {
                    pad(indent, to);
                }
                scalar(key, None, to);
                to.push(':');
                beside(value, indent, to);
            }
        }
        Value::Array(list) if !list.is_empty() => {
            for entry in list {
                pad(indent, to);
                to.push('-');
                if matches!(entry, Value::Object(map) if !map.is_empty()) {
                    to.push(' ');
                    block(entry, indent + 2, to);
                } else {
                    beside(entry, indent + 2, to);
                }
            }
        }
        other => {
            beside(other, indent, to);
        }
    }
}

/// What follows a key or a dash.
fn beside(value: &Value, indent: usize, to: &mut String) {
    match value {
        Value::Object(map) if !map.is_empty() => {
            to.push('\n');
            block(value, indent + 2, to);
        }
        Value::Array(list) if !list.is_empty() => {
            to.push('\n');
            block(value, indent, to);
        }
        Value::String(text) => {
            to.push(' ');
            scalar(text, Some(indent + 2), to);
            to.push('\n');
        }
        // Numbers, flags, nothing and what is empty are written as in JSON.
        other => {
            let _ = writeln!(to, " {other}");
        }
    }
}

fn pad(indent: usize, to: &mut String) {
    to.extend(std::iter::repeat_n(' ', indent));
}

/// A text: plain where nothing can be read into it, line by line where it has several, else in quotes.
fn scalar(text: &str, lines_at: Option<usize>, to: &mut String) {
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
    for letter in text.chars() {
        match letter {
            '"' | '\\' => to.extend(['\\', letter]),
            '\n' => to.push_str("\\n"),
            '\t' => to.push_str("\\t"),
            _ if is_printable(letter) => to.push(letter),
            _ => {
                let _ = write!(to, "\\U{:08X}", u32::from(letter));
            }
        }
    }
    to.push('"');
}

/// Begins like a word and holds nothing that means something to YAML.
fn is_plain(text: &str) -> bool {
    let within = |c: char| {
        let known = matches!(c, ' ' | '-' | '_' | '.' | '/' | '{' | '}' | '$')
            || matches!(c, '，' | '。' | '；' | '：' | '、' | '（' | '）' | '《' | '》');
        known || c.is_alphanumeric()
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
    !letter.is_control()
        && !('\u{2028}'..='\u{2029}').contains(&letter)
        && !matches!(letter, '\u{feff}' | '\u{fffe}' | '\u{ffff}')
}
