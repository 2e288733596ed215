//! The schemas mean the same to a second validator, and code lists are held to the schemas.

mod support;

use std::collections::BTreeSet;
use std::sync::Arc;

use boon::{Compiler, SchemaIndex, Schemas};
use mulu::source::Source;
use mulu::source::documents::read_documents;
use mulu::source::node::Node;
use mulu::source::store::{Met, Store};
use mulu::source::walk::Folder;
use mulu::standard::{EFFECTIVE, shape, spelling};
use support::STANDARD;

/// The second validator with the schemas of the edition.
struct Second {
    schemas: Schemas,
    compiler: Compiler,
}

impl Second {
    fn new() -> Self {
        let mut compiler = Compiler::new();
        compiler.enable_format_assertions();
        for path in STANDARD.schemas.paths() {
            let schema = STANDARD.schemas.get(path).expect("the schema is JSON").clone();
            compiler.add_resource(&uri(path), schema).expect("the schema can be named");
        }
        Self { schemas: Schemas::new(), compiler }
    }

    fn accepts(&mut self, path: &str, node: Node<'_>) -> bool {
        let index: SchemaIndex =
            self.compiler.compile(&uri(path), &mut self.schemas).expect("the schema compiles");
        self.schemas.validate(&node.to_json(), index).is_ok()
    }
}

fn uri(path: &str) -> String {
    format!("http://example.invalid/{path}")
}

/// Runs `judge` on each document of a text with the schema file that describes it.
fn each_document(text: &str, mut judge: impl FnMut(&str, Node<'_>)) {
    let source = Arc::new(Source::new("x".into(), text.to_owned()));
    let (trees, _) = read_documents(&source);
    for mut tree in trees {
        spelling::respell(&STANDARD, &mut tree).expect("the edition is usable");
        let root = tree.root().filter(|root| root.is_map());
        if let Some((file, root)) = root.and_then(|root| Some((STANDARD.schema_of(root)?, root))) {
            judge(&file, root);
        }
    }
}

/// All definition files of the catalogue in the repository.
fn catalogue() -> Vec<(String, String)> {
    let folder = Folder::new("catalogue");
    let files = mulu::load::Files::of(folder.files());
    let files = files.upper.into_iter().chain(files.lower);
    let read = |met: Met| {
        let path = met.path().to_owned();
        let text = String::from_utf8(folder.read(&path).expect("the file is there")).expect("UTF-8");
        (path, text)
    };
    files.map(read).collect()
}

#[test]
fn two_validators_give_the_same_verdict() {
    let mut second = Second::new();
    let mut judged = 0;
    for (path, text) in catalogue() {
        each_document(&text, |file, root| {
            let own = shape::check(&STANDARD, file, file, root).expect("the edition is usable").is_empty();
            assert_eq!(own, second.accepts(file, root), "{path}");
            judged += 1;
        });
    }
    assert!(judged > 100, "only {judged} documents");
}

#[test]
fn two_validators_agree_on_broken_documents() {
    let mut second = Second::new();
    let replacements = ["x", "\"\"", "[]", "{}", "12", "true", "2025-02-30", "[x, x]", "-1", "0.3"];
    let basic = support::base("basic-item");
    let lines: Vec<&str> = basic.lines().collect();
    let mut refused = 0;
    for (at, line) in lines.iter().enumerate() {
        let Some(colon) = line.find(": ") else { continue };
        let replacement = replacements[at % replacements.len()];
        let broken = format!("{}: {replacement}", &line[..colon]);
        let mut text = lines.clone();
        text[at] = &broken;
        each_document(&text.join("\n"), |file, root| {
            let validator = STANDARD.validator(file).expect("the edition is usable");
            let own = validator.is_valid(root);
            assert_eq!(own, second.accepts(file, root), "line {}: {broken}", at + 1);
            refused += usize::from(!own);
        });
    }
    assert!(refused > 50, "only {refused} documents were refused");
}

#[test]
fn code_lists_are_held_to_the_schemas() {
    STANDARD.verify().expect("every file of the edition can be used");
    let mut used = BTreeSet::new();
    for path in STANDARD.schemas.paths() {
        for element in STANDARD.elements(path).expect("the schema can be read").all() {
            let Some(list) = &element.list else { continue };
            used.insert(list.name.clone());
            let slugs: Vec<&str> = list.codes().iter().map(|code| code.slug.as_str()).collect();
            if element.values.len() == 1 {
                assert!(slugs.contains(&element.values[0].as_str()), "{path}: {}", element.values[0]);
            } else {
                assert_eq!(*element.values, *slugs, "{path}: the values of `{}`", list.name);
            }
        }
    }
    // Of these no element of a definition takes its value: they serve flags, cases and forms.
    let others = ["identity-document", "satisfaction", "yes-no"];
    let names = STANDARD.lists.iter().map(|list| list.name.as_str());
    let unused: Vec<&str> = names.filter(|name| !used.contains(*name)).collect();
    assert_eq!(unused, others);
}

#[test]
fn every_element_has_both_names() {
    // What must be there after resolution names elements that have their titles elsewhere.
    for path in STANDARD.schemas.paths().filter(|path| *path != EFFECTIVE) {
        let elements = STANDARD.elements(path).expect("the schema can be read");
        for element in elements.all() {
            for (key, child) in elements.children(element) {
                let name = child.name.as_ref().unwrap_or_else(|| panic!("{path}: `{key}` has no title"));
                let chinese = name.zh.chars().any(|c| c > '\u{2E7F}');
                assert!(chinese && !name.en.chars().any(|c| c > '\u{2E7F}'), "{path}: the title of `{key}`");
            }
        }
    }
}

/// Texts that people read have a twin `<key>_en`; those that have none are not translated.
#[test]
fn texts_have_english_twins() {
    const NOT_TRANSLATED: [&str; 9] =
        ["law", "blank_form", "sample", "list_ref", "format", "map", "phone", "email", "wechat"];
    let (mut single, mut twins) = (Vec::new(), 0);
    let mut maps: Vec<&serde_json::Value> = Vec::new();
    let elements = STANDARD.schemas.get("elements.schema.json").expect("the schema is JSON");
    // No record of a state secret is translated.
    let parts = elements["$defs"].as_object().expect("parts");
    maps.extend(parts.iter().filter(|(name, _)| !name.starts_with("secret")).map(|(_, part)| part));
    while let Some(node) = maps.pop() {
        let keys = node["properties"].as_object().into_iter().flatten();
        for (key, own) in keys {
            let target = own["$ref"].as_str().unwrap_or_default();
            let is_text = target.ends_with("/text") || target.ends_with("/party");
            twins += usize::from(is_text && node["properties"].get(format!("{key}_en")).is_some());
            if is_text && node["properties"].get(format!("{key}_en")).is_none() {
                single.push(key.as_str());
            }
        }
        maps.extend(node.as_object().into_iter().flat_map(|map| map.values()));
    }
    single.retain(|key| !NOT_TRANSLATED.contains(key));
    assert!(single.is_empty() && twins > 80, "{twins}: {single:?}");
}
