//! Divisions (行政区划): current and retired, and the tiers that a place skips.

use std::collections::HashMap;
use std::sync::Arc;

use super::region;
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

    /// What follows where a text begins with its name. Without 省 or 市 the name counts before
    /// 经济特区, or where the maker of the text has the whole of it.
    fn begins<'t>(&self, text: &'t str, maker: &str) -> Option<&'t str> {
        if self.name.is_empty() {
            return None;
        }
        if let Some(rest) = text.strip_prefix(self.name.as_str()) {
            return Some(rest);
        }
        let stem = self.name.strip_suffix(['省', '市']).filter(|stem| stem.len() > '市'.len_utf8())?;
        let rest = text.strip_prefix(stem)?;
        (rest.starts_with("经济特区") || maker.contains(self.name.as_str())).then_some(rest)
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

    /// Whether a division has this code or begins with these digits. Towns and villages are in no register: of theirs
    /// the county must be there.
    pub fn any_within(&self, digits: &str) -> bool {
        let begins = |digits: &str| self.0.keys().any(|code| code.starts_with(digits));
        match digits.len() {
            0..=6 => begins(region::prefix(digits)),
            9 | 12 => self.get(digits).is_some(),
            _ => begins(digits),
        }
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

    /// The code of the division that a title is made for, by its beginning: 济南市 of 济南市物业管理条例, 深圳 of
    /// 深圳经济特区数据条例, and 杭州 of 杭州城市大脑条例 where its `maker` names 杭州市; after the name of a
    /// province what lies in it. Only what lies `within` counts; none where two divisions have the name.
    pub fn of_title(&self, title: &str, maker: &str, within: Option<&str>) -> Option<&str> {
        let (code, rest) = self.beginning(title, maker, within)?;
        Some(self.beginning(rest, "", Some(code)).map_or(code, |(inner, _)| inner))
    }

    /// The division that a text begins with, and what follows its name: the longest name counts.
    fn beginning<'t>(&self, text: &'t str, maker: &str, within: Option<&str>) -> Option<(&str, &'t str)> {
        let first = text.chars().next()?;
        // Nearly all divisions are passed by the first character of their names.
        let named = self.0.values().filter(|own| own.name.starts_with(first)).filter_map(|own| {
            let gone = matches!(own.kind.as_deref(), Some("grouping" | "retired")) || own.to.is_some();
            let inside = within.is_none_or(|outer| region::contains(outer, &own.code));
            let rest = own.begins(text, maker).filter(|_| !gone && inside)?;
            Some((own.code.as_str(), rest))
        });
        let named: Vec<(&str, &str)> = named.collect();
        let least = named.iter().map(|(_, rest)| rest.len()).min()?;
        let mut longest = named.into_iter().filter(|(_, rest)| rest.len() == least);
        let (first, other) = (longest.next()?, longest.next());
        other.is_none().then_some(first)
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
