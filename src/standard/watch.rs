//! The lock table as a tree of keys, to go down beside a document.

use crate::source::tree::key_hash;

/// Whether what a lower layer says otherwise at an element, or below it, is to be judged.
#[derive(Debug, Default)]
pub struct Watch {
    judged: bool,
    /// Keys of which something else holds than of the element itself, sorted by their hashes.
    below: Vec<(u32, String, Watch)>,
}

/// Every element is to be judged.
pub static EVERYWHERE: Watch = Watch { judged: true, below: Vec::new() };
static NOWHERE: Watch = Watch { judged: false, below: Vec::new() };

impl Watch {
    /// The tree of dotted paths, each after those above it, and whether they are to be judged.
    pub(super) fn of<'p>(paths: impl Iterator<Item = (&'p str, bool)>) -> Self {
        let mut root = Self::default();
        for (path, judged) in paths {
            let place = path.split('.').fold(&mut root, Self::grow);
            place.judged = judged;
        }
        root.prune();
        root
    }

    fn grow(&mut self, key: &str) -> &mut Self {
        let at = self.below.iter().position(|(_, own, _)| own == key).unwrap_or_else(|| {
            let watch = Self { judged: self.judged, below: Vec::new() };
            self.below.push((key_hash(key), key.to_owned(), watch));
            self.below.len() - 1
        });
        &mut self.below[at].2
    }

    /// Leaves out what holds of the element above as well.
    fn prune(&mut self) {
        self.below.iter_mut().for_each(|(.., watch)| watch.prune());
        self.below.retain(|(.., watch)| watch.judged != self.judged || !watch.below.is_empty());
        self.below.sort_by_key(|(hash, ..)| *hash);
    }

    /// What holds of the value of a key; of the entries of a list holds what holds of the list.
    pub fn key(&self, hash: u32, key: &str) -> &Self {
        let first = self.below.partition_point(|(own, ..)| *own < hash);
        let same = self.below[first..].iter().take_while(|(own, ..)| *own == hash);
        let found = { same }.find(|(_, own, _)| own == key).map(|(.., watch)| watch);
        found.unwrap_or(if self.judged { &EVERYWHERE } else { &NOWHERE })
    }

    /// Whether nothing here or below is to be judged.
    pub fn is_idle(&self) -> bool {
        !self.judged && self.below.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_holds_for_what_lies_below() {
        let paths = [("fees", true), ("fees.name", false), ("form", false), ("form.sections.fields", true)];
        let watch = Watch::of(paths.into_iter());
        let idle =
            |path: &str| path.split('.').fold(&watch, |watch, key| watch.key(key_hash(key), key)).is_idle();
        assert!(!idle("fees") && !idle("fees.basis.law") && idle("fees.name") && idle("fees.name.en"));
        assert!(!idle("form") && !idle("form.sections") && idle("form.note") && idle("unknown"));
    }
}
