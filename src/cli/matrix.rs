//! `mulu matrix`: all implementations of an item side by side; with `--all`, claims and
//! unification of the whole catalogue.

use clap::Args;

use super::workspace::Workspace;
use super::{Ending, Global, item, tell, values, warn};
use crate::error::Error;
use crate::load::{self, Files, Ground};
use crate::matrix::{self, Choice, claims};
use crate::report::matrix::item::View;
use crate::report::matrix::{Book, MatrixFormat};
use crate::report::matrix::{claims as claims_book, item as item_book};
use crate::standard::IMPLEMENTATION;

#[derive(Args, Debug)]
pub(super) struct MatrixArgs {
    /// A basic code · 基本编码
    #[arg(required_unless_present = "all", conflicts_with = "all")]
    item: Option<String>,

    /// Claims and unification of the whole catalogue · 整个目录的认领和统一情况
    #[arg(long)]
    all: bool,

    /// How to write it · 输出格式
    #[arg(long, value_enum, default_value_t = MatrixFormat::Text)]
    format: MatrixFormat,

    /// Only this division, or below it: the digits its code begins with; may be given several times · 只看此区划及以下：区划代码开头的数字，可多次给出
    #[arg(long, value_name = "CODE", value_parser = values::division, value_delimiter = ',')]
    region: Vec<String>,

    /// Only this tier, such as county · 只看此层级，如 county
    #[arg(long, value_name = "TIER")]
    tier: Option<String>,

    /// Only elements and bodies that differ · 只看有差异的要素和主体
    #[arg(long)]
    only_different: bool,

    /// With verdicts, for the administration itself · 附评价，供内部使用
    #[arg(long)]
    internal: bool,
}

pub(super) fn run(global: &Global, args: &MatrixArgs) -> Result<Ending, Error> {
    // The process ends with the run: freeing compiled schemas would cost a quarter of a short one.
    let workspace: &Workspace = Box::leak(Box::new(Workspace::open(global, &[])?));
    let book = global.pool()?.install(|| book(workspace, args))?;
    tell(|out| book.write(args.format, out))?;
    Ok(Ending::Clean)
}

fn book(workspace: &Workspace, args: &MatrixArgs) -> Result<Book, Error> {
    let files = load::files(workspace.reading());
    let ground = load::ground(workspace.reading(), &files)?;
    let book = of_ground(workspace, args, &files, &ground);
    warn(&ground.unread(), workspace.lang);
    book
}

fn of_ground(
    workspace: &Workspace,
    args: &MatrixArgs,
    files: &Files,
    ground: &Ground<'_>,
) -> Result<Book, Error> {
    let reading = workspace.reading();
    let tier = values::tier(&workspace.standard, args.tier.as_deref())?;
    let choice = Choice { regions: args.region.clone(), tier };
    let (lang, demo) = (workspace.lang, workspace.manifest.demo);
    let Some(code) = &args.item else {
        let found = claims::of_catalogue(reading, ground, files, &choice)?;
        let elements = workspace.standard.elements(IMPLEMENTATION)?;
        return Ok(claims_book::book(&found, &workspace.standard, elements, lang, demo));
    };
    let matrix = matrix::of_item(reading, ground, files, code, &choice)?;
    let matrix = matrix.ok_or_else(|| item::unknown(ground, code))?;
    let view = View { lang, demo, only_different: args.only_different, internal: args.internal };
    Ok(item_book::book(&matrix, view))
}
