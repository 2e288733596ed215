//! What an item makes its own: the application, its materials, fees and results.

use serde_json::{Value, json};

use super::call::TERMINAL;
use super::document::{Components, Document, Example, Info, SecurityScheme, Shape};
use super::entries::Entries;
use super::frame::{Frame, Version};
use super::guide::{Guide, Named};
use super::schema::{I18n, Meaning, Schema, Words};
use super::service;
use super::settings::Settings;
use super::{calls, example, shapes, tags};
use crate::diagnostic::Text;
use crate::form::{Field, Form, Handling, Section, Type};

/// An item as its description needs it.
#[derive(Debug)]
pub struct Item<'i> {
    /// What is said of it.
    pub guide: Guide,
    /// Its forms, each with the JSON Schema of the application.
    pub forms: &'i [(&'i Form, Value)],
}

/// Where the shared components are, seen from the description of an item.
const SHARED: &str = "../service.openapi.json";

/// The thin description of an item: its own shapes; what is shared is pointed at.
pub fn document(settings: &Settings, item: &Item<'_>) -> Document {
    let Parts { paths, schemas, examples, own_tags } = parts(settings, item, SHARED, "");
    let guide = &item.guide;
    let (tags, tag_groups) = tags::tags(settings.version, &|tag| own_tags.iter().any(|own| own == tag));
    let (description, description_en) = settings.opened(&guide.about());
    let scheme = |name: &str| {
        let reference = format!("{SHARED}#/components/securitySchemes/{name}");
        (name.to_owned(), SecurityScheme { reference, ..SecurityScheme::default() })
    };
    Document {
        openapi: settings.version.number().into(),
        own_address: settings.own_address(&format!("{}.openapi.json", guide.id)),
        info: Info {
            title: guide.title.zh.clone(),
            summary: format!("{} 的办理接口", guide.known_by),
            description,
            contact: Some(settings.contact()),
            version: format!("{}.0.0", guide.version.unwrap_or(1)),
            audience: "external-public".into(),
            api_id: format!("urn:mulu:item:{}", guide.id),
            i18n: Some(I18n {
                en: Words {
                    title: guide.title.en().to_owned(),
                    summary: format!("Handling of {}", guide.known_by),
                    description: description_en,
                },
            }),
        },
        servers: settings.servers(),
        tags,
        tag_groups,
        paths,
        components: Components {
            schemas,
            examples,
            security_schemes: ["nationalIdentity", "legalPersonIdentity", "gatewaySignature"]
                .into_iter()
                .chain((settings.version == Version::V32).then_some(TERMINAL))
                .map(scheme)
                .collect(),
            ..Components::default()
        },
        origin: Some(settings.origin(&guide.known_by, guide.version)),
        exemptions: guide.exemptions.clone(),
        ..Document::default()
    }
}

/// The calls and shapes of an item.
pub(super) struct Parts {
    pub(super) paths: Entries<super::document::PathItem>,
    pub(super) schemas: Entries<Shape>,
    pub(super) examples: Entries<Example>,
    own_tags: Vec<String>,
}

/// The calls and shapes of an item, for a file where shared components are at `shared` and names
/// of own shapes end in `suffix`.
pub(super) fn parts(settings: &Settings, item: &Item<'_>, shared: &str, suffix: &str) -> Parts {
    let guide = &item.guide;
    let materials = materials(item.forms);
    let mut own = vec!["Application", "Submission", "Correction"];
    for (name, list) in [("MaterialId", &materials), ("FeeId", &guide.fees), ("ResultId", &guide.results)] {
        if !list.is_empty() {
            own.push(name);
        }
    }
    if !guide.fees.is_empty() {
        own.push("PaymentRequest");
    }
    let name = format!("application{suffix}");
    let place = format!("#/components/examples/{name}");
    let examples: Entries<Example> =
        shown(item).map(|value| (name, Example { value, ..Example::default() })).into_iter().collect();
    let first = |list: &'_ [Named]| list.first().map(|named| named.id.clone());
    let (material, fee, result) = (first(&materials), first(&guide.fees), first(&guide.results));
    let frame = Frame {
        item: Some(&guide.known_by),
        code: guide.code.as_deref(),
        own: &own,
        shared,
        suffix,
        version: settings.version,
        purpose: guide.purpose.as_ref(),
        sunset: guide.sunset.as_deref(),
        application: (!examples.is_empty()).then_some(&place),
        material: material.as_deref(),
        fee: fee.as_deref(),
        result: result.as_deref(),
    };
    let mut paths = Entries::default();
    let mut own_tags = Vec::new();
    for call in calls::of_item(frame) {
        own_tags.extend(call.operation.tags.clone());
        call.put_into(&mut paths);
    }
    let mut schemas = applications(frame, item);
    let lists = [
        ("MaterialId", "材料标识", "id of the material", "MATERIAL_NAME", &materials),
        ("FeeId", "收费项目标识", "id of the fee", "FEE_NAME", &guide.fees),
        ("ResultId", "结果标识", "id of the result", "RESULT_NAME", &guide.results),
    ];
    for (name, zh, en, field, list) in lists.into_iter().filter(|(.., list)| !list.is_empty()) {
        let shape = Schema {
            meanings: list.iter().map(meaning).collect(),
            ..Schema::words(list.iter().map(|named| named.id.as_str()))
        };
        schemas.add(frame.name(name), shape.named(&Text::new(en, zh)).field(field).into());
    }
    if !guide.fees.is_empty() {
        schemas.add(frame.name("PaymentRequest"), shapes::payment_request(frame.schema("FeeId")).into());
    }
    Parts { paths, schemas, examples, own_tags }
}

