//! From a catalogue to files: forms, API descriptions, the site. Pure: what is made goes to a [`Sink`],
//! item by item, and only `cli` writes.

pub mod form;
mod marks;
pub mod openapi;
mod record;
mod selection;
pub mod site;

use std::collections::BTreeSet;
use std::io;
use std::sync::{Arc, Mutex, PoisonError};

use serde::Serialize;

use crate::date::Date;
use crate::diagnostic::Text;
use crate::error::Error;
use crate::form::{Maker, id};
use crate::load::{Files, Ground, Reading};
use crate::model::manifest::Manifest;
use crate::model::phrase::Phrase;
use crate::model::public::Public;
use crate::survey::survey;
use crate::template::Templates;
use record::{Record, Watch};

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

    /// Whether a file is there: made in this run, or left by an earlier one.
    fn holds(&self, _path: &str) -> bool {
        false
    }

    /// Takes an output that may be too large to be held.
    fn pour(&self, path: &str, pour: Pour<'_>) -> Result<(), Error> {
        let mut bytes = Vec::new();
        pour(&mut bytes).map_err(Error::Write)?;
        self.put(Output { path: path.to_owned(), bytes })
    }
}

/// The folder of outputs, with what an earlier run left there.
pub trait Destination: Sink {
    /// Takes away a file that an earlier run left.
    fn remove(&self, _path: &str) -> Result<(), Error> {
        Ok(())
    }

    /// The bytes of a file that is there.
    fn left(&self, _path: &str) -> Option<Vec<u8>> {
        None
    }

    /// Keeps something for the next run that is no output: nobody is told of it.
    fn remember(&self, _path: &str, _pour: Pour<'_>) -> Result<(), Error> {
        Ok(())
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
    /// Whether files of an earlier run that this one does not make are removed.
    pub prune: bool,
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
        Maker {
            standard: self.reading.standard,
            registers: &self.ground.registers,
            demo: self.manifest.demo,
            day: self.day,
        }
    }
}

/// Something that makes files from a catalogue.
pub trait Generator: Sync {
    /// Its name on the command line; also the beginning of the name of its index.
    fn name(&self) -> &'static str;

    /// What it was told to do, where that changes its files.
    fn options(&self) -> String {
        String::new()
    }

    /// Looks at the catalogue before the first item, where it must.
    fn begin(&self, _job: &Job<'_>) -> Result<(), Error> {
        Ok(())
    }

    /// What the files of an item are made from beside the item and what all have in common.
    fn beside(&self, _item: &Public<'_>) -> String {
        String::new()
    }

    /// What the index says of one item, and its files: none are asked for where they are there already. Called on
    /// all threads.
    fn item(&self, job: &Job<'_>, item: &Public<'_>, sink: Option<&dyn Sink>) -> Result<Vec<Entry>, Error>;

