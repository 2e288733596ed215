//! The walk through two items, to the bottom.

use std::collections::HashSet;

use super::class::classify;
use super::{Change, Kind, Side, words};
use crate::diagnostic::{Lang, Text};
use crate::model::spoken::{entry_key, level, same};
use crate::source::node::Node;
use crate::source::pointer::escape;
use crate::source::tree::Kind as Shape;
use crate::standard::elements::{Element, Elements};
use crate::standard::variation::Variation;

/// The differences between two effective items, by pointer.
pub fn compare<'t>(
    elements: &'t Elements,
    variation: &'t Variation,
    a: Side<'t>,
    b: Side<'t>,
) -> Vec<Change<'t>> {
    let mut walk = Walk {
        elements,
        variation,
        a,
        b,
        pointer: String::new(),
        path: String::new(),
        names: Vec::new(),
        found: Vec::new(),
    };
    walk.map(a.root, b.root, Some(elements.root()));
    walk.found.sort_by(|a, b| a.pointer.cmp(&b.pointer).then(a.kind.cmp(&b.kind)));
    walk.found
}

/// A step of the way, as people call it.
#[derive(Clone)]
enum Name<'t> {
    /// A key, and what the standard says of it.
    Key(&'t str, Option<&'t Element>),
    /// An entry of a list, by its key.
    Entry(String, Node<'t>),
}

impl Name<'_> {
    fn words(&self) -> Text {
        match self {
            Self::Key(key, element) => element
                .and_then(|element| element.name.clone())
                .unwrap_or_else(|| Text::new((*key).to_owned(), (*key).to_owned())),
            Self::Entry(key, entry) => {
                let called = ["name", "title", "label", "question", "text"]
                    .iter()
                    .find_map(|key| Some((entry.str(key)?, entry.str(&format!("{key}_en")))));
                match called {
                    Some((zh, en)) => words::said(en.unwrap_or(zh), zh),
                    None => Text::new(key.clone(), key.clone()),
                }
            }
        }
    }
}

struct Walk<'t> {
    elements: &'t Elements,
    variation: &'t Variation,
    a: Side<'t>,
    b: Side<'t>,
    pointer: String,
    path: String,
    names: Vec<Name<'t>>,
    found: Vec<Change<'t>>,
}

