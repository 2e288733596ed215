//! Laws of edits: whatever is edited in an effective item of the catalogue is found once, where it
//! is, with its mirror; what is only spelt otherwise is no edit.

mod support;

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::sync::Arc;

use mulu::compare::walk::compare;
use mulu::compare::{Change, Kind, Side, burden};
use mulu::diff::{Part, diff};
use mulu::load::{self, Files, Reading};
use mulu::model::registers::Registers;
use mulu::model::resolve::resolve;
use mulu::source::Source;
use mulu::source::documents::{Readers, read_documents};
use mulu::source::node::Node;
use mulu::source::pointer::escape;
use mulu::source::revision::BlobId;
use mulu::source::store::{Memory, Store};
use mulu::source::tree::{Kind as NodeKind, Tree};
use mulu::source::walk::Folder;
use mulu::standard::elements::{Element, Elements};
use mulu::standard::{IMPLEMENTATION, spelling};
use serde_json::{Map, Value, json};
use support::STANDARD;
use support::twist::Random;

/// What is done to a value; ways are JSON pointers with positions.
#[derive(Clone, Debug)]
enum Act {
    /// The scalar there becomes another.
    Set(String),
    /// A new key or entry.
    Put(String, Option<String>, Value),
    /// First and last entry change places.
    Turn(String),
    /// A key or entry goes.
    Take(String, usize),
    /// The key of a map goes.
    Drop(String, String),
}

/// An edit and the only difference that it makes.
#[derive(Clone, Debug)]
struct Edit {
    act: Act,
    pointer: String,
    kind: Kind,
}

/// Every edit of an item that one difference tells.
struct Edits<'e> {
    elements: &'e Elements,
    all: Vec<Edit>,
}

impl<'e> Edits<'e> {
    fn of(elements: &'e Elements, item: &Value) -> Vec<Edit> {
        let mut edits = Self { elements, all: Vec::new() };
        edits.value(item, Some(elements.root()), "", "", "");
        edits.all.retain(|edit| edit.pointer != "/kind");
        edits.all
    }

    fn add(&mut self, act: Act, pointer: &str, kind: Kind) {
        self.all.push(Edit { act, pointer: pointer.to_owned(), kind });
    }

    /// `way` with positions, `named` with keys of entries, `path` without either.
    fn value(&mut self, value: &Value, element: Option<&'e Element>, way: &str, named: &str, path: &str) {
        match value {
            Value::Object(map) => self.map(map, element, way, named, path),
            Value::Array(list) => self.list(list, element, way, named, path),
            Value::Bool(flag) => {
                let kind = if *flag { Kind::SwitchedOff } else { Kind::SwitchedOn };
                self.add(Act::Set(way.to_owned()), named, kind);
            }
            Value::Number(_) => self.add(Act::Set(way.to_owned()), named, Kind::Raised),
            Value::String(_) => self.add(Act::Set(way.to_owned()), named, Kind::Changed),
            Value::Null => {}
        }
    }

    fn map(
        &mut self,
        map: &Map<String, Value>,
        element: Option<&'e Element>,
        way: &str,
        named: &str,
        path: &str,
    ) {
        // What a shared material does not say, its register says.
        let shared = map.contains_key("shared");
        for (key, value) in map {
            let (way_of, named_of) = (format!("{way}/{}", step(key)), format!("{named}/{}", step(key)));
            let path_of = if path.is_empty() { key.clone() } else { format!("{path}.{key}") };
            let child = element.and_then(|element| self.elements.value(element, key));
            match key.as_str() {
                "shared" => continue,
                // A limit of another unit is another limit.
                "unit" if map.contains_key("days") => self.add(Act::Set(way_of), named, Kind::Changed),
                _ => self.value(value, child, &way_of, &named_of, &path_of),
            }
            if !shared && !value.is_null() {
                self.add(Act::Drop(way.to_owned(), key.clone()), &named_of, Kind::ElementRemoved);
            }
        }
        let known = element.into_iter().flat_map(|element| self.elements.children(element));
        let known = known.filter(|(key, _)| !map.contains_key(*key) && *key != "shared" && *key != "id");
        let mut new: Vec<(String, Value)> = known
            .map(|(key, child)| {
                let value = match child.types.first().map(String::as_str) {
                    Some("boolean") => json!(true),
                    Some("integer" | "number") => json!(1),
                    Some("array") => json!(["甲"]),
                    _ => json!("甲"),
                };
                (key.to_owned(), value)
            })
            .collect();
        new.push(("new".to_owned(), json!("甲")));
        for (key, value) in new.into_iter().filter(|_| !shared) {
            let named = format!("{named}/{key}");
            self.add(Act::Put(way.to_owned(), Some(key), value), &named, Kind::ElementAdded);
        }
    }

