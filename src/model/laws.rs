//! Legal instruments: titles, versions, repeal. From the hand-checked entries of the register,
//! which win, and from its table.

use std::collections::HashMap;
use std::sync::{Arc, OnceLock};

use super::divisions::Divisions;
use crate::date::Date;
use crate::source::Source;
use crate::source::node::Node;
use crate::source::table::{self, Record};
use crate::standard::levels::{Known, Levels};

/// An instrument, such as a law or a regulation.
#[derive(Debug, Default)]
pub struct Law {
    /// Its id in the register, where it has one.
    pub id: Option<String>,
    /// Its official title.
    pub title: String,
    /// Other names.
    pub aliases: Vec<String>,
    /// Its level: derived from issuing body and number where that is firm, else as the register states it.
    pub level: String,
    /// The division it is made for, where it is local.
    pub area: Option<String>,
    /// Its versions, the oldest first.
    pub versions: Vec<Version>,
    /// The first day on which it is no longer in force.
    pub repealed_on: Option<Date>,
    /// Id of what took its place.
    pub replaced_by: Option<String>,
}

/// One version of an instrument.
#[derive(Clone, Debug, Default)]
pub struct Version {
    /// The day it was passed or issued.
    pub date: Option<Date>,
    /// The first day in force: the later of issue and in-force date, or the issue alone.
    pub from: Option<Date>,
    /// The last day in force, where the register knows it.
    pub to: Option<Date>,
    /// The highest article number.
    pub articles: Option<u32>,
    /// Articles of the version before and what became of them.
    pub renumbered: Vec<(String, String)>,
}

/// How the version that a citation names stands on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Named {
    /// It is the one in force.
    Current,
    /// Another has taken its place.
    Ended,
    /// It is still to come.
    NotYet,
    /// It would be later than the one in force, and the register has none of this date.
    Unknown,
}

/// What a citation finds on a day.
#[derive(Clone, Copy, Debug)]
pub enum Standing<'l> {
    /// A version in force.
    InForce(&'l Version),
    /// Not yet in force on that day.
    NotYet,
    /// Repealed by that day.
    Repealed,
    /// The register knows no date.
    Unknown,
}

impl Version {
    /// The number of an article of the version before, where this one renumbered it; its paragraph and item stay.
    pub fn renumbered_to(&self, article: &str) -> Option<String> {
        let (number, rest) = article.find('.').map_or((article, ""), |at| article.split_at(at));
        let (_, new) = self.renumbered.iter().find(|(old, _)| old == number)?;
        Some(format!("{new}{rest}"))
    }
}

impl Law {
    /// How the instrument stands on a day.
    pub fn on(&self, day: Date) -> Standing<'_> {
        if self.repealed_on.is_some_and(|repealed| repealed <= day) {
            return Standing::Repealed;
        }
        let begun = self.versions.iter().rev().find(|version| version.from.is_some_and(|from| from <= day));
        match begun {
            Some(version) if version.to.is_some_and(|to| to < day) => Standing::Repealed,
            Some(version) => Standing::InForce(version),
            None if self.versions.iter().any(|version| version.from.is_none()) => Standing::Unknown,
            None if self.versions.is_empty() => Standing::Unknown,
            None => Standing::NotYet,
        }
    }

    /// The first day on which it is no longer in force, where the register knows that it ends.
    pub fn gone_on(&self) -> Option<Date> {
        let last = self.versions.iter().rev().find(|version| version.from.is_some());
        let ended = last.and_then(|last| last.to).and_then(|to| to.days_later(1));
        self.repealed_on.into_iter().chain(ended).min()
    }

    /// The version of a date of issue, or of the day on which it came into force.
    pub fn version(&self, date: Date) -> Option<&Version> {
        let of = |day: fn(&Version) -> Option<Date>| self.versions.iter().find(|own| day(own) == Some(date));
        of(|own| own.date).or_else(|| of(|own| own.from))
    }

    /// The number that an article of the version of a date has on a day.
    pub fn now(&self, article: &str, date: Date, day: Date) -> String {
        let later = self.versions.iter().filter(|version| {
            version.date.is_some_and(|own| own > date) && version.from.is_some_and(|from| from <= day)
        });
        later.fold(article.to_owned(), |article, version| version.renumbered_to(&article).unwrap_or(article))
    }

    /// How the version of a date stands on a day on which another, or itself, is in force.
    pub fn named(&self, date: Date, current: &Version, day: Date) -> Named {
        // A version that the register does not have is told by its date.
        let known = self.version(date);
        let (cited, own) = known.map_or((Some(date), current.date), |known| (known.from, current.from));
        match (cited, own) {
            (Some(cited), _) if cited > day => Named::NotYet,
            (Some(cited), Some(own)) if cited < own => Named::Ended,
            (Some(cited), Some(own)) if known.is_none() && cited > own => Named::Unknown,
            _ => Named::Current,
        }
    }

    /// The title without 中华人民共和国.
    pub fn short_title(&self) -> &str {
        short(&self.title)
    }
}

