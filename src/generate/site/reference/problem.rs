//! Kinds of fault: a page at the address of each, which answers name as their `type`.

use serde::Serialize;
use serde_json::Value;

use super::call::OVERVIEW;
use super::curl;
use super::shape::capital;
use crate::error::Error;
use crate::generate::Output;
use crate::generate::site::Pages;
use crate::model::phrase::Phrase;
use crate::openapi::Document;
use crate::openapi::problems::{ALL, CODES, Problem};

/// What is said of a kind of fault.
#[derive(Debug, Serialize)]
pub(super) struct Told {
    slug: &'static str,
    status: u16,
    title: Phrase,
    meaning: Phrase,
    remedy: Phrase,
    /// What the answer looks like.
    example: Option<String>,
    /// The ways in which a place can be wrong, where the answer names places.
    codes: Vec<Code>,
}

/// A value of `errors[].code`.
#[derive(Debug, Serialize)]
pub(super) struct Code {
    value: &'static str,
    text: Phrase,
}

/// The page of a kind of fault, in both languages: its address has none.
#[derive(Debug, Serialize)]
struct Page<'a> {
    notices: Vec<Phrase>,
    site: &'a Phrase,
    overview: &'static str,
    address: &'a str,
    problem: Told,
}

/// A text of a kind of fault.
pub(super) fn said((zh, en): (&str, &str)) -> Phrase {
    Phrase::new(&capital(en), zh)
}

/// All kinds.
pub(super) fn all(document: &Document) -> Vec<Told> {
    ALL.iter().map(|own| told(own, document)).collect()
}

fn told(own: &Problem, document: &Document) -> Told {
    let example = example(document, own.status);
    let codes =
        if example.is_some_and(|example| example["errors"].is_array()) { codes() } else { Vec::new() };
    Told {
        slug: own.slug,
        status: own.status,
        title: said(own.title),
        meaning: said(own.meaning),
        remedy: said(own.remedy),
        example: example.map(curl::pretty),
        codes,
    }
}

/// The values of `errors[].code`.
pub(super) fn codes() -> Vec<Code> {
    CODES.iter().map(|(value, zh, en)| Code { value, text: said((zh, en)) }).collect()
}

/// Writes the pages.
pub(super) fn write(pages: &Pages<'_>, document: &Document) -> Result<&'static [Problem], Error> {
    let job = pages.job;
    for own in &ALL {
        let page = Page {
            notices: job.marks.notices(),
            site: &job.manifest.published.title,
            overview: OVERVIEW,
            address: example(document, own.status).and_then(|own| own["type"].as_str()).unwrap_or_default(),
            problem: told(own, document),
        };
        let text = job.templates.render("site/problem.html", &page)?;
        let path = format!("problems/{}/index.html", own.slug);
        pages.sink.put(Output { path, bytes: text.into_bytes() })?;
    }
    Ok(&ALL)
}

/// What an answer with a status code looks like; its `type` is the address of the page.
fn example(document: &Document, status: u16) -> Option<&Value> {
    let examples =
        document.components.responses.iter().flat_map(|(_, response)| {
            response.content.iter().flat_map(|(_, content)| content.examples.iter())
        });
    let mut values = examples.map(|(_, example)| &example.value);
    values.find(|value| value["status"] == status && value["type"].is_string())
}
