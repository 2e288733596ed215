//! The program as a user sees it: arguments to exit code, output and complaints.
//!
//! A folder of `scenarios` with a file `args` is a scenario. `MULU_BLESS=1` writes what the
//! program says; read the difference before it is committed.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

#[test]
fn each_scenario_says_what_it_said() {
    let mut wrong = Vec::new();
    let mut count = 0;
    for folder in scenarios() {
        let got = transcript(&folder);
        let golden = folder.join("expected.txt");
        count += 1;
        if env::var_os("MULU_BLESS").is_some() {
            fs::write(&golden, &got).expect("the golden file can be written");
        } else if fs::read_to_string(&golden).unwrap_or_default() != got {
            wrong.push(format!("--- {}\n{got}", folder.display()));
        }
    }
    assert!(count > 10, "only {count} scenarios");
    assert!(wrong.is_empty(), "run with MULU_BLESS=1 and read the difference:\n{}", wrong.join("\n"));
}

fn scenarios() -> Vec<PathBuf> {
    let entries = fs::read_dir("tests/scenarios").expect("the folder is there").flatten();
    let mut folders: Vec<_> =
        entries.map(|entry| entry.path()).filter(|path| path.join("args").is_file()).collect();
    folders.sort();
    folders
}

/// The exit code and both streams, in one text that a person can read.
fn transcript(folder: &Path) -> String {
    let args = fs::read_to_string(folder.join("args")).expect("a scenario has a file `args`");
    let run = Command::new(env!("CARGO_BIN_EXE_mulu"))
        .args(args.split_whitespace())
        .current_dir(folder)
        .env_clear()
        .output()
        .expect("the program starts");
    let code = run.status.code().expect("the program was not killed");
    let stdout = String::from_utf8(run.stdout).expect("UTF-8");
    let stderr = String::from_utf8(run.stderr).expect("UTF-8");
    format!("exit: {code}\n== stdout\n{stdout}== stderr\n{stderr}")
}
