//! What teams and their build servers rely on day by day: one verdict in every format, a
//! baseline that only shrinks, fixes that touch nothing else, comparison with a revision.

mod support;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use boon::{Compiler, Schemas};
use serde_json::Value;

/// Runs the program in a folder, on a fixed day and in English.
fn mulu(folder: &Path, args: &[&str]) -> Output {
    let run = Command::new(env!("CARGO_BIN_EXE_mulu"))
        .args(args)
        .args(["--as-of", "2026-11-24", "--lang", "en"])
        .current_dir(folder)
        .env_clear()
        .output();
    run.expect("the program starts")
}

fn code(run: &Output) -> i32 {
    run.status.code().expect("the program was not killed")
}

fn stdout(run: &Output) -> String {
    String::from_utf8(run.stdout.clone()).expect("UTF-8")
}

fn stderr(run: &Output) -> String {
    String::from_utf8(run.stderr.clone()).expect("UTF-8")
}

fn git(folder: &Path, args: &[&str]) {
    let run = Command::new("git")
        .args(["-c", "user.name=t", "-c", "user.email=t@example.org", "-c", "init.defaultBranch=main"])
        .args(["-c", "commit.gpgsign=false", "-c", "protocol.file.allow=always"])
        .args(args)
        .current_dir(folder)
        .output()
        .expect("git starts");
    assert!(run.status.success(), "git {args:?}: {}", String::from_utf8_lossy(&run.stderr));
}

/// A copy of the catalogue of the scenarios that may be changed.
fn copy() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    support::copy_folder(Path::new("tests/scenarios/daily"), folder.path());
    folder
}

/// Changes a file by putting one text in place of another.
fn edit(folder: &Path, path: &str, from: &str, to: &str) {
    let path = folder.join(path);
    let text = fs::read_to_string(&path).expect("the file is there");
    assert!(text.contains(from), "{} does not hold {from}", path.display());
    fs::write(path, text.replacen(from, to, 1)).expect("the file can be written");
}

/// Rules and pointers of the findings of a run in JSON.
fn found(run: &Output) -> Vec<String> {
    let report: Value = serde_json::from_slice(&run.stdout).expect("JSON");
    let findings = report["findings"].as_array().expect("a list");
    let brief = |finding: &Value| {
        format!("{} {}", finding["rule"].as_str().unwrap_or("?"), finding["pointer"].as_str().unwrap_or("?"))
    };
    findings.iter().map(brief).collect()
}

/// Holds JSON against one of the schemas that ship.
fn assert_fits(schema: &str, text: &str) {
    let mut compiler = Compiler::new();
    for name in ["check.schema.json", "baseline.schema.json"] {
        let path = Path::new("schema/output").join(name);
        let schema = serde_json::from_str(&fs::read_to_string(path).expect("the schema is there"));
        let uri = format!("http://example.invalid/{name}");
        compiler.add_resource(&uri, schema.expect("JSON")).expect("the schema can be named");
    }
    let mut schemas = Schemas::new();
    let index = compiler.compile(&format!("http://example.invalid/{schema}"), &mut schemas);
    let value: Value = serde_json::from_str(text).expect("JSON");
    schemas.validate(&value, index.expect("the schema compiles")).expect("the output fits its schema");
}

