//! `mulu rules` and `mulu explain`: what the program knows of its rules.

use std::io::{self, Write};

use clap::{Args, ValueEnum};
use serde::Serialize;

use super::check::known;
use super::{Ending, Global, tell};
use crate::diagnostic::{Basis, Lang, Severity};
use crate::error::Error;
use crate::report::text::law;
use crate::rules::{self, Rule, page};

#[derive(Args, Debug)]
pub(super) struct RulesArgs {
    /// How to write the list · 列表的格式
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

/// The shapes a list of rules can be written in.
#[derive(Clone, Copy, Debug, Eq, PartialEq, ValueEnum)]
enum Format {
    /// For people: one rule a line · 供人阅读，每行一条规则
    Text,
    /// For programs: one JSON document, version 1 · 供程序读取，JSON 第1版
    Json,
    /// A table in Markdown · Markdown 表格
    Markdown,
}

#[derive(Args, Debug)]
pub(super) struct ExplainArgs {
    /// The id of the rule, as findings name it · 规则名，见检查结果
    rule: String,
}

#[derive(Serialize)]
struct Document<'a> {
    version: u32,
    rules: Vec<Entry<'a>>,
}

#[derive(Serialize)]
struct Entry<'a> {
    id: &'a str,
    severity: Severity,
    group: &'a str,
    summary: Summary,
    basis: &'a [Basis],
    judges: &'a str,
    since: &'a str,
    heuristic: bool,
}

#[derive(Serialize)]
struct Summary {
    en: String,
    zh: String,
}

pub(super) fn list(global: &Global, args: &RulesArgs) -> Result<Ending, Error> {
    global.verify_standard()?;
    let lang = global.spoken();
    tell(|out| match args.format {
        Format::Text => text(lang, out),
        Format::Json => json(out),
        Format::Markdown => markdown(lang, out),
    })?;
    Ok(Ending::Clean)
}

pub(super) fn explain(global: &Global, args: &ExplainArgs) -> Result<Ending, Error> {
    global.verify_standard()?;
    known(&args.rule)?;
    let (group, rule) = rules::find(&args.rule).expect("the rule is known");
    let lang = global.spoken();
    let basis = law(rule.basis, lang);
    let head = match lang {
        Lang::En => format!("{} · {} · {group}", rule.id, rule.severity.word()),
        Lang::Zh => format!("{} · {} · {group}", rule.id, rule.severity.zh()),
    };
    let law_line = if basis.is_empty() { String::new() } else { format!("{basis}\n") };
    tell(|out| write!(out, "{head}\n{law_line}\n{}", page::in_lang(rule.page, lang)))?;
    Ok(Ending::Clean)
}

fn text(lang: Lang, out: &mut dyn Write) -> io::Result<()> {
    let mut group = "";
    for (own, rule) in rules::ALL {
        if *own != group {
            if !group.is_empty() {
                writeln!(out)?;
            }
            writeln!(out, "{own}")?;
            group = own;
        }
        let severity = if lang == Lang::En { rule.severity.word() } else { rule.severity.zh() };
        writeln!(out, "  {:<34} {severity:<8} {}", rule.id, rule.summary().in_lang(lang))?;
    }
    Ok(())
}

fn json(out: &mut dyn Write) -> io::Result<()> {
    let entry = |(group, rule): &(&'static str, &'static Rule)| {
        let summary = rule.summary();
        Entry {
            id: rule.id,
            severity: rule.severity,
            group,
            summary: Summary { en: summary.en.into_owned(), zh: summary.zh.into_owned() },
            basis: rule.basis,
            judges: rule.check.judges(),
            since: rule.since,
            heuristic: rule.heuristic,
        }
    };
    let document = Document { version: 1, rules: rules::ALL.iter().map(entry).collect() };
    serde_json::to_writer(&mut *out, &document)?;
    writeln!(out)
}

fn markdown(lang: Lang, out: &mut dyn Write) -> io::Result<()> {
    let head = match lang {
        Lang::En => "| rule | group | severity | what it says | basis |",
        Lang::Zh => "| 规则 | 分组 | 严重程度 | 内容 | 依据 |",
    };
    writeln!(out, "{head}\n|---|---|---|---|---|")?;
    for (group, rule) in rules::ALL {
        let severity = if lang == Lang::En { rule.severity.word() } else { rule.severity.zh() };
        let summary = rule.summary();
        let basis = law(rule.basis, lang);
        writeln!(out, "| `{}` | {group} | {severity} | {} | {basis} |", rule.id, summary.in_lang(lang))?;
    }
    Ok(())
}
