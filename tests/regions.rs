//! Regions: laws of the comparison, the lock table in each direction, sets of items and revisions.

mod support;

use std::fs;
use std::path::Path;
use std::process::Command;
use std::sync::Arc;

use mulu::compare::walk::compare;
use mulu::compare::{Applicant, Change, Kind, Side};
use mulu::load::{self, Files, Reading};
use mulu::model::registers::Registers;
use mulu::model::resolve::resolve;
use mulu::model::spoken;
use mulu::source::Source;
use mulu::source::documents::read_documents;
use mulu::source::store::{Memory, Store};
use mulu::source::tree::Tree;
use mulu::source::walk::Folder;
use mulu::standard::elements::{Element, Elements};
use mulu::standard::variation::{Direction, Ease, Policy};
use mulu::standard::{IMPLEMENTATION, spelling};
use serde_json::{Value, json};
use support::STANDARD;

/// The first document of a text, spelled canonically.
fn document(text: &str) -> Arc<Tree> {
    let source = Arc::new(Source::new("x.yaml".into(), text.to_owned()));
    let (trees, findings) = read_documents(&source);
    assert!(findings.is_empty(), "{findings:?} in {text}");
    let mut tree = trees.into_iter().next().expect("a document");
    spelling::respell(&STANDARD, &mut tree).expect("the edition is usable");
    Arc::new(tree)
}

/// What a difference is, without its classes: kind and pointer.
fn brief(change: &Change<'_>) -> (Kind, String) {
    (change.kind, change.pointer.clone())
}

