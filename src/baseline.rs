//! Accepted findings of an old catalogue, known again by their fingerprints: moving a line, a
//! file or a key changes nothing, and only what is new is reported. Where nothing tells an item from
//! others, as in a file that cannot be read, the path does.

use std::collections::{BTreeMap, HashMap};

use serde::{Deserialize, Serialize};

use crate::diagnostic::Diagnostic;
use crate::source::store::Paths;

/// Findings that are known: each by its fingerprint, and how many there are of one.
#[derive(Clone, Debug, Default)]
pub struct Baseline {
    entries: BTreeMap<Key, Entry>,
}

/// A fingerprint, and the file where only that tells a finding from others.
type Key = (u128, Option<String>);

/// The findings of one fingerprint.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// Id of the rule.
    pub rule: String,
    /// Code of the item, where it is known.
    pub item: Option<String>,
    /// Where in the item, with ids of list entries.
    pub pointer: String,
    /// The file within the catalogue, where nothing else tells the item from others.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub path: Option<String>,
    /// 32 hexadecimal digits.
    pub fingerprint: String,
    /// How many findings have this fingerprint; 1 where it is not written.
    #[serde(default = "one", skip_serializing_if = "is_one")]
    pub count: usize,
}

/// What a baseline made of the findings of a run.
#[derive(Clone, Debug, Default)]
pub struct Compared {
    /// How many findings were known.
    pub known: usize,
    /// Known findings that are no more.
    pub fixed: Vec<Entry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Document {
    version: u32,
    findings: Vec<Entry>,
}

fn one() -> usize {
    1
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes references")]
fn is_one(count: &usize) -> bool {
    *count == 1
}

impl Baseline {
    /// The baseline of these findings, whose files are these.
    pub fn of<'d>(findings: impl IntoIterator<Item = &'d Box<Diagnostic>>, paths: &Paths) -> Self {
        let mut baseline = Self::default();
        for finding in findings {
            baseline.add(finding, paths);
        }
        baseline
    }

    /// Reads a baseline file, or says in which line it is none.
    pub fn read(text: &str) -> Result<Self, String> {
        let document: Document = serde_json::from_str(text).map_err(|error| error.to_string())?;
        if document.version != 1 {
            return Err(format!("version {}", document.version));
        }
        let mut entries: BTreeMap<Key, Entry> = BTreeMap::new();
        for entry in document.findings {
            let key = entry.key().ok_or_else(|| format!("fingerprint \"{}\"", entry.fingerprint))?;
            let count = entry.count;
            // Two branches that were merged may each have brought the same line.
            entries.entry(key).and_modify(|known| known.count = known.count.max(count)).or_insert(entry);
        }
        Ok(Self { entries })
    }

    /// The text of the file: a finding a line, in an order that does not change.
    pub fn write(&self) -> String {
        let mut entries: Vec<_> = self.entries.values().collect();
        entries
            .sort_by_key(|entry| (&entry.rule, &entry.item, &entry.pointer, &entry.path, &entry.fingerprint));
        let lines: Vec<_> = entries
            .into_iter()
            .map(|entry| serde_json::to_string(entry).expect("texts and a number are JSON"))
            .collect();
        let lines = if lines.is_empty() { String::new() } else { format!("\n{}\n", lines.join(",\n")) };
        format!("{{\"version\": 1, \"findings\": [{lines}]}}\n")
    }

    fn add(&mut self, finding: &Diagnostic, paths: &Paths) {
        let key = key(finding, paths);
        let path = key.1.clone();
        let entry = self.entries.entry(key).or_insert_with(|| Entry {
            rule: finding.rule.to_owned(),
            item: finding.item.as_deref().map(str::to_owned),
            pointer: finding.stable.as_deref().unwrap_or(&finding.pointer).to_owned(),
            path,
            fingerprint: format!("{:032x}", finding.fingerprint),
            count: 0,
        });
        entry.count += 1;
    }

    /// Which findings are known, and how many of each entry are left.
    fn spend(&self, findings: &[&Diagnostic], paths: &Paths) -> (Vec<bool>, HashMap<&Key, usize>) {
        let mut left: HashMap<&Key, usize> =
            self.entries.iter().map(|(key, entry)| (key, entry.count)).collect();
        let mut spend = |key: &Key| match left.get_mut(key) {
            Some(count) if *count > 0 => {
                *count -= 1;
                true
            }
            _ => false,
        };
        let mut known: Vec<bool> = findings.iter().map(|finding| spend(&key(finding, paths))).collect();
        // What an earlier release wrote names no file, and a file can have moved; what is known of a file
        // that is still there is not spent on another.
        for (finding, known) in
            findings.iter().zip(&mut known).filter(|(own, known)| own.nameless && !**known)
        {
            let same = self.entries.range((finding.fingerprint, None)..);
            let same = same.map(|(key, _)| key).take_while(|key| key.0 == finding.fingerprint);
            let mut free = same.filter(|key| key.1.as_deref().is_none_or(|path| !paths.has(path)));
            *known = free.any(&mut spend);
        }
        (known, left)
    }

    /// The findings that are not known.
    pub fn unknown<'d>(&self, findings: Vec<&'d Diagnostic>, paths: &Paths) -> Vec<&'d Diagnostic> {
        let (known, _) = self.spend(&findings, paths);
        findings.into_iter().zip(known).filter(|(_, known)| !known).map(|(finding, _)| finding).collect()
    }

    /// Takes the known findings out, in their order, and tells which known ones are no more.
    /// `judged` says of a rule whether the run could have found it.
    pub fn compare(
        &self,
        findings: &mut Vec<Box<Diagnostic>>,
        paths: &Paths,
        judged: impl Fn(&str) -> bool,
    ) -> Compared {
        let all: Vec<&Diagnostic> = findings.iter().map(AsRef::as_ref).collect();
        let (known, left) = self.spend(&all, paths);
        let gone = self.entries.iter().filter_map(|(key, entry)| {
            let count = left.get(key).copied().filter(|count| *count > 0)?;
            judged(&entry.rule).then(|| Entry { count, ..entry.clone() })
        });
        let fixed = gone.collect();
        let before = findings.len();
        let mut known = known.into_iter();
        findings.retain(|_| known.next() == Some(false));
        Compared { known: before - findings.len(), fixed }
    }

    /// The baseline without what is no more.
    #[must_use]
    pub fn without(mut self, fixed: &[Entry]) -> Self {
        for entry in fixed {
            if let Some(known) = entry.key().and_then(|key| self.entries.get_mut(&key)) {
                known.count = known.count.saturating_sub(entry.count);
            }
        }
        self.entries.retain(|_, entry| entry.count > 0);
        self
    }

    /// The baseline with more findings.
    #[must_use]
    pub fn with(mut self, findings: &[Box<Diagnostic>], paths: &Paths) -> Self {
        for finding in findings {
            self.add(finding, paths);
        }
        self
    }
}

