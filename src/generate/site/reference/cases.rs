//! What of an application must be there, or may be, in some cases only: read from the `if`, `then` and `else` of its schema.

use std::collections::HashMap;

use serde::Serialize;
use serde_json::Value;

use super::shape::{format_words, written};
use crate::model::phrase::Phrase;

/// What holds of a part in a case.
#[derive(Clone, Debug, Default, Eq, Hash, PartialEq, Serialize)]
pub(super) struct Case {
    /// The case, as an expression over values of the application.
    when: String,
    /// Whether the part must be given in this case.
    must: bool,
    /// Whether it is refused in any other.
    only: bool,
    /// The pattern that it fits in this case.
    pattern: Option<String>,
    /// Its format in this case.
    format: Option<Phrase>,
}

/// Cases of parts by their place.
pub(super) type Cases = HashMap<String, Vec<Case>>;

/// Adds the cases of all parts of a schema that stands at `place`.
pub(super) fn add(schema: &Value, place: &str, to: &mut Cases) {
    for own in alternatives(schema, "allOf").chain([schema]) {
        let Some(asked) = own.get("if") else { continue };
        let when = all(&tests(asked, ""));
        if let Some(then) = own.get("then") {
            in_case(then, place, &when, to);
        }
        if let Some(otherwise) = own.get("else") {
            refused(otherwise, place, &when, to);
        }
    }
    for (key, part) in properties(schema) {
        add(part, &format!("{place}/{key}"), to);
    }
}

/// What is left to say of the cases of a part that must be given in all of them.
pub(super) fn beside_required(mut cases: Vec<Case>) -> Vec<Case> {
    for case in &mut cases {
        case.must = false;
    }
    cases.retain(|case| case.only || case.pattern.is_some() || case.format.is_some());
    cases
}

/// What a case asks of the parts at a place.
fn in_case(then: &Value, place: &str, when: &str, to: &mut Cases) {
    for key in alternatives(then, "required").filter_map(Value::as_str) {
        case(&format!("{place}/{key}"), when, to).must = true;
    }
    for (key, part) in properties(then) {
        let place = format!("{place}/{key}");
        let text = |key: &str| part.get(key).and_then(Value::as_str);
        let (pattern, format) = (text("pattern"), text("format"));
        if pattern.is_some() || format.is_some() {
            let own = case(&place, when, to);
            own.pattern = pattern.map(str::to_owned);
            own.format = format.and_then(format_words);
        }
        in_case(part, &place, when, to);
    }
}

/// What is taken in a case only.
fn refused(otherwise: &Value, place: &str, when: &str, to: &mut Cases) {
    for (key, part) in properties(otherwise) {
        let place = format!("{place}/{key}");
        if *part == Value::Bool(false) {
            case(&place, when, to).only = true;
        } else {
            refused(part, &place, when, to);
        }
    }
}

fn case<'c>(place: &str, when: &str, to: &'c mut Cases) -> &'c mut Case {
    let own = to.entry(place.to_owned()).or_default();
    let at = own.iter().position(|case| case.when == when).unwrap_or_else(|| {
        own.push(Case { when: when.to_owned(), ..Case::default() });
        own.len() - 1
    });
    &mut own[at]
}

fn alternatives<'v>(schema: &'v Value, key: &str) -> impl Iterator<Item = &'v Value> + use<'v> {
    schema.get(key).and_then(Value::as_array).into_iter().flatten()
}

fn properties(schema: &Value) -> impl Iterator<Item = (&String, &Value)> {
    schema.get("properties").and_then(Value::as_object).into_iter().flatten()
}

/// What an `if` asks of the value at a place, each as an expression.
fn tests(asked: &Value, place: &str) -> Vec<String> {
    let mut found: Vec<String> = alternatives(asked, "allOf").flat_map(|one| tests(one, place)).collect();
    let any: Vec<String> = alternatives(asked, "anyOf").map(|one| all(&tests(one, place))).collect();
    if !any.is_empty() {
        found.push(format!("({})", any.join(" || ")));
    }
    if let Some(inner) = asked.get("not") {
        found.push(format!("!({})", all(&tests(inner, place))));
    }
    // What is asked of a value implies that it is given.
    let named = |key: &&str| asked.get("properties").is_none_or(|all| all.get(key).is_none());
    let given = alternatives(asked, "required").filter_map(Value::as_str).filter(named);
    let way = |key: &str| if place.is_empty() { key.to_owned() } else { format!("{place}.{key}") };
    found.extend(given.map(|key| format!("has({})", way(key))));
    found.extend(values(asked).map(|values| format!("{place} = {values}")));
    found.extend(asked.get("contains").and_then(values).map(|values| format!("{place} contains {values}")));
    for (key, part) in properties(asked) {
        found.extend(tests(part, &way(key)));
    }
    found
}

fn values(asked: &Value) -> Option<String> {
    let all: Vec<String> =
        asked.get("const").into_iter().chain(alternatives(asked, "enum")).map(written).collect();
    (!all.is_empty()).then(|| all.join(" | "))
}

/// All of several; of none: always.
fn all(tests: &[String]) -> String {
    if tests.is_empty() { "true".to_owned() } else { tests.join(" && ") }
}
