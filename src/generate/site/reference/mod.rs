//! The reference of the API, read from its descriptions: overview, operations, shapes of data, kinds
//! of fault, and of every item what it makes its own. Pages, so that it works without scripts.

mod call;
mod cases;
mod curl;
mod item;
mod overview;
mod problem;
mod shape;

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use super::Pages;
use super::browse::{chunks, page_path, pager, place};
use super::facts::Facts;
use super::search::Record;
use super::sheet::scope;
use super::view::{Group, Link, List};
use super::words::{joined, unknown_body};
use crate::error::Error;
use crate::generate::Job;
use crate::model::phrase::Phrase;
use crate::openapi::Document;
use crate::openapi::document::Shape;
use crate::openapi::schema::Schema;
use call::{Call, Calls, OVERVIEW};
pub(super) use item::write as write_item;
use shape::{Part, Reader, SHAPES, fold, told};

/// The page with all operations.
const OPERATIONS: &str = "api/operations.html";
/// The page that lists the items with a description of their own.
const ITEMS: &str = "api/items.html";

/// A shape of data with its name.
#[derive(Debug, Serialize)]
struct Shaped {
    name: String,
    title: Option<Phrase>,
    part: Part,
}

/// A group of operations.
#[derive(Debug, Serialize)]
struct Topic {
    id: String,
    title: Phrase,
    about: Option<Phrase>,
    calls: Vec<Call>,
}

/// A page with groups of operations, or with shapes.
#[derive(Debug, Serialize)]
struct Chapter<T> {
    title: Phrase,
    back: Vec<Link>,
    parts: Vec<T>,
}

/// Links to the parts of the reference, for the first page.
pub(super) fn group() -> Group {
    let links = vec![
        Link::to(OVERVIEW, Phrase::new("API reference", "接口文档")),
        Link::to(OPERATIONS, Phrase::new("Operations", "操作")),
        Link::to(SHAPES, Phrase::new("Shapes of data", "数据结构")),
        Link::to(ITEMS, Phrase::new("Descriptions of items", "各事项接口")),
    ];
    Group { title: Some(Phrase::new("For developers", "接口对接")), links }
}

fn back() -> Vec<Link> {
    let home = Link::to("index.html", Phrase::new("Home", "首页"));
    vec![home, Link::to(OVERVIEW, Phrase::new("API reference", "接口文档"))]
}

/// Writes the pages of the service API, adds to what can be found; the paths of the pages.
pub(super) fn write(
    pages: &Pages<'_>,
    document: &Document,
    (seen, departments): (&[Facts], &[(Phrase, [String; 2])]),
    records: &mut Vec<Record>,
) -> Result<Vec<String>, Error> {
    let reader = Reader { own: SHAPES, when: HashMap::new(), cases: HashMap::new() };
    let calls = Calls { document, shared: document, reader, thin: false };
    let topics = topics(&calls);
    let title = Phrase::new("API reference", "接口文档");
    pages.put("site/api.html", OVERVIEW, &title, &overview::page(&calls, &topics, pages.job))?;
    let found = |path: String, title: Phrase, note: &str| {
        let note = Phrase::new(&format!("API · {note}"), &format!("接口 · {note}"));
        Record { path, title, note }
    };
    for call in topics.iter().flat_map(|topic| &topic.calls) {
        let note = format!("{} · {}", call.id, call.path);
        records.push(found(format!("{OPERATIONS}#op-{}", call.id), call.summary.clone(), &note));
    }
    let title = Phrase::new("Operations", "操作");
    let chapter = Chapter { title: title.clone(), back: back(), parts: topics };
    pages.put("site/api-operations.html", OPERATIONS, &title, &chapter)?;
    let shapes = shapes(document, &calls.reader)?;
    for own in &shapes {
        let title = own.title.clone().unwrap_or_else(|| Phrase::new(&own.name, &own.name));
        records.push(found(format!("{SHAPES}#schema-{}", own.name), title, &own.name));
    }
    let title = Phrase::new("Shapes of data", "数据结构");
    let chapter = Chapter { title: title.clone(), back: back(), parts: shapes };
    pages.put("site/api-schemas.html", SHAPES, &title, &chapter)?;
    for own in problem::write(pages, document)? {
        records.push(found(format!("{OVERVIEW}#problem-{}", own.slug), problem::said(own.title), own.slug));
    }
    let mut paths = vec![OVERVIEW.to_owned(), OPERATIONS.to_owned(), SHAPES.to_owned()];
    paths.extend(items(pages, seen, departments)?);
    Ok(paths)
}