    fn list(&mut self, list: &[Value], element: Option<&'e Element>, way: &str, named: &str, path: &str) {
        let items = element.and_then(|element| self.elements.items(element));
        let keys = element.and_then(|element| element.merge_key.clone());
        let rows: Vec<&str> = STANDARD.variation.get().row_keys(path).collect();
        let keys: Vec<&str> = keys.as_deref().map_or(rows, |keys| keys.split('|').collect());
        let names: Option<Vec<String>> =
            list.iter().map(|entry| keys.iter().find_map(|key| entry.get(*key)).map(name)).collect();
        let mut sorted = names.clone().unwrap_or_default();
        sorted.sort();
        sorted.dedup();
        let Some(names) = names.filter(|names| sorted.len() == names.len() && !keys.is_empty()) else {
            return self.whole(list, way, named);
        };
        for (at, (entry, own)) in list.iter().zip(&names).enumerate() {
            let (way_of, named_of) = (format!("{way}/{at}"), format!("{named}/{}", step(own)));
            let start = self.all.len();
            self.value(entry, items, &way_of, &named_of, path);
            // An entry of another name is another entry.
            let naming: Vec<String> = keys.iter().map(|key| format!("{named_of}/{key}")).collect();
            let is_naming = |edit: &Edit| {
                naming.iter().any(|key| edit.pointer == *key || edit.pointer.starts_with(&format!("{key}/")))
            };
            let own = self.all.split_off(start);
            self.all.extend(own.into_iter().filter(|edit| !is_naming(edit)));
            self.add(Act::Take(way.to_owned(), at), &named_of, Kind::EntryRemoved);
        }
        let new = json!({ keys[0]: "x-new" });
        self.add(Act::Put(way.to_owned(), None, new), &format!("{named}/x-new"), Kind::EntryAdded);
        if list.len() > 1 {
            self.add(Act::Turn(way.to_owned()), named, Kind::Reordered);
        }
    }

    /// A list that is one value.
    fn whole(&mut self, list: &[Value], way: &str, named: &str) {
        let mut scalars = Vec::new();
        for (at, entry) in list.iter().enumerate() {
            collect(entry, format!("{way}/{at}"), &mut scalars);
            if list.iter().filter(|other| *other == entry).count() == 1 {
                self.add(Act::Take(way.to_owned(), at), named, Kind::Narrowed);
            }
        }
        for scalar in scalars {
            self.add(Act::Set(scalar), named, Kind::Changed);
        }
        self.add(Act::Put(way.to_owned(), None, json!("x-new")), named, Kind::Widened);
        if list.len() > 1 && list.first() != list.last() {
            self.add(Act::Turn(way.to_owned()), named, Kind::Reordered);
        }
    }
}

fn collect(value: &Value, way: String, scalars: &mut Vec<String>) {
    match value {
        Value::Object(map) => {
            map.iter().for_each(|(key, value)| collect(value, format!("{way}/{}", step(key)), scalars));
        }
        Value::Array(list) => {
            list.iter().enumerate().for_each(|(at, value)| collect(value, format!("{way}/{at}"), scalars));
        }
        Value::Null => {}
        _ => scalars.push(way),
    }
}

