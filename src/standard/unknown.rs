//! Keys that no element has: what was meant, and where they belong.

use std::collections::HashSet;

use super::codes::Code;
use super::elements::Element;
use super::shape::Words;
use super::slips;
use super::validator::{Fault, Violation};
use super::words;
use crate::diagnostic::Text;
use crate::source::finding::Finding;
use crate::source::node::Node;

/// Most unknown keys of one map for which a meant one is looked for.
pub(super) const MOST_GUESSES: usize = 100;

impl Words<'_> {
    /// The unknown keys of a map that are a slip for the name of one that it does not have.
    pub(super) fn meant<'t>(&self, violation: &Violation<'t>) -> Vec<(Node<'t>, Node<'t>, &str)> {
        let (map, element) = (violation.node, self.element(violation.node));
        let (Fault::Unknown(keys), Some(element)) = (&violation.fault, element) else { return Vec::new() };
        let keys = unknown_keys(map, keys).filter(|(at, _)| *at < MOST_GUESSES).map(|(_, key)| key);
        let name = |key: Node<'_>| {
            let near = words::nearest_key(self.elements, element, key.text())?.0;
            (map.get(near).is_none() && self.other_kinds_with(map, key).is_none()).then_some(near)
        };
        keys.filter_map(|key| Some((map, key, name(key)?))).collect()
    }

    pub(super) fn unknown(&self, map: Node<'_>, key: Node<'_>, element: Option<&Element>) -> Finding {
        let written = words::shorten(key.text());
        let message =
            Text::new(format!("key `{written}` is unknown here"), format!("此处不认识键“{written}”"));
        let elsewhere = self.other_kinds_with(map, key);
        let nearest = element.filter(|_| elsewhere.is_none());
        let nearest = nearest.and_then(|e| words::nearest_key(self.elements, e, key.text()));
        let help = match (elsewhere, nearest, element) {
            (Some(kinds), ..) => Text::new(
                format!("move it to a definition of the kind {}: this one does not have it", kinds.en),
                format!("请移到{}中：本类定义没有此要素", kinds.zh),
            ),
            (_, Some((name, child)), _) => {
                let nearest = words::named(name, Some(child));
                Text::new(format!("did you mean {}?", nearest.en), format!("是否应为{}？", nearest.zh))
            }
            (_, None, Some(element)) if element.has_keys() => {
                let keys = self.elements.children(element).map(|(key, _)| key);
                let keys = keys.filter(|key| !key.ends_with("_en")).collect::<Vec<_>>().join(", ");
                Text::new(format!("allowed here: {keys}"), format!("此处可用：{keys}"))
            }
            _ => Text::new("delete the key", "请删除该键"),
        };
        let finding = Finding::at("element-unknown", key, message).help(help);
        match nearest.filter(|(name, _)| map.get(name).is_none()) {
            Some((name, _)) => finding.fix(slips::like_written(key, name), false),
            None => finding,
        }
    }

    /// The kinds of definition that have a key which stands at the root of another, if there are any.
    fn other_kinds_with(&self, map: Node<'_>, key: Node<'_>) -> Option<Text> {
        let kinds = self.standard.list("kind").filter(|_| map.number() == 0)?.codes();
        let has = |kind: &&Code| {
            let elements = self.standard.elements(&format!("{}.schema.json", kind.slug));
            elements.is_ok_and(|elements| elements.child(elements.root(), key.text()).is_some())
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
