//! `mulu check`: validate definitions.

mod args;
mod fixes;
mod known;
mod progress;

use std::path::Path;

use self::args::Output;
pub(super) use self::args::{CheckArgs, known};
use self::known::Known;
use self::progress::Progress;
use super::workspace::Workspace;
use super::{Ending, Global, files, tell};
use crate::check::{Job, Outcome, check};
use crate::diagnostic::Text;
use crate::error::Error;
use crate::load::{Files, Reading};
use crate::report::{Format, Report, statistics};
use crate::source::store::{Met, Store};
use crate::source::walk::MANIFEST;

pub(super) fn run(global: &Global, args: &CheckArgs) -> Result<Ending, Error> {
    for rule in args.rule.iter().chain(&args.skip) {
        known(rule)?;
    }
    let outputs = outputs(args)?;
    // The process ends with the run: freeing compiled schemas would cost a quarter of a short one.
    let workspace = Box::leak(Box::new(Workspace::open(global, &args.paths)?));
    let before = Known::read(global, args, workspace)?;
    let mut outcome = if args.fixes.fix {
        let (outcome, overlay) = fixes::outcome(global, args, workspace, &before)?;
        fixes::keep(global, args, workspace, &overlay)?;
        outcome
    } else {
        outcome(global, args, workspace, &workspace.store)?
    };
    let compared = before.compare(args, workspace, &mut outcome)?;
    let counted = args.statistics.then(|| statistics::of(&outcome.findings));
    let here = std::env::current_dir().map(|here| format!("{}/", here.display())).unwrap_or_default();
    let report = Report {
        outcome: &outcome,
        lang: workspace.lang,
        edition: &workspace.standard.name,
        as_of: global.day(),
        color: global.colored(),
        quiet: global.quiet,
        verbose: global.verbose,
        statistics: counted.as_deref(),
        fail_on: args.fail_on.threshold(),
        here: &here,
        baseline: compared.as_ref(),
        waivers: args.accepted.waivers.then_some(&outcome.register),
    };
    // Files first: what reads standard output may go away.
    let (files, streams): (Vec<_>, Vec<_>) = outputs.iter().partition(|output| output.file.is_some());
    for output in files.into_iter().chain(streams) {
        write(&report, output)?;
    }
    Ok(if outcome.findings.iter().any(|finding| report.fails(finding)) {
        Ending::Findings
    } else {
        Ending::Clean
    })
}

/// Where the report goes: at most once to standard output, which a dry run keeps for its diff.
fn outputs(args: &CheckArgs) -> Result<Vec<Output>, Error> {
    let mut outputs = args.format.clone();
    if outputs.is_empty() && !args.fixes.dry_run {
        outputs.push(Output { format: Format::Text, file: None });
    }
    let streams = outputs.iter().filter(|output| output.file.is_none()).count();
    if streams + usize::from(args.fixes.dry_run) > 1 {
        return Err(Error::Configuration(Text::new(
            "only one format can go to standard output; name a file for the others: --format sarif=FILE",
            "只有一种格式可以写到标准输出；其他格式请指定文件：--format sarif=文件",
        )));
    }
    let files: Vec<_> = outputs.iter().filter_map(|output| output.file.as_deref()).collect();
    let files: Vec<_> = files.into_iter().chain(args.known.write_baseline.as_deref()).collect();
    if let Some(file) =
        files.iter().enumerate().find(|(at, file)| files[..*at].iter().any(|own| same(own, file)))
    {
        let file = file.1.display();
        return Err(Error::Configuration(Text::new(
            format!("{file} would be written twice, and only the last would stay; name a file for each"),
            format!("{file} 会被写两次，只留下最后一次的内容；请分别指定文件"),
        )));
    }
    Ok(outputs)
}

/// Whether two paths lead to one file; what is no file, such as a pipe, can be written to twice.
fn same(one: &Path, other: &Path) -> bool {
    let real = |path: &Path| {
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let beside = || Some(folder.canonicalize().ok()?.join(path.file_name()?));
        path.canonicalize().ok().or_else(beside).unwrap_or_else(|| path.to_path_buf())
    };
    let real = [real(one), real(other)];
    real[0] == real[1] && (real[0].is_file() || !real[0].exists())
}

fn write(report: &Report<'_>, output: &Output) -> Result<(), Error> {
    let Some(file) = &output.file else {
        return tell(|out| report.write(output.format, out));
    };
    let mut bytes = Vec::new();
    Report { color: false, ..*report }.write(output.format, &mut bytes).map_err(Error::Write)?;
    files::replace(file, &bytes)
}

/// One run over the files of a store.
fn outcome(
    global: &Global,
    args: &CheckArgs,
    workspace: &Workspace,
    store: &dyn Store,
) -> Result<Outcome, Error> {
    let mut files = Files::of(store.files());
    // The manifest was read already.
    for named in workspace.named_files().filter(|named| *named != MANIFEST) {
        let listed = |met: &Met| met.path() == named || met.path().starts_with(&format!("{named}/"));
        let known = files.upper.iter().chain(&files.lower).any(listed)
            || files.tables.iter().any(|path| path == named);
        if !known && store.read(named).is_ok() {
            files.upper.push(Met::File(named.into()));
        }
    }
    let progress = Progress::new(files.upper.len() + files.lower.len());
    let job = Job {
        reading: Reading { store, ..workspace.reading() },
        manifest: &workspace.manifest,
        day: global.day(),
        whole: workspace.asks_for_all(),
        wanted: &|path| workspace.wanted(path),
        rule_wanted: &|rule| wanted(args, rule),
        region: args.region.as_deref(),
        places: true,
        waive: !args.accepted.no_waivers,
        progress: &|| progress.tick(),
    };
    let outcome = global.pool()?.install(|| check(&job, files));
    progress.clear();
    outcome
}

/// Whether findings of a rule were asked for.
fn wanted(args: &CheckArgs, rule: &str) -> bool {
    (args.rule.is_empty() || args.rule.iter().any(|wanted| wanted == rule))
        && !args.skip.iter().any(|skipped| skipped == rule)
}
