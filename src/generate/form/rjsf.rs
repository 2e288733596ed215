//! The application for react-jsonschema-form: a schema of draft 7 keywords and a `uiSchema`.
//! What is shown under a condition stands in the `then` of it, as that engine wants it.

use serde_json::{Map, Value, json};

use super::json_schema::{self, conditionals, holds, within};
use super::property::{self, Flavour, coded};
use crate::form::{Choice, Field, Form, Slot, Type};
use crate::generate::Marks;
use crate::model::phrase::Coded;

/// The schema and how it is shown, in one document.
pub(super) fn document(form: &Form, marks: Marks) -> Value {
    let mut schema = json_schema::body(form, Flavour::Engine);
    // The engine keeps what it compiled under this name.
    schema["$id"] = json!(format!("urn:mulu:form:{}", form.id));
    schema["title"] = json!(form.title.zh);
    if let Some(said) = marks.said_of(form) {
        schema["description"] = json!(said);
    }
    move_conditionals(&mut schema, form);
    // All keys are properties of `<Form>`. Nothing is filled in that the applicant did not.
    json!({
        "schema": schema,
        "uiSchema": ui(form),
        "experimental_defaultFormStateBehavior": {
            "constAsDefaults": "never",
            "arrayMinItems": {"populate": "never"},
            "emptyObjectFields": "skipEmptyDefaults",
            "requiredBooleanDefault": "skip",
        },
    })
}

/// Takes what is conditional out of the schema and puts it under its condition.
fn move_conditionals(schema: &mut Value, form: &Form) {
    let mut all = conditionals(form);
    if all.is_empty() {
        return;
    }
    // The deepest first: a field leaves its section before the section leaves the form.
    all.sort_by_key(|conditional| std::cmp::Reverse(conditional.path.len()));
    let mut cases: Vec<(Value, Value, Value)> = Vec::new();
    for conditional in &all {
        let Some((own, required)) = take(schema, &conditional.path, conditional.required) else { continue };
        let met = holds(&conditional.when, &form.questions);
        let at = cases.iter().position(|(own, _, _)| *own == met).unwrap_or_else(|| {
            cases.push((met, json!({}), json!({})));
            cases.len() - 1
        });
        let (_, then, otherwise) = &mut cases[at];
        place(then, &conditional.path, own, required);
        refuse(otherwise, &conditional.path);
    }
    let cases =
        cases.into_iter().map(|(met, then, otherwise)| json!({"if": met, "then": then, "else": otherwise}));
    schema["allOf"] = cases.collect();
}

/// Takes the property at the end of a path out of a schema.
fn take(schema: &mut Value, path: &[&str], required: bool) -> Option<(Value, bool)> {
    let (key, parents) = path.split_last()?;
    let parent = parents.iter().try_fold(schema, |at, key| at.get_mut("properties")?.get_mut(*key))?;
    let own = parent.get_mut("properties")?.as_object_mut()?.shift_remove(*key)?;
    // A part that only a condition brings is no additional property.
    parent.as_object_mut()?.remove("additionalProperties");
    Some((own, required))
}

fn place(schema: &mut Value, path: &[&str], own: Value, required: bool) {
    let Some((key, parents)) = path.split_last() else { return };
    let mut at = schema;
    for key in parents {
        if required {
            demand(at, key);
        }
        at = within(at, key);
    }
    if required {
        demand(at, key);
    }
    *within(at, key) = own;
}

fn demand(schema: &mut Value, key: &str) {
    let required = schema.as_object_mut().map(|own| own.entry("required").or_insert_with(|| json!([])));
    if let Some(required) = required.and_then(Value::as_array_mut).filter(|all| !all.contains(&json!(key))) {
        required.push(json!(key));
    }
}

/// Refuses a key wholly within `not`: the engine would show what stands under `properties`.
fn refuse(schema: &mut Value, path: &[&str]) {
    let mut refused = json!({});
    let mut at = &mut refused;
    for key in path {
        demand(at, key);
        at = within(at, key);
    }
    if schema.get("not").is_none() {
        schema["not"] = json!({"anyOf": []});
    }
    if let Some(list) = schema["not"]["anyOf"].as_array_mut() {
        list.push(refused);
    }
}

fn ui(form: &Form) -> Value {
    let mut ui = json!({"ui:order": ["situations", "sections", "materials", "contested", "consent", "signature", "*"]});
    if !form.questions.is_empty() {
        let order = form.questions.iter().map(|question| question.id.as_str()).chain(["*"]);
        ui["situations"] = json!({"ui:order": order.collect::<Vec<_>>()});
        for question in &form.questions {
            ui["situations"][&question.id] = options(&question.options, question.multiple);
        }
    }
    if !form.sections.is_empty() {
        let order = form.sections.iter().map(|section| section.id.as_str()).chain(["*"]);
        ui["sections"] = json!({"ui:order": order.collect::<Vec<_>>()});
        for section in &form.sections {
            let fields = section.fields.iter().map(|field| (field.id.clone(), shown(field)));
            let mut fields: Map<String, Value> = fields.collect();
            let order = section.fields.iter().map(|field| field.id.as_str()).chain(["*"]);
            fields.insert("ui:order".to_owned(), order.collect());
            ui["sections"][&section.id] = Value::Object(fields);
        }
    }
    for slot in &form.materials {
        ui["materials"][&slot.id] = material(slot);
    }
    let prefilled = property::prefilled(form);
    if !prefilled.is_empty() {
        ui["contested"] = options(&prefilled, true);
    }
    if let Some(signature) = form.signature.as_ref().filter(|signature| !signature.methods.is_empty()) {
        ui["signature"] = json!({"method": options(&coded(&signature.methods), false)});
    }
    ui
}

fn material(slot: &Slot) -> Value {
    let ways: Vec<Coded> = slot.distinct_ways().into_iter().cloned().collect();
    let mut ui = json!({"way": options(&coded(&ways), false)});
    if slot.asks_medium() {
        ui["medium"] = options(&coded(&slot.media), false);
    }
    ui
}

/// Radio buttons or boxes, or a list to open, with the labels of their options.
fn options(options: &[Choice], multiple: bool) -> Value {
    let labels: Vec<&str> = options.iter().map(|option| option.label.zh.as_str()).collect();
    if multiple {
        // Version 5 reads the labels beside the list, version 6 those of its entries.
        return json!({"ui:widget": "checkboxes", "ui:enumNames": labels, "items": {"ui:enumNames": labels}});
    }
    json!({"ui:widget": if options.len() <= 8 { "radio" } else { "select" }, "ui:enumNames": labels})
}

fn shown(field: &Field) -> Value {
    let mut ui = match field.kind {
        Type::Choice => options(&field.options, field.multiple),
        Type::Boolean => json!({"ui:enumNames": ["是", "否"]}),
        _ => json!({}),
    };
    let widget = match field.kind {
        Type::Boolean => Some("radio"),
        Type::Date => Some("date"),
        Type::Address | Type::Text if field.max_length.is_some_and(|most| most > 200) => Some("textarea"),
        _ => None,
    };
    if let Some(widget) = widget {
        ui["ui:widget"] = json!(widget);
    }
    if let Some(purpose) = &field.purpose {
        ui["ui:help"] = json!(format!("用途：{}", purpose.zh));
    }
    ui
}
