//! The main job: every file of a catalogue, read once, to diagnostics in a fixed order.

use rayon::prelude::*;

use crate::date::Date;
use crate::diagnostic::{Diagnostic, Related, Severity};
use crate::error::Error;
use crate::judge::judge;
use crate::load::{self, File, Files, Ground, Reading};
use crate::locate::{Subject, locate};
use crate::model::directory::DocumentId;
use crate::model::facts::{Facts, Notes};
use crate::model::manifest::Manifest;
use crate::model::waivers::{Waiver, within};
use crate::rules::{self, CatalogueFinding, Context};
use crate::shelf::Upper;
use crate::source::finding::{Finding, Spot};
use crate::source::store::Met;
use crate::standard::{BASIC, EFFECTIVE, IMPLEMENTATION};
use crate::tables;
use crate::waive::{self, Register};

/// What a run needs.
#[derive(Clone, Copy)]
pub struct Job<'a> {
    /// How the files are read.
    pub reading: Reading<'a>,
    /// The manifest of the catalogue.
    pub manifest: &'a Manifest,
    /// The day of the run.
    pub day: Date,
    /// Whether findings of a path, as it is shown, were asked for.
    pub wanted: &'a (dyn Fn(&str) -> bool + Sync),
    /// Whether findings of all paths were asked for: then every item is judged.
    pub whole: bool,
    /// Whether findings of a rule were asked for.
    pub rule_wanted: &'a (dyn Fn(&str) -> bool + Sync),
    /// The division whose items were asked for, by its code or the digits it begins with.
    pub region: Option<&'a str>,
    /// Whether the register must know that division and those of profiles.
    pub places: bool,
    /// Whether waivers are honoured.
    pub waive: bool,
    /// Told of each file that was read.
    pub progress: &'a (dyn Fn() + Sync),
}

impl std::fmt::Debug for Job<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Job").field("day", &self.day).finish_non_exhaustive()
    }
}

/// What a run found.
#[derive(Debug, Default)]
pub struct Outcome {
    /// All findings that were asked for, in order.
    pub findings: Vec<Box<Diagnostic>>,
    /// How many definition files were checked.
    pub files: usize,
    /// How many items they define.
    pub items: usize,
    /// How many files hold what is in no output: state secrets, their marks, references of withheld items.
    pub kept_back: usize,
    /// The register of waivers.
    pub register: Register,
    /// Waivers as they are written.
    pub(crate) waivers: Vec<Waiver>,
    /// What is remembered of every item.
    pub(crate) notes: Notes,
    /// Numbers of lower files that hold what others stand on.
    pub(crate) late: Vec<usize>,
}

impl Outcome {
    /// How many findings have a severity.
    pub fn count(&self, severity: Severity) -> usize {
        self.findings.iter().filter(|finding| finding.severity == severity).count()
    }

    /// Both outcomes.
    #[must_use]
    pub(crate) fn with(mut self, other: Self) -> Self {
        if self.findings.is_empty() {
            self.findings = other.findings;
        } else {
            self.findings.extend(other.findings);
        }
        self.waivers.extend(other.waivers);
        self.notes.extend(other.notes);
        self.late.extend(other.late);
        self.files += other.files;
        self.items += other.items;
        self.kept_back += other.kept_back;
        self
    }
}

impl<'a> Job<'a> {
    /// The check of a whole catalogue, of which all is asked.
    pub fn of_all(reading: Reading<'a>, manifest: &'a Manifest, day: Date) -> Self {
        Self {
            reading,
            manifest,
            day,
            whole: true,
            wanted: &|_| true,
            rule_wanted: &|_| true,
            region: None,
            places: true,
            waive: true,
            progress: &|| {},
        }
    }

    /// Whether what is for a division was asked for.
    pub(crate) fn in_region(&self, division: &str) -> bool {
        self.region.is_none_or(|region| within(division, region))
    }

    /// Works out, beside the reading of what others stand on, what judging items will need.
    fn prepare(&self, files: &Files) -> Result<(), Error> {
        let standard = self.reading.standard;
        standard.phrases.prepare();
        if files.lower.is_empty() {
            return standard.validator(BASIC).map(drop);
        }
        standard.variation.get();
        let schemas = [IMPLEMENTATION, EFFECTIVE];
        schemas.iter().try_for_each(|schema| standard.validator(schema).map(drop))
    }

    /// What rules may know beside their unit.
    pub(crate) fn context(&self, ground: &'a Ground<'_>) -> Context<'a> {
        Context {
            standard: self.reading.standard,
            manifest: self.manifest,
            registers: &ground.registers,
            directory: &ground.directory,
            day: self.day,
        }
    }
}

