//! The index of the search: overlapping pairs of characters, in shards that a page loads as
//! scripts, so that it works without a server and loads only what it needs. Pairs only name candidates:
//! the page holds words and codes against the texts of the records, each as a whole.
//!
//! A shard maps a pair to the numbers of the records that hold it, ascending; each is written
//! as the difference from the one before, in digits of five bits, the lowest first, `+32` where another follows.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};

use super::linked::script;
use crate::error::Error;
use crate::generate::{Marks, Output, Sink};
use crate::model::phrase::Phrase;

const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// Records in one file of titles.
const CHUNK: usize = 1_000;

/// Up to so many records a few shards are enough.
const FEW: usize = 2_000;

/// Something that can be found.
#[derive(Debug)]
pub(super) struct Record {
    /// Path of its page in the tree of a language.
    pub(super) path: String,
    /// What is read first.
    pub(super) title: Phrase,
    /// What is read under it: body, place, code.
    pub(super) note: Phrase,
}

impl Record {
    /// Every pair of characters that stand side by side in what is read.
    fn pairs(&self) -> BTreeSet<String> {
        let texts =
            [Some(&self.title.zh), self.title.en.as_ref(), Some(&self.note.zh), self.note.en.as_ref()];
        let mut pairs = BTreeSet::new();
        for text in texts.into_iter().flatten() {
            let chars: Vec<char> = text.chars().map(folded).collect();
            let side_by_side = chars.windows(2).filter(|pair| pair.iter().all(|c| !c.is_whitespace()));
            pairs.extend(side_by_side.map(|pair| pair.iter().collect::<String>()));
        }
        pairs
    }
}

/// A character as it is compared: full-width forms as ASCII, ASCII in lower case.
fn folded(c: char) -> char {
    let plain = match c {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
        '\u{3000}' => ' ',
        other => other,
    };
    plain.to_ascii_lowercase()
}

/// The shard of a pair.
fn shard(pair: &str, shards: u32) -> u32 {
    pair.chars().fold(0u32, |hash, c| hash.wrapping_mul(31).wrapping_add(c as u32)) % shards
}

fn postings(numbers: &[usize]) -> String {
    let mut out = String::new();
    let mut before = 0;
    for number in numbers {
        let mut rest = number - before;
        before = *number;
        loop {
            let more = if rest >= 32 { 32 } else { 0 };
            out.push(char::from(DIGITS[rest % 32 + more]));
            rest /= 32;
            if more == 0 {
                break;
            }
        }
    }
    out
}

/// Writes the index of records, which stand in the order in which equal results are shown.
pub(super) fn write(records: &[Record], marks: Marks, sink: &dyn Sink) -> Result<(), Error> {
    let shards = if records.len() > FEW { 256 } else { 16 };
    let mut index: Vec<BTreeMap<String, Vec<usize>>> = Vec::new();
    index.resize_with(shards as usize, BTreeMap::new);
    for (number, record) in records.iter().enumerate() {
        for pair in record.pairs() {
            index[shard(&pair, shards) as usize].entry(pair).or_default().push(number);
        }
    }
    let said = marks.line().map_or(String::new(), |line| format!("/* {line} */\n"));
    let put = |name: String, call: &str, value: &Value| {
        let text = format!("{said}muluSearch.{call} = {};\n", script(value));
        sink.put(Output { path: format!("assets/search/{name}.js"), bytes: text.into_bytes() })
    };
    for (number, pairs) in index.iter().enumerate() {
        let pairs: BTreeMap<&str, String> =
            pairs.iter().map(|(pair, numbers)| (pair.as_str(), postings(numbers))).collect();
        put(format!("pairs-{number}"), &format!("shards[{number}]"), &json!(pairs))?;
    }
    for (number, chunk) in records.chunks(CHUNK).enumerate() {
        let rows: Vec<Value> = chunk
            .iter()
            .map(|own| json!([own.path, own.title.zh, own.title.en, own.note.zh, own.note.en]))
            .collect();
        put(format!("titles-{number}"), &format!("titles[{number}]"), &json!(rows))?;
    }
    put("meta".to_owned(), "meta", &json!({"records": records.len(), "shards": shards, "chunk": CHUNK}))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_as_differences() {
        assert_eq!(postings(&[0, 1, 33, 40]), "ABgBH");
    }

    #[test]
    fn every_pair_of_a_text_is_found() {
        let note = Phrase::new("Bureau", "局");
        let own = Record { path: String::new(), title: Phrase::zh("施工 许可Ａb"), note };
        let pairs = own.pairs();
        assert!(["施工", "许可", "可a", "ab", "bu", "au"].iter().all(|pair| pairs.contains(*pair)));
        assert!(!pairs.iter().any(|pair| pair.contains(' ') || pair.contains("工许")));
    }
}
