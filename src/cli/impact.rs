//! `mulu impact`: all that stands on a provision, and what remains without it.

use std::io::{self, Write};

use clap::{Args, ValueEnum};
use serde::Serialize;

use super::workspace::Workspace;
use super::{Ending, Global, counted, tell, warn};
use crate::date::Date;
use crate::diagnostic::{Lang, Text, article_zh, visible};
use crate::error::Error;
use crate::impact::{Provision, Standing, impact};
use crate::load::{self, UnreadFile};
use crate::matrix::name_of;
use crate::model::citation;
use crate::model::laws::{self, Law, Laws};
use crate::standard::{IMPLEMENTATION, words};

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
    let laws = ground.registers.laws();
    let (name, article) = parts(&args.provision, laws);
    let law = laws.find(name).ok_or_else(|| {
        warn(&ground.unread(), workspace.lang);
        unknown(name, laws)
    })?;
    let article = article.map(|said| citation::article(said).ok_or_else(|| unreadable(said))).transpose()?;
    let provision = Provision { law, article: article.as_deref(), day: global.day() };
    let found = global.pool()?.install(|| impact(workspace.reading(), &ground, &files, provision))?;
    let unread = ground.unread();
    warn(&unread, workspace.lang);
    // What is cited all the same is told; else nothing stands on an article that is not there.
    if let Some(missing) = missing(provision).filter(|_| found.is_empty()) {
        return Err(missing);
    }
    tell(|out| match args.format {
        Format::Text => text(&found, provision, (&workspace, laws), out),
        Format::Json => json(&found, &UnreadFile::open(&unread), provision, out),
    })?;
    Ok(Ending::Clean)
}

/// The name and the article of what was asked for: with a colon between them, or as people write it, 《劳动法》第十条.
fn parts<'s>(said: &'s str, laws: &Laws) -> (&'s str, Option<&'s str>) {
    let said = said.trim();
    if laws.find(said).is_some() {
        return (said, None);
    }
    if let Some((name, article)) = said.rsplit_once([':', '：']) {
        return (name, Some(article));
    }
    let mut begins = said.match_indices('第').map(|(at, _)| said.split_at(at));
    let split =
        begins.find(|(name, article)| laws.find(name).is_some() && citation::article(article).is_some());
    split.map_or((said, None), |(name, article)| (name, Some(article)))
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
fn missing(provision: Provision<'_>) -> Option<Error> {
    let Provision { law, article, day } = provision;
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
            format!("《{title}》共{most}条，没有{}", article_zh(article)),
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

/// What a person should know of the instrument first: how it stands, what took its place, where its article stands now.
fn head(provision: Provision<'_>, laws: &Laws) -> Vec<Text> {
    let Provision { law, article, day } = provision;
    let (_, en, zh) = standing(law, day);
    let (title, number) = (&law.title, article.map(article_zh).unwrap_or_default());
    let of = article.map_or(String::new(), |article| format!(" art. {article}"));
    let mut head =
        vec![Text::new(format!("《{title}》{of}: {en} on {day}"), format!("《{title}》{number}：{day}{zh}"))];
    let follower = law.replaced_by.as_deref().filter(|_| matches!(law.on(day), laws::Standing::Repealed));
    if let Some(title) = follower.map(|id| laws.find(id).map_or(id, |law| law.title.as_str())) {
        head.push(Text::new(format!("《{title}》 took its place"), format!("由《{title}》取代")));
    }
    if let (Some(article), laws::Standing::InForce(version)) = (article, law.on(day))
        && let (Some(new), Some(from)) = (version.renumbered_to(article), version.from)
    {
        head.push(Text::new(
            format!("what was art. {article} before {from} is art. {new}"),
            format!("{from}以前的{number}，现为{}", article_zh(&new)),
        ));
    }
    head
}

fn text(
    found: &[Standing],
    provision: Provision<'_>,
    (workspace, laws): (&Workspace, &Laws),
    out: &mut dyn Write,
) -> io::Result<()> {
    let lang = workspace.lang;
    for line in head(provision, laws) {
        writeln!(out, "{}", line.in_lang(lang))?;
    }
    writeln!(out)?;
    let elements = workspace.standard.elements(IMPLEMENTATION).map_err(io::Error::other)?;
    let duties = workspace.standard.list("duty");
    for one in found {
        let item = one.item.as_deref().unwrap_or("–");
        let element = name_of(elements, &one.element);
        let articles: Vec<String> = match lang {
            Lang::En => one.articles.clone(),
            Lang::Zh => one.articles.iter().map(|article| article_zh(article)).collect(),
        };
        writeln!(out, "{item} {} · {} ({})", element.in_lang(lang), one.name, articles.join(", "))?;
        let remains = one.remains.join(if lang == Lang::En { "; " } else { "；" });
        let due = one.due.as_deref().map(|slug| {
            let label = duties.and_then(|list| list.get(slug));
            label.map_or(slug, |label| if lang == Lang::En { &label.en } else { &label.zh })
        });
        let without = match (due, lang) {
            (Some(duty), Lang::En) => format!("without it the duty applies: {duty}"),
            (Some(duty), Lang::Zh) => format!("失去依据后义务适用：{duty}"),
            (None, Lang::En) if remains.is_empty() => "without it no basis remains".to_owned(),
            (None, Lang::Zh) if remains.is_empty() => "失去依据后别无其他依据".to_owned(),
            (None, Lang::En) => format!("without it remain: {remains}"),
            (None, Lang::Zh) => format!("失去依据后尚有：{remains}"),
        };
        writeln!(out, "  {without}\n  {}:{}\n", visible(&one.path), one.line)?;
    }
    let items: std::collections::BTreeSet<_> = found.iter().map(|one| &one.item).collect();
    match lang {
        Lang::En => {
            let elements = counted(found.len(), "element");
            let stand = if found.len() == 1 { "stands" } else { "stand" };
            writeln!(out, "{elements} of {} {stand} on it", counted(items.len(), "item"))
        }
        Lang::Zh => writeln!(out, "以此为依据的：事项{}个，要素{}处", items.len(), found.len()),
    }
}

fn json(
    found: &[Standing],
    unread: &[&str],
    provision: Provision<'_>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let document = Document {
        version: 1,
        law: &provision.law.title,
        article: provision.article,
        as_of: provision.day.to_string(),
        standing: standing(provision.law, provision.day).0,
        stands: found,
        unread,
    };
    serde_json::to_writer(&mut *out, &document)?;
    writeln!(out)
}