fn step(key: &str) -> String {
    let mut text = String::new();
    escape(key, &mut text);
    text
}

/// The name of an entry: a text, or what a row is for in one line.
fn name(value: &Value) -> String {
    let joined = |mut parts: Vec<String>, by: &str| {
        parts.sort();
        parts.join(by)
    };
    match value {
        Value::String(text) => text.clone(),
        Value::Object(map) => {
            joined(map.iter().map(|(key, value)| format!("{key}={}", name(value))).collect(), ",")
        }
        Value::Array(list) => joined(list.iter().map(name).collect(), "+"),
        other => other.to_string(),
    }
}

/// The item after edits: what moves others comes last.
fn after(item: &Value, edits: &[Edit]) -> Value {
    let mut after = item.clone();
    let mut acts: Vec<&Act> = edits.iter().map(|edit| &edit.act).collect();
    acts.sort_by_key(|act| match act {
        Act::Set(_) => (0, Reverse((0, 0))),
        Act::Put(..) | Act::Drop(..) => (1, Reverse((0, 0))),
        Act::Turn(_) => (2, Reverse((0, 0))),
        Act::Take(way, at) => (3, Reverse((way.len(), *at))),
    });
    for act in acts {
        let (Act::Set(way) | Act::Put(way, ..) | Act::Turn(way) | Act::Take(way, _) | Act::Drop(way, _)) =
            act;
        let here = after.pointer_mut(way).unwrap_or_else(|| panic!("{way} is there"));
        match (act, here) {
            (Act::Put(_, Some(key), value), Value::Object(map)) => {
                drop(map.insert(key.clone(), value.clone()));
            }
            (Act::Put(_, None, value), Value::Array(list)) => list.push(value.clone()),
            (Act::Turn(_), Value::Array(list)) => {
                let last = list.len() - 1;
                list.swap(0, last);
            }
            (Act::Take(_, at), Value::Array(list)) => drop(list.remove(*at)),
            (Act::Drop(_, key), Value::Object(map)) => drop(map.remove(key)),
            (_, Value::Bool(flag)) => *flag = !*flag,
            (_, Value::String(text)) => text.push('甲'),
            (_, number) => *number = json!(number.as_f64().expect("a number") + 1.0),
        }
    }
    after
}

fn document(text: &str) -> Arc<Tree> {
    let source = Arc::new(Source::new("x.yaml".into(), text.to_owned()));
    let (trees, findings) = read_documents(&source);
    assert!(findings.is_empty(), "{findings:?} in {text}");
    let mut tree = trees.into_iter().next().expect("a document");
    spelling::respell(&STANDARD, &mut tree).expect("the edition is usable");
    Arc::new(tree)
}

fn elements() -> &'static Elements {
    STANDARD.elements(IMPLEMENTATION).expect("the edition is usable")
}

fn differences<'t>(registers: &'t Registers<'t>, a: &'t Tree, b: &'t Tree) -> Vec<Change<'t>> {
    let side = |tree: &'t Tree| Side { root: tree.node(0), registers };
    compare(elements(), STANDARD.variation.get(), side(a), side(b))
}

