//! The level of an instrument, derived from issuing or approving body and number and never
//! from the last word of its title (立法法 72, 80–82, 91, 93). Its data is `instrument-levels.yaml`.

use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock};

use serde::Deserialize;

/// Levels from the highest; those of one row bind alike.
const ORDER: [&[&str]; 7] = [
    &["constitution"],
    &["law"],
    &["admin-regulation"],
    &["state-council-decision"],
    &["local-regulation"],
    &["department-rule", "local-government-rule"],
    &["normative-document", "standard", "other"],
];

/// How deep a level, or a ground of the same name, stands: 0 is the constitution.
pub fn depth(level: &str) -> Option<usize> {
    ORDER.iter().position(|row| row.contains(&level))
}

/// What is known of an instrument.
#[derive(Clone, Copy, Debug, Default)]
pub struct Known<'k> {
    /// The title.
    pub title: &'k str,
    /// Who made it.
    pub issuer: &'k str,
    /// The document number, or the history of publication.
    pub number: &'k str,
    /// The day of the first version, as `YYYY-MM-DD`; empty where unknown.
    pub first: &'k str,
    /// The level that its register states; empty where it states none.
    pub stated: &'k str,
}

/// One line of the table.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Line {
    level: Option<String>,
    /// The highest level that such an instrument can have.
    at_most: Option<String>,
    #[serde(default)]
    issuer: Vec<String>,
    #[serde(default)]
    number: Vec<String>,
    #[serde(default)]
    title: Vec<String>,
    before: Option<String>,
    /// Whether it holds only for what no register has, of which the name is all that is known.
    #[serde(default)]
    unregistered: bool,
}

/// The table.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Levels {
    levels: Vec<Line>,
    /// What names showed: all items of a catalogue cite the same few instruments.
    #[serde(skip)]
    shown: Arc<RwLock<HashMap<String, Option<usize>>>>,
}

/// How many names are remembered at most.
const REMEMBERED: usize = 4096;

impl Levels {
    /// The level that the first fitting line gives; none where nothing firm is known.
    pub fn derive(&self, known: Known<'_>) -> Option<&str> {
        let line = self.levels.iter().find(|line| !line.unregistered && line.fits(known))?;
        let too_high =
            |most: &&String| depth(known.stated).zip(depth(most)).is_some_and(|(stated, most)| stated < most);
        line.level.as_ref().or_else(|| line.at_most.as_ref().filter(too_high)).map(String::as_str)
    }

    /// The level of an instrument that no register has, by its name alone: a title or a document number.
    pub fn of_name(&self, name: &str) -> Option<&str> {
        let remembered = self.shown.read().unwrap_or_else(PoisonError::into_inner).get(name).copied();
        let line = remembered.unwrap_or_else(|| {
            let line = self.line_of(name);
            let mut shown = self.shown.write().unwrap_or_else(PoisonError::into_inner);
            if shown.len() < REMEMBERED {
                shown.insert(name.to_owned(), line);
            }
            line
        });
        self.levels[line?].level.as_deref()
    }

    fn line_of(&self, name: &str) -> Option<usize> {
        let number = usual(name);
        let name = name.trim_matches(['《', '》']);
        let known = Known { title: name, number: &number, ..Known::default() };
        let speaks = |line: &Line| line.level.is_some() || line.unregistered;
        self.levels.iter().position(|line| speaks(line) && line.fits(known))
    }
}

/// A document number in its usual spelling: 〔2018〕47号 for other brackets, 令第1号 for 第1号令.
fn usual(name: &str) -> String {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let mut text = name.to_owned();
    for (open, close) in [('（', '）'), ('(', ')'), ('【', '】'), ('［', '］')] {
        // Other brackets around a year are part of a title.
        let is_number = |rest: &str| {
            let parts =
                rest.split_once(close).and_then(|(year, rest)| Some((year, rest.split_once('号')?.0)));
            parts.is_some_and(|(year, number)| {
                year.len() == 4 && digits(year) && digits(number.trim().trim_start_matches('第'))
            })
        };
        if text.split(open).skip(1).any(is_number) {
            text = text.replace(open, "〔").replace(close, "〕");
        }
    }
    // Square brackets that hold no year of a number are part of a title too.
    let is_number = |rest: &str| {
        rest.trim_start_matches('第').starts_with(|c: char| c.is_ascii_digit()) && rest.contains('号')
    };
    if let Some((_, rest)) = text.split_once(['〔', '['])
        && !is_number(rest.split_once(['〕', ']']).map_or("", |(_, rest)| rest.trim()))
    {
        text = text.replace(['〔', '['], "（");
    }
    let numeral = |c: char| c.is_ascii_digit() || "〇零一二三四五六七八九十百千".contains(c);
    match text.strip_suffix("号令").and_then(|own| own.rsplit_once('第')) {
        Some((maker, number)) if number.chars().all(numeral) => format!("{maker}令第{number}号"),
        _ => text,
    }
}

impl Line {
    fn fits(&self, known: Known<'_>) -> bool {
        let issuer = known.issuer.trim_start_matches("中华人民共和国");
        named(&self.issuer, issuer)
            && named(&self.title, known.title)
            && (self.number.is_empty() || self.number.iter().any(|part| known.number.contains(part.as_str())))
            && self.before.as_deref().is_none_or(|day| !known.first.is_empty() && known.first < day)
    }
}

/// Whether a name is in a list, `*` standing for any beginning or end; an empty list asks nothing.
fn named(list: &[String], name: &str) -> bool {
    list.is_empty()
        || list.iter().any(|own| match (own.strip_prefix('*'), own.strip_suffix('*')) {
            (Some(ending), _) => name.ends_with(ending),
            (_, Some(beginning)) => name.starts_with(beginning),
            _ => own == name,
        })
}
