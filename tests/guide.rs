//! The guide: the page of an item shows every element of the standard, lines are kept, items that are cancelled,
//! implemented or changed say so.

mod support;

use std::collections::{BTreeMap, BTreeSet};

use mulu::generate::site::Site;
use mulu::standard::elements::{Element, Elements};
use mulu::standard::{BASIC, IMPLEMENTATION};
use serde_json::{Map, Value, json};
use support::outputs::{ITEM, outputs};
use support::{MANIFEST, STANDARD};

/// Elements that the page of an item does not show, by the end or (`.*`) the beginning of their path, and why.
const NOT_SHOWN: &[(&str, &str)] = &[
    ("kind", "the page itself says of what kind it is"),
    ("id", "a name within the definition"),
    ("handling_items[].seq", "a name within the definition"),
    ("local_codes[].system", "a name within the catalogue"),
    ("materials[].shared", "the register's entry: what it says stands on the page"),
    ("materials[].proves[]", "what links materials and conditions for the rules"),
    ("materials[].unobtainable.retest_on", "a reminder for the body"),
    ("window[].venue", "the register's entry: what it says stands on the page"),
    ("window[].accepts[]", "names within the definition"),
    ("exemptions[].reason", "for the register of those who decide; `public_note` is for the public"),
    ("exemptions[].reason_en", "for the register of those who decide; `public_note` is for the public"),
    ("privacy.assessment", "a file of the body, not for the public"),
    ("privacy.processors[]", "contracts of the body, not for the public"),
    ("publication.publish", "an item that is not published has no page"),
    ("publication.masked", "about lists of decisions, not about the item"),
    ("publication.review.done", "a file of the body, not for the public"),
    ("publication.review.on", "a file of the body, not for the public"),
    ("publication.review.by", "a file of the body, not for the public"),
    ("extension", "data for machines in a shape of the platform's own"),
    ("provenance.illustrative[]", "the mark at the top of every page says it"),
    ("provenance.not_seen[]", "absent elements read as not stated"),
    ("provenance.note", "a remark for editors"),
    ("provenance.note_en", "a remark for editors"),
];

/// Parts that are not filled: what is looked at elsewhere, or never shown.
const LEFT_OUT: &[(&str, &str)] = &[
    ("omit", "takes an entry away"),
    ("form", "the page of the form shows it"),
    ("exemptions[].secret", "a state secret reaches no page"),
    ("by_case[].materials", "decides where `materials` are shown"),
    ("by_case[].conditions", "decides where `conditions` are shown"),
    ("by_case[].steps", "decides where `steps` are shown"),
    ("by_case[].fees", "decides where `fees` are shown"),
    ("by_case[].results", "decides where `results` are shown"),
    ("situations[].when", "decides where a question is asked"),
];

/// Values that cannot be made up, and another one to tell whether the page shows them.
fn set(path: &str) -> Option<(Value, Option<Value>)> {
    let ends = |end: &str| path == end || path.ends_with(&format!(".{end}"));
    let entry = Some((json!("x"), Some(json!("other"))));
    let of = |one: &str, other: &str| Some((json!(one), Some(json!(other))));
    match path {
        "code" | "implements" => Some((json!(""), None)),
        "region" => of("370828", "510118"),
        "publication.publish" => Some((json!(true), None)),
        "exemptions[].ground" => of("law", "admin-regulation"),
        "exemptions[].state" => of("exempt", "deferred"),
        "exemptions[].valid.from" => of("2021-03-04", "2021-03-05"),
        "exemptions[].valid.to" => of("2031-03-04", "2031-03-05"),
        "by_case[].when" => Some((json!({"situation": {"x": "x"}}), None)),
        "results[].certificate" | "materials[].certificate" => of("business-licence", "id-card"),
        "materials[].supply[].resource" => of("business-licence", "citizen-identity"),
        "materials[].shared" => of("application-form", "commitment-letter"),
        "channels.window[].venue" => of("x", "y"),
        _ if ends("id") || ends("seq") => entry,
        _ if [".scope.steps[]", ".scope.materials[]", ".steps_online[]", ".proves[]"]
            .iter()
            .any(|own| path.ends_with(own)) =>
        {
            entry
        }
        _ => None,
    }
}

/// An item with a value for every element.
struct Filled<'e> {
    elements: &'e Elements,
    /// The path of which the value is another one.
    twisted: Option<&'e str>,
    /// Texts that must be read, by their paths.
    texts: BTreeMap<String, String>,
    /// Paths of other values.
    others: BTreeSet<String>,
}

