//! A history of thirty commits with edits, moves, renames of the catalogue, files put together and a
//! merge: each step is told as what it is, whole, bare or shallow.

mod support;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

fn git(folder: &Path, args: &[&str]) -> String {
    let run = Command::new("git")
        .args(["-c", "user.name=t", "-c", "user.email=t@example.org", "-c", "init.defaultBranch=main"])
        .args([
            "-c",
            "protocol.file.allow=always",
            "-c",
            "commit.gpgsign=false",
            "-c",
            "core.quotepath=false",
            "-c",
            "advice.detachedHead=false",
        ])
        .args(args)
        .current_dir(folder)
        .env("GIT_CONFIG_NOSYSTEM", "1")
        .output()
        .expect("git starts");
    assert!(run.status.success(), "git {args:?}: {}", String::from_utf8_lossy(&run.stderr));
    String::from_utf8(run.stdout).expect("UTF-8").trim().to_owned()
}

fn mulu(folder: &Path, args: &[&str]) -> (i32, String, String) {
    let run = Command::new(env!("CARGO_BIN_EXE_mulu")).args(args).current_dir(folder).env_clear().output();
    let run = run.expect("the program starts");
    let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
    (run.status.code().expect("it was not killed"), text(run.stdout), text(run.stderr))
}

/// Item, kind and pointer of a difference.
type Told = (String, String, String);

/// One commit: the folder of the catalogue in it, and what it did.
struct Step {
    id: String,
    folder: String,
    told: Vec<Told>,
}

/// The repository, as a person would work in it.
struct History {
    root: tempfile::TempDir,
    folder: String,
    steps: Vec<Step>,
    /// The number of the step that last wrote the visits of the basic item, and the answer below.
    wrote: BTreeMap<&'static str, String>,
}

const A: &str = "000101001000";
const B: &str = "000101002000";
const D: &str = "000101003000";

fn basic(code: &str, more: &str) -> String {
    format!("kind: basic-item\ncode: \"{code}\"\nname: 示例许可{code}\nstatus: in-use\nversion: 1\n{more}")
}

fn visits(number: usize) -> String {
    format!("fees: []\non_site:\n  visits: {number}\n")
}

fn entry(answer: &str) -> String {
    format!(
        "kind: implementation\nimplements: \"{A}\"\nregion: \"370828\"\ntier: county\nbody: {{name: 示例局}}\nfaq:\n  - id: x-a\n    question: 甲\n    answer: {answer}\n"
    )
}

impl History {
    fn path(&self, path: &str) -> PathBuf {
        self.root.path().join(&self.folder).join(path)
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().expect("a file lies in a folder")).expect("the folder can be made");
        fs::write(path, text).expect("the file can be written");
    }

    /// The only file of that name, wherever it was moved to.
    fn find(&self, name: &str) -> String {
        let listed = git(self.root.path(), &["ls-files", "--", &format!("{}/*{name}", self.folder)]);
        listed.strip_prefix(&format!("{}/", self.folder)).expect("one file").to_owned()
    }

    fn commit(&mut self, told: &[(&str, &str, &str)]) {
        let root = self.root.path();
        git(root, &["add", "--all"]);
        let name = format!("step {}", self.steps.len());
        git(root, &["commit", "--quiet", "--allow-empty", "-m", &name]);
        self.note(told);
    }

    fn note(&mut self, told: &[(&str, &str, &str)]) {
        let id = git(self.root.path(), &["rev-parse", "HEAD"]);
        let own = |(item, kind, pointer): &(&str, &str, &str)| {
            ((*item).to_owned(), (*kind).to_owned(), (*pointer).to_owned())
        };
        let told = told.iter().map(own).collect();
        self.steps.push(Step { id, folder: self.folder.clone(), told });
    }

    /// An edit above or below, a new item, or something that only files know of.
    fn step(&mut self) {
        let at = self.steps.len();
        let root = self.root.path().to_path_buf();
        match at % 6 {
            1 => {
                self.write(&self.find("a.basic.yaml"), &basic(A, &visits(at)));
                self.wrote.insert("on_site.visits", format!("step {at}"));
                self.commit(&[(A, "raised", "/on_site/visits")]);
            }
            2 => {
                let (from, to) = (self.find("a.basic.yaml"), format!("items/部门{at}/a.basic.yaml"));
                fs::create_dir_all(self.path(&to).parent().expect("a folder")).expect("it can be made");
                fs::rename(self.path(&from), self.path(&to)).expect("it can be moved");
                self.commit(&[]);
            }
            3 => {
                self.write("regions/370828/a.yaml", &entry(&format!("第{at}次答复")));
                self.wrote.insert("faq.x-a.answer", format!("step {at}"));
                self.commit(&[(A, "changed", "/faq/x-a/answer")]);
            }
            4 => {
                let to = format!("目录{at}");
                git(&root, &["mv", &self.folder, &to]);
                self.folder = to;
                self.commit(&[]);
            }
            5 => {
                let code = format!("0001090{at:02}000");
                self.write(&format!("items/new-{at}.yaml"), &basic(&code, ""));
                self.commit(&[(&code, "item-added", "")]);
            }
            // Two files to one and back.
            _ if self.path("items/d.yaml").exists() => {
                let (b, d) = (basic(B, &visits(0)), basic(D, &visits(0)));
                fs::remove_file(self.path("items/d.yaml")).expect("it is there");
                self.write("items/b.yaml", &format!("{b}---\n{d}"));
                self.commit(&[]);
            }
            _ => {
                self.write("items/b.yaml", &basic(B, &visits(0)));
                self.write("items/d.yaml", &basic(D, &visits(0)));
                self.commit(&[]);
            }
        }
    }

    /// A branch that edits one file while the other line edits another, and their merge.
    fn merge(&mut self) {
        let root = self.root.path().to_path_buf();
        git(&root, &["switch", "--quiet", "-c", "branch"]);
        self.write("items/e.yaml", &basic("000101004000", &visits(1)));
        git(&root, &["add", "--all"]);
        git(&root, &["commit", "--quiet", "-m", "branch"]);
        git(&root, &["switch", "--quiet", "main"]);
        self.step();
        git(&root, &["merge", "--quiet", "--no-ff", "-m", "merge", "branch"]);
        self.note(&[("000101004000", "raised", "/on_site/visits")]);
    }
}

