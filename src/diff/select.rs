//! Which files have to be read: those whose bytes differ, and what they stand on. Files with
//! equal bytes on both sides are not parsed, unless something above them changed.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

use rayon::prelude::*;

use super::Part;
use super::kept::KeptBack;
use crate::error::Error;
use crate::load::{self, File, Files, REGISTER, UnreadFile};
use crate::model::item::Item;
use crate::model::region;
use crate::source::revision::BlobId;
use crate::source::store::Met;

/// What is read of one side.
#[derive(Debug, Default)]
pub struct Selection {
    /// Files whose items are compared.
    pub items: Vec<File>,
    /// Files that they stand on.
    pub ground: Files,
    /// Files that could not be read, by their paths in the store.
    pub unread: Vec<UnreadFile>,
    /// What may not be told.
    pub kept_back: KeptBack,
    /// Paths, as shown, of upper files that are the same on both sides.
    unchanged: HashSet<Arc<str>>,
}

impl Selection {
    /// Paths, as shown, of upper files that are the same on both sides.
    pub fn unchanged_documents(&self) -> HashSet<Arc<str>> {
        self.unchanged.clone()
    }
}

/// The files of one side with the names of their bytes.
struct Listed {
    upper: Vec<(Met, Option<BlobId>)>,
    lower: Vec<(Met, Option<BlobId>)>,
    tables: Vec<String>,
}

impl Listed {
    fn of(part: Part<'_>) -> Self {
        let files = Files::of(part.reading.store.files());
        let stamped = |files: Vec<Met>| -> Vec<(Met, Option<BlobId>)> {
            let stamp = |met: Met| {
                let stamp = matches!(met, Met::File(_)).then(|| (part.stamp)(met.path())).flatten();
                (met, stamp)
            };
            files.into_par_iter().map(stamp).collect()
        };
        Self { upper: stamped(files.upper), lower: stamped(files.lower), tables: files.tables }
    }

    fn all(&self) -> impl Iterator<Item = &(Met, Option<BlobId>)> {
        self.upper.iter().chain(&self.lower)
    }

    fn stamps(&self) -> HashSet<Option<BlobId>> {
        self.all().map(|(_, stamp)| *stamp).collect()
    }

    /// Puts files of the folder `regions` that others may stand on to those, given what is known of files with these
    /// bytes; adds to it.
    fn raise(&mut self, part: Part<'_>, known: &mut HashMap<BlobId, bool>) {
        let stands_above = |met: &Met| load::stands_above(part.reading.store, met);
        let judged: Vec<bool> = self
            .lower
            .par_iter()
            .map(|(met, stamp)| {
                let known = stamp.and_then(|stamp| known.get(&stamp).copied());
                known.unwrap_or_else(|| stands_above(met))
            })
            .collect();
        known.extend(self.lower.iter().zip(&judged).filter_map(|((_, stamp), own)| Some(((*stamp)?, *own))));
        let mut judged = judged.into_iter();
        let (above, lower): (Vec<_>, Vec<_>) =
            std::mem::take(&mut self.lower).into_iter().partition(|_| judged.next() == Some(true));
        self.upper.extend(above);
        self.lower = lower;
    }
}

/// Files on which nothing that differs can stand, where each file costs a look into a repository: those of the folder
/// of a division are for divisions within it.
fn idle(one: &Listed, two: &Listed) -> HashMap<BlobId, bool> {
    let stamps = [one.stamps(), two.stamps()];
    let is_same = |stamp: &Option<BlobId>| stamps.iter().all(|own| own.contains(stamp));
    let both = || [one, two].into_iter();
    if both().flat_map(|listed| &listed.upper).any(|(_, stamp)| !is_same(stamp)) {
        return HashMap::new();
    }
    let lower = || both().flat_map(|listed| &listed.lower);
    let differ: HashSet<Option<&str>> =
        lower().filter(|(_, stamp)| !is_same(stamp)).map(|(met, _)| division(met)).collect();
    if differ.contains(&None) {
        return HashMap::new();
    }
    let concerns = |own: &str| differ.iter().flatten().any(|other| region::contains(own, other));
    let idle =
        lower().filter(|(met, stamp)| is_same(stamp) && division(met).is_some_and(|own| !concerns(own)));
    idle.filter_map(|(_, stamp)| Some(((*stamp)?, false))).collect()
}