    /// The files of the whole catalogue, once those of the items are there; only where no
    /// item is named.
    fn whole(&self, job: &Job<'_>, entries: &[Entry], sink: &dyn Sink) -> Result<(), Error>;

    /// Files that every run needs, whatever is asked for.
    fn shared(&self, job: &Job<'_>, sink: &dyn Sink) -> Result<(), Error>;
}

/// What an index says of one form or item.
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

/// What a run made, beside its outputs.
#[derive(Serialize)]
struct Index<'a> {
    version: u8,
    generator: &'a str,
    notice: Vec<Phrase>,
    entries: &'a [Entry],
    files: &'a BTreeSet<Arc<str>>,
    orphans: &'a [String],
}

/// What became of a run.
#[derive(Debug)]
pub struct Run {
    /// How many outputs it made or left as they were.
    pub outputs: usize,
    /// Files of an earlier run that this one does not make.
    pub orphans: Vec<String>,
}

/// The name of the index of a generator.
pub fn index_name(generator: &dyn Generator) -> String {
    format!("{}-index.json", generator.name())
}

/// Makes the files that are asked for. `before` holds the paths that an earlier index names and
/// that are still there. The index comes last, and only where no item is named.
pub fn run(
    job: &Job<'_>,
    generator: &dyn Generator,
    sink: &dyn Destination,
    before: &[String],
) -> Result<Run, Error> {
    let recorder = Recorder { sink, paths: Mutex::default() };
    let whole = job.selection.is_all();
    let record = if whole { Record::left(job, generator, sink) } else { Record::default() };
    generator.begin(job)?;
    let made = survey(job.reading, job.ground, job.files, |item| {
        let Some(public) = Public::of(*item, job.manifest.demo) else { return Ok(None) };
        if !job.selection.touches(item) {
            return Ok(None);
        }
        let from = record::from(&public, &generator.beside(&public));
        if let Some(made) = record.made(&from, sink) {
            made.files().iter().try_for_each(|path| recorder.note(path))?;
            return Ok(Some((generator.item(job, &public, None)?, (from, made.clone()))));
        }
        let watch = Watch::over(&recorder);
        let entries = generator.item(job, &public, Some(&watch));
        let entries = entries.map_err(|error| error.within(&id(&public, None)))?;
        Ok(Some((entries, (from, watch.made()))))
    })?;
    let (entries, items): (Vec<_>, Vec<_>) = made.into_iter().unzip();
    let entries: Vec<Entry> = entries.into_iter().flatten().collect();
    job.selection.all_met()?;
    generator.shared(job, &recorder)?;
    if !whole {
        return Ok(Run { outputs: recorder.into_paths().len(), orphans: Vec::new() });
    }
    generator.whole(job, &entries, &recorder)?;
    let files = recorder.into_paths();
    let orphans: Vec<String> = before.iter().filter(|path| !files.contains(path.as_str())).cloned().collect();
    if job.prune {
        orphans.iter().try_for_each(|path| sink.remove(path))?;
    }
    let index = Index {
        version: 1,
        generator: generator.name(),
        notice: job.marks.notices(),
        entries: &entries,
        files: &files,
        orphans: if job.prune { &[] } else { &orphans },
    };
    sink.pour(&index_name(generator), &|to| {
        serde_json::to_writer_pretty(&mut *to, &index)?;
        to.write_all(b"\n")
    })?;
    record.leave(items, generator, sink)?;
    // The index is an output as well.
    Ok(Run { outputs: files.len() + 1, orphans })
}

/// A document of JSON as it is written to files.
pub fn pretty(value: &impl Serialize) -> Result<Vec<u8>, Error> {
    // Most are of some length.
    let mut bytes = Vec::with_capacity(1 << 16);
    serde_json::to_writer_pretty(&mut bytes, value).map_err(|error| Error::Write(error.into()))?;
    bytes.push(b'\n');
    Ok(bytes)
}

/// Notes the paths of outputs on their way.
struct Recorder<'s> {
    sink: &'s dyn Destination,
    paths: Mutex<BTreeSet<Arc<str>>>,
}

impl Recorder<'_> {
    /// Notes an output; each is made once.
    fn note(&self, path: &Arc<str>) -> Result<(), Error> {
        if self.paths.lock().unwrap_or_else(PoisonError::into_inner).insert(Arc::clone(path)) {
            return Ok(());
        }
        Err(Error::Configuration(Text::new(
            format!("two items give the output {path}; put right what `mulu check` finds"),
            format!("两个事项生成同一个文件 {path}，请先处理 mulu check 报告的问题"),
        )))
    }

    fn into_paths(self) -> BTreeSet<Arc<str>> {
        self.paths.into_inner().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Sink for Recorder<'_> {
    fn put(&self, output: Output) -> Result<(), Error> {
        self.note(&output.path.as_str().into())?;
        self.sink.put(output)
    }

    fn holds(&self, path: &str) -> bool {
        self.paths.lock().unwrap_or_else(PoisonError::into_inner).contains(path) || self.sink.holds(path)
    }

    fn pour(&self, path: &str, pour: Pour<'_>) -> Result<(), Error> {
        self.note(&path.into())?;
        self.sink.pour(path, pour)
    }
}
