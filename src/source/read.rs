//! Bytes of a file to text: size, encoding, characters that may not stand in a definition.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::finding::Finding;
use super::store::{Store, Unread};
use super::{MAX_FILE, Source};
use crate::diagnostic::Text;

/// Most characters reported one by one in a file.
const MOST_CHARACTERS: usize = 20;

/// Reads a file. What cannot be read at all gives an empty source and a finding at 1:1.
pub fn read(store: &dyn Store, path: &str, shown: Arc<str>) -> (Source, Vec<Finding>) {
    match store.read(path) {
        Ok(bytes) => decode(&bytes, shown),
        Err(unread) => (Source::new(shown, String::new()), vec![unreadable(&unread)]),
    }
}

/// The finding about a file without bytes.
pub fn unreadable(unread: &Unread) -> Finding {
    match unread {
        Unread::TooLarge(size) => {
            let message = Text::new(
                format!("the file has {size} bytes; at most {MAX_FILE} (16 MiB) are read"),
                format!("文件有{size}字节，最多读取{MAX_FILE}字节（16 MiB）"),
            );
            let help = Text::new("split it into several files", "请拆分为多个文件");
            Finding::new("file-too-large", 0, 0..0, message).help(help)
        }
        Unread::Closed(reason) => {
            let message =
                Text::new(format!("the file cannot be read: {reason}"), format!("文件无法读取：{reason}"));
            let help = Text::new(
                "restore the file or the right to read it, or remove it",
                "请恢复该文件或其读取权限，或将其移除",
            );
            Finding::new("file-unreadable", 0, 0..0, message).help(help)
        }
    }
}

/// The finding about a link that leads back to a folder above it.
pub fn looped() -> Finding {
    let message = Text::new("this link leads back to a folder above it", "该链接指回上级文件夹，形成循环");
    Finding::new("file-unreadable", 0, 0..0, message).help(Text::new("remove the link", "请移除该链接"))
}

/// Text of bytes: a byte order mark is taken off, other encodings are named.
pub fn decode(bytes: &[u8], shown: Arc<str>) -> (Source, Vec<Finding>) {
    let content = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    match simdutf8::basic::from_utf8(content) {
        Ok(text) if looks_like_utf16(content).is_none() => {
            let source = Source::new(shown, text.to_owned());
            let findings = if source.is_ordinary { Vec::new() } else { characters(&source.text) };
            (source, findings)
        }
        _ => undecodable(content.to_vec(), shown),
    }
}

fn undecodable(mut bytes: Vec<u8>, shown: Arc<str>) -> (Source, Vec<Finding>) {
    let encoding = looks_like_utf16(&bytes).or_else(|| looks_like_gbk(&bytes));
    let valid = std::str::from_utf8(&bytes).map_or_else(|error| error.valid_up_to(), |_| 0);
    bytes.truncate(if looks_like_utf16(&bytes).is_some() { 0 } else { valid });
    let text = String::from_utf8(bytes).expect("cut at the first byte that is not UTF-8");
    let end = text.len() as u32;
    let message = match encoding {
        Some(name) => Text::new(
            format!("the file is not UTF-8; it looks like {name}"),
            format!("文件不是UTF-8编码，看起来是{name}"),
        ),
        None => Text::new("the file is not UTF-8", "文件不是UTF-8编码"),
    };
    let help = Text::new("save the file as UTF-8", "请另存为UTF-8编码");
    (
        Source::new(shown, text),
        vec![Finding::new("encoding-not-utf8", 0, end..end, message).help(help).unquoted()],
    )
}

fn looks_like_utf16(bytes: &[u8]) -> Option<&'static str> {
    if bytes.starts_with(b"\xFF\xFE\0\0") || bytes.starts_with(b"\0\0\xFE\xFF") {
        return Some("UTF-32");
    }
    if bytes.starts_with(b"\xFF\xFE") {
        return Some("UTF-16LE");
    }
    if bytes.starts_with(b"\xFE\xFF") {
        return Some("UTF-16BE");
    }
    // Without a mark: ASCII keys leave a zero in every second byte.
    let head = &bytes[..bytes.len().min(64)];
    let zeros = |first: usize| head.iter().skip(first).step_by(2).filter(|byte| **byte == 0).count();
    let half = head.len() / 2;
    match (zeros(0), zeros(1)) {
        (0, odd) if half >= 2 && odd * 4 >= half * 3 => Some("UTF-16LE"),
        (even, 0) if half >= 2 && even * 4 >= half * 3 => Some("UTF-16BE"),
        _ => None,
    }
}

/// GBK (and GB 18030 of two bytes): every byte over 0x7F leads a pair of the code's shape.
fn looks_like_gbk(bytes: &[u8]) -> Option<&'static str> {
    let mut rest = bytes;
    while let [first, tail @ ..] = rest {
        rest = match (first, tail) {
            (0..=0x7F, _) => tail,
            (0x81..=0xFE, [0x40..=0x7E | 0x80..=0xFE, tail @ ..]) => tail,
            _ => return None,
        };
    }
    Some("GBK")
}

/// Control and bidi characters, wherever they stand.
fn characters(text: &str) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (at, found) in text.char_indices() {
        if let Some(message) = refused_character(found) {
            let end = at + found.len_utf8();
            findings.push(
                Finding::new("control-character", 0, at as u32..end as u32, message)
                    .help(Text::new("delete the character", "请删除该字符")),
            );
            if findings.len() == MOST_CHARACTERS {
                break;
            }
        }
    }
    findings
}