fn key(finding: &Diagnostic, paths: &Paths) -> Key {
    let path = paths.within(&finding.place.path).filter(|_| finding.nameless);
    (finding.fingerprint, path.map(str::to_owned))
}

impl Entry {
    /// By what it is known; none where the fingerprint is none.
    fn key(&self) -> Option<Key> {
        Some((u128::from_str_radix(&self.fingerprint, 16).ok()?, self.path.clone()))
    }
}

impl Compared {
    /// How many known findings are no more.
    pub fn fixed(&self) -> usize {
        self.fixed.iter().map(|entry| entry.count).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_again() {
        let text = "{\"version\": 1, \"findings\": [\n{\"rule\":\"a\",\"item\":null,\"pointer\":\"/x\",\"fingerprint\":\"0000000000000000000000000000000a\"},\n{\"rule\":\"b\",\"item\":\"1\",\"pointer\":\"/x\",\"fingerprint\":\"00000000000000000000000000000001\",\"count\":2}\n]}\n";
        assert_eq!(Baseline::read(text).expect("it is a baseline").write(), text);
        assert_eq!(Baseline::default().write(), "{\"version\": 1, \"findings\": []}\n");
        assert!(Baseline::read("{\"version\": 2, \"findings\": []}").is_err());
        assert!(Baseline::read("{\"version\": 1, \"findings\": [{}]}").is_err());
    }
}