impl<'t> Walk<'t> {
    fn map(&mut self, a: Node<'t>, b: Node<'t>, element: Option<&'t Element>) {
        let (own, other) = (self.a.at(a).entries(), self.b.at(b).entries());
        let find = |entries: &[(&str, Node<'t>)], key: &str| {
            entries.iter().find(|(own, _)| *own == key).map(|(_, value)| *value)
        };
        for (key, value) in &own {
            let there = find(&other, key);
            self.below(key, element, |walk, element| match there {
                Some(there) => walk.value(*value, there, element),
                None => walk.note(Kind::ElementRemoved, element, Some(*value), None),
            });
        }
        for (key, value) in other.iter().filter(|(key, _)| find(&own, key).is_none()) {
            self.below(key, element, |walk, element| {
                walk.note(Kind::ElementAdded, element, None, Some(*value));
            });
        }
    }

    fn value(&mut self, a: Node<'t>, b: Node<'t>, element: Option<&'t Element>) {
        let (a, b) = level(a, b);
        match (a.kind(), b.kind()) {
            // A number of days means nothing without its unit.
            (Shape::Map, Shape::Map) if units_differ(a, b) => {
                self.note(Kind::Changed, element, Some(a), Some(b));
            }
            (Shape::Map, Shape::Map) => self.map(a, b, element),
            (Shape::List, Shape::List) => self.list(a, b, element),
            _ if same(a, b) || self.is_one_law(a, b) => {}
            (Shape::Bool, Shape::Bool) => {
                let kind = if b.as_bool() == Some(true) { Kind::SwitchedOn } else { Kind::SwitchedOff };
                self.note(kind, element, Some(a), Some(b));
            }
            (Shape::Int | Shape::Float, Shape::Int | Shape::Float) => {
                let kind = if b.as_f64() > a.as_f64() { Kind::Raised } else { Kind::Lowered };
                self.note(kind, element, Some(a), Some(b));
            }
            _ => self.note(Kind::Changed, element, Some(a), Some(b)),
        }
    }

    /// Whether two names mean one instrument.
    fn is_one_law(&self, a: Node<'t>, b: Node<'t>) -> bool {
        let law = |side: Side<'t>, node: Node<'t>| {
            side.registers.laws().find(node.text()).map(|law| law.title.clone())
        };
        let named = self.path.rsplit('.').next() == Some("law");
        named && law(self.a, a).is_some_and(|title| law(self.b, b) == Some(title))
    }

    fn list(&mut self, a: Node<'t>, b: Node<'t>, element: Option<&'t Element>) {
        let items = element.and_then(|element| self.elements.items(element));
        let keys = element.and_then(|element| element.merge_key.as_deref());
        let names = |list: Node<'t>| match keys {
            Some(keys) => named(list, |entry| entry_key(entry, keys).map(str::to_owned)),
            None => named(list, |entry| {
                self.variation.row_keys(&self.path).find_map(|key| entry.get(key)).map(words)
            }),
        };
        let (Some(own), Some(other)) = (names(a), names(b)) else { return self.whole(a, b, element) };
        let find = |entries: &[(String, Node<'t>)], key: &str| {
            entries.iter().find(|(own, _)| own == key).map(|(_, value)| *value)
        };
        for (key, entry) in &own {
            let there = find(&other, key);
            self.entry(key, *entry, |walk| match there {
                Some(there) => walk.value(*entry, there, items),
                None => walk.note(Kind::EntryRemoved, items, Some(*entry), None),
            });
        }
        for (key, entry) in other.iter().filter(|(key, _)| find(&own, key).is_none()) {
            self.entry(key, *entry, |walk| walk.note(Kind::EntryAdded, items, None, Some(*entry)));
        }
        let common = |one: &[(String, Node<'t>)], two: &[(String, Node<'t>)]| -> Vec<String> {
            let kept = one.iter().filter(|(key, _)| find(two, key).is_some());
            kept.map(|(key, _)| key.clone()).collect()
        };
        if common(&own, &other) != common(&other, &own) {
            self.note(Kind::Reordered, element, Some(a), Some(b));
        }
    }

    /// A list that is one value: what it holds has no names.
    fn whole(&mut self, a: Node<'t>, b: Node<'t>, element: Option<&'t Element>) {
        if same(a, b) {
            return;
        }
        let lacks = |list: Node<'t>, other: Node<'t>| {
            list.items().any(|item| !other.items().any(|own| same(item, own)))
        };
        let kind = match (lacks(a, b), lacks(b, a)) {
            (false, false) if a.count() == b.count() => Kind::Reordered,
            (false, true) => Kind::Widened,
            (true, false) => Kind::Narrowed,
            _ => Kind::Changed,
        };
        self.note(kind, element, Some(a), Some(b));
    }

    fn note(&mut self, kind: Kind, element: Option<&'t Element>, a: Option<Node<'t>>, b: Option<Node<'t>>) {
        let (own, other) = (a.map(|a| self.a.at(a)), b.map(|b| self.b.at(b)));
        let class = classify(self.variation, &self.path, kind, own, other);
        let (pointer, path) = (self.pointer.clone(), self.path.clone());
        let label = self.label();
        self.found.push(Change { kind, pointer, path, label, element, a, b, class });
    }

    /// The names on the way: entries in quotes, and of a limit the limit itself.
    fn label(&self) -> Text {
        let of_limit =
            self.path.strip_suffix(".days").is_some_and(|limit| self.variation.ease(limit).is_some());
        let names = &self.names[..self.names.len() - usize::from(of_limit)];
        Text::new(joined(names, Lang::En), joined(names, Lang::Zh))
    }

    fn below(
        &mut self,
        key: &'t str,
        element: Option<&'t Element>,
        walk: impl FnOnce(&mut Self, Option<&'t Element>),
    ) {
        let element = element.and_then(|element| self.elements.value(element, key));
        let length = self.path.len();
        if length > 0 {
            self.path.push('.');
        }
        self.path.push_str(key);
        self.step(key, Name::Key(key, element), |own| walk(own, element));
        self.path.truncate(length);
    }

    fn entry(&mut self, key: &str, entry: Node<'t>, walk: impl FnOnce(&mut Self)) {
        self.step(key, Name::Entry(key.to_owned(), entry), walk);
    }

    fn step(&mut self, key: &str, name: Name<'t>, walk: impl FnOnce(&mut Self)) {
        let length = self.pointer.len();
        self.pointer.push('/');
        escape(key, &mut self.pointer);
        self.names.push(name);
        walk(self);
        self.names.pop();
        self.pointer.truncate(length);
    }
}

/// Names on a way in one language: a word that only repeats the one before it is left out.
fn joined(names: &[Name<'_>], lang: Lang) -> String {
    let (mut label, mut last) = (String::new(), String::new());
    let (open, close, between) = if lang == Lang::En { (" \"", "\"", ": ") } else { ("“", "”", "·") };
    for name in names {
        let text = name.words();
        let words = text.in_lang(lang);
        if words == last {
            continue;
        }
        label = match name {
            Name::Entry(..) => label + open + words + close,
            Name::Key(..) if label.is_empty() => words.to_owned(),
            Name::Key(..) => label + between + words,
        };
        words.clone_into(&mut last);
    }
    label
}

/// The entries of a list by name; none where an entry has no name, or two have one.
fn named<'t>(list: Node<'t>, name: impl Fn(Node<'t>) -> Option<String>) -> Option<Vec<(String, Node<'t>)>> {
    let entries: Option<Vec<_>> = list.items().map(|entry| Some((name(entry)?, entry))).collect();
    let distinct = |entries: &Vec<(String, Node<'t>)>| {
        let mut seen = HashSet::new();
        entries.iter().all(|(name, _)| seen.insert(name.as_str()))
    };
    entries.filter(distinct)
}

/// What a row is for, in one line: `handling_item=02,branch=yes`.
fn words(node: Node<'_>) -> String {
    match node.kind() {
        Shape::Map => {
            let mut parts: Vec<String> =
                node.entries().map(|(key, value)| format!("{}={}", key.text(), words(value))).collect();
            parts.sort();
            parts.join(",")
        }
        Shape::List => {
            let mut parts: Vec<String> = node.items().map(words).collect();
            parts.sort();
            parts.join("+")
        }
        _ => node.text().to_owned(),
    }
}

fn units_differ(a: Node<'_>, b: Node<'_>) -> bool {
    match (a.get("unit"), b.get("unit")) {
        (Some(a), Some(b)) => a.text() != b.text(),
        _ => false,
    }
}
