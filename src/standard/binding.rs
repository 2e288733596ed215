//! Rules that a catalogue cannot take away: what no waiver may accept, and what must be an error because files would
//! else go unread while the result looks clean.

use serde_json::Value;

use super::schemas::Schemas;
use crate::error::Error;

/// Ids of rules, or how those begin and a star, by what cannot be done about them.
#[derive(Debug)]
pub struct Binding {
    waivable: Vec<String>,
    weakened: Vec<String>,
}

impl Binding {
    /// The lists of an edition: `x-not-waivable` of waivers and `x-not-weakened` of the manifest.
    pub fn read(schemas: &Schemas) -> Result<Self, Error> {
        Ok(Self {
            waivable: list(schemas, "waivers.schema.json", "x-not-waivable")?,
            weakened: list(schemas, "manifest.schema.json", "x-not-weakened")?,
        })
    }

    /// Whether findings of a rule can neither be waived nor be known to a baseline.
    pub fn forbids_waiver(&self, rule: &str) -> bool {
        holds(&self.waivable, rule)
    }

    /// Whether a rule stays an error, or what it says of itself, whatever a manifest says.
    pub fn forbids_weight(&self, rule: &str) -> bool {
        holds(&self.weakened, rule) || self.forbids_waiver(rule)
    }
}

fn list(schemas: &Schemas, path: &str, key: &str) -> Result<Vec<String>, Error> {
    let unusable = |reason| Error::Standard { path: path.to_owned(), reason };
    let named = schemas.get(path).map_err(unusable)?.get(key).and_then(Value::as_array);
    let named = named.ok_or_else(|| unusable(format!("`{key}` is no list")))?;
    Ok(named.iter().filter_map(|rule| rule.as_str().map(str::to_owned)).collect())
}

fn holds(list: &[String], rule: &str) -> bool {
    list.iter().any(|own| match own.strip_suffix('*') {
        Some(front) => rule.starts_with(front),
        None => own == rule,
    })
}
