//! Kinds of fault: a page at the address of each, which answers name as their `type`.

use serde::Serialize;

use super::call::OVERVIEW;
use super::shape::capital;
use crate::error::Error;
use crate::generate::Output;
use crate::generate::site::Pages;
use crate::model::phrase::Phrase;
use crate::openapi::Document;
use crate::openapi::problems::{ALL, Problem};

/// What is said of a kind of fault.
#[derive(Debug, Serialize)]
pub(super) struct Told {
    slug: &'static str,
    status: u16,
    title: Phrase,
    meaning: Phrase,
    remedy: Phrase,
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
pub(super) fn all() -> Vec<Told> {
    ALL.iter().map(told).collect()
}

fn told(own: &Problem) -> Told {
    Told {
        slug: own.slug,
        status: own.status,
        title: said(own.title),
        meaning: said(own.meaning),
        remedy: said(own.remedy),
    }
}

/// Writes the pages.
pub(super) fn write(pages: &Pages<'_>, document: &Document) -> Result<&'static [Problem], Error> {
    let job = pages.job;
    for own in &ALL {
        let page = Page {
            notices: job.marks.notices(),
            site: &job.manifest.published.title,
            overview: OVERVIEW,
            address: address(document, own.status).unwrap_or_default(),
            problem: told(own),
        };
        let text = job.templates.render("site/problem.html", &page)?;
        let path = format!("problems/{}/index.html", own.slug);
        pages.sink.put(Output { path, bytes: text.into_bytes() })?;
    }
    Ok(&ALL)
}

/// The address that answers give as their `type`.
fn address(document: &Document, status: u16) -> Option<&str> {
    let examples =
        document.components.responses.iter().flat_map(|(_, response)| {
            response.content.iter().flat_map(|(_, content)| content.examples.iter())
        });
    let mut values = examples.map(|(_, example)| &example.value);
    values.find(|value| value["status"] == status && value["type"].is_string())?["type"].as_str()
}
