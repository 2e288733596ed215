//! The main job: every file of a catalogue, read once, to diagnostics in a fixed order.
//! Threads live here.

use std::sync::Arc;

use rayon::prelude::*;

use crate::diagnostic::{Diagnostic, Severity, Text};
use crate::error::Error;
use crate::locate::{Subject, locate};
use crate::model::item::Item;
use crate::model::manifest::Manifest;
use crate::source::finding::Finding;
use crate::source::store::{Met, Store};
use crate::source::tree::Tree;
use crate::source::walk::MANIFEST;
use crate::source::{Source, full, read};
use crate::standard::{Standard, shape, spelling, words};

/// What a run needs.
#[derive(Clone, Copy)]
pub struct Job<'a> {
    /// The edition.
    pub standard: &'a Standard,
    /// The manifest of the catalogue.
    pub manifest: &'a Manifest,
    /// The files of the catalogue.
    pub store: &'a dyn Store,
    /// How a path of the catalogue is shown.
    pub shown: &'a (dyn Fn(&str) -> String + Sync),
    /// Whether findings of a path of the catalogue were asked for.
    pub wanted: &'a (dyn Fn(&str) -> bool + Sync),
    /// Whether findings of a rule were asked for.
    pub rule_wanted: &'a (dyn Fn(&str) -> bool + Sync),
    /// Told of each file that was read.
    pub progress: &'a (dyn Fn() + Sync),
}

impl std::fmt::Debug for Job<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Job").finish_non_exhaustive()
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
}

/// The paths of the definition files among the files of a store.
pub fn definitions(files: Vec<Met>) -> Vec<Met> {
    let is_definition = |path: &str| {
        path != MANIFEST && path.rsplit_once('.').is_some_and(|(_, ending)| matches!(ending, "yaml" | "yml"))
    };
    files.into_iter().filter(|met| !matches!(met, Met::File(path) if !is_definition(path))).collect()
}

/// Checks the definition files of a catalogue.
pub fn check(job: &Job<'_>, files: &[Met]) -> Result<Outcome, Error> {
    let files: Vec<_> = files.iter().filter(|met| (job.wanted)(met.path())).collect();
    let parts: Result<Vec<Outcome>, Error> = files.par_iter().map(|met| file(job, met)).collect();
    let mut outcome = Outcome::default();
    for part in parts? {
        outcome.files += part.files;
        outcome.items += part.items;
        outcome.findings.extend(part.findings);
    }
    outcome.findings.retain(|finding| (job.rule_wanted)(finding.rule));
    outcome.findings.sort_by(|a, b| a.sort_key().cmp(&b.sort_key()));
    outcome.findings.dedup_by(|a, b| a.sort_key() == b.sort_key());
    Ok(outcome)
}

fn file(job: &Job<'_>, met: &Met) -> Result<Outcome, Error> {
    (job.progress)();
    let shown: Arc<str> = (job.shown)(met.path()).into();
    let (source, mut findings) = match met {
        Met::File(path) => read::read(job.store, path, shown),
        Met::Loop(_) => (Source::new(shown, String::new()), vec![read::looped()]),
        Met::Closed(_, reason) => {
            let unread = crate::source::store::Unread::Closed(reason.clone());
            (Source::new(shown, String::new()), vec![read::unreadable(&unread)])
        }
    };
    let mut outcome = Outcome { files: 1, ..Outcome::default() };
    let source = Arc::new(source);
    let mut trees = Vec::new();
    // What is no text at all has no documents to speak of.
    if findings.iter().all(|finding| finding.rule == "control-character") {
        let (read, more) = full::read_documents(&source);
        trees = read;
        findings.extend(more);
    }
    for tree in &mut trees {
        findings.extend(spelling::respell(job.standard, tree)?);
        findings.extend(document(job.standard, tree)?);
        outcome.items += usize::from(tree.root().and_then(Item::of).is_some());
    }
    let subjects: Vec<Subject> = trees.iter().map(Subject::of).collect();
    let unknown = Subject::default();
    outcome.findings = findings
        .into_iter()
        .filter_map(|finding| {
            let subject = subjects.get(finding.spot.document as usize).unwrap_or(&unknown);
            locate(finding, &[&source], subject, job.manifest)
        })
        .collect();
    Ok(outcome)
}

/// What is wrong with one document as it is written.
fn document(standard: &Standard, tree: &Tree) -> Result<Vec<Finding>, Error> {
    let Some(root) = tree.root() else { return Ok(Vec::new()) };
    if !root.is_map() {
        let stands = words::what_stands(root);
        let message = Text::new(
            format!("a definition is a map of keys, but here stands {}", stands.en),
            format!("定义应为一组键值，此处却是{}", stands.zh),
        );
        let help = Text::new("begin with `kind: …`", "请以“kind: …”开头");
        return Ok(vec![Finding::at("document-not-map", root, message).help(help)]);
    }
    match standard.schema_of(root) {
        Some(file) => shape::check(standard, &file, &file, root),
        None => Ok(shape::unknown_kind(standard, root).into_iter().collect()),
    }
}