/// Every effective item of the catalogue.
fn each_item(mut of: impl FnMut(&Registers<'_>, &Value)) {
    let folder = Folder::new("catalogue");
    let reading = Reading { standard: &STANDARD, store: &folder, readers: Readers::Both };
    let files = Files::of(folder.files());
    let ground = load::ground(reading, &files).expect("the catalogue can be read");
    let mut items = 0;
    for met in files.lower.iter().chain(&files.upper) {
        for tree in load::read_file(reading, met).expect("the file can be read").trees {
            let Some(documents) = ground.layers(&tree) else { continue };
            of(&ground.registers, &resolve(&documents, elements()).tree.node(0).to_json());
            items += 1;
        }
    }
    assert!(items > 100, "only {items} items");
}

/// Each edit is found once, as what it is, and each difference has its mirror.
fn assert_found(registers: &Registers<'_>, before: &Tree, item: &Value, edits: &[Edit]) {
    let changed = document(&after(item, edits).to_string());
    let there = differences(registers, before, &changed);
    let mut expected: Vec<_> = edits.iter().map(|edit| (edit.pointer.as_str(), edit.kind)).collect();
    let mut found: Vec<_> = there.iter().map(|own| (own.pointer.as_str(), own.kind)).collect();
    expected.sort_unstable();
    found.sort_unstable();
    assert_eq!(found, expected, "{}: {edits:?}", item["name"]);
    let back = differences(registers, &changed, before);
    let burden = |tree: &Tree| burden::fullest(Side { root: tree.node(0), registers });
    let (more, less) = (burden(&changed).less(burden(before)), burden(before).less(burden(&changed)));
    // Nothing less nothing is 0 in both directions, never -0.
    assert_eq!(more.0, less.0.map(|number| number.map(|number| 0.0 - number)), "{edits:?}");
    let class =
        |own: &Change<'_>| (own.class.applicant, own.class.judge, own.class.staff, own.class.dimension);
    let mut mirrored: Vec<_> = back
        .iter()
        .map(|own| {
            let (applicant, judge, staff, dimension) = class(own);
            let class = (applicant.mirror(), judge, staff, dimension);
            (own.pointer.clone(), own.kind.mirror(), format!("{class:?}"))
        })
        .collect();
    let mut own: Vec<_> =
        there.iter().map(|own| (own.pointer.clone(), own.kind, format!("{:?}", class(own)))).collect();
    mirrored.sort_unstable();
    own.sort_unstable();
    assert_eq!(own, mirrored, "{}: {edits:?}", item["name"]);
}

/// Whether one place lies in the other.
fn overlap(a: &str, b: &str) -> bool {
    let within = |a: &str, b: &str| a == b || a.starts_with(&format!("{b}/"));
    within(a, b) || within(b, a)
}

#[test]
fn each_edit_is_found_once_with_its_mirror() {
    let mut random = Random(20_200_101);
    let (mut single, mut kinds) = (0, BTreeMap::new());
    each_item(|registers, item| {
        let before = document(&item.to_string());
        let all = Edits::of(elements(), item);
        let mut of_item: Vec<Kind> = all.iter().map(|edit| edit.kind).collect();
        of_item.sort_unstable();
        of_item.dedup();
        for _ in 0..20 {
            // Kinds in turn: most edits that can be made add a key.
            let kind = of_item[random.below(of_item.len())];
            let own: Vec<&Edit> = all.iter().filter(|edit| edit.kind == kind).collect();
            let edit = own[random.below(own.len())];
            *kinds.entry(edit.kind).or_insert(0) += 1;
            assert_found(registers, &before, item, std::slice::from_ref(edit));
            single += 1;
        }
        for _ in 0..3 {
            let mut several: Vec<Edit> = Vec::new();
            for _ in 0..random.below(20) {
                let edit = &all[random.below(all.len())];
                if !several.iter().any(|own| overlap(&own.pointer, &edit.pointer)) {
                    several.push(edit.clone());
                }
            }
            assert_found(registers, &before, item, &several);
        }
    });
    assert!(single > 1_000 && kinds.len() == 11, "{single} edits: {kinds:?}");
}

/// Writes an item anew: keys and labels in Chinese, quotes, flow style, order of keys, comments.
struct Writer<'r> {
    random: &'r mut Random,
    elements: &'static Elements,
    text: String,
}

