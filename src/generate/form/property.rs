//! The parts of an application as schemas: questions, fields, materials, consent, signature.

use serde_json::{Map, Value, json};

use crate::form::{Check, Choice, Field, Form, Section, Signature, Slot, Type, Upload};
use crate::model::phrase::{Coded, Phrase};

/// Most characters of a text of which no source gives the length.
pub(super) const TEXT: i64 = 2000;

/// Most decimal places for which `checks.mjs` holds a format.
const MOST_DECIMALS: i64 = 9;

/// Whom a schema is for.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Flavour {
    /// Readers that want to know all: labels of options and what else is known under `x-` keys.
    Canonical,
    /// A form engine: keywords only. Labels stand beside the schema: a `const` would be preselected.
    Engine,
}

/// What stands in English beside title and description.
pub(super) fn english(title: Option<&Phrase>, description: Option<&Phrase>) -> Value {
    let texts = [("title", title), ("description", description)];
    let texts = texts.into_iter().filter_map(|(key, text)| Some((key.to_owned(), json!(text?.en.as_ref()?))));
    map([("en", texts.collect::<Map<String, Value>>().into())])
}

/// An object of values that are at hand: `json!` would copy them, at every level anew.
pub(super) fn map<const N: usize>(entries: [(&str, Value); N]) -> Value {
    entries.into_iter().map(|(key, value)| (key.to_owned(), value)).collect::<Map<_, _>>().into()
}

/// Whether a section must be there where it is shown.
pub(super) fn needed(section: &Section) -> bool {
    section.fields.iter().any(|field| field.required)
}

/// An object with these parts and no others.
pub(super) fn object(properties: impl Into<Value>, required: &[&str]) -> Value {
    map([
        ("type", "object".into()),
        ("properties", properties.into()),
        ("required", required.into()),
        ("additionalProperties", false.into()),
    ])
}

/// Title, description and English beside a schema.
fn named(mut schema: Value, title: &Phrase, hint: Option<&Phrase>, flavour: Flavour) -> Value {
    schema["title"] = title.zh.as_str().into();
    if let Some(hint) = hint {
        schema["description"] = hint.zh.as_str().into();
    }
    if flavour == Flavour::Canonical {
        schema["x-i18n"] = english(Some(title), hint);
    }
    schema
}

/// One of several options.
fn one_of(options: &[Choice], flavour: Flavour) -> Value {
    let ids: Vec<&str> = options.iter().map(|option| option.id.as_str()).collect();
    let mut schema = json!({"type": "string", "enum": ids});
    if flavour == Flavour::Canonical {
        schema["x-options"] = json!(options);
    }
    schema
}

fn choice(options: &[Choice], multiple: bool, flavour: Flavour) -> Value {
    let one = one_of(options, flavour);
    if !multiple {
        return one;
    }
    map([("type", "array".into()), ("items", one), ("uniqueItems", true.into())])
}

pub(super) fn coded(values: &[Coded]) -> Vec<Choice> {
    values.iter().map(|value| Choice { id: value.slug.clone(), label: value.label.clone() }).collect()
}

/// The questions.
pub(super) fn situations(form: &Form, flavour: Flavour) -> Value {
    let properties = form.questions.iter().map(|question| {
        let mut schema = choice(&question.options, question.multiple, flavour);
        if question.multiple {
            schema["minItems"] = json!(1);
        }
        (question.id.clone(), named(schema, &question.text, None, flavour))
    });
    let always = form.questions.iter().filter(|question| question.when.is_always());
    let required: Vec<&str> = always.map(|question| question.id.as_str()).collect();
    named(
        object(properties.collect::<Map<_, _>>(), &required),
        &Phrase::new("Situation", "情形"),
        None,
        flavour,
    )
}

/// The sections.
pub(super) fn sections(form: &Form, flavour: Flavour) -> Value {
    let properties =
        form.sections.iter().map(|section| (section.id.clone(), self::section(section, flavour)));
    let always = form.sections.iter().filter(|section| section.when.is_always() && needed(section));
    let required: Vec<&str> = always.map(|section| section.id.as_str()).collect();
    named(
        object(properties.collect::<Map<_, _>>(), &required),
        &Phrase::new("Particulars", "填写内容"),
        None,
        flavour,
    )
}

/// One section.
pub(super) fn section(section: &Section, flavour: Flavour) -> Value {
    let properties = section.fields.iter().map(|own| (own.id.clone(), field(own, flavour)));
    let always = section.fields.iter().filter(|field| field.required && field.when.is_always());
    let required: Vec<&str> = always.map(|field| field.id.as_str()).collect();
    let mut schema =
        named(object(properties.collect::<Map<_, _>>(), &required), &section.title, None, flavour);
    let documents: Vec<Value> = section.fields.iter().flat_map(document_shapes).collect();
    if !documents.is_empty() {
        schema["allOf"] = documents.into();
    }
    schema
}

