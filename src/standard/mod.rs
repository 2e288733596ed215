//! The standard, loaded: one edition of schemas and code lists as data.

pub mod binding;
pub mod codes;
pub mod data;
pub mod duties;
pub mod edition;
pub mod elements;
pub mod grounds;
pub mod levels;
pub mod phrases;
pub mod places;
mod regular;
pub mod schemas;
pub mod shape;
pub mod slips;
pub mod spelling;
mod unknown;
pub mod validator;
pub mod variation;
pub mod watch;
mod word_search;
pub mod words;

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::{Arc, OnceLock};

use self::binding::Binding;
use self::codes::{CodeList, Regional};
use self::data::Data;
use self::duties::Duties;
use self::edition::Edition;
use self::elements::Elements;
use self::grounds::Grounds;
use self::levels::Levels;
use self::phrases::Phrases;
use self::schemas::Schemas;
use self::validator::{References, Validator};
use self::variation::Variation;
use crate::error::{BoxError, Error};
use crate::source::node::Node;

/// The schema of a basic item.
pub const BASIC: &str = "basic-item.schema.json";

/// The schema of what a resolved implementation must hold.
pub const EFFECTIVE: &str = "effective-item.schema.json";

/// The schema whose elements name those of a resolved item.
pub const IMPLEMENTATION: &str = "implementation.schema.json";

/// The schema of all that a document of a state secret may hold.
pub const STUB: &str = "secret-stub.schema.json";

/// The schemas of the kinds of item.
const ITEMS: [&str; 3] = [BASIC, "specification.schema.json", IMPLEMENTATION];

/// The schema that the others refer to.
const ELEMENTS: &str = "elements.schema.json";

/// One edition of the standard. What a run does not need is not worked out.
#[derive(Debug)]
pub struct Standard {
    /// Its name, such as `2020`.
    pub name: String,
    /// Its code lists, sorted by name.
    pub lists: Vec<Arc<CodeList>>,
    /// Its schemas.
    pub schemas: Schemas,
    /// The matrix duty × ground.
    pub duties: Data<Duties>,
    /// How the level of an instrument is derived.
    pub levels: Data<Levels>,
    /// Known grounds and known misuses.
    pub grounds: Data<Grounds>,
    /// Its words that often mean a fault.
    pub phrases: Phrases,
    /// Who may change what, and what a change means.
    pub variation: Data<Variation>,
    /// Lists that regions of the catalogue write by codes of their own.
    pub regional: Vec<Regional>,
    /// The files it came from.
    pub edition: Edition,
    rules: Vec<&'static str>,
    shapes: BTreeMap<String, Shape>,
    references: OnceLock<References>,
}

/// What one schema file says, for people and for the engine.
#[derive(Debug, Default)]
struct Shape {
    elements: OnceLock<Elements>,
    validator: OnceLock<Validator>,
}

impl Standard {
    /// Loads the edition of a name, or the folder that replaces it. `rules` are the ids
    /// that its schemas may name. A folder is read whole, so that a fault ends the run.
    pub fn load(name: &str, folder: Option<&Path>, rules: &[&'static str]) -> Result<Self, Error> {
        let edition = Edition::find(name, folder)?;
        let lists = codes::load(&edition)?;
        let schemas = Schemas::load(&edition)?;
        let shapes = schemas.paths().map(|path| (path.to_owned(), Shape::default())).collect();
        let name = name.to_owned();
        let standard = Self {
            name,
            lists,
            schemas,
            duties: Data::load(&edition, "duties.yaml")?,
            levels: Data::load(&edition, "instrument-levels.yaml")?,
            grounds: Data::load(&edition, "grounds.yaml")?,
            phrases: Phrases::load(&edition)?,
            variation: Data::load(&edition, "variation.yaml")?,
            regional: Vec::new(),
            edition,
            rules: rules.to_vec(),
            shapes,
            references: OnceLock::new(),
        };
        for kind in ["basic-item", "specification", "implementation", "effective-item", "manifest"] {
            standard.shape(&format!("{kind}.schema.json"))?;
        }
        if folder.is_some() {
            standard.verify()?;
        }
        Ok(standard)
    }

    /// Reads everything, and says what is wrong with a file of the edition.
    pub fn verify(&self) -> Result<(), Error> {
        for list in &self.lists {
            list.verify()?;
        }
        self.duties.verify()?;
        self.levels.verify()?;
        self.grounds.verify()?;
        self.phrases.verify()?;
        self.variation.verify()?;
        for path in self.shapes.keys() {
            self.elements(path)?;
            self.validator(path)?;
        }
        Ok(())
    }

    /// The schema file that describes a document, by its `kind` and, for a register, its name.
    pub fn schema_of(&self, root: Node<'_>) -> Option<String> {
        let file = match root.str("kind")? {
            "register" => format!("registers/{}.schema.json", root.str("register")?),
            kind => format!("{kind}.schema.json"),
        };
        self.describes_documents(&file).then_some(file)
    }

    /// Whether documents are written by a schema file.
    pub fn describes_documents(&self, file: &str) -> bool {
        let others = [EFFECTIVE, ELEMENTS, STUB, "manifest.schema.json"];
        self.shapes.contains_key(file) && !others.contains(&file)
    }

    /// What a schema file says of each element.
    pub fn elements(&self, file: &str) -> Result<&Elements, Error> {
        let shape = self.shape(file)?;
        if let Some(elements) = shape.elements.get() {
            return Ok(elements);
        }
        // The kinds of item have nearly all elements in common.
        let files = if ITEMS.contains(&file) { &ITEMS[..] } else { &[file] };
        let read = elements::read(&self.schemas, &self.lists, &self.rules, files)
            .map_err(|reason| Error::Standard { path: file.to_owned(), reason })?;
        for (file, elements) in read {
            // Another thread can have been faster; its reading is the same.
            let _ = self.shape(file)?.elements.set(elements);
        }
        Ok(shape.elements.get().expect("it was set above"))
    }

    /// The compiled schema of a file.
    pub fn validator(&self, file: &str) -> Result<&Validator, Error> {
        let shape = self.shape(file)?;
        if let Some(validator) = shape.validator.get() {
            return Ok(validator);
        }
        let validator = self.compile(file);
        let validator = validator
            .map_err(|error| Error::Standard { path: file.to_owned(), reason: error.to_string() })?;
        Ok(shape.validator.get_or_init(|| validator))
    }

    /// Compiles a schema, with the elements at hand for its references.
    fn compile(&self, file: &str) -> Result<Validator, BoxError> {
        let references = if let Some(references) = self.references.get() {
            references
        } else {
            let read = References::new(ELEMENTS, self.schemas.get(ELEMENTS)?)?;
            self.references.get_or_init(|| read)
        };
        Validator::new(references, file, self.schemas.get(file)?)
    }

    /// The rules that a catalogue cannot take away.
    pub fn binding(&self) -> Result<Binding, Error> {
        Binding::read(&self.schemas)
    }

    /// The code list of a name.
    pub fn list(&self, name: &str) -> Option<&Arc<CodeList>> {
        let at = self.lists.binary_search_by(|list| list.name.as_str().cmp(name)).ok()?;
        Some(&self.lists[at])
    }

    fn shape(&self, file: &str) -> Result<&Shape, Error> {
        let missing = || Error::Standard { path: file.to_owned(), reason: "the file is missing".to_owned() };
        self.shapes.get(file).ok_or_else(missing)
    }
}
