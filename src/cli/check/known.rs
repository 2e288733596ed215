//! What a baseline or an older revision knows of the findings of a run.

use std::path::Path;

use super::args::CheckArgs;
use super::wanted;
use crate::baseline::{Baseline, Compared};
use crate::check::{Job, Outcome, check};
use crate::cli::workspace::Workspace;
use crate::cli::{Global, files};
use crate::diagnostic::Text;
use crate::error::Error;
use crate::load::{Files, Reading};
use crate::model::manifest::{Draft, Manifest};
use crate::rules;
use crate::source::revision::Revision;
use crate::source::store::Store;
use crate::source::walk::MANIFEST;
use crate::standard::Standard;
use crate::standard::binding::Binding;

/// Takes out what was known before, and writes the baseline where that is asked for.
pub(super) fn compare(
    global: &Global,
    args: &CheckArgs,
    workspace: &Workspace,
    outcome: &mut Outcome,
) -> Result<Option<Compared>, Error> {
    if let Some(revision) = &args.known.since {
        since(global, args, workspace, revision)?.compare(&mut outcome.findings, |_| false);
    }
    if args.known.baseline.is_none() && args.known.write_baseline.is_none() {
        return Ok(None);
    }
    // What no waiver may accept, no baseline knows either.
    let binding = workspace.standard.binding()?;
    let all = std::mem::take(&mut outcome.findings);
    let (bound, open): (Vec<_>, _) = all.into_iter().partition(|own| binding.forbids_waiver(own.rule));
    outcome.findings = open;
    let compared = with_baseline(args, workspace, &binding, outcome)?;
    outcome.findings.extend(bound);
    outcome.findings.sort_by(|a, b| a.sort_key().cmp(&b.sort_key()));
    Ok(compared)
}

/// Takes out what a baseline knows, or writes one.
fn with_baseline(
    args: &CheckArgs,
    workspace: &Workspace,
    binding: &Binding,
    outcome: &mut Outcome,
) -> Result<Option<Compared>, Error> {
    let whole = workspace.asks_for_all();
    if let Some(path) = &args.known.write_baseline {
        if !whole {
            return Err(Error::Configuration(Text::new(
                "a baseline is written of the whole catalogue: name no path within it",
                "基线须由整个目录生成：请勿指定其中的路径",
            )));
        }
        return rewrite(args, path, outcome).map(Some);
    }
    let Some(path) = &args.known.baseline else { return Ok(None) };
    let all = whole && args.region.is_none() && args.known.since.is_none();
    let judged = |rule: &str| all && wanted(args, rule) && !binding.forbids_waiver(rule);
    Ok(Some(read(path)?.compare(&mut outcome.findings, judged)))
}

/// Writes the findings as known. A file that is there loses what is no more, and gains only
/// where that is allowed; what it does not gain is still reported.
fn rewrite(args: &CheckArgs, path: &Path, outcome: &mut Outcome) -> Result<Compared, Error> {
    let known =
        args.known.baseline.as_deref().or_else(|| path.exists().then_some(path)).map(read).transpose()?;
    let judged = |rule: &str| wanted(args, rule);
    let Some(known) = known else {
        let all = std::mem::take(&mut outcome.findings);
        files::replace(path, Baseline::of(&all).write().as_bytes())?;
        return Ok(Compared { known: all.len(), fixed: Vec::new() });
    };
    let mut compared = known.compare(&mut outcome.findings, judged);
    let mut baseline = known.without(&compared.fixed);
    compared.fixed.clear();
    if args.known.allow_growth {
        let added = std::mem::take(&mut outcome.findings);
        compared.known += added.len();
        baseline = baseline.with(&added);
    }
    files::replace(path, baseline.write().as_bytes())?;
    Ok(compared)
}

fn read(path: &Path) -> Result<Baseline, Error> {
    let text =
        std::fs::read_to_string(path).map_err(|source| Error::Read { path: path.to_path_buf(), source })?;
    Baseline::read(&text).map_err(|reason| {
        Error::Configuration(Text::new(
            format!("{} is no baseline: {reason}", path.display()),
            format!("{} 不是基线文件：{reason}", path.display()),
        ))
    })
}

/// The findings of the catalogue as a revision has it, under the settings it had then.
fn since(global: &Global, args: &CheckArgs, workspace: &Workspace, name: &str) -> Result<Baseline, Error> {
    let Some(revision) = Revision::of_catalogue(workspace.root(), name)? else {
        return Ok(Baseline::default());
    };
    revision.complete()?;
    let then = settings(global, &revision);
    let (standard, manifest) = then
        .as_ref()
        .map_or((&workspace.standard, &workspace.manifest), |(standard, manifest)| (standard, manifest));
    let job = Job {
        rule_wanted: &|rule| wanted(args, rule),
        region: args.region.as_deref(),
        // What was wrong then is no reason not to compare.
        places: false,
        waive: !args.accepted.no_waivers,
        ..Job::of_all(Reading { standard, store: &revision, ..workspace.reading() }, manifest, global.day())
    };
    let outcome = global.pool()?.install(|| check(&job, Files::of(revision.files())))?;
    Ok(Baseline::of(&outcome.findings))
}

/// Edition and manifest of a revision; none where this program cannot read them, and those of
/// today are used.
fn settings(global: &Global, revision: &Revision) -> Option<(Standard, Manifest)> {
    let ids = rules::ids();
    let draft = Draft::read(&revision.read(MANIFEST).ok()?, &revision.shown(MANIFEST)).ok()?;
    let mut standard = Standard::load(draft.edition(), global.standard.as_deref(), &ids).ok()?;
    let manifest = draft.finish(&standard, &rules::severities(), global.day()).ok()?;
    standard.regional.clone_from(&manifest.regional);
    Some((standard, manifest))
}
