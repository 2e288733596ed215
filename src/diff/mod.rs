//! What two sets of items differ in: files, folders, regions or revisions. Reads what differs and
//! what that stands on, pairs the items, compares each pair on all threads.

pub mod kept;
pub mod select;
pub mod told;

use std::collections::HashSet;
use std::sync::Arc;

use rayon::prelude::*;

use self::kept::KeptBack;
use self::select::Selection;
use self::told::{ItemDifference, Told};
use crate::compare::pairs::{self, Subject};
use crate::compare::walk::compare;
use crate::compare::{Change, Kind, Running, Side};
use crate::diagnostic::Text;
use crate::error::Error;
use crate::load::{self, Ground, Reading, UnreadFile};
use crate::model::item::{Item, ItemKind};
use crate::model::manifest::no_division;
use crate::model::region;
use crate::model::resolve::resolve;
use crate::model::secret;
use crate::source::node::Node;
use crate::source::revision::BlobId;
use crate::source::tree::Tree;
use crate::standard::IMPLEMENTATION;
use crate::standard::variation::Machine;

/// One of the two sets of items.
#[derive(Clone, Copy)]
pub struct Part<'a> {
    /// How its catalogue is read.
    pub reading: Reading<'a>,
    /// Whether the items of a file, by its path in the store, belong to it.
    pub wanted: &'a (dyn Fn(&str) -> bool + Sync),
    /// Only implementations of this division, or below it.
    pub region: Option<&'a str>,
    /// Whether to read a file costs more than to name its bytes.
    pub costly: bool,
    /// A name of the bytes of a file: equal names, equal bytes.
    pub stamp: &'a (dyn Fn(&str) -> Option<BlobId> + Sync),
}

impl std::fmt::Debug for Part<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Part").field("region", &self.region).finish_non_exhaustive()
    }
}

/// All differences, item by item, in the order of their codes.
#[derive(Debug, Default)]
pub struct Difference {
    /// The items that differ.
    pub items: Vec<ItemDifference>,
    /// How many pairs were compared.
    pub compared: usize,
    /// The names of two regions, where these are compared and not two states of one thing.
    pub regions: Option<[Text; 2]>,
    /// Files that could not be read: nothing is said of what they hold.
    pub unread: Vec<UnreadFile>,
}

impl Difference {
    /// Paths of files that could not be read, as documents for others name them.
    pub fn unread_open(&self) -> Vec<&str> {
        UnreadFile::open(&self.unread)
    }
}

/// A side that was read.
struct Loaded<'a> {
    reading: Reading<'a>,
    ground: Ground<'a>,
    /// The documents that define items of the set.
    trees: Vec<Arc<Tree>>,
    subjects: Vec<Subject>,
    /// Files of the set that could not be read, by their paths in the store.
    unread: Vec<UnreadFile>,
    /// What may not be told.
    kept_back: KeptBack,
}

impl Loaded<'_> {
    /// Leaves out what may not be told on either side.
    fn keep_back(&mut self, kept_back: &KeptBack) {
        let is_told = |tree: &Tree, subject: &Subject| {
            let own = &tree.layers()[0].source.path;
            !kept_back.holds(subject, |path| self.reading.store.shown(path) == **own)
        };
        let both = self.trees.drain(..).zip(self.subjects.drain(..));
        (self.trees, self.subjects) = both.filter(|(tree, subject)| is_told(tree, subject)).unzip();
    }

    /// Whether a document stands in a file that the other side has, but that could not be read there.
    fn is_unread_in(&self, other: &Loaded<'_>, at: usize) -> bool {
        let path = &self.trees[at].layers()[0].source.path;
        other.unread.iter().any(|own| self.reading.store.shown(&own.path) == **path)
    }
}