/// All instruments of a catalogue, by every name.
#[derive(Debug)]
pub struct Laws {
    levels: Levels,
    divisions: Arc<Divisions>,
    tables: Vec<Arc<Source>>,
    all: Vec<Instrument>,
    names: HashMap<String, usize>,
}

/// An instrument as the registers hold it: of a hand-checked entry, or of rows of a table, one a
/// version, which are read when it is first asked for: few of thousands are.
#[derive(Debug)]
struct Instrument {
    title: String,
    rows: Vec<(usize, usize)>,
    law: OnceLock<Law>,
}

impl Laws {
    /// The instruments of register entries and of tables; an entry wins over rows of its title.
    /// The divisions tell the area of a local instrument from its title.
    pub fn of<'t>(
        levels: &Levels,
        entries: impl Iterator<Item = Node<'t>>,
        tables: Vec<Arc<Source>>,
        divisions: Arc<Divisions>,
    ) -> Self {
        let mut laws = Self {
            levels: levels.clone(),
            divisions,
            tables: Vec::new(),
            all: Vec::new(),
            names: HashMap::new(),
        };
        for entry in entries {
            let mut law = from_entry(levels, entry);
            if law.area.is_none() && law.level.starts_with("local-") {
                let issuer = entry.str("issuer").unwrap_or_default();
                law.area = laws.divisions.of_title(&law.title, issuer, None).map(str::to_owned);
            }
            laws.add(law);
        }
        let checked = laws.all.len();
        for (table, source) in tables.iter().enumerate() {
            table::each_record(&source.text, |row| {
                let title = row.get("title");
                let known = laws.names.get(short(title)).copied();
                let at = known.unwrap_or_else(|| laws.name(title.to_owned(), &[short(title)]));
                if at >= checked {
                    laws.all[at].rows.push((table, row.start));
                }
            });
        }
        laws.tables = tables;
        laws
    }

    /// The instrument of an id, a title with or without 中华人民共和国, or an alias.
    pub fn find(&self, name: &str) -> Option<&Law> {
        let name = name.trim().trim_start_matches('《').trim_end_matches('》');
        let at = self.names.get(name).or_else(|| self.names.get(short(name)))?;
        let own = &self.all[*at];
        Some(own.law.get_or_init(|| self.read(own)))
    }

    /// The titles of all instruments, without 中华人民共和国.
    pub fn titles(&self) -> impl Iterator<Item = &str> {
        self.all.iter().map(|own| short(&own.title))
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    fn add(&mut self, law: Law) {
        let mut names = vec![law.title.as_str(), short(&law.title)];
        names.extend(law.id.as_deref().into_iter().chain(law.aliases.iter().map(String::as_str)));
        let at = self.name(law.title.clone(), &names);
        let _ = self.all[at].law.set(law);
    }

    fn name(&mut self, title: String, names: &[&str]) -> usize {
        let at = self.all.len();
        for name in names {
            self.names.entry((*name).to_owned()).or_insert(at);
        }
        self.all.push(Instrument { title, rows: Vec::new(), law: OnceLock::new() });
        at
    }

    /// Reads the rows of an instrument.
    fn read(&self, own: &Instrument) -> Law {
        let mut law = Law { title: own.title.clone(), ..Law::default() };
        for (at, (table, start)) in own.rows.iter().enumerate() {
            table::record_at(&self.tables[*table].text, *start, |row| {
                if at == 0 {
                    law.level = row_level(&self.levels, row);
                    // A row names the province; a title may name a place in it.
                    let stated = row.filled("area");
                    let inner =
                        stated.and_then(|_| self.divisions.of_title(&law.title, row.get("history"), stated));
                    law.area = inner.or(stated).map(str::to_owned);
                }
                law.versions.push(row_version(row));
            });
        }
        law.versions.sort_by_key(|version| (version.from, version.date));
        law
    }
}

