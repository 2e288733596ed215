//! Bad input: each fault at the place that people are told, alone and beside other broken files.

mod support;

use mulu::diagnostic::Severity;

/// Name, text, and `line:column rule` of every finding that the text must give.
type Case = (&'static str, &'static str, &'static [&'static str]);

const KIND: &str = "kind: specification\nimplements: \"000114107003\"\nscope: {region: \"370000\"}\n";

/// Each text follows three good lines, so that its first line is line 4.
const CASES: &[Case] = &[
    ("quote without end", "name: \"甲\n", &["4:7 yaml-syntax"]),
    ("quote closed by the next one", "name: \"甲\ndepartment: \"乙\"\n", &["4:7 yaml-syntax"]),
    ("single quote without end", "name: '甲\ndepartment: 乙\n", &["4:7 yaml-syntax"]),
    ("bracket without end", "audience: [enterprise\nname: 甲\n", &["4:11 yaml-syntax"]),
    ("brace without end", "materials:\n  - {id: a, name: 甲\n  - {id: b, name: 乙}\n", &["5:5 yaml-syntax"]),
    ("inner bracket without end", "audience: [enterprise, {a: 1]\n", &["4:24 yaml-syntax"]),
    ("bracket too many", "audience: [enterprise]]\n", &["4:23 yaml-syntax"]),
    ("tab before a dash", "materials:\n\t- id: a\n", &["5:1 yaml-syntax"]),
    ("tab before a key", "time_limit:\n\tstatutory: {days: 1}\n", &["5:1 yaml-syntax"]),
    ("tab after a value", "name: 甲\n\tname_en: x\n", &["5:1 yaml-syntax"]),
    ("two colons", "name: 甲: 乙\n", &["4:8 yaml-syntax"]),
    ("key without a text", ": x\n", &["4:1 yaml-syntax"]),
    ("text after a closing quote", "name: \"甲\" 乙\n", &["4:11 yaml-syntax"]),
    ("missing comma", "tiers: {exercise: [city] accept: [city]}\n", &["4:26 yaml-syntax"]),
    ("missing blank after a colon", "name: 甲\ndepartment:乙\n", &["5:1 yaml-syntax"]),
    ("missing blank after a dash", "materials:\n  -{id: a}\n", &["5:3 element-type"]),
    ("entry indented by one more", "audience:\n  - enterprise\n   - enterprise\n", &["5:5 value-not-listed"]),
    ("bracket closed by a brace", "audience: [enterprise}\n", &["4:11 yaml-syntax"]),
    ("text on the line of a bar", "name: |甲\n  乙\n", &["4:7 yaml-syntax"]),
    ("backtick", "name: `甲`\n", &["4:7 yaml-syntax"]),
    ("percent sign", "name: %甲\n", &["4:7 yaml-syntax"]),
    ("escaped half character", "name: \"\\ud800\"\n", &["4:7 yaml-syntax"]),
    ("conflict mark", "<<<<<<< HEAD\nname: 甲\n", &["4:1 yaml-syntax"]),
    ("list as a key in a line", "[name]: 甲\n", &["4:1 yaml-syntax"]),
    (
        "text for a list beside topics",
        "audience: enterprise]\ntopics: {legal-person: [qualification]}\n",
        &["4:11 element-type"],
    ),
    (
        "negative limit beside steps",
        "time_limit: {statutory: {days: -20, unit: working-day}}\n",
        &["4:32 value-out-of-range"],
    ),
    ("reserved character", "name: @甲\n", &["4:7 yaml-syntax"]),
    ("unknown escape", "name: \"a\\q\"\n", &["4:7 yaml-syntax"]),
    ("full-width colon", "name：甲\n", &["4:1 yaml-syntax"]),
    ("uneven indentation", "tiers:\n    exercise: [county]\n  accept: [county]\n", &["6:3 yaml-syntax"]),
    ("a list as a key", "? [a]\n: b\n", &["4:3 yaml-syntax"]),
    ("duplicate key", "name: 甲\nname: 乙\n", &["5:1 duplicate-key"]),
    ("duplicate key in two spellings", "name: 甲\n事项名称: 乙\n", &["5:1 duplicate-key"]),
    ("duplicate key in a flow map", "tiers: {accept: [county], accept: [county]}\n", &["4:27 duplicate-key"]),
    ("anchor", "name: &x 甲\n", &["4:7 yaml-feature-refused"]),
    (
        "anchor and alias",
        "name: &x 甲\ndepartment: *x\n",
        &["4:7 yaml-feature-refused", "5:13 yaml-feature-refused"],
    ),
    ("unknown alias", "name: *x\n", &["4:7 yaml-feature-refused"]),
    ("tag", "name: !!str 甲\n", &["4:7 yaml-feature-refused"]),
    ("merge key", "<<: {name: 甲}\n", &["4:1 yaml-feature-refused"]),
    ("bidi control", "name: 甲\u{202E}乙\n", &["4:8 control-character"]),
    ("bidi control as an escape", "name: \"甲\\u202E乙\"\n", &["4:7 control-character"]),
    ("control character", "name: \"甲\u{7}\"\n", &["4:9 control-character"]),
    ("control character without quotes", "name: 甲\u{7}乙\n", &["4:8 control-character"]),
    ("null character", "name: 甲\u{0}乙\n", &["4:8 control-character"]),
    ("byte order mark inside", "name: 甲\u{FEFF}\n", &["4:8 control-character"]),
    (
        "unquoted code",
        "parent_code: 1\nhandling_items: [{seq: 01, name: 设立}]\n",
        &["4:1 element-unknown", "5:24 code-unquoted"],
    ),
    (
        "unquoted code that looks like octal",
        "local_codes: [{system: guangdong-town, code: 0o17}]\n",
        &["4:46 code-unquoted"],
    ),
    (
        "unquoted code with an exponent",
        "local_codes: [{system: guangdong-town, code: 12E45}]\n",
        &["4:46 code-unquoted"],
    ),
    (
        "unquoted code beyond 64 bits",
        "local_codes: [{system: guangdong-town, code: 12345678901234567890}]\n",
        &["4:46 code-unquoted"],
    ),
    ("impossible day", "effective: {from: 2025-02-30}\n", &["4:19 date-impossible"]),
    ("impossible month", "effective: {from: 2025-13-01}\n", &["4:19 date-impossible"]),
    ("date of another shape", "effective: {from: 2025/2/3}\n", &["4:19 date-impossible"]),
    ("yes as a flag", "filing: yes\n", &["4:9 element-type"]),
    ("quoted flag", "filing: \"true\"\n", &["4:9 element-type"]),
    ("on as a text", "department: on\n", &["4:13 text-read-as-flag"]),
    ("full-width digits", "handling_items: [{seq: \"０1\", name: 设立}]\n", &["4:24 value-shape"]),
    ("blank in a code", "handling_items: [{seq: \"0 1\", name: 设立}]\n", &["4:24 value-shape"]),
    ("empty value", "name:\ndepartment: 人力资源社会保障部\n", &["4:5 element-empty"]),
    ("null", "name: null\n", &["4:7 element-empty"]),
    ("tilde", "name: ~\n", &["4:7 element-empty"]),
    ("empty entry", "materials:\n  -\n  - {id: application}\n", &["5:3 element-empty"]),
    (
        "empty entry with a comment",
        "materials:\n  - # to-do\n  - {id: application}\n",
        &["5:3 element-empty"],
    ),
    ("sequence zero", "handling_items: [{seq: \"00\", name: 设立}]\n", &["4:24 value-shape"]),
    ("empty text", "name: \"\"\n", &["4:7 value-out-of-range"]),
    ("unknown key", "matrials: []\n", &["4:1 element-unknown"]),
    ("unknown key in a list", "steps:\n  - id: accept\n    nmae: 受理\n", &["6:5 element-unknown"]),
    ("unknown value", "processing: quick\n", &["4:13 value-not-listed"]),
    ("official number", "processing: \"2\"\n", &["4:13 value-not-listed"]),
    ("label with a slip", "办件类型: 承若件\n", &["4:7 value-not-listed"]),
    ("map for a text", "name: {zh: 甲}\n", &["4:7 element-type"]),
    ("list for a map", "platform: [included]\n", &["4:11 element-type"]),
    ("text for a list", "basis: 行政许可法\n", &["4:8 element-type"]),
    ("number for a text", "department: 12\n", &["4:13 element-type"]),
    ("text for a number", "on_site: {visits: 一次}\n", &["4:19 element-type"]),
    ("negative number", "on_site: {visits: -1}\n", &["4:19 value-out-of-range"]),
    ("third of a day", "time_limit: {acceptance: {days: 0.3}}\n", &["4:33 value-out-of-range"]),
    ("number that JSON cannot carry", "time_limit: {acceptance: {days: .inf}}\n", &["4:33 element-type"]),
    ("number beyond all others", "time_limit: {acceptance: {days: 1e999}}\n", &["4:33 value-out-of-range"]),
    ("number lost in zero", "time_limit: {acceptance: {days: 1e-999}}\n", &["4:33 value-out-of-range"]),
    ("whole number beyond 64 bits", "version: 9999999999999999999999999\n", &["4:10 value-out-of-range"]),
    ("hexadecimal beyond 64 bits", "on_site: {visits: 0xFFFFFFFFFFFFFFFFFF}\n", &["4:19 value-out-of-range"]),
    ("text that is a number beyond 64 bits", "department: 99999999999999999999\n", &["4:13 element-type"]),
    ("value twice", "audience: [enterprise, enterprise]\n", &["4:24 value-doubled"]),
    ("missing key in a list", "materials:\n  - name: 甲\n", &["5:5 element-missing"]),
    (
        "missing key in a flow map",
        "supply: []\nlocal_codes: [{code: a}]\n",
        &["4:1 element-unknown", "5:16 element-missing"],
    ),
    ("missing key in a map", "commitment: {}\nchange:\n  document: 甲\n", &["5:1 element-unknown"]),
];

