//! Which item of A is which item of B.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::model::item::{Item, ItemKind};
use crate::source::node::Node;

/// What tells an item from others.
#[derive(Clone, Debug)]
pub struct Subject {
    /// What it is.
    pub kind: ItemKind,
    /// What tells it from all others: the code, or what stands for it.
    pub identity: Arc<str>,
    /// The basic code.
    pub basic: String,
    region: String,
    tier: String,
    body: String,
    /// Codes that its change record relates: former and present.
    change: Vec<(String, String)>,
}

impl Subject {
    /// The subject of an item.
    pub fn of(item: Item<'_>) -> Self {
        let text = |keys: &[&str]| item.root.at(keys).map_or_else(String::new, |node| node.text().to_owned());
        let basic = if item.kind == ItemKind::Basic { text(&["code"]) } else { text(&["implements"]) };
        let codes = |key: &str| -> Vec<String> {
            let list = item.root.at(&["change", key]).into_iter().flat_map(Node::items);
            list.map(|code| code.text().to_owned()).collect()
        };
        let (mut from, mut to) = (codes("from"), codes("to"));
        if item.kind == ItemKind::Basic && !(from.is_empty() && to.is_empty()) {
            // A side that the record leaves out is the item itself.
            for side in [&mut from, &mut to] {
                if side.is_empty() {
                    side.push(basic.clone());
                }
            }
        }
        let change = from.iter().flat_map(|from| to.iter().map(|to| (from.clone(), to.clone()))).collect();
        let body = [&["body", "uscc"], &["body", "virtual_code"], &["body", "name"]];
        Self {
            kind: item.kind,
            identity: item.identity(),
            region: item.region().unwrap_or_default().to_owned(),
            tier: item.tier().unwrap_or_default().to_owned(),
            body: body.iter().map(|keys| text(&keys[..])).find(|own| !own.is_empty()).unwrap_or_default(),
            basic,
            change,
        }
    }
}

/// How the items of both sides belong together, by their numbers.
#[derive(Debug, Default)]
pub struct Pairs {
    /// In both.
    pub both: Vec<(usize, usize)>,
    /// In A only, and what it became where it became several.
    pub only_a: Vec<(usize, Vec<usize>)>,
    /// In B only, and what it was where it was several.
    pub only_b: Vec<(usize, Vec<usize>)>,
}

/// Pairs items: by what tells them from others; by change records; then, in one region, by
/// body; where `across` two regions are compared, by the basic code.
pub fn pair(a: &[Subject], b: &[Subject], across: bool) -> Pairs {
    let mut open =
        Open { a, b, left: (0..a.len()).collect(), right: (0..b.len()).collect(), pairs: Pairs::default() };
    open.by(|subject| Some(format!("{:?}/{}", subject.kind, subject.identity)), Several::InOrder);
    let former = open.follow_records();
    let present = |subject: &Subject| former.get(&subject.basic).unwrap_or(&subject.basic).clone();
    let own = |subject: &Subject| (subject.kind != ItemKind::Basic).then(|| present(subject));
    open.by(
        |subject| {
            Some(format!(
                "{:?}/{}/{}/{}/{}",
                subject.kind,
                own(subject)?,
                subject.region,
                subject.tier,
                subject.body
            ))
        },
        Several::InOrder,
    );
    open.by(
        |subject| Some(format!("{:?}/{}/{}/{}", subject.kind, own(subject)?, subject.region, subject.tier)),
        Several::NotAtAll,
    );
    if across {
        open.by(
            |subject| Some(format!("{:?}/{}/{}", subject.kind, own(subject)?, subject.tier)),
            Several::InOrder,
        );
        open.by(|subject| Some(format!("{:?}/{}", subject.kind, own(subject)?)), Several::InOrder);
    }
    open.close()
}

/// What to do where several items have one key.
#[derive(Clone, Copy, PartialEq)]
enum Several {
    InOrder,
    NotAtAll,
}

