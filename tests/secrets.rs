//! What is exempt as a state secret shows in no output of any command, whatever the format,
//! also when the file cannot be read.

use std::process::Command;

const FOLDERS: [&str; 2] = ["tests/scenarios/secret-open", "tests/scenarios/secret-classified"];

/// Every command that tells of items, in every format; the operands hold no marker.
const RUNS: &[&str] = &[
    "check -v",
    "check --format json",
    "check catalogue/items/stub.yaml -v",
    "exemptions",
    "exemptions --format json",
    "exemptions --format csv",
    "exemptions --format markdown",
    "impact 保守国家秘密法",
    "resolve catalogue/items/stub.yaml",
    "resolve 999999",
    "new 999999",
    "diff catalogue catalogue",
    "diff catalogue catalogue --format json",
    "matrix --all",
    "matrix 999999",
    "why 999999 name",
    "check --format sarif",
    "check --format github",
    "check --format gitlab",
    "check --format junit",
    "check --format markdown",
    "check --statistics",
    "check --fix --dry-run",
];

#[test]
fn planted_markers_show_nowhere() {
    let mut leaks = Vec::new();
    for folder in FOLDERS {
        for run in RUNS {
            for lang in ["zh", "en"] {
                let args: Vec<&str> = run.split(' ').chain(["--lang", lang]).collect();
                for text in said(folder.as_ref(), &args) {
                    if text.contains("MARKER") {
                        leaks.push(format!("{folder}: {run}: {text}"));
                    }
                }
            }
        }
    }
    assert!(leaks.is_empty(), "{}", leaks.join("\n"));
}

/// The generators make nothing of it either, in no file.
#[test]
fn planted_markers_are_in_no_generated_file() {
    for folder in FOLDERS {
        for what in ["form", "openapi", "site"] {
            let out = tempfile::tempdir().expect("a folder");
            let run = Command::new(env!("CARGO_BIN_EXE_mulu"))
                .args(["generate", what, "--force", "-o"])
                .arg(out.path())
                .current_dir(folder)
                .env_clear()
                .output()
                .expect("the program starts");
            assert!(run.status.success(), "{what}: {run:?}");
            let files = files_below(out.path());
            for path in &files {
                assert!(!path.display().to_string().contains("MARKER"), "{path:?}");
                let bytes = std::fs::read(path).expect("the file can be read");
                assert!(!String::from_utf8_lossy(&bytes).contains("MARKER"), "{path:?}");
            }
            assert!(!files.is_empty(), "{what} wrote nothing at all");
        }
    }
}

/// Slips of the pen in a record of a state secret, as bodies of a definition or whole files.
const SLIPS: &[&str] = &[
    // One line that was not closed.
    r#"{"kind": "basic-item", "name": "MARKER", "exemptions": [{"id": "a", "secret": {"source": "MARKER"}]}"#,
    // Blanks after colons were forgotten.
    "+exemptions:\n  - ground:state-secret\n    reason:MARKER\n",
    "+exemptions:\n  - {id: a, 'ground: 国家秘密 MARKER'}\n",
    // Signs of another width.
    "+exemptions:\n  - id: a\n    reason: MARKER\n    secret： MARKER\n",
    "+exemptions:\n  - id: a\n    ground：state-secret MARKER\n",
    "+exemptions:\n  - {id: a, ground: ｓtate-secret, reason: MARKER}\n",
    // Keys in place of values, and values in place of keys.
    "+exemptions:\n  - {id: a, state-secret: {reason: MARKER}}\n",
    "+exemptions:\n  - {id: a, ground: {state-secret: MARKER}}\n",
    "+exemptions:\n  ? {ground: state-secret, reason: MARKER}\n  : MARKER\n",
    // Escapes and signs that nobody sees.
    "+exemptions:\n  - {id: a, ground: \"\\u56fd\\u5bb6\\u79d8\\u5bc6\", reason: MARKER}\n",
    "+exemptions:\n  - {id: a, ground: \"state-s\\x65cret\", reason: MARKER}\n",
    "+exemptions:\n  - {id: a, ground: state-se\u{200B}cret, reason: MARKER}\n",
    // Near misses.
    "+exemptions:\n  - {id: a, ground: State-Secret, reason: MARKER}\n",
    "+exemptions:\n  - {id: a, ground: state_secret, reason: MARKER}\n",
    "+exemptions:\n  - {id: a, ground: STATE SECRET, reason: MARKER}\n",
    "+exemptions:\n  - {id: a, ground: state-secert, reason: MARKER}\n",
    "+exemptions:\n  - id: a\n    ground: |\n      state-secret\n    reason: MARKER\n",
    "+exemptions:\n  - {id: a, ground: 涉及国家秘密, reason: MARKER}\n",
    "+密级: 秘密\n知悉范围: MARKER\n",
    // A definition of another kind.
    "kind: register\nregister: bodies\nentries: [{id: MARKER, name: 局}]\nexemptions: [{id: a, ground: state-secret, reason: MARKER}]\n",
    // The secret is in another document of the file.
    "+description: MARKER\n---\nkind: basic-item\ncode: \"001099001000\"\nexemptions: [{id: a, ground: state-secret}]\n",
    // The same behind lines that end as on old machines.
    "+description: MARKER\r# c\r---\rkind: basic-item\rcode: \"001099001001\"\rexemptions: [{id: a, ground: state-secret}]\r",
];

