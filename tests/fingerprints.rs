//! The name of a finding outlives every edit that does not touch the matter, and no edit that does.

mod support;

use std::collections::BTreeMap;

use mulu::source::store::Memory;
use support::{DAY, MANIFEST, base, check_store};

/// A small generator, so that a seed gives the same edits for ever (xorshift).
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % limit.max(1) as u64) as usize
    }
}

type Files = BTreeMap<String, String>;

/// The bases with faults in every layer.
fn files() -> Files {
    let basic = base("basic-item")
        .replacen("necessity: required", "necessity: must", 1)
        .replacen("medium: [electronic, paper]", "medium: [electronik, paper]", 1)
        .replace("version: 3\n", "version: three\n")
        .replace("from: 2023-03-01", "from: 2023-02-30");
    let lower = base("implementation")
        .replace("days: 4", "days: 40")
        .replace("windows: [\"15\"]", "windows: [15]")
        .replace("phone: 0000-0000002", "phone: 0000-0000001")
        .replace("power_source: statutory", "power_source: own");
    Files::from([("items/a.yaml".to_owned(), basic), ("regions/370828/b.yaml".to_owned(), lower)])
}

/// Fingerprints and how often each stands.
fn fingerprints(files: &Files) -> BTreeMap<u128, usize> {
    let store = Memory::new(files.iter().map(|(path, text)| (path.clone(), text.clone().into_bytes())));
    let mut counted = BTreeMap::new();
    for finding in check_store(&store, MANIFEST, DAY).findings {
        *counted.entry(finding.fingerprint).or_insert(0) += 1;
    }
    counted
}

/// The top-level entries of a document, each with the lines that belong to it.
fn entries(text: &str) -> Vec<String> {
    let mut entries: Vec<String> = Vec::new();
    for line in text.split_inclusive('\n') {
        match entries.last_mut() {
            Some(last) if line.starts_with([' ', '-', '\r', '\n']) => last.push_str(line),
            _ => entries.push(line.to_owned()),
        }
    }
    entries
}

/// An edit that does not touch the matter.
fn shuffle(files: &Files, random: &mut Random) -> Files {
    let names: Vec<&String> = files.keys().collect();
    let chosen = names[random.below(names.len())].clone();
    let mut edited = files.clone();
    let text = edited.remove(&chosen).expect("the file is there");
    let folder = chosen.rsplit_once('/').map_or("", |(folder, _)| folder);
    // A mark at the head and a second document stay where they are.
    let headed = text.starts_with(['\u{FEFF}', '-']);
    let (path, text) = match random.below(9) {
        1 | 2 | 6 if headed => (chosen, text),
        0 => (format!("{folder}/moved-{}.yaml", random.below(1000)), text),
        1 => {
            let mut parts = entries(&text);
            let (from, to) = (random.below(parts.len()), random.below(parts.len()));
            let part = parts.remove(from);
            parts.insert(to, part);
            (chosen, parts.concat())
        }
        2 => {
            let mut parts = entries(&text);
            parts.insert(random.below(parts.len()), "# a comment\n\n".to_owned());
            (chosen, parts.concat())
        }
        3 => (chosen, text.replace("\r\n", "\n").replace('\n', "\r\n")),
        4 => (chosen, format!("\u{FEFF}{}", text.trim_start_matches('\u{FEFF}'))),
        5 => (chosen, text.replace("necessity:", "材料必要性:").replace("promised:", "承诺办结时限:")),
        6 => (
            chosen,
            format!("---\nkind: withheld\nreference: R-1\n---\n{}", text.trim_start_matches('\u{FEFF}')),
        ),
        7 => (
            chosen,
            text.replace("[electronik, paper]", "[paper, electronik]")
                .replace("methods: [password, id-card,", "methods: [id-card, password,"),
        ),
        _ => (
            chosen,
            text.replace("name: 申请书", "name: \"申请书\"").replace("status: in-use", "status: 'in-use'"),
        ),
    };
    edited.insert(path, text);
    edited
}

/// The entries of the list of materials the other way round.
fn reverse_materials(text: &str) -> String {
    let parts = entries(text).into_iter().map(|part| {
        let Some(rest) = part.strip_prefix("materials:\n") else { return part };
        let mut materials: Vec<String> = Vec::new();
        for line in rest.split_inclusive('\n') {
            match materials.last_mut() {
                Some(last) if !line.starts_with("  - ") => last.push_str(line),
                _ => materials.push(line.to_owned()),
            }
        }
        materials.reverse();
        format!("materials:\n{}", materials.concat())
    });
    parts.collect()
}

#[test]
fn edits_beside_the_matter_keep_every_fingerprint() {
    let mut random = Random(20_261_124);
    let expected = fingerprints(&files());
    assert!(expected.len() >= 7, "the bases have faults: {}", expected.len());
    for round in 0..200 {
        let mut edited = files();
        for _ in 0..=random.below(4) {
            edited = shuffle(&edited, &mut random);
        }
        assert_eq!(fingerprints(&edited), expected, "round {round}: {:?}", edited.keys());
    }
    // Nor is another window before the one that is found at fault.
    let mut more = files();
    let lower = more["regions/370828/b.yaml"].replacen(
        "    - {name: 示例窗口,",
        "    - {name: 另一窗口}\n    - {name: 示例窗口,",
        1,
    );
    assert_ne!(lower, more["regions/370828/b.yaml"]);
    more.insert("regions/370828/b.yaml".to_owned(), lower);
    let found = fingerprints(&more);
    assert!(expected.keys().all(|own| found.contains_key(own)), "a window before");
    let mut turned = files();
    let text = reverse_materials(&turned["items/a.yaml"]);
    assert_ne!(text, turned["items/a.yaml"]);
    turned.insert("items/a.yaml".to_owned(), text);
    assert_eq!(fingerprints(&turned), expected, "the order of materials");
}

#[test]
fn edits_of_the_matter_change_fingerprints() {
    let mut random = Random(4_711);
    let before = fingerprints(&files());
    for round in 0..200 {
        let mut edited = files();
        let number = random.below(90) + 10;
        let (path, from, to) = match random.below(7) {
            0 => (
                "items/a.yaml",
                "  - id: application\n".to_owned(),
                format!("  - id: application-{number}\n"),
            ),
            1 => ("regions/370828/b.yaml", "days: 40".to_owned(), "days: 4".to_owned()),
            2 => {
                ("regions/370828/b.yaml", "024000114107003\n".to_owned(), format!("0240001141070{number}\n"))
            }
            3 => ("items/a.yaml", "source: government".to_owned(), format!("source: gov-{number}")),
            5 => ("items/a.yaml", "electronik".to_owned(), format!("electronik-{number}")),
            4 => ("items/a.yaml", "necessity: must".to_owned(), "necessity: required".to_owned()),
            _ => (
                "regions/370828/b.yaml",
                "status: in-use".to_owned(),
                format!("status: in-use\nnever_{number}: 1"),
            ),
        };
        let text = edited[path].replacen(&from, &to, 1);
        assert_ne!(text, edited[path], "round {round}: {from}");
        edited.insert(path.to_owned(), text);
        assert_ne!(fingerprints(&edited), before, "round {round}: {from} to {to}");
    }
}
