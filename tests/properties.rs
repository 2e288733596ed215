//! Laws that hold for all inputs.

mod support;

use std::sync::Arc;

use mulu::source::Source;
use mulu::source::documents::read_documents;
use mulu::source::node::Node;
use mulu::source::tree::Kind;
use support::twist::{Random, twist};

#[test]
fn no_twisted_text_panics_and_every_place_is_in_the_file() {
    let seeds =
        [support::base("basic-item"), support::base("implementation"), include_str!("support/chinese.yaml")];
    let mut random = Random(20_190_426);
    for round in 0..1_500 {
        let text = twist(seeds[round % seeds.len()], &mut random);
        // Few rounds meet the registers, whose reading takes most of the time.
        let files = [("items/x.yaml", text.clone())];
        let outcome = if round % 25 == 0 { support::check_files(files) } else { support::check_texts(files) };
        let lines = text.split('\n').count() as u32;
        for finding in &outcome.findings {
            let span = finding.place.span;
            assert!(span.line >= 1 && span.column >= 1, "{text:?}");
            assert!((span.line, span.column) <= (span.end_line, span.end_column), "{finding:?} in {text:?}");
            assert!(span.end_line <= lines + text.matches('\r').count() as u32, "{finding:?} in {text:?}");
        }
    }
}

#[test]
fn twisted_bytes_do_not_panic() {
    let mut random = Random(716);
    for _ in 0..500 {
        let mut bytes = support::base("implementation").as_bytes().to_vec();
        for _ in 0..=random.below(6) {
            let at = random.below(bytes.len());
            bytes[at] = random.below(256) as u8;
        }
        support::check_texts([("regions/370828/x.yaml", bytes)]);
    }
}

/// Each value stands where its node says.
#[test]
fn nodes_know_where_they_stand() {
    for text in [support::base("basic-item"), include_str!("support/flow.yaml")] {
        let source = Arc::new(Source::new("x".into(), text.to_owned()));
        let (trees, findings) = read_documents(&source);
        assert!(findings.is_empty());
        for tree in &trees {
            assert_stands(tree.node(0));
        }
    }
}

fn assert_stands(node: Node<'_>) {
    let written = node.as_written();
    match node.kind() {
        Kind::Map => {
            for (key, value) in node.entries() {
                assert!(written.contains(key.as_written()), "{written}");
                assert_eq!(value.path().last().and_then(|step| step.key), Some(key));
                assert_stands(value);
            }
        }
        Kind::List => node.items().for_each(assert_stands),
        Kind::Text if written.starts_with(['"', '\'', '|', '>']) => {}
        _ => assert_eq!(node.text(), written),
    }
}