fn found(text: &str, path: &str) -> Vec<String> {
    let outcome = support::check_texts([
        ("items/base.yaml", support::base("basic-item").as_bytes().to_vec()),
        ("items/x.yaml", text.as_bytes().to_vec()),
        ("items/broken.yaml", b"a: [".to_vec()),
    ]);
    let own = outcome.findings.iter().filter(|finding| &*finding.place.path == path);
    // The texts name the item as they like.
    let own = own.filter(|finding| finding.rule != "item-name-uniform");
    own.map(|finding| format!("{}:{} {}", finding.place.span.line, finding.place.span.column, finding.rule))
        .collect()
}

#[test]
fn each_fault_stands_at_its_place() {
    let mut wrong = Vec::new();
    for (name, text, expected) in CASES {
        // The good lines alone, with a mark at the front, with other line ends: the same places.
        for spelling in [
            format!("{KIND}{text}"),
            format!("\u{FEFF}{KIND}{text}"),
            format!("{KIND}{text}").replace('\n', "\r\n"),
            format!("{KIND}{text}").replace('\n', "\r"),
        ] {
            let got = found(&spelling, "items/x.yaml");
            if got != *expected {
                wrong.push(format!("{name}: expected {expected:?}, got {got:?}"));
            }
        }
        let both = found(&format!("{KIND}{text}"), "items/broken.yaml");
        assert_eq!(both, ["1:4 yaml-syntax"], "{name} hides the other file");
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_document_never_hides_another() {
    let text = format!(
        "{KIND}nmae: 甲\n---\nname: \"甲\n---\na: [\n---\n{}matrials: []\n",
        KIND.replace("37", "44")
    );
    let expected = ["4:1 element-unknown", "6:7 yaml-syntax", "8:4 yaml-syntax", "13:1 element-unknown"];
    for ends in ["\n", "\r\n", "\r"] {
        assert_eq!(found(&text.replace('\n', ends), "items/x.yaml"), expected, "{ends:?}");
    }
    // A comment accepts what stands on its line, wherever lines end.
    let accepted = "nmae: 甲 # mulu: allow element-unknown until=2026-12-31 reason=旧名 authority=省政务办";
    let text = text.replace("nmae: 甲", accepted);
    for ends in ["\n", "\r"] {
        assert_eq!(found(&text.replace('\n', ends), "items/x.yaml"), expected[1..], "{ends:?}");
    }
}

#[test]
fn files_without_a_definition() {
    for (text, expected) in [
        ("", "1:1 file-empty"),
        ("# nothing but a comment\n\n", "1:1 file-empty"),
        ("\u{FEFF}", "1:1 file-empty"),
        ("text\n", "1:1 document-not-map"),
        ("- a\n- b\n", "1:1 document-not-map"),
        ("12\n", "1:1 document-not-map"),
        ("name: 甲\n", "1:1 kind-known"),
        ("kind: basic_item\n", "1:7 kind-known"),
        ("kind: register\nregister: lawz\n", "2:11 kind-known"),
        ("种类: 登记册\n登记册: lawz\n", "2:6 kind-known"),
        ("种类: 登记本\n", "1:5 kind-known"),
        ("kind:\nname: 甲\n", "1:5 element-empty"),
        ("{}\n", "1:1 kind-known"),
    ] {
        assert_eq!(found(text, "items/x.yaml"), [expected], "{text:?}");
    }
    assert_eq!(found(&format!("{KIND}---\n"), "items/x.yaml"), ["4:1 file-empty"]);
}

#[test]
fn other_encodings_are_named() {
    let gbk = b"kind: specification\nname: \xC3\xFB\xB3\xC6\n".to_vec();
    let utf16: Vec<u8> = "kind: specification\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    for (bytes, name) in [(gbk, "GBK"), (utf16, "UTF-16LE"), (b"name: \xFF\xFE\xFD".to_vec(), "UTF-8")] {
        let outcome = support::check_files([("items/x.yaml", bytes)]);
        let [finding] = &outcome.findings[..] else { panic!("one finding, not {:?}", outcome.findings) };
        assert_eq!(finding.rule, "encoding-not-utf8");
        assert!(finding.message.en.contains(name) && finding.message.zh.contains(name));
    }
}

#[test]
fn bombs_are_refused() {
    let deep = format!("{KIND}name: {}{}\n", "[".repeat(70), "]".repeat(70));
    assert_eq!(found(&deep, "items/x.yaml"), ["4:70 nesting-too-deep"]);
    let open = format!("{KIND}name: {}\n", "[".repeat(100_000));
    assert_eq!(found(&open, "items/x.yaml"), ["4:70 nesting-too-deep"]);
    let block: String = (0..200).map(|depth| format!("{}a:\n", " ".repeat(depth))).collect();
    assert_eq!(found(&block, "items/x.yaml").len(), 1);
    let aliases = (1..10).fold("a0: &a0 [x]\n".to_owned(), |all, n| {
        format!("{all}a{n}: &a{n} [{}]\n", vec![format!("*a{}", n - 1); 9].join(", "))
    });
    let refused = found(&aliases, "items/x.yaml");
    assert!(refused.iter().all(|finding| finding.ends_with("refused") || finding.ends_with("kind-known")));
}

#[test]
fn large_files_are_read() {
    let text = format!("{KIND}note: x\nname: {}\n", "甲".repeat(1_000_000));
    assert_eq!(found(&text, "items/x.yaml"), ["4:1 element-unknown", "5:7 value-out-of-range"]);
    let keys: String = (0..200_000).map(|n| format!("k{n}: v\n")).collect();
    assert_eq!(found(&format!("{KIND}{keys}"), "items/x.yaml").len(), 200_000);
    let most = 16 * 1024 * 1024 - KIND.len();
    assert_eq!(found(&format!("{KIND}{}", "#".repeat(most)), "items/x.yaml"), Vec::<String>::new());
}

/// The words that say what is wrong, or what to write, in English.
#[test]
fn causes_are_named() {
    for (text, words) in [
        ("tiers: {exercise:[county]}\n", "a space is missing here"),
        ("tiers: {exercise:{}}\n", "write a space after `:`"),
        ("name: |2\n # c\ndepartment: 甲\n", "a comment stands where the text of `|` or `>` should begin"),
        ("name: 甲 # 乙\n  丙\n", "a value cannot go on after a comment"),
        ("version: 1e999\n", "1e999 is a number that no data format carries"),
        ("handling_items: [{seq: \" \", name: 设立}]\n", "write two digits in quotes"),
    ] {
        let outcome = support::check_texts([("items/x.yaml", format!("{KIND}{text}"))]);
        let said = |one: &mulu::diagnostic::Diagnostic| {
            format!("{} / {}", one.message.en, one.help.as_ref().map_or("", |help| &help.en))
        };
        let said: Vec<_> = outcome.findings.iter().map(|one| said(one)).collect();
        assert!(said.iter().any(|one| one.contains(words)), "{text}: {said:?}");
        assert!(!said.iter().any(|one| one.contains("write \"\"")), "{text}: {said:?}");
    }
}

/// A column of a wrong name is a fault of the header, not of each row.
#[test]
fn a_fault_of_a_header_is_said_once() {
    let rows = "110000,北京市,province,,,,,,\n120000,天津市,province,,,,,,\n";
    let header = "code,name,level,parent,from,to,successor,kind,note";
    let wrong_row = "11000x,甲,province,,,,,,\n";
    for (header, more, expected) in [
        (header.to_owned(), "", &[] as &[&str]),
        (header.replace("code", "cod"), "", &["1:1 element-unknown"]),
        (header.replace("parent", "zzz"), "", &["1:1 element-missing", "1:17 element-unknown"]),
        (header.replace(',', ";"), "", &["1:1 register-row-wrong"]),
        (header.replace(',', "\t"), "", &["1:1 register-row-wrong"]),
        (header.to_owned(), wrong_row, &["4:1 value-shape"]),
    ] {
        let outcome = support::check_texts([("registers/divisions.csv", format!("{header}\n{rows}{more}"))]);
        let told = outcome.findings.iter().map(|one| {
            let span = one.place.span;
            assert!(one.help.as_ref().is_some_and(|help| !help.en.contains("another shape")));
            format!("{}:{} {}", span.line, span.column, one.rule)
        });
        assert_eq!(told.collect::<Vec<_>>(), expected, "{header}");
    }
}

/// What is long, or stands often, takes time and memory in proportion.
#[test]
fn large_files_take_time_in_proportion() {
    let start = std::time::Instant::now();
    let equal = "kind: basic-item\ncode: \"000114107003\"\nname: x\n---\n".repeat(2_000);
    let outcome = support::check_texts([("items/x.yaml", equal.trim_end_matches("---\n").to_owned())]);
    assert_eq!(outcome.findings.iter().filter(|one| one.rule == "item-code-unique").count(), 1_999);
    let entries = vec!["{\"id\": \"_\"}"; 40_000].join(", ");
    let line = format!("{{\"kind\": \"basic-item\", \"materials\": [{entries}]}}");
    let outcome = support::check_texts([("items/x.yaml", line)]);
    assert!(outcome.findings.len() > 40_000);
    // Findings on one line share what they quote.
    let quoted: Vec<_> = outcome.findings.iter().filter_map(|one| one.place.line_text.clone()).collect();
    assert!(quoted.windows(2).all(|two| std::sync::Arc::ptr_eq(&two[0], &two[1])));
    let escaped = format!("{KIND}name: \"{}\"\n", "\\u4e2d".repeat(400_000));
    assert_eq!(found(&escaped, "items/x.yaml"), ["4:7 value-out-of-range"]);
    assert_eq!(found(&"---\n".repeat(100_001), "items/x.yaml"), ["100001:1 file-too-large"]);
    let conditions: String = (0..2_000).map(|at| format!("  - {{id: c{at}, text: 甲}}\n")).collect();
    let case = "by_case:\n  - {when: {handling_item: \"01\"}, conditions: {use: [zzzz]}}\n";
    let base = support::base("basic-item");
    let item = support::lay_over(base, &format!("conditions:\n{conditions}{case}")).0;
    let outcome = support::check_texts([("items/x.yaml", item)]);
    let unknown = outcome.findings.iter().find(|one| one.rule == "reference-within-item").expect("a finding");
    assert!(unknown.help.as_ref().is_some_and(|help| help.en.len() < 200 && help.en.contains("more")));
    assert!(start.elapsed().as_secs() < 60, "{:?}", start.elapsed());
}

#[test]
fn right_files_are_silent() {
    let basic = support::base("basic-item");
    let implementation = support::base("implementation");
    let several = format!("---\n{basic}...\n---\n{implementation}");
    let alone = [basic.to_owned(), several, basic.replace('\n', "\r\n"), format!("\u{FEFF}{basic}")];
    let with_base = [
        implementation.to_owned(),
        include_str!("support/chinese.yaml").to_owned(),
        include_str!("support/flow.yaml").to_owned(),
    ];
    let alone = alone.map(|text| vec![("items/x.yaml", text)]);
    let with_base =
        with_base.map(|text| vec![("items/base.yaml", basic.to_owned()), ("regions/x.yaml", text)]);
    for files in alone.into_iter().chain(with_base) {
        let outcome = support::check_files(files);
        let loud: Vec<_> =
            outcome.findings.iter().filter(|finding| finding.severity > Severity::Info).collect();
        assert!(loud.is_empty(), "{loud:?}");
    }
}

/// What `resolve` writes is read again as it was, by readers of YAML 1.1 too.
#[test]
fn resolved_texts_are_read_as_they_were() {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::create_dir(folder.path().join("items")).expect("a folder");
    std::fs::write(folder.path().join("mulu.yaml"), support::MANIFEST).expect("a file");
    for name in [
        "甲\u{2028}乙",
        "甲\u{2029} 乙",
        "甲 乙",
        "yes",
        "Off",
        "y",
        "1:30",
        "1_000",
        "2025-05-12",
        "=",
        "<<",
    ] {
        let item = format!("kind: basic-item\ncode: \"000114107003\"\nname: \"{name}\"\nversion: 1e999\n");
        std::fs::write(folder.path().join("items/x.yaml"), item).expect("a file");
        let run = std::process::Command::new(env!("CARGO_BIN_EXE_mulu"))
            .args(["resolve", "items/x.yaml"])
            .current_dir(folder.path())
            .output()
            .expect("the program starts");
        let text = String::from_utf8(run.stdout).expect("UTF-8");
        let read: serde_json::Value = serde_yaml::from_str(&text).expect("YAML");
        assert!(read["name"] == name && read["version"] == "1e999", "{text}");
        // Readers of YAML 1.1 would take it for something else.
        assert!(!name.is_ascii() || text.contains(&format!("name: \"{name}\"")), "{text}");
        assert!(name.is_ascii() || !text.contains(['\u{2028}', '\u{2029}']), "{text}");
    }
}

/// A number of nobody, right by GB 11643, wherever a clerk can put it.
#[test]
fn a_citizen_number_is_repeated_nowhere() {
    const NUMBER: &str = "440524188001010014";
    for text in [
        format!("name: {NUMBER}\n"),
        format!("audience: [{NUMBER}]\n"),
        format!("local_codes: [{{system: a, code: {NUMBER}}}]\n"),
        format!("{NUMBER}: x\n"),
        format!("handling_items: [{{seq: \"{NUMBER}　\", name: 甲}}]\n"),
        format!("effective: {{from: {NUMBER}}}\n"),
        format!("department: 甲 # {NUMBER}\n"),
        format!("department: \"甲 {NUMBER}\n"),
        format!("steps: [{{id: \"{NUMBER}\"}}, {{id: \"{NUMBER}\"}}]\n"),
        format!("materials: [{{id: {NUMBER}, certificate: \"{NUMBER}\"}}]\n"),
        "department: 4405241880010100\\x314\n".to_owned(),
        "department: \"4405241880010100\\x314\"\n".to_owned(),
    ] {
        let outcome = support::check_files([
            ("items/base.yaml", support::base("basic-item").to_owned()),
            ("items/x.yaml", format!("{KIND}{text}")),
        ]);
        let found = outcome.findings.iter().filter(|finding| finding.rule == "personal-number-in-text");
        assert_eq!(found.count() > 0, !text.contains(": 4405241880010100\\"), "{text}");
        let told = format!("{:?}", outcome.findings);
        assert!(!told.contains(NUMBER), "{text}: {told}");
    }
}
