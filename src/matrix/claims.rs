//! Claims (认领): which items bodies of a tier should have and have not, which they have above
//! their tier, which versions are behind; and how far elements are unified.

use std::collections::{BTreeMap, BTreeSet};

use super::{Choice, Missing, is_chosen, is_secret};
use crate::diagnostic::Text;
use crate::error::Error;
use crate::load::{Files, Ground, Reading};
use crate::model::effective::Effective;
use crate::model::item::ItemKind;
use crate::model::region;
use crate::model::spoken::same;
use crate::source::node::Node;
use crate::standard::IMPLEMENTATION;
use crate::survey::survey;

/// What is claimed of a catalogue, and how far it is unified.
#[derive(Debug, Default)]
pub struct Claims {
    /// Items that a region should have at a tier and has not.
    pub missing: Vec<Claim>,
    /// Items that a body has at a tier that does not exercise them.
    pub beyond: Vec<Claim>,
    /// Entries written for an older version.
    pub behind: Vec<(Claim, i64, i64)>,
    /// Profile, element, tier: how many say the same as the directory, of how many that say anything.
    pub unified: Vec<Rate>,
    /// Divisions that were asked for and have nothing.
    pub without: Vec<Missing>,
}

/// An item at a place.
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub struct Claim {
    /// The division.
    pub region: String,
    /// Its name, where the register knows it.
    pub place: String,
    /// The tier.
    pub tier: String,
    /// The basic code.
    pub code: String,
    /// The name of the item.
    pub name: String,
}

/// How far an element is unified at a tier.
#[derive(Clone, Debug)]
pub struct Rate {
    /// The profile, by its place in the table.
    pub profile: usize,
    /// The element, as a dotted path.
    pub element: String,
    /// The tier.
    pub tier: String,
    /// Entries that say what the directory says.
    pub same: usize,
    /// Entries where both say anything.
    pub all: usize,
}

/// What is remembered of one item.
enum Seen {
    Basic { code: String, name: String, tiers: Vec<String> },
    Entry(Box<Entry>),
}

struct Entry {
    region: String,
    tier: String,
    code: String,
    name: String,
    exercised: bool,
    versions: Option<(i64, i64)>,
    /// For each element of each profile: whether it says the same; none where a side is silent.
    same: Vec<Vec<Option<bool>>>,
}

/// Goes through a catalogue.
pub fn of_catalogue(
    reading: Reading<'_>,
    ground: &Ground<'_>,
    files: &Files,
    choice: &Choice,
) -> Result<Claims, Error> {
    reading.standard.elements(IMPLEMENTATION)?;
    let seen = survey(reading, ground, files, |item| {
        let shown = !is_secret(item) && !matches!(item.root.str("status"), Some("cancelled" | "draft"));
        Ok(match item.own.kind {
            _ if !shown => None,
            ItemKind::Basic => basic(item),
            ItemKind::Specification => None,
            ItemKind::Implementation => is_chosen(item, choice)
                .then(|| entry(reading, item))
                .flatten()
                .map(|own| Seen::Entry(Box::new(own))),
        })
    })?;
    let mut basics = BTreeMap::new();
    let mut entries = Vec::new();
    for one in seen {
        match one {
            Seen::Basic { code, name, tiers } => drop(basics.insert(code, (name, tiers))),
            Seen::Entry(entry) => entries.push(*entry),
        }
    }
    entries.sort_by(|a, b| (&a.region, &a.tier, &a.code).cmp(&(&b.region, &b.tier, &b.code)));
    let place = |region: &str| {
        ground.registers.divisions().get(region).map(|own| own.name.clone()).unwrap_or_default()
    };
    let claim = |entry: &Entry| Claim {
        region: entry.region.clone(),
        place: place(&entry.region),
        tier: entry.tier.clone(),
        code: entry.code.clone(),
        name: entry.name.clone(),
    };
    let behind = entries.iter().filter_map(|entry| {
        let (own, present) = entry.versions.filter(|(own, present)| own < present)?;
        Some((claim(entry), own, present))
    });
    Ok(Claims {
        missing: missing(&basics, &entries, place),
        beyond: entries.iter().filter(|entry| !entry.exercised).map(claim).collect(),
        behind: behind.collect(),
        unified: unified(reading, &entries),
        without: super::missing(ground, choice, &|region| {
            entries.iter().any(|own| own.region.starts_with(region))
        }),
    })
}