struct Open<'s> {
    a: &'s [Subject],
    b: &'s [Subject],
    left: BTreeSet<usize>,
    right: BTreeSet<usize>,
    pairs: Pairs,
}

impl Open<'_> {
    fn by(&mut self, key: impl Fn(&Subject) -> Option<String>, several: Several) {
        let group = |subjects: &[Subject], open: &BTreeSet<usize>| {
            let mut groups: BTreeMap<String, Vec<usize>> = BTreeMap::new();
            for at in open {
                if let Some(key) = key(&subjects[*at]) {
                    groups.entry(key).or_default().push(*at);
                }
            }
            groups
        };
        let (left, right) = (group(self.a, &self.left), group(self.b, &self.right));
        for (key, own) in left {
            let Some(other) = right.get(&key) else { continue };
            if several == Several::NotAtAll && (own.len() > 1 || other.len() > 1) {
                continue;
            }
            for (a, b) in own.into_iter().zip(other.iter().copied()) {
                self.left.remove(&a);
                self.right.remove(&b);
                self.pairs.both.push((a, b));
            }
        }
    }

    /// Basic items by their change records: one that became one is a pair. Gives one code for all
    /// that are related, so that implementations find one another.
    fn follow_records(&mut self) -> BTreeMap<String, String> {
        let records: BTreeSet<(&str, &str)> = self
            .a
            .iter()
            .chain(self.b)
            .flat_map(|subject| &subject.change)
            .map(|(from, to)| (from.as_str(), to.as_str()))
            .collect();
        let basic = |subjects: &[Subject], open: &BTreeSet<usize>| -> Vec<usize> {
            open.iter().copied().filter(|at| subjects[*at].kind == ItemKind::Basic).collect()
        };
        let (left, right) = (basic(self.a, &self.left), basic(self.b, &self.right));
        let related = |a: usize, b: usize| {
            let (own, other) = (self.a[a].basic.as_str(), self.b[b].basic.as_str());
            records.contains(&(own, other)) || records.contains(&(other, own))
        };
        let became: Vec<(usize, Vec<usize>)> =
            left.iter().map(|a| (*a, right.iter().copied().filter(|b| related(*a, *b)).collect())).collect();
        let was: Vec<(usize, Vec<usize>)> =
            right.iter().map(|b| (*b, left.iter().copied().filter(|a| related(*a, *b)).collect())).collect();
        let mut former = BTreeMap::new();
        for (a, several) in became {
            let alone = |b: usize| was.iter().any(|(own, from)| *own == b && from.len() == 1);
            match several[..] {
                [b] if alone(b) => {
                    self.left.remove(&a);
                    self.right.remove(&b);
                    former.insert(self.a[a].basic.clone(), self.b[b].basic.clone());
                    self.pairs.both.push((a, b));
                }
                [_, _, ..] => {
                    self.left.remove(&a);
                    for b in several.iter().filter(|b| alone(**b)) {
                        self.right.remove(b);
                    }
                    let own = several.iter().map(|b| (self.b[*b].basic.clone(), self.a[a].basic.clone()));
                    former.extend(own);
                    self.pairs.only_a.push((a, several));
                }
                _ => {}
            }
        }
        for (b, several) in was.into_iter().filter(|(_, several)| several.len() > 1) {
            self.right.remove(&b);
            for a in &several {
                self.left.remove(a);
            }
            former.extend(several.iter().map(|a| (self.a[*a].basic.clone(), self.b[b].basic.clone())));
            self.pairs.only_b.push((b, several));
        }
        former
    }

    fn close(mut self) -> Pairs {
        self.pairs.only_a.extend(self.left.into_iter().map(|a| (a, Vec::new())));
        self.pairs.only_b.extend(self.right.into_iter().map(|b| (b, Vec::new())));
        self.pairs.both.sort_unstable();
        self.pairs.only_a.sort_unstable();
        self.pairs.only_b.sort_unstable();
        self.pairs
    }
}
