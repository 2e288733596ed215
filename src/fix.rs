//! Changes that findings carry, applied to texts: every other byte stays as it was.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use crate::diagnostic::{Diagnostic, Fix};
use crate::source::store::{Met, Paths, Store, Unread};

/// The mark at the head of a file, which offsets do not count.
const BYTE_ORDER_MARK: &[u8] = b"\xEF\xBB\xBF";

/// The files of a store, some of them changed in memory.
pub struct Overlay<'a> {
    store: &'a dyn Store,
    paths: Paths,
    changed: BTreeMap<String, Vec<u8>>,
}

impl std::fmt::Debug for Overlay<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Overlay").field("changed", &self.changed.len()).finish_non_exhaustive()
    }
}

/// A file before and after.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Change {
    /// The path within the store.
    pub path: String,
    /// The path as it is shown.
    pub shown: String,
    /// Its bytes as they were read.
    pub before: Vec<u8>,
    /// Its bytes as they are to be.
    pub after: Vec<u8>,
}

impl<'a> Overlay<'a> {
    /// The files of a store, none of them changed; `named` are those beside the listed ones.
    pub fn new(store: &'a dyn Store, named: &[String]) -> Self {
        Self { store, paths: Paths::of(store, named), changed: BTreeMap::new() }
    }

    /// Applies the changes that findings carry, the safe ones or all; how many were applied.
    /// Of two that overlap the first is applied, the other is left for another time.
    pub fn apply<'d>(
        &mut self,
        findings: impl IntoIterator<Item = &'d Diagnostic>,
        unsafe_too: bool,
    ) -> usize {
        let mut by_file: BTreeMap<&str, Vec<&Fix>> = BTreeMap::new();
        for finding in findings {
            if let Some(fix) = finding.fix.as_ref().filter(|fix| fix.safe || unsafe_too) {
                by_file.entry(&finding.place.path).or_default().push(fix);
            }
        }
        let mut applied = 0;
        for (shown, fixes) in by_file {
            let Some(path) = self.paths.within(shown).map(str::to_owned) else { continue };
            let Ok(before) = self.read(&path) else { continue };
            let (after, count) = replace(&before, &fixes);
            if count > 0 {
                applied += count;
                self.changed.insert(path, after);
            }
        }
        applied
    }

    /// All files that differ from the store.
    pub fn changes(&self) -> Vec<Change> {
        let changes = self.changed.iter().filter_map(|(path, after)| {
            let before = self.store.read(path).ok()?;
            let shown = self.store.shown(path);
            (before != *after).then(|| Change { path: path.clone(), shown, before, after: after.clone() })
        });
        changes.collect()
    }
}

impl Store for Overlay<'_> {
    fn files(&self) -> Vec<Met> {
        self.store.files()
    }

    fn read(&self, path: &str) -> Result<Vec<u8>, Unread> {
        self.changed.get(path).map_or_else(|| self.store.read(path), |bytes| Ok(bytes.clone()))
    }

    fn shown(&self, path: &str) -> String {
        self.store.shown(path)
    }
}

/// The bytes with the changes made, and how many were made.
fn replace(bytes: &[u8], fixes: &[&Fix]) -> (Vec<u8>, usize) {
    let head = if bytes.starts_with(BYTE_ORDER_MARK) { BYTE_ORDER_MARK.len() } else { 0 };
    let mut sorted = fixes.to_vec();
    sorted.sort_by_key(|fix| (fix.at.start, fix.at.end));
    sorted.dedup();
    let (mut made, mut done, mut count) = (Vec::with_capacity(bytes.len()), 0, 0);
    for fix in sorted {
        let (start, end) = (head + fix.at.start as usize, head + fix.at.end as usize);
        if start < done || end > bytes.len() || start > end {
            continue;
        }
        made.extend_from_slice(&bytes[done..start]);
        made.extend_from_slice(fix.text.as_bytes());
        done = end;
        count += 1;
    }
    made.extend_from_slice(&bytes[done..]);
    (made, count)
}

/// The changes as a patch, its paths from here, or all from the folder of the store where some lie elsewhere: no tool
/// takes a way up.
pub fn patch(changes: &[Change]) -> String {
    let beneath = |shown: &str| Path::new(shown).is_relative() && shown.split('/').all(|part| part != "..");
    let here = changes.iter().all(|change| beneath(&change.shown));
    let path = |change: &Change| if here { change.shown.clone() } else { change.path.clone() };
    changes.iter().map(|change| change.diff(path(change).trim_start_matches("./"))).collect()
}

impl Change {
    /// The lines that differ, as a unified diff without context: what stands beside them is not
    /// repeated. Changes never add or remove a line.
    fn diff(&self, path: &str) -> String {
        let (before, after) = (String::from_utf8_lossy(&self.before), String::from_utf8_lossy(&self.after));
        let mut text = format!("--- a/{path}\n+++ b/{path}\n");
        let lines = before.split_inclusive('\n').zip(after.split_inclusive('\n')).enumerate();
        for (number, (old, new)) in lines.filter(|(_, (old, new))| old != new) {
            let line = number + 1;
            writeln!(text, "@@ -{line} +{line} @@").expect("a string takes all");
            for (sign, content) in [('-', old), ('+', new)] {
                text.push(sign);
                text.push_str(content);
                if !content.ends_with('\n') {
                    text.push_str("\n\\ No newline at end of file\n");
                }
            }
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_named_bytes_change() {
        let fix = |at, text: &str| Fix { at, text: text.to_owned(), safe: true };
        let fixes = [fix(3..4, "\"1\""), fix(3..4, "\"1\""), fix(3..5, "x"), fix(8..9, "2")];
        let (made, count) = replace(b"\xEF\xBB\xBFa: 1\nb: 3\n", &fixes.iter().collect::<Vec<_>>());
        assert_eq!(
            (String::from_utf8(made).expect("UTF-8"), count),
            ("\u{FEFF}a: \"1\"\nb: 2\n".to_owned(), 2)
        );
    }

    #[test]
    fn a_diff_shows_changed_lines_only() {
        let change = Change {
            path: "a.yaml".to_owned(),
            shown: "./a.yaml".to_owned(),
            before: b"x: 1\ny: 2\nz: 3".to_vec(),
            after: b"x: 1\ny: \"2\"\nz: 4".to_vec(),
        };
        let diff = "--- a/a.yaml\n+++ b/a.yaml\n@@ -2 +2 @@\n-y: 2\n+y: \"2\"\n@@ -3 +3 @@\n-z: 3\n\\ No newline at end of file\n+z: 4\n\\ No newline at end of file\n";
        assert_eq!(patch(&[change]), diff);
    }
}
