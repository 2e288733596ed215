//! The first page of the reference: where the API is served, who may call, what all calls share.

use serde::Serialize;

use super::call::{Call, Calls};
use super::shape::{Part, capital, phrase, told};
use super::{Topic, back, problem};
use crate::generate::Job;
use crate::generate::site::view::Link;
use crate::model::phrase::Phrase;
use crate::openapi::document::{SecurityScheme, Server};
use crate::openapi::plain::shown;
use crate::openapi::{Document, SCOPES};

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
    steps: Vec<Step<'a>>,
    scopes: Vec<Scope<'a>>,
    parameters: Vec<Part>,
    headers: Vec<Part>,
    problems: Vec<problem::Told>,
    /// What `errors[].code` can be.
    codes: Vec<problem::Code>,
}

/// A call on the way from a draft to a decision.
#[derive(Debug, Serialize)]
struct Step<'a> {
    call: &'a Call,
    about: Phrase,
}

/// What a token allows, and the calls that ask for it.
#[derive(Debug, Serialize)]
struct Scope<'a> {
    name: &'a str,
    text: Phrase,
    calls: Vec<&'a Call>,
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
        .filter_map(|(at, zh)| phrase(&shown(zh), &shown(english.get(at).copied().unwrap_or_default())))
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
        steps: steps(topics),
        scopes: scopes(topics),
        topics,
        parameters: parameters.collect(),
        headers: headers.collect(),
        problems: problem::all(document),
        codes: problem::codes(),
    }
}

/// From a draft to a decision: operation, English, Chinese.
const STEPS: [(&str, &str, &str); 6] = [
    (
        "createCase",
        "Begin a draft, with or without an application. The answer 201 gives caseId, which stands in all further addresses, and in the header ETag the version of the draft.",
        "新建草稿，可以带上申请内容。应答201给出caseId，以后的地址都用它；应答头ETag是草稿的版本。",
    ),
    (
        "saveApplication",
        "Save the application as it grows. If-Match carries the ETag of the last answer: after the draft was begun that of createCase, then that of the save before. 412 means that it was changed meanwhile: read it again.",
        "随填随存，每次整体保存。If-Match填上一次应答的ETag：第一次用createCase应答的，以后用上一次保存应答的。应答412表示内容已被更新，先重新读取。",
    ),
    (
        "supplyMaterial",
        "For each material choose how it is supplied: as files, or by a certificate, shared data or a commitment instead.",
        "逐项选择材料提供方式：上传文件，或者用电子证照、数据共享、告知承诺代替。",
    ),
    (
        "uploadMaterial",
        "Upload a file of a material; addMaterialFile adds further ones. Wait until scan is clean.",
        "上传材料的文件，再加文件用addMaterialFile；等到scan为clean。",
    ),
    (
        "submitCase",
        "Submit the whole application. 202 means received; 422 lists in errors every place that is to be put right.",
        "提交完整的申请。应答202表示已收到；应答422在errors中列出需要改正的每一处。",
    ),
    (
        "getStatus",
        "Follow the case at the address that Location gave, no sooner than Retry-After says. Where a correction is asked for: correctCase, once.",
        "在Location给出的地址查询进度，间隔不短于Retry-After。需要补正的，用correctCase补正一次。",
    ),
];

fn steps(topics: &[Topic]) -> Vec<Step<'_>> {
    let steps = STEPS.iter().filter_map(|(id, en, zh)| {
        let call = topics.iter().flat_map(|topic| &topic.calls).find(|call| call.id == *id)?;
        Some(Step { call, about: Phrase::new(en, zh) })
    });
    steps.collect()
}

fn scopes(topics: &[Topic]) -> Vec<Scope<'_>> {
    let scope = |(name, zh, en): &(&'static str, &str, &str)| {
        let calls = topics.iter().flat_map(|topic| &topic.calls).filter(|call| call.asks_for(name));
        Scope { name, text: Phrase::new(&capital(en), zh), calls: calls.collect() }
    };
    SCOPES.iter().map(scope).collect()
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
