//! Keys that no element has: what was meant, and where they belong.

use std::collections::HashSet;

use super::ITEMS;
use super::codes::Code;
use super::elements::Element;
use super::places::Place;
use super::shape::Words;
use super::slips;
use super::validator::{Fault, Violation};
use super::words;
use crate::diagnostic::Text;
use crate::source::finding::Finding;
use crate::source::node::Node;

/// Most unknown keys of one map for which a meant one is looked for.
pub(super) const MOST_GUESSES: usize = 100;

/// Most places that are named for one key.
const MOST_PLACES: usize = 3;

/// What a key was meant for.
enum Meaning<'e> {
    /// Other kinds of definition have it.
    Kinds(Text),
    /// It stands elsewhere in this one.
    Places(Vec<&'e Place>),
    /// Another key of the map, and its element.
    Slip(&'e str, &'e Element),
}

impl Words<'_> {
    /// The unknown keys of a map that are a slip for the name of one that it does not have.
    pub(super) fn meant<'t>(&self, violation: &Violation<'t>) -> Vec<(Node<'t>, Node<'t>, &str)> {
        let (map, element) = (violation.node, self.element(violation.node));
        let (Fault::Unknown(keys), Some(element)) = (&violation.fault, element) else { return Vec::new() };
        let keys = unknown_keys(map, keys).filter(|(at, _)| *at < MOST_GUESSES).map(|(_, key)| key);
        let name = |key: Node<'_>| match self.meaning(map, key, element) {
            Some(Meaning::Slip(name, _)) if map.get(name).is_none() => Some(name),
            _ => None,
        };
        keys.filter_map(|key| Some((map, key, name(key)?))).collect()
    }

    pub(super) fn unknown(&self, map: Node<'_>, key: Node<'_>, element: Option<&Element>) -> Finding {
        let written = words::shorten(key.text());
        let message =
            Text::new(format!("key `{written}` is unknown here"), format!("此处不认识键“{written}”"));
        let finding = Finding::at("element-unknown", key, message);
        let meaning = element.and_then(|element| self.meaning(map, key, element));
        match (meaning, element) {
            (Some(Meaning::Kinds(kinds)), _) => finding.help(Text::new(
                format!("move it to a definition of the kind {}: this one does not have it", kinds.en),
                format!("请移到{}中：本类定义没有此要素", kinds.zh),
            )),
            (Some(Meaning::Places(places)), _) => {
                let ways: Vec<Text> = places.iter().take(MOST_PLACES).map(|place| place.way()).collect();
                let en = ways.iter().map(|way| &*way.en).collect::<Vec<_>>().join(" or ");
                let zh = ways.iter().map(|way| &*way.zh).collect::<Vec<_>>().join("，或");
                finding.help(match places.len().saturating_sub(MOST_PLACES) {
                    0 => Text::new(format!("write it at {en}"), format!("请写在{zh}")),
                    more => Text::new(
                        format!("write it where it belongs: {en}, or one of {more} more places"),
                        format!("请写在所属要素之下：{zh}，或另外{more}处"),
                    ),
                })
            }
            (Some(Meaning::Slip(name, child)), _) => {
                let nearest = words::named(name, Some(child));
                let help =
                    Text::new(format!("did you mean {}?", nearest.en), format!("是否应为{}？", nearest.zh));
                let finding = finding.help(help);
                if map.get(name).is_some() {
                    return finding;
                }
                finding.fix(slips::like_written(key, name), false)
            }
            (None, Some(element)) if element.has_keys() => {
                let keys = self.elements.children(element).filter(|(key, _)| !key.ends_with("_en"));
                let keys: Vec<_> = keys.map(|(key, own)| (key, own.names().next().unwrap_or(key))).collect();
                let en = keys.iter().map(|(key, _)| *key).collect::<Vec<_>>().join(", ");
                let zh = keys.iter().map(|(_, zh)| *zh).collect::<Vec<_>>().join("、");
                finding.help(Text::new(format!("allowed here: {en}"), format!("此处可用：{zh}")))
            }
            (None, _) => finding.help(Text::new("delete the key", "请删除该键")),
        }
    }

    /// What a key that the map does not have was meant for.
    fn meaning<'e>(&'e self, map: Node<'_>, key: Node<'_>, element: &'e Element) -> Option<Meaning<'e>> {
        let steps = map.path();
        let way: Vec<&str> = steps.iter().filter_map(|step| Some(step.key?.text())).collect();
        let places = self.elements.places().nearest(key.text(), &way);
        let elsewhere = |most| (1..=most).contains(&places.len()).then(|| Meaning::Places(places.clone()));
        let slip = || {
            let (name, child) = words::nearest_key(self.elements, element, key.text())?;
            Some(Meaning::Slip(name, child))
        };
        let kinds = self.other_kinds_with(map, key, places.is_empty()).map(Meaning::Kinds);
        // An official name is no slip for another one.
        let own = || {
            if key.text().is_ascii() {
                slip().or_else(|| elsewhere(MOST_PLACES))
            } else {
                elsewhere(usize::MAX).or_else(slip)
            }
        };
        kinds.or_else(own)
    }

    /// The kinds of definition that have a key which stands at the root of another, if there are any. Where this one
    /// has it nowhere, any kind; an official name may stand at any place of an item.
    fn other_kinds_with(&self, map: Node<'_>, key: Node<'_>, nowhere: bool) -> Option<Text> {
        let kinds = self.standard.list("kind").filter(|_| map.number() == 0)?.codes();
        let has = |kind: &&Code| {
            let file = format!("{}.schema.json", kind.slug);
            let is_item = ITEMS.contains(&file.as_str());
            let Some(elements) = self.standard.elements(&file).ok().filter(|_| is_item || nowhere) else {
                return false;
            };
            elements.child(elements.root(), key.text()).is_some()
                || (is_item && nowhere && !key.text().is_ascii())
                    && !elements.places().nearest(key.text(), &[]).is_empty()
        };
        let named =
            |kind: &Code| Text::new(format!("`{}`", kind.slug), format!("“{}”（{}）", kind.zh, kind.slug));
        let kinds = kinds.iter().filter(has).map(named);
        kinds.reduce(|a, b| Text::new(format!("{} or {}", a.en, b.en), format!("{}或{}", a.zh, b.zh)))
    }
}

/// The keys of a map that no element has, counted. One without a text was reported when the document was read.
pub(super) fn unknown_keys<'t>(
    map: Node<'t>,
    names: &[String],
) -> impl Iterator<Item = (usize, Node<'t>)> + use<'t> {
    let unknown: HashSet<String> = names.iter().cloned().collect();
    let keys = map.entries().map(|(key, _)| key);
    keys.filter(move |key| !key.text().is_empty() && unknown.contains(key.text())).enumerate()
}
