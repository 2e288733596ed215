//! The architecture, executable: what ARCHITECTURE.md says is held to be true here.

use std::fs;
use std::path::{Path, PathBuf};

/// Which modules of the crate a folder or file of `src` may name.
const LAYERS: &[(&str, &[&str])] = &[
    ("diagnostic", &[]),
    ("error", &["diagnostic"]),
    ("date", &[]),
    ("numbers", &["date"]),
    ("source", &["diagnostic", "error", "source"]),
    ("standard", &["date", "diagnostic", "error", "numbers", "source", "standard"]),
    ("digest", &[]),
    ("template", &["diagnostic", "error"]),
    ("model", &["date", "diagnostic", "error", "numbers", "source", "standard", "model"]),
    ("compare", &["compare", "diagnostic", "model", "source", "standard"]),
    ("rules", &["compare", "date", "diagnostic", "model", "numbers", "rules", "source", "standard"]),
    ("baseline", &["diagnostic", "source"]),
    ("fix", &["diagnostic", "source"]),
    (
        "waive",
        &[
            "check",
            "date",
            "diagnostic",
            "error",
            "locate",
            "model",
            "numbers",
            "rules",
            "source",
            "standard",
        ],
    ),
    ("locate", &["date", "diagnostic", "model", "numbers", "rules", "source"]),
    ("load", &["diagnostic", "error", "model", "shelf", "source", "standard"]),
    ("shelf", &["error", "load", "model", "source", "standard"]),
    ("judge", &["check", "diagnostic", "error", "load", "locate", "model", "rules", "source", "standard"]),
    ("tables", &["check", "diagnostic", "error", "locate", "model", "source", "standard"]),
    (
        "check",
        &[
            "date",
            "diagnostic",
            "error",
            "judge",
            "load",
            "locate",
            "model",
            "rules",
            "shelf",
            "source",
            "standard",
            "tables",
            "waive",
        ],
    ),
    ("exemptions", &["check", "date", "diagnostic", "error", "load", "locate", "model", "source", "survey"]),
    ("impact", &["date", "error", "load", "locate", "model", "source", "survey"]),
    ("survey", &["error", "load", "model", "source", "standard"]),
    ("form", &["date", "digest", "model", "source", "standard"]),
    ("openapi", &["diagnostic", "digest", "error", "form", "model", "openapi", "source", "standard"]),
    (
        "generate",
        &[
            "date",
            "diagnostic",
            "digest",
            "error",
            "form",
            "generate",
            "load",
            "model",
            "openapi",
            "rules",
            "source",
            "standard",
            "survey",
            "template",
        ],
    ),
    (
        "report",
        &[
            "baseline",
            "check",
            "compare",
            "date",
            "diagnostic",
            "diff",
            "matrix",
            "report",
            "rules",
            "standard",
            "template",
            "waive",
        ],
    ),
    (
        "diff",
        &[
            "compare",
            "diagnostic",
            "diff",
            "error",
            "load",
            "locate",
            "model",
            "numbers",
            "source",
            "standard",
        ],
    ),
    (
        "matrix",
        &["compare", "diagnostic", "error", "load", "matrix", "model", "source", "standard", "survey"],
    ),
    (
        "cli",
        &[
            "baseline",
            "check",
            "cli",
            "compare",
            "date",
            "diagnostic",
            "diff",
            "error",
            "exemptions",
            "fix",
            "impact",
            "generate",
            "load",
            "matrix",
            "model",
            "numbers",
            "openapi",
            "report",
            "rules",
            "source",
            "standard",
            "template",
        ],
    ),
    ("main", &["cli"]),
    ("lib", &[]),
];

/// Each outside package and the files or folders that may name it.
const OWNERS: &[(&str, &[&str])] = &[
    ("annotate_snippets", &["report/text.rs"]),
    ("base64", &["digest.rs"]),
    ("clap", &["cli/", "report/mod.rs", "report/diff/mod.rs", "report/matrix/mod.rs", "diagnostic.rs"]),
    ("clap_complete", &["cli/completions.rs"]),
    ("csv", &["report/table.rs", "source/table.rs"]),
    ("git2", &["source/revision/"]),
    ("granit_parser", &["source/full.rs"]),
    ("include_dir", &["standard/edition.rs", "template.rs"]),
    ("indicatif", &["cli/check/"]),
    ("jiff", &["date.rs"]),
    ("jsonschema", &["standard/validator.rs"]),
    ("memchr", &["source/mod.rs"]),
    ("mimalloc", &["main.rs"]),
    ("minijinja", &["template.rs"]),
    ("rayon", &["check.rs", "cli/item.rs", "cli/mod.rs", "diff/", "load.rs", "survey.rs", "tables.rs"]),
    ("regex", &["model/manifest.rs"]),
    ("regress", &["standard/regular.rs"]),
    ("serde_yaml", &["cli/resolve.rs", "standard/data.rs"]),
    ("sha2", &["digest.rs"]),
    ("simdutf8", &["source/read.rs"]),
    ("strsim", &["standard/words.rs"]),
    ("thiserror", &["error.rs"]),
    ("walkdir", &["source/walk.rs"]),
    ("xxhash_rust", &["diff/told.rs", "digest.rs", "locate.rs", "model/facts.rs"]),
];

