//! API descriptions of a catalogue: the service API, one an item, one a department.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use serde::Serialize;
use serde_json::{Value, json};

use super::form::application;
use super::{Entry, Generator, Job, Marks, Output, Sink, pretty};
use crate::error::Error;
use crate::form::{self, Form};
use crate::model::exemption::{self, Exemption};
use crate::model::item::ItemKind;
use crate::model::phrase::{Coded, Phrase};
use crate::model::public::Public;
use crate::openapi::bundle::{self, Fragment};
use crate::openapi::item::{self, Item};
use crate::openapi::write::{self, Layout};
use crate::openapi::{Contact, Document, Guide, ServerOf, Settings, Version, service};

/// Makes API descriptions.
#[derive(Debug)]
pub struct Descriptions {
    version: Version,
    /// What the items of each department add to its description: of the directory's own items,
    /// since what one body does has a description of its own.
    departments: Mutex<BTreeMap<String, (Phrase, Vec<Fragment>)>>,
}

impl Descriptions {
    /// Descriptions in a version of OpenAPI.
    pub fn new(version: Version) -> Self {
        Self { version, departments: Mutex::default() }
    }

    /// Writes the description of an item that has forms, where there is a sink for it, and keeps what
    /// the item adds to the description of its department.
    pub(super) fn describe(
        &self,
        job: &Job<'_>,
        public: &Public<'_>,
        forms: &[(&Form, Value)],
        sink: Option<&dyn Sink>,
    ) -> Result<Option<Document>, Error> {
        let maker = job.maker();
        let records = exemption::standing(public.list("exemptions"), maker.registers.laws(), job.day);
        let standing: Vec<Exemption<'_>> = records.collect();
        let Some(guide) = Guide::of(&maker, public, forms, &standing) else { return Ok(None) };
        let item = Item { guide, forms };
        let settings = self.settings(job);
        if let Some(department) = &item.guide.department
            && public.item.own.kind == ItemKind::Basic
        {
            let fragment = bundle::fragment(&settings, &item)?;
            let mut departments = self.departments.lock().unwrap_or_else(PoisonError::into_inner);
            let own =
                departments.entry(department.zh.clone()).or_insert_with(|| (department.clone(), Vec::new()));
            own.1.push(fragment);
        }
        let Some(sink) = sink else { return Ok(None) };
        let document = item::document(&settings, &item);
        put(sink, &item::file(&item.guide.id), &document, Layout::Line)?;
        Ok(Some(document))
    }

    /// Writes the descriptions of the departments of all items that were described; their names and
    /// the paths of their files.
    pub(super) fn departments(
        &self,
        job: &Job<'_>,
        sink: &dyn Sink,
    ) -> Result<Vec<(Phrase, [String; 2])>, Error> {
        let settings = self.settings(job);
        let departments =
            std::mem::take(&mut *self.departments.lock().unwrap_or_else(PoisonError::into_inner));
        let written = departments.into_values().map(|(department, mut fragments)| {
            fragments.sort_unstable_by(|a, b| a.id.cmp(&b.id));
            let document = bundle::document(&settings, job.reading.standard, &department, fragments);
            let path = bundle::file(&department.zh);
            put(sink, &path, &document, Layout::Lines)?;
            Ok((department, files(&path)))
        });
        written.collect()
    }

    /// The description of the service API, for other generators.
    pub(super) fn service(&self, job: &Job<'_>) -> Document {
        service::document(&self.settings(job), job.reading.standard)
    }

    /// What a catalogue says of its API.
    fn settings(&self, job: &Job<'_>) -> Settings {
        let manifest = job.manifest;
        let site = &manifest.site;
        let phrase = |zh: &str, en: Option<&str>| Phrase { en: en.map(str::to_owned), ..Phrase::zh(zh) };
        let contact = |key: &str| {
            let own = site.contact.iter().find(|(own, _)| own == key);
            own.map(|(_, value)| value.clone()).unwrap_or_default()
        };
        let name = Some(contact("name")).filter(|name| !name.is_empty());
        let assurance = job.reading.standard.list("assurance");
        let levels = assurance.iter().flat_map(|list| list.codes());
        Settings {
            version: self.version,
            edition: job.reading.standard.name.clone(),
            name: phrase(&manifest.name, manifest.name_en.as_deref()),
            servers: site
                .servers
                .iter()
                .map(|server| ServerOf {
                    url: server.url.clone(),
                    network: server.network.clone().unwrap_or_default(),
                    description: server
                        .description
                        .as_deref()
                        .map(|zh| phrase(zh, server.description_en.as_deref())),
                })
                .collect(),
            site: site.url.clone(),
            contact: name.or_else(|| site.organisation.clone()).map(|name| Contact {
                name,
                url: contact("url"),
                email: contact("email"),
            }),
            identity: site.identity.clone(),
            assurance: levels
                .map(|code| Coded { slug: code.slug.clone(), label: Phrase::new(&code.en, &code.zh) })
                .collect(),
            notices: job.marks.notices(),
            demo: job.marks.demo,
            preview: job.marks.preview,
        }
    }
}

