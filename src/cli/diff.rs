//! `mulu diff`: what two items, catalogues, regions or revisions differ in.

use clap::{Args, ValueEnum};

use super::operand::Operand;
use super::{Ending, Global, tell, warn};
use crate::compare::Applicant;
use crate::diagnostic::Text;
use crate::diff;
use crate::diff::told::Difference;
use crate::error::Error;
use crate::report::diff::{DiffFormat, DiffReport};
use crate::standard::Standard;
use crate::standard::variation::{Machine, Policy};

#[derive(Args, Debug)]
pub(super) struct DiffArgs {
    /// A file, a folder, a region of six digits, `REV:PATH`, or `@REV` for the catalogue in a revision · 文件、文件夹、六位区划代码、`REV:PATH`，或表示某版本目录的 `@REV`
    a: String,

    /// The same · 同上
    b: String,

    /// How to write the differences · 差异的输出格式
    #[arg(long, value_enum, default_value_t = DiffFormat::Text)]
    format: DiffFormat,

    /// Give exit code 1 where anything differs · 有差异时退出码为1
    #[arg(long)]
    exit_code: bool,

    /// Give exit code 1 for differences of this class; may be given several times · 有此类差异时退出码为1，可多次给出
    #[arg(long, value_enum, value_name = "CLASS")]
    fail_on: Vec<FailOn>,
}

/// Which differences fail a run.
#[derive(Clone, Copy, Debug, Eq, PartialEq, ValueEnum)]
enum FailOn {
    /// What burdens applicants · 加重申请人负担的
    Burdens,
    /// What breaks callers of generated forms and interfaces · 使已生成的表单和接口不兼容的
    Breaking,
    /// What touches elements that are locked below the directory · 涉及下级不得更改的要素的
    Locked,
}

pub(super) fn run(global: &Global, args: &DiffArgs) -> Result<Ending, Error> {
    let (a, b) = (Operand::open(global, &args.a)?, Operand::open(global, &args.b)?);
    // The process ends with the run: freeing compiled schemas would cost a quarter of a short one.
    let (a, b): (&Operand, &Operand) = (Box::leak(Box::new(a)), Box::leak(Box::new(b)));
    let (wanted_a, wanted_b) = (|path: &str| a.wanted(path), |path: &str| b.wanted(path));
    let (stamp_a, stamp_b) = (|path: &str| a.stamp(path), |path: &str| b.stamp(path));
    let one = a.part(&wanted_a, &stamp_a);
    let two = b.part(&wanted_b, &stamp_b);
    let difference = global.pool()?.install(|| diff::diff(one, two))?;
    for (operand, name) in [(a, &args.a), (b, &args.b)] {
        if operand.is_file() && difference.unread.iter().any(|file| file.path == *name) {
            return Err(Error::Configuration(Text::new(
                format!("{name} cannot be read; see `mulu check {name}`"),
                format!("无法读取 {name}；请用 mulu check {name} 查看原因"),
            )));
        }
    }
    warn(&difference.unread, b.lang());
    let report = DiffReport {
        difference: &difference,
        names: [&args.a, &args.b],
        lang: b.lang(),
        edition: &b.standard().name,
        as_of: global.day(),
        demo: a.manifest().demo || b.manifest().demo,
        quiet: global.quiet,
    };
    tell(|out| report.write(args.format, out))?;
    let mut changes = difference.items.iter().flat_map(|item| &item.changes);
    let fails = changes
        .any(|change| args.exit_code || args.fail_on.iter().any(|class| fails(b.standard(), *class, change)));
    Ok(if fails { Ending::Findings } else { Ending::Clean })
}

fn fails(standard: &Standard, class: FailOn, change: &Difference) -> bool {
    match class {
        FailOn::Burdens => change.class.applicant == Applicant::Burdens,
        FailOn::Breaking => change.class.machine == Machine::Breaking,
        FailOn::Locked => standard.variation.get().line(&change.path).policy == Policy::Locked,
    }
}
