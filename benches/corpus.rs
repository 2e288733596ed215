//! Writes a catalogue of so many items, the same for the same numbers on every machine.
//!
//! `cargo bench --bench corpus -- DIR --items 20000 --mix layered|full`: 5 % basic items of
//! 6–8 KB; the rest implementations, of 1–3 KB in the mix `layered` and of 4–12 KB, with
//! every element written out, in the mix `full`. 1 % of the items have one known fault, and
//! `expected.json` beside the catalogue says how many findings of which rule they give. Item
//! `i` depends on the seed and on `i` alone, so 2,000 items are the beginning of 20,000.

#![allow(clippy::print_stdout, reason = "it is a program of its own")]

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

use mulu::numbers::credit_code;

/// Divisions at county level that really exist, one province each.
const COUNTIES: [&str; 12] = [
    "110105", "130102", "210102", "320102", "330106", "340102", "370102", "410102", "420102", "440103",
    "510104", "610102",
];

/// Words that texts are made of.
const WORDS: [&str; 24] = [
    "申请人",
    "应当",
    "具有",
    "固定",
    "经营",
    "场所",
    "专业",
    "技术",
    "人员",
    "管理",
    "制度",
    "符合",
    "国家",
    "标准",
    "规定",
    "安全",
    "条件",
    "登记",
    "证明",
    "材料",
    "真实",
    "有效",
    "按照",
    "要求",
];

struct Random(u64);