fn short(title: &str) -> &str {
    title.strip_prefix("中华人民共和国").unwrap_or(title)
}

fn date(node: Node<'_>, key: &str) -> Option<Date> {
    Date::parse(node.str(key)?)
}

/// The level of a hand-checked entry by its issuer and number; none where nothing firm is known.
pub fn derived<'l>(levels: &'l Levels, entry: Node<'_>) -> Option<&'l str> {
    let text = |key: &str| entry.get(key).map_or("", Node::text);
    let versions = entry.get("versions").into_iter().flat_map(Node::items);
    let first = versions.filter_map(|version| version.str("date")).min().unwrap_or_default();
    let (title, issuer, number, stated) = (text("title"), text("issuer"), text("number"), text("level"));
    levels.derive(Known { title, issuer, number, first, stated })
}

/// The level of a row by the history of its publication.
fn row_level(levels: &Levels, row: &Record<'_>) -> String {
    let history = row.get("history");
    let first = first_day(history).unwrap_or_else(|| row.get("version_date").to_owned());
    let (title, stated) = (row.get("title"), row.get("level"));
    let known = Known { title, issuer: "", number: history, first: &first, stated };
    levels.derive(known).unwrap_or_else(|| row.get("level")).to_owned()
}

/// The day that a history begins with: `1996年9月19日` as `1996-09-19`.
fn first_day(history: &str) -> Option<String> {
    let (year, rest) = history.split_once('年')?;
    let (month, rest) = rest.split_once('月')?;
    let (day, _) = rest.split_once('日')?;
    let number = |text: &str| text.trim().parse::<u32>().ok();
    Some(format!("{:04}-{:02}-{:02}", number(year)?, number(month)?, number(day)?))
}

fn from_entry(levels: &Levels, entry: Node<'_>) -> Law {
    let text = |key: &str| entry.str(key).map(str::to_owned);
    let versions = entry.get("versions").into_iter().flat_map(Node::items).map(|version| {
        let renumbered = version.get("renumbered").into_iter().flat_map(Node::entries);
        Version {
            date: date(version, "date"),
            from: start(date(version, "date"), date(version, "from")),
            to: date(version, "to"),
            articles: version.get("articles").and_then(Node::as_i64).and_then(|n| u32::try_from(n).ok()),
            renumbered: renumbered.map(|(old, new)| (old.text().to_owned(), new.text().to_owned())).collect(),
        }
    });
    let repealed = entry.get("repealed");
    Law {
        id: text("id"),
        title: text("title").unwrap_or_default(),
        aliases: entry
            .get("aliases")
            .into_iter()
            .flat_map(Node::items)
            .filter_map(|alias| alias.as_str().map(str::to_owned))
            .collect(),
        level: derived(levels, entry).map(str::to_owned).or_else(|| text("level")).unwrap_or_default(),
        area: text("area"),
        versions: versions.collect(),
        repealed_on: repealed.and_then(|repealed| date(repealed, "on")),
        replaced_by: repealed.and_then(|repealed| repealed.str("by")).map(str::to_owned),
    }
}

fn row_version(row: &Record<'_>) -> Version {
    let passed = Date::parse(row.get("version_date"));
    Version {
        date: passed,
        from: start(passed, Date::parse(row.get("in_force_from_text"))),
        articles: row.get("articles").parse().ok(),
        ..Version::default()
    }
}

/// A version starts on the later of issue and in-force date, or on the issue alone.
fn start(date: Option<Date>, from: Option<Date>) -> Option<Date> {
    match (date, from) {
        (Some(date), Some(from)) => Some(date.max(from)),
        (date, from) => from.or(date),
    }
}
