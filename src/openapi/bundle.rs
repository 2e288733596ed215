//! One description a department: the service API, with the department's items made concrete.

use serde::{Deserialize, Serialize};

use super::document::{Document, Example, PathItem, Shape};
use super::entries::Entries;
use super::item::{self, Item};
use super::service;
use super::settings::Settings;
use crate::digest;
use crate::error::Error;
use crate::model::phrase::Phrase;
use crate::standard::Standard;

/// What an item adds to the description of its department, small enough to keep until all are there.
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub struct Fragment {
    /// Its name among all items: fragments are sorted by it.
    id: String,
    json: Vec<u8>,
}

#[derive(Default, Deserialize, Serialize)]
struct Added {
    paths: Entries<PathItem>,
    schemas: Entries<Shape>,
    examples: Entries<Example>,
}

/// What an item adds.
pub fn fragment(settings: &Settings, item: &Item<'_>) -> Result<Fragment, Error> {
    let id = &item.guide.id;
    let parts = item::parts(settings, item, "", &format!("_{id}"));
    let added = Added { paths: parts.paths, schemas: parts.schemas, examples: parts.examples };
    let json = serde_json::to_vec(&added).map_err(|error| Error::Write(error.into()))?;
    Ok(Fragment { id: id.clone(), json })
}

/// The description of a department.
pub fn document(
    settings: &Settings,
    standard: &Standard,
    department: &Phrase,
    fragments: &[Fragment],
) -> Result<Document, Error> {
    let mut document = service::document(settings, standard);
    for fragment in fragments {
        let added: Added =
            serde_json::from_slice(&fragment.json).map_err(|error| Error::Write(error.into()))?;
        document.paths.extend(added.paths.into_entries());
        document.components.schemas.extend(added.schemas.into_entries());
        document.components.examples.extend(added.examples.into_entries());
    }
    let name = file_name(&department.zh);
    document.own_address = settings.own_address(&format!("{name}.openapi.json"));
    document.info.title = format!("{} 政务服务接口", department.zh);
    document.info.api_id = format!("urn:mulu:department:{}", digest::short(&department.zh));
    if let Some(i18n) = &mut document.info.i18n {
        i18n.en.title = format!("{}: services", department.en());
    }
    Ok(document)
}

/// The file of a department, without its ending.
pub fn file(department: &str) -> String {
    format!("departments/{}.openapi", file_name(department))
}

/// A name as a file name: letters and digits of any script; a digest tells apart what was cut.
fn file_name(name: &str) -> String {
    let kept: String = name.chars().filter(|c| c.is_alphanumeric()).take(40).collect();
    if kept == name { kept } else { format!("{kept}-{}", digest::short(name)) }
}
