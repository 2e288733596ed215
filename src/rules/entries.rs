//! Names of entries of an item, held against the entries that its layers leave.

use std::sync::Arc;

use super::Findings;
use crate::diagnostic::Text;
use crate::source::finding::{Finding, Spot};
use crate::source::node::Node;
use crate::source::tree::Tree;
use crate::standard::words;

/// The lists of an item, layer by layer.
#[derive(Debug)]
pub struct Entries<'t> {
    documents: &'t [Arc<Tree>],
    /// Entries that a layer takes away although those above it still name them.
    orphaned: Vec<Finding>,
}

impl<'t> Entries<'t> {
    /// Those of an item with these layers.
    pub fn of(documents: &'t [Arc<Tree>]) -> Self {
        Self { documents, orphaned: Vec::new() }
    }

    /// Tells of what was taken away and is still named.
    pub fn finish(self, findings: &mut Findings<'_>) {
        self.orphaned.into_iter().for_each(|finding| findings.add(finding));
    }

    /// An id against those there are. `way` leads to the list, over an entry where it lies in one.
    pub fn expect(&mut self, id: Node<'t>, way: &[&str], known: &[&str], findings: &mut Findings<'_>) {
        let Some(list) = way.last().filter(|_| !known.contains(&id.text())) else { return };
        match self.omit(way, id.text()) {
            // What was there when the reference was written is amiss where it was taken away.
            Some((layer, omit)) if layer > id.layer_number() => self.orphan(id, list, layer, omit),
            omit => {
                let taken = Text::new("a layer takes it away", "下层已去除该项");
                let finding = absent(id, list, known);
                findings
                    .add(omit.into_iter().fold(finding, |own, (_, omit)| own.beside(omit, taken.clone())));
            }
        }
    }

    /// Where the lowest layer that takes an entry of those above it away does so.
    fn omit(&self, way: &[&str], id: &str) -> Option<(u8, Node<'t>)> {
        let said = |document: &'t Arc<Tree>| {
            let step = |here: Node<'t>, step: &&str| {
                if here.is_map() { here.get(step) } else { entry(here, step) }
            };
            entry(way.iter().try_fold(document.root()?, step)?, id)
        };
        let is_omitted = |own: &Node<'t>| own.get("omit").and_then(Node::as_bool) == Some(true);
        let layer = self.documents.iter().rposition(|own| said(own).is_some_and(|own| is_omitted(&own)))?;
        let mut above = self.documents[..layer].iter().filter_map(said);
        above.find(|own| !is_omitted(own))?;
        Some((layer as u8, said(&self.documents[layer])?.get("omit")?))
    }

    /// An entry that is taken away, and what still names it: once, however often that is.
    fn orphan(&mut self, id: Node<'t>, list: &str, layer: u8, omit: Node<'t>) {
        let named = Text::new("it is named here", "此处仍引用");
        let spot = Spot { layer, ..Spot::of(omit) };
        if let Some(known) = self.orphaned.iter_mut().find(|known| known.spot == spot) {
            let own = known.clone();
            *known = own.beside(id, named);
            return;
        }
        let name = id.text();
        let message = Text::new(
            format!("`{name}` of `{list}` is taken away, but the item still names it"),
            format!("去除了“{list}”中的“{name}”，而该事项仍引用它"),
        );
        let help = Text::new(
            "keep the entry, or also write here what names it, without it; a list without ids, such as `by_case`, replaces the whole list above",
            "请保留该项，或在本层同时改写引用它的内容；by_case 等无标识的列表须整体重写，将取代上层的整个列表",
        );
        let mut finding = Finding::here(omit, message).help(help).beside(id, named);
        finding.spot = spot;
        self.orphaned.push(finding);
    }
}

fn entry<'t>(list: Node<'t>, id: &str) -> Option<Node<'t>> {
    list.items().find(|own| ["id", "seq"].iter().any(|key| own.str(key) == Some(id)))
}

fn absent(id: Node<'_>, list: &str, known: &[&str]) -> Finding {
    let name = id.text();
    let message = Text::new(
        format!("`{list}` of the item has no entry `{name}`"),
        format!("该事项的“{list}”中没有“{name}”"),
    );
    let help = if known.is_empty() {
        Text::new(
            format!("the item has no `{list}`: add them, or delete the reference"),
            format!("该事项没有“{list}”：请补写，或删除该引用"),
        )
    } else {
        let known = words::some_of(known);
        Text::new(format!("it has: {}", known.en), format!("现有：{}", known.zh))
    };
    Finding::here(id, message).help(help)
}
