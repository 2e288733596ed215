//! One fault, one finding: a value of a clean item from which nothing can be read is reported where it stands, and
//! nothing else is: no rule judges it, and nobody misses it.

mod support;

use std::sync::Arc;

use mulu::source::Source;
use mulu::source::documents::read_documents;
use mulu::source::store::Memory;
use mulu::source::tree::Kind;
use support::{DAY, MANIFEST, base, briefs, check_store};

const FILES: [(&str, &str); 2] =
    [("items/base.yaml", "basic-item"), ("regions/370828/base.yaml", "implementation")];

/// What is put in place of a value: another type, nothing, a word that no list knows.
const FAULTS: [&str; 3] = ["{zz: 1}", "", "zz"];

/// Keys that say what a document is: without them there is no item to judge, which others notice.
const IDENTITY: [&str; 5] = ["kind", "code", "implements", "region", "status"];

#[test]
fn one_fault_one_finding() {
    let mut wrong = Vec::new();
    let mut tried = 0;
    for (path, kind) in FILES {
        let clean = base(kind);
        let source = Arc::new(Source::new(path.into(), clean.to_owned()));
        let (trees, _) = read_documents(&source);
        let root = trees[0].root().expect("the base has a root");
        let values = root.descendants().filter(|node| node.number() > 0 && node.kind() != Kind::Map);
        for value in values {
            let pointer = value.own_pointer();
            if IDENTITY.iter().any(|key| pointer == format!("/{key}")) {
                continue;
            }
            let range = value.range();
            let line = |at: u32| clean[..at as usize].matches('\n').count() + 1;
            let lines = [line(range.start), line(value.owner().range().start)];
            for fault in FAULTS {
                // An empty place in a list is no entry, and the text after a block list is not its own.
                let block = value.as_written().contains('\n');
                let entry = pointer.ends_with(|last: char| last.is_ascii_digit());
                // Another name is right in itself, and breaks what refers to it.
                let renamed = pointer.ends_with("/id") && fault == "zz";
                if block || renamed || (fault.is_empty() && entry) {
                    continue;
                }
                let text =
                    format!("{}{fault}{}", &clean[..range.start as usize], &clean[range.end as usize..]);
                let documents = FILES.map(|(own, kind)| {
                    let text = if own == path { text.clone() } else { base(kind).to_owned() };
                    (own.to_owned(), text.into_bytes())
                });
                let store = Memory::new(support::registers().chain(documents));
                let outcome = check_store(&store, MANIFEST, DAY);
                let found = briefs(&outcome);
                tried += 1;
                // Some words are as right as what stood there.
                let here =
                    |one: &String| lines.iter().any(|line| one.starts_with(&format!("{path}:{line}:")));
                let told = if fault == "zz" { found.len() <= 1 } else { found.len() == 1 };
                if !told || !found.iter().all(here) {
                    wrong.push(format!("{path}{pointer} `{fault}`:\n    {}", found.join("\n    ")));
                }
            }
        }
    }
    assert!(tried > 300, "only {tried} faults were tried");
    assert!(wrong.is_empty(), "{} of {tried}:\n{}", wrong.len(), wrong.join("\n"));
}
