//! Differences as they are told: values, places and numbers, free of the trees they came from.

use std::collections::HashSet;
use std::sync::Arc;

use serde_json::Value;

use super::{Loaded, layers};
use crate::compare::burden::{self, Burden};
use crate::compare::pairs::Subject;
use crate::compare::{Applicant, Change, Class, Kind, Running, Side, words};
use crate::diagnostic::{Place, Text};
use crate::locate;
use crate::model::item::{Item, ItemKind};
use crate::model::registers::Registers;
use crate::numbers::citizen_number;
use crate::source::finding::Spot;
use crate::source::node::Node;
use crate::source::tree::Tree;
use crate::standard::elements::{Element, Elements};
use crate::standard::variation::{Machine, Staff};

/// Which documents tell their changes themselves, of A and of B.
#[derive(Debug)]
pub struct Told {
    /// Documents that are compared.
    pub paired: [HashSet<(Arc<str>, u32)>; 2],
    /// Files that are the same on both sides.
    pub unchanged: [HashSet<Arc<str>>; 2],
}

/// All that differs in one item.
#[derive(Debug)]
pub struct ItemDifference {
    /// What it defines.
    pub kind: ItemKind,
    /// Its code in B, else in A.
    pub item: Option<String>,
    /// Its code in A.
    pub former: Option<String>,
    /// Its name.
    pub name: Text,
    /// Division in A and in B.
    pub regions: [Option<String>; 2],
    /// Their names.
    pub places: [Option<Text>; 2],
    /// What differs, by pointer.
    pub changes: Vec<Difference>,
    /// What B asks of an applicant more than A.
    pub burden: Option<Delta>,
    identity: Arc<str>,
    basic: String,
}

impl ItemDifference {
    /// The order of outputs: basic code, then kind, then what tells the item from others.
    pub fn order(&self) -> (&str, u8, &str) {
        let kind = match self.kind {
            ItemKind::Basic => 0,
            ItemKind::Specification => 1,
            ItemKind::Implementation => 2,
        };
        (&self.basic, kind, &self.identity)
    }
}

/// One difference.
#[derive(Debug)]
pub struct Difference {
    /// What happened.
    pub kind: Kind,
    /// Where, in the effective item.
    pub pointer: String,
    /// Dotted keys without entries.
    pub path: String,
    /// Names of the elements and entries on the way.
    pub label: Text,
    /// What A says.
    pub a: Option<Said>,
    /// What B says.
    pub b: Option<Said>,
    /// What it means, for whom.
    pub class: Class,
    /// Hash of kind, item, pointer and both values: no path, no line, no layout.
    pub fingerprint: u128,
}

/// What one side says.
#[derive(Debug)]
pub struct Said {
    /// The value, canonical.
    pub value: Value,
    /// The value for people.
    pub words: Text,
    /// Where it was written.
    pub place: Place,
}

/// Burden of B less that of A.
#[derive(Debug)]
pub struct Delta {
    /// The items at their fullest.
    pub total: Burden,
    /// Handling items and answers to situations that both have.
    pub cases: Vec<burden::Case>,
}

/// The document of a tree.
pub fn document(tree: &Tree) -> (Arc<str>, u32) {
    let layer = &tree.layers()[0];
    (Arc::clone(&layer.source.path), layer.document)
}

/// The differences of a pair.
pub fn item(
    elements: &Elements,
    subject: &Subject,
    changes: Vec<Change<'_>>,
    (a, b): (Side<'_>, Side<'_>),
) -> ItemDifference {
    let changes = changes.into_iter().map(|change| {
        let said =
            |node: Option<Node<'_>>| node.map(|node| said(elements, change.element, &change.path, node));
        let (a, b) = (said(change.a), said(change.b));
        let fingerprint = fingerprint(change.kind, &subject.identity, &change.pointer, [&a, &b]);
        Difference {
            kind: change.kind,
            pointer: change.pointer,
            path: change.path,
            label: change.label,
            a,
            b,
            class: change.class,
            fingerprint,
        }
    });
    let region = |side: Side<'_>| {
        let own = side.root.get("region").or_else(|| side.root.at(&["scope", "region"]));
        own.and_then(Node::as_str).map(str::to_owned)
    };
    let regions = [region(a), region(b)];
    ItemDifference {
        kind: subject.kind,
        item: code(b.root).or_else(|| code(a.root)).map(str::to_owned),
        former: code(a.root).map(str::to_owned),
        name: name(b.root),
        places: [division(regions[0].as_deref(), a.registers), division(regions[1].as_deref(), b.registers)],
        regions,
        changes: changes.collect(),
        burden: Some(delta(a, b)),
        identity: Arc::clone(&subject.identity),
        basic: subject.basic.clone(),
    }
}

fn division(region: Option<&str>, registers: &Registers<'_>) -> Option<Text> {
    region.map(|code| registers.divisions().called(code))
}

fn code(root: Node<'_>) -> Option<&str> {
    root.str("code").or_else(|| root.str("implements"))
}

