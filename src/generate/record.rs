//! What a run remembers for the next one: what the files of each item were made from, and what they are. An item
//! of which neither changed is not made again.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use serde::{Deserialize, Serialize};

use super::{Destination, Generator, Job, Output, Recorder, Sink};
use crate::digest::Fingerprint;
use crate::error::Error;
use crate::form;
use crate::model::phrase::Phrase;
use crate::model::public::Public;

/// The record of a run. It lies beside the outputs, so it holds digests only of what the public may see.
#[derive(Debug, Default, Deserialize, Serialize)]
pub(super) struct Record {
    /// What every output must say.
    #[serde(skip_deserializing)]
    notice: Vec<Phrase>,
    /// The digest of what all items have in common: another one, and nothing below holds any more.
    common: String,
    /// The files of items, by the digest of what they were made from.
    items: BTreeMap<String, Made>,
}

/// The files of an item.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub(super) struct Made {
    files: Vec<Arc<str>>,
    /// The digest of their paths and bytes.
    digest: String,
}

/// The name of the record of a generator.
fn name(generator: &dyn Generator) -> String {
    format!("{}-record.json", generator.name())
}

impl Record {
    /// The record that an earlier run left, where this run has everything in common with it.
    pub(super) fn left(job: &Job<'_>, generator: &dyn Generator, at: &dyn Destination) -> Self {
        let common = common(job, generator);
        let left = at.left(&name(generator)).and_then(|bytes| serde_json::from_slice::<Self>(&bytes).ok());
        let left = left.filter(|left| left.common == common);
        let items = left.map(|left| left.items).unwrap_or_default();
        Self { notice: job.marks.notices(), common, items }
    }

    /// What was made from an item as it is now, where all of it is still there as it was written.
    pub(super) fn made(&self, from: &str, at: &dyn Destination) -> Option<&Made> {
        let made = self.items.get(from)?;
        let mut digest = Fingerprint::default();
        for path in &made.files {
            add(&mut digest, path, &at.left(path)?);
        }
        (digest.hex() == made.digest).then_some(made)
    }

    /// Leaves the record of this run.
    pub(super) fn leave(
        self,
        items: Vec<(String, Made)>,
        generator: &dyn Generator,
        at: &dyn Destination,
    ) -> Result<(), Error> {
        let record = Self { items: items.into_iter().collect(), ..self };
        at.remember(&name(generator), &|to| Ok(serde_json::to_writer(to, &record)?))
    }
}

impl Made {
    /// The paths of the files.
    pub(super) fn files(&self) -> &[Arc<str>] {
        &self.files
    }
}

/// Everything but the item itself that the files of an item are made from.
fn common(job: &Job<'_>, generator: &dyn Generator) -> String {
    let mut digest = Fingerprint::default();
    // What the program was built from, the embedded edition and templates with it.
    digest.add(env!("MULU_SOURCES").as_bytes());
    digest.add(format!("{:?} {:?} {}", job.day, job.marks, generator.options()).as_bytes());
    // What else it says changes findings only, or holds where it lies.
    let own = job.manifest;
    digest.add(format!("{:?}", (&own.name, &own.name_en, &own.site, own.demo, &own.published)).as_bytes());
    job.templates.each(&mut |text| digest.add(text.as_bytes()));
    job.ground.registers.each(&mut |bytes| digest.add(bytes));
    digest.hex()
}

/// The digest of what the public may see of an item, and of what stands beside it.
pub(super) fn from(item: &Public<'_>, beside: &str) -> String {
    let mut digest = Fingerprint::default();
    digest.add(form::id(item, None).as_bytes());
    item.each_text(&mut |text| digest.add(text.as_bytes()));
    digest.add(beside.as_bytes());
    digest.hex()
}

fn add(digest: &mut Fingerprint, path: &str, bytes: &[u8]) {
    digest.add(path.as_bytes());
    digest.add(bytes);
}

/// Notes what the files of an item are on their way.
pub(super) struct Watch<'s> {
    recorder: &'s Recorder<'s>,
    seen: Mutex<(Vec<Arc<str>>, Fingerprint)>,
}

impl<'s> Watch<'s> {
    /// Watches what goes to the folder.
    pub(super) fn over(recorder: &'s Recorder<'s>) -> Self {
        Self { recorder, seen: Mutex::default() }
    }

    /// What was made.
    pub(super) fn made(self) -> Made {
        let (files, digest) = self.seen.into_inner().unwrap_or_else(PoisonError::into_inner);
        Made { files, digest: digest.hex() }
    }
}

impl Sink for Watch<'_> {
    fn put(&self, output: Output) -> Result<(), Error> {
        let path: Arc<str> = output.path.as_str().into();
        self.recorder.note(&path)?;
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        add(&mut seen.1, &path, &output.bytes);
        seen.0.push(path);
        drop(seen);
        self.recorder.sink.put(output)
    }

    fn holds(&self, path: &str) -> bool {
        self.recorder.holds(path)
    }
}