/// The body of the first form for which an application can be made up; none where no source says what it holds.
fn shown(item: &Item<'_>) -> Option<Value> {
    let mut stated = item.forms.iter().filter(|(form, _)| form.stated);
    let (form, application) = stated.find_map(|(form, _)| Some((form, example::application(form)?)))?;
    Some(match seq(form) {
        Some(seq) => json!({"handlingItem": seq, "application": application}),
        None => json!({"application": application}),
    })
}

/// The application of each handling item, and the bodies that carry it.
fn applications(frame: Frame<'_>, item: &Item<'_>) -> Entries<Shape> {
    let mut schemas = Entries::default();
    let mut submissions = Vec::new();
    let mut corrections = Vec::new();
    for (form, schema) in item.forms {
        let seq = seq(form);
        let name = frame.name(&format!("Application{}", seq.unwrap_or_default()));
        let mut schema = item.guide.marked(schema.clone(), form);
        for (section, field) in file_fields(form) {
            let place = format!("/properties/sections/properties/{}/properties/{}", section.id, field.id);
            if let Some(shape) = schema.pointer_mut(&place) {
                shape["x-slot"] = json!(slot_of(section, field));
            }
        }
        schemas.add(name.clone(), Shape::Given(schema));
        let application = || Schema::at(format!("#/components/schemas/{name}"));
        let handling = || seq.map(|seq| handling_item(form, seq));
        submissions.push(shapes::submission(application(), handling()));
        corrections.push(shapes::correction(application(), handling()));
    }
    let one_of = |list: Vec<Schema>, zh: &str, en: &str| {
        <[Schema; 1]>::try_from(list).map_or_else(
            |list| {
                Schema { one_of: list, ..Schema::default() }.named(&Text::new(en.to_owned(), zh.to_owned()))
            },
            |[only]| only,
        )
    };
    schemas.add(frame.name("Submission"), one_of(submissions, "提交", "submission").into());
    schemas.add(frame.name("Correction"), one_of(corrections, "补正", "correction").into());
    schemas
}

fn seq(form: &Form) -> Option<&str> {
    form.item.handling_item.as_ref().map(|handling| handling.seq.as_str())
}

/// The handling item that a body is for.
fn handling_item(form: &Form, seq: &str) -> Schema {
    let only = Schema { only: Some(json!(seq)), ..Schema::of("string") };
    let name = form.item.handling_item.as_ref().map(Handling::marked);
    let name = name.map(|name| Text::new(name.en().to_owned(), name.zh.clone()));
    name.map_or(only.clone(), |name| only.named(&name)).field("TASK_HANDLE_ITEM")
}

/// The materials of all forms, each once, and the fields that take files: their content is sent alike.
fn materials(forms: &[(&Form, Value)]) -> Vec<Named> {
    let mut all: Vec<Named> = Vec::new();
    for slot in forms.iter().flat_map(|(form, _)| &form.materials) {
        if !all.iter().any(|own| own.id == slot.id) {
            all.push(Named { id: slot.id.clone(), name: slot.name.clone(), note: String::new() });
        }
    }
    let fields = forms.iter().flat_map(|(form, _)| file_fields(form));
    for (section, field) in fields {
        let id = slot_of(section, field);
        if !all.iter().any(|own| own.id == id) {
            let note = format!("/sections/{}/{}", section.id, field.id);
            all.push(Named { id, name: field.label.clone(), note });
        }
    }
    all
}

/// The fields that take files, each with its section.
fn file_fields(form: &Form) -> impl Iterator<Item = (&Section, &Field)> {
    let all = form.sections.iter().flat_map(|own| own.fields.iter().map(move |field| (own, field)));
    all.filter(|(_, field)| field.kind == Type::File)
}

/// The id under which the files of a field are sent: no id of a material has two hyphens in a row.
fn slot_of(section: &Section, field: &Field) -> String {
    format!("{}--{}", section.id, field.id)
}

fn meaning(named: &Named) -> Meaning {
    Meaning {
        value: named.id.clone(),
        zh: named.name.zh.clone(),
        en: named.name.en.clone().unwrap_or_default(),
        code: String::new(),
        table: String::new(),
        note: named.note.clone(),
    }
}

/// The file of an item.
pub fn file(id: &str) -> String {
    format!("items/{id}.openapi")
}

/// The file of the service API, without its ending.
pub fn service_file() -> &'static str {
    service::FILE.trim_end_matches(".json")
}
