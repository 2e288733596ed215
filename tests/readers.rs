//! The fast reader against the full one: what it reads it reads alike, and it reads nearly all.

mod support;

#[path = "../benches/corpus.rs"]
#[allow(dead_code, reason = "the program of the benchmark writes the corpus")]
mod corpus;

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use mulu::source::documents::{Readers, read_with};
use mulu::source::tree::Tree;
use mulu::source::{Source, fast, full};
use support::twist::{Random, bend, twist};

/// How many documents both readers were given, and how many the fast one read.
#[derive(Default)]
struct Tally {
    all: usize,
    fast: usize,
}

/// Holds the readers against each other on every document of a text.
fn compare(text: &str, tally: &mut Tally) {
    let source = Arc::new(Source::new("x".into(), text.to_owned()));
    for (document, range) in source.documents().iter().cloned().enumerate() {
        tally.all += 1;
        let Some(own) = fast::read(&source, document as u32, range.clone()) else { continue };
        tally.fast += 1;
        let mut findings = Vec::new();
        let other = full::read(&source, document as u32, range, &mut findings);
        assert!(findings.is_empty(), "{findings:?} in {text:?}");
        let other = other.unwrap_or_else(|| panic!("refused: {text:?}"));
        assert_alike(&own, &other, text);
    }
}

fn assert_alike(own: &Tree, other: &Tree, text: &str) {
    for at in 0..own.len().min(other.len()) {
        let (a, b) = (own.node(at), other.node(at));
        assert_eq!(a.kind(), b.kind(), "kind of {at} in {text:?}");
        assert_eq!(a.range(), b.range(), "place of {at} in {text:?}");
        assert_eq!(a.text(), b.text(), "text of {at} in {text:?}");
        assert_eq!(a.flags(), b.flags(), "flags of {at} in {text:?}");
        assert_eq!(a.key_hash(), b.key_hash(), "hash or end of {at} in {text:?}");
        assert_eq!(a.most(), b.most(), "entries of {at} in {text:?}");
    }
    assert_eq!(own.len(), other.len(), "nodes in {text:?}");
}

/// The texts of all YAML files of a folder, in order.
fn texts(folder: &Path) -> Vec<String> {
    let mut paths: Vec<PathBuf> = fs::read_dir(folder)
        .expect("the folder is there")
        .map(|entry| entry.expect("an entry can be read").path())
        .collect();
    paths.sort();
    let mut texts = Vec::new();
    for path in paths {
        if path.is_dir() {
            texts.extend(self::texts(&path));
        } else if path.extension().is_some_and(|ending| ending == "yaml" || ending == "yml") {
            texts.push(String::from_utf8_lossy(&fs::read(&path).expect("the file is there")).into_owned());
        }
    }
    texts
}

fn compare_all(texts: &[String]) -> Tally {
    let mut tally = Tally::default();
    for text in texts {
        compare(text, &mut tally);
    }
    tally
}

#[test]
fn all_files_of_the_repository_are_read_alike() {
    for folder in ["schema", "tests"] {
        compare_all(&texts(Path::new(folder)));
    }
    let tally = compare_all(&texts(Path::new("catalogue")));
    assert!(tally.fast * 100 >= tally.all * 95, "{} of {}", tally.fast, tally.all);
}

#[test]
fn a_generated_corpus_is_read_alike() {
    for full in [false, true] {
        let folder = tempfile::tempdir().expect("a folder");
        corpus::write(folder.path().join("corpus"), 300, full);
        let tally = compare_all(&texts(folder.path()));
        assert!(tally.all > 300 && tally.fast * 100 >= tally.all * 95, "{} of {}", tally.fast, tally.all);
    }
}

#[test]
fn twisted_texts_are_read_alike_or_left() {
    let mut seeds = texts(Path::new("catalogue"));
    seeds.retain(|text| text.len() < 8_000);
    let own = include_str!("support/styles.yaml");
    let mut random = Random(20_201_231);
    let mut tally = Tally::default();
    compare(own, &mut tally);
    assert_eq!(tally.fast, 1);
    for round in 0..rounds() {
        let seed = if round % 3 == 0 { own } else { &seeds[random.below(seeds.len())] };
        let text = if round % 2 == 0 { bend(seed, &mut random) } else { twist(seed, &mut random) };
        compare(&text, &mut tally);
    }
    assert!(tally.fast * 5 > tally.all, "{} of {}", tally.fast, tally.all);
}

/// `MULU_ROUNDS` asks for more than what every run of the tests does.
fn rounds() -> usize {
    std::env::var("MULU_ROUNDS").map_or(6_000, |rounds| rounds.parse().expect("a number"))
}

/// Each style by itself, with the fast reader's answer: whether it reads it.
#[test]
fn the_fast_reader_knows_its_limits() {
    let read = [
        "a: 1\n",
        "a: b c\n",
        "a: 'b''c'\n",
        "a: 'b\\c'\n",
        "a: [b, c]\n",
        "a: { b: c, d: [ ] }\n",
        "a:\n- b\n- c\n",
        "a:\n  b:\n    c: d\n",
        "a: |\n  b\n   c\n\n  d\n",
        "a: >-\n  b\n\n  c\n",
        "a: b # c\n",
        "a: b\r\nc: d\r\n",
        "a: b\rc: d\n",
        "# a\n---\nb: c\n",
        "a: b",
        "a: \"b\"  \n",
        "a:\n  - b: c\n    d: e\n",
        "a: b#c:d\n",
    ];
    let left = [
        "a:\n",
        "a: &b c\n",
        "a: *b\n",
        "a: !!str b\n",
        "<<: a\n",
        "? a\n",
        "a: b\n  c\n",
        "a: \"b\\n\"\n",
        "a: \"b\n  c\"\n",
        "a: [b,\n  c]\n",
        "a: |+\n  b\n",
        "a: |2\n  b\n",
        "a:\tb\n",
        "a: b: c\n",
        "a : b\n",
        "%YAML 1.2\n---\na: b\n",
        "\"a\": b\n",
        "--- a\n",
        "a: \u{85}\n",
        "a: \u{2028}\n",
        "a: [b, c,]\n",
        "- - a\n",
        "a:\n b: c\n  d: e\n",
    ];
    for text in read {
        let mut tally = Tally::default();
        compare(text, &mut tally);
        assert_eq!((tally.all, tally.fast), (1, 1), "{text:?}");
    }
    for text in left {
        let mut tally = Tally::default();
        compare(text, &mut tally);
        assert_eq!((tally.all, tally.fast), (1, 0), "{text:?}");
    }
}

/// A switch forces the full reader, and changes nothing that is said.
#[test]
fn both_readers_say_the_same() {
    for text in texts(Path::new("tests")) {
        let source = Arc::new(Source::new("x".into(), text));
        let said = |readers| format!("{:?}", read_with(&source, readers).1);
        assert_eq!(said(Readers::Both), said(Readers::Full));
    }
}
