//! From a catalogue to files: forms, specifications. Pure: what is made goes to a [`Sink`],
//! item by item, and only `cli` writes.

pub mod form;
mod marks;
pub mod openapi;
mod selection;
pub mod site;

use std::io;
use std::sync::Mutex;

use serde::Serialize;
use serde_json::json;

use crate::date::Date;
use crate::error::Error;
use crate::form::Maker;
use crate::load::{Files, Ground, Reading};
use crate::model::manifest::Manifest;
use crate::model::phrase::Phrase;
use crate::model::public::Public;
use crate::survey::survey;
use crate::template::Templates;

pub use marks::Marks;
pub use selection::Selection;

/// A file to be: its path within the folder of the outputs, `/`-separated, and its bytes.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Output {
    /// The path.
    pub path: String,
    /// The bytes.
    pub bytes: Vec<u8>,
}

/// What writes an output piece by piece: the same each time that it is asked to.
pub type Pour<'a> = &'a dyn Fn(&mut dyn io::Write) -> io::Result<()>;

/// Where outputs go, from any thread, in any order.
pub trait Sink: Sync {
    /// Takes an output.
    fn put(&self, output: Output) -> Result<(), Error>;

    /// Takes an output that may be too large to be held.
    fn pour(&self, path: &str, pour: Pour<'_>) -> Result<(), Error> {
        let mut bytes = Vec::new();
        pour(&mut bytes).map_err(Error::Write)?;
        self.put(Output { path: path.to_owned(), bytes })
    }
}

/// What a run makes files from.
pub struct Job<'a> {
    /// How the files are read.
    pub reading: Reading<'a>,
    /// What the items stand on.
    pub ground: &'a Ground<'a>,
    /// The files of the catalogue.
    pub files: &'a Files,
    /// What the catalogue says of itself.
    pub manifest: &'a Manifest,
    /// The day of the run.
    pub day: Date,
    /// What every output must say.
    pub marks: Marks,
    /// Which items are asked for.
    pub selection: &'a Selection,
    /// The templates of pages.
    pub templates: &'a Templates,
}

impl std::fmt::Debug for Job<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Job").field("day", &self.day).finish_non_exhaustive()
    }
}

impl<'a> Job<'a> {
    /// What forms are made with.
    pub fn maker(&self) -> Maker<'a> {
        Maker { standard: self.reading.standard, registers: &self.ground.registers, demo: self.manifest.demo }
    }
}

/// Something that makes files from a catalogue.
pub trait Generator: Sync {
    /// Its name on the command line; also the beginning of the name of its index.
    fn name(&self) -> &'static str;

    /// The files of one item, and what the index says of them. Called on all threads.
    fn item(&self, job: &Job<'_>, item: &Public<'_>, sink: &dyn Sink) -> Result<Vec<Entry>, Error>;

    /// The files of the whole catalogue, once those of the items are there; only where no
    /// item is named.
    fn whole(&self, job: &Job<'_>, entries: &[Entry], sink: &dyn Sink) -> Result<(), Error>;

    /// Files that every run needs, whatever is asked for.
    fn shared(&self, job: &Job<'_>, sink: &dyn Sink) -> Result<(), Error>;
}

/// What an index says of one form, or of one specification.
#[derive(Clone, Debug, Serialize)]
pub struct Entry {
    /// Its name: the beginning of the names of its files.
    pub id: String,
    /// Code of the basic item.
    pub basic_code: String,
    /// Code of the implementation.
    pub code: Option<String>,
    /// Sequence of the handling item.
    pub handling_item: Option<String>,
    /// Name of the item.
    pub name: Phrase,
    /// Code of the division.
    pub region: Option<String>,
    /// Paths of its files.
    pub files: Vec<String>,
}

/// The name of the index of a generator.
pub fn index_name(generator: &dyn Generator) -> String {
    format!("{}-index.json", generator.name())
}

/// Makes the files that are asked for. `before` holds the paths that an earlier index names and
/// that are still there. The index comes last, and only where no item is named. Returns the
/// orphans: files of an earlier run that this one does not make.
pub fn run(
    job: &Job<'_>,
    generator: &dyn Generator,
    sink: &dyn Sink,
    before: &[String],
) -> Result<Vec<String>, Error> {
    let recorder = Recorder { sink, paths: Mutex::default() };
    let entries = survey(job.reading, job.ground, job.files, |item| {
        let Some(public) = Public::of(*item, job.manifest.demo) else { return Ok(None) };
        if !job.selection.touches(item) {
            return Ok(None);
        }
        generator.item(job, &public, &recorder).map(Some)
    })?;
    let entries: Vec<Entry> = entries.into_iter().flatten().collect();
    job.selection.all_met()?;
    generator.shared(job, &recorder)?;
    if !job.selection.is_all() {
        return Ok(Vec::new());
    }
    generator.whole(job, &entries, &recorder)?;
    let files = recorder.into_paths();
    let orphans: Vec<String> =
        before.iter().filter(|path| files.binary_search(path).is_err()).cloned().collect();
    let index = json!({
        "version": 1,
        "generator": generator.name(),
        "notice": job.marks.notices(),
        "entries": entries,
        "files": files,
        "orphans": orphans,
    });
    sink.put(Output { path: index_name(generator), bytes: pretty(&index)? })?;
    Ok(orphans)
}

/// A document of JSON as it is written to files.
pub fn pretty(value: &impl Serialize) -> Result<Vec<u8>, Error> {
    let mut bytes = serde_json::to_vec_pretty(value).map_err(|error| Error::Write(error.into()))?;
    bytes.push(b'\n');
    Ok(bytes)
}

/// Notes the paths of outputs on their way.
struct Recorder<'s> {
    sink: &'s dyn Sink,
    paths: Mutex<Vec<String>>,
}

impl Recorder<'_> {
    fn note(&self, path: &str) {
        self.paths.lock().unwrap_or_else(std::sync::PoisonError::into_inner).push(path.to_owned());
    }

    /// The paths, sorted.
    fn into_paths(self) -> Vec<String> {
        let mut paths = self.paths.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner);
        paths.sort_unstable();
        paths
    }
}

impl Sink for Recorder<'_> {
    fn put(&self, output: Output) -> Result<(), Error> {
        self.note(&output.path);
        self.sink.put(output)
    }

    fn pour(&self, path: &str, pour: Pour<'_>) -> Result<(), Error> {
        self.note(path);
        self.sink.pour(path, pour)
    }
}