#[test]
fn every_format_gives_the_same_verdict() {
    let folder = copy();
    for limit in ["error", "warning", "info", "never"] {
        let expected = code(&mulu(folder.path(), &["check", "--fail-on", limit]));
        let names = ["json", "sarif", "github", "gitlab", "junit", "markdown"];
        for name in names {
            assert_eq!(
                code(&mulu(folder.path(), &["check", "--fail-on", limit, "--format", name])),
                expected,
                "{name}"
            );
        }
        let files: Vec<String> = names.iter().map(|name| format!("--format={name}=report.{name}")).collect();
        let mut args = vec!["check", "--fail-on", limit, "--format", "text"];
        args.extend(files.iter().map(String::as_str));
        let all = mulu(folder.path(), &args);
        assert_eq!(code(&all), expected, "all at once");
        for name in names {
            let alone = stdout(&mulu(folder.path(), &["check", "--fail-on", limit, "--format", name]));
            let written = fs::read_to_string(folder.path().join(format!("report.{name}"))).expect("a report");
            assert_eq!(written, alone, "{name} in a file is {name} on the stream");
        }
    }
    let json = mulu(folder.path(), &["check", "--format", "json", "--waivers", "--statistics"]);
    assert_fits("check.schema.json", &stdout(&json));
    let count = found(&json).len();
    let text = |name| stdout(&mulu(folder.path(), &["check", "--format", name]));
    assert_eq!(text("github").lines().count(), count);
    assert_eq!(text("junit").matches("<testcase ").count(), count);
    let sarif: Value = serde_json::from_str(&text("sarif")).expect("JSON");
    assert_eq!(sarif["runs"][0]["results"].as_array().map(Vec::len), Some(count));
    let gitlab: Value = serde_json::from_str(&text("gitlab")).expect("JSON");
    assert_eq!(gitlab.as_array().map(Vec::len), Some(count));
}

#[test]
fn a_baseline_only_shrinks() {
    let folder = copy();
    let root = folder.path();
    let known = || fs::read_to_string(root.join("known.json")).expect("the baseline is there");
    // What is wrong with waivers may not be waived, so no baseline knows it.
    assert_eq!(code(&mulu(root, &["check", "--write-baseline", "known.json"])), 1);
    assert!(!known().contains("waiver-"), "{}", known());
    fs::remove_file(root.join("waivers.yaml")).expect("the waivers are there");
    fs::remove_file(root.join("known.json")).expect("the baseline is there");
    assert_eq!(code(&mulu(root, &["check", "--write-baseline", "known.json"])), 0);
    assert_fits("baseline.schema.json", &known());
    let first = known();
    assert_eq!(code(&mulu(root, &["check", "--baseline", "known.json", "--fail-on", "info"])), 0);
    // Other lines, other files, other order of keys: the same findings.
    fs::rename(root.join("items/hr.yaml"), root.join("items/renamed.yaml")).expect("renamed");
    edit(root, "items/renamed.yaml", "kind: basic-item\n", "\n\n# moved\nkind: basic-item\n");
    assert_eq!(code(&mulu(root, &["check", "--baseline", "known.json", "--fail-on", "info"])), 0);
    // What is new is reported, and the file does not grow by itself.
    edit(root, "items/renamed.yaml", "necessity: required", "necessity: requirred");
    let json = mulu(root, &["check", "--baseline", "known.json", "--format", "json"]);
    assert_eq!((code(&json), found(&json).len()), (1, 1), "{:?}", found(&json));
    assert_fits("check.schema.json", &stdout(&json));
    assert_eq!(code(&mulu(root, &["check", "--write-baseline", "known.json"])), 1);
    assert_eq!(known(), first);
    assert_eq!(code(&mulu(root, &["check", "--write-baseline", "known.json", "--allow-growth"])), 0);
    assert_eq!(known().lines().count(), first.lines().count() + 1);
    // What is put right is told, and leaves the file.
    edit(root, "items/renamed.yaml", "necessity: requirred", "necessity: required");
    let text = stdout(&mulu(root, &["check", "--baseline", "known.json"]));
    assert!(text.contains("1 fixed: shrink it with --write-baseline"), "{text}");
    assert_eq!(code(&mulu(root, &["check", "--write-baseline", "known.json"])), 0);
    assert_eq!(known(), first);
    // A part of the catalogue is no baseline, and no JSON is none either.
    assert_eq!(code(&mulu(root, &["check", "items", "--write-baseline", "known.json"])), 2);
    fs::write(root.join("known.json"), "[]").expect("written");
    assert_eq!(code(&mulu(root, &["check", "--baseline", "known.json"])), 2);
}

