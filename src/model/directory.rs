//! All basic items and specifications of a catalogue, by code: what an implementation stands on.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::item::{Item, ItemKind};
use super::region;
use crate::source::tree::Tree;

/// What a catalogue says above its implementations.
#[derive(Debug, Default)]
pub struct Directory {
    families: BTreeMap<String, Family>,
}

/// The documents of one basic code.
#[derive(Debug, Default)]
pub struct Family {
    /// The basic item; the first of them, where several documents have the code.
    pub basic: Option<Arc<Tree>>,
    /// Specifications, the widest scope first, without tier before with tier.
    pub specifications: Vec<Arc<Tree>>,
}

impl Directory {
    /// The directory of these documents, in the order of their files.
    pub fn of(documents: impl IntoIterator<Item = Arc<Tree>>) -> Self {
        let mut families: BTreeMap<String, Family> = BTreeMap::new();
        for tree in documents {
            let Some(item) = tree.root().and_then(Item::of) else { continue };
            let (kind, code) = (item.kind, item.code().map(str::to_owned));
            match (kind, code) {
                (ItemKind::Basic, Some(code)) => {
                    families.entry(code).or_default().basic.get_or_insert(tree);
                }
                (ItemKind::Specification, Some(code)) => {
                    families.entry(code).or_default().specifications.push(tree);
                }
                _ => {}
            }
        }
        for family in families.values_mut() {
            // A stable sort: of two with one scope the first file comes first.
            family.specifications.sort_by_key(|tree| width(tree));
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

    /// The basic item of a code.
    pub fn basic(&self, code: &str) -> Option<&Arc<Tree>> {
        self.family(code)?.basic.as_ref()
    }

    /// The layers of an implementation or a specification, the widest first, itself the last;
    /// none where its basic item is unknown.
    pub fn layers(&self, tree: &Arc<Tree>) -> Option<Vec<Arc<Tree>>> {
        let item = tree.root().and_then(Item::of)?;
        if item.kind == ItemKind::Basic {
            return Some(vec![Arc::clone(tree)]);
        }
        let family = self.family(item.root.str("implements")?)?;
        let mut layers = vec![Arc::clone(family.basic.as_ref()?)];
        let (place, tier) = (item.region()?, item.tier());
        for specification in &family.specifications {
            if Arc::ptr_eq(specification, tree) {
                break;
            }
            let scope = specification.root().and_then(Item::of);
            if scope.is_some_and(|scope| applies(scope, place, tier)) {
                layers.push(Arc::clone(specification));
            }
        }
        layers.push(Arc::clone(tree));
        Some(layers)
    }
}

/// Whether the scope of a specification holds a place of a tier.
pub fn applies(specification: Item<'_>, place: &str, tier: Option<&str>) -> bool {
    let Some(region) = specification.region() else { return false };
    let own = specification.tier();
    region::contains(region, place) && (own.is_none() || own == tier)
}

/// How wide the scope of a specification is: digits of its region, then whether it names a tier.
fn width(tree: &Tree) -> (usize, bool) {
    let scope = tree.root().and_then(Item::of);
    let digits = scope.and_then(Item::region).map_or(usize::MAX, |region| region::prefix(region).len());
    (digits, scope.and_then(Item::tier).is_some())
}
