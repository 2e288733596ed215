//! The application as JSON Schema: the canonical document of 2020-12. It keeps to keywords that
//! mean the same under draft 7, so that engines give the same verdicts.

use serde::{Serialize, Serializer};
use serde_json::{Map, Value, json};

use super::property;
use crate::form::{Condition, Form, Question, unstated};
use crate::generate::Marks;
use crate::model::phrase::Phrase;

/// The schema of the application of a form: what stands before its body, and the body.
pub(super) struct Document<'b> {
    head: Value,
    body: &'b Value,
}

impl Serialize for Document<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map([&self.head, self.body].into_iter().filter_map(Value::as_object).flatten())
    }
}

/// The schema of the application of a form, of which `body` is what [`body`] gives. Formats `uscc` and
/// `citizen-id` stand for checks that no keyword can say; `checks.js` holds them.
pub(super) fn document<'b>(form: &Form, body: &'b Value, marks: Marks) -> Document<'b> {
    let mut head = json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": format!("urn:mulu:form:{}", form.id),
        "title": form.title.zh,
    });
    let unstated = (!form.stated).then(unstated);
    let about: Vec<&Phrase> = form.remarks.iter().chain(&unstated).collect();
    let about = (!about.is_empty()).then(|| Phrase {
        zh: about.iter().map(|said| said.zh.as_str()).collect::<Vec<_>>().join("\n\n"),
        en: Some(about.iter().map(|said| said.en()).collect::<Vec<_>>().join("\n\n")),
    });
    let mut said: Vec<String> = about.iter().map(|said| said.zh.clone()).collect();
    if let Some(line) = marks.line() {
        head["$comment"] = json!(line);
        said.insert(0, line);
    }
    if !said.is_empty() {
        head["description"] = json!(said.join("\n\n"));
    }
    head["x-i18n"] = property::english(Some(&form.title), about.as_ref());
    head["x-item"] = json!(form.item);
    Document { head, body }
}

/// What the parts of an application are, which of them must be there, and when.
pub(super) fn body(form: &Form, flavour: property::Flavour) -> Value {
    let mut parts = Map::new();
    let mut required: Vec<&str> = Vec::new();
    let mut part = |name: &'static str, schema: Value, needed: bool| {
        parts.insert(name.to_owned(), schema);
        if needed {
            required.push(name);
        }
    };
    if !form.questions.is_empty() {
        let always = form.questions.iter().any(|question| question.when.is_always());
        part("situations", property::situations(form, flavour), always);
    }
    if !form.sections.is_empty() {
        let always =
            form.sections.iter().any(|section| section.when.is_always() && property::needed(section));
        part("sections", property::sections(form, flavour), always);
    }
    if !form.materials.is_empty() {
        let always = form.materials.iter().any(|slot| slot.when.is_always() && slot.is_required());
        part("materials", property::materials(form, flavour), always);
    }
    let prefilled = property::prefilled(form);
    if !prefilled.is_empty() {
        part("contested", property::contested(&prefilled, flavour), false);
    }
    if !form.consent.is_empty() {
        let needed = form.consent.iter().any(|consent| consent.required);
        part("consent", property::consent(form, flavour), needed);
    }
    if let Some(signature) = &form.signature {
        part("signature", property::signature(signature, flavour), true);
    }
    let mut body = property::object(parts, &required);
    if let Some(own) = body.as_object_mut().filter(|_| !form.stated) {
        // What no source describes cannot be refused. Engines would draw a button for parts of any name.
        own.remove("additionalProperties");
        if flavour == property::Flavour::Canonical {
            own.insert("additionalProperties".to_owned(), true.into());
        }
    }
    let cases = cases(form);
    if !cases.is_empty() {
        body["allOf"] = cases.into();
    }
    body
}

/// A place in the application that is there only under a condition.
pub(super) struct Conditional<'f> {
    pub(super) when: Condition,
    /// Keys from the root.
    pub(super) path: Vec<&'f str>,
    /// Whether it must be there where it may be.
    pub(super) required: bool,
}

