//! What a baseline or an older revision knows of the findings of a run.

use std::fs::File;
use std::io::Read as _;
use std::path::Path;

use super::args::CheckArgs;
use super::wanted;
use crate::baseline::{Baseline, Compared};
use crate::check::{Job, Outcome, check};
use crate::cli::workspace::Workspace;
use crate::cli::{Global, files};
use crate::diagnostic::{Diagnostic, Text};
use crate::error::Error;
use crate::load::{Files, Reading};
use crate::model::manifest::{Draft, Manifest};
use crate::rules;
use crate::source::revision::Revision;
use crate::source::store::{Paths, Store};
use crate::source::walk::MANIFEST;
use crate::standard::Standard;
use crate::standard::binding::Binding;

/// Most bytes of a baseline: about a million findings.
const MOST_BYTES: u64 = 256 << 20;

/// What was known before a run.
pub(super) struct Known {
    /// The findings of a revision.
    since: Option<Baseline>,
    /// What a file knows.
    baseline: Option<Baseline>,
    /// Rules of which no baseline knows findings.
    binding: Binding,
    /// The files of the catalogue, where anything is compared.
    paths: Paths,
}

impl Known {
    /// Reads the revision and the file that are named.
    pub(super) fn read(global: &Global, args: &CheckArgs, workspace: &Workspace) -> Result<Self, Error> {
        let CheckArgs { known, .. } = args;
        let compares = known.since.is_some() || known.baseline.is_some() || known.write_baseline.is_some();
        let named: Vec<String> = workspace.named_files().map(str::to_owned).collect();
        Ok(Self {
            since: known.since.as_ref().map(|name| since(global, args, workspace, name)).transpose()?,
            baseline: known.baseline.as_deref().map(read).transpose()?,
            binding: workspace.standard.binding()?,
            paths: if compares { Paths::of(&workspace.store, &named) } else { Paths::default() },
        })
    }

    /// The findings that were not known: what the run reports.
    pub(super) fn open<'d>(&self, findings: &'d [Box<Diagnostic>]) -> Vec<&'d Diagnostic> {
        let mut open: Vec<&Diagnostic> = findings.iter().map(AsRef::as_ref).collect();
        if let Some(since) = &self.since {
            open = since.unknown(open, &self.paths);
        }
        let Some(baseline) = &self.baseline else { return open };
        let (mut bound, open): (Vec<_>, _) =
            open.into_iter().partition(|own| self.binding.forbids_waiver(own.rule));
        bound.extend(baseline.unknown(open, &self.paths));
        bound
    }

    /// Takes out what was known before, and writes the baseline where that is asked for.
    pub(super) fn compare(
        &self,
        args: &CheckArgs,
        workspace: &Workspace,
        outcome: &mut Outcome,
    ) -> Result<Option<Compared>, Error> {
        if let Some(since) = &self.since {
            since.compare(&mut outcome.findings, &self.paths, |_| false);
        }
        if self.baseline.is_none() && args.known.write_baseline.is_none() {
            return Ok(None);
        }
        // What no waiver may accept, no baseline knows either.
        let all = std::mem::take(&mut outcome.findings);
        let (bound, open): (Vec<_>, _) =
            all.into_iter().partition(|own| self.binding.forbids_waiver(own.rule));
        outcome.findings = open;
        let compared = self.with_baseline(args, workspace, outcome)?;
        outcome.findings.extend(bound);
        outcome.findings.sort_by(|a, b| a.sort_key().cmp(&b.sort_key()));
        Ok(compared)
    }

    /// Takes out what a baseline knows, or writes one.
    fn with_baseline(
        &self,
        args: &CheckArgs,
        workspace: &Workspace,
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
            return self.rewrite(args, path, outcome).map(Some);
        }
        let all = whole && args.region.is_none() && args.known.since.is_none();
        let judged = |rule: &str| all && wanted(args, rule) && !self.binding.forbids_waiver(rule);
        let compared = |known: &Baseline| known.compare(&mut outcome.findings, &self.paths, judged);
        Ok(self.baseline.as_ref().map(compared))
    }

    /// Writes the findings as known. A file that is there loses what is no more, and gains only
    /// where that is allowed; what it does not gain is still reported.
    fn rewrite(&self, args: &CheckArgs, path: &Path, outcome: &mut Outcome) -> Result<Compared, Error> {
        let there = || path.is_file().then(|| read(path)).transpose();
        let known = self.baseline.clone().map_or_else(there, |known| Ok(Some(known)))?;
        let judged = |rule: &str| wanted(args, rule);
        let Some(known) = known else {
            let all = std::mem::take(&mut outcome.findings);
            files::replace(path, Baseline::of(&all, &self.paths).write().as_bytes())?;
            return Ok(Compared { known: all.len(), fixed: Vec::new() });
        };
        let mut compared = known.compare(&mut outcome.findings, &self.paths, judged);
        let mut baseline = known.without(&compared.fixed);
        compared.fixed.clear();
        if args.known.allow_growth {
            let added = std::mem::take(&mut outcome.findings);
            compared.known += added.len();
            baseline = baseline.with(&added, &self.paths);
        }
        files::replace(path, baseline.write().as_bytes())?;
        Ok(compared)
    }
}

fn read(path: &Path) -> Result<Baseline, Error> {
    let unread = |source| Error::Read { path: path.to_path_buf(), source };
    let mut text = String::new();
    // A device has no end.
    let read = File::open(path).and_then(|file| file.take(MOST_BYTES + 1).read_to_string(&mut text));
    let baseline = if read.map_err(unread)? as u64 > MOST_BYTES {
        Err(format!("> {} MiB", MOST_BYTES >> 20))
    } else {
        Baseline::read(&text)
    };
    baseline.map_err(|reason| {
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
    Ok(Baseline::of(&outcome.findings, &Paths::of(&revision, &[])))
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