fn texts(node: Option<Node<'_>>) -> Vec<String> {
    node.into_iter().flat_map(Node::items).map(|own| own.text().to_owned()).collect()
}

fn basic(item: &Effective<'_>) -> Option<Seen> {
    let code = item.root.str("code")?;
    // A container has no implementation.
    if code.ends_with('Y') {
        return None;
    }
    let name = item.root.str("name").unwrap_or_default().to_owned();
    Some(Seen::Basic { code: code.to_owned(), name, tiers: texts(item.root.at(&["tiers", "exercise"])) })
}

fn entry(reading: Reading<'_>, item: &Effective<'_>) -> Option<Entry> {
    let above = item.basic()?.root;
    let tier = item.own.tier()?.to_owned();
    let exercise = texts(item.root.at(&["tiers", "exercise"]));
    let exercised =
        exercise.is_empty() || tier == "graded" || exercise.iter().any(|own| *own == tier || own == "graded");
    let version = |node: Option<Node<'_>>| node.and_then(Node::as_i64);
    let versions = version(item.root.get("based_on")).zip(version(above.get("version")));
    let profiles = &reading.standard.variation.get().unification;
    let compared = |path: &String| {
        let keys: Vec<&str> = path.split('.').collect();
        // What an entry implements is the code of the basic item.
        let unified = if path == "implements" { above.get("code")? } else { above.at(&keys)? };
        Some(same(item.root.at(&keys)?, unified))
    };
    let same = profiles.iter().map(|profile| profile.elements.iter().map(compared).collect()).collect();
    Some(Entry {
        region: item.own.region()?.to_owned(),
        tier,
        code: above.str("code")?.to_owned(),
        name: above.str("name").unwrap_or_default().to_owned(),
        exercised,
        versions,
        same,
    })
}

/// Items of the directory that a region lacks at a tier at which it has others. A provincial
/// item concerns its province alone.
fn missing(
    basics: &BTreeMap<String, (String, Vec<String>)>,
    entries: &[Entry],
    place: impl Fn(&str) -> String,
) -> Vec<Claim> {
    let own = |entry: &Entry| (entry.region.clone(), entry.tier.clone());
    let places: BTreeSet<(String, String)> = entries.iter().map(own).collect();
    let claimed: BTreeSet<(&str, &str)> =
        entries.iter().map(|entry| (entry.region.as_str(), entry.code.as_str())).collect();
    let mut missing = Vec::new();
    for (region, tier) in &places {
        for (code, (name, tiers)) in basics {
            let concerns = code.starts_with("00") || region::contains(&format!("{}0000", &code[..2]), region);
            if concerns && tiers.contains(tier) && !claimed.contains(&(region.as_str(), code.as_str())) {
                missing.push(Claim {
                    region: region.clone(),
                    place: place(region),
                    tier: tier.clone(),
                    code: code.clone(),
                    name: name.clone(),
                });
            }
        }
    }
    missing
}

fn unified(reading: Reading<'_>, entries: &[Entry]) -> Vec<Rate> {
    let profiles = &reading.standard.variation.get().unification;
    let tiers: BTreeSet<&str> = entries.iter().map(|entry| entry.tier.as_str()).collect();
    let mut rates = Vec::new();
    for (profile, own) in profiles.iter().enumerate() {
        for (at, element) in own.elements.iter().enumerate() {
            for tier in &tiers {
                let said = entries
                    .iter()
                    .filter(|entry| entry.tier == *tier)
                    .filter_map(|own| own.same[profile][at]);
                let said: Vec<bool> = said.collect();
                let same = said.iter().filter(|same| **same).count();
                let (element, tier) = (element.clone(), (*tier).to_owned());
                rates.push(Rate { profile, element, tier, same, all: said.len() });
            }
        }
    }
    rates
}

impl Rate {
    /// The share in per cent, with one place.
    pub fn share(&self) -> Text {
        if self.all == 0 {
            return Text::new("-", "-");
        }
        let tenths = (self.same * 1000 + self.all / 2) / self.all;
        let share = format!("{}.{}%", tenths / 10, tenths % 10);
        Text::new(share.clone(), share)
    }
}
