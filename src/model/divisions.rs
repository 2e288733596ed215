//! Divisions (行政区划): current and retired, and the tiers that a place skips.

use std::collections::HashMap;

use crate::date::Date;
use crate::source::node::Node;

/// A division of GB/T 2260, or a place beside it.
#[derive(Debug, Default)]
pub struct Division {
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
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
    /// The divisions of the rows of the table; what an entry says is added and wins.
    pub fn of<'t>(rows: impl Iterator<Item = Node<'t>>, entries: impl Iterator<Item = Node<'t>>) -> Self {
        let mut divisions: HashMap<String, Division> = HashMap::new();
        for node in rows.chain(entries) {
            let text = |key: &str| node.str(key).filter(|text| !text.is_empty()).map(str::to_owned);
            let Some(code) = text("code") else { continue };
            let division = divisions.entry(code.clone()).or_default();
            let own = std::mem::take(division);
            *division = Division {
                code,
                name: text("name").unwrap_or(own.name),
                level: text("level").unwrap_or(own.level),
                kind: text("kind").or(own.kind),
                from: text("from").and_then(|day| Date::parse(&day)).or(own.from),
                to: text("to").and_then(|day| Date::parse(&day)).or(own.to),
                successor: text("successor").or(own.successor),
                skips: node
                    .get("skips")
                    .into_iter()
                    .flat_map(Node::items)
                    .map(|tier| tier.text().to_owned())
                    .collect(),
            };
        }
        Self(divisions)
    }

    /// The division of a code; of a town or village the county it lies in.
    pub fn get(&self, code: &str) -> Option<&Division> {
        self.0.get(code).or_else(|| self.0.get(code.get(..6)?))
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