const MOST_LINES: usize = 400;
const MOST_LINES_OF_A_RULE: usize = 120;
const MOST_LINES_OF_A_FUNCTION: usize = 80;

fn files(folder: &str, ending: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut folders = vec![PathBuf::from(folder)];
    while let Some(here) = folders.pop() {
        for entry in fs::read_dir(&here).expect("the folder is there").flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|own| own == ending) {
                let text = fs::read_to_string(&path).expect("the file is text");
                let path = path.strip_prefix(folder).expect("within the folder");
                found.push((path.to_string_lossy().replace('\\', "/"), text));
            }
        }
    }
    found.sort();
    found
}

/// The code of a file without its comments and its tests.
fn code(text: &str) -> String {
    let text = text.split("#[cfg(test)]").next().unwrap_or_default();
    text.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n")
}

#[test]
fn imports_run_downwards() {
    for (path, text) in files("src", "rs") {
        let layer = path.split('/').next().unwrap_or(&path).trim_end_matches(".rs");
        let (_, allowed) =
            LAYERS.iter().find(|(own, _)| *own == layer).unwrap_or_else(|| panic!("{path}: a new layer"));
        for (at, _) in code(&text).match_indices("crate::") {
            let name: String =
                code(&text)[at + 7..].chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
            assert!(allowed.contains(&name.as_str()), "{path} names crate::{name}");
        }
    }
}

#[test]
fn each_package_has_one_owner() {
    let manifest = fs::read_to_string("Cargo.toml").expect("the manifest is there");
    let section = manifest
        .split("[dependencies]")
        .nth(1)
        .expect("dependencies")
        .split("\n[")
        .next()
        .unwrap_or_default();
    let free = ["serde", "serde_json", "anstream"];
    for line in section.lines().filter(|line| line.contains('=')) {
        let package = line.split('=').next().unwrap_or_default().trim().replace('-', "_");
        let known = OWNERS.iter().any(|(own, _)| *own == package) || free.contains(&package.as_str());
        assert!(known, "{package} has no owner");
    }
    for (package, owners) in OWNERS {
        let mut named = false;
        for (path, text) in files("src", "rs") {
            let code = code(&text);
            let hit = [format!("{package}::"), format!("use {package}")].iter().any(|word| {
                code.match_indices(word.as_str()).any(|(at, _)| {
                    !code[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == ':')
                })
            });
            let owned = owners.iter().any(|owner| path.starts_with(owner));
            assert!(!hit || owned, "{path} names {package}");
            named |= hit;
        }
        assert!(named, "nothing names {package}");
    }
}

#[test]
fn files_and_functions_are_short() {
    for (path, text) in files("src", "rs") {
        let most = if path.starts_with("rules/") && path.matches('/').count() == 2 {
            MOST_LINES_OF_A_RULE
        } else {
            MOST_LINES
        };
        let lines = text.lines().count();
        assert!(lines <= most, "{path} has {lines} lines");
        assert!(text.starts_with("//! "), "{path} does not say what it is");
        let mut start = None;
        for (number, line) in text.lines().enumerate() {
            let indent = line.len() - line.trim_start().len();
            if start.is_none()
                && line.contains("fn ")
                && line.trim_end().ends_with('{')
                && !line.trim_start().starts_with("//")
            {
                start = Some((number, indent));
            }
            if let Some((begun, own)) =
                start.filter(|(_, own)| line.trim_end() == format!("{}}}", " ".repeat(*own)))
            {
                let length = number - begun + 1;
                assert!(
                    length <= MOST_LINES_OF_A_FUNCTION,
                    "{path}:{}: a function of {length} lines",
                    begun + 1
                );
                let _ = own;
                start = None;
            }
        }
    }
}

#[test]
fn nothing_is_left_to_do() {
    for (folder, ending) in
        [("src", "rs"), ("src", "md"), ("tests", "rs"), ("schema", "json"), ("catalogue", "yaml")]
    {
        for (path, text) in files(folder, ending) {
            if path == "tidy.rs" {
                continue;
            }
            for word in ["TODO", "FIXME", "XXX", "todo!(", "unimplemented!("] {
                assert!(!text.contains(word), "{folder}/{path} holds {word}");
            }
        }
    }
}

#[test]
fn the_change_log_knows_the_version() {
    let version = env!("CARGO_PKG_VERSION");
    let log = fs::read_to_string("CHANGELOG.md").expect("the change log is there");
    let newest = log.lines().find_map(|line| line.strip_prefix("## ")).expect("a heading");
    assert!(
        newest.starts_with("Unreleased") || newest.starts_with(version),
        "the newest heading is `{newest}`"
    );
}

#[test]
fn the_map_names_every_module() {
    let map = fs::read_to_string("ARCHITECTURE.md").expect("the map is there");
    for (path, _) in files("src", "rs").into_iter().filter(|(path, _)| !path.starts_with("rules/")) {
        let name = Path::new(&path).file_name().and_then(|name| name.to_str()).unwrap_or_default();
        let known = name == "mod.rs" || map.contains(name);
        assert!(known, "ARCHITECTURE.md does not name {path}");
    }
}