fn with_registers<T>(of: impl FnOnce(&Registers<'_>) -> T) -> T {
    let store = Memory::new(support::registers());
    let files = Files::of(store.files());
    let reading =
        Reading { standard: &STANDARD, store: &store, readers: mulu::source::documents::Readers::Both };
    let ground = load::ground(reading, &files).expect("the registers can be read");
    of(&ground.registers)
}

fn differences<'t>(registers: &'t Registers<'t>, a: &'t Tree, b: &'t Tree) -> Vec<Change<'t>> {
    let elements = STANDARD.elements(IMPLEMENTATION).expect("the edition is usable");
    let side = |tree: &'t Tree| Side { root: tree.node(0), registers };
    compare(elements, STANDARD.variation.get(), side(a), side(b))
}

#[test]
fn an_item_does_not_differ_from_itself() {
    let folder = Folder::new("catalogue");
    let reading =
        Reading { standard: &STANDARD, store: &folder, readers: mulu::source::documents::Readers::Both };
    let files = Files::of(folder.files());
    let ground = load::ground(reading, &files).expect("the catalogue can be read");
    let mut items = 0;
    for met in files.lower.iter().chain(&files.upper) {
        for tree in load::read_file(reading, met).expect("the file can be read").trees {
            let Some(documents) = ground.layers(&tree) else { continue };
            let resolved = resolve(&documents, STANDARD.elements(IMPLEMENTATION).expect("usable"));
            assert!(differences(&ground.registers, &resolved.tree, &resolved.tree).is_empty());
            let again = document(&resolved.tree.node(0).to_json().to_string());
            let found = differences(&ground.registers, &resolved.tree, &again);
            assert!(found.is_empty(), "written anew: {:?}", found.iter().map(brief).collect::<Vec<_>>());
            items += 1;
        }
    }
    assert!(items > 50, "only {items} items");
}

/// Each difference has its mirror seen from the other side.
fn assert_mirrored(there: &[Change<'_>], back: &[Change<'_>]) {
    let mut mirrored: Vec<_> = back
        .iter()
        .map(|change| (change.pointer.clone(), change.kind.mirror(), change.class.applicant.mirror()))
        .collect();
    let mut own: Vec<_> =
        there.iter().map(|change| (change.pointer.clone(), change.kind, change.class.applicant)).collect();
    mirrored.sort();
    own.sort();
    assert_eq!(own, mirrored);
}

#[test]
fn each_kind_has_its_mirror() {
    for kind in Kind::ALL {
        assert_eq!(kind.mirror().mirror(), kind);
        assert!(Kind::ALL.contains(&kind.mirror()));
        assert_eq!(serde_json::to_value(kind).expect("a word"), json!(kind.word()));
    }
}

#[test]
fn what_means_the_same_is_no_difference() {
    let pairs = [
        (
            "materials: [{id: a, shared: application-form}]",
            "材料: [{标识: a, name: 申请书, name_en: application, kind: form, copy_kind: original, medium: [electronic, paper], source: applicant, supply: [{way: applicant}]}]",
        ),
        (
            "conditions: [{id: a, basis: {law: 就业促进法, articles: [\"40\"]}}]",
            "受理条件:\n  - basis: [{articles: [\"40\"], law: 中华人民共和国就业促进法}]\n    id: a",
        ),
        (
            "time_limit: {promised: {days: 3, unit: working-day}}",
            "办理时限:\n  承诺办结时限:\n    单位: 工作日\n    天数: 3.0",
        ),
        (
            "by_case: [{when: {handling_item: \"02\"}, materials: {use: [a]}}, {when: {situation: {x: \"y\"}}, note: 甲}]",
            "by_case: [{when: {handling_item: [\"02\"]}, materials: {use: [a]}}, {when: {situation: {x: \"y\"}}, note: 甲}]",
        ),
    ];
    with_registers(|registers| {
        for (a, b) in pairs {
            let b = b.replacen("材料:", "申请材料:", 1);
            let (a, b) = (
                document(&format!("kind: implementation\n{a}")),
                document(&format!("kind: implementation\n{b}")),
            );
            let found = differences(registers, &a, &b);
            assert!(found.is_empty(), "{:?}", found.iter().map(brief).collect::<Vec<_>>());
        }
    });
}

/// What changes, how it is told, and what it does to the applicant.
const MEANINGS: &[(&str, &str, Kind, &str, Applicant)] = &[
    (
        "time_limit: {promised: {days: 5, unit: working-day}}",
        "time_limit: {promised: {days: 3, unit: working-day}}",
        Kind::Lowered,
        "/time_limit/promised/days",
        Applicant::Eases,
    ),
    (
        "time_limit: {promised: {days: 3, unit: working-day}}",
        "time_limit: {promised: {unit: on-the-spot, days: 3}}",
        Kind::Changed,
        "/time_limit/promised",
        Applicant::Eases,
    ),
    (
        "time_limit: {promised: {days: 20, unit: working-day}}",
        "time_limit: {promised: {days: 28, unit: calendar-day}}",
        Kind::Changed,
        "/time_limit/promised",
        Applicant::Neutral,
    ),
    ("on_site: {visits: 0}", "on_site: {visits: 1}", Kind::Raised, "/on_site/visits", Applicant::Burdens),
    (
        "fees: [{id: f, table: [{when: 一般, fen: 1000}]}]",
        "fees: [{id: f, table: [{when: 一般, fen: 500}]}]",
        Kind::Lowered,
        "/fees/f/table/一般/fen",
        Applicant::Eases,
    ),
    (
        "fees: []",
        "fees: [{id: f, name: 工本费, table: [{fen: 1000}]}]",
        Kind::EntryAdded,
        "/fees/f",
        Applicant::Burdens,
    ),
    (
        "materials: [{id: a, name: 甲}]",
        "materials: [{id: a, name: 甲}, {id: b, name: 乙}]",
        Kind::EntryAdded,
        "/materials/b",
        Applicant::Burdens,
    ),
    (
        "materials: [{id: a, name: 甲}]",
        "materials: [{id: a, name: 甲}, {id: b, name: 乙, source: government}]",
        Kind::EntryAdded,
        "/materials/b",
        Applicant::Neutral,
    ),
    (
        "materials: [{id: a, necessity: required}]",
        "materials: [{id: a, necessity: deferrable}]",
        Kind::Changed,
        "/materials/a/necessity",
        Applicant::Eases,
    ),
    (
        "materials: [{id: a, medium: [paper]}]",
        "materials: [{id: a, medium: [electronic, paper]}]",
        Kind::Widened,
        "/materials/a/medium",
        Applicant::Eases,
    ),
    (
        "channels: {mail: true}",
        "channels: {mail: false}",
        Kind::SwitchedOff,
        "/channels/mail",
        Applicant::Burdens,
    ),
    (
        "identity: {assurance: medium}",
        "identity: {assurance: high}",
        Kind::Changed,
        "/identity/assurance",
        Applicant::Burdens,
    ),
    (
        "conditions: [{id: a, text: 甲}]",
        "conditions: [{id: a, text: 乙}]",
        Kind::Changed,
        "/conditions/a/text",
        Applicant::Neutral,
    ),
    (
        "steps: [{id: a, name: 甲}, {id: b, name: 乙}]",
        "steps: [{id: b, name: 乙}, {id: a, name: 甲}]",
        Kind::Reordered,
        "/steps",
        Applicant::Neutral,
    ),
    (
        "by_case: [{when: {handling_item: \"02\"}, materials: {add: [a]}}]",
        "by_case: [{when: {handling_item: \"02\"}, materials: {add: [a, b]}}]",
        Kind::Widened,
        "/by_case/handling_item=02/materials/add",
        Applicant::Burdens,
    ),
];

#[test]
fn changes_are_classed_by_principle() {
    with_registers(|registers| {
        for (a, b, kind, pointer, applicant) in MEANINGS {
            let text = |own: &str| document(&format!("kind: implementation\n{own}"));
            let (a, b) = (text(a), text(b));
            let changes = differences(registers, &a, &b);
            let told: Vec<_> =
                changes.iter().map(|own| (own.kind, own.pointer.as_str(), own.class.applicant)).collect();
            assert_eq!(told, [(*kind, *pointer, *applicant)]);
            assert_mirrored(&changes, &differences(registers, &b, &a));
        }
    });
}

#[test]
fn the_lock_table_names_what_there_is() {
    let variation = STANDARD.variation.get();
    let elements = STANDARD.elements(IMPLEMENTATION).expect("the edition is usable");
    let basic = STANDARD.elements("basic-item.schema.json").expect("the edition is usable");
    let listed = variation.unification.iter().flat_map(|own| &own.elements).chain(&variation.matrix);
    for path in variation.paths().chain(listed.map(String::as_str)) {
        let known = [elements, basic].iter().any(|own| is_element(own, path));
        assert!(known, "`{path}` is no element");
        let line = variation.line(path);
        for burdens in [true, false] {
            assert!(mulu::rules::find(line.rule(burdens)).is_some(), "{path}: {}", line.rule(burdens));
        }
        let levels = STANDARD.list("law-level").expect("the list is there");
        assert!(line.levels.iter().all(|level| levels.get(level).is_some()), "{path}: {:?}", line.levels);
    }
}

fn is_element(elements: &Elements, path: &str) -> bool {
    // Entries of lists have no step of their own in the table: an index stands for each.
    let mut field: Vec<&str> = Vec::new();
    for step in path.split('.') {
        let in_list = !field.is_empty() && {
            let with: Vec<&str> = field.iter().copied().chain(["0", step]).collect();
            spoken::element_of(elements, &with).is_some()
        };
        if in_list {
            field.push("0");
        }
        field.push(step);
    }
    spoken::element_of(elements, &field).is_some_and(|(own, _)| own == path)
}

/// What an implementation says otherwise than the base item, and the rule that reports it.
const POLICIES: &[(&str, Option<&str>)] = &[
    // Locked, and lifted by an instrument of the right level.
    ("conditions: [{id: staff, text: 有二十名以上专职工作人员}]", Some("variant-fixed-elements")),
    (
        "conditions: [{id: staff, text: 有二十名以上专职工作人员, basis: {law: 人力资源服务机构管理规定, articles: [\"7\"]}}]",
        None,
    ),
    ("conditions: [{id: staff, text_en: It has staff}]", None),
    ("conditions: [{id: staff, omit: true}]", Some("variant-fixed-elements")),
    ("department: 示例部门", Some("variant-fixed-elements")),
    ("department: 人力资源社会保障部", None),
    // Favourable, in each direction.
    ("signature: {needed: false}", None),
    ("signature: {methods: [handwritten]}", Some("variant-only-favourable")),
    ("identity: {assurance: low}", None),
    ("identity: {assurance: high}", Some("variant-only-favourable")),
    ("materials: [{id: charter, necessity: optional}]", None),
    ("materials: [{id: charter, omit: true}]", None),
    ("materials: [{id: charter, medium: [paper]}]", Some("variant-only-favourable")),
    ("time_limit: {acceptance: {days: 3, unit: working-day}}", None),
    ("time_limit: {acceptance: {days: 6, unit: working-day}}", Some("variant-longer-time")),
    ("time_limit: {statutory: {days: 25, unit: working-day}}", Some("variant-longer-time")),
    ("time_limit: {statutory: {days: 15, unit: working-day}}", Some("variant-fixed-elements")),
    // Local basis: what is added.
    ("materials: [{id: x-a, name: 甲, kind: other}]", Some("variant-added-material-basis")),
    ("materials: [{id: x-a, name: 甲, kind: other, basis: {law: 就业促进法, articles: [\"40\"]}}]", None),
    ("fees: [{id: x-f, name: 甲, table: [{fen: 100}]}]", Some("variant-fixed-elements")),
    ("platform: {included: false}", Some("variant-exemption-not-wider")),
    // Free.
    ("faq: [{id: scope, answer: 请咨询窗口}]", None),
    ("remedies: {reconsideration: {body: 示例县人民政府}}", None),
];

fn variant_rules(files: Vec<(&'static str, String)>) -> Vec<&'static str> {
    let outcome = support::check_files(files);
    let own = outcome.findings.iter().filter(|finding| finding.rule.starts_with("variant-"));
    own.map(|finding| {
        assert!(finding.place.path.contains("example"), "at the lower layer: {finding:?}");
        assert!(!finding.related.is_empty(), "the upper line is shown: {finding:?}");
        finding.rule
    })
    .collect()
}

#[test]
fn each_policy_holds_in_each_direction() {
    for (snippet, rule) in POLICIES {
        let (text, _) = support::lay_over(support::base("implementation"), snippet);
        let files = vec![
            ("items/base.yaml", support::base("basic-item").to_owned()),
            ("regions/370828/example.yaml", text),
        ];
        let expected: Vec<&str> = rule.iter().copied().collect();
        assert_eq!(variant_rules(files), expected, "{snippet}");
    }
}

/// Two values of an element, and whether the second eases the applicant where that is known; none
/// of elements that are more than one value.
fn two_values(
    element: &Element,
    items: Option<&Element>,
    path: &str,
) -> Option<(Value, Value, Option<bool>)> {
    let ease = STANDARD.variation.get().ease(path);
    if let Some(Ease::Order(order)) = ease {
        return Some((json!(order[0]), json!(order[order.len() - 1]), Some(true)));
    }
    let more = match ease {
        Some(Ease::Towards(Direction::More)) => Some(true),
        Some(Ease::Towards(Direction::Fewer | Direction::Lower | Direction::Shorter)) => Some(false),
        _ => None,
    };
    let limit = |days: u32| json!({"days": days, "unit": "working-day"});
    let values = items.map(|items| &items.values).filter(|values| values.len() > 1);
    let (less, greater) = match element.types.first().map(String::as_str)? {
        "boolean" => (json!(false), json!(true)),
        "integer" | "number" => (json!(1), json!(2)),
        "array" => (json!([values?[0]]), json!([values?[0], values?[1]])),
        "object" if matches!(ease, Some(Ease::Towards(Direction::Shorter))) => (limit(1), limit(2)),
        "string" if element.values.len() > 1 => (json!(element.values[0]), json!(element.values[1])),
        "string" => (json!("x-b"), json!("x-c")),
        _ => return None,
    };
    Some((less, greater, more))
}

/// A value at a dotted path, entries of lists under a key of their own; none where a list on the
/// way has no keys.
fn at_path(elements: &Elements, path: &str, value: &dyn Fn(&Element) -> Option<Value>) -> Option<Value> {
    fn below(
        elements: &Elements,
        element: &Element,
        steps: &[&str],
        value: &dyn Fn(&Element) -> Option<Value>,
    ) -> Option<Value> {
        let Some((step, rest)) = steps.split_first() else { return value(element) };
        if let Some(items) = elements.items(element) {
            let key = element.merge_key.as_deref()?.split('|').next_back()?;
            let mut entry = below(elements, items, steps, value)?;
            entry.as_object_mut()?.insert(key.to_owned(), json!("x-a"));
            return Some(json!([entry]));
        }
        let child = elements.value(element, step)?;
        Some(json!({ *step: below(elements, child, rest, value)? }))
    }
    below(elements, elements.root(), &path.split('.').collect::<Vec<_>>(), value)
}

#[test]
fn the_lock_table_holds_line_by_line_in_each_direction() {
    let variation = STANDARD.variation.get();
    let elements = STANDARD.elements(IMPLEMENTATION).expect("the edition is usable");
    // What says which document it is, is compared by no rule; the name by one of its own.
    let of_document = [
        "kind",
        "code",
        "implements",
        "status",
        "version",
        "effective",
        "change",
        "name",
        "region",
        "tier",
        "body",
    ];
    let mut wrong = Vec::new();
    let mut tried = std::collections::BTreeMap::new();
    for path in
        variation.paths().filter(|path| !of_document.contains(&path.split('.').next().unwrap_or_default()))
    {
        let two = |element: &Element| two_values(element, elements.items(element), path);
        let side = |first: bool| {
            at_path(elements, path, &|element| two(element).map(|(a, b, _)| if first { a } else { b }))
        };
        let known = std::cell::Cell::new(None);
        at_path(elements, path, &|element| {
            two(element).map(|(_, _, eases)| known.set(eases)).map(Value::from)
        });
        let known = known.get();
        let (Some(less), Some(more)) = (side(true), side(false)) else { continue };
        let line = variation.line(path);
        for (above, own, eases) in [(&less, &more, known), (&more, &less, known.map(|eases| !eases))] {
            let burdens = eases == Some(false);
            let barred = match line.policy {
                Policy::Free => false,
                Policy::Locked => true,
                Policy::Favourable => burdens,
                Policy::LocalBasis => eases != Some(true),
            };
            let text = |head: &str, value: &Value| {
                let (key, value) = value.as_object().and_then(|map| map.iter().next()).expect("a key");
                format!("{head}{key}: {value}\n")
            };
            let files = vec![
                ("items/a.yaml", text(&basic("000101001000", ""), above)),
                ("regions/370828/example.yaml", text(&entry("000101001000", ""), own)),
            ];
            let expected: Vec<&str> = barred.then(|| line.rule(burdens)).into_iter().collect();
            let found = variant_rules(files);
            if found != expected {
                wrong.push(format!("{path}: {above} above {own}: {found:?}, not {expected:?}"));
            }
            *tried.entry(format!("{:?}", line.policy)).or_insert(0) += 1;
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(tried.len() == 4 && tried.values().sum::<usize>() > 200, "{tried:?}");
}

#[test]
fn what_a_specification_unifies_is_locked_below() {
    let specification = "kind: specification\nimplements: \"000114107003\"\nscope: {region: \"370000\"}\nrights: [陈述权]\ntime_limit: {promised: {days: 10, unit: working-day}}\n";
    for (snippet, expected) in [
        (
            "rights: [申辩权]\ntime_limit: {promised: {days: 10, unit: working-day}}",
            vec!["variant-fixed-elements"],
        ),
        ("rights: [陈述权]\ntime_limit: {promised: {days: 10, unit: working-day}}", vec![]),
        ("time_limit: {promised: {days: 12, unit: working-day}}", vec!["variant-longer-time"]),
    ] {
        let (text, _) = support::lay_over(support::base("implementation"), snippet);
        let files = vec![
            ("items/base.yaml", support::base("basic-item").to_owned()),
            ("specifications/370000/base.yaml", specification.to_owned()),
            ("regions/370828/example.yaml", text),
        ];
        assert_eq!(variant_rules(files), expected, "{snippet}");
    }
}

fn write(folder: &Path, path: &str, text: &str) {
    let path = folder.join(path);
    fs::create_dir_all(path.parent().expect("a file lies in a folder")).expect("the folder can be made");
    fs::write(path, text).expect("the file can be written");
}

fn git(folder: &Path, args: &[&str]) {
    let run = Command::new("git")
        .args(["-c", "user.name=t", "-c", "user.email=t@example.org", "-c", "init.defaultBranch=main"])
        .args(["-c", "commit.gpgsign=false"])
        .args(args)
        .current_dir(folder)
        .env("GIT_CONFIG_NOSYSTEM", "1")
        .output()
        .expect("git starts");
    assert!(run.status.success(), "git {args:?}: {}", String::from_utf8_lossy(&run.stderr));
}

fn mulu(folder: &Path, args: &[&str]) -> (i32, String, String) {
    let run = Command::new(env!("CARGO_BIN_EXE_mulu")).args(args).current_dir(folder).env_clear().output();
    let run = run.expect("the program starts");
    let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
    (run.status.code().expect("it was not killed"), text(run.stdout), text(run.stderr))
}

/// Kind and pointer of each change of `diff --format json`, after it was held against its schema.
fn told(folder: &Path, a: &str, b: &str) -> Vec<(String, String, String)> {
    let (code, out, complaint) = mulu(folder, &["diff", a, b, "--format", "json"]);
    assert_eq!(code, 0, "{complaint}");
    let value: Value = serde_json::from_str(&out).expect("JSON");
    support::assert_fits("diff", &value);
    let changes = value["changes"].as_array().expect("a list").clone();
    let text = |change: &Value, key: &str| change[key].as_str().unwrap_or_default().to_owned();
    changes.iter().map(|own| (text(own, "item"), text(own, "kind"), text(own, "pointer"))).collect()
}

const MANIFEST: &str = "format: 1\nname: 示例\nedition: \"2020\"\nlang: zh\ndemo: true\n";

fn basic(code: &str, more: &str) -> String {
    format!("kind: basic-item\ncode: \"{code}\"\nname: 示例许可{code}\nstatus: in-use\nversion: 1\n{more}")
}

fn entry(code: &str, more: &str) -> String {
    format!(
        "kind: implementation\nimplements: \"{code}\"\nregion: \"370828\"\ntier: county\nbody: {{name: 示例局}}\n{more}"
    )
}

/// A history: an edit above, an edit below and a move; a split; a secret.
#[test]
fn a_history_is_told_once_and_where_it_was_written() {
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path();
    git(root, &["init", "--quiet"]);
    write(root, "c/mulu.yaml", MANIFEST);
    write(root, "c/items/a.yaml", &basic("000101001000", "fees: []\non_site: {visits: 1}\n"));
    write(root, "c/items/b.yaml", &basic("000101002000", ""));
    write(
        root,
        "c/regions/370828/a.yaml",
        &entry("000101001000", "faq: [{id: x-a, question: 甲, answer: 乙}]\n"),
    );
    write(root, "c/regions/370828/b.yaml", &entry("000101002000", ""));
    git(root, &["add", "--all"]);
    git(root, &["commit", "--quiet", "-m", "one"]);

    // Above: told at the basic item alone. Moved without an edit: nothing.
    write(root, "c/items/a.yaml", &basic("000101001000", "fees: []\non_site: {visits: 0}\n"));
    git(root, &["mv", "c/regions/370828/b.yaml", "c/regions/370828/moved.yaml"]);
    git(root, &["add", "--all"]);
    git(root, &["commit", "--quiet", "-m", "two"]);
    let one =
        |kind: &str, pointer: &str| vec![("000101001000".to_owned(), kind.to_owned(), pointer.to_owned())];
    let c = root.join("c");
    assert_eq!(told(&c, "@HEAD~1", "@HEAD"), one("lowered", "/on_site/visits"));
    assert_eq!(told(&c, "@HEAD", "@HEAD~1"), one("raised", "/on_site/visits"));
    // The implementation alone: what is above it holds for it too.
    let file = "c/regions/370828/a.yaml";
    assert_eq!(
        told(root, &format!("HEAD~1:{file}"), &format!("HEAD:{file}")),
        one("lowered", "/on_site/visits")
    );

    // The work tree against a revision; a specification that nobody had before is told at what it changes.
    let specification = "kind: specification\nimplements: \"000101001000\"\nscope: {region: \"370000\"}\non_site: {visits: 2}\n";
    write(root, "c/specifications/370000/a.yaml", specification);
    let mut found = told(root, "HEAD:c", "c");
    found.sort();
    assert_eq!(found.len(), 2, "{found:?}");
    assert!(
        found.iter().any(|own| own.1 == "item-added") && found.iter().any(|own| own.2 == "/on_site/visits")
    );
    fs::remove_file(root.join("c/specifications/370000/a.yaml")).expect("it was written");

    // A split by its change records; one becomes another; a secret is told by nobody.
    fs::remove_file(root.join("c/items/b.yaml")).expect("it is there");
    for code in ["000101002001", "000101002002"] {
        let change = "change: {kind: split, from: [\"000101002000\"]}\n";
        write(root, &format!("c/items/{code}.yaml"), &basic(code, change));
    }
    write(
        root,
        "c/items/a.yaml",
        &basic(
            "000101003000",
            "change: {kind: amended, from: [\"000101001000\"]}\nfees: []\non_site: {visits: 0}\n",
        ),
    );
    write(
        root,
        "c/regions/370828/a.yaml",
        &entry("000101003000", "faq: [{id: x-a, question: 甲, answer: 乙}]\n"),
    );
    write(root, "c/regions/370828/moved.yaml", &entry("000101002001", ""));
    write(
        root,
        "c/items/s.yaml",
        &basic("000101009000", "exemptions: [{id: s, ground: state-secret, secret: {level: secret}}]\n"),
    );
    let found = told(root, "HEAD:c", "c");
    let kinds: Vec<&str> = found.iter().map(|own| own.1.as_str()).collect();
    assert!(kinds.contains(&"item-split") && kinds.contains(&"item-recoded"), "{found:?}");
    assert!(!kinds.contains(&"item-added"), "{found:?}");
    assert!(found.iter().all(|own| own.0 != "000101009000"), "{found:?}");
    let back = told(root, "c", "HEAD:c");
    assert!(back.iter().any(|own| own.1 == "item-merged"), "{back:?}");
}

#[test]
fn a_missing_revision_says_how_to_bring_it() {
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path();
    git(root, &["init", "--quiet"]);
    write(root, "mulu.yaml", MANIFEST);
    git(root, &["add", "--all"]);
    git(root, &["commit", "--quiet", "-m", "one"]);
    let (code, out, complaint) = mulu(root, &["diff", "@release", "@HEAD", "--lang", "en"]);
    assert_eq!((code, out.as_str()), (2, ""));
    assert!(complaint.contains("git fetch origin release"), "{complaint}");
    let (code, _, complaint) = mulu(root, &["diff", "nothing.yaml", "@HEAD"]);
    assert_eq!(code, 2, "{complaint}");
}

#[test]
fn why_names_every_layer_and_its_commit() {
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path();
    git(root, &["init", "--quiet"]);
    write(root, "mulu.yaml", MANIFEST);
    write(root, "items/a.yaml", &basic("000101001000", "on_site: {visits: 1}\n"));
    git(root, &["add", "--all"]);
    git(root, &["commit", "--quiet", "-m", "the basic item"]);
    write(root, "regions/370828/a.yaml", &entry("000101001000", "on_site: {visits: 0}\n"));
    let args = ["why", "000101001000", "on_site.visits", "--blame", "--format", "json"];
    let (code, out, complaint) = mulu(root, &args);
    assert_eq!(code, 0, "{complaint}");
    let value: Value = serde_json::from_str(&out).expect("JSON");
    support::assert_fits("why", &value);
    assert_eq!(value["value"], json!(0));
    let layers = value["layers"].as_array().expect("a list");
    assert_eq!(layers[0]["commit"]["summary"], json!("the basic item"));
    assert_eq!((&layers[0]["counts"], &layers[0]["line"]), (&json!(false), &json!(6)));
    assert_eq!((&layers[1]["counts"], &layers[1]["commit"]), (&json!(true), &Value::Null));
    let chinese = mulu(root, &["why", "000101001000", "到场.到办事现场次数", "--lang", "zh"]);
    let plain = mulu(root, &["why", "000101001000", "/on_site/visits", "--lang", "zh"]);
    assert_eq!(chinese, plain);
    assert_eq!(mulu(root, &["why", "000101001000", "nothing"]).0, 2);
}

/// The layer that counts is the one that the effective item has the value of; an entry that nobody has is refused.
#[test]
fn why_agrees_with_resolve() {
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path();
    write(root, "mulu.yaml", MANIFEST);
    let above = "remedies: {reconsideration: {body: 甲, days: 60}}\nmaterials: [{id: a, name: 甲}, {id: b, name: 乙}]\n";
    write(root, "items/a.yaml", &basic("000101001000", above));
    let entries = "materials: [{id: a, omit: true}]\n";
    for (below, field, counts) in [
        ("remedies: {reconsideration: null}", "remedies.reconsideration", vec![true, false]),
        ("remedies: 甲", "remedies.reconsideration.days", vec![false]),
        ("remedies: 甲", "remedies", vec![false, true]),
        ("remedies: {reconsideration: {days: 30}}", "remedies.reconsideration", vec![true, true]),
        ("remedies: {reconsideration: {days: 30, body: 乙}}", "法律救济.行政复议", vec![false, true]),
        ("", "materials.a", vec![false, true]),
        ("", "materials.b.name", vec![true]),
    ] {
        write(root, "regions/370828/a.yaml", &entry("000101001000", &format!("{entries}{below}\n")));
        let (code, out, complaint) = mulu(root, &["why", "000101001000", field, "--format", "json"]);
        assert_eq!(code, 0, "{complaint}");
        let value: Value = serde_json::from_str(&out).expect("JSON");
        support::assert_fits("why", &value);
        let found = value["layers"].as_array().expect("a list").iter().map(|layer| layer["counts"] == true);
        assert_eq!(found.collect::<Vec<_>>(), counts, "{field} under {below}: {out}");
        let named = if field.is_ascii() { field } else { "remedies.reconsideration" };
        assert_eq!(value["field"], json!(named));
    }
    for (field, near) in
        [("materials.bb.name", "near entries: b"), ("/materials/99/name", "no layer has an entry `99`")]
    {
        let (code, _, complaint) = mulu(root, &["why", "000101001000", field, "--lang", "en"]);
        assert!(code == 2 && complaint.contains(near), "{field}: {complaint}");
    }
}
