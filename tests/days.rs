//! The same definitions on the days of law changes: the day before, and the day itself.

mod support;

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::{env, fs};

use mulu::date::Date;
use mulu::diagnostic::Severity;
use mulu::source::store::{Memory, Met, Store};
use mulu::source::walk::Folder;

const FOLDER: &str = "tests/fixtures/law-changes";

#[test]
fn each_day_has_its_findings() {
    let days = fs::read_to_string(format!("{FOLDER}/days")).expect("the days");
    let mut found = String::new();
    let mut known = BTreeSet::new();
    for line in days.lines().filter(|line| !line.starts_with('#')) {
        let day = Date::parse(line.split(' ').next().unwrap_or_default()).expect("a day");
        let before = day.days_later(-1).expect("the day before");
        let _ = write!(found, "== {before}\n{}", step(&mut known, before));
        let changed = step(&mut known, day);
        assert!(!changed.is_empty(), "nothing changes on {line}");
        let _ = write!(found, "== {line}\n{changed}");
    }
    let golden = format!("{FOLDER}/expected");
    if env::var_os("MULU_BLESS").is_some() {
        fs::write(&golden, &found).expect("the list can be written");
    }
    let expected = fs::read_to_string(&golden).unwrap_or_default();
    let differs = found.lines().zip(expected.lines()).find(|(own, other)| own != other);
    assert!(found == expected, "run with MULU_BLESS=1 and read the difference: {differs:?}");
}

/// What is gone and what is new on a day, against the day that was looked at before.
fn step(known: &mut BTreeSet<String>, day: Date) -> String {
    let own = list(day);
    let gone = known.difference(&own).map(|line| format!("- {line}\n"));
    let new = own.difference(known).map(|line| format!("+ {line}\n"));
    let step = gone.chain(new).collect();
    *known = own;
    step
}

/// What both catalogues show on a day.
fn list(day: Date) -> BTreeSet<String> {
    let lists = ["open", "classified"].map(|name| {
        let folder = Folder::new(format!("{FOLDER}/{name}"));
        let manifest = fs::read_to_string(format!("{FOLDER}/{name}/mulu.yaml")).expect("a manifest");
        let files = folder.files().into_iter().filter_map(|met| {
            let Met::File(path) = met else { return None };
            let bytes = folder.read(&path).expect("the file is there");
            Some((path.into(), bytes))
        });
        let laws = support::registers().filter(|(path, _)| path.starts_with("registers/laws."));
        let store = Memory::new(laws.chain(files));
        let outcome = support::check_store(&store, &manifest, &day.to_string());
        let loud = outcome.findings.into_iter().filter(|finding| finding.severity > Severity::Info);
        loud.filter(|finding| !finding.place.path.starts_with("registers/"))
            .map(|finding| {
                let said = finding.message.zh.replace(&format!("在{day}"), "在当日");
                format!("{} {said}", support::brief(&finding))
            })
            .collect::<Vec<String>>()
    });
    lists.into_iter().flatten().collect()
}

/// A rule that a catalogue enforces from a day is a warning before it, in a region from a day of its own.
#[test]
fn a_rule_is_enforced_from_its_day() {
    let over = |kind: &str, materials: &str| support::lay_over(support::base(kind), materials).0;
    let basic = over(
        "basic-item",
        "materials: [{id: other, name: 法律法规规定的其他材料, necessity: required, source: applicant}]\nby_case: []\n",
    );
    let below = over("implementation", "materials: [{id: charter, name: 营业执照、章程等}]\n");
    // By itself the rule is a warning: the day alone makes it an error.
    let manifest = support::MANIFEST.to_owned()
        + "enforced_from: {no-catch-all-material: 2027-03-01}\n\
           profiles: {\"370800\": {enforced_from: {no-catch-all-material: 2027-06-01}}}\n";
    let national = vec![("items/item.yaml", basic)];
    let local = vec![
        ("items/item.yaml", support::base("basic-item").to_owned()),
        ("regions/370828/item.yaml", below),
    ];
    for (files, enforced) in [(national, "2027-03-01"), (local, "2027-06-01")] {
        let enforced = Date::parse(enforced).expect("a day");
        for (day, severity) in
            [(enforced.days_later(-1).expect("a day"), Severity::Warning), (enforced, Severity::Error)]
        {
            let outcome = support::check_files_on(files.clone(), &manifest, &day.to_string());
            let found: Vec<_> =
                outcome.findings.iter().filter(|own| own.rule == "no-catch-all-material").collect();
            assert!(
                !found.is_empty() && found.iter().all(|own| own.severity == severity),
                "{found:?} on {day}"
            );
            let told = |own: &str| own.contains(&format!("{enforced}"));
            assert!(found.iter().all(|own| told(&own.message.en) == (severity == Severity::Warning)));
        }
    }
    let draft = |text: &str| mulu::model::manifest::Draft::read(text.as_bytes(), "mulu.yaml").expect("YAML");
    let wrong = support::MANIFEST.to_owned() + "enforced_from: {no-such-rule: 2027-03-01}\n";
    let day = Date::parse(support::DAY).expect("a day");
    assert!(draft(&wrong).finish(&support::STANDARD, &mulu::rules::severities(), day).is_err());
}

/// What is set for a rule holds for findings that have a weight of their own, but infos stay infos.
#[test]
fn what_is_set_for_a_rule_holds_for_all_its_findings() {
    use Severity::{Error, Info, Warning};
    let without = |key: &str| -> String {
        let lines = support::base("basic-item").split_inclusive('\n');
        lines.filter(|line| !line.starts_with(&format!("{key}:"))).collect()
    };
    let cases = [
        ("remedies", "remedy-stated", "", Some(Warning)),
        ("remedies", "remedy-stated", "rules: {remedy-stated: error}", Some(Error)),
        ("remedies", "remedy-stated", "rules: {remedy-stated: info}", Some(Info)),
        ("remedies", "remedy-stated", "rules: {remedy-stated: off}", None),
        ("remedies", "remedy-stated", "enforced_from: {remedy-stated: 2026-11-24}", Some(Error)),
        ("remedies", "remedy-stated", "enforced_from: {remedy-stated: 2026-11-25}", Some(Warning)),
        (
            "remedies",
            "remedy-stated",
            "rules: {remedy-stated: info}\nenforced_from: {remedy-stated: 2026-11-25}",
            Some(Info),
        ),
        ("agents", "agent-allowed", "", Some(Info)),
        ("agents", "agent-allowed", "rules: {agent-allowed: error}", Some(Info)),
        ("agents", "agent-allowed", "enforced_from: {agent-allowed: 2026-11-24}", Some(Info)),
    ];
    for (key, rule, setting, expected) in cases {
        let manifest = format!("{}{setting}\n", support::MANIFEST);
        let local = support::base("implementation").to_owned();
        let files = vec![("items/item.yaml", without(key)), ("regions/370828/item.yaml", local)];
        let outcome = support::check_files_on(files, &manifest, support::DAY);
        let found = outcome.findings.iter().find(|own| own.rule == rule).map(|own| own.severity);
        assert_eq!(found, expected, "{rule} with `{setting}`");
    }
}