/// The shape of a document's number by its type, without which nothing can be said of it.
fn document_shapes(field: &Field) -> Vec<Value> {
    let Some(document) = &field.document else { return Vec::new() };
    let shapes = document.shapes.iter().map(|shape| {
        let mut number = json!({});
        if let Some(pattern) = &shape.pattern {
            number["pattern"] = json!(pattern);
        }
        if let Some(format) = shape.check.and_then(format) {
            number["format"] = json!(format);
        }
        json!({
            "if": {"properties": {&document.type_field: {"const": shape.option}}, "required": [document.type_field]},
            "then": {"properties": {&field.id: number}},
        })
    });
    let together = document
        .asked_together
        .then(|| json!({"if": {"required": [field.id]}, "then": {"required": [document.type_field]}}));
    together.into_iter().chain(shapes).collect()
}

/// The format that stands for a check.
pub(super) fn format(check: Check) -> Option<&'static str> {
    match check {
        Check::Uscc => Some("uscc"),
        Check::CitizenId => Some("citizen-id"),
        // A pattern says it: see the form.
        Check::Phone => None,
    }
}

/// One field.
pub(super) fn field(field: &Field, flavour: Flavour) -> Value {
    let mut schema = match field.kind {
        Type::Number => number(field),
        Type::Choice => {
            let mut schema = choice(&field.options, field.multiple, flavour);
            if field.multiple && field.required {
                schema["minItems"] = json!(1);
            }
            schema
        }
        Type::Boolean => json!({"type": "boolean"}),
        Type::File => files(),
        Type::Date => json!({"type": "string", "format": "date", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}),
        _ => text(field),
    };
    if flavour == Flavour::Canonical {
        let known = [
            ("x-element", json!(field.element)),
            ("x-type", json!(field.kind)),
            ("x-sensitivity", json!(field.sensitivity)),
            ("x-purpose", json!(field.purpose)),
            ("x-prefill", json!(field.prefill)),
            ("x-unit", json!(field.unit)),
            ("x-decimals", json!(field.decimals)),
        ];
        for (key, value) in known.into_iter().filter(|(_, value)| !value.is_null()) {
            schema[key] = value;
        }
    }
    named(schema, &field.label, field.hint.as_ref(), flavour)
}

fn number(field: &Field) -> Value {
    let mut schema = json!({"type": if field.decimals == Some(0) { "integer" } else { "number" }});
    if let Some(places) = field.decimals.filter(|places| (1..=MOST_DECIMALS).contains(places)) {
        // `multipleOf` refuses 0.07 as no multiple of 0.01 where it is reckoned in binary.
        schema["format"] = json!(format!("decimals-{places}"));
    }
    for (key, bound) in [("minimum", field.minimum), ("maximum", field.maximum)] {
        if let Some(bound) = bound {
            // A whole bound is written as one: 0, not 0.0.
            let whole = serde_json::Number::from_f64(bound).filter(|_| bound.fract() != 0.0);
            schema[key] = whole.map_or_else(|| json!(bound as i64), Value::Number);
        }
    }
    schema
}

fn text(field: &Field) -> Value {
    let mut schema = json!({"type": "string", "maxLength": field.max_length.unwrap_or(TEXT)});
    if let Some(pattern) = &field.pattern {
        schema["pattern"] = json!(pattern);
    } else if field.required {
        // Spaces alone are no answer.
        schema["pattern"] = json!("\\S");
    }
    if let Some(format) = field.check.and_then(format) {
        schema["format"] = json!(format);
    }
    schema
}

/// Files that are sent beside the application: what is said of them in it.
pub(super) fn files() -> Value {
    json!({
        "type": "array",
        "minItems": 1,
        "maxItems": Upload::FILES,
        "items": {
            "type": "object",
            "properties": {
                "name": {"type": "string", "maxLength": 255, "pattern": Upload::name_pattern()},
                "size": {"type": "integer", "minimum": 0, "maximum": Upload::BYTES},
                "type": {"type": "string", "maxLength": 127},
            },
            "required": ["name"],
            "additionalProperties": false,
        },
    })
}

/// The materials.
pub(super) fn materials(form: &Form, flavour: Flavour) -> Value {
    let properties = form.materials.iter().map(|slot| (slot.id.clone(), material(slot, flavour)));
    let always = form.materials.iter().filter(|slot| slot.when.is_always() && slot.is_required());
    let required: Vec<&str> = always.map(|slot| slot.id.as_str()).collect();
    named(
        object(properties.collect::<Map<_, _>>(), &required),
        &Phrase::new("Materials", "申请材料"),
        None,
        flavour,
    )
}

