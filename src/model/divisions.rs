//! Divisions (行政区划): current and retired, and the tiers that a place skips.

use std::collections::HashMap;
use std::sync::Arc;

use crate::date::Date;
use crate::diagnostic::Text;
use crate::source::Source;
use crate::source::node::Node;
use crate::source::table;

/// A division of GB/T 2260, or a place beside it.
#[derive(Debug, Default)]
pub struct Division {
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Its English name, where somebody wrote it down.
    pub name_en: Option<String>,
    /// `province`, `prefecture`, `county`, `town` or `village`.
    pub level: String,
    /// What it is beside an ordinary division: `special`, `grouping`, `retired`, `zone`, `corps`, `not-in-standard`.
    pub kind: Option<String>,
    /// The first day of its validity, where known.
    pub from: Option<Date>,
    /// The last day of its validity, where it has ended.
    pub to: Option<Date>,
    /// The code that took its place.
    pub successor: Option<String>,
    /// Tiers that it does not have.
    pub skips: Vec<String>,
}

impl Division {
    /// Whether it exists on a day.
    pub fn valid_on(&self, day: Date) -> bool {
        self.from.is_none_or(|from| from <= day) && self.to.is_none_or(|to| to >= day)
    }
}

/// All divisions of a catalogue, by code.
#[derive(Debug, Default)]
pub struct Divisions(HashMap<String, Division>);

impl Divisions {
    /// The divisions of the tables; what an entry says is added and wins.
    pub fn of<'t>(tables: &[Arc<Source>], entries: impl Iterator<Item = Node<'t>>) -> Self {
        let mut divisions = Self(HashMap::new());
        for source in tables {
            table::each_record(&source.text, |row| divisions.add(|key| row.filled(key), Vec::new()));
        }
        for node in entries {
            let skips = node.get("skips").into_iter().flat_map(Node::items);
            divisions.add(|key| node.str(key), skips.map(|tier| tier.text().to_owned()).collect());
        }
        divisions
    }

    /// Adds what is said of a division to what is known of it.
    fn add<'t>(&mut self, said: impl Fn(&str) -> Option<&'t str>, skips: Vec<String>) {
        let text = |key: &str| said(key).filter(|text| !text.is_empty()).map(str::to_owned);
        let day = |key: &str| said(key).and_then(Date::parse);
        let Some(code) = text("code") else { return };
        let own = self.0.remove(&code).unwrap_or_default();
        let division = Division {
            code: code.clone(),
            name: text("name").unwrap_or(own.name),
            name_en: text("name_en").or(own.name_en),
            level: text("level").unwrap_or(own.level),
            kind: text("kind").or(own.kind),
            from: day("from").or(own.from),
            to: day("to").or(own.to),
            successor: text("successor").or(own.successor),
            skips,
        };
        self.0.insert(code, division);
    }

    /// The division of a code; of a town or village the county it lies in.
    pub fn get(&self, code: &str) -> Option<&Division> {
        self.0.get(code).or_else(|| self.0.get(code.get(..6)?))
    }

    /// The name of a division, in Chinese where nobody wrote down the English one; its code where there is none at
    /// all. Of a basic code the province is known by its first two digits, the nation by 00.
    pub fn called(&self, code: &str) -> Text {
        if matches!(code, "00" | "000000") {
            return Text::new("the whole country", "全国");
        }
        let own = self.0.get(&format!("{code}0000")).or_else(|| self.get(code));
        let zh = own.map_or(code, |own| own.name.as_str());
        let en = own.and_then(|own| own.name_en.as_deref()).unwrap_or(zh);
        Text::new(en.to_owned(), zh.to_owned())
    }

    /// The code of the division that a title begins with, such as 济南市 of 济南市物业管理条例: the
    /// longest name; none where two divisions have it.
    pub fn of_title(&self, title: &str) -> Option<&str> {
        let ordinary = |own: &&Division| {
            let gone = matches!(own.kind.as_deref(), Some("grouping" | "retired")) || own.to.is_some();
            !gone && !own.name.is_empty() && title.starts_with(own.name.as_str())
        };
        let named: Vec<&Division> = self.0.values().filter(ordinary).collect();
        let longest = named.iter().map(|own| own.name.len()).max()?;
        let mut longest = named.into_iter().filter(|own| own.name.len() == longest);
        let (first, other) = (longest.next()?, longest.next());
        other.is_none().then_some(first.code.as_str())
    }

    /// Whether there are any.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// All codes with their names.
    pub fn names(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.values().map(|division| (division.code.as_str(), division.name.as_str()))
    }
}