impl Writer<'_> {
    fn one_in(&mut self, many: usize) -> bool {
        self.random.below(many) == 0
    }

    fn value(&mut self, value: &Value, element: Option<&'static Element>, indent: usize, flow: bool) {
        let flow = flow || self.one_in(4);
        match value {
            Value::Object(map) if !map.is_empty() => self.map(map, element, indent, flow),
            Value::Array(list) if !list.is_empty() => self.list(list, element, indent, flow),
            Value::String(text) => self.scalar(text, element),
            Value::Bool(flag) if element.is_some_and(Element::is_flag) && self.one_in(2) => {
                self.text.push_str(if *flag { "是" } else { "否" });
            }
            other => self.text.push_str(&other.to_string()),
        }
    }

    fn map(
        &mut self,
        map: &Map<String, Value>,
        element: Option<&'static Element>,
        indent: usize,
        flow: bool,
    ) {
        let mut entries: Vec<(&String, &Value)> = map.iter().collect();
        for at in (1..entries.len()).rev() {
            entries.swap(at, self.random.below(at + 1));
        }
        self.text.push_str(if flow { "{" } else { "" });
        for (at, (key, value)) in entries.into_iter().enumerate() {
            let child = element.and_then(|element| self.elements.value(element, key));
            let chinese = child.and_then(|child| child.name.as_ref()).map(|name| name.zh.to_string());
            let means = |zh: &String| {
                element.and_then(|own| self.elements.child(own, zh)).is_some_and(|(own, _)| own == key)
            };
            let written = chinese.filter(means).filter(|_| self.random.below(2) == 0);
            let written = written.unwrap_or_else(|| json!(key).to_string());
            self.part(at, indent, flow, "");
            self.text += &written;
            self.text += ": ";
            self.value(value, child, indent + 2, flow);
        }
        self.text.push_str(if flow { "}" } else { "" });
    }

    fn list(&mut self, list: &[Value], element: Option<&'static Element>, indent: usize, flow: bool) {
        let items = element.and_then(|element| self.elements.items(element));
        if let ([Value::String(only)], true) = (list, self.one_in(2)) {
            // A label is known only where the standard asks for a list.
            return self.scalar(only, None);
        }
        self.text.push_str(if flow { "[" } else { "" });
        for (at, entry) in list.iter().enumerate() {
            self.part(at, indent, flow, "- ");
            self.value(entry, items, indent + 2, flow);
        }
        self.text.push_str(if flow { "]" } else { "" });
    }

    /// What stands before an entry: a comma, or a line of its own.
    fn part(&mut self, at: usize, indent: usize, flow: bool, dash: &str) {
        if flow {
            self.text.push_str(if at > 0 { ", " } else { "" });
            return;
        }
        let comment = if self.one_in(6) { " # 说明: {" } else { "" };
        self.text += comment;
        self.text.push('\n');
        self.text += &" ".repeat(indent);
        self.text += dash;
    }

    fn scalar(&mut self, text: &str, element: Option<&'static Element>) {
        let list = element.and_then(|element| element.list.as_ref());
        let label = list.and_then(|list| {
            let zh = list.get(text)?.zh.clone();
            list.labelled(&zh).filter(|code| code.slug == text && !zh.is_ascii()).map(|_| zh)
        });
        let plain = text.chars().all(|c| ('\u{4E00}'..='\u{9FFF}').contains(&c)) && !text.is_empty();
        let written = match self.random.below(3) {
            0 => label.unwrap_or_else(|| json!(text).to_string()),
            1 if !text.contains('\n') => format!("'{}'", text.replace('\'', "''")),
            2 if plain => text.to_owned(),
            _ => json!(text).to_string(),
        };
        self.text.push_str(&written);
    }
}

