//! What tests share: a small catalogue in memory, checked by the library itself.

#![allow(dead_code, reason = "each test file uses its part")]

pub(crate) mod outputs;
pub(crate) mod page;
pub(crate) mod twist;

use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use mulu::check::{Job, Outcome, check};
use mulu::date::Date;
use mulu::diagnostic::Diagnostic;
use mulu::load::{Files, Reading};
use mulu::model::manifest::Draft;
use mulu::rules;
use mulu::source::documents::Readers;
use mulu::source::store::{Memory, Store};
use mulu::standard::Standard;

/// The manifest of test catalogues.
pub(crate) const MANIFEST: &str = r#"
format: 1
name: 示例目录
edition: "2020"
lang: zh
network: open
demo: true
code_systems: [{id: guangdong-town, pattern: "TE[0-9A-Z]{29}"}]
"#;

/// The edition, loaded once.
pub(crate) static STANDARD: LazyLock<Standard> =
    LazyLock::new(|| Standard::load("2020", None, &rules::ids()).expect("the edition loads"));

/// The day on which test catalogues are checked, where a test names none.
pub(crate) const DAY: &str = "2026-11-24";

/// Checks a catalogue of these files.
pub(crate) fn check_files<B: Into<Vec<u8>>>(files: impl IntoIterator<Item = (&'static str, B)>) -> Outcome {
    check_files_on(files, MANIFEST, DAY)
}

/// The same under another manifest or on another day.
pub(crate) fn check_files_on<B: Into<Vec<u8>>>(
    files: impl IntoIterator<Item = (&'static str, B)>,
    manifest: &str,
    day: &str,
) -> Outcome {
    let files = files.into_iter().map(|(path, bytes)| (path.to_owned(), bytes.into()));
    check_store(&Memory::new(registers().chain(files)), manifest, day)
}

/// Checks files without registers: what is wrong with a text by itself needs none.
pub(crate) fn check_texts<B: Into<Vec<u8>>>(files: impl IntoIterator<Item = (&'static str, B)>) -> Outcome {
    let files = files.into_iter().map(|(path, bytes)| (path.to_owned(), bytes.into()));
    check_store(&Memory::new(files), MANIFEST, DAY)
}

/// The registers of the catalogue in the repository; of the big tables only what is named.
pub(crate) fn registers() -> impl Iterator<Item = (String, Vec<u8>)> {
    static FILES: LazyLock<Vec<(String, Vec<u8>)>> = LazyLock::new(|| {
        let folder = fs::read_dir("catalogue/registers").expect("the registers are there").flatten();
        let files =
            folder.map(|entry| entry.path()).filter(|path| path.extension().is_some_and(|own| own == "yaml"));
        let read = |path: std::path::PathBuf| {
            let name = path.file_name().expect("a file has a name").to_string_lossy();
            (format!("registers/{name}"), fs::read(&path).expect("the register can be read"))
        };
        let laws = ("registers/laws.csv".to_owned(), cited_laws().into_bytes());
        let divisions = ("registers/divisions.csv".to_owned(), named_divisions().into_bytes());
        files.map(read).chain([laws, divisions]).collect()
    });
    FILES.iter().cloned()
}

/// The rows of the table of divisions that bases and pages name, and the provinces.
fn named_divisions() -> String {
    let table = fs::read_to_string("catalogue/registers/divisions.csv").expect("the table is there");
    let named = texts();
    let mut rows = table.lines();
    let header = rows.next().expect("a header");
    let kept = rows.filter(|row| row[2..6] == *"0000" || named.contains(&row[..6]));
    [header].into_iter().chain(kept).fold(String::new(), |all, row| all + row + "\n")
}

/// All texts of bases and pages.
fn texts() -> String {
    let pages = rules::ALL.iter().map(|(_, rule)| rule.page);
    pages.chain([base("basic-item"), base("implementation")]).collect()
}

/// The rows of the table of laws that bases and pages cite: reading all in each test takes long.
fn cited_laws() -> String {
    let table = fs::read_to_string("catalogue/registers/laws.csv").expect("the table is there");
    let cited = texts();
    let title = |row: &str| row.split(',').next().unwrap_or_default().replace("中华人民共和国", "");
    let mut rows = table.lines();
    let header = rows.next().expect("a header");
    let kept = rows.filter(|row| cited.contains(&title(row)));
    [header].into_iter().chain(kept).fold(String::new(), |all, row| all + row + "\n")
}

/// Checks a store under a manifest.
pub(crate) fn check_store(store: &dyn Store, manifest: &str, day: &str) -> Outcome {
    let draft = Draft::read(manifest.as_bytes(), "mulu.yaml").expect("the manifest can be read");
    let day = Date::parse(day).expect("a day");
    let manifest = draft.finish(&STANDARD, &rules::severities(), day).expect("the manifest is right");
    let reading = Reading { standard: &STANDARD, store, readers: Readers::Both };
    let job = Job::of_all(reading, &manifest, day);
    check(&job, Files::of(store.files())).expect("the run can be done")
}

/// `path:line:column rule` of a finding.
pub(crate) fn brief(finding: &Diagnostic) -> String {
    let place = &finding.place;
    format!("{}:{}:{} {}", place.path, place.span.line, place.span.column, finding.rule)
}

/// All findings, briefly.
pub(crate) fn briefs(outcome: &Outcome) -> Vec<String> {
    outcome.findings.iter().map(|finding| brief(finding)).collect()
}

/// The base documents of rule pages.
pub(crate) fn base(kind: &str) -> &'static str {
    match kind {
        "basic-item" => include_str!("base/basic-item.yaml"),
        "implementation" => include_str!("base/implementation.yaml"),
        other => panic!("there is no base `{other}`"),
    }
}

/// The base document with the top-level keys of a snippet in place of its own, and the
/// number of lines that stand before the snippet.
pub(crate) fn lay_over(base: &str, snippet: &str) -> (String, usize) {
    let key = |line: &str| {
        let own = !line.starts_with([' ', '#', '-']) && line.contains(':');
        own.then(|| line.split(':').next().unwrap_or_default().to_owned())
    };
    let replaced: Vec<String> = snippet.lines().filter_map(key).collect();
    let mut kept = String::new();
    let mut keep = true;
    for line in base.lines() {
        if let Some(key) = key(line) {
            keep = !replaced.contains(&key);
        }
        if keep {
            kept.push_str(line);
            kept.push('\n');
        }
    }
    let before = kept.lines().count();
    (kept + snippet, before)
}

/// Copies a folder with all in it.
pub(crate) fn copy_folder(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("the folder can be made");
    for entry in fs::read_dir(from).expect("the folder is there").flatten() {
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy_folder(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).expect("the file can be copied");
        }
    }
}

/// Holds what the program printed against its schema in `schema/output`.
pub(crate) fn assert_fits(schema: &str, value: &serde_json::Value) {
    let mut schemas = boon::Schemas::new();
    let path = format!("schema/output/{schema}.schema.json");
    let at = boon::Compiler::new().compile(&path, &mut schemas).expect("the schema compiles");
    if let Err(error) = schemas.validate(value, at) {
        panic!("{schema}: {error}");
    }
}