/// All of them, in the order of the form.
pub(super) fn conditionals(form: &Form) -> Vec<Conditional<'_>> {
    let questions = form
        .questions
        .iter()
        .map(|question| (question.when.clone(), vec!["situations", question.id.as_str()], true));
    let sections = form.sections.iter().flat_map(|section| {
        let own = (section.when.clone(), vec!["sections", section.id.as_str()], property::needed(section));
        let fields = section.fields.iter().filter(|field| !field.when.is_always()).map(|field| {
            let when = section.when.clone().and(field.when.clone());
            (when, vec!["sections", section.id.as_str(), field.id.as_str()], field.required)
        });
        std::iter::once(own).chain(fields)
    });
    let materials = form
        .materials
        .iter()
        .map(|slot| (slot.when.clone(), vec!["materials", slot.id.as_str()], slot.is_required()));
    questions
        .chain(sections)
        .chain(materials)
        .filter(|(when, _, _)| !when.is_always())
        .map(|(when, path, required)| Conditional { when, path, required })
        .collect()
}

/// One `if`, `then`, `else` a condition.
fn cases(form: &Form) -> Vec<Value> {
    let mut groups: Vec<(Condition, Vec<Conditional<'_>>)> = Vec::new();
    for conditional in conditionals(form) {
        match groups.iter_mut().find(|(when, _)| *when == conditional.when) {
            Some((_, group)) => group.push(conditional),
            None => groups.push((conditional.when.clone(), vec![conditional])),
        }
    }
    let case = |(when, group): (Condition, Vec<Conditional<'_>>)| {
        let mut then = json!({});
        let mut otherwise = json!({});
        for conditional in group {
            if conditional.required {
                demand(&mut then, &conditional.path);
            }
            forbid(&mut otherwise, &conditional.path);
        }
        property::map([("if", holds(&when, &form.questions)), ("then", then), ("else", otherwise)])
    };
    groups.into_iter().map(case).collect()
}

/// The schema that an application fits where a condition holds.
pub(super) fn holds(condition: &Condition, questions: &[Question]) -> Value {
    let all = |list: &[Condition]| list.iter().map(|one| holds(one, questions)).collect::<Value>();
    match condition {
        Condition::Always => json!({}),
        Condition::Never => json!({"not": {}}),
        Condition::Answer { question, options } => {
            let multiple = questions.iter().any(|asked| asked.id == *question && asked.multiple);
            let chosen = json!({"enum": options});
            let chosen = if multiple { json!({"contains": chosen}) } else { chosen };
            json!({
                "properties": {"situations": {"properties": {question: chosen}, "required": [question]}},
                "required": ["situations"],
            })
        }
        Condition::All(list) => property::map([("allOf", all(list))]),
        Condition::Any(list) => property::map([("anyOf", all(list))]),
        Condition::Not(inner) => property::map([("not", holds(inner, questions))]),
    }
}

/// Asks a schema for the value at the end of a path, and for all that leads there.
fn demand(schema: &mut Value, path: &[&str]) {
    let Some((key, rest)) = path.split_first() else { return };
    if schema.get("required").is_none() {
        schema["required"] = json!([]);
    }
    if let Some(required) = schema["required"].as_array_mut().filter(|all| !all.contains(&json!(key))) {
        required.push(json!(key));
    }
    if !rest.is_empty() {
        demand(within(schema, key), rest);
    }
}

/// Lets a schema refuse the value at the end of a path.
fn forbid(schema: &mut Value, path: &[&str]) {
    match path {
        [] => {}
        [key] => *within(schema, key) = json!(false),
        [key, rest @ ..] => {
            let inner = within(schema, key);
            // What is refused as a whole need not be refused in parts.
            if inner.is_object() {
                forbid(inner, rest);
            }
        }
    }
}

pub(super) fn within<'s>(schema: &'s mut Value, key: &str) -> &'s mut Value {
    if schema.get("properties").is_none() {
        schema["properties"] = json!({});
    }
    let inner = &mut schema["properties"][key];
    if inner.is_null() {
        *inner = json!({});
    }
    inner
}