#[test]
fn slips_of_the_pen_open_no_secret() {
    let runs = [
        "check -v",
        "check --format json --lang en",
        "check --format markdown --lang en",
        "check --fix --dry-run",
        "exemptions --format json",
        "matrix --all",
        "diff empty .",
        "generate site -o out --force",
    ];
    let mut leaks = Vec::new();
    for network in ["open", "classified"] {
        let folder = tempfile::tempdir().expect("a folder");
        let folder = folder.path();
        for own in ["items", "empty/items"] {
            std::fs::create_dir_all(folder.join(own)).expect("a folder");
        }
        let manifest = format!("format: 1\nname: 示例\nedition: \"2020\"\nnetwork: {network}\n");
        for own in ["mulu.yaml", "empty/mulu.yaml"] {
            std::fs::write(folder.join(own), &manifest).expect("a file");
        }
        for (at, slip) in SLIPS.iter().enumerate() {
            let base =
                format!("kind: basic-item\ncode: \"0001141070{at:02}\"\nname: MARKER\nitem_type: licence\n");
            let text = slip.strip_prefix('+').map_or_else(|| (*slip).to_owned(), |rest| base + rest);
            std::fs::write(folder.join(format!("items/slip-{at}.yaml")), text).expect("a file");
        }
        let shown = (0..SLIPS.len())
            .flat_map(|at| [format!("resolve items/slip-{at}.yaml"), format!("why 0001141070{at:02} name")]);
        for run in runs.map(str::to_owned).into_iter().chain(shown) {
            let args: Vec<&str> = run.split(' ').collect();
            for text in said(folder, &args) {
                let lines = text.lines().filter(|line| line.contains("MARKER"));
                leaks.extend(lines.map(|line| format!("{network} {run}: {line}")));
            }
        }
        for path in files_below(&folder.join("out")) {
            if String::from_utf8_lossy(&std::fs::read(&path).expect("a file")).contains("MARKER") {
                leaks.push(format!("{network} {}", path.display()));
            }
        }
    }
    assert!(leaks.is_empty(), "{}", leaks.join("\n"));
}

/// All that a run says, on both streams.
fn said(folder: &std::path::Path, args: &[&str]) -> [String; 2] {
    let mut command = Command::new(env!("CARGO_BIN_EXE_mulu"));
    let output = command.args(args).current_dir(folder).env_clear().output().expect("the program starts");
    assert!(output.status.code().is_some_and(|code| code <= 2), "{args:?}: {:?}", output.status);
    [output.stdout, output.stderr].map(|stream| String::from_utf8(stream).expect("UTF-8"))
}

fn files_below(folder: &std::path::Path) -> Vec<std::path::PathBuf> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        if entry.path().is_dir() {
            files.extend(files_below(&entry.path()));
        } else {
            files.push(entry.path());
        }
    }
    files
}