impl<'e> Filled<'e> {
    fn of(elements: &'e Elements, twisted: Option<&'e str>) -> (Map<String, Value>, Self) {
        let mut own = Self { elements, twisted, texts: BTreeMap::new(), others: BTreeSet::new() };
        let Value::Object(item) = own.value(elements.root(), "") else { panic!("an item is a map") };
        (item, own)
    }

    fn value(&mut self, element: &Element, path: &str) -> Value {
        let twisted = self.twisted == Some(path);
        if let Some((value, other)) = set(path) {
            if other.is_some() {
                self.others.insert(path.to_owned());
            }
            return other.filter(|_| twisted).unwrap_or(value);
        }
        if element.has_keys() {
            let mut map = Map::new();
            for (key, child) in self.elements.children(element) {
                let below = if path.is_empty() { key.to_owned() } else { format!("{path}.{key}") };
                if LEFT_OUT.iter().all(|(own, _)| below != *own && !below.ends_with(&format!(".{own}"))) {
                    map.insert(key.to_owned(), self.value(child, &below));
                }
            }
            return Value::Object(map);
        }
        if let Some(items) = self.elements.items(element) {
            return json!([self.value(items, &format!("{path}[]"))]);
        }
        let number = self.texts.len() + self.others.len();
        if let Some(first) = element.values.first() {
            self.others.insert(path.to_owned());
            return json!(element.values.get(usize::from(twisted)).unwrap_or(first));
        }
        let is = |kind: &str| element.types.iter().any(|own| own == kind);
        if is("string") || element.types.is_empty() {
            let key = path.rsplit('.').next().unwrap_or_default();
            let address = ["url", "map", "blank_form", "sample"].contains(&key);
            let text = format!("值{number}号");
            let text = if address { format!("https://example.invalid/{text}") } else { text };
            self.texts.insert(path.to_owned(), text.clone());
            return json!(text);
        }
        self.others.insert(path.to_owned());
        if is("boolean") { json!(twisted) } else { json!(100 + number + usize::from(twisted)) }
    }
}

/// The elements of a kind of item that its page does not show.
fn not_shown(kind: &'static str) -> Vec<String> {
    let elements = STANDARD.elements(kind).expect("the elements are read");
    let upper = "001014999001";
    let coded = |number: usize, mut item: Map<String, Value>| {
        let code = if kind == BASIC { format!("001014{number:06}") } else { format!("N{number:030}") };
        item.insert("code".to_owned(), json!(code));
        if kind != BASIC {
            item.insert("implements".to_owned(), json!(upper));
        }
        (format!("items/{number}.yaml"), Value::Object(item).to_string(), code)
    };
    let (item, full) = Filled::of(elements, None);
    let twisted = full.others.iter().enumerate();
    let items: Vec<(String, String, String)> = std::iter::once(coded(0, item))
        .chain(twisted.map(|(at, path)| coded(at + 1, Filled::of(elements, Some(path)).0)))
        .collect();
    let plain: String = ITEM.lines().take(13).map(|line| format!("{line}\n")).collect();
    let files: Vec<(&str, &str)> = items
        .iter()
        .map(|(file, text, _)| (file.as_str(), text.as_str()))
        .chain([("items/plain.yaml", plain.as_str())])
        .collect();
    let outputs = outputs(Site::new, &files, MANIFEST);
    let page = |tree: &str, number: usize| {
        let code = &items[number].2;
        let page = &outputs[&format!("{tree}/item/001014/{code}.html")];
        page.replace(code, "").replace("&#x2f;", "/")
    };
    let first = ["zh", "en"].map(|tree| page(tree, 0));
    let texts = full.texts.iter().filter(|(path, text)| {
        let tree = usize::from(path.ends_with("_en"));
        !first[tree].contains(text.as_str())
    });
    let others = full.others.iter().enumerate().filter(|(at, _)| page("zh", at + 1) == first[0]);
    texts.map(|(path, _)| path.clone()).chain(others.map(|(_, path)| path.clone())).collect()
}

#[test]
fn the_page_of_an_item_shows_every_element() {
    let mut met = BTreeSet::new();
    let mut missing = Vec::new();
    for kind in [BASIC, IMPLEMENTATION] {
        for path in not_shown(kind) {
            let known = NOT_SHOWN.iter().find(|(own, _)| path == *own || path.ends_with(&format!(".{own}")));
            match known {
                Some((own, _)) => _ = met.insert(*own),
                None => missing.push(format!("{kind}: {path}")),
            }
        }
    }
    assert!(missing.is_empty(), "no page shows\n{}", missing.join("\n"));
    let needless: Vec<&str> =
        NOT_SHOWN.iter().map(|(own, _)| *own).filter(|own| !met.contains(own)).collect();
    assert!(needless.is_empty(), "pages show {needless:?}");
}
