//! One description a department: the service API, with the department's items made concrete.

use super::document::Document;
use super::item::{self, Item};
use super::service;
use super::settings::Settings;
use crate::digest;
use crate::error::Error;
use crate::model::phrase::Phrase;
use crate::standard::Standard;

/// What an item adds to the description of its department, small enough to keep until all are there.
#[derive(Debug)]
pub struct Fragment {
    /// Its name among all items: the order in the description.
    pub id: String,
    paths: Vec<u8>,
    schemas: Vec<u8>,
    examples: Vec<u8>,
}

/// What an item adds.
pub fn fragment(settings: &Settings, item: &Item<'_>) -> Result<Fragment, Error> {
    let id = item.guide.id.clone();
    let parts = item::parts(settings, item, "", &format!("_{id}"));
    let pack = || Ok((parts.paths.pack()?, parts.schemas.pack()?, parts.examples.pack()?));
    let (paths, schemas, examples) = pack().map_err(|error: serde_json::Error| Error::Write(error.into()))?;
    Ok(Fragment { id, paths, schemas, examples })
}

/// The description of a department.
pub fn document(
    settings: &Settings,
    standard: &Standard,
    department: &Phrase,
    fragments: Vec<Fragment>,
) -> Document {
    let mut document = service::document(settings, standard);
    for fragment in fragments {
        document.paths.add_packed(fragment.paths);
        document.components.schemas.add_packed(fragment.schemas);
        document.components.examples.add_packed(fragment.examples);
    }
    let name = file_name(&department.zh);
    document.own_address = settings.own_address(&format!("{name}.openapi.json"));
    document.info.title = format!("{} 政务服务接口", department.zh);
    document.info.api_id = format!("urn:mulu:department:{}", digest::short(&department.zh));
    if let Some(i18n) = &mut document.info.i18n {
        i18n.en.title = format!("{}: services", department.en());
    }
    document
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
