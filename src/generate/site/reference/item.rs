//! The reference of an item: what it makes its own. The service API says all else.

use std::collections::HashMap;

use serde::Serialize;

use super::call::{Call, Calls};
use super::overview::lead;
use super::shape::{Reader, told};
use super::{Shaped, back, cases, shapes};
use crate::error::Error;
use crate::form::Form;
use crate::generate::form::conditions;
use crate::generate::site::Pages;
use crate::generate::site::facts::Facts;
use crate::generate::site::view::Link;
use crate::model::phrase::Phrase;
use crate::openapi::Document;
use crate::openapi::document::Shape;
use crate::openapi::item::file;

/// The page.
#[derive(Debug, Serialize)]
struct Page<'a> {
    /// The code of the item; none where no source states that of the implementation.
    code: Option<&'a str>,
    basic_code: &'a str,
    version: &'a str,
    back: Vec<Link>,
    lead: Vec<Phrase>,
    downloads: Vec<Link>,
    calls: Vec<Call>,
    shapes: Vec<Shaped>,
}

/// Writes the page of an item at `path`. `id` names its files.
pub(in crate::generate::site) fn write(
    pages: &Pages<'_>,
    path: &str,
    (facts, id): (&Facts, &str),
    forms: &[Form],
    (document, service): (&Document, &Document),
) -> Result<(), Error> {
    let when = forms.iter().flat_map(|form| {
        let seq = form.item.handling_item.as_ref().map_or("", |handling| &handling.seq);
        conditions(form).into_iter().map(move |(place, when)| (format!("/Application{seq}{place}"), when))
    });
    let mut known = HashMap::new();
    for (name, shape) in document.components.schemas.iter() {
        if let Shape::Given(schema) = shape {
            cases::add(schema, &format!("/{name}"), &mut known);
        }
    }
    let reader = Reader { own: path, when: when.collect(), cases: known };
    let shapes = shapes(document, &reader)?;
    let calls = Calls { document, shared: service, reader, thin: true };
    let calls: Vec<Call> = calls.all(false).into_iter().map(|(_, call)| call).collect();
    let info = &document.info;
    let title = told(&info.title, info.i18n.as_ref(), |en| &en.title).unwrap_or_default();
    let page = Page {
        code: facts.code.as_deref(),
        basic_code: &facts.basic_code,
        version: &info.version,
        back: back().into_iter().chain([Link::to(&facts.path, facts.name.clone())]).collect(),
        lead: lead(document, pages.job),
        downloads: downloads(id, forms),
        calls,
        shapes,
    };
    let said = Phrase::new(&format!("{}: API", title.en()), &format!("{} 接口", title.zh));
    pages.put("site/api-item.html", path, &said, &page)
}

/// The description in both spellings, and the JSON Schema of every form.
fn downloads(id: &str, forms: &[Form]) -> Vec<Link> {
    let description = |ending: &str, name: &str| {
        let text = Phrase::new(&format!("OpenAPI, {name}"), &format!("OpenAPI（{name}）"));
        Link::to(&format!("../api/{}.{ending}", file(id)), text)
    };
    let schema = |form: &Form| {
        let text = Phrase::new("Form as JSON Schema", "表单数据结构");
        let note = form.item.handling_item.as_ref().map(|handling| handling.name.clone());
        Link::noted(&format!("../form/{}.schema.json", form.id), text, note)
    };
    let filled_in = forms.iter().filter(|form| crate::generate::site::is_filled_in(form));
    [description("yaml", "YAML"), description("json", "JSON")]
        .into_iter()
        .chain(filled_in.map(schema))
        .collect()
}