#[test]
fn another_spelling_is_no_difference() {
    let mut random = Random(20_191_022);
    each_item(|registers, item| {
        let before = document(&item.to_string());
        let kind = item["kind"].as_str().expect("a kind");
        let elements = STANDARD.elements(&format!("{kind}.schema.json")).expect("the edition is usable");
        for _ in 0..3 {
            let mut writer = Writer { random: &mut random, elements, text: String::new() };
            writer.value(item, Some(elements.root()), 0, false);
            let again = document(writer.text.trim_start());
            let found = differences(registers, &before, &again);
            let found: Vec<_> = found.iter().map(|own| (own.kind, &own.pointer)).collect();
            assert!(found.is_empty(), "{found:?} in {}", again.node(0).as_written());
        }
    });
}

/// Texts of a document that name nothing: no item, entry, row, shared material or secret.
fn texts<'t>(node: Node<'t>, found: &mut Vec<Node<'t>>) {
    const NAMING: [&str; 17] = [
        "kind",
        "code",
        "implements",
        "scope",
        "based_on",
        "parent",
        "change",
        "region",
        "tier",
        "body",
        "id",
        "seq",
        "when",
        "shared",
        "omit",
        "system",
        "element",
    ];
    match node.kind() {
        NodeKind::Map => {
            let entries = node.entries().filter(|(key, _)| !NAMING.contains(&key.text()));
            entries.for_each(|(_, value)| texts(value, found));
        }
        NodeKind::List => node.items().for_each(|item| texts(item, found)),
        NodeKind::Text => found.push(node),
        _ => {}
    }
}

/// A document of which one text has a character more, and the line of that text.
fn touch(text: &str, random: &mut Random) -> (String, u32) {
    let source = Arc::new(Source::new("x.yaml".into(), text.to_owned()));
    let (mut trees, _) = read_documents(&source);
    for tree in &mut trees {
        spelling::respell(&STANDARD, tree).expect("the edition is usable");
    }
    let mut found = Vec::new();
    trees.iter().filter_map(Tree::root).for_each(|root| texts(root, &mut found));
    let node = found[random.below(found.len())];
    let end = node.range().end as usize;
    let at = if text[..end].ends_with(['"', '\'']) { end - 1 } else { end };
    let mut touched = text.to_owned();
    touched.insert(at, '甲');
    (touched, source.span(node.range()).line)
}

#[test]
fn an_edit_of_a_document_is_told_once_and_where_it_was_written() {
    let folder = Folder::new("catalogue");
    let files: BTreeMap<String, Vec<u8>> = folder
        .files()
        .iter()
        .filter_map(|met| Some((met.path().to_owned(), folder.read(met.path()).ok()?)))
        .collect();
    let defining: Vec<&String> = files
        .keys()
        .filter(|path| ["items/", "specifications/", "regions/"].iter().any(|own| path.starts_with(own)))
        .collect();
    let mut random = Random(20_260_101);
    for _ in 0..150 {
        let path = defining[random.below(defining.len())];
        let text = String::from_utf8(files[path].clone()).expect("UTF-8");
        let (touched, line) = touch(&text, &mut random);
        let mut after = files.clone();
        after.insert(path.clone(), touched.into_bytes());
        let (a, b) = (Memory::new(files.clone()), Memory::new(after.clone()));
        let reading = |store| Reading { standard: &STANDARD, store, readers: Readers::Both };
        let stamps = [&files, &after].map(|files| move |path: &str| BlobId::of(files.get(path)?));
        let part = |store, stamp| Part {
            reading: reading(store),
            wanted: &|_| true,
            region: None,
            costly: false,
            stamp,
        };
        let told = diff(part(&a, &stamps[0]), part(&b, &stamps[1])).expect("both can be read");
        let changes: Vec<_> = told.items.iter().flat_map(|item| &item.changes).collect();
        let [only] = changes[..] else { panic!("{path}:{line}: {changes:?}") };
        for said in [&only.a, &only.b] {
            let place = &said.as_ref().expect("both sides state it").place;
            // A list that is one value stands where it begins.
            assert!(*place.path == **path && place.span.line <= line, "{path}:{line}: {only:?}");
        }
    }
}
