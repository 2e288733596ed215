//! `mulu generate`: files from a catalogue that has no errors.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use clap::{Args, Subcommand, ValueEnum};

use super::folder::Folder;
use super::workspace::Workspace;
use super::{Ending, Global, tell, templates, warn};
use crate::check::{self, check};
use crate::diagnostic::{Lang, Severity, Text};
use crate::error::Error;
use crate::generate::form::{Forms, Target};
use crate::generate::openapi::Descriptions;
use crate::generate::site::Site;
use crate::generate::{self, Generator, Job, Marks, Run, Selection};
use crate::load::{self, Files};
use crate::source::store::Store;
use crate::source::walk::holds_outputs;
use crate::template::Templates;

#[derive(Args, Debug)]
pub(super) struct GenerateArgs {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Application forms: pages, paper, JSON Schema, form engines · 申请表单：网页、纸质、JSON Schema、表单引擎
    Form(FormArgs),
    /// API descriptions: the service API, one an item, one a department; YAML and JSON · 接口说明：服务接口、每个事项、每个部门；YAML 和 JSON
    Openapi(OpenapiArgs),
    /// The publishable site: guide, standard, search · 可发布的网站：办事指南、事项标准、搜索
    Site(Common),
}

/// Options of every generator.
#[derive(Args, Debug)]
struct Common {
    /// Basic codes, implementation codes, handling-item codes or files [default: all items] · 基本编码、实施编码、业务办理项编码或文件 [默认：全部事项]
    #[arg(value_name = "ITEM")]
    items: Vec<String>,

    /// The folder to write to · 输出到的文件夹
    #[arg(short, long, value_name = "DIR")]
    output: PathBuf,

    /// Write nothing; give exit code 1 where the folder is not what would be written · 不写文件；文件夹与应生成的内容不一致时退出码为1
    #[arg(long)]
    check: bool,

    /// Generate although the catalogue has errors; every output is marked as a preview · 目录有错误也生成，所有输出均标明为预览
    #[arg(long)]
    force: bool,

    /// Remove files that an earlier run made and this one does not · 删除以前生成、现已不再生成的文件
    #[arg(long, conflicts_with = "items")]
    prune: bool,

    /// A folder with templates that take the place of the embedded ones, file by file · 用此文件夹中的模板逐个替换内置模板
    #[arg(long, value_name = "DIR")]
    templates: Option<PathBuf>,
}

#[derive(Args, Debug)]
struct FormArgs {
    #[command(flatten)]
    common: Common,

    /// What to write each form as; may be given several times · 表单的输出形式，可多次给出
    #[arg(long, value_enum, value_name = "TARGET", default_values = ["html"])]
    to: Vec<To>,
}

#[derive(Args, Debug)]
struct OpenapiArgs {
    #[command(flatten)]
    common: Common,

    /// The version of OpenAPI to write · OpenAPI 版本
    #[arg(long, value_enum, value_name = "VERSION", default_value = "3.1")]
    openapi: Version,
}

/// Versions of OpenAPI.
#[derive(Clone, Copy, Debug, Eq, PartialEq, ValueEnum)]
enum Version {
    /// What most tools read · 多数工具可读
    #[value(name = "3.1")]
    V31,
    /// With tags within tags, device flow and streams · 支持嵌套标签、设备授权和流
    #[value(name = "3.2")]
    V32,
}

/// What a form can be written as.
#[derive(Clone, Copy, Debug, Eq, PartialEq, ValueEnum)]
enum To {
    /// A page to fill in, readable without scripts · 可填写的网页，不启用脚本也可阅读
    Html,
    /// A page to print and fill in by hand · 打印后手工填写的页面
    Print,
    /// JSON Schema 2020-12 of the application · 申请内容的 JSON Schema 2020-12
    JsonSchema,
    /// Schema and uiSchema for react-jsonschema-form · 用于 react-jsonschema-form 的 schema 和 uiSchema
    Rjsf,
    /// Schema for Formily · 用于 Formily 的 schema
    Formily,
}

pub(super) fn run(global: &Global, args: &GenerateArgs) -> Result<Ending, Error> {
    match &args.what {
        What::Site(args) => generate(global, args, &|templates| Box::new(Site::new(templates))),
        What::Form(args) => {
            let mut targets: Vec<Target> = Vec::new();
            for to in &args.to {
                let target = match to {
                    To::Html => Target::Html,
                    To::Print => Target::Print,
                    To::JsonSchema => Target::JsonSchema,
                    To::Rjsf => Target::Rjsf,
                    To::Formily => Target::Formily,
                };
                if !targets.contains(&target) {
                    targets.push(target);
                }
            }
            generate(global, &args.common, &|templates| Box::new(Forms::new(targets.clone(), templates)))
        }
        What::Openapi(args) => {
            let version = match args.openapi {
                Version::V31 => crate::openapi::Version::V31,
                Version::V32 => crate::openapi::Version::V32,
            };
            generate(global, &args.common, &|_| Box::new(Descriptions::new(version)))
        }
    }
}

