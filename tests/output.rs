//! What the program writes for programs, and that it does not depend on threads or on what lies on disk.

mod support;

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use boon::{Compiler, Schemas};
use serde_json::Value;

fn mulu(args: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_mulu"));
    command.args(args).env_clear().output().expect("the program starts")
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).expect("UTF-8")
}

/// A document that the second validator accepts by a schema of `schema/output`.
fn held(schema: &str, args: &[&str]) -> Value {
    let run = mulu(args);
    let value: Value = serde_json::from_slice(&run.stdout).expect("one JSON document");
    let path = format!("schema/output/{schema}.schema.json");
    let json = serde_json::from_str(&fs::read_to_string(&path).expect("the schema is there")).expect("JSON");
    let (mut compiler, mut schemas) = (Compiler::new(), Schemas::new());
    compiler.enable_format_assertions();
    let uri = format!("http://example.invalid/{schema}.schema.json");
    compiler.add_resource(&uri, json).expect("the schema can be named");
    let baseline = fs::read_to_string("schema/output/baseline.schema.json").expect("the schema is there");
    let baseline = serde_json::from_str(&baseline).expect("JSON");
    compiler.add_resource("http://example.invalid/baseline.schema.json", baseline).expect("it can be named");
    let index = compiler.compile(&uri, &mut schemas).expect("the schema compiles");
    let verdict = schemas.validate(&value, index).map_err(|error| error.to_string());
    assert!(verdict.is_ok(), "{args:?}: {verdict:?}");
    let mut broken = value.clone();
    broken["version"] = Value::from("1");
    assert!(schemas.validate(&broken, index).is_err(), "{path} refuses nothing");
    value
}

#[test]
fn machine_formats_keep_to_their_schemas() {
    let found = |args: &[&str]| held("check", args)["findings"].as_array().expect("a list").len();
    assert!(found(&["check", "catalogue", "--format", "json"]) > 0);
    assert!(found(&["check", "tests/scenarios/catalogue", "--format", "json", "--lang", "en"]) > 0);
    assert!(found(&["check", "tests/fixtures/real-defects/yilong-food", "--format", "json"]) > 0);
    let exempt = held("exemptions", &["exemptions", "--format", "json"]);
    assert!(!exempt["exemptions"].as_array().expect("a list").is_empty());
    let stands = held("impact", &["impact", "就业促进法:40", "--format", "json"]);
    assert!(stands["stands"].as_array().expect("a list").len() > 3);
    let rules = held("rules", &["rules", "--format", "json"]);
    assert_eq!(rules["rules"].as_array().expect("a list").len(), mulu::rules::ALL.len());
    for item in ["000114107003", "11370828MB286029024000114107003", "11370828MB28602902400011410700302"] {
        let resolved = held(
            "resolve",
            &["resolve", item, "--catalogue", "catalogue", "--region", "370828", "--format", "json"],
        );
        assert!(resolved["values"].as_object().expect("a map").len() > 20, "{item}");
    }
}

/// A catalogue of many items, every third of which has a fault.
fn mixed(folder: &Path) {
    fs::create_dir_all(folder.join("items")).expect("a folder");
    fs::create_dir_all(folder.join("regions/370828")).expect("a folder");
    fs::write(folder.join("mulu.yaml"), support::MANIFEST).expect("a file");
    for number in 0..60 {
        let code = format!("0001141{number:02}003");
        let basic = support::base("basic-item").replace("000114107003", &code);
        let own = support::base("implementation").replace("000114107003", &code);
        let own = match number % 9 {
            0 => own.replace("days: 4", "days: 25"),
            3 => own.replace("visits: 0", "visits: -1"),
            6 => format!("{own}name: \"甲\n---\n{own}"),
            _ => own,
        };
        let basic = if number % 7 == 0 { basic.replace("days: 20", "days: 0.3") } else { basic };
        fs::write(folder.join(format!("items/{number}.yaml")), basic).expect("a file");
        fs::write(folder.join(format!("regions/370828/{number}.yaml")), own).expect("a file");
    }
}