fn history() -> History {
    let root = tempfile::tempdir().expect("a folder");
    git(root.path(), &["init", "--quiet"]);
    let mut history =
        History { root, folder: "目录".to_owned(), steps: Vec::new(), wrote: BTreeMap::new() };
    history.write("mulu.yaml", "format: 1\nname: 示例\nedition: \"2020\"\nlang: zh\ndemo: true\n");
    history.write("items/a.basic.yaml", &basic(A, &visits(0)));
    history.write("items/b.yaml", &basic(B, &visits(0)));
    history.write("items/d.yaml", &basic(D, &visits(0)));
    history.write("items/e.yaml", &basic("000101004000", &visits(0)));
    history.write("regions/370828/a.yaml", &entry("第0次答复"));
    let fields = ["name", "on_site.visits", "faq.x-a.answer"];
    history.wrote.extend(fields.map(|field| (field, "step 0".to_owned())));
    history.commit(&[]);
    history
}

/// Item, kind and pointer of each change of `diff --format json`.
fn told(folder: &Path, a: &str, b: &str) -> Vec<Told> {
    let (code, out, complaint) = mulu(folder, &["diff", a, b, "--format", "json"]);
    assert_eq!(code, 0, "{a} {b}: {complaint}");
    let value: Value = serde_json::from_str(&out).expect("JSON");
    let text = |change: &Value, key: &str| change[key].as_str().unwrap_or_default().to_owned();
    let changes = value["changes"].as_array().expect("a list");
    changes.iter().map(|own| (text(own, "item"), text(own, "kind"), text(own, "pointer"))).collect()
}

fn mirror(told: &[Told]) -> Vec<Told> {
    let word = |kind: &String| match kind.as_str() {
        "raised" => "lowered".to_owned(),
        "item-added" => "item-removed".to_owned(),
        other => other.to_owned(),
    };
    told.iter().map(|(item, kind, at)| (item.clone(), word(kind), at.clone())).collect()
}

/// Fingerprints of the findings of a check.
fn found(folder: &Path, more: &[&str]) -> Vec<String> {
    let args = [&["check", "--format", "json"], more].concat();
    let (code, out, complaint) = mulu(folder, &args);
    assert!(code < 2, "{complaint}");
    let value: Value = serde_json::from_str(&out).expect("JSON");
    let findings = value["findings"].as_array().expect("a list");
    let mut all: Vec<String> =
        findings.iter().map(|own| own["fingerprint"].as_str().expect("a text").to_owned()).collect();
    all.sort();
    all
}