/// The division whose folder a file lies in.
fn division(met: &Met) -> Option<&str> {
    let folder = met.path().strip_prefix("regions/")?.split_once('/')?.0;
    (folder.len() >= 6 && folder.bytes().all(|byte| byte.is_ascii_digit())).then_some(folder)
}

/// The files to read of both sides.
pub fn select(a: Part<'_>, b: Part<'_>) -> Result<(Selection, Selection), Error> {
    let (mut one, mut two) = rayon::join(|| Listed::of(a), || Listed::of(b));
    if one.stamps() != two.stamps() || a.region.is_some() || b.region.is_some() {
        let mut known = if a.costly && b.costly { idle(&one, &two) } else { HashMap::new() };
        // What is read in any case tells of the other side too.
        if a.costly {
            two.raise(b, &mut known);
            one.raise(a, &mut known);
        } else {
            one.raise(a, &mut known);
            two.raise(b, &mut known);
        }
    }
    let own = |part: Part<'_>, listed: &Listed| -> HashSet<BlobId> {
        let wanted = listed.all().filter(|(met, _)| part.region.is_none() && (part.wanted)(met.path()));
        wanted.filter_map(|(_, stamp)| *stamp).collect()
    };
    let (in_a, in_b) = (own(a, &one), own(b, &two));
    let everywhere = |listed: &Listed| -> HashSet<BlobId> {
        listed.upper.iter().filter_map(|(_, stamp)| *stamp).collect()
    };
    let (upper_a, upper_b) = (everywhere(&one), everywhere(&two));
    let changed_a = changed(a, &one, &upper_b)?;
    let changed_b = changed(b, &two, &upper_a)?;
    // A shared material is seen through every item that takes it over.
    let all = changed_a.registers || changed_b.registers;
    let told: HashSet<&String> = changed_a.told.intersection(&changed_b.told).collect();
    let codes = changed_a.items.iter().chain(&changed_b.items);
    let follow: HashSet<&str> =
        codes.filter(|(identity, _)| !told.contains(identity)).map(|(_, code)| code.as_str()).collect();
    let side = |part: Part<'_>, listed: Listed, same: &HashSet<BlobId>, upper: &HashSet<BlobId>| {
        choose(part, listed, if all { None } else { Some(same) }, upper, &follow)
    };
    let (mut one, mut two) = (side(a, one, &in_b, &upper_b)?, side(b, two, &in_a, &upper_a)?);
    one.kept_back.join(&changed_a.kept_back);
    two.kept_back.join(&changed_b.kept_back);
    // What stood where something is withheld now is withheld, with all that stands on it.
    one.kept_back.follow(&changed_b.kept_back, &changed_a.paths);
    two.kept_back.follow(&changed_a.kept_back, &changed_b.paths);
    Ok((one, two))
}

/// What changed above implementations.
#[derive(Default)]
struct Changed {
    /// Identity and basic code of each item of the changed files.
    items: BTreeMap<String, String>,
    /// Those that are compared themselves.
    told: HashSet<String>,
    /// Whether a register of materials is among them.
    registers: bool,
    kept_back: KeptBack,
    /// Paths in the store and the basic codes of the items there.
    paths: Vec<(String, String)>,
}