impl Random {
    /// The generator of an item: splitmix64 of seed and number.
    fn of(seed: u64, item: u64) -> Self {
        let mut state = seed.wrapping_add(item.wrapping_mul(0x9E37_79B9_7F4A_7C15));
        state = (state ^ (state >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        state = (state ^ (state >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        Self((state ^ (state >> 31)) | 1)
    }

    fn below(&mut self, limit: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % limit
    }

    fn text(&mut self, words: u64) -> String {
        (0..words).map(|_| WORDS[self.below(WORDS.len() as u64) as usize]).collect()
    }
}

struct Corpus {
    folder: PathBuf,
    items: u64,
    full: bool,
    expected: BTreeMap<&'static str, u64>,
}

const SEED: u64 = 716;
/// Every so many items are a basic item and its implementations.
const FAMILY: u64 = 20;

fn main() {
    // `cargo bench` adds an argument of its own.
    let args: Vec<String> = env::args().skip(1).filter(|arg| arg != "--bench").collect();
    let value = |name: &str| args.iter().position(|arg| arg == name).and_then(|at| args.get(at + 1));
    let Some(folder) = args.first().filter(|arg| !arg.starts_with('-')) else {
        println!("corpus DIR --items N --mix layered|full: writes a catalogue to measure with");
        return;
    };
    let items = value("--items").map_or(2_000, |items| items.parse().expect("a number of items"));
    let full = value("--mix").is_some_and(|mix| mix == "full");
    write(folder.into(), items, full);
}

/// Writes a catalogue of so many items.
pub(crate) fn write(folder: PathBuf, items: u64, full: bool) {
    Corpus { folder, items, full, expected: BTreeMap::new() }.write();
}

impl Corpus {
    fn write(&mut self) {
        self.file("mulu.yaml", "format: 1\nname: 测量用目录\nedition: \"2020\"\nlang: zh\ndemo: true\n");
        for family in 0..self.items.div_ceil(FAMILY) {
            let code = format!("000101{:03}{:03}", family / 900 % 999 + 1, family % 900);
            let folder = format!("items/{:03}", family / 100);
            let text = self.basic(family, &code);
            self.file(&format!("{folder}/{code}.yaml"), &text);
            let members = (self.items - family * FAMILY).min(FAMILY) - 1;
            for member in 0..members {
                let text = self.implementation(family, member, &code);
                let county = COUNTIES[(member % COUNTIES.len() as u64) as usize];
                self.file(&format!("regions/{county}/{:03}/{code}-{member:02}.yaml", family / 100), &text);
            }
        }
        let expected = serde_json::to_string_pretty(&self.expected).expect("a map of numbers");
        fs::write(self.folder.with_extension("expected.json"), expected).expect("the folder can be written");
    }

    fn file(&self, path: &str, text: &str) {
        let path = self.folder.join(path);
        fs::create_dir_all(path.parent().unwrap_or(Path::new("."))).expect("the folder can be made");
        fs::write(path, text).expect("the file can be written");
    }

    fn basic(&mut self, family: u64, code: &str) -> String {
        let mut random = Random::of(SEED, family * FAMILY);
        let mut text = format!(
            "kind: basic-item\ncode: \"{code}\"\nname: 测量用许可{family}号\nitem_type: licence\ndepartment: 测量部门\n\
             tiers: {{exercise: [county], accept: [county]}}\nstatus: in-use\nversion: 1\n\
             effective: {{from: 2023-01-01}}\nbasis:\n  - {{id: setting, law: 行政许可法, articles: [\"12\"], purpose: setting}}\n\
             audience: [enterprise]\ntopics: {{legal-person: [market-access]}}\nprocessing: committed\n"
        );
        elements(&mut text, family, &mut random, 8, 10, 24);
        text.push_str("provenance: {sources: [测量], not_seen: []}\n");
        self.fault(family * FAMILY, text)
    }

    fn implementation(&mut self, family: u64, member: u64, code: &str) -> String {
        let item = family * FAMILY + 1 + member;
        let mut random = Random::of(SEED, item);
        let county = COUNTIES[(member % COUNTIES.len() as u64) as usize];
        let body = body(county, item);
        let mut text = format!(
            "kind: implementation\nimplements: \"{code}\"\nregion: \"{county}\"\ntier: county\n\
             body: {{uscc: \"{body}\", name: 测量局{item}, nature: statutory-organ}}\ncode: \"{body}4{code}\"\n\
             power_source: statutory\nversion: 1\nstatus: in-use\n"
        );
        if self.full {
            elements(&mut text, family, &mut random, 4 + item % 5, 5 + item % 6, 20 + item % 5 * 10);
        }
        write!(
            text,
            "channels:\n  window:\n    - {{name: {}, windows: [\"{}\"], accepts: [accept], address: {}1号, hours: 工作日9:00—17:00}}\n  \
             online: true\n  mail: true\non_site: {{visits: 1, reason: {}}}\n\
             contacts:\n  enquiry: {{phone: 0000-{:07}, hours: 工作日}}\n  complaint: {{phone: 0000-{:07}}}\n\
             remedies:\n  reconsideration: {{body: 本级人民政府, days: 60, url: \"https://example.invalid/r\"}}\n  \
             litigation: {{court: 有管辖权的人民法院, months: 6}}\nagents: {{allowed: true}}\n\
             publication: {{published_on: 2025-02-20, url: \"https://example.invalid/g\"}}\n\
             faq:\n",
            random.text(3),
            random.below(40),
            random.text(4),
            random.text(6),
            1_000_000 + item % 1_000_000,
            2_000_000 + item % 1_000_000,
        )
        .expect("a string takes all");
        for number in 0..=item % 4 {
            let (question, answer) = (random.text(8), random.text(30));
            writeln!(text, "  - {{id: q{number}, question: {question}, answer: {answer}}}")
                .expect("a string takes all");
        }
        text.push_str("provenance: {sources: [测量], not_seen: []}\n");
        if !self.full {
            text = text.replace(
                "status: in-use\n",
                "status: in-use\ntime_limit: {promised: {days: 10, unit: working-day}}\n",
            );
        }
        self.fault(item, text)
    }

    /// Gives one item of a hundred one of the known faults.
    fn fault(&mut self, item: u64, text: String) -> String {
        const FAULTS: [(&str, &str, &str); 5] = [
            ("value-not-listed", "status: in-use", "status: in-used"),
            ("element-unknown", "version: 1", "version: 1\nversoin: 1"),
            ("element-type", "version: 1", "version: one"),
            ("date-impossible", "version: 1", "version: 1\neffective: {from: 2025-02-30}"),
            ("code-unquoted", "version: 1", "version: 1\nlocal_codes: [{system: a, code: 0123}]"),
        ];
        if item % 100 != 50 {
            return text;
        }
        let (rule, from, to) = FAULTS[(item / 100 % FAULTS.len() as u64) as usize];
        *self.expected.entry(rule).or_default() += 1;
        text.replacen(from, to, 1)
    }
}

/// The elements that a guide is made of. Materials have the names and standards of the basic
/// item: a layer that changes them is at fault.
fn elements(
    text: &mut String,
    family: u64,
    random: &mut Random,
    materials: u64,
    conditions: u64,
    words: u64,
) {
    text.push_str("conditions:\n");
    for number in 0..conditions {
        let words = random.text(words);
        writeln!(
            text,
            "  - id: c{number}\n    text: {words}\n    basis: {{law: 行政许可法, articles: [\"12.1.{}\"]}}",
            1 + number % 5
        )
        .expect("a string takes all");
    }
    text.push_str("materials:\n");
    for number in 0..materials {
        let mut own = Random::of(SEED + 1 + number, family);
        let (name, note) = (own.text(4), own.text(30));
        writeln!(
            text,
            "  - id: m{number}\n    name: {name}{number}\n    kind: form\n    copy_kind: original\n    medium: [electronic, paper]\n    \
             necessity: required\n    source: applicant\n    proves: [c{}]\n    supply: [{{way: applicant}}]\n    accept_standard: {note}",
            number % conditions
        )
        .expect("a string takes all");
    }
    text.push_str(
        "steps:\n  - {id: accept, kind: acceptance, name: 受理, limit: {days: 2, unit: working-day}}\n  \
         - {id: review, kind: review, name: 审查, limit: {days: 5, unit: working-day}}\n  \
         - {id: decide, kind: decision, name: 决定, limit: {days: 3, unit: working-day}}\n\
         time_limit:\n  acceptance: {days: 5, unit: working-day}\n  statutory: {days: 20, unit: working-day, from: acceptance}\n  \
         promised: {days: 10, unit: working-day}\n  excluded: []\nfees: []\n\
         results: [{id: licence, name: 许可证, kind: certificate, electronic: true}]\nplatform: {included: true}\n\
         online: {available: true, depth: [accept, handle, result], sso: true}\n\
         identity: {provider: national-unified, assurance: medium, methods: [password, id-card, face]}\n\
         signature: {needed: true, methods: [reliable-e-signature, handwritten]}\n",
    );
}

/// A credit code of a county with both check characters.
fn body(county: &str, item: u64) -> String {
    let front = format!("11{county}{:08}", 10_000_000 + item);
    let alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    let whole = alphabet.chars().flat_map(|seventeenth| {
        let front = &front;
        alphabet.chars().map(move |last| format!("{front}{seventeenth}{last}"))
    });
    let mut valid = whole.filter(|code| credit_code::check(code).is_none());
    valid.next().expect("one pair of check characters fits")
}
