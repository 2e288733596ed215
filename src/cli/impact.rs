//! `mulu impact`: all that stands on a provision, and what remains without it.

use std::io::{self, Write};

use clap::{Args, ValueEnum};
use serde::Serialize;

use super::workspace::Workspace;
use super::{Ending, Global, tell, warn};
use crate::date::Date;
use crate::diagnostic::{Lang, Text};
use crate::error::Error;
use crate::impact::{Provision, Standing, impact};
use crate::load::{self, UnreadFile};
use crate::model::citation;
use crate::model::laws::{self, Law, Laws};
use crate::standard::words;

#[derive(Args, Debug)]
pub(super) struct ImpactArgs {
    /// An instrument by title, short title or id, with an article after a colon · 法律文件的名称、简称或标识，可带条款号：行政许可法:42
    #[arg(value_name = "LAW[:ARTICLE]")]
    provision: String,

    /// How to write what was found · 输出格式
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

/// The shapes it can be written in.
#[derive(Clone, Copy, Debug, Eq, PartialEq, ValueEnum)]
enum Format {
    /// For people: item by item · 供人阅读：逐项列出
    Text,
    /// For programs: one JSON document, version 1 · 供程序读取：JSON 第1版
    Json,
}

#[derive(Serialize)]
struct Document<'a> {
    version: u32,
    law: &'a str,
    article: Option<&'a str>,
    as_of: String,
    standing: &'static str,
    stands: &'a [Standing],
    /// Files of which nothing is said.
    unread: &'a [&'a str],
}

pub(super) fn run(global: &Global, args: &ImpactArgs) -> Result<Ending, Error> {
    let workspace = Workspace::open(global, &[])?;
    let files = load::files(workspace.reading());
    let ground = load::ground(workspace.reading(), &files)?;
    let parts = args.provision.rsplit_once([':', '：']);
    let (name, article) =
        parts.map_or((args.provision.as_str(), None), |(name, article)| (name, Some(article)));
    let laws = ground.registers.laws();
    let law = laws.find(name).ok_or_else(|| {
        warn(&ground.unread(), workspace.lang);
        unknown(name, laws)
    })?;
    let article = article.map(|said| citation::article(said).ok_or_else(|| unreadable(said))).transpose()?;
    let provision = Provision { law, article: article.as_deref() };
    let found = global.pool()?.install(|| impact(workspace.reading(), &ground, &files, provision))?;
    let unread = ground.unread();
    warn(&unread, workspace.lang);
    // What is cited all the same is told; else nothing stands on an article that is not there.
    if let Some(missing) = missing(provision, global.day()).filter(|_| found.is_empty()) {
        return Err(missing);
    }
    tell(|out| match args.format {
        Format::Text => text(&found, provision, global.day(), workspace.lang, out),
        Format::Json => json(&found, &UnreadFile::open(&unread), provision, global.day(), out),
    })?;
    Ok(Ending::Clean)
}

fn unknown(name: &str, laws: &Laws) -> Error {
    let near = words::nearest(name, laws.titles(), 3).join("》《");
    let hint = |en: bool| match (near.is_empty(), en) {
        (true, _) => String::new(),
        (false, true) => format!("; near titles: 《{near}》"),
        (false, false) => format!("；相近的名称：《{near}》"),
    };
    Error::Configuration(Text::new(
        format!("the register of laws has no instrument 《{name}》{}", hint(true)),
        format!("法律法规登记册中没有《{name}》{}", hint(false)),
    ))
}

fn unreadable(said: &str) -> Error {
    Error::Configuration(Text::new(
        format!("`{said}` is no article; write it as 40, 40.1.2 or 第四十条"),
        format!("“{said}”不是条款号；请写作40、40.1.2或者第四十条"),
    ))
}

/// The article is none of the version in force on a day, or of the last one.
fn missing(provision: Provision<'_>, day: Date) -> Option<Error> {
    let Provision { law, article } = provision;
    let article = article?;
    let version = match law.on(day) {
        laws::Standing::InForce(version) => Some(version),
        _ => law.versions.last(),
    };
    let most = version?.articles?;
    let number: u32 = article.split(['.', '-']).next()?.parse().ok()?;
    let title = law.short_title();
    (number == 0 || number > most).then(|| {
        Error::Configuration(Text::new(
            format!("《{title}》 has {most} articles, no article {article}"),
            format!("《{title}》共{most}条，没有第{article}条"),
        ))
    })
}

/// How an instrument stands on a day: machine word, English, Chinese.
fn standing(law: &Law, day: Date) -> (&'static str, &'static str, &'static str) {
    match law.on(day) {
        laws::Standing::InForce(_) => ("in-force", "in force", "现行有效"),
        laws::Standing::NotYet => ("not-yet", "not yet in force", "尚未施行"),
        laws::Standing::Repealed => ("repealed", "no longer in force", "已不再有效"),
        laws::Standing::Unknown => ("unknown", "dates unknown", "日期不详"),
    }
}

fn text(
    found: &[Standing],
    provision: Provision<'_>,
    day: Date,
    lang: Lang,
    out: &mut dyn Write,
) -> io::Result<()> {
    let (_, en, zh) = standing(provision.law, day);
    let article = provision.article.unwrap_or_default();
    match lang {
        Lang::En => writeln!(out, "《{}》 {article}: {en} on {day}\n", provision.law.title)?,
        Lang::Zh => writeln!(out, "《{}》{article}：{day}{zh}\n", provision.law.title)?,
    }
    for one in found {
        let item = one.item.as_deref().unwrap_or("–");
        writeln!(out, "{item} {} · {} ({})", one.element, one.name, one.articles.join(", "))?;
        let remains = one.remains.join("；");
        let without = match (&one.due, lang) {
            (Some(duty), Lang::En) => format!("without it the duty applies: {duty}"),
            (Some(duty), Lang::Zh) => format!("失去依据后义务适用：{duty}"),
            (None, Lang::En) if remains.is_empty() => "without it no basis remains".to_owned(),
            (None, Lang::Zh) if remains.is_empty() => "失去依据后别无其他依据".to_owned(),
            (None, Lang::En) => format!("without it remain: {remains}"),
            (None, Lang::Zh) => format!("失去依据后尚有：{remains}"),
        };
        writeln!(out, "  {without}\n  {}:{}\n", one.path, one.line)?;
    }
    let items: std::collections::BTreeSet<_> = found.iter().map(|one| &one.item).collect();
    match lang {
        Lang::En => writeln!(out, "{} elements of {} items stand on it", found.len(), items.len()),
        Lang::Zh => writeln!(out, "以此为依据的：事项{}个，要素{}处", items.len(), found.len()),
    }
}

fn json(
    found: &[Standing],
    unread: &[&str],
    provision: Provision<'_>,
    day: Date,
    out: &mut dyn Write,
) -> io::Result<()> {
    let document = Document {
        version: 1,
        law: &provision.law.title,
        article: provision.article,
        as_of: day.to_string(),
        standing: standing(provision.law, day).0,
        stands: found,
        unread,
    };
    serde_json::to_writer(&mut *out, &document)?;
    writeln!(out)
}