#[test]
fn fixes_change_the_named_bytes_only() {
    let folder = copy();
    let root = folder.path();
    let read = |path: &str| fs::read(root.join(path)).expect("the file is there");
    edit(root, "items/hr.yaml", "# Illustrative", "\u{FEFF}# Illustrative");
    let text = String::from_utf8(read("items/hr.yaml")).expect("UTF-8").replace('\n', "\r\n");
    fs::write(root.join("items/hr.yaml"), &text).expect("written");
    let before = read("items/hr.yaml");
    let dry = mulu(root, &["check", "--fix", "--dry-run"]);
    assert_eq!(read("items/hr.yaml"), before, "a dry run changes nothing");
    assert!(stdout(&dry).contains("-version: ３\r\n+version: 3\r\n"), "{}", stdout(&dry));
    mulu(root, &["check", "--fix"]);
    let after = String::from_utf8(read("items/hr.yaml")).expect("UTF-8");
    let expected =
        text.replace("version: ３", "version: 3").replace("necessity: requird", "necessity: required");
    assert_eq!(after, expected);
    let regions = String::from_utf8(read("regions/370828/hr.yaml")).expect("UTF-8");
    assert!(regions.contains("windows: [\"15\"]"), "{regions}");
    assert_eq!(stderr(&mulu(root, &["check", "--fix"])), "", "nothing is left to put right");
    assert_eq!(stdout(&mulu(root, &["check", "--fix", "--dry-run"])), "");
    // The diff is one that git applies: where it was made, or in the folder of the catalogue.
    for here in [".", "regions"] {
        let other = copy();
        let root = other.path();
        let diff = stdout(&mulu(&root.join(here), &["check", "--fix", "--dry-run"]));
        assert!(diff.contains("+++ b/items/hr.yaml\n"), "{here}: {diff}");
        fs::write(root.join("fix.diff"), diff).expect("written");
        git(root, &["apply", "--unidiff-zero", "fix.diff"]);
        assert_eq!(stdout(&mulu(root, &["check", "--fix", "--dry-run"])), "");
    }
}

/// What a revision or a baseline knows is not reported, and not put right either.
#[test]
fn fixes_leave_what_was_known() {
    let folder = copy();
    let root = folder.path();
    git(root, &["init", "--quiet"]);
    git(root, &["add", "--all"]);
    git(root, &["commit", "--quiet", "-m", "first"]);
    mulu(root, &["check", "--write-baseline", "known.json"]);
    edit(root, "items/hr.yaml", "processing: committed", "processing: comitted");
    let new = fs::read_to_string(root.join("items/hr.yaml")).expect("the file is there");
    for known in [["--since", "HEAD"], ["--baseline", "known.json"]] {
        fs::write(root.join("items/hr.yaml"), &new).expect("written");
        mulu(root, &[&["check", "--fix"], &known[..]].concat());
        let text = fs::read_to_string(root.join("items/hr.yaml")).expect("the file is there");
        assert_eq!(text, new.replace("comitted", "committed"), "{known:?}");
    }
    // Who writes the baseline anew has all put right that can be.
    mulu(root, &["check", "--fix", "--write-baseline", "known.json"]);
    let text = fs::read_to_string(root.join("items/hr.yaml")).expect("the file is there");
    assert!(text.contains("version: 3\n"), "{text}");
}

#[test]
fn what_the_law_decides_is_not_changed() {
    let folder = copy();
    let root = folder.path();
    edit(root, "items/hr.yaml", "item_type: licence", "item_type: license");
    edit(root, "items/hr.yaml", "from: 2023-03-01", "from: 2023/3/1");
    edit(root, "items/hr.yaml", "processing: committed", "processsing: committed");
    mulu(root, &["check", "--fix"]);
    let text = fs::read_to_string(root.join("items/hr.yaml")).expect("the file is there");
    assert!(
        text.contains("item_type: license\n")
            && text.contains("from: 2023/3/1}")
            && text.contains("processsing:")
    );
    mulu(root, &["check", "--fix", "--unsafe"]);
    let text = fs::read_to_string(root.join("items/hr.yaml")).expect("the file is there");
    assert!(text.contains("item_type: license\n"), "no change of a legal value, whatever is asked for");
    assert!(text.contains("from: 2023-03-01}") && text.contains("\nprocessing:"), "{text}");
}