#[test]
fn threads_do_not_show() {
    let folder = tempfile::tempdir().expect("a folder");
    mixed(folder.path());
    let path = folder.path().to_str().expect("UTF-8");
    let run = |jobs: &str, format: &str| {
        let run = mulu(&["check", path, "--as-of", support::DAY, "--jobs", jobs, "--format", format]);
        assert_eq!(run.status.code(), Some(1));
        text(&run.stdout)
    };
    for format in ["json", "text"] {
        let alone = run("1", format);
        assert!(alone.matches("promised-not-over-statutory").count() >= 6, "{alone}");
        for jobs in ["1", "2", "8"] {
            assert!(run(jobs, format) == alone, "{format} differs with --jobs {jobs}");
        }
    }
}

#[cfg(unix)]
#[test]
fn what_cannot_be_read_is_a_finding() {
    use std::os::unix::fs::symlink;
    let folder = tempfile::tempdir().expect("a folder");
    let items = folder.path().join("items");
    fs::create_dir_all(items.join("x.yaml")).expect("a folder named like a file");
    fs::write(folder.path().join("mulu.yaml"), support::MANIFEST).expect("a file");
    fs::write(items.join("base.yaml"), support::base("basic-item")).expect("a file");
    fs::write(items.join("x.yaml/inner.yaml"), "kind: basic_item\n").expect("a file");
    let long = support::base("basic-item").replace("000114107003", "000114108003");
    let long = long.replace("有明确的章程和管理制度", &"甲".repeat(1024 * 1024));
    fs::write(items.join("long.yaml"), long).expect("a file");
    fs::File::create(items.join("large.yaml"))
        .and_then(|file| file.set_len(16 * 1024 * 1024 + 1))
        .expect("a file");
    symlink("nowhere.yaml", items.join("gone.yaml")).expect("a link");
    symlink("../items", items.join("loop")).expect("a link");
    let path = folder.path().to_str().expect("UTF-8");
    let run = mulu(&["check", path, "--format", "json", "--lang", "en"]);
    let document: Value = serde_json::from_slice(&run.stdout).expect("one JSON document");
    let findings = document["findings"].as_array().expect("a list").iter();
    let loud = findings.filter(|finding| finding["severity"] != "info").map(|finding| {
        let path = finding["path"].as_str().and_then(|path| path.rsplit_once("items/")).expect("a path").1;
        format!(
            "{path}:{}:{} {}",
            finding["line"],
            finding["column"],
            finding["rule"].as_str().expect("a rule")
        )
    });
    assert_eq!(
        loud.collect::<Vec<_>>(),
        [
            "gone.yaml:1:1 file-unreadable",
            "large.yaml:1:1 file-too-large",
            "loop:1:1 file-unreadable",
            "x.yaml/inner.yaml:1:7 kind-known"
        ]
    );
    let named = items.join("gone.yaml");
    let run = mulu(&["check", named.to_str().expect("UTF-8")]);
    assert_eq!(run.status.code(), Some(2), "a named file that cannot be opened ends the run");
}

/// Every command and option explains itself in the language that is asked for.
#[test]
fn help_speaks_one_language() {
    let chinese = |line: &str| line.chars().any(|c| c > '\u{2E7F}');
    let help = |command: &[&str], lang: &str| {
        let run = mulu(&[command, &["--help", "--lang", lang]].concat());
        assert_eq!(run.status.code(), Some(0), "{command:?}");
        text(&run.stdout)
    };
    let listed = help(&[], "en");
    let commands = listed.lines().skip_while(|line| *line != "Commands:").skip(1);
    let commands =
        commands.take_while(|line| !line.is_empty()).filter_map(|line| line.split_whitespace().next());
    let commands: Vec<&str> = commands.filter(|command| *command != "help").collect();
    assert!(commands.len() >= 6, "{listed}");
    for command in commands.iter().map(|command| vec![*command]).chain([vec![]]) {
        let (en, zh) = (help(&command, "en"), help(&command, "zh"));
        assert!(!chinese(&en), "{en}");
        assert!(!zh.contains(" · "), "{zh}");
        let mut lines = zh.lines().peekable();
        while let Some(line) = lines.next() {
            let option = line.trim_start().starts_with('-') && !line.trim_start().starts_with("- ");
            let told = chinese(line) || lines.peek().is_some_and(|next| chinese(next));
            assert!(!option || told, "{command:?}: {line:?} is not explained in Chinese:\n{zh}");
        }
        for word in ["Usage", "Options", "Commands", "Arguments", "default", "possible", "Print"] {
            assert!(!zh.contains(word), "{word} in {zh}");
        }
    }
}