/// Whether a text, as bytes, is free of all that is refused and of what few readers agree on:
/// controls (of line ends `\n` and `\r\n` are none), bidi controls, separators of lines and
/// paragraphs, byte order marks, what is no character. Three passes without a branch: most texts
/// are ordinary to their end.
pub(super) fn is_ordinary(bytes: &[u8]) -> bool {
    let is = |condition: bool| u8::from(condition);
    let is_control = |byte: u8| is(byte < 0x20) & is(byte != b'\n') & is(byte != b'\r') | is(byte == 0x7F);
    let mut rare = bytes.iter().fold(is(bytes.last() == Some(&b'\r')), |rare, byte| rare | is_control(*byte));
    for (&first, &second) in bytes.iter().zip(bytes.get(1..).unwrap_or_default()) {
        rare |= is(first == b'\r') & is(second != b'\n');
        rare |= is(first == 0xC2) & is(second <= 0x9F);
        rare |= is(first == 0xD8) & is(second == 0x9C);
    }
    let tails = bytes.get(1..).unwrap_or_default().iter().zip(bytes.get(2..).unwrap_or_default());
    for (&first, (&second, &third)) in bytes.iter().zip(tails) {
        let in_e280 = is(third.wrapping_sub(0x8E) <= 1) | is(third.wrapping_sub(0xA8) <= 6);
        let in_e281 = is(third.wrapping_sub(0xA6) <= 3);
        rare |= is(first == 0xE2) & (is(second == 0x80) & in_e280 | is(second == 0x81) & in_e281);
        let in_ef = is(second == 0xBB) & is(third == 0xBF) | is(second == 0xBF) & is(third >= 0xBE);
        rare |= is(first == 0xEF) & in_ef;
    }
    rare == 0
}

/// The text with `\n` for every `\r` that ends a line by itself, as YAML 1.2 (5.4) has it, so that nothing else
/// need know of these; offsets stay. `None` where there is none.
pub(super) fn line_ends(text: &str) -> Option<String> {
    let is_alone = |at: usize| text.as_bytes().get(at + 1) != Some(&b'\n');
    let mut ends = text.match_indices('\r').map(|(at, _)| at).filter(|at| is_alone(*at)).peekable();
    ends.peek()?;
    let mut made = String::with_capacity(text.len());
    let mut done = 0;
    for at in ends {
        made.push_str(&text[done..at]);
        made.push('\n');
        done = at + 1;
    }
    made.push_str(&text[done..]);
    Some(made)
}

/// What to say of a character that may not stand in a definition.
pub fn refused_character(found: char) -> Option<Text> {
    let number = || format!("U+{:04X}", found as u32);
    match found {
        '\t' | '\n' | '\r' => None,
        '\u{200E}' | '\u{200F}' | '\u{061C}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' => {
            let number = number();
            Some(Text::new(
                format!("bidi control character {number}: the text may read otherwise than it is"),
                format!("双向文字控制字符{number}：看到的文字可能与实际不同"),
            ))
        }
        '\u{FEFF}' => Some(Text::new(
            format!("byte order mark {} inside the text", number()),
            format!("文中出现字节顺序标记{}", number()),
        )),
        found if found.is_control() => {
            Some(Text::new(format!("control character {}", number()), format!("控制字符{}", number())))
        }
        _ => None,
    }
}

/// The same of a text in quotes, where an escape writes the character.
pub fn escaped_character(written: &str, text: &str) -> Option<Text> {
    if !written.contains('\\') {
        return None;
    }
    // Each of the few that are refused is looked for once, however often it stands there.
    let is_refused = |found: &char| refused_character(*found).is_some();
    let refused: BTreeSet<char> = text.chars().filter(is_refused).collect();
    refused.into_iter().find(|found| !written.contains(*found)).and_then(refused_character)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fault(bytes: &[u8]) -> Option<(String, u32)> {
        let (_, findings) = decode(bytes, "x".into());
        findings.first().map(|finding| (finding.message.en.to_string(), finding.spot.at.start))
    }

    #[test]
    fn encodings_are_named() {
        let utf16: Vec<u8> = "kind: x".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert!(fault(&utf16).expect("fault").0.contains("UTF-16LE"));
        assert!(fault(b"name: \xC3\xFB\xB3\xC6").expect("fault").0.contains("GBK"));
        assert_eq!(fault(b"name: \xC3\xFB").expect("fault").1, 6);
        assert!(fault(b"a: \xFF").expect("fault").0.ends_with("not UTF-8"));
        assert_eq!(fault("\u{FEFF}名称: 可".as_bytes()), None);
    }

    #[test]
    fn control_and_bidi_characters_are_findings() {
        assert_eq!(fault("a: \u{202E}b".as_bytes()).expect("fault").1, 3);
        assert_eq!(fault(b"a: \x07").expect("fault").1, 3);
        assert_eq!(fault("a: \u{85}".as_bytes()).expect("fault").1, 3);
        assert_eq!(fault("a: é—“全”\tb\r\n".as_bytes()), None);
    }

    #[test]
    fn what_is_refused_is_not_ordinary() {
        for found in (0..=0x1_FFFF).filter_map(char::from_u32) {
            let text = format!("甲{found}乙");
            let rare = matches!(found, '\t' | '\r' | '\u{2028}' | '\u{2029}' | '\u{FFFE}' | '\u{FFFF}');
            assert_eq!(
                is_ordinary(text.as_bytes()),
                refused_character(found).is_none() && !rare,
                "{found:?}"
            );
        }
        assert!(is_ordinary("a\r\nb\r\n".as_bytes()) && !is_ordinary(b"a\r"));
    }
}
