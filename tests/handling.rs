//! A handling item as `resolve` and `why` tell of it.

mod support;

use std::path::Path;
use std::process::Command;
use std::sync::Arc;

use mulu::generate::openapi::Descriptions;
use mulu::model::cases::{self, LISTS};
use mulu::model::handling;
use mulu::model::resolve::resolve;
use mulu::openapi::Version;
use mulu::source::Source;
use mulu::source::documents::read_documents;
use mulu::source::node::Node;
use mulu::standard::IMPLEMENTATION;
use serde_json::{Value, json};
use support::outputs::outputs;
use support::{MANIFEST, STANDARD};

const CODE: &str = "11370828MB286029024000114107003";

fn mulu(folder: &Path, args: &[&str]) -> (i32, String, String) {
    let run = Command::new(env!("CARGO_BIN_EXE_mulu")).args(args).current_dir(folder).env_clear().output();
    let run = run.expect("the program starts");
    let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
    (run.status.code().expect("it was not killed"), text(run.stdout), text(run.stderr))
}

/// The documents that examples are laid over, the basic item with another first case.
fn catalogue(case: &str) -> tempfile::TempDir {
    const CASE: &str = "  - {when: {handling_item: \"02\"}, materials: {use: [application]}}\n";
    let folder = tempfile::tempdir().expect("a folder");
    let basic = support::base("basic-item");
    assert!(basic.contains(CASE), "{basic}");
    let files = [
        ("mulu.yaml", MANIFEST.to_owned()),
        ("basic.yaml", basic.replace(CASE, &format!("  - {case}\n"))),
        ("own.yaml", support::base("implementation").to_owned()),
    ];
    for (path, text) in files {
        std::fs::write(folder.path().join(path), text).expect("a file");
    }
    folder
}

const CASE: &str = "{when: {handling_item: \"02\"}, materials: {use: [application]}, note: 提示, \
    time_limit: {statutory: {days: 7}}, on_site: {visits: 1}}";

#[test]
fn what_a_case_says_for_a_handling_item_alone_applies_to_it() {
    let folder = catalogue(CASE);
    let code = format!("{CODE}02");
    let (_, out, complaint) = mulu(folder.path(), &["resolve", &code, "--format", "json"]);
    let told: Value = serde_json::from_str(&out).unwrap_or_else(|_| panic!("{complaint}"));
    let basic = std::fs::read_to_string(folder.path().join("basic.yaml")).expect("a file");
    let line = 1 + basic.lines().position(|line| line.contains("提示")).expect("the case");
    for (pointer, value) in [
        ("/time_limit/statutory/days", json!(7)),
        ("/on_site/visits", json!(1)),
        ("/by_case/0/note", json!("提示")),
    ] {
        let own = &told["values"][pointer];
        assert_eq!((&own["value"], &own["line"]), (&value, &json!(line)), "{pointer}");
    }
    assert_eq!(told["values"]["/time_limit/statutory/unit"]["value"], "working-day");
    // Seven days do not rest on what says twenty.
    assert_eq!(told["values"]["/time_limit/statutory/basis/law"], Value::Null);
    let materials: Vec<&Value> =
        (0..3).map(|at| &told["values"][format!("/materials/{at}/id")]["value"]).collect();
    assert_eq!(materials, [&json!("application"), &json!("parent-licence"), &Value::Null]);
    let (_, out, _) = mulu(folder.path(), &["resolve", &code]);
    let read: Value = serde_yaml::from_str(&out).expect("YAML");
    assert_eq!(read["time_limit"]["statutory"], json!({"days": 7, "unit": "working-day", "from": "receipt"}));
    assert_eq!((&read["on_site"]["visits"], &read["by_case"][0]["note"]), (&json!(1), &json!("提示")));
    let outputs = outputs(|_| Descriptions::new(Version::V31), &[("items/a.yaml", &basic)], MANIFEST);
    let description = &outputs["items/000114107003.openapi.json"];
    assert!(
        description.contains("Statutory limit: 20 working days; 7 working days (change)."),
        "{description}"
    );
}

#[test]
fn a_handling_item_that_is_not_there_is_refused() {
    let folder = catalogue(CASE);
    let code = format!("{CODE}99");
    for args in [&["resolve", &code][..], &["why", &code, "name"]] {
        let (exit, out, complaint) = mulu(folder.path(), &[args, &["--lang", "en"]].concat());
        assert_eq!((exit, out.as_str()), (2, ""));
        assert!(complaint.contains("no handling item `99`; it has: 01, 02"), "{complaint}");
    }
    // As many bytes as a handling-item code has.
    assert_eq!(mulu(folder.path(), &["resolve", "一二三四五六七八九十一"]).0, 2);
}

