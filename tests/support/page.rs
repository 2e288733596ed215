//! An application as a reader of the reference would write it: from what the English page says, and nothing else.

use regex::Regex;
use serde_json::{Map, Value, json};

/// Texts that a writer has at hand.
const TEXTS: [&str; 10] = [
    "示例",
    "11010519491231002X",
    "91350100M000100Y43",
    "2026-03-01",
    "13800000000",
    "000000",
    "a@b.cn",
    "E00000000",
    "811001199001010000",
    "file.pdf",
];

/// What the page says of a part.
#[derive(Clone)]
pub(crate) struct Part {
    /// Its keys, from the application on.
    pub(crate) keys: Vec<String>,
    kind: String,
    required: bool,
    /// Cases in which it must be given.
    pub(crate) must: Vec<String>,
    /// Cases outside which it is refused.
    pub(crate) only: Vec<String>,
    /// Patterns, each with its case.
    patterns: Vec<(String, String)>,
    values: Vec<String>,
    least: i64,
}

/// What stands between two marks, each time.
fn between<'t>(text: &'t str, start: &str, end: &str) -> Vec<&'t str> {
    text.split(start).skip(1).filter_map(|rest| rest.split(end).next()).collect()
}

fn plain(text: &str) -> String {
    let marks =
        [("&quot;", "\""), ("&#x27;", "'"), ("&#x2f;", "/"), ("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&")];
    marks.iter().fold(text.to_owned(), |text, (mark, own)| text.replace(mark, own))
}

/// The parts of a shape, in the order of the page.
pub(crate) fn parts(page: &str, shape: &str) -> Vec<Part> {
    let start = format!("schema-{shape}.");
    let section = page.split("<section class=\"card shape\"").find(|section| section.contains(&start));
    let pieces = section.unwrap_or_default().split("<li id=\"").skip(1);
    let pieces = pieces.filter_map(|piece| piece.strip_prefix(&start)?.split_once('"'));
    let mut all: Vec<Part> = Vec::new();
    for (way, said) in pieces {
        let own = part(way.split('.').map(str::to_owned).collect(), said);
        let keys = own.keys.clone();
        all.push(own);
        // What is as in an earlier part stands there.
        let same = said
            .split_once("As in <a href=\"")
            .and_then(|(_, rest)| rest.split_once(&start)?.1.split('"').next());
        let same: Option<Vec<String>> = same.map(|way| way.split('.').map(str::to_owned).collect());
        let below = same.iter().flat_map(|same| {
            all.iter().filter_map(|own| {
                own.keys.strip_prefix(same.as_slice()).filter(|rest| !rest.is_empty()).map(|rest| (own, rest))
            })
        });
        let below: Vec<Part> =
            below.map(|(own, rest)| Part { keys: [&keys, rest].concat(), ..own.clone() }).collect();
        all.extend(below);
    }
    all
}

fn part(keys: Vec<String>, said: &str) -> Part {
    let kind = between(said, "<span class=\"kind\">", "<").first().copied().unwrap_or_default().to_owned();
    let mut own = Part {
        keys,
        kind,
        required: said.contains("<strong class=\"must\">required</strong>"),
        must: Vec::new(),
        only: Vec::new(),
        patterns: Vec::new(),
        values: between(said, "<li><code>", "<").into_iter().map(plain).collect(),
        least: between(said, "<span>at least ", "<")
            .first()
            .and_then(|least| least.parse().ok())
            .unwrap_or(0),
    };
    for line in between(said, "<p class=\"detail\">", "</p>") {
        let codes: Vec<String> = between(line, "<code", "</code>")
            .iter()
            .filter_map(|code| Some(plain(code.split_once('>')?.1)))
            .collect();
        match codes.as_slice() {
            [case, rest @ ..] if line.contains("class=\"case\"") => {
                if line.contains("required where") {
                    own.must.push(case.clone());
                }
                if line.contains("accepted only where") || line.contains("not accepted otherwise") {
                    own.only.push(case.clone());
                }
                own.patterns.extend(rest.iter().map(|pattern| (case.clone(), pattern.clone())));
            }
            [pattern] if line.starts_with("Pattern") => {
                own.patterns.push(("true".to_owned(), pattern.clone()));
            }
            _ => {}
        }
    }
    own
}