fn changed(part: Part<'_>, listed: &Listed, other: &HashSet<BlobId>) -> Result<Changed, Error> {
    let mut changed = Changed::default();
    let differ = listed.upper.iter().filter(|(_, stamp)| stamp.is_none_or(|stamp| !other.contains(&stamp)));
    let read: Result<Vec<_>, Error> = differ
        .collect::<Vec<_>>()
        .into_par_iter()
        .map(|(met, _)| Ok((met, load::read_file(part.reading, met)?)))
        .collect();
    for (met, file) in read? {
        changed.kept_back.note(met.path(), &file);
        for root in file.trees.iter().filter_map(|tree| tree.root()) {
            changed.registers |= root.str("register") == Some("materials");
            let Some(item) = Item::of(root) else { continue };
            let identity = format!("{:?}/{}", item.kind, item.identity());
            let code = item.root.str("implements").or(item.code()).unwrap_or_default();
            changed.paths.push((met.path().to_owned(), code.to_owned()));
            if part.region.is_none() && (part.wanted)(met.path()) {
                changed.told.insert(identity.clone());
            }
            changed.items.insert(identity, code.to_owned());
        }
    }
    Ok(changed)
}

fn choose(
    part: Part<'_>,
    listed: Listed,
    same: Option<&HashSet<BlobId>>,
    upper_elsewhere: &HashSet<BlobId>,
    follow: &HashSet<&str>,
) -> Result<Selection, Error> {
    let store = part.reading.store;
    let holds = |met: &Met, codes: &HashSet<&str>| {
        let bytes = store.read(met.path()).unwrap_or_default();
        names_any(&bytes, codes)
    };
    let is_same =
        |stamp: Option<BlobId>| stamp.is_some_and(|stamp| same.is_some_and(|same| same.contains(&stamp)));
    let wanted: Vec<&(Met, Option<BlobId>)> =
        listed.all().filter(|(met, _)| (part.wanted)(met.path())).collect();
    let items: Result<Vec<(&Met, File)>, Error> = wanted
        .into_par_iter()
        .filter(|(met, stamp)| !is_same(*stamp) || (!follow.is_empty() && holds(met, follow)))
        .map(|(met, _)| Ok((met, load::read_file(part.reading, met)?)))
        .collect();
    let items = items?;
    let unread = items.iter().filter(|(_, file)| file.is_unread());
    let unread = unread
        .map(|(met, file)| UnreadFile { path: met.path().to_owned(), is_closed: file.source.is_closed() });
    let unread = unread.collect();
    let mut kept_back = KeptBack::default();
    for (met, file) in &items {
        kept_back.note(met.path(), file);
    }
    let items: Vec<File> = items.into_iter().map(|(_, file)| file).collect();
    let named = items.iter().flat_map(|file| &file.trees).filter_map(|tree| tree.root().and_then(Item::of));
    let codes = named.filter_map(|item| item.root.str("implements").or(item.code())).collect();
    let unchanged =
        listed.upper.iter().filter(|(_, stamp)| stamp.is_some_and(|stamp| upper_elsewhere.contains(&stamp)));
    let unchanged = unchanged.map(|(met, _)| Arc::from(store.shown(met.path()))).collect();
    let may_register = |met: &Met| load::may_hold(&store.read(met.path()).unwrap_or_default(), REGISTER);
    let upper: Vec<Met> = listed
        .upper
        .into_par_iter()
        .filter(|(met, _)| met.path().starts_with("registers/") || holds(met, &codes) || may_register(met))
        .map(|(met, _)| met)
        .collect();
    let ground = Files { upper, lower: Vec::new(), tables: listed.tables };
    Ok(Selection { items, ground, unread, kept_back, unchanged })
}

/// Whether any of these codes stands in a file as a word of its own.
fn names_any(bytes: &[u8], codes: &HashSet<&str>) -> bool {
    let words = bytes.split(|byte| !byte.is_ascii_alphanumeric());
    words
        .filter(|word| word.len() == 12)
        .any(|word| std::str::from_utf8(word).is_ok_and(|word| codes.contains(word)))
}
