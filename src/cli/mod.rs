//! The commands. The only folder that prints, writes, or looks at environment and clock.

mod check;
mod completions;
mod folder;
mod generate;
mod item;
mod new;
mod resolve;
mod rules;
mod templates;
mod workspace;

use std::io::{self, IsTerminal};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, Parser, Subcommand};

use crate::date::Date;
use crate::diagnostic::{Lang, Text};
use crate::error::Error;

/// Check, compare and publish definitions of government service items (政务服务事项)
#[derive(Debug, Parser)]
#[command(version, arg_required_else_help = true, after_help = EXIT_CODES)]
struct Cli {
    #[command(flatten)]
    global: Global,

    #[command(subcommand)]
    command: Command,
}

const EXIT_CODES: &str = "Exit codes: 0 clean · 1 findings at or above --fail-on, generation refused or stale · 2 the run could not be done";

/// Options of every command.
#[derive(Args, Debug)]
pub(crate) struct Global {
    /// The catalogue [default: the nearest folder with mulu.yaml]
    #[arg(long, global = true, value_name = "DIR")]
    catalogue: Option<PathBuf>,

    /// A folder that replaces the embedded edition of the standard
    #[arg(long, global = true, value_name = "DIR")]
    standard: Option<PathBuf>,

    /// Judge laws, codes and dates as on this day [default: today in UTC+08:00]
    #[arg(long, global = true, value_name = "YYYY-MM-DD")]
    as_of: Option<Date>,

    /// Language of messages [default: `MULU_LANG`, the manifest, `LANG`]
    #[arg(long, global = true, value_enum)]
    lang: Option<Lang>,

    /// When to use colour
    #[arg(long, global = true, value_enum, default_value_t = Color::Auto)]
    color: Color,

    /// Print only the summary
    #[arg(short, long, global = true, conflicts_with = "verbose")]
    quiet: bool,

    /// Print more: which page explains each finding
    #[arg(short, long, global = true)]
    verbose: bool,

    /// How many threads work [default: one a core]
    #[arg(long, global = true, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    jobs: Option<u16>,
}

/// When to use colour.
#[derive(Clone, Copy, Debug, Eq, PartialEq, clap::ValueEnum)]
enum Color {
    /// On a terminal, unless `NO_COLOR` is set
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Validate definitions: shape, references, identity, law
    Check(check::CheckArgs),
    /// List the rules
    Rules(rules::RulesArgs),
    /// Explain a rule: why, legal basis, wrong and right example, how to put right
    Explain(rules::ExplainArgs),
    /// Print the effective item after the layers, each value with its origin in json
    Resolve(resolve::ResolveArgs),
    /// Write an implementation or a basic item to fill, what is known already there
    New(new::NewArgs),
    /// Generate application forms and API descriptions
    Generate(generate::GenerateArgs),
    /// The templates of what is generated
    Templates(templates::TemplatesArgs),
    /// Print a script that completes commands in a shell
    Completions(completions::CompletionsArgs),
}

/// How a command ended, where it could be done.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Ending {
    /// Nothing to complain of.
    Clean,
    /// Findings at or above the threshold.
    Findings,
}

/// Runs the program on the arguments of the process.
pub fn main() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => {
            // A reader that went away is no reason to fail louder than the usage error itself.
            let _ = error.print();
            return ExitCode::from(if error.use_stderr() { 2 } else { 0 });
        }
    };
    let outcome = match &cli.command {
        Command::Check(args) => check::run(&cli.global, args),
        Command::Rules(args) => rules::list(&cli.global, args),
        Command::Explain(args) => rules::explain(&cli.global, args),
        Command::Resolve(args) => resolve::run(&cli.global, args),
        Command::New(args) => new::run(&cli.global, args),
        Command::Generate(args) => generate::run(&cli.global, args),
        Command::Templates(args) => templates::run(&cli.global, args),
        Command::Completions(args) => completions::run(args),
    };
    match outcome {
        Ok(Ending::Clean) => ExitCode::SUCCESS,
        Ok(Ending::Findings) => ExitCode::from(1),
        Err(Error::Write(error)) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(error) => {
            complain(&error, cli.global.spoken());
            ExitCode::from(2)
        }
    }
}

#[expect(clippy::print_stderr, reason = "the one place where a run that could not be done is explained")]
fn complain(error: &Error, lang: Lang) {
    let (word, hint) = if lang == Lang::En { ("error", "hint") } else { ("错误", "提示") };
    eprintln!("{word}: {}", error.in_lang(lang));
    if let Some(text) = error.hint() {
        eprintln!("{hint}: {}", text.in_lang(lang));
    }
}

impl Global {
    /// The day of the run.
    fn day(&self) -> Date {
        self.as_of.unwrap_or_else(Date::today)
    }

    /// The language before a manifest is at hand.
    fn spoken(&self) -> Lang {
        self.lang_after(None)
    }

    /// `--lang`, else `MULU_LANG`, else the manifest, else `LANG`.
    fn lang_after(&self, manifest: Option<Lang>) -> Lang {
        let of = |name: &str| {
            let value = std::env::var(name).ok()?.to_lowercase();
            match value.get(..2)? {
                "zh" => Some(Lang::Zh),
                "en" => Some(Lang::En),
                _ => None,
            }
        };
        self.lang
            .or_else(|| of("MULU_LANG"))
            .or(manifest)
            .or_else(|| of("LC_ALL"))
            .or_else(|| of("LANG"))
            .unwrap_or(if std::env::var_os("LANG").is_some() { Lang::En } else { Lang::Zh })
    }

    /// The threads of the run.
    fn pool(&self) -> Result<rayon::ThreadPool, Error> {
        let threads = self.jobs.map_or(0, usize::from);
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build();
        pool.map_err(|error| Error::Configuration(Text::new(error.to_string(), error.to_string())))
    }

    /// Whether standard output shows colour.
    fn colored(&self) -> bool {
        match self.color {
            Color::Always => true,
            Color::Never => false,
            Color::Auto => {
                io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|set| set.is_empty())
            }
        }
    }
}
