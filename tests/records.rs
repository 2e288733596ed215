//! Records of exemption and deferral, and citations beside them: what each shows, and nothing else. The table is
//! `tests/records.txt`.

mod support;

use std::collections::BTreeSet;
use std::fs;

use mulu::diagnostic::Severity;
use mulu::source::store::Memory;

/// The record that rows change: an honest one, of a step.
const RECORD: &str = "  - {id: r1, duty: online-inclusion, state: exempt, ground: law, citation: {law: 疫苗管理法, articles: [\"47.1\"]}, \
reason: 法律规定到场办理, scope: {channels: [online, mobile], steps: [decide]}, \
alternative: {channel: window, place: 一楼, hours: 工作日, contact: 0000-0000001}}\n";

/// What a decision of a place adds to a record.
const DECIDED: &str =
    "decided_by: {name: 示例机关, tier: province}, decided_on: 2025-06-01, review_on: 2027-06-01";

/// One row: the rules that speak, infos left out.
#[derive(Debug, Default)]
struct Row {
    line: usize,
    wanted: BTreeSet<String>,
    day: Option<String>,
    /// What is laid over the basic item and over the implementation.
    item: String,
    place: String,
}

/// The rows, parted by empty lines. The first line of a row names the rules, or `silent`; `item` and `place` lines are
/// laid over the bases; `record` and `own` begin a record of the item or of the implementation, `old => new` changes it.
fn rows() -> Vec<Row> {
    let text = fs::read_to_string("tests/records.txt").expect("the table").replace("DECIDED", DECIDED);
    let mut rows: Vec<Row> = Vec::new();
    let mut open = false;
    for (at, line) in text.lines().enumerate().filter(|(_, line)| !line.starts_with('#')) {
        if line.trim().is_empty() {
            open = false;
            continue;
        }
        if !open {
            open = true;
            let wanted = line.split(", ").filter(|rule| *rule != "silent").map(str::to_owned).collect();
            rows.push(Row { line: at + 1, wanted, ..Row::default() });
            continue;
        }
        let row = rows.last_mut().expect("a row is open");
        let (word, rest) = line.split_once(' ').unwrap_or((line, ""));
        match word {
            "on" => row.day = Some(rest.to_owned()),
            "item" => row.item.extend([rest, "\n"]),
            "place" => row.place.extend([rest, "\n"]),
            "record" | "own" => {
                let own = if word == "record" { &mut row.item } else { &mut row.place };
                if !own.contains("exemptions:") {
                    own.push_str("exemptions:\n");
                }
                let changes = rest.split(" ;; ").filter(|change| !change.is_empty());
                own.push_str(&changes.fold(RECORD.to_owned(), |record, change| {
                    let (old, new) = change.split_once(" =>").expect("a change");
                    let new = new.strip_prefix(' ').unwrap_or_default();
                    assert!(record.contains(old), "line {}: `{old}` does not stand there", at + 1);
                    record.replacen(old, new, 1)
                }));
            }
            _ => panic!("line {}: `{line}`", at + 1),
        }
    }
    rows
}

/// The registers; of the big tables only what the rows and the bases name.
fn registers(texts: &str) -> Vec<(String, Vec<u8>)> {
    let table = |name: &str, is_kept: &dyn Fn(&str) -> bool| {
        let table = fs::read_to_string(format!("catalogue/registers/{name}")).expect("the table is there");
        let mut rows = table.lines();
        let header = rows.next().expect("a header").to_owned();
        rows.filter(|row| is_kept(row)).fold(header + "\n", |all, row| all + row + "\n")
    };
    let title = |row: &str| row.split(',').next().unwrap_or_default().replace("中华人民共和国", "");
    let laws = table("laws.csv", &|row| texts.contains(&title(row)));
    let stem =
        |row: &str| row.split(',').nth(1).map(|name| name.replace(['市', '省'], "")).unwrap_or_default();
    let divisions = table("divisions.csv", &|row| {
        row[2..6] == *"0000" || row.starts_with("3708") || texts.contains(&stem(row))
    });
    let other = support::registers()
        .filter(|(path, _)| !path.ends_with("laws.csv") && !path.ends_with("divisions.csv"));
    let tables = [("registers/laws.csv", laws), ("registers/divisions.csv", divisions)];
    other.chain(tables.map(|(path, text)| (path.to_owned(), text.into_bytes()))).collect()
}

#[test]
fn each_row_shows_what_it_says() {
    let rows = rows();
    let texts: String = rows.iter().flat_map(|row| [row.item.as_str(), &row.place]).collect();
    let bases = [support::base("basic-item"), support::base("implementation"), RECORD].concat();
    let registers = registers(&(texts + &bases));
    let mut wrong = Vec::new();
    for row in &rows {
        let over = |base, snippet| support::lay_over(base, snippet).0.into_bytes();
        let item = over(support::base("basic-item"), &row.item);
        let place = over(support::base("implementation"), &row.place);
        let files = [("items/base.yaml", item), ("regions/370828/base.yaml", place)];
        let files = registers.iter().cloned().chain(files.map(|(path, text)| (path.to_owned(), text)));
        let day = row.day.as_deref().unwrap_or(support::DAY);
        let outcome = support::check_store(&Memory::new(files), support::MANIFEST, day);
        let loud = outcome.findings.iter().filter(|finding| finding.severity >= Severity::Warning);
        // What shared data supplies begins on a day of its own.
        let is_old = |rule: &str| row.day.is_some() && rule == "reference-unknown";
        let loud =
            loud.filter(|finding| !finding.place.path.starts_with("registers/") && !is_old(finding.rule));
        let loud: Vec<_> = loud.collect();
        let found: BTreeSet<String> = loud
            .iter()
            .map(|finding| {
                let weight = if finding.severity == Severity::Error { "" } else { "?" };
                format!("{}{weight}", finding.rule)
            })
            .collect();
        if found != row.wanted || loud.len() != row.wanted.len() {
            let told: Vec<_> = loud
                .iter()
                .map(|finding| format!("{} {}", support::brief(finding), finding.message.en))
                .collect();
            wrong.push(format!("line {}: wanted {:?}, found {told:#?}", row.line, row.wanted));
        }
    }
    assert!(rows.len() > 50, "only {} rows", rows.len());
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), rows.len(), wrong.join("\n"));
}