fn generate(
    global: &Global,
    args: &Common,
    start: &(dyn Fn(&Templates) -> Box<dyn Generator> + Sync),
) -> Result<Ending, Error> {
    let paths: Vec<PathBuf> =
        args.items.iter().map(PathBuf::from).filter(|path| Path::new(path).is_file()).collect();
    let workspace = Workspace::open(global, &paths)?;
    let own = args.templates.as_deref().map_or(Ok(BTreeMap::new()), templates::read)?;
    let templates = Templates::new(own)?;
    let selection = Selection::of(&args.items);
    beside_definitions(&args.output, workspace.root(), selection.is_all())?;
    let generator = &*start(&templates);
    global.pool()?.install(|| {
        let checked = checked(global, &workspace)?;
        let errors = checked.count(Severity::Error);
        if errors > 0 && !args.force {
            return Ok(refuse(errors, workspace.lang));
        }
        let files = load::files(workspace.reading());
        let ground = load::ground(workspace.reading(), &files)?;
        let job = Job {
            reading: workspace.reading(),
            ground: &ground,
            files: &files,
            manifest: &workspace.manifest,
            day: global.day(),
            marks: Marks { demo: workspace.manifest.demo, preview: errors > 0 },
            selection: &selection,
            // Which of the files are of an item that is a secret now, nobody is to be told.
            prune: args.prune || checked.kept_back > 0,
            templates: &templates,
        };
        // Nothing tells whether an edition in a folder changed.
        let made = (generator.name(), selection.is_all());
        let folder = Folder::new(&args.output, made, args.check, global.standard.is_some());
        let before = folder.named_by(&generate::index_name(generator));
        let run = generate::run(&job, generator, &folder, &before);
        warn(&ground.unread(), workspace.lang);
        let run = run?;
        folder.finish()?;
        report(
            &Told { folder: &folder, run: &run, names: checked.kept_back == 0 },
            &job,
            args,
            global,
            workspace.lang,
        )
    })
}

/// Where a path leads, the part of it that is not there yet as it is written.
fn real(path: &Path) -> PathBuf {
    let there = path.ancestors().find_map(|there| {
        let is_here = there.as_os_str().is_empty();
        let real = if is_here { Path::new(".") } else { there }.canonicalize().ok()?;
        Some(real.join(path.strip_prefix(there).ok()?))
    });
    there.unwrap_or_else(|| path.to_path_buf())
}

/// Refuses a folder whose definitions the outputs would lie among: an index is what tells such a folder from others.
fn beside_definitions(output: &Path, root: &Path, is_whole: bool) -> Result<(), Error> {
    let (root, real) = (real(root), real(output));
    let is_own = || holds_outputs(&|name| real.join(name).is_file());
    let is_empty = || std::fs::read_dir(&real).map_or(true, |mut entries| entries.next().is_none());
    if !real.starts_with(&root) || real != root && (is_own() || is_whole && is_empty()) {
        return Ok(());
    }
    let output = output.display();
    Err(Error::Configuration(Text::new(
        format!("{output} is a part of the catalogue; name a folder of its own for what is generated"),
        format!("{output} 是目录的一部分；请为生成的文件另行指定文件夹"),
    )))
}

/// What is wrong with the catalogue.
fn checked(global: &Global, workspace: &Workspace) -> Result<check::Outcome, Error> {
    let job = check::Job::of_all(workspace.reading(), &workspace.manifest, global.day());
    check(&job, Files::of(workspace.store.files()))
}

#[expect(clippy::print_stderr, reason = "a refusal is no output")]
fn refuse(errors: usize, lang: Lang) -> Ending {
    let message = Text::new(
        format!("refused: the catalogue has {errors} errors; see `mulu check`, or use --force for a preview"),
        format!("未生成：目录中有{errors}个错误；请用 mulu check 查看，或用 --force 生成预览"),
    );
    eprintln!("{}", message.in_lang(lang));
    Ending::Findings
}

/// What is told of a run.
struct Told<'a> {
    folder: &'a Folder,
    run: &'a Run,
    /// Whether the names of orphans may be told.
    names: bool,
}

fn report(
    told: &Told<'_>,
    job: &Job<'_>,
    args: &Common,
    global: &Global,
    lang: Lang,
) -> Result<Ending, Error> {
    let done = told.folder.done();
    let orphans = &told.run.orphans;
    let mut lines: Vec<Text> = Vec::new();
    if args.check {
        lines.extend(
            done.stale.iter().map(|path| Text::new(format!("stale: {path}"), format!("已过时：{path}"))),
        );
    }
    let removed = job.prune && !args.check;
    lines.extend(orphans.iter().filter(|_| told.names).map(|path| {
        if removed {
            Text::new(format!("removed: {path}"), format!("已删除：{path}"))
        } else {
            Text::new(
                format!("orphan: {path} is made from nothing any more; it was not removed (see --prune)"),
                format!("孤立文件：{path} 已无来源，未删除（可用 --prune 删除）"),
            )
        }
    }));
    if !job.selection.is_all() {
        lines.push(Text::new(
            "only what was asked for was made: the index, lists and search, which tell of all items, were not",
            "只生成了指定的内容；涉及全部事项的索引、列表和搜索没有生成",
        ));
    }
    if global.quiet {
        lines.clear();
    }
    let (changed, unchanged) = (done.changed, told.run.outputs - done.changed);
    let (gone, orphaned) = if removed { (orphans.len(), 0) } else { (0, orphans.len()) };
    let mut total = if args.check {
        Text::new(
            format!("{changed} stale, {unchanged} up to date, {orphaned} orphans"),
            format!("已过时{changed}个，最新{unchanged}个，孤立{orphaned}个"),
        )
    } else {
        Text::new(
            format!("{changed} written, {unchanged} unchanged, {orphaned} orphans"),
            format!("写入{changed}个，未变{unchanged}个，孤立{orphaned}个"),
        )
    };
    if gone > 0 {
        total = Text::new(format!("{}, {gone} removed", total.en), format!("{}，删除{gone}个", total.zh));
    }
    lines.push(total);
    tell(|out| lines.iter().try_for_each(|line| writeln!(out, "{}", line.in_lang(lang))))?;
    let stale = args.check && (changed > 0 || orphaned > 0);
    Ok(if stale { Ending::Findings } else { Ending::Clean })
}
