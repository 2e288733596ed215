//! The first page of the reference: where the API is served, who may call, what all calls share.

use serde::Serialize;

use super::call::{Call, Calls};
use super::shape::{Part, phrase, told};
use super::{Topic, back, problem};
use crate::generate::Job;
use crate::generate::site::view::Link;
use crate::model::phrase::Phrase;
use crate::openapi::Document;
use crate::openapi::document::{SecurityScheme, Server};

/// The page.
#[derive(Debug, Serialize)]
pub(super) struct Overview<'a> {
    title: Phrase,
    version: &'a str,
    openapi: &'a str,
    back: Vec<Link>,
    lead: Vec<Phrase>,
    downloads: Vec<Link>,
    contact: Option<Link>,
    servers: Vec<Served<'a>>,
    schemes: Vec<Scheme<'a>>,
    topics: &'a [Topic],
    first: Option<&'a Call>,
    parameters: Vec<Part>,
    headers: Vec<Part>,
    problems: Vec<problem::Told>,
}

/// Where the API is served.
#[derive(Debug, Serialize)]
struct Served<'a> {
    url: &'a str,
    about: Option<Phrase>,
}

/// A way to prove who calls.
#[derive(Debug, Serialize)]
struct Scheme<'a> {
    name: &'a str,
    kind: &'a str,
    about: Option<Phrase>,
    /// Header or address.
    place: &'a str,
    levels: Vec<Level<'a>>,
}

/// A level of assurance.
#[derive(Debug, Serialize)]
struct Level<'a> {
    value: &'a str,
    label: Phrase,
}

/// The paragraphs of a description, without what every page says at its top.
pub(super) fn lead(document: &Document, job: &Job<'_>) -> Vec<Phrase> {
    let notices = job.marks.notices();
    let en = document.info.i18n.as_ref().map_or("", |i18n| &i18n.en.description);
    let english: Vec<&str> = en.split("\n\n").collect();
    let chinese = document.info.description.split("\n\n").enumerate();
    chinese
        .filter(|(_, zh)| !notices.iter().any(|notice| notice.zh == **zh))
        .filter_map(|(at, zh)| phrase(zh, english.get(at).copied().unwrap_or_default()))
        .collect()
}

/// The page of the service API.
pub(super) fn page<'a>(calls: &Calls<'a>, topics: &'a [Topic], job: &Job<'_>) -> Overview<'a> {
    let document = calls.document;
    let (info, components) = (&document.info, &document.components);
    let download = |file: &str, en: &str, zh: &str| Link::to(&format!("../{file}"), Phrase::new(en, zh));
    let parameters = components.parameters.iter().map(|(name, own)| {
        let mut part = calls.parameter_part(own);
        part.id = Some(format!("parameter-{name}"));
        part
    });
    let headers = components.headers.iter().map(|(name, own)| calls.header_part(name, own));
    let contact = info.contact.as_ref().and_then(|own| {
        let name = Phrase::zh(&own.name);
        Link::outside(&own.url, name.clone()).or_else(|| {
            let address = format!("mailto:{}", own.email);
            (!own.email.is_empty()).then_some(Link { to: address, outside: true, text: name, note: None })
        })
    });
    Overview {
        title: told(&info.title, info.i18n.as_ref(), |en| &en.title).unwrap_or_default(),
        version: &info.version,
        openapi: &document.openapi,
        back: back().into_iter().take(1).collect(),
        lead: lead(document, job),
        downloads: vec![
            download("api/service.openapi.yaml", "OpenAPI, YAML", "OpenAPI（YAML）"),
            download("api/service.openapi.json", "OpenAPI, JSON", "OpenAPI（JSON）"),
            download("api/api-catalog.json", "All descriptions (RFC 9727)", "全部接口描述目录（RFC 9727）"),
            download("form/checks.mjs", "Checks of form schemas", "表单校验函数"),
        ],
        contact,
        servers: document.servers.iter().map(served).collect(),
        schemes: components.security_schemes.iter().map(|(name, own)| scheme(name, own)).collect(),
        first: topics.iter().flat_map(|topic| &topic.calls).find(|call| call.path == "/v1/status"),
        topics,
        parameters: parameters.collect(),
        headers: headers.collect(),
        problems: problem::all(),
    }
}

fn served(server: &Server) -> Served<'_> {
    Served { url: &server.url, about: told(&server.description, server.i18n.as_ref(), |en| &en.description) }
}

fn scheme<'a>(name: &'a str, own: &'a SecurityScheme) -> Scheme<'a> {
    let level = |value: &'a serde_json::Value| {
        let label = &value["label"];
        Some(Level {
            value: value["value"].as_str()?,
            label: phrase(label["zh"].as_str()?, label["en"].as_str().unwrap_or_default())?,
        })
    };
    Scheme {
        name,
        kind: &own.kind,
        about: told(&own.description, own.i18n.as_ref(), |en| &en.description),
        place: if own.name.is_empty() { &own.open_id_connect_url } else { &own.name },
        levels: own.assurance.iter().filter_map(level).collect(),
    }
}