/// An application with what must be there; of several values the `turn`th.
pub(crate) fn application(parts: &[Part], turn: usize) -> Value {
    let mut root = json!({});
    for own in parts {
        let (last, above) = own.keys.split_last().expect("a part has a key");
        let Some(near) = at(&root, above) else { continue };
        let held = |case: &String| holds(case, near, &root);
        if own.required || own.must.iter().any(held) {
            let patterns = own.patterns.iter().filter(|(case, _)| held(case)).map(|(_, pattern)| pattern);
            let value = value(own, &patterns.collect::<Vec<_>>(), turn);
            let within = map_at(&mut root, above);
            within.insert(last.clone(), value);
        }
    }
    root
}

/// The value at the end of some keys; of a list its first entry.
fn at<'v>(value: &'v Value, keys: &[String]) -> Option<&'v Value> {
    let entry = |value: &'v Value| if value.is_array() { value.get(0) } else { Some(value) };
    keys.iter().try_fold(value, |value, key| entry(value)?.get(key)).and_then(entry)
}

pub(crate) fn map_at<'v>(value: &'v mut Value, keys: &[String]) -> &'v mut Map<String, Value> {
    let entry = |value: &'v mut Value| if value.is_array() { &mut value[0] } else { value };
    let found = keys.iter().fold(value, |value, key| &mut entry(value)[key.as_str()]);
    entry(found).as_object_mut().expect("the part above is a map")
}

fn value(own: &Part, patterns: &[&String], turn: usize) -> Value {
    let listed = |one: Value| if own.kind.starts_with("list") { json!([one]) } else { one };
    if let Some(chosen) = own.values.get(turn % own.values.len().max(1)) {
        return listed(if own.kind == "true or false" { json!(chosen == "true") } else { json!(chosen) });
    }
    listed(match own.kind.trim_start_matches("list of ") {
        "object" => json!({}),
        "true or false" => json!(true),
        "number" | "whole number" => json!(own.least),
        _ => {
            let fits = |text: &&str| {
                patterns.iter().all(|pattern| Regex::new(pattern).expect("a pattern").is_match(text))
            };
            json!(
                TEXTS.iter().find(|text| fits(text)).unwrap_or_else(|| panic!("no text for {:?}", own.keys))
            )
        }
    })
}

/// Whether a case is the one at hand: its keys begin beside the part, or at the application.
pub(crate) fn holds(case: &str, near: &Value, root: &Value) -> bool {
    for (by, all) in [(" || ", false), (" && ", true)] {
        let several = apart(case, by);
        if several.len() > 1 {
            let mut each = several.iter().map(|one| holds(one, near, root));
            return if all { each.all(|held| held) } else { each.any(|held| held) };
        }
    }
    if let Some(inner) = case.strip_prefix('!') {
        return !holds(inner, near, root);
    }
    if let Some(inner) = case.strip_prefix('(').and_then(|case| case.strip_suffix(')')) {
        return holds(inner, near, root);
    }
    if let Some(way) = case.strip_prefix("has(").and_then(|case| case.strip_suffix(')')) {
        let keys: Vec<String> = way.split('.').map(str::to_owned).collect();
        return at(near, &keys).or_else(|| at(root, &keys)).is_some();
    }
    let Some((way, values)) = case.split_once(" = ").or_else(|| case.split_once(" contains ")) else {
        return case == "true";
    };
    let keys: Vec<String> = way.split('.').map(str::to_owned).collect();
    let is_one = |own: &Value| own.as_str().is_some_and(|own| values.split(" | ").any(|value| value == own));
    at(near, &keys).or_else(|| at(root, &keys)).is_some_and(is_one)
}

/// A case without what stands in brackets, in pieces.
fn apart<'c>(case: &'c str, by: &str) -> Vec<&'c str> {
    let (mut pieces, mut start, mut depth) = (Vec::new(), 0, 0);
    for (place, letter) in case.char_indices() {
        match letter {
            '(' => depth += 1,
            ')' => depth -= 1,
            _ if depth == 0 && place >= start && case[place..].starts_with(by) => {
                pieces.push(&case[start..place]);
                start = place + by.len();
            }
            _ => {}
        }
    }
    pieces.push(&case[start..]);
    pieces
}