#[cfg(unix)]
#[test]
fn a_kill_during_a_fix_loses_nothing() {
    let folder = copy();
    let root = folder.path();
    let body = fs::read_to_string(root.join("items/hr.yaml")).expect("the file is there");
    let path = |number: usize| -> PathBuf { root.join(format!("items/many-{number}.yaml")) };
    let text = |number: usize| body.replace("000114107003", &format!("0001141{number:05}"));
    let fixed = |text: &str| text.replace("version: ３", "version: 3").replace("requird", "required");
    for round in 0_u64..6 {
        for number in 0..60 {
            fs::write(path(number), text(number)).expect("written");
        }
        let mut run = Command::new(env!("CARGO_BIN_EXE_mulu"))
            .args(["check", "--fix", "--quiet"])
            .current_dir(root)
            .stdout(std::process::Stdio::null())
            .stderr(std::process::Stdio::null())
            .spawn()
            .expect("the program starts");
        // The moment of the kill moves from round to round through the time of writing.
        let first = path(0);
        while fs::read_to_string(&first).is_ok_and(|now| now == text(0))
            && run.try_wait().expect("it can be asked").is_none()
        {
            std::thread::sleep(std::time::Duration::from_micros(200));
        }
        std::thread::sleep(std::time::Duration::from_millis(round));
        let _ = run.kill();
        run.wait().expect("it ends");
        for number in 0..60 {
            let now = fs::read_to_string(path(number)).expect("the file is there");
            assert!(now == text(number) || now == fixed(&text(number)), "file {number} is half written");
        }
    }
}

#[test]
fn only_what_a_revision_did_not_have() {
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path();
    support::copy_folder(Path::new("tests/scenarios/daily"), &root.join("old"));
    git(root, &["init", "--quiet"]);
    git(root, &["add", "--all"]);
    git(root, &["commit", "--quiet", "-m", "first"]);
    git(root, &["mv", "old", "catalogue"]);
    git(root, &["mv", "catalogue/items/hr.yaml", "catalogue/items/renamed.yaml"]);
    git(root, &["commit", "--quiet", "-am", "renamed"]);
    let since = |folder: &Path, name: &str| {
        mulu(folder, &["check", "--since", name, "--format", "json", "--fail-on", "info"])
    };
    assert_eq!(found(&since(root, "HEAD~1")), Vec::<String>::new(), "a rename brings nothing");
    assert_eq!(code(&since(root, "HEAD~1")), 0);
    edit(root, "catalogue/items/renamed.yaml", "necessity: required", "necessity: requirred");
    let run = since(root, "HEAD~1");
    assert_eq!((code(&run), found(&run)), (1, vec!["value-not-listed /materials/1/necessity".to_owned()]));
    // A revision without the catalogue had none of its findings.
    support::copy_folder(Path::new("tests/scenarios/daily"), &root.join("second"));
    edit(&root.join("second"), "mulu.yaml", "name: ", "name: 另一个");
    let run = mulu(root, &["check", "second", "--since", "HEAD", "--format", "json"]);
    assert_eq!(found(&run).len(), found(&mulu(root, &["check", "second", "--format", "json"])).len());
    // A clone without history says what to fetch.
    let rest = tempfile::tempdir().expect("a folder");
    let source = format!("file://{}", root.display());
    git(rest.path(), &["clone", "--quiet", "--depth=1", &source, "shallow"]);
    let shallow = rest.path().join("shallow");
    let run = since(&shallow, "HEAD~1");
    assert_eq!(code(&run), 2);
    assert!(stderr(&run).contains("hint: run `git fetch --unshallow origin`"), "{}", stderr(&run));
    git(&shallow, &["fetch", "--quiet", "--unshallow", "origin"]);
    assert_eq!(code(&since(&shallow, "HEAD~1")), 0);
    let outside = copy();
    let run = since(outside.path(), "HEAD");
    assert_eq!(code(&run), 2);
    assert!(stderr(&run).contains("is in no git repository"), "{}", stderr(&run));
}