impl Generator for Descriptions {
    fn name(&self) -> &'static str {
        "openapi"
    }

    fn options(&self) -> String {
        self.version.number().to_owned()
    }

    fn item(&self, job: &Job<'_>, public: &Public<'_>, sink: Option<&dyn Sink>) -> Result<Vec<Entry>, Error> {
        let mut forms = form::forms(&job.maker(), public);
        forms.retain(|form| {
            let seq = form.item.handling_item.as_ref().map(|handling| handling.seq.as_str());
            job.selection.picks(&public.item, seq)
        });
        let forms = with_schemas(&forms);
        let Some((first, _)) = forms.first() else { return Ok(Vec::new()) };
        self.describe(job, public, &forms, sink)?;
        let (about, id) = (&first.item, form::id(public, None));
        Ok(vec![Entry {
            basic_code: about.basic_code.clone(),
            code: about.code.clone(),
            handling_item: None,
            name: about.name.clone(),
            region: about.region.clone(),
            files: files(&item::file(&id)).into(),
            id,
        }])
    }

    fn whole(&self, job: &Job<'_>, entries: &[Entry], sink: &dyn Sink) -> Result<(), Error> {
        self.departments(job, sink)?;
        catalogue(job.marks, entries, sink)
    }

    fn shared(&self, job: &Job<'_>, sink: &dyn Sink) -> Result<(), Error> {
        put(sink, item::service_file(), &self.service(job), Layout::Lines)
    }
}

/// Forms, each with the JSON Schema of its application.
pub(super) fn with_schemas(forms: &[Form]) -> Vec<(&Form, Value)> {
    forms.iter().map(|form| (form, application(form))).collect()
}

/// A description as both files.
fn put(sink: &dyn Sink, path: &str, document: &impl Serialize, layout: Layout) -> Result<(), Error> {
    let [yaml, json] = files(path);
    sink.pour(&yaml, &|to| write::yaml(document, to))?;
    sink.pour(&json, &|to| write::json(document, layout, to))
}

/// The files of a description.
fn files(path: &str) -> [String; 2] {
    ["yaml", "json"].map(|ending| format!("{path}.{ending}"))
}

/// All descriptions as links, for `/.well-known/api-catalog` (RFC 9727, RFC 9264). A set of links holds
/// nothing else, so that each says itself what every output must say.
pub(super) fn catalogue(marks: Marks, entries: &[Entry], sink: &dyn Sink) -> Result<(), Error> {
    let title = marks.line();
    let described = |path: String| {
        let mut link = json!({"href": path, "type": "application/openapi+json"});
        if let Some(title) = &title {
            link["title"] = json!(title);
        }
        link
    };
    let file = |entry: &Entry| {
        let file = format!("{}.json", item::file(&entry.id));
        entry.files.iter().any(|own| own.ends_with(&file)).then_some(file)
    };
    // What a body does is at no address as long as no source states its code.
    let (coded, uncoded): (Vec<&Entry>, Vec<&Entry>) =
        entries.iter().partition(|entry| entry.code.is_some() || entry.region.is_none());
    let own = coded.into_iter().filter_map(|entry| {
        let code = entry.code.as_ref().unwrap_or(&entry.basic_code);
        Some(json!({"anchor": format!("/v1/items/{code}"), "service-desc": [described(file(entry)?)]}))
    });
    let uncoded: Vec<Value> = uncoded.into_iter().filter_map(file).map(described).collect();
    let uncoded = (!uncoded.is_empty()).then(|| json!({"anchor": "/v1/items", "service-desc": uncoded}));
    let service = json!({"anchor": "/v1", "service-desc": [described(service::FILE.to_owned())]});
    let links = json!({"linkset": std::iter::once(service).chain(uncoded).chain(own).collect::<Vec<_>>()});
    sink.put(Output { path: "api-catalog.json".into(), bytes: pretty(&links)? })
}
