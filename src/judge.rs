//! One file against schemas and rules: its documents as they are written, and the items that
//! they resolve to.

use std::sync::Arc;

use crate::check::{Job, Outcome};
use crate::diagnostic::Diagnostic;
use crate::error::Error;
use crate::load::{File, Ground};
use crate::locate::{Subject, locate};
use crate::model::directory::DocumentId;
use crate::model::effective::Effective;
use crate::model::item::Item;
use crate::model::resolve::resolve_and_hear;
use crate::model::{secret, waivers};
use crate::rules::{self, Check, Context};
use crate::source::Source;
use crate::source::finding::{Finding, Spot};
use crate::source::tree::Tree;
use crate::source::unread;
use crate::standard::{EFFECTIVE, IMPLEMENTATION, shape};

/// All findings of the documents of a file, and what is remembered of them.
pub fn judge(job: &Job<'_>, ground: &Ground<'_>, file: &File, number: u32) -> Result<Outcome, Error> {
    (job.progress)();
    let context = job.context(ground);
    let is_wanted = (job.wanted)(&file.source.path);
    let mut own = if is_wanted { file.findings.clone() } else { Vec::new() };
    if file.source.is_closed() {
        return Ok(closed(job, &context, file, own));
    }
    let mut outcome = Outcome { kept_back: usize::from(file.source.is_hushed()), ..Outcome::default() };
    let mut faults: Vec<Spot> = own.iter().map(|finding| finding.spot.clone()).collect();
    faults.sort_by_key(|fault| fault.document);
    for (document, tree) in file.trees.iter().enumerate() {
        if is_wanted {
            let mut found = Vec::new();
            rules::judge_document(&context, tree, &mut found);
            own.extend(found.into_iter().filter(|finding| !is_told(finding, std::slice::from_ref(tree))));
        }
        let before = |last: usize| faults.partition_point(|fault| (fault.document as usize) < last);
        let faults = &faults[before(document)..before(document + 1)];
        outcome.findings.extend(effective(job, ground, &context, tree, faults)?);
        let id = DocumentId { file: number, document: document as u32 };
        outcome.notes.note(tree, id);
    }
    let unknown = Subject::default();
    let subjects: Vec<Subject> =
        if own.is_empty() { Vec::new() } else { file.trees.iter().map(|tree| Subject::of(tree)).collect() };
    outcome.findings.extend(own.into_iter().filter_map(|finding| {
        let subject = subjects.get(finding.spot.document as usize).unwrap_or(&unknown);
        locate(finding, &[&file.source], subject, job.manifest)
    }));
    outcome.waivers = waivers::of_file(&file.source, &file.trees, &|path| job.reading.store.shown(path));
    if is_wanted {
        let items = file.trees.iter().filter_map(|tree| tree.root().and_then(Item::of));
        outcome.items = items.filter(|item| job.in_region(item.region().unwrap_or_default())).count();
        outcome.files = usize::from(job.region.is_none() || outcome.items > 0);
    }
    Ok(outcome)
}

/// A file that holds a state secret: outside all counts but that of files, and judged by few rules.
fn closed(job: &Job<'_>, context: &Context<'_>, file: &File, mut found: Vec<Finding>) -> Outcome {
    let is_secret = |tree: &Tree| secret::is_secret(job.reading.standard, tree);
    if !job.manifest.classified {
        // Of a secret there is one thing to say here; what cannot be read is said of any file.
        let is_in_secret =
            |document: u32| file.trees.get(document as usize).is_some_and(|tree| is_secret(tree));
        let is_reading =
            |rule| rules::find(rule).is_some_and(|(_, rule)| matches!(rule.check, Check::Reading));
        found.retain(|finding| !is_in_secret(finding.spot.document) || is_reading(finding.rule));
    }
    for tree in file.trees.iter().filter(|tree| is_secret(tree)) {
        rules::judge_secret(context, tree, &mut found);
    }
    let subject = Subject::default();
    let locate = |finding| locate(finding, &[&file.source], &subject, job.manifest);
    let findings = found.into_iter().filter_map(locate).collect();
    Outcome {
        findings,
        files: usize::from((job.wanted)(&file.source.path)),
        kept_back: 1,
        ..Outcome::default()
    }
}

/// Whether a layer has what is missing, but nothing can be read from it: that was reported where it stands.
fn is_told(finding: &Finding, documents: &[Arc<Tree>]) -> bool {
    let mut roots = documents.iter().filter_map(|document| document.root());
    finding.absent && roots.any(|root| unread::stands(root, &finding.stable))
}

/// What an implementation must add to a map that a layer above began is missing in the implementation.
fn at_home(mut finding: Finding, item: &Effective<'_>) -> Finding {
    if finding.absent && finding.pointer.matches('/').count() == 2 {
        let owner = Spot::of(item.root.owner());
        if finding.spot.layer < owner.layer {
            finding.spot = owner;
        }
    }
    finding
}

/// What is wrong with the item that a document resolves to.
fn effective(
    job: &Job<'_>,
    ground: &Ground<'_>,
    context: &Context<'_>,
    tree: &Arc<Tree>,
    faults: &[Spot],
) -> Result<Vec<Box<Diagnostic>>, Error> {
    // What a main item lacks is no fault of an entry that takes it for one of its sub items.
    if tree.root().and_then(Item::of).is_none_or(|item| item.container().is_some()) {
        return Ok(Vec::new());
    }
    let Some(documents) = ground.layers(tree) else { return Ok(Vec::new()) };
    // Findings stand in one of the layers; where none was asked for there is nothing to look for.
    if !documents.iter().any(|document| (job.wanted)(&document.layers()[0].source.path)) {
        return Ok(Vec::new());
    }
    let standard = job.reading.standard;
    let (resolved, overrides) =
        resolve_and_hear(&documents, standard.elements(IMPLEMENTATION)?, standard.variation.get());
    let mut findings = resolved.findings;
    let Some(item) = Effective::new(&resolved.tree, &documents) else { return Ok(Vec::new()) };
    if item.is_implementation() {
        let shapes = shape::check(standard, EFFECTIVE, IMPLEMENTATION, item.root)?;
        findings.extend(shapes.into_iter().map(|finding| at_home(finding, &item)));
    }
    rules::judge_effective(context, &item, &overrides, &mut findings);
    findings.retain(|finding| !is_told(finding, &documents));
    // What is ill-shaped says nothing that could be held against the layers above.
    let is_fault = |at: &std::ops::Range<u32>| {
        faults.iter().any(|fault| fault.at.start <= at.end && at.start <= fault.at.end)
    };
    findings.retain(|finding| !(rules::judges_overrides(finding.rule) && is_fault(&finding.spot.at)));
    if findings.is_empty() {
        return Ok(Vec::new());
    }
    let not_seen = item.not_seen();
    let subjects: Vec<Subject> = documents
        .iter()
        .map(|document| Subject { not_seen: not_seen.clone(), ..Subject::of(document) })
        .collect();
    let sources: Vec<&Source> = documents.iter().map(|document| &*document.layers()[0].source).collect();
    let located = findings.into_iter().filter_map(|finding: Finding| {
        let layer = finding.spot.layer as usize;
        locate(finding, &sources, &subjects[layer], job.manifest)
    });
    Ok(located.collect())
}