/// What the case takes away, or says otherwise, does not count in the layers above.
#[test]
fn why_tells_what_a_case_says() {
    let folder = catalogue(CASE);
    let code = format!("{CODE}02");
    for (field, counts, value) in [
        ("materials.charter.name", &[false, true][..], Value::Null),
        ("materials.application.id", &[true, true], json!("application")),
        ("time_limit.statutory.days", &[false, true], json!(7)),
        ("time_limit.statutory.from", &[true], json!("receipt")),
        ("time_limit.statutory.basis.law", &[false, true], Value::Null),
        ("on_site.visits", &[false, true], json!(1)),
        ("handling_items.01.name", &[false], Value::Null),
    ] {
        let (_, out, complaint) = mulu(folder.path(), &["why", &code, field, "--format", "json"]);
        let told: Value = serde_json::from_str(&out).unwrap_or_else(|_| panic!("{complaint}"));
        support::assert_fits("why", &told);
        let layers = told["layers"].as_array().expect("a list");
        assert_eq!(
            layers.iter().map(|own| own["counts"] == true).collect::<Vec<_>>(),
            counts,
            "{field}: {out}"
        );
        assert_eq!(told["value"], value, "{field}");
        let cases = layers.iter().filter(|own| own["case"] == "/by_case/0").count();
        assert_eq!(cases, usize::from(counts.len() > 1), "{field}");
        let (_, text, _) = mulu(folder.path(), &["why", &code, field, "--lang", "en"]);
        assert_eq!(text.contains("handling item 02 does not have it"), value.is_null(), "{text}");
    }
}

/// A position is one of the effective item, as `resolve` tells it.
#[test]
fn why_takes_the_pointers_of_resolve() {
    let folder = catalogue(CASE);
    let own = support::base("implementation").to_owned()
        + "faq: [{id: x-local, question: 本地, answer: 答}]\naudience: [natural-person]\n\
           materials: [{id: application, omit: true}, {id: charter, fill_note: 注}]\n";
    std::fs::write(folder.path().join("own.yaml"), own).expect("a file");
    for code in [CODE.to_owned(), format!("{CODE}01")] {
        let (_, out, complaint) = mulu(folder.path(), &["resolve", &code, "--format", "json"]);
        let told: Value = serde_json::from_str(&out).unwrap_or_else(|_| panic!("{complaint}"));
        let is_asked = |pointer: &str| {
            ["/faq", "/audience", "/materials/1", "/by_case", "/steps/0"]
                .iter()
                .any(|own| pointer.starts_with(own))
        };
        for (pointer, own) in told["values"].as_object().expect("a map").iter().filter(|own| is_asked(own.0))
        {
            let (_, out, complaint) = mulu(folder.path(), &["why", &code, pointer, "--format", "json"]);
            let why: Value = serde_json::from_str(&out).unwrap_or_else(|_| panic!("{pointer}: {complaint}"));
            assert_eq!(why["value"], own["value"], "{pointer}");
            let layers = why["layers"].as_array().expect("a list").iter().filter(|own| own["counts"] == true);
            let places: Vec<[&Value; 3]> =
                layers.map(|own| ["path", "line", "column"].map(|key| &own[key])).collect();
            assert_eq!(places, [["path", "line", "column"].map(|key| &own[key])], "{pointer}: {out}");
        }
    }
}

/// What applies under each answer is the same before and after, whatever the order of the cases.
#[test]
fn what_applies_stays_the_same() {
    let cases = [
        "{when: {handling_item: \"02\"}, materials: {use: [a]}}",
        "{when: {handling_item: \"02\"}, materials: {add: [d]}}",
        "{when: {handling_item: [\"01\", \"02\"]}, materials: {remove: [b]}}",
        "{when: {situation: {s: \"y\"}}, materials: {add: [d]}}",
        "{when: {situation: {s: \"n\"}}, materials: {use: [a, b]}}",
        "{when: {handling_item: \"02\", situation: {s: \"y\"}}, materials: {remove: [a]}}",
        "{when: {handling_item: \"01\", situation: {s: \"y\"}}, materials: {add: [c]}}",
    ];
    let elements = STANDARD.elements(IMPLEMENTATION).expect("the edition is usable");
    let count = cases.len();
    for pick in 0..count * count * count {
        let rows = [pick % count, pick / count % count, pick / count / count].map(|at| cases[at]).join(", ");
        let text = format!(
            "kind: basic-item\nhandling_items: [{{seq: \"01\"}}, {{seq: \"02\"}}]\n\
             materials: [{{id: a}}, {{id: b}}, {{id: c}}, {{id: d}}]\n\
             situations: [{{id: s, options: [{{id: \"y\"}}, {{id: \"n\"}}]}}]\nby_case: [{rows}]\n"
        );
        let source = Arc::new(Source::new("x.yaml".into(), text));
        let documents: Vec<_> = read_documents(&source).0.into_iter().map(Arc::new).collect();
        let whole = resolve(&documents, elements).tree;
        let narrowed = handling::narrowed(&whole, &documents, "02");
        let (whole, own) = (whole.node(0), narrowed.node(0));
        let choices = cases::choices(whole).expect("few choices");
        for choice in choices.iter().filter(|choice| choice.handling_item == Some("02")) {
            for list in LISTS {
                let (before, after) =
                    (cases::applying(whole, list, choice), cases::applying(own, list, choice));
                assert_eq!(before, after, "{rows} under {}", choice.words());
            }
        }
        let there = own.get("materials").into_iter().flat_map(Node::items);
        let there: Vec<&str> = there.filter_map(|one| one.str("id")).collect();
        for row in own.get("by_case").into_iter().flat_map(Node::items) {
            let lists = row.get("materials").into_iter().flat_map(Node::entries);
            let ids: Vec<&str> = lists.flat_map(|(_, ids)| ids.items()).map(Node::text).collect();
            assert!(ids.iter().all(|id| there.contains(id)), "{rows}");
        }
    }
}