/// Nothing but its path tells one broken file from another: what is known of one hides no other.
#[test]
fn a_new_broken_file_is_told() {
    let folder = copy();
    let root = folder.path();
    let write = |path: &str, text: &str| fs::write(root.join(path), text).expect("written");
    fs::remove_file(root.join("waivers.yaml")).expect("the waivers are there");
    write("items/old.yaml", "a: [\n");
    git(root, &["init", "--quiet"]);
    git(root, &["add", "--all"]);
    git(root, &["commit", "--quiet", "-m", "first"]);
    mulu(root, &["check", "--write-baseline", "known.json"]);
    let known = fs::read_to_string(root.join("known.json")).expect("the baseline is there");
    assert_fits("baseline.schema.json", &known);
    assert!(
        known.contains("\"path\":\"items/old.yaml\"") && known.matches("\"path\"").count() == 1,
        "{known}"
    );
    // What an earlier release wrote names no files.
    write("earlier.json", &known.replace("\"path\":\"items/old.yaml\",", ""));
    let ways = [["--since", "HEAD"], ["--baseline", "known.json"], ["--baseline", "earlier.json"]];
    let told = |way: [&str; 2], paths: &[&str]| -> Vec<String> {
        let args = [&["check"], paths, &way, &["--format", "json"]].concat();
        let report: Value = serde_json::from_slice(&mulu(root, &args).stdout).expect("JSON");
        let findings = report["findings"].as_array().expect("a list").iter();
        findings.map(|own| own["path"].as_str().unwrap_or("?").to_owned()).collect()
    };
    for way in ways {
        assert_eq!(told(way, &[]), Vec::<String>::new(), "{way:?}: nothing is new");
    }
    write("items/new.yaml", "a: \"\n");
    for (way, paths) in ways[..2].iter().flat_map(|way| [(*way, &[][..]), (*way, &["items/new.yaml"])]) {
        assert_eq!(told(way, paths), ["items/new.yaml"], "{way:?} {paths:?}");
    }
    assert_eq!(told(ways[2], &[]).len(), 1, "one of two was known");
    // A file that moved is no new one.
    fs::rename(root.join("items/old.yaml"), root.join("items/moved.yaml")).expect("renamed");
    fs::remove_file(root.join("items/new.yaml")).expect("the file is there");
    for (way, paths) in ways.iter().flat_map(|way| [(*way, &[][..]), (*way, &["items/moved.yaml"])]) {
        assert_eq!(told(way, paths), Vec::<String>::new(), "{way:?} {paths:?}");
    }
}

#[test]
fn every_command_line_honours_waivers() {
    let folder = copy();
    let rules = |args: &[&str]| {
        let run = mulu(
            folder.path(),
            &[&["check", "--format", "json", "--rule", "contact-phones-differ"], args].concat(),
        );
        found(&run)
    };
    assert_eq!(rules(&[]), Vec::<String>::new());
    assert_eq!(rules(&["regions/370828/hr.yaml"]), Vec::<String>::new());
    assert_eq!(rules(&["--no-waivers"]), ["contact-phones-differ /contacts/complaint/phone"]);
    // The day after its last day a waiver accepts nothing any more.
    let late = Command::new(env!("CARGO_BIN_EXE_mulu"))
        .args(["check", "--format", "json", "--as-of", "2027-07-01", "--lang", "en"])
        .current_dir(folder.path())
        .env_clear()
        .output()
        .expect("the program starts");
    assert!(found(&late).contains(&"contact-phones-differ /contacts/complaint/phone".to_owned()));
    // A comment in a text or in a document of a state secret waives nothing.
    edit(folder.path(), "regions/370828/hr.yaml", "   # mulu: allow", "\nnote: \"x # mulu: allow");
    edit(folder.path(), "regions/370828/hr.yaml", "一个号码", "一个号码\"");
    assert_eq!(rules(&[]), ["contact-phones-differ /contacts/complaint/phone"]);
}

#[test]
fn a_region_is_picked_by_its_digits() {
    let folder = copy();
    for (region, expected) in
        [("370828", 1), ("3708", 1), ("370000", 1), ("37", 1), ("370900", 0), ("110000", 0)]
    {
        let run = mulu(folder.path(), &["check", "--region", region, "--format", "json"]);
        assert_eq!(found(&run).len(), expected, "{region}");
        let report: Value = serde_json::from_slice(&run.stdout).expect("JSON");
        assert_eq!(report["summary"]["items"], expected, "{region}");
    }
    assert_eq!(code(&mulu(folder.path(), &["check", "--region", "abc"])), 2);
}