/// Compares two sets of items.
pub fn diff(a: Part<'_>, b: Part<'_>) -> Result<Difference, Error> {
    let chosen = select::select(a, b)?;
    let (one, two) = rayon::join(|| load(a, &chosen.0), || load(b, &chosen.1));
    let (mut one, mut two) = (one?, two?);
    let mut kept_back = one.kept_back.clone();
    kept_back.join(&two.kept_back);
    one.keep_back(&kept_back);
    two.keep_back(&kept_back);
    let across = a.region.is_some() && b.region.is_some();
    let mut pairs = pairs::pair(&one.subjects, &two.subjects, across);
    // Between regions, one more body that implements an item that both have is no difference of the item.
    let is_further = |own: &Loaded<'_>, at: usize, other: &Loaded<'_>| {
        across && other.subjects.iter().any(|subject| subject.basic == own.subjects[at].basic)
    };
    pairs.only_a.retain(|(at, _)| !is_further(&one, *at, &two) && !one.is_unread_in(&two, *at));
    pairs.only_b.retain(|(at, _)| !is_further(&two, *at, &one) && !two.is_unread_in(&one, *at));
    // One item against one item is that pair, whatever their codes.
    if let ([_], [_], []) = (&one.subjects[..], &two.subjects[..], &pairs.both[..]) {
        pairs = pairs::Pairs { both: vec![(0, 0)], ..pairs::Pairs::default() };
    }
    let told = Told {
        paired: paired(&pairs.both, &one, &two),
        unchanged: [chosen.0.unchanged_documents(), chosen.1.unchanged_documents()],
    };
    let compared = pairs.both.len();
    let both: Result<Vec<_>, Error> =
        pairs.both.par_iter().map(|(a, b)| both(&one, &two, *a, *b, &told)).collect();
    let mut items: Vec<ItemDifference> = both?.into_iter().flatten().collect();
    for (at, became) in &pairs.only_a {
        let kind = if became.is_empty() { Kind::ItemRemoved } else { Kind::ItemSplit };
        items.extend(told::alone(kind, &one, *at, &two, became));
    }
    for (at, was) in &pairs.only_b {
        let kind = if was.is_empty() { Kind::ItemAdded } else { Kind::ItemMerged };
        items.extend(told::alone(kind, &two, *at, &one, was));
    }
    items.retain(|item| !item.changes.is_empty());
    items.sort_by(|a, b| a.order().cmp(&b.order()));
    let between = match (a.region, b.region) {
        (Some(a), Some(b)) => Some([a.to_owned(), b.to_owned()]),
        _ => between(&items),
    };
    let called = |loaded: &Loaded<'_>, code: &str| loaded.ground.registers.divisions().called(code);
    let regions = between.map(|[a, b]| [called(&one, &a), called(&two, &b)]);
    let unread = |loaded: &Loaded<'_>| -> Vec<UnreadFile> {
        let shown =
            |own: &UnreadFile| UnreadFile { path: loaded.reading.store.shown(&own.path), ..own.clone() };
        loaded.unread.iter().map(shown).collect()
    };
    let unread = [unread(&one), unread(&two)].concat();
    Ok(Difference { items, compared, regions, unread })
}

/// The two regions that every pair is of, where items of two regions were named one by one.
fn between(items: &[ItemDifference]) -> Option<[String; 2]> {
    let two = |item: &ItemDifference| match &item.regions {
        [Some(a), Some(b)] if a != b => Some([a.clone(), b.clone()]),
        _ => None,
    };
    let first = items.first().and_then(two)?;
    items.iter().all(|item| two(item).as_ref() == Some(&first)).then_some(first)
}

/// The upper documents whose own changes are told where they stand.
fn paired(both: &[(usize, usize)], one: &Loaded<'_>, two: &Loaded<'_>) -> [HashSet<(Arc<str>, u32)>; 2] {
    let upper = |loaded: &Loaded<'_>, at: usize| {
        let own = loaded.subjects[at].kind != ItemKind::Implementation;
        own.then(|| told::document(&loaded.trees[at]))
    };
    let a = both.iter().filter_map(|(a, _)| upper(one, *a)).collect();
    let b = both.iter().filter_map(|(_, b)| upper(two, *b)).collect();
    [a, b]
}

fn load<'a>(part: Part<'a>, chosen: &Selection) -> Result<Loaded<'a>, Error> {
    let ground = load::ground(part.reading, &chosen.ground)?;
    let divisions = ground.registers.divisions();
    let unknown = |region: &&str| !divisions.is_empty() && !divisions.any_within(region);
    if let Some(region) = part.region.filter(unknown) {
        return Err(Error::Configuration(no_division(region)));
    }
    let all = chosen.items.iter().flat_map(|file| &file.trees);
    let trees: Vec<Arc<Tree>> = all.filter(|tree| is_of(part, tree)).cloned().collect();
    let subjects = trees.iter().filter_map(|tree| tree.root().and_then(Item::of)).map(Subject::of).collect();
    let unread = chosen.unread.clone();
    let mut kept_back = chosen.kept_back.clone();
    for file in &ground.kept_back {
        kept_back.note_codes(file);
    }
    Ok(Loaded { reading: part.reading, ground, trees, subjects, unread, kept_back })
}

