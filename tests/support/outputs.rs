//! What a generator makes of a catalogue in memory.

use std::collections::BTreeMap;
use std::fs;
use std::sync::Mutex;

use mulu::date::Date;
use mulu::error::Error;
use mulu::generate::{self, Destination, Generator, Job, Marks, Output, Selection, Sink};
use mulu::load::{self, Files, Reading};
use mulu::model::manifest::Draft;
use mulu::rules;
use mulu::source::documents::Readers;
use mulu::source::store::{Memory, Store};
use mulu::template::Templates;

use super::{DAY, STANDARD, registers};

/// The item with every kind of field, question, material and consent.
pub(crate) const ITEM: &str = include_str!("../forms/item.yaml");

#[derive(Default)]
struct Shelf(Mutex<BTreeMap<String, String>>);

impl Destination for Shelf {}

impl Sink for Shelf {
    fn put(&self, output: Output) -> Result<(), Error> {
        let text = String::from_utf8(output.bytes).expect("UTF-8");
        let twice = self.0.lock().expect("no thread panics").insert(output.path.clone(), text);
        assert!(twice.is_none(), "{} is made twice", output.path);
        Ok(())
    }
}

/// A catalogue of these items, with the elements that the item for tests needs.
pub(crate) fn store(items: &[(&str, &str)]) -> Memory {
    let own = items.iter().map(|(path, text)| ((*path).to_owned(), text.as_bytes().to_vec()));
    let elements =
        ("registers/elements-for-tests.yaml".to_owned(), include_bytes!("../forms/elements.yaml").to_vec());
    Memory::new(registers().chain([elements]).chain(own))
}

/// All outputs of a catalogue of these items.
pub(crate) fn outputs<G: Generator>(
    make: impl FnOnce(&Templates) -> G,
    items: &[(&str, &str)],
    manifest: &str,
) -> BTreeMap<String, String> {
    let store = store(items);
    let reading = Reading { standard: &STANDARD, store: &store, readers: Readers::Both };
    let draft = Draft::read(manifest.as_bytes(), "mulu.yaml").expect("the manifest can be read");
    let manifest = draft
        .finish(&STANDARD, &rules::severities(), Date::parse(DAY).expect("a day"))
        .expect("the manifest is right");
    let files = Files::of(store.files());
    let ground = load::ground(reading, &files).expect("the ground can be read");
    let templates = Templates::new(BTreeMap::new()).expect("the templates are right");
    let job = Job {
        reading,
        ground: &ground,
        files: &files,
        manifest: &manifest,
        day: Date::parse(DAY).expect("a day"),
        marks: Marks { demo: manifest.demo, preview: false },
        selection: &Selection::default(),
        prune: false,
        templates: &templates,
    };
    let shelf = Shelf::default();
    generate::run(&job, &make(&templates), &shelf, &[]).expect("the run can be done");
    shelf.0.into_inner().expect("no thread panics")
}

/// Holds an output against its golden file.
pub(crate) fn assert_as_it_was(text: &str, file: &str) {
    let golden = format!("tests/golden/{file}");
    if std::env::var_os("MULU_BLESS").is_some() {
        fs::create_dir_all("tests/golden").expect("the folder can be made");
        fs::write(&golden, text).expect("the golden file can be written");
    }
    let expected = fs::read_to_string(&golden).unwrap_or_default();
    assert!(text == expected, "{golden} differs: run with MULU_BLESS=1 and read the difference");
}

/// A mark in everything that may reach no output of [`with_secrets`].
pub(crate) const SECRET: &str = "标记机密";

/// The code of an item that holds a state secret.
pub(crate) const SECRET_CODE: &str = "001014999002";

/// The item, with marks in what of it is not public, beside items that are secret, withheld or not published.
pub(crate) fn with_secrets() -> Vec<(&'static str, String)> {
    let marked =
        |code: &str, more: &str| ITEM.replace("001014999001", code).replace("表单测试", SECRET) + more;
    let secret = format!(
        "exemptions: [{{id: s, duty: online-inclusion, state: exempt, ground: state-secret, secret: {{level: secret, source: {SECRET}}}}}]\n"
    );
    let inner = ITEM
        .replace("  not_seen: []", &format!("  not_seen: []\n  note: {SECRET}"))
        .replace(
            "  separate_consent: true",
            &format!("  separate_consent: true\n  assessment: {SECRET}\n  processors: [{SECRET}]"),
        )
        .replace("name: 受理}", &format!("name: {SECRET}, role: {SECRET}}}"));
    let below = format!(
        "kind: implementation\nimplements: \"{SECRET_CODE}\"\nregion: \"370828\"\ntier: county\nbody: {{name: {SECRET}}}\n"
    );
    vec![
        ("items/secret.yaml", marked(SECRET_CODE, &secret)),
        ("items/unpublished.yaml", marked("001014999003", "publication: {publish: false}\n")),
        ("items/item.yaml", inner),
        ("items/withheld.yaml", format!("kind: withheld\nreference: {SECRET}\n")),
        ("regions/370828/secret.yaml", below),
    ]
}

/// Holds outputs against what may reach none, in text or in name.
pub(crate) fn assert_no_secret(outputs: &BTreeMap<String, String>) {
    for (path, text) in outputs {
        for mark in [SECRET, SECRET_CODE] {
            assert!(!path.contains(mark) && !text.contains(mark), "{path} holds {mark}");
        }
    }
}

/// Texts that mean something to a browser, an engine or a template.
pub(crate) fn hostile() -> Vec<String> {
    let long = "长".repeat(10_000);
    let texts = [
        "</script><script>alert(1)</script>",
        "\"><img src=x onerror=alert(1)>",
        "'`${7*7}`",
        "{{ 7 * 7 }}",
        "{% raw %}{{ policy }}",
        "</style><link rel=stylesheet href=http://example.invalid>",
        "<!--",
        "]]>&amp;\\u003c",
        "{{$form.submit()}}",
        &long,
    ];
    texts.map(str::to_owned).to_vec()
}

/// A line of the item with a hostile text in the place of its own, where it holds one.
pub(crate) fn hostile_line(line: &str, quoted: &str) -> String {
    let keys = [
        "  title: ",
        "  question: ",
        "  purpose: ",
        "  retention: ",
        "name: ",
        "  question_en: ",
        "  title_en: ",
    ];
    let found = keys.iter().find_map(|key| line.find(key).map(|at| at + key.len()));
    // Lines in flow style hold more than one value.
    match found.filter(|_| !line.contains('{') && !line.starts_with("name_en")) {
        Some(at) => format!("{}{quoted}", &line[..at]),
        None => line
            .replace("label: 说明,", &format!("label: {quoted},"))
            .replace("name: 工作方案,", &format!("name: {quoted},")),
    }
}
