//! The options of `mulu check`.

use std::path::PathBuf;
use std::str::FromStr;

use clap::builder::{PossibleValue, StringValueParser, TypedValueParser};
use clap::{Args, ValueEnum};

use crate::cli::values::division;
use crate::diagnostic::{Severity, Text};
use crate::error::Error;
use crate::report::Format;
use crate::rules;
use crate::standard::words;

#[derive(Args, Debug)]
pub(in crate::cli) struct CheckArgs {
    /// Files or folders to check [default: the whole catalogue] · 要检查的文件或文件夹 [默认：整个目录]
    pub(super) paths: Vec<PathBuf>,

    /// How to write the findings, and a file for them; may be given several times [default: text] · 检查结果的格式及文件，可多次给出 [默认：text]
    #[arg(long, value_name = "FORMAT[=FILE]", value_parser = OutputParser)]
    pub(super) format: Vec<Output>,

    /// Give exit code 1 for findings of this severity or above · 有不低于此级别的问题时退出码为1
    #[arg(long, value_enum, default_value_t = FailOn::Error, value_name = "SEVERITY")]
    pub(super) fail_on: FailOn,

    /// Report only this rule; may be given several times · 只报告此规则，可多次给出
    #[arg(long, value_name = "RULE")]
    pub(super) rule: Vec<String>,

    /// Do not report this rule; may be given several times · 不报告此规则，可多次给出
    #[arg(long, value_name = "RULE")]
    pub(super) skip: Vec<String>,

    /// Report only what is for this division and those below it · 只报告此行政区划及其下级的问题
    #[arg(long, value_name = "CODE", value_parser = division)]
    pub(super) region: Option<String>,

    #[command(flatten)]
    pub(super) known: Known,

    #[command(flatten)]
    pub(super) accepted: Accepted,

    #[command(flatten)]
    pub(super) fixes: Fixes,

    /// Show how often each rule speaks instead of each finding · 按规则统计，不逐条列出
    #[arg(long)]
    pub(super) statistics: bool,
}

/// What is known already.
#[derive(Args, Debug)]
pub(super) struct Known {
    /// Report only what this file does not know · 只报告此基线文件中没有的问题
    #[arg(long, value_name = "FILE")]
    pub(super) baseline: Option<PathBuf>,

    /// Write the findings as known; a file that is there only shrinks · 将问题写入基线文件；已有的文件只减不增
    #[arg(long, value_name = "FILE", conflicts_with_all = ["region", "since"])]
    pub(super) write_baseline: Option<PathBuf>,

    /// Let the baseline grow · 允许基线增加
    #[arg(long, requires = "write_baseline")]
    pub(super) allow_growth: bool,

    /// Report only what this revision did not have · 只报告此版本中没有的问题
    #[arg(long, value_name = "REV")]
    pub(super) since: Option<String>,
}

/// What is accepted for a time.
#[derive(Args, Debug)]
pub(super) struct Accepted {
    /// Show the register of waivers · 显示豁免登记
    #[arg(long)]
    pub(super) waivers: bool,

    /// Report what is waived, too · 一并报告已豁免的问题
    #[arg(long)]
    pub(super) no_waivers: bool,
}

/// What is put right.
#[derive(Args, Debug)]
pub(super) struct Fixes {
    /// Put right what a program can put right without changing a meaning · 改正程序可以改正且不改变含义的问题
    #[arg(long)]
    pub(super) fix: bool,

    /// Put right also what needs a second look · 一并改正需要复核的问题
    #[arg(long, requires = "fix")]
    pub(super) r#unsafe: bool,

    /// Show what would be changed, and change nothing; paths are from here, or from the folder of the catalogue where some lie elsewhere · 只显示将作的改动，不写文件；路径自当前文件夹起，有文件在其外的自目录文件夹起
    #[arg(long, requires = "fix")]
    pub(super) dry_run: bool,
}

/// From which severity on a run fails.
#[derive(Clone, Copy, Debug, Eq, PartialEq, ValueEnum)]
pub(super) enum FailOn {
    /// Errors · 错误
    Error,
    /// Warnings and errors · 警告和错误
    Warning,
    /// Every finding · 任何问题
    Info,
    /// Never · 从不
    Never,
}

impl FailOn {
    /// The least severity that fails.
    pub(super) fn threshold(self) -> Option<Severity> {
        match self {
            Self::Error => Some(Severity::Error),
            Self::Warning => Some(Severity::Warning),
            Self::Info => Some(Severity::Info),
            Self::Never => None,
        }
    }
}

/// A format, and the file it goes to; to standard output where none is named.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) struct Output {
    pub(super) format: Format,
    pub(super) file: Option<PathBuf>,
}

impl FromStr for Output {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let (name, file) = text.split_once('=').map_or((text, None), |(name, file)| (name, Some(file)));
        if file == Some("") {
            return Err("a file is named after `=`".to_owned());
        }
        let format = Format::from_str(name, false).map_err(|_| {
            let names = Format::value_variants().iter().filter_map(ValueEnum::to_possible_value);
            let names: Vec<_> = names.map(|value| value.get_name().to_owned()).collect();
            format!("there is no format `{name}`; there are {}", names.join(", "))
        })?;
        Ok(Self { format, file: file.map(PathBuf::from) })
    }
}

/// Reads `--format` and lets help and completion know the names.
#[derive(Clone)]
struct OutputParser;

impl TypedValueParser for OutputParser {
    type Value = Output;

    fn parse_ref(
        &self,
        command: &clap::Command,
        arg: Option<&clap::Arg>,
        value: &std::ffi::OsStr,
    ) -> Result<Output, clap::Error> {
        StringValueParser::new().try_map(|text| text.parse::<Output>()).parse_ref(command, arg, value)
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        Some(Box::new(Format::value_variants().iter().filter_map(ValueEnum::to_possible_value)))
    }
}

/// Refuses the name of a rule that does not exist.
pub(in crate::cli) fn known(rule: &str) -> Result<(), Error> {
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