/// One material: the way it is supplied, and what goes with the way.
pub(super) fn material(slot: &Slot, flavour: Flavour) -> Value {
    let mut properties = Map::new();
    let ways: Vec<Choice> = coded(&slot.distinct_ways().into_iter().cloned().collect::<Vec<_>>());
    let way = named(one_of(&ways, flavour), &Phrase::new("Way of supply", "提供方式"), None, flavour);
    properties.insert("way".to_owned(), way);
    let mut cases = Vec::new();
    let mut by_applicant = json!({"way": {"const": "applicant"}});
    if slot.asks_medium() {
        let medium = one_of(&coded(&slot.media), flavour);
        let medium = named(medium, &Phrase::new("Medium", "材料形式"), None, flavour);
        properties.insert("medium".to_owned(), medium);
        cases.push(case(&by_applicant, "medium"));
        by_applicant["medium"] = json!({"const": "electronic"});
    }
    if slot.takes_files() {
        let files = named(files(), &Phrase::new("Files", "文件"), None, flavour);
        properties.insert("files".to_owned(), files);
        cases.push(case(&by_applicant, "files"));
    }
    if slot.takes_reference() {
        let code = json!({"type": "string", "maxLength": 100});
        let title = Phrase::new("Number or authorisation code of the certificate", "证照编号或授权码");
        properties.insert("reference".to_owned(), named(code, &title, None, flavour));
    }
    let mut schema = named(object(properties, &["way"]), &slot.name, slot.hint.as_ref(), flavour);
    if !cases.is_empty() {
        schema["allOf"] = cases.into();
    }
    if flavour == Flavour::Canonical {
        schema["x-material"] = json!({
            "kind": slot.kind,
            "necessity": slot.necessity,
            "copy_kind": slot.copy_kind,
            "originals": slot.originals,
            "copies": slot.copies,
            "certificate": slot.certificate,
            "ways": slot.ways,
            "sensitive": slot.sensitive,
        });
    }
    schema
}

/// Where these values stand, a key must be there.
fn case(values: &Value, key: &str) -> Value {
    let keys: Vec<&String> = values.as_object().into_iter().flat_map(Map::keys).collect();
    json!({"if": {"properties": values, "required": keys}, "then": {"required": [key]}})
}

/// The fields whose value can come from shared data, by their pointers.
pub(super) fn prefilled(form: &Form) -> Vec<Choice> {
    let fields = form.sections.iter().flat_map(|section| {
        let own = section.fields.iter().filter(|field| field.prefill.is_some());
        own.map(|field| Choice {
            id: format!("/sections/{}/{}", section.id, field.id),
            label: field.label.clone(),
        })
    });
    fields.collect()
}

/// The prefilled values that the applicant says are wrong at their source.
pub(super) fn contested(prefilled: &[Choice], flavour: Flavour) -> Value {
    let list = json!({"type": "array", "items": one_of(prefilled, flavour), "uniqueItems": true});
    let title = Phrase::new("Prefilled values that differ from their source", "与来源不符的预填内容");
    named(list, &title, None, flavour)
}

/// What is agreed to.
pub(super) fn consent(form: &Form, flavour: Flavour) -> Value {
    let properties = form.consent.iter().map(|consent| {
        let schema = if consent.required {
            json!({"type": "boolean", "enum": [true]})
        } else {
            json!({"type": "boolean"})
        };
        (consent.id.to_owned(), named(schema, &consent.text, None, flavour))
    });
    let needed = form.consent.iter().filter(|consent| consent.required);
    let required: Vec<&str> = needed.map(|consent| consent.id).collect();
    named(
        object(properties.collect::<Map<_, _>>(), &required),
        &Phrase::new("Consent", "同意"),
        None,
        flavour,
    )
}

/// The signature.
pub(super) fn signature(signature: &Signature, flavour: Flavour) -> Value {
    let mut properties = Map::new();
    let mut required = vec!["signer", "date"];
    if !signature.methods.is_empty() {
        let method = one_of(&coded(&signature.methods), flavour);
        let title = Phrase::new("Way of signing", "签名方式");
        properties.insert("method".to_owned(), named(method, &title, None, flavour));
        required.insert(0, "method");
    }
    let name = json!({"type": "string", "maxLength": 100, "pattern": "\\S"});
    let date = json!({"type": "string", "format": "date", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"});
    let reference = json!({"type": "string", "maxLength": 200});
    let parts = [
        ("signer", name, Phrase::new("Name of the signer", "签名人")),
        ("date", date, Phrase::new("Date", "日期")),
        ("reference", reference, Phrase::new("Reference of the e-signature", "电子签名编号")),
    ];
    for (key, schema, title) in parts {
        properties.insert(key.to_owned(), named(schema, &title, None, flavour));
    }
    named(object(properties, &required), &Phrase::new("Signature", "签名"), None, flavour)
}
