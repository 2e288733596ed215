//! All basic items and specifications of a catalogue, by code: what an implementation stands on.
//! Holds what rules ask of any item; the documents themselves stand on a [`Shelf`].

use std::collections::BTreeMap;
use std::sync::Arc;

use super::item::{Item, ItemKind, code_of, is_basic_code};
use super::region;
use crate::source::node::Node;
use crate::source::tree::Tree;

/// A document of a catalogue, by the number of its file and its place there.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct DocumentId {
    /// The number of the file.
    pub file: u32,
    /// The document within the file, from 0.
    pub document: u32,
}

/// Where the documents stand: in memory, or to be read again.
pub trait Shelf: Sync {
    /// A document.
    fn document(&self, id: DocumentId) -> Option<Arc<Tree>>;
}

/// What a catalogue says above its implementations.
#[derive(Debug, Default)]
pub struct Directory {
    families: BTreeMap<String, Family>,
}

/// The documents of one basic code.
#[derive(Debug, Default)]
pub struct Family {
    /// The basic item; the first of them, where several documents have the code.
    pub basic: Option<Basic>,
    /// Specifications, the widest scope first, without tier before with tier.
    pub specifications: Vec<Specification>,
}

/// What rules ask of a basic item.
#[derive(Clone, Debug)]
pub struct Basic {
    /// Its document.
    pub id: DocumentId,
    /// Its name.
    pub name: Option<String>,
    /// Its item type.
    pub item_type: Option<String>,
    /// Its status.
    pub status: Option<String>,
    /// The tiers that exercise it.
    pub exercise: Vec<String>,
}

impl Basic {
    /// Whether it is exercised at a tier; one that does not say at which is left alone.
    pub fn is_exercised_at(&self, tier: &str) -> bool {
        let own = |slug: &str| self.exercise.iter().any(|one| one == slug);
        // Graded items are exercised at any tier, each for its grade.
        self.exercise.is_empty() || tier == "graded" || own(tier) || own("graded")
    }
}

/// A specification, by its scope.
#[derive(Clone, Debug)]
pub struct Specification {
    /// Its document.
    pub id: DocumentId,
    /// The division.
    pub region: Option<String>,
    /// The tier, where it names one.
    pub tier: Option<String>,
}

/// Division and tier.
type Scope<'s> = (Option<&'s str>, Option<&'s str>);

/// What the directory notes of a document.
#[derive(Clone, Debug)]
pub enum Entry {
    /// A basic item of a code.
    Basic(String, Basic),
    /// A specification of a basic code.
    Specification(String, Specification),
}

impl Entry {
    /// What to note of a document; nothing of an implementation or of what defines no item.
    pub fn of(tree: &Tree, id: DocumentId) -> Option<Self> {
        let item = tree.root().and_then(Item::of)?;
        let code = item.code()?.to_owned();
        let text = |key: &str| item.root.str(key).map(str::to_owned);
        match item.kind {
            ItemKind::Basic => {
                let (name, item_type, status) = (text("name"), text("item_type"), text("status"));
                let exercise = item.root.at(&["tiers", "exercise"]).into_iter().flat_map(Node::items);
                let exercise = exercise.map(|tier| tier.text().to_owned()).collect();
                Some(Self::Basic(code, Basic { id, name, item_type, status, exercise }))
            }
            ItemKind::Specification => {
                let (region, tier) = (item.region().map(str::to_owned), item.tier().map(str::to_owned));
                Some(Self::Specification(code, Specification { id, region, tier }))
            }
            ItemKind::Implementation => None,
        }
    }
}

impl Directory {
    /// The directory of these entries, in the order of their files.
    pub fn of(entries: impl IntoIterator<Item = Entry>) -> Self {
        let mut families: BTreeMap<String, Family> = BTreeMap::new();
        for entry in entries {
            match entry {
                Entry::Basic(code, basic) => {
                    families.entry(code).or_default().basic.get_or_insert(basic);
                }
                Entry::Specification(code, own) => families.entry(code).or_default().specifications.push(own),
            }
        }
        for family in families.values_mut() {
            // A stable sort: of two with one scope the first file comes first.
            family.specifications.sort_by_key(Specification::width);
        }
        Self { families }
    }

    /// The documents of a basic code.
    pub fn family(&self, code: &str) -> Option<&Family> {
        self.families.get(code)
    }

    /// Every basic code with its documents, sorted.
    pub fn families(&self) -> impl Iterator<Item = (&str, &Family)> {
        self.families.iter().map(|(code, family)| (code.as_str(), family))
    }

    /// The codes of basic items that have the shape of a code, sorted: what may be offered.
    pub fn basic_codes(&self) -> impl Iterator<Item = &str> {
        let basics = self.families().filter(|(_, family)| family.basic.is_some());
        basics.map(|(code, _)| code).filter(|code| is_basic_code(code))
    }

    /// The basic item of a code.
    pub fn basic(&self, code: &str) -> Option<&Basic> {
        self.family(code)?.basic.as_ref()
    }

    /// The layers of a document, the widest first, itself the last; none where its basic item
    /// is unknown.
    pub fn layers(&self, tree: &Arc<Tree>, shelf: &dyn Shelf) -> Option<Vec<Arc<Tree>>> {
        let item = tree.root().and_then(Item::of)?;
        if item.kind == ItemKind::Basic {
            return Some(vec![Arc::clone(tree)]);
        }
        let family = self.family(code_of(item.root, "implements")?)?;
        let mut found = vec![shelf.document(family.basic.as_ref()?.id)?];
        // Without a region only what is unified everywhere is above it; that it is missing is reported by itself.
        let (place, tier) = (item.region().unwrap_or_default(), item.tier());
        let mut scopes: Vec<Scope<'_>> = Vec::new();
        for specification in family.specifications.iter().filter(|own| own.applies(place, tier)) {
            let scope = specification.scope();
            // Of several with one scope the first holds; the others are reported.
            if scopes.contains(&scope) {
                continue;
            }
            let document = shelf.document(specification.id)?;
            // A specification stands on those before it.
            let is_own = item.kind == ItemKind::Specification && scope == (item.region(), tier);
            if is_own && is_same(&document, tree) {
                break;
            }
            found.push(document);
            if is_own {
                break;
            }
            scopes.push(scope);
        }
        found.push(Arc::clone(tree));
        Some(found)
    }
}

/// Whether two trees were read from one document.
fn is_same(a: &Tree, b: &Tree) -> bool {
    let (a, b) = (&a.layers()[0], &b.layers()[0]);
    a.document == b.document && a.source.path == b.source.path
}

impl Specification {
    fn scope(&self) -> Scope<'_> {
        (self.region.as_deref(), self.tier.as_deref())
    }

    /// Whether the scope holds a place of a tier.
    pub fn applies(&self, place: &str, tier: Option<&str>) -> bool {
        let Some(region) = &self.region else { return false };
        region::contains(region, place) && (self.tier.is_none() || self.tier.as_deref() == tier)
    }

    /// How wide the scope is: digits of its region, then whether it names a tier.
    fn width(&self) -> (usize, bool) {
        let digits = self.region.as_deref().map_or(usize::MAX, |region| region::prefix(region).len());
        (digits, self.tier.is_some())
    }
}
