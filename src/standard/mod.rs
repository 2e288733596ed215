//! The standard, loaded: one edition of schemas and code lists as data.

pub mod codes;
pub mod edition;
pub mod elements;
pub mod shape;
pub mod spelling;
pub mod validator;
pub mod words;

use std::collections::HashMap;
use std::path::Path;
use std::sync::{Arc, OnceLock};

use serde_json::Value;

use self::codes::CodeList;
use self::edition::Edition;
use self::elements::{ElementId, Elements, Reader};
use self::validator::Validator;
use crate::error::Error;
use crate::source::tree::Node;

/// The schema of what a resolved implementation must hold.
pub const EFFECTIVE: &str = "effective-item.schema.json";

/// One edition of the standard.
#[derive(Debug)]
pub struct Standard {
    /// Its name, such as `2020`.
    pub name: String,
    /// What it says of each element.
    pub elements: Elements,
    /// Its code lists, sorted by name.
    pub lists: Vec<Arc<CodeList>>,
    /// The files it came from.
    pub edition: Edition,
    schemas: Arc<HashMap<String, Value>>,
    validators: HashMap<String, OnceLock<Validator>>,
}

impl Standard {
    /// Loads the edition of a name, or the folder that replaces it. `rules` are the ids
    /// that its schemas may name.
    pub fn load(name: &str, folder: Option<&Path>, rules: &[&'static str]) -> Result<Self, Error> {
        let edition = Edition::find(name, folder)?;
        let lists = codes::load(&edition)?;
        let mut schemas = HashMap::new();
        for folder in ["", "registers"] {
            for file in edition.list(folder).into_iter().filter(|file| file.ends_with(".schema.json")) {
                let path = if folder.is_empty() { file } else { format!("{folder}/{file}") };
                let text = edition.read(&path)?;
                let schema = serde_json::from_str(&text)
                    .map_err(|error| Error::Standard { path: path.clone(), reason: error.to_string() })?;
                schemas.insert(path, schema);
            }
        }
        let mut roots: Vec<String> = schemas.keys().cloned().collect();
        roots.sort();
        let elements = Reader::new(&schemas, &lists, rules)
            .read(&roots)
            .map_err(|reason| Error::Standard { path: "*.schema.json".to_owned(), reason })?;
        let validators = roots.into_iter().map(|file| (file, OnceLock::new())).collect();
        let standard = Self {
            name: name.to_owned(),
            elements,
            lists,
            edition,
            schemas: Arc::new(schemas),
            validators,
        };
        match ["basic-item", "specification", "implementation", "effective-item"]
            .map(|kind| format!("{kind}.schema.json"))
            .iter()
            .find(|file| !standard.validators.contains_key(*file))
        {
            Some(file) => Err(Error::Standard { path: file.clone(), reason: "the file is missing".to_owned() }),
            None => Ok(standard),
        }
    }

    /// The schema file that describes a document, by its `kind` and, for a register, its name.
    pub fn schema_of(&self, root: Node<'_>) -> Option<String> {
        let file = match root.str("kind")? {
            "register" => format!("registers/{}.schema.json", root.str("register")?),
            kind => format!("{kind}.schema.json"),
        };
        (file != EFFECTIVE && self.elements.root(&file).is_some() && !file.starts_with("elements")).then_some(file)
    }

    /// The element that describes documents of a schema file.
    pub fn root(&self, file: &str) -> Option<ElementId> {
        self.elements.root(file)
    }

    /// The compiled schema of a file.
    pub fn validator(&self, file: &str) -> Result<&Validator, Error> {
        let unusable = |reason: String| Error::Standard { path: file.to_owned(), reason };
        let cell = self.validators.get(file).ok_or_else(|| unusable("the file is missing".to_owned()))?;
        if let Some(validator) = cell.get() {
            return Ok(validator);
        }
        let validator = Validator::new(&self.schemas, file).map_err(|error| unusable(error.to_string()))?;
        Ok(cell.get_or_init(|| validator))
    }

    /// The parsed schemas by file name, for other validators.
    pub fn schemas(&self) -> &HashMap<String, Value> {
        &self.schemas
    }

    /// The code list of a name.
    pub fn list(&self, name: &str) -> Option<&Arc<CodeList>> {
        self.lists.iter().find(|list| list.name == name)
    }
}
