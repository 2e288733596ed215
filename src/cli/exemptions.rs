//! `mulu exemptions`: the register of exemption flags.

use std::io::{self, Write};

use clap::{Args, ValueEnum};
use serde::Serialize;

use super::workspace::Workspace;
use super::{Ending, Global, counted, tell, warn};
use crate::check::Job;
use crate::date::Date;
use crate::diagnostic::{Lang, article_zh, visible};
use crate::error::Error;
use crate::exemptions::{Entry, register};
use crate::load::{self, UnreadFile};
use crate::report::marks::escaped;
use crate::report::table;
use crate::standard::Standard;

#[derive(Args, Debug)]
pub(super) struct ExemptionsArgs {
    /// How to write the register · 登记册的输出格式
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,

    /// Only records that lapse within so many days from the day of the run: 90d · 只列出自当日起若干天内失效的记录，如 90d
    #[arg(long, value_name = "DAYS", value_parser = days)]
    within: Option<i32>,

    /// Only items whose code begins with these digits · 只列出编码以此开头的事项
    #[arg(long, value_name = "CODE")]
    item: Option<String>,
}

/// The shapes the register can be written in.
#[derive(Clone, Copy, Debug, Eq, PartialEq, ValueEnum)]
enum Format {
    /// For people: a few lines a record · 供人阅读：每条记录数行
    Text,
    /// For programs: one JSON document, version 1 · 供程序读取：JSON 第1版
    Json,
    /// A table for a spreadsheet · 电子表格用的表
    Csv,
    /// A table in Markdown · Markdown 表格
    Markdown,
}

#[derive(Serialize)]
struct Document<'a> {
    version: u32,
    as_of: String,
    exemptions: &'a [Entry],
    /// Files of which nothing is said.
    unread: &'a [&'a str],
}

/// A number of days: `90d` or `90`.
fn days(text: &str) -> Result<i32, String> {
    let number = text.strip_suffix('d').unwrap_or(text).parse::<u16>();
    number.map(i32::from).map_err(|_| format!("`{text}` is no number of days, such as 90d"))
}

pub(super) fn run(global: &Global, args: &ExemptionsArgs) -> Result<Ending, Error> {
    let workspace = Workspace::open(global, &[])?;
    let job = Job::of_all(workspace.reading(), &workspace.manifest, global.day());
    let files = load::files(workspace.reading());
    let (mut entries, unread) = global.pool()?.install(|| register(&job, &files))?;
    warn(&unread, workspace.lang);
    entries.retain(|entry| kept(entry, args, global.day()));
    tell(|out| match args.format {
        Format::Text => text(&entries, &workspace.standard, workspace.lang, out),
        Format::Json => json(&entries, &UnreadFile::open(&unread), global.day(), out),
        Format::Csv => csv(&entries, out),
        Format::Markdown => markdown(&entries, &workspace.standard, workspace.lang, out),
    })?;
    Ok(Ending::Clean)
}

fn kept(entry: &Entry, args: &ExemptionsArgs, day: Date) -> bool {
    let is_item =
        args.item.as_ref().is_none_or(|code| entry.item.as_ref().is_some_and(|own| own.starts_with(code)));
    let is_near = args.within.is_none_or(|days| {
        let lapses = entry.lapses_on.as_deref().and_then(Date::parse);
        let until = day.days_later(days);
        lapses.is_some_and(|lapses| lapses >= day && until.is_none_or(|until| lapses <= until))
    });
    is_item && is_near
}

/// The label of a slug in the language of the run.
fn label(standard: &Standard, list: &str, slug: Option<&str>, lang: Lang) -> String {
    let Some(slug) = slug else { return "–".to_owned() };
    let code = standard.list(list).and_then(|list| list.get(slug));
    code.map_or(slug, |code| if lang == Lang::En { &code.en } else { &code.zh }).to_owned()
}

fn state(entry: &Entry, lang: Lang) -> &'static str {
    match (entry.state, lang) {
        ("exempt", Lang::En) => "exempt",
        ("exempt", Lang::Zh) => "依法不纳入",
        ("deferred", Lang::En) => "deferred",
        ("deferred", Lang::Zh) => "暂缓纳入",
        (_, Lang::En) if entry.begins_on.is_some() => "not yet in force: the duty applies",
        (_, Lang::Zh) if entry.begins_on.is_some() => "尚未生效，义务适用",
        (_, Lang::En) => "lapsed: the duty applies",
        (_, Lang::Zh) => "已失效，义务适用",
    }
}

fn cited(entry: &Entry, lang: Lang) -> String {
    entry.citation.as_ref().map_or_else(String::new, |cited| {
        let articles: Vec<String> = cited.articles.iter().map(|article| article_zh(article)).collect();
        match lang {
            Lang::En => format!("《{}》 art. {}", cited.law, cited.articles.join(", ")),
            Lang::Zh => format!("《{}》{}", cited.law, articles.join("、")),
        }
    })
}

/// What a record covers, in the words of a language.
fn scope_in(entry: &Entry, standard: &Standard, lang: Lang) -> String {
    let part = |(axis, values): (&&str, &Vec<String>)| {
        let (list, en, zh) = match *axis {
            "channels" => ("channel", "channels", "渠道"),
            "audience" => ("audience", "audience", "服务对象"),
            "steps" => ("", "steps", "环节"),
            "materials" => ("", "materials", "材料"),
            _ => return if lang == Lang::En { "the whole item" } else { "整个事项" }.to_owned(),
        };
        let values: Vec<String> =
            values.iter().map(|value| label(standard, list, Some(value), lang)).collect();
        match lang {
            Lang::En => format!("{en}: {}", values.join(", ")),
            Lang::Zh => format!("{zh}：{}", values.join("、")),
        }
    };
    let parts: Vec<String> = entry.scope.iter().map(part).collect();
    parts.join(if lang == Lang::En { "; " } else { "；" })
}