/// Whether a document defines an item of a set that may be shown.
fn is_of(part: Part<'_>, tree: &Tree) -> bool {
    let Some(item) = tree.root().and_then(Item::of) else { return false };
    let within = |region: &str| {
        item.kind == ItemKind::Implementation
            && item.region().is_some_and(|own| region::contains(region, own))
    };
    !secret::is_kept_back(&tree.layers()[0].source) && part.region.is_none_or(within)
}

/// The layers of an item that may be shown; those of an item without a basic item are itself.
fn layers(loaded: &Loaded<'_>, at: usize) -> Option<Vec<Arc<Tree>>> {
    let own = &loaded.trees[at];
    let documents = loaded.ground.layers(own).unwrap_or_else(|| vec![Arc::clone(own)]);
    (!secret::is_any_kept_back(&documents)).then_some(documents)
}

fn both(
    one: &Loaded<'_>,
    two: &Loaded<'_>,
    a: usize,
    b: usize,
    told: &Told,
) -> Result<Option<ItemDifference>, Error> {
    let (Some(own), Some(other)) = (layers(one, a), layers(two, b)) else { return Ok(None) };
    // What a layer above says is not gone because its file could not be read.
    let is_cut = |short: &[Arc<Tree>], long: &[Arc<Tree>], side: &Loaded<'_>| {
        short.len() < long.len() && !side.unread.is_empty()
    };
    if is_cut(&own, &other, one) || is_cut(&other, &own, two) {
        return Ok(None);
    }
    let elements = two.reading.standard.elements(IMPLEMENTATION)?;
    let resolved = resolve(&own, one.reading.standard.elements(IMPLEMENTATION)?);
    let against = resolve(&other, elements);
    let (Some(root_a), Some(root_b)) = (resolved.tree.root(), against.tree.root()) else { return Ok(None) };
    let side_a = Side { root: root_a, registers: &one.ground.registers };
    let side_b = Side { root: root_b, registers: &two.ground.registers };
    let mut changes = compare(elements, two.reading.standard.variation.get(), side_a, side_b);
    changes.retain(|change| !is_told_above(change, told, own.len(), other.len()));
    recoded(&mut changes, one.subjects[a].kind);
    if root_a.get("region").map(Node::text) != root_b.get("region").map(Node::text) {
        names_of_sides(&mut changes);
    }
    if changes.is_empty() {
        return Ok(None);
    }
    let subject = &two.subjects[b];
    Ok(Some(told::item(elements, subject, changes, (side_a, side_b))))
}

/// Whether a change was written in a layer whose changes are told there.
fn is_told_above(change: &Change<'_>, told: &Told, layers_a: usize, layers_b: usize) -> bool {
    let above = |node: Option<Node<'_>>, side: usize, layers: usize| {
        node.is_none_or(|node| {
            let own = usize::from(node.layer_number()) + 1 == layers;
            let layer = node.layer();
            let document = (Arc::clone(&layer.source.path), layer.document);
            !own && (told.paired[side].contains(&document) || told.unchanged[side].contains(&document.0))
        })
    };
    above(change.a, 0, layers_a) && above(change.b, 1, layers_b)
}

/// The code of a basic item is the item itself.
fn recoded(changes: &mut [Change<'_>], kind: ItemKind) {
    let own = changes.iter_mut().find(|change| change.pointer == "/code" && change.kind == Kind::Changed);
    if let Some(change) = own.filter(|_| kind == ItemKind::Basic) {
        change.kind = Kind::ItemRecoded;
    }
}

/// Codes of two regions are two names: nobody's code changed.
fn names_of_sides(changes: &mut [Change<'_>]) {
    for change in changes.iter_mut().filter(|own| matches!(own.path.as_str(), "code" | "handling_items.code"))
    {
        change.class.machine = Machine::None;
        change.class.running = Running::Applies;
    }
}
