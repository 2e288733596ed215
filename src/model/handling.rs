//! The effective item as one handling item sees it: what a case says for it applies, what cannot apply is left out.

use std::sync::Arc;

use super::cases::{self, Choice, LISTS};
use super::spoken::value_at;
use crate::source::node::Node;
use crate::source::tree::Tree;
use crate::standard::elements::Elements;

/// What a case says in place of the item, key by key.
const VALUES: [&str; 2] = ["time_limit", "on_site"];

/// What is said of the figure of a limit, and not of the one that a case has in place of it.
const OF_THE_FIGURE: [&str; 3] = ["basis", "note", "note_en"];

/// The effective item of one handling item. Every value keeps the place it was written at; a case
/// that still depends on answers or paths stays.
pub fn narrowed(tree: &Tree, documents: &[Arc<Tree>], seq: &str) -> Tree {
    let mut narrow = Narrow { tree: Tree::layered(documents), root: tree.node(0), choice: choice(seq) };
    narrow.item();
    narrow.tree
}

fn choice(seq: &str) -> Choice<'_> {
    Choice { handling_item: Some(seq), ..Choice::default() }
}

fn rows(root: Node<'_>) -> impl Iterator<Item = Node<'_>> {
    root.get("by_case").into_iter().flat_map(Node::items)
}

/// Rows that hold for a choice, whatever else is chosen.
fn met<'t>(root: Node<'t>, choice: &Choice<'_>) -> impl Iterator<Item = Node<'t>> {
    rows(root).filter(|row| row.get("when").is_some_and(|when| choice.meets(when)))
}

/// The ids that a row names under a verb of a list.
fn ids<'t>(row: Node<'t>, list: &str, verb: &str) -> impl Iterator<Item = &'t str> + use<'t> {
    row.at(&[list, verb]).into_iter().flat_map(Node::items).map(Node::text)
}

/// Whether a limit states its figure.
fn has_figure(limit: Node<'_>) -> bool {
    limit.get("days").is_some() || limit.get("unit").is_some()
}

/// The entries of maps of which the last to say something counts.
fn overlaid<'t>(maps: &[Node<'t>]) -> Vec<(Node<'t>, Node<'t>)> {
    let mut entries: Vec<(Node<'t>, Node<'t>)> = Vec::new();
    for map in maps {
        if has_figure(*map) {
            entries.retain(|(key, _)| !OF_THE_FIGURE.contains(&key.text()));
        }
        for (key, value) in map.entries() {
            match entries.iter_mut().find(|(other, _)| other.text() == key.text()) {
                Some(other) => *other = (key, value),
                None => entries.push((key, value)),
            }
        }
    }
    entries
}

struct Narrow<'t, 'c> {
    tree: Tree,
    root: Node<'t>,
    choice: Choice<'c>,
}