/// The operations by their tags, what the service calls at the end.
fn topics(calls: &Calls<'_>) -> Vec<Topic> {
    let mut by_tag: HashMap<&str, Vec<Call>> = HashMap::new();
    for (tag, call) in calls.all(false) {
        by_tag.entry(tag).or_default().push(call);
    }
    let tags = calls.document.tags.iter().filter_map(|tag| {
        let title = told(&tag.display_name, tag.i18n.as_ref(), |en| &en.title);
        Some(Topic {
            id: tag.name.clone(),
            title: title.unwrap_or_else(|| Phrase::new(&tag.name, &tag.name)),
            about: told(&tag.description, tag.i18n.as_ref(), |en| &en.description),
            calls: by_tag.remove(tag.name.as_str())?,
        })
    });
    let mut topics: Vec<Topic> = tags.collect();
    let webhooks: Vec<Call> = calls.all(true).into_iter().map(|(_, call)| call).collect();
    if !webhooks.is_empty() {
        let about = Phrase::new(
            "What the service sends to those who subscribed.",
            "服务端向订阅者推送的内容，由订阅者接收。",
        );
        topics.push(Topic {
            id: "webhooks".to_owned(),
            title: Phrase::new("webhooks", "推送"),
            about: Some(about),
            calls: webhooks,
        });
    }
    topics
}

/// The shapes that a description holds itself.
fn shapes(document: &Document, reader: &Reader<'_>) -> Result<Vec<Shaped>, Error> {
    let mut seen = HashMap::new();
    let shape = |(name, shape): (&str, &Shape)| {
        let mut part = match shape {
            Shape::Known(schema) => reader.part(schema, ""),
            Shape::Given(value) => {
                let schema = Schema::deserialize(value).map_err(|error| Error::Write(error.into()))?;
                reader.part(&schema, &format!("/{name}"))
            }
        };
        fold(&mut part, &format!("{}#schema-{name}", reader.own), &mut seen);
        // The section around it has this anchor.
        part.id = None;
        Ok(Shaped { name: name.to_owned(), title: part.title.take(), part })
    };
    document.components.schemas.iter().map(shape).collect()
}

/// Where an item is done, and by which body; one of the directory itself is known by its code.
fn whose(job: &Job<'_>, own: &Facts) -> [Phrase; 2] {
    if !own.implementation {
        return [scope(job, &own.basic_code).place, Phrase::new(&own.basic_code, &own.basic_code)];
    }
    let place = own.region.as_deref().map_or_else(
        || Phrase::new("place not stated in the sources", "来源未载明地区"),
        |code| place(job, code),
    );
    [place, own.body.clone().unwrap_or_else(unknown_body)]
}

/// The list of items with a description of their own, after the descriptions of departments.
fn items(
    pages: &Pages<'_>,
    seen: &[Facts],
    departments: &[(Phrase, [String; 2])],
) -> Result<Vec<String>, Error> {
    let bundles = departments.iter().flat_map(|(name, files)| {
        let formats = [Phrase::new("YAML", "YAML"), Phrase::new("JSON", "JSON")];
        let links = files.iter().zip(formats);
        links.map(|(file, format)| Link::noted(&format!("../api/{file}"), name.clone(), Some(format)))
    });
    let mut bundles = Some(Group {
        title: Some(Phrase::new("All items of a department", "按部门汇总的接口说明")),
        links: bundles.collect(),
    });
    let link = |own: &Facts| {
        let unstated =
            own.unstated.then(|| Phrase::new("application not stated in the sources", "来源未载明申请内容"));
        let note = whose(pages.job, own).into_iter().chain(unstated).collect::<Vec<_>>();
        Some(Link::noted(own.reference.as_deref()?, own.name.clone(), joined(&note, " · ", " · ")))
    };
    let links: Vec<Link> = seen.iter().filter_map(link).collect();
    let title = Phrase::new("Descriptions of items", "各事项接口");
    let lead = Phrase::new(
        "What the application, materials, fees and results of each item look like. All else is the service API.",
        "各事项的申请内容、材料、收费和结果的数据结构；其余操作见通用接口。",
    );
    let several = pager(ITEMS, links.len());
    let mut paths = Vec::new();
    for (number, links) in chunks(&links).enumerate() {
        let path = page_path(ITEMS, number);
        let first = bundles.take().filter(|bundles| !bundles.links.is_empty());
        let title_of_each = first.as_ref().map(|_| Phrase::new("Item by item", "各事项"));
        let each = Group { title: title_of_each, links: links.to_vec() };
        let list = List {
            title: title.clone(),
            lead: vec![lead.clone()],
            back: back(),
            beside: Vec::new(),
            groups: first.into_iter().chain([each]).collect(),
            pages: several.clone(),
        };
        pages.put("site/list.html", &path, &title, &list)?;
        paths.push(path);
    }
    Ok(paths)
}
