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
                let output = Command::new(env!("CARGO_BIN_EXE_mulu"))
                    .args(run.split(' '))
                    .args(["--lang", lang])
                    .current_dir(folder)
                    .env_clear()
                    .output()
                    .expect("the program starts");
                assert!(output.status.code().is_some_and(|code| code <= 2), "{run}: {:?}", output.status);
                for stream in [output.stdout, output.stderr] {
                    let text = String::from_utf8(stream).expect("UTF-8");
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
            let mut folders = vec![out.path().to_path_buf()];
            let mut files = 0;
            while let Some(here) = folders.pop() {
                for entry in std::fs::read_dir(here).expect("the folder is there").flatten() {
                    let path = entry.path();
                    assert!(!path.display().to_string().contains("MARKER"), "{path:?}");
                    if path.is_dir() {
                        folders.push(path);
                    } else {
                        files += 1;
                        let bytes = std::fs::read(&path).expect("the file can be read");
                        assert!(!String::from_utf8_lossy(&bytes).contains("MARKER"), "{path:?}");
                    }
                }
            }
            assert!(files > 0, "{what} wrote nothing at all");
        }
    }
}