impl<'t> Narrow<'t, '_> {
    fn item(&mut self) {
        let at = self.open(self.root);
        let mut count = 0;
        for (key, value) in self.root.entries() {
            self.key(at, key);
            match key.text() {
                "by_case" => self.cases(value),
                "handling_items" => {
                    let seq = self.choice.handling_item;
                    self.list(value, |entry| entry.str("seq") == seq);
                }
                name if VALUES.contains(&name) => self.values(name, value),
                name if LISTS.contains(&name) => {
                    let applying = self.possible(name);
                    self.list(value, |entry| entry.str("id").is_none_or(|id| applying.contains(&id)));
                }
                _ => self.copy(value),
            }
            count += 1;
        }
        for name in VALUES {
            let said = met(self.root, &self.choice).filter_map(|row| row.entry(name)).last();
            let Some((key, value)) = said.filter(|_| self.root.get(name).is_none()) else { continue };
            self.key(at, key);
            self.values(name, value);
            count += 1;
        }
        self.tree.close_copy(at, count);
    }

    fn open(&mut self, node: Node<'t>) -> u32 {
        self.tree.copy(node.original(), node.layer_number())
    }

    fn key(&mut self, map: u32, key: Node<'t>) {
        self.tree.copy_key(map, key.original(), key.layer_number());
    }

    /// Copies a node with all that lies in it.
    fn copy(&mut self, node: Node<'t>) {
        self.some(node, &|_| true);
    }

    /// Copies a node without the entries of lists that are not wanted.
    fn some(&mut self, node: Node<'t>, wanted: &dyn Fn(Node<'t>) -> bool) {
        let at = self.open(node);
        let mut count = 0;
        for (key, value) in node.entries() {
            self.key(at, key);
            self.some(value, wanted);
            count += 1;
        }
        for entry in node.items().filter(|entry| wanted(*entry)) {
            self.some(entry, wanted);
            count += 1;
        }
        if node.is_collection() {
            self.tree.close_copy(at, count);
        }
    }

    fn list(&mut self, list: Node<'t>, wanted: impl Fn(Node<'t>) -> bool) {
        let at = self.open(list);
        let mut count = 0;
        for entry in list.items().filter(|entry| wanted(*entry)) {
            self.copy(entry);
            count += 1;
        }
        self.tree.close_copy(at, count);
    }

    /// What the item says, and in place of it the last case that holds, key by key.
    fn values(&mut self, name: &str, own: Node<'t>) {
        let said = met(self.root, &self.choice).filter_map(|row| row.get(name)).filter(|said| said.is_map());
        let all: Vec<Node<'t>> = self.root.get(name).into_iter().chain(said).collect();
        let at = self.open(own);
        let entries = overlaid(&all);
        for (key, _) in &entries {
            self.key(at, *key);
            let all: Vec<Node<'t>> = all.iter().filter_map(|said| said.get(key.text())).collect();
            match all[..] {
                [.., last] if last.is_map() => self.limit(&all, last),
                [.., last] => self.copy(last),
                [] => {}
            }
        }
        self.tree.close_copy(at, entries.len() as u32);
    }

    /// A limit of the item with what cases say of it.
    fn limit(&mut self, all: &[Node<'t>], last: Node<'t>) {
        let at = self.open(last);
        let entries = overlaid(all);
        for (key, value) in &entries {
            self.key(at, *key);
            self.copy(*value);
        }
        self.tree.close_copy(at, entries.len() as u32);
    }

    /// Whether a row can apply, but does not in any case.
    fn is_open(&self, row: Node<'t>) -> bool {
        row.get("when").is_some_and(|when| self.choice.allows(when) && !self.choice.meets(when))
    }

    /// The ids of a list that apply, or do so in some case.
    fn possible(&self, list: &str) -> Vec<&'t str> {
        let open = rows(self.root).filter(|row| self.is_open(*row));
        let named = open.flat_map(|row| ids(row, list, "use").chain(ids(row, list, "add")));
        cases::applying(self.root, list, &self.choice).into_iter().chain(named).collect()
    }

    /// Whether rows that hold must stay beside open ones, which would else be read otherwise: an open one
    /// goes back to an entry that they take away, or adds one that they have added.
    fn is_unsettled(&self, list: &str) -> bool {
        let applying = cases::applying(self.root, list, &self.choice);
        rows(self.root).filter(|row| self.is_open(*row)).any(|row| {
            ids(row, list, "use").any(|id| !applying.contains(&id))
                || ids(row, list, "add").any(|id| applying.contains(&id))
        })
    }

    /// The rows that still say something: open ones, and of those that hold what comes after an open one
    /// or settles a list with it, and remarks.
    fn cases(&mut self, list: Node<'t>) {
        let unsettled: Vec<&str> = LISTS.into_iter().filter(|list| self.is_unsettled(list)).collect();
        let at = self.open(list);
        let (mut count, mut is_after) = (0, false);
        for row in list.items() {
            let is_open = self.is_open(row);
            is_after |= is_open;
            let holds = row.get("when").is_some_and(|when| self.choice.meets(when));
            let is_said = || {
                is_after || row.get("note").is_some() || unsettled.iter().any(|list| row.get(list).is_some())
            };
            if is_open || holds && is_said() {
                self.row(row);
                count += 1;
            }
        }
        self.tree.close_copy(at, count);
    }

    /// A row without ids of entries that are left out.
    fn row(&mut self, row: Node<'t>) {
        let at = self.open(row);
        let mut count = 0;
        for (key, value) in row.entries() {
            self.key(at, key);
            if LISTS.contains(&key.text()) {
                let possible = self.possible(key.text());
                self.some(value, &|id| possible.contains(&id.text()));
            } else {
                self.copy(value);
            }
            count += 1;
        }
        self.tree.close_copy(at, count);
    }
}

/// What a case says of a place of the item.
#[derive(Clone, Copy, Debug)]
pub struct Case<'t> {
    /// The row of the table of cases.
    pub row: Node<'t>,
    /// What it says there.
    pub node: Node<'t>,
    /// Whether it says which entries of a list apply.
    pub is_list: bool,
    /// Whether it takes the entry away that was asked for.
    pub takes_away: bool,
}

/// What the cases that hold for a handling item say of a place of the effective item, in their order.
/// Keys of the field are canonical.
pub fn said<'t>(root: Node<'t>, elements: &Elements, seq: &str, field: &[&str]) -> Vec<Case<'t>> {
    let Some(first) = field.first() else { return Vec::new() };
    let choice = choice(seq);
    let said = met(root, &choice).filter_map(|row| {
        if VALUES.contains(first) {
            let is_lost = |limit: &Node<'_>| {
                has_figure(*limit) && field.get(2).is_some_and(|key| OF_THE_FIGURE.contains(key))
            };
            let lost = || row.at(field.get(..2)?).filter(is_lost);
            let node = value_at(row, elements, field);
            return Some(Case { row, node: node.or_else(lost)?, is_list: false, takes_away: node.is_none() });
        }
        let node = row.get(first).filter(|_| LISTS.contains(first))?;
        let Some(id) = field.get(1) else {
            return Some(Case { row, node, is_list: true, takes_away: false });
        };
        let names = |verb| ids(row, first, verb).any(|own| own == *id);
        let verb = |verb| row.at(&[first, verb]);
        let (node, takes_away) = match verb("use").filter(|list| list.count() > 0) {
            _ if names("remove") => (verb("remove")?, true),
            _ if names("add") => (verb("add")?, false),
            Some(list) => (list, !names("use")),
            None => return None,
        };
        Some(Case { row, node, is_list: true, takes_away })
    });
    said.collect()
}
