//! What was found in the world: records with known faults, and codes of eight provinces.

mod support;

use std::path::PathBuf;
use std::{env, fs};

use mulu::diagnostic::Severity;
use mulu::source::store::{Memory, Met, Store};
use mulu::source::walk::Folder;
use support::{brief, check_store, check_texts};

/// The records whose README says what is wrong with them; `expected` lists the findings.
#[test]
fn faulty_records_give_the_findings_they_deserve() {
    let mut folders: Vec<PathBuf> = fs::read_dir("tests/fixtures/real-defects")
        .expect("the folder is there")
        .flatten()
        .map(|e| e.path())
        .collect();
    folders.sort();
    let mut wrong = Vec::new();
    let registers = registers();
    for folder in &folders {
        let manifest = fs::read_to_string(folder.join("mulu.yaml")).expect("a manifest");
        let own = Folder::new(folder);
        let files = own.files().into_iter().filter_map(|met| {
            let Met::File(path) = met else { return None };
            let bytes = own.read(&path).expect("the file is there");
            Some((path.into(), bytes))
        });
        let outcome =
            check_store(&Memory::new(registers.iter().cloned().chain(files)), &manifest, support::DAY);
        let own = outcome.findings.iter().filter(|finding| !finding.place.path.starts_with("registers/"));
        let loud = own.filter(|finding| finding.severity > Severity::Info);
        let found: String = loud.map(|finding| brief(finding) + "\n").collect();
        let golden = folder.join("expected");
        if env::var_os("MULU_BLESS").is_some() {
            fs::write(&golden, &found).expect("the list can be written");
        } else if fs::read_to_string(&golden).unwrap_or_default() != found {
            wrong.push(format!("{}:\n{found}", folder.display()));
        }
    }
    assert!(folders.len() >= 10, "only {} records", folders.len());
    assert!(wrong.is_empty(), "run with MULU_BLESS=1 and read the difference:\n{}", wrong.join("\n"));
}

/// The registers of the catalogue, whole: of the law there is no part that no record cites.
fn registers() -> Vec<(String, Vec<u8>)> {
    let folder = Folder::new("catalogue");
    let files = folder.files().into_iter().filter_map(|met| {
        let Met::File(path) = met else { return None };
        let bytes = folder.read(&path).expect("the file is there");
        path.starts_with("registers/").then_some((path.into(), bytes))
    });
    files.collect()
}

/// Codes as they are printed on public pages, with the division and the tier they are used at.
const CODES: &[(&str, &str, &str)] = &[
    ("1145072100811537184452004020000", "450721", "county"),
    ("11450721348531435D4001033002000", "450721", "county"),
    ("11440111007502521J4440511004002", "440111", "county"),
    ("11440100007483172Q3440106043001", "440100", "city"),
    ("11440400698148153K3440115127003", "440400", "city"),
    ("11360727MB1561539A4000125045000", "360727", "county"),
    ("11370883004324117N4370125012000", "370883", "county"),
    ("11370828MB286029024000114107003", "370828", "county"),
    ("1153300101525669014000139014000", "530581", "county"),
    ("1132050001414925263320105028002", "320500", "city"),
    ("11650000010183859F2650116013001", "650000", "province"),
    ("TE44028144101419295442002030000", "440281", "town"),
    ("TE440105700026617054421110A0003", "440105", "town"),
];

/// The rules that judge a code.
const RULES: [&str; 6] = [
    "item-code-shape",
    "code-body-agrees",
    "code-tier-agrees",
    "code-basic-agrees",
    "org-credit-code-valid",
    "virtual-code-declared",
];

/// What the rules say of an entry with a code, its body's code and its basic code.
fn judged(code: &str, body: &str, basic: &str, region: &str, tier: &str) -> Vec<&'static str> {
    let key = if body.starts_with("TE") { "virtual_code" } else { "uscc" };
    let text = format!(
        "kind: implementation\nimplements: \"{basic}\"\nregion: \"{region}\"\ntier: {tier}\n\
         body: {{{key}: \"{body}\", name: 示例机关, nature: statutory-organ}}\ncode: \"{code}\"\n"
    );
    let outcome = check_texts([("regions/x.yaml", text)]);
    outcome.findings.iter().map(|finding| finding.rule).filter(|rule| RULES.contains(rule)).collect()
}

/// Another character that a code may have there.
fn other(code: &str, at: usize) -> String {
    let next = if &code[at..=at] == "1" { "2" } else { "1" };
    format!("{}{next}{}", &code[..at], &code[at + 1..])
}

#[test]
fn real_codes_are_right_and_slips_of_them_are_found() {
    for (code, region, tier) in CODES {
        let (body, basic) = (&code[..18], &code[19..]);
        assert_eq!(judged(code, body, basic, region, tier), [""; 0], "{code}");
        // The tier digit 7 is that of items whose tiers are graded.
        let graded = format!("{body}7{basic}");
        assert_eq!(judged(&graded, body, basic, region, tier), [""; 0], "{graded}");
        let slips = [
            (other(code, 9), "code-body-agrees"),
            (other(code, 18), "code-tier-agrees"),
            (other(code, 30), "code-basic-agrees"),
            (code[..30].to_owned(), "item-code-shape"),
            (code.replacen('1', "l", 1).replacen("TE", "te", 1), "item-code-shape"),
            (format!("{}9{}", &code[..18], &code[19..]), "item-code-shape"),
        ];
        for (slip, rule) in slips {
            assert_eq!(judged(&slip, body, basic, region, tier), [rule], "{slip} beside {code}");
        }
        if !body.starts_with("TE") {
            let wrong = other(code, 17);
            assert_eq!(
                judged(&wrong, &wrong[..18], basic, region, tier),
                ["org-credit-code-valid"],
                "{wrong}"
            );
        }
    }
    // Placeholders that stand in the source code of real platforms.
    let placeholder = "1137080123456789154370115055000";
    let said = judged(placeholder, &placeholder[..18], &placeholder[19..], "370800", "county");
    assert_eq!(said, ["org-credit-code-valid"]);
    let short = "111102345678148H2000132038001";
    assert_eq!(
        judged(short, "11370828MB28602902", "000132038001", "110000", "province"),
        ["item-code-shape"]
    );
}
