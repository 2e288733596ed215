//! The commands. The only folder that prints, writes, or looks at environment and clock.

mod check;
mod completions;
mod diff;
mod exemptions;
mod files;
mod folder;
mod generate;
mod help;
mod impact;
mod item;
mod matrix;
mod new;
mod operand;
mod resolve;
mod rules;
mod templates;
mod unlisted;
mod values;
mod why;
mod workspace;

use std::io::{self, BufWriter, IsTerminal, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, FromArgMatches, Parser, Subcommand};

use crate::date::Date;
use crate::diagnostic::{Lang, Text, visible};
use crate::error::Error;
use crate::load::UnreadFile;
use crate::rules as all_rules;
use crate::standard::Standard;

/// Check, compare and publish definitions of government service items · 检查、比对、发布政务服务事项定义
#[derive(Debug, Parser)]
#[command(version, arg_required_else_help = true, after_help = EXIT_CODES)]
struct Cli {
    #[command(flatten)]
    global: Global,

    #[command(subcommand)]
    command: Command,
}

const EXIT_CODES: &str = "Exit codes: 0 clean, 1 findings at or above --fail-on, generation refused or stale, 2 the run could not be done · 退出码：0 无问题，1 有不低于 --fail-on 的问题、拒绝生成或输出过期，2 无法运行";

/// Options of every command.
#[derive(Args, Debug)]
pub(crate) struct Global {
    /// The catalogue [default: the nearest folder with mulu.yaml] · 目录所在文件夹 [默认：最近的含 mulu.yaml 的文件夹]
    #[arg(long, global = true, value_name = "DIR")]
    catalogue: Option<PathBuf>,

    /// A folder that replaces the embedded edition of the standard · 代替内置标准的文件夹
    #[arg(long, global = true, value_name = "DIR")]
    standard: Option<PathBuf>,

    /// Judge laws, codes and dates as on this day [default: today in UTC+08:00] · 按此日判断法规、编码和日期 [默认：北京时间今日]
    #[arg(long, global = true, value_name = "YYYY-MM-DD")]
    as_of: Option<Date>,

    /// Language of messages [default: `MULU_LANG`, the manifest, `LANG`] · 输出语言 [默认依次为 `MULU_LANG`、`mulu.yaml`、`LANG`]
    #[arg(long, global = true, value_enum)]
    lang: Option<Lang>,

    /// When to use colour · 何时使用颜色
    #[arg(long, global = true, value_enum, default_value_t = Color::Auto)]
    color: Color,

    /// Print only the summary · 只输出汇总
    #[arg(short, long, global = true, conflicts_with = "verbose")]
    quiet: bool,

    /// Print more: which page explains each finding · 输出更多：提示级问题和每条规则的说明
    #[arg(short, long, global = true)]
    verbose: bool,

    /// How many threads work [default: one a core] · 线程数 [默认：每核一个]
    #[arg(long, global = true, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    jobs: Option<u16>,

    /// Read with the full parser alone, to measure the fast reader against it
    #[arg(long, global = true, hide = true)]
    full_reader: bool,
}

/// When to use colour.
#[derive(Clone, Copy, Debug, Eq, PartialEq, clap::ValueEnum)]
enum Color {
    /// On a terminal, unless `NO_COLOR` is set · 在终端中使用，设有 `NO_COLOR` 时除外
    Auto,
    /// Always · 总是
    Always,
    /// Never · 从不
    Never,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Validate definitions: shape, references, identity, law · 检查事项定义：格式、引用、编码、法律依据
    Check(check::CheckArgs),
    /// List the rules · 列出全部规则
    Rules(rules::RulesArgs),
    /// Explain a rule: why, legal basis, wrong and right example, how to put right · 说明一条规则：理由、依据、正误示例、改法
    Explain(rules::ExplainArgs),
    /// Print the effective item after the layers, each value with its origin in json · 输出逐层合并后的事项，json 格式注明每个值的出处
    Resolve(resolve::ResolveArgs),
    /// The register of exemption flags: duty, ground, citation, scope, state on a day · 不纳入情形登记册：义务、依据、引用、范围、当日状态
    Exemptions(exemptions::ExemptionsArgs),
    /// All that stands on a provision, and what remains without it · 以某一条款为依据的全部内容，以及失去依据后的剩余
    Impact(impact::ImpactArgs),
    /// Write an implementation or a basic item to fill, what is known already there · 生成待填写的实施清单或基本目录事项，已知内容已填好
    New(new::NewArgs),
    /// Generate application forms, API descriptions and the site · 生成申请表单、接口说明和网站
    Generate(generate::GenerateArgs),
    /// The templates of what is generated · 生成所用的模板
    Templates(templates::TemplatesArgs),
    /// Compare items, catalogues, regions or revisions by what they mean · 按含义比较事项、目录、地区或版本
    Diff(diff::DiffArgs),
    /// Show all implementations of an item side by side, or the claims of a catalogue · 并列显示事项的全部实施清单，或目录的认领情况
    Matrix(matrix::MatrixArgs),
    /// Tell which layer gave a value, and what the others say · 说明某个值由哪一层给出，其他层怎么写
    Why(why::WhyArgs),
    /// Print a script that completes commands in a shell · 输出命令行补全脚本
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
    let lang = early_lang();
    let parsed = help::command(lang).try_get_matches();
    let cli = match parsed.and_then(|matches| Cli::from_arg_matches(&matches)) {
        Ok(cli) => cli,
        Err(error) => return refuse(&error, lang),
    };
    let outcome = match &cli.command {
        Command::Check(args) => check::run(&cli.global, args),
        Command::Rules(args) => rules::list(&cli.global, args),
        Command::Explain(args) => rules::explain(&cli.global, args),
        Command::Resolve(args) => resolve::run(&cli.global, args),
        Command::Exemptions(args) => exemptions::run(&cli.global, args),
        Command::Impact(args) => impact::run(&cli.global, args),
        Command::New(args) => new::run(&cli.global, args),
        Command::Completions(args) => completions::run(args, lang),
        Command::Generate(args) => generate::run(&cli.global, args),
        Command::Templates(args) => templates::run(&cli.global, args),
        Command::Diff(args) => diff::run(&cli.global, args),
        Command::Matrix(args) => matrix::run(&cli.global, args),
        Command::Why(args) => why::run(&cli.global, args),
    };
    match outcome {
        Ok(Ending::Clean) => ExitCode::SUCCESS,
        Ok(Ending::Findings) => ExitCode::from(1),
        Err(error) => {
            let lang = cli.global.spoken();
            complain(&error.in_lang(lang), error.hint().as_ref(), lang);
            ExitCode::from(2)
        }
    }
}