/// The same for programs.
fn scope(entry: &Entry) -> String {
    let axis = |(axis, values): (&&str, &Vec<String>)| format!("{axis}: {}", values.join(", "));
    entry.scope.iter().map(axis).collect::<Vec<_>>().join("; ")
}

fn text(entries: &[Entry], standard: &Standard, lang: Lang, out: &mut dyn Write) -> io::Result<()> {
    let word = |en: &'static str, zh: &'static str| if lang == Lang::En { en } else { zh };
    for entry in entries {
        let (item, name) = (entry.item.as_deref().unwrap_or("–"), entry.name.as_deref().unwrap_or_default());
        writeln!(out, "{item} {name}")?;
        let duty = label(standard, "duty", entry.duty.as_deref(), lang);
        let ground = label(standard, "ground", entry.ground.as_deref(), lang);
        writeln!(
            out,
            "  {} · {duty} · {} · {ground} {}",
            entry.id.as_deref().unwrap_or("–"),
            state(entry, lang),
            cited(entry, lang)
        )?;
        writeln!(out, "  {}: {}", word("scope", "范围"), scope_in(entry, standard, lang))?;
        if let Some(day) = &entry.begins_on {
            writeln!(out, "  {}: {day}", word("first day", "起始日"))?;
        }
        if let Some(day) = &entry.lapses_on {
            writeln!(out, "  {}: {day}", word("last day", "最后一日"))?;
        }
        if entry.state == "applies" {
            writeln!(out, "  {}: {duty}", word("due now", "现应履行"))?;
        }
        if !entry.failing.is_empty() {
            writeln!(out, "  {}: {}", word("failing", "未通过"), entry.failing.join(", "))?;
        }
        writeln!(out, "  {}:{}\n", visible(&entry.path), entry.line)?;
    }
    let count = |state: &str| entries.iter().filter(|entry| entry.state == state).count();
    let coming = entries.iter().filter(|entry| entry.state == "applies" && entry.begins_on.is_some()).count();
    let (exempt, deferred, lapsed) = (count("exempt"), count("deferred"), count("applies") - coming);
    let invalid = entries.iter().filter(|entry| !entry.valid).count();
    match lang {
        Lang::En => writeln!(
            out,
            "{}: {exempt} exempt, {deferred} deferred, {lapsed} lapsed, {coming} not yet in force; {invalid} without a valid ground shown",
            counted(entries.len(), "record")
        ),
        Lang::Zh => writeln!(
            out,
            "记录{}条：依法不纳入{exempt}条，暂缓{deferred}条，失效{lapsed}条，尚未生效{coming}条；未显示有效依据{invalid}条",
            entries.len()
        ),
    }
}

fn json(entries: &[Entry], unread: &[&str], day: Date, out: &mut dyn Write) -> io::Result<()> {
    let document = Document { version: 1, as_of: day.to_string(), exemptions: entries, unread };
    serde_json::to_writer(&mut *out, &document)?;
    writeln!(out)
}

fn csv(entries: &[Entry], out: &mut dyn Write) -> io::Result<()> {
    let head = [
        "item",
        "name",
        "id",
        "duty",
        "state",
        "valid",
        "ground",
        "law",
        "articles",
        "scope",
        "lapses_on",
        "failing",
        "path",
        "line",
    ];
    let rows = entries.iter().map(|entry| {
        let own = |text: &Option<String>| text.clone().unwrap_or_default();
        let (law, articles) = entry
            .citation
            .as_ref()
            .map(|cited| (cited.law.clone(), cited.articles.join(" ")))
            .unwrap_or_default();
        vec![
            own(&entry.item),
            own(&entry.name),
            own(&entry.id),
            own(&entry.duty),
            entry.state.to_owned(),
            entry.valid.to_string(),
            own(&entry.ground),
            law,
            articles,
            scope(entry),
            own(&entry.lapses_on),
            entry.failing.join(" "),
            entry.path.clone(),
            entry.line.to_string(),
        ]
    });
    table::write(&head, rows, out)
}

fn markdown(entries: &[Entry], standard: &Standard, lang: Lang, out: &mut dyn Write) -> io::Result<()> {
    let head = match lang {
        Lang::En => "| item | record | duty | state | ground | scope | last day | failing |",
        Lang::Zh => "| 事项 | 记录 | 义务 | 状态 | 依据 | 范围 | 最后一日 | 未通过 |",
    };
    writeln!(out, "{head}\n|---|---|---|---|---|---|---|---|")?;
    for entry in entries {
        let item =
            format!("{} {}", entry.item.as_deref().unwrap_or("–"), entry.name.as_deref().unwrap_or_default());
        let ground =
            format!("{} {}", label(standard, "ground", entry.ground.as_deref(), lang), cited(entry, lang));
        let cells = [
            escaped(&item),
            escaped(entry.id.as_deref().unwrap_or("–")),
            label(standard, "duty", entry.duty.as_deref(), lang),
            state(entry, lang).to_owned(),
            escaped(&ground),
            escaped(&scope_in(entry, standard, lang)),
            entry.lapses_on.clone().unwrap_or_default(),
            entry.failing.join(", "),
        ];
        writeln!(out, "| {} |", cells.join(" | "))?;
    }
    Ok(())
}
