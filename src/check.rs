//! The main job: every file of a catalogue, read once, to diagnostics in a fixed order.

use std::sync::Arc;

use rayon::prelude::*;

use crate::date::Date;
use crate::diagnostic::{Diagnostic, Severity};
use crate::error::Error;
use crate::load::{self, File, Files, Ground, Shown};
use crate::locate::{Subject, locate};
use crate::model::effective::Effective;
use crate::model::item::Item;
use crate::model::manifest::Manifest;
use crate::model::resolve::resolve;
use crate::rules::{self, Context};
use crate::source::Source;
use crate::source::finding::Finding;
use crate::source::store::{Met, Store};
use crate::source::tree::Tree;
use crate::standard::{EFFECTIVE, Standard, shape};
use crate::tables;

/// What a run needs.
#[derive(Clone, Copy)]
pub struct Job<'a> {
    /// The edition.
    pub standard: &'a Standard,
    /// The manifest of the catalogue.
    pub manifest: &'a Manifest,
    /// The files of the catalogue.
    pub store: &'a dyn Store,
    /// The day of the run.
    pub day: Date,
    /// How a path of the catalogue is shown.
    pub shown: &'a Shown<'a>,
    /// Whether findings of a path, as it is shown, were asked for.
    pub wanted: &'a (dyn Fn(&str) -> bool + Sync),
    /// Whether findings of a rule were asked for.
    pub rule_wanted: &'a (dyn Fn(&str) -> bool + Sync),
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
    pub findings: Vec<Diagnostic>,
    /// How many definition files were checked.
    pub files: usize,
    /// How many items they define.
    pub items: usize,
}

impl Outcome {
    /// How many findings have a severity.
    pub fn count(&self, severity: Severity) -> usize {
        self.findings.iter().filter(|finding| finding.severity == severity).count()
    }

    fn add(&mut self, other: Self) {
        self.findings.extend(other.findings);
        self.files += other.files;
        self.items += other.items;
    }
}

/// Checks the files of a catalogue.
pub fn check(job: &Job<'_>, mut files: Files) -> Result<Outcome, Error> {
    loop {
        let ground = load::ground(job.standard, job.store, job.shown, &files)?;
        let parts: Result<Vec<_>, Error> =
            files.lower.par_iter().map(|met| lower(job, &ground, met)).collect();
        let (parts, late): (Vec<Outcome>, Vec<bool>) = parts?.into_iter().unzip();
        if late.contains(&true) {
            // What others stand on was found among the implementations: start again, it first.
            let mut late = late.into_iter();
            let (upper, lower) = files.lower.into_iter().partition(|_| late.next() == Some(true));
            files.lower = lower;
            files.upper.extend::<Vec<_>>(upper);
            continue;
        }
        let mut outcome = upper(job, &ground)?;
        for part in parts {
            outcome.add(part);
        }
        outcome.add(tables::check(job, &files.tables)?);
        return Ok(tidy(job, outcome));
    }
}

/// Findings in order, each once, and only those that were asked for.
fn tidy(job: &Job<'_>, mut outcome: Outcome) -> Outcome {
    outcome.findings.retain(|finding| (job.rule_wanted)(finding.rule) && (job.wanted)(&finding.place.path));
    outcome.findings.par_sort_by(|a, b| a.sort_key().cmp(&b.sort_key()));
    // What many implementations find in the layer above is said once, there.
    outcome.findings.dedup_by(|a, b| a.sort_key() == b.sort_key());
    outcome
}

/// The files that were read first: their documents by themselves.
fn upper(job: &Job<'_>, ground: &Ground<'_>) -> Result<Outcome, Error> {
    let numbers = (0..ground.upper.len()).into_par_iter();
    let parts: Result<Vec<_>, Error> =
        numbers.map(|number| judge(job, ground, &*ground.upper.file(number)?)).collect();
    let mut outcome = Outcome::default();
    for part in parts? {
        outcome.add(part);
    }
    Ok(outcome)
}

/// A file of the folder of regions, and whether it holds what others stand on.
fn lower(job: &Job<'_>, ground: &Ground<'_>, met: &Met) -> Result<(Outcome, bool), Error> {
    let file = load::read_file(job.standard, job.store, job.shown, met)?;
    if file.trees.iter().any(|tree| load::is_upper(tree)) {
        return Ok((Outcome::default(), true));
    }
    Ok((judge(job, ground, &file)?, false))
}

/// All findings of the documents of a file.
fn judge(job: &Job<'_>, ground: &Ground<'_>, file: &File) -> Result<Outcome, Error> {
    (job.progress)();
    let context = Context {
        standard: job.standard,
        manifest: job.manifest,
        registers: &ground.registers,
        directory: &ground.directory,
        day: job.day,
    };
    let subjects: Vec<Subject> = file.trees.iter().map(|tree| Subject::of(tree)).collect();
    let unknown = Subject::default();
    let mut located = Vec::new();
    let mut own = file.findings.clone();
    for (tree, subject) in file.trees.iter().zip(&subjects) {
        rules::judge_document(&context, tree, &mut own);
        located.extend(effective(job, ground, &context, tree, subject)?);
    }
    located.extend(own.into_iter().filter_map(|finding| {
        let subject = subjects.get(finding.spot.document as usize).unwrap_or(&unknown);
        locate(finding, &[&file.source], subject, job.manifest)
    }));
    let counted = usize::from((job.wanted)(&file.source.path));
    let items = file.trees.iter().filter(|tree| tree.root().and_then(Item::of).is_some()).count();
    Ok(Outcome { findings: located, files: counted, items: items * counted })
}

/// What is wrong with the item that a document resolves to.
fn effective(
    job: &Job<'_>,
    ground: &Ground<'_>,
    context: &Context<'_>,
    tree: &Arc<Tree>,
    subject: &Subject,
) -> Result<Vec<Diagnostic>, Error> {
    if tree.root().and_then(Item::of).is_none() {
        return Ok(Vec::new());
    }
    let Some(documents) = ground.layers(tree) else { return Ok(Vec::new()) };
    let elements = job.standard.elements(IMPLEMENTATION)?;
    let resolved = resolve(&documents, elements);
    let mut findings = resolved.findings;
    let Some(item) = Effective::new(&resolved.tree, &documents) else { return Ok(Vec::new()) };
    if item.is_implementation() {
        findings.extend(shape::check(job.standard, EFFECTIVE, IMPLEMENTATION, item.root)?);
    }
    rules::judge_effective(context, &item, &mut findings);
    if findings.is_empty() {
        return Ok(Vec::new());
    }
    let not_seen = item.not_seen();
    let subjects: Vec<Subject> = documents
        .iter()
        .map(|document| if Arc::ptr_eq(document, tree) { subject.clone() } else { Subject::of(document) })
        .map(|subject| Subject { not_seen: not_seen.clone(), ..subject })
        .collect();
    let sources: Vec<&Source> = documents.iter().map(|document| &*document.layers()[0].source).collect();
    let located = findings.into_iter().filter_map(|finding: Finding| {
        let layer = finding.spot.layer as usize;
        locate(finding, &sources, &subjects[layer], job.manifest)
    });
    Ok(located.collect())
}

/// The schema whose elements name those of a resolved item.
pub const IMPLEMENTATION: &str = "implementation.schema.json";