fn name(root: Node<'_>) -> Text {
    let zh = root.str("name").unwrap_or_default();
    Text::new(root.str("name_en").unwrap_or(zh).to_owned(), zh.to_owned())
}

fn delta(a: Side<'_>, b: Side<'_>) -> Delta {
    let former = burden::cases(a);
    let cases = burden::cases(b).into_iter().filter_map(|case| {
        let same =
            |own: &&burden::Case| own.handling_item == case.handling_item && own.situation == case.situation;
        let before = former.iter().find(same)?;
        Some(burden::Case { burden: case.burden.less(before.burden), ..case })
    });
    Delta { total: burden::fullest(b).less(burden::fullest(a)), cases: cases.collect() }
}

fn said(elements: &Elements, element: Option<&Element>, path: &str, node: Node<'_>) -> Said {
    Said {
        value: masked(node.to_json()),
        words: words::of(elements, element, path, node),
        place: locate::place(&node.layer().source, &Spot::of(node), true),
    }
}

/// A value without the citizen numbers that stand in it.
fn masked(value: Value) -> Value {
    match value {
        Value::String(text) => Value::String(citizen_number::masked(&text).into_owned()),
        Value::Array(items) => items.into_iter().map(masked).collect(),
        Value::Object(entries) => entries.into_iter().map(|(key, value)| (key, masked(value))).collect(),
        other => other,
    }
}

fn fingerprint(kind: Kind, identity: &str, pointer: &str, sides: [&Option<Said>; 2]) -> u128 {
    let values: Vec<String> = sides
        .into_iter()
        .map(|said| said.as_ref().map_or(String::new(), |said| canonical(&said.value)))
        .collect();
    let text = format!("{}\0{identity}\0{pointer}\0{}\0{}", kind.word(), values[0], values[1]);
    xxhash_rust::xxh3::xxh3_128(text.as_bytes())
}

/// A value with the keys of its maps sorted.
fn canonical(value: &Value) -> String {
    match value {
        Value::Object(entries) => {
            let mut parts: Vec<String> =
                entries.iter().map(|(key, value)| format!("{key:?}:{}", canonical(value))).collect();
            parts.sort();
            format!("{{{}}}", parts.join(","))
        }
        Value::Array(items) => format!("[{}]", items.iter().map(canonical).collect::<Vec<_>>().join(",")),
        other => other.to_string(),
    }
}

/// An item that is on one side only, and what it became or was on the other.
pub(super) fn alone(
    kind: Kind,
    own: &Loaded<'_>,
    at: usize,
    others: &Loaded<'_>,
    became: &[usize],
) -> Option<ItemDifference> {
    layers(own, at)?;
    let subject = &own.subjects[at];
    let root = own.trees[at].root()?;
    let upper = layers(own, at).and_then(|layers| layers.first().and_then(|tree| tree.root()).map(name));
    let called = upper.unwrap_or_else(|| name(root));
    let here = |root: Node<'_>| {
        locate::place(&root.layer().source, &Spot::of(root.first_key().unwrap_or(root)), true)
    };
    let place = here(root);
    let value = Value::String(subject.identity.to_string());
    let itself = Said { value, words: called.clone(), place: place.clone() };
    let there: Vec<Value> =
        became.iter().map(|other| Value::String(others.subjects[*other].identity.to_string())).collect();
    let list: Vec<&str> = became.iter().map(|other| &*others.subjects[*other].identity).collect();
    let there = (!there.is_empty()).then(|| Said {
        words: Text::new(list.join(", "), list.join("、")),
        value: Value::Array(there),
        place: became.first().and_then(|other| others.trees[*other].root()).map_or(place, here),
    });
    let in_b = matches!(kind, Kind::ItemAdded | Kind::ItemMerged);
    let (a, b) = if in_b { (there, Some(itself)) } else { (Some(itself), there) };
    let added = kind == Kind::ItemAdded;
    let class = Class {
        applicant: Applicant::Neutral,
        staff: Staff::Work,
        machine: if added { Machine::Compatible } else { Machine::Breaking },
        running: if added { Running::Applies } else { Running::Transition },
        dimension: None,
        judge: false,
    };
    let item = Item::of(root);
    let region = item.and_then(Item::region).map(str::to_owned);
    let mut places = [None, division(region.as_deref(), &own.ground.registers)];
    let mut regions = [None, region];
    if !in_b {
        places.reverse();
        regions.reverse();
    }
    Some(ItemDifference {
        kind: subject.kind,
        item: item.and_then(Item::code).map(str::to_owned),
        former: (!in_b).then(|| item.and_then(Item::code).map(str::to_owned)).flatten(),
        name: called,
        places,
        regions,
        changes: vec![Difference {
            kind,
            pointer: String::new(),
            path: String::new(),
            label: Text::new("item", "事项"),
            fingerprint: fingerprint(kind, &subject.identity, "", [&a, &b]),
            a,
            b,
            class,
        }],
        burden: None,
        identity: Arc::clone(&subject.identity),
        basic: subject.basic.clone(),
    })
}