/// Checks the files of a catalogue.
pub fn check(job: &Job<'_>, mut files: Files) -> Result<Outcome, Error> {
    // Teams name the file after the item: files of one name stand on one basic item.
    files.lower.par_sort_unstable_by(|a, b| file_name(a).cmp(file_name(b)).then_with(|| a.cmp(b)));
    loop {
        let (ground, ready) =
            rayon::join(|| load::ground_by(load::read_judged, job.reading, &files), || job.prepare(&files));
        let ground = ground?;
        ready?;
        if !files.lower.is_empty() {
            rayon::join(|| ground.registers.laws(), || ground.registers.divisions());
        }
        if job.places && (job.region.is_some() || !job.manifest.profiles.is_empty()) {
            let unknown = job.manifest.unknown_place(ground.registers.divisions(), job.region);
            unknown.map_or(Ok(()), |said| Err(Error::Configuration(said)))?;
        }
        let mut outcome = gather(files.lower.len(), |number| lower(job, &ground, &files.lower, number))?;
        if !outcome.late.is_empty() {
            // What others stand on was found among the implementations: start again, it first.
            outcome.late.sort_unstable();
            for number in outcome.late.into_iter().rev() {
                files.upper.push(files.lower.remove(number));
            }
            continue;
        }
        let upper = gather(ground.upper.len() as usize, |number| {
            judge(job, &ground, &*ground.upper.file(number as u32)?, number as u32)
        });
        outcome = outcome.with(upper?).with(tables::check(job, &files.tables)?);
        let whole = catalogue(job, &ground, std::mem::take(&mut files.lower), &mut outcome)?;
        outcome.findings.extend(whole);
        return tidy(job, outcome);
    }
}

fn file_name(met: &Met) -> &str {
    let path = met.path();
    path.rsplit('/').next().unwrap_or(path)
}

/// The outcomes of so many files, put together on all threads.
fn gather(files: usize, one: impl Fn(usize) -> Result<Outcome, Error> + Sync) -> Result<Outcome, Error> {
    (0..files)
        .into_par_iter()
        .try_fold(Outcome::default, |all, number| Ok(all.with(one(number)?)))
        .try_reduce(Outcome::default, |a, b| Ok(a.with(b)))
}

/// A file of the folder of regions.
fn lower(job: &Job<'_>, ground: &Ground<'_>, files: &[Met], number: usize) -> Result<Outcome, Error> {
    let file = load::read_judged(job.reading, &files[number])?;
    if file.trees.iter().any(|tree| load::is_upper(tree)) {
        return Ok(Outcome { late: vec![number], ..Outcome::default() });
    }
    judge(job, ground, &file, ground.upper.len() + number as u32)
}

/// Findings in order, each once, without what is waived, and only those that were asked for.
fn tidy(job: &Job<'_>, mut outcome: Outcome) -> Result<Outcome, Error> {
    let sort =
        |findings: &mut Vec<Box<Diagnostic>>| findings.par_sort_by(|a, b| a.sort_key().cmp(&b.sort_key()));
    sort(&mut outcome.findings);
    // What many implementations find in the layer above is said once, there.
    outcome.findings.dedup_by(|a, b| a.sort_key() == b.sort_key());
    // A waiver of one path is used by findings of another: what was asked for is picked afterwards.
    let waivers = std::mem::take(&mut outcome.waivers);
    outcome.register = waive::apply(job, &waivers, &mut outcome.findings)?;
    outcome.findings.retain(|finding| {
        (job.rule_wanted)(finding.rule) && (job.wanted)(&finding.place.path) && job.in_region(&finding.region)
    });
    if !waivers.is_empty() {
        sort(&mut outcome.findings);
    }
    Ok(outcome)
}

/// What is wrong with the catalogue as a whole, from the facts of all items.
fn catalogue(
    job: &Job<'_>,
    ground: &Ground<'_>,
    lower: Vec<Met>,
    outcome: &mut Outcome,
) -> Result<Vec<Box<Diagnostic>>, Error> {
    let facts = Facts::new(std::mem::take(&mut outcome.notes));
    let mut found = rules::judge_catalogue(&job.context(ground), &facts);
    // File by file: each is read again once, not once a finding.
    found.sort_by_key(|found| (found.fact.id, found.other.as_ref().map(|(other, _)| other.id)));
    let lower = Upper::new(load::read_judged, job.reading, lower);
    let located: Result<Vec<_>, Error> =
        found.into_iter().map(|finding| about_fact(job, ground, &lower, finding)).collect();
    Ok(located?.into_iter().flatten().collect())
}

/// A finding about a fact, located in its file, which is read again.
fn about_fact(
    job: &Job<'_>,
    ground: &Ground<'_>,
    lower: &Upper<'_>,
    found: CatalogueFinding,
) -> Result<Option<Box<Diagnostic>>, Error> {
    let upper = ground.upper.len();
    let file = |id: DocumentId| {
        id.file.checked_sub(upper).map_or_else(|| ground.upper.file(id.file), |at| lower.file(at))
    };
    let document = |file: &File, id: DocumentId| file.trees.get(id.document as usize).cloned();
    let own = file(found.fact.id)?;
    let Some(tree) = document(&own, found.fact.id) else { return Ok(None) };
    // The file can have changed since.
    let Some(node) = tree.root().and_then(|root| root.get(found.key)) else { return Ok(None) };
    let finding = Finding { help: found.help, ..Finding::at(found.rule, node, found.message) };
    let Some(mut diagnostic) = locate(finding, &[&own.source], &Subject::of(&tree), job.manifest) else {
        return Ok(None);
    };
    if let Some((other, message)) = found.other {
        let file = file(other.id)?;
        let tree = document(&file, other.id);
        let node = tree.as_ref().and_then(|tree| tree.root()?.get(found.key));
        let Some(node) = node else { return Ok(Some(diagnostic)) };
        let spot = Spot { layer: 0, document: other.id.document, at: node.range() };
        let place = crate::locate::place(&file.source, &spot, true);
        diagnostic.related.push(Related { place, message });
    }
    Ok(Some(diagnostic))
}