/// Explains arguments that cannot be used, or prints the help that was asked for.
fn refuse(error: &clap::Error, lang: Lang) -> ExitCode {
    match help::complaint(error).filter(|_| lang == Lang::Zh) {
        Some(text) => {
            let hint = Text::new("", "用 mulu --help 或 mulu help 命令名 查看用法");
            complain(&text, Some(&hint), lang);
        }
        // A reader that went away is no reason to fail louder than the usage error itself.
        None => drop(error.print()),
    }
    ExitCode::from(if error.use_stderr() { 2 } else { 0 })
}

/// The language of help: that of the arguments, which are not parsed yet.
fn early_lang() -> Lang {
    let args: Vec<String> = std::env::args_os().map(|arg| arg.to_string_lossy().into_owned()).collect();
    let next = args.windows(2).filter(|pair| pair[0] == "--lang").map(|pair| pair[1].as_str());
    let named = next.chain(args.iter().filter_map(|arg| arg.strip_prefix("--lang="))).last();
    let named = named.and_then(|name| <Lang as clap::ValueEnum>::from_str(name, true).ok());
    chosen(named, None)
}

/// The language that is named, else `MULU_LANG`, else that of the manifest, else `LANG`.
fn chosen(named: Option<Lang>, manifest: Option<Lang>) -> Lang {
    let of = |name: &str| {
        let value = std::env::var(name).ok()?.to_lowercase();
        match value.get(..2)? {
            "zh" => Some(Lang::Zh),
            "en" => Some(Lang::En),
            _ => None,
        }
    };
    named
        .or_else(|| of("MULU_LANG"))
        .or(manifest)
        .or_else(|| of("LC_ALL"))
        .or_else(|| of("LANG"))
        .unwrap_or(if std::env::var_os("LANG").is_some() { Lang::En } else { Lang::Zh })
}

/// A number of things in English: `1 record`, `2 records`.
fn counted(count: usize, thing: &str) -> String {
    let ending = if count == 1 { "" } else { "s" };
    format!("{count} {thing}{ending}")
}

/// Hands what a command tells to standard output. A reader that went away has read enough.
fn tell(write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<(), Error> {
    let mut out = BufWriter::new(io::stdout().lock());
    match write(&mut out).and_then(|()| out.flush()) {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        told => told.map_err(Error::Write),
    }
}

/// Names files of which a command can say nothing.
#[expect(clippy::print_stderr, reason = "what is left out is no part of what a command tells")]
fn warn(unread: &[UnreadFile], lang: Lang) {
    for path in unread.iter().map(|file| visible(&file.path)) {
        match lang {
            Lang::En => eprintln!("warning: left out: {path} cannot be read; see `mulu check`"),
            Lang::Zh => eprintln!("警告: {path} 无法读取，未计入；请用 mulu check 查看原因"),
        }
    }
}

#[expect(clippy::print_stderr, reason = "the one place where a run that could not be done is explained")]
fn complain(error: &str, hint: Option<&Text>, lang: Lang) {
    let words = if lang == Lang::En { ("error", "hint") } else { ("错误", "提示") };
    let lines: Vec<_> = error.split('\n').map(visible).collect();
    eprintln!("{}: {}", words.0, lines.join("\n"));
    if let Some(hint) = hint {
        eprintln!("{}: {}", words.1, hint.in_lang(lang));
    }
}

impl Global {
    /// The day of the run.
    fn day(&self) -> Date {
        self.as_of.unwrap_or_else(Date::today)
    }

    /// Refuses a `--standard` that cannot be used, for commands that need no catalogue.
    fn verify_standard(&self) -> Result<(), Error> {
        let Some(folder) = &self.standard else { return Ok(()) };
        Standard::load(&folder.to_string_lossy(), Some(folder), &all_rules::ids()).map(drop)
    }

    /// The threads of the run.
    fn pool(&self) -> Result<rayon::ThreadPool, Error> {
        let threads = self.jobs.map_or(0, usize::from);
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build();
        pool.map_err(|error| Error::Configuration(Text::new(error.to_string(), error.to_string())))
    }

    /// The language of a command that needs no catalogue, and of what stops a run: the manifest is asked where there is one.
    fn spoken(&self) -> Lang {
        self.lang_after(workspace::lang(self))
    }

    /// The same, with what the manifest says.
    fn lang_after(&self, manifest: Option<Lang>) -> Lang {
        chosen(self.lang, manifest)
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