#[test]
fn thirty_commits_are_told_step_by_step() {
    let mut history = history();
    let root = history.root.path().to_path_buf();
    while history.steps.len() < 30 {
        if history.steps.len() == 13 {
            history.merge();
        } else {
            history.step();
        }
        // Each line is known by the commit that wrote it, however often its file was moved since.
        let catalogue = root.join(&history.folder);
        for (field, summary) in &history.wrote {
            let (code, out, complaint) = mulu(&catalogue, &["why", A, field, "--blame", "--format", "json"]);
            assert_eq!(code, 0, "{complaint}");
            let value: Value = serde_json::from_str(&out).expect("JSON");
            let layers = value["layers"].as_array().expect("a list");
            let step = history.steps.len() - 1;
            assert_eq!(layers[0]["commit"]["summary"], **summary, "{field} after step {step}");
        }
    }
    let catalogue = root.join(&history.folder);
    for pair in history.steps.windows(2) {
        let (a, b) = (format!("@{}", pair[0].id), format!("@{}", pair[1].id));
        assert_eq!(told(&catalogue, &a, &b), pair[1].told, "{}", pair[1].folder);
        assert_eq!(told(&catalogue, &b, &a), mirror(&pair[1].told), "{}", pair[1].folder);
    }
    since_counts_what_is_new(&history);
    bare_and_shallow_clones_tell_the_same(&history);
}

/// What a check finds since a revision is what it finds and did not find there.
fn since_counts_what_is_new(history: &History) {
    let root = history.root.path();
    let catalogue = root.join(&history.folder);
    let now = found(&catalogue, &[]);
    let rest = tempfile::tempdir().expect("a folder");
    for at in [0, 4, 9, 13, 14, 20, 25, 29] {
        let step = &history.steps[at];
        let tree = rest.path().join(at.to_string());
        git(root, &["worktree", "add", "--quiet", "--detach", tree.to_str().expect("UTF-8"), &step.id]);
        let mut new = now.clone();
        for old in found(&tree.join(&step.folder), &[]) {
            if let Some(at) = new.iter().position(|own| *own == old) {
                new.remove(at);
            }
        }
        assert_eq!(found(&catalogue, &["--since", &step.id]), new, "since step {at}");
        assert_eq!(new.is_empty(), at == 29, "since step {at}");
    }
}

fn bare_and_shallow_clones_tell_the_same(history: &History) {
    let rest = tempfile::tempdir().expect("a folder");
    let source = format!("file://{}", history.root.path().display());
    git(rest.path(), &["clone", "--quiet", "--bare", &source, "bare.git"]);
    git(rest.path(), &["clone", "--quiet", "--depth=6", &source, "shallow"]);
    let place = |step: &Step| format!("{}:{}", step.id, step.folder);
    let bare = rest.path().join("bare.git");
    for pair in history.steps.windows(2).skip(10).step_by(4) {
        assert_eq!(told(&bare, &place(&pair[0]), &place(&pair[1])), pair[1].told);
    }
    let shallow = rest.path().join("shallow").join(&history.folder);
    let (older, recent) = history.steps.split_at(history.steps.len() - 6);
    for pair in recent.windows(2) {
        assert_eq!(told(&shallow, &format!("@{}", pair[0].id), &format!("@{}", pair[1].id)), pair[1].told);
    }
    found(&shallow, &["--since", &recent[0].id]);
    // What the clone does not hold is named, with the command that brings it.
    let missing = &older[older.len() - 1].id;
    let at = format!("@{missing}");
    let fetch = format!("git fetch --depth=1 origin {missing}");
    for args in [vec!["check", "--since", missing], vec!["diff", &at, "@HEAD"], vec!["diff", "@HEAD", &at]] {
        let (code, out, complaint) = mulu(&shallow, &args);
        assert_eq!((code, out.as_str()), (2, ""), "{args:?}");
        assert!(complaint.contains(&fetch), "{args:?}: {complaint}");
    }
    // A line written before the clone begins is written by no commit that the clone has.
    for (field, summary) in &history.wrote {
        let (code, out, complaint) = mulu(&shallow, &["why", A, field, "--blame", "--format", "json"]);
        let number: usize = summary.trim_start_matches("step ").parse().expect("a number");
        if number > older.len() {
            assert!(code == 0 && out.contains(summary), "{field}: {complaint}");
        } else {
            assert_eq!(code, 2, "{field} of {summary}: {out}");
            assert!(complaint.contains("git fetch --unshallow origin"), "{complaint}");
        }
    }
}
