//! The application for react-jsonschema-form: a schema of draft 7 keywords and a `uiSchema`.
//! What is shown under a condition stands in the `then` of it, as that engine wants it.

use serde_json::{Map, Value, json};

use super::json_schema::{self, conditionals, holds, within};
use super::property::Flavour;
use crate::form::{Field, Form, Type};
use crate::generate::Marks;

/// The schema and how it is shown, in one document.
pub(super) fn document(form: &Form, marks: Marks) -> Value {
    let mut schema = json_schema::body(form, Flavour::Engine);
    // The engine keeps what it compiled under this name.
    schema["$id"] = json!(format!("urn:mulu:form:{}", form.id));
    schema["title"] = json!(form.title.zh);
    if let Some(line) = marks.line() {
        schema["description"] = json!(line);
    }
    move_conditionals(&mut schema, form);
    json!({"schema": schema, "uiSchema": ui(form)})
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

/// Refuses a key without naming it under `properties`: the engine would show it.
fn refuse(schema: &mut Value, path: &[&str]) {
    let Some((key, parents)) = path.split_last() else { return };
    let at = parents.iter().fold(schema, |at, key| within(at, key));
    let refused = at.as_object_mut().map(|own| own.entry("not").or_insert_with(|| json!({"anyOf": []})));
    if let Some(list) = refused.and_then(|not| not["anyOf"].as_array_mut()) {
        list.push(json!({"required": [key]}));
    }
}

fn ui(form: &Form) -> Value {
    let mut ui = json!({"ui:order": ["situations", "sections", "materials", "contested", "consent", "signature", "*"]});
    if !form.questions.is_empty() {
        let order = form.questions.iter().map(|question| question.id.as_str()).chain(["*"]);
        ui["situations"] = json!({"ui:order": order.collect::<Vec<_>>()});
        for question in &form.questions {
            let widget = if question.multiple { "checkboxes" } else { "radio" };
            ui["situations"][&question.id] = json!({"ui:widget": widget});
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
        ui["materials"][&slot.id] = json!({"way": {"ui:widget": "radio"}, "medium": {"ui:widget": "radio"}});
    }
    ui
}

fn shown(field: &Field) -> Value {
    let widget = match field.kind {
        Type::Choice if field.multiple => Some("checkboxes"),
        Type::Choice if field.options.len() <= 8 => Some("radio"),
        Type::Choice => Some("select"),
        Type::Boolean => Some("radio"),
        Type::Date => Some("date"),
        Type::Address | Type::Text if field.max_length.is_some_and(|most| most > 200) => Some("textarea"),
        _ => None,
    };
    let mut ui = json!({});
    if let Some(widget) = widget {
        ui["ui:widget"] = json!(widget);
    }
    if let Some(purpose) = &field.purpose {
        ui["ui:help"] = json!(format!("用途：{}", purpose.zh));
    }
    ui
}
