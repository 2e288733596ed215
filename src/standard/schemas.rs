//! The JSON Schemas of an edition, parsed when they are first asked.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use serde_json::Value;

use super::edition::Edition;
use crate::error::Error;

/// Schemas by their path within the edition, such as `registers/laws.schema.json`.
#[derive(Debug)]
pub struct Schemas(BTreeMap<String, Schema>);

#[derive(Debug)]
struct Schema {
    text: std::borrow::Cow<'static, str>,
    parsed: OnceLock<Result<Value, String>>,
}

impl Schemas {
    /// The schemas of an edition.
    pub fn load(edition: &Edition) -> Result<Self, Error> {
        let mut schemas = BTreeMap::new();
        for folder in ["", "registers/"] {
            let files = edition.list(folder.trim_end_matches('/'));
            for file in files.into_iter().filter(|file| file.ends_with(".schema.json")) {
                let path = format!("{folder}{file}");
                let text = edition.read(&path)?;
                schemas.insert(path, Schema { text, parsed: OnceLock::new() });
            }
        }
        Ok(Self(schemas))
    }

    /// The paths of all schemas, sorted.
    pub fn paths(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }

    /// Whether there is a schema of a path.
    pub fn has(&self, path: &str) -> bool {
        self.0.contains_key(path)
    }

    /// The schema of a path, or what is wrong with it.
    pub fn get(&self, path: &str) -> Result<&Value, String> {
        let schema = self.0.get(path).ok_or_else(|| format!("the edition has no schema `{path}`"))?;
        let parsed = schema
            .parsed
            .get_or_init(|| serde_json::from_str(&schema.text).map_err(|error| format!("{path}: {error}")));
        parsed.as_ref().map_err(Clone::clone)
    }
}
