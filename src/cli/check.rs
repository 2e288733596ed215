//! `mulu check`: validate definitions.

use std::io::{self, BufWriter, IsTerminal, Write};
use std::path::PathBuf;
use std::sync::Mutex;
use std::time::{Duration, Instant};

use clap::{Args, ValueEnum};
use indicatif::{ProgressBar, ProgressDrawTarget};

use super::workspace::Workspace;
use super::{Ending, Global};
use crate::check::{Job, Outcome, check};
use crate::diagnostic::{Severity, Text};
use crate::error::Error;
use crate::load::Files;
use crate::report::{Format, Report};
use crate::rules;
use crate::source::store::{Met, Store};
use crate::standard::words;

#[derive(Args, Debug)]
pub(super) struct CheckArgs {
    /// Files or folders to check [default: the whole catalogue]
    paths: Vec<PathBuf>,

    /// How to write the findings
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,

    /// Give exit code 1 for findings of this severity or above
    #[arg(long, value_enum, default_value_t = FailOn::Error, value_name = "SEVERITY")]
    fail_on: FailOn,

    /// Report only this rule; may be given several times
    #[arg(long, value_name = "RULE")]
    rule: Vec<String>,

    /// Do not report this rule; may be given several times
    #[arg(long, value_name = "RULE")]
    skip: Vec<String>,
}

/// From which severity on a run fails.
#[derive(Clone, Copy, Debug, Eq, PartialEq, ValueEnum)]
enum FailOn {
    /// Errors
    Error,
    /// Warnings and errors
    Warning,
    /// Every finding
    Info,
    /// Never
    Never,
}

pub(super) fn run(global: &Global, args: &CheckArgs) -> Result<Ending, Error> {
    for rule in args.rule.iter().chain(&args.skip) {
        known(rule)?;
    }
    // The process ends with the run: freeing compiled schemas would cost a quarter of a short one.
    let workspace = Box::leak(Box::new(Workspace::open(global, &args.paths)?));
    let outcome = outcome(global, args, workspace)?;
    let report = Report {
        outcome: &outcome,
        lang: workspace.lang,
        edition: &workspace.standard.name,
        as_of: global.day(),
        color: global.colored(),
        quiet: global.quiet,
        verbose: global.verbose,
    };
    let mut out = BufWriter::new(io::stdout().lock());
    report.write(args.format, &mut out).and_then(|()| out.flush()).map_err(Error::Write)?;
    let threshold = match args.fail_on {
        FailOn::Error => Some(Severity::Error),
        FailOn::Warning => Some(Severity::Warning),
        FailOn::Info => Some(Severity::Info),
        FailOn::Never => None,
    };
    let fails = |threshold| outcome.findings.iter().any(|finding| finding.severity >= threshold);
    Ok(if threshold.is_some_and(fails) { Ending::Findings } else { Ending::Clean })
}

fn outcome(global: &Global, args: &CheckArgs, workspace: &Workspace) -> Result<Outcome, Error> {
    let mut files = Files::of(workspace.store.files());
    for named in workspace.named_files() {
        let listed = |met: &Met| met.path() == named || met.path().starts_with(&format!("{named}/"));
        let known = files.upper.iter().chain(&files.lower).any(listed)
            || files.tables.iter().any(|path| path == named);
        if !known && workspace.store.read(named).is_ok() {
            files.upper.push(Met::File(named.to_owned()));
        }
    }
    let progress = Progress::new(files.upper.len() + files.lower.len());
    let job = Job {
        reading: workspace.reading(),
        manifest: &workspace.manifest,
        day: global.day(),
        wanted: &|path| workspace.wanted(path),
        rule_wanted: &|rule| {
            (args.rule.is_empty() || args.rule.iter().any(|wanted| wanted == rule))
                && !args.skip.iter().any(|skipped| skipped == rule)
        },
        progress: &|| progress.tick(),
    };
    let outcome = global.pool()?.install(|| check(&job, files));
    progress.clear();
    outcome
}

/// Refuses the name of a rule that does not exist.
pub(super) fn known(rule: &str) -> Result<(), Error> {
    if rules::find(rule).is_some() {
        return Ok(());
    }
    let nearest = rules::ids()
        .into_iter()
        .filter_map(|id| Some((words::distance(rule, id)?, id)))
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, id)| id);
    let (en, zh) = nearest.map_or((String::new(), String::new()), |id| {
        (format!("; did you mean `{id}`?"), format!("；是否应为“{id}”？"))
    });
    Err(Error::Configuration(Text::new(
        format!("there is no rule `{rule}`{en}"),
        format!("没有名为“{rule}”的规则{zh}"),
    )))
}

/// A bar on a terminal, once a run has taken a second.
struct Progress {
    started: Instant,
    bar: Mutex<ProgressBar>,
    terminal: bool,
}

impl Progress {
    fn new(files: usize) -> Self {
        let bar = ProgressBar::with_draw_target(Some(files as u64), ProgressDrawTarget::hidden());
        Self { started: Instant::now(), bar: Mutex::new(bar), terminal: io::stderr().is_terminal() }
    }

    fn tick(&self) {
        if !self.terminal {
            return;
        }
        let bar = self.bar.lock().expect("no thread panics while it holds the bar");
        bar.inc(1);
        if bar.is_hidden() && self.started.elapsed() > Duration::from_secs(1) {
            bar.set_draw_target(ProgressDrawTarget::stderr());
        }
    }

    fn clear(&self) {
        self.bar.lock().expect("no thread panics while it holds the bar").finish_and_clear();
    }
}
