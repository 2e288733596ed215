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
    "+exemptions:\n  - {id: a, ground: 国家机密, reason: MARKER}\n",
    "+exemptions:\n  - {id: a, ground: secret, reason: MARKER}\n",
    "+exemptions:\n  - {id: a, ground: 國家機密, reason: MARKER}\n",
    "+exemptions:\n  - {id: a, ground: 机密级, reason: MARKER}\n",
    "+exemptions:\n  - {id: a, ground: ｓｔａｔｅ－ｓｅｃｒｅｔ, reason: MARKER}\n",
    "+exemptions:\n  - {id: a, ground: STATE-SECERT, reason: MARKER}\n",
    "+exemptions:\n  - {id: a, 依据类型: 涉及国家秘密, reason: MARKER}\n",
    "+exemptions:\n  - {id: a, grounds: 涉及国家秘密, reason: MARKER}\n",
    "+exemptions:\n  - {id: a, secrets: {level: 某}, reason: MARKER}\n",
    "+exemptions:\n  - {id: a, 知悉范围: 某, reason: MARKER}\n",
    // A NUL, before and within the record, and in a file that cannot be read besides.
    "+note: x\0\nexemptions:\n  - {id: a, ground: state-secret, reason: MARKER}\n",
    "+exemptions:\n  - {id: a, ground: state-sec\0ret, reason: MARKER}\n",
    "+exemptions:\n  - {id: a, ground: 涉密, reason: [MARKER}\n",
    // Under another ground.
    "+exemptions:\n  - {id: a, duty: online-inclusion, ground: law, citation: {law: 保守国家秘密法, articles: [\"14\"]}, reason: MARKER}\n",
    "+exemptions:\n  - {id: a, duty: publish-guide, ground: law, citation: {law: 《中华人民共和国保守国家秘密法》}, reason: MARKER}\n",
    "+exemptions:\n  - {id: a, duty: online-inclusion, ground: admin-regulation, citation: {law: SSR, articles: [第十四条]}, reason: MARKER}\n",
    "+exemptions:\n  - {id: a, duty: online-inclusion, ground: other, reason: 因该事项涉及国家秘密，定为机密级 MARKER, scope: {whole_item: true}}\n",
    "+exemptions:\n  - {id: a, duty: online-inclusion, ground: law, citation: {law: 民法典, articles: [\"1049\"]}, reason: 事项涉密, public_note: MARKER}\n",
    // In the words of the law itself, whatever the scope is called.
    "+exemptions:\n  - {id: a, duty: publish-guide, ground: law, reason: 经依法确定为国家秘密, public_note: MARKER, scope: {whole_item: true}}\n",
    "+exemptions:\n  - {id: a, duty: online-inclusion, ground: law, reason: '含有国家秘密内容，属机密级', public_note: MARKER, scope: {whole_item: true}}\n",
    "+exemptions:\n  - {id: a, duty: online-inclusion, ground: law, reason: 经定密程序确定为机密级国家秘密事项, public_note: MARKER}\n",
    "+exemptions:\n  - {id: a, duty: online-inclusion, ground: law, reason: 涉及国家秘密, public_note: MARKER, scope: {channels: [online, mobile]}}\n",
    "+exemptions:\n  - {id: a, duty: online-inclusion, ground: 保密事项, reason: MARKER}\n",
    "+exemptions:\n  - {id: a, ground: classified matter, reason: MARKER}\n",
    "+exemptions:\n  - {id: a, 依据: 涉密, public_note: MARKER}\n",
    "+保密级别: 机密级\ndescription: MARKER\n",
    "+level: 机密级\ndescription: MARKER\n",
    // The same in what cannot be read.
    "+exemptions:\n  - {id: a, ground: \"\\u56fd\\u5bb6\\u79d8\\u5bc6\", reason: MARKER, x: [}\n",
    "+exemptions:\n  - {id: a, duty: online-inclusion, ground: other, reason: 事项涉密, scope: {whole_item: true}}\nnote: [MARKER\n",
    "kind: witheld\nreference: Q1\nname: \"MARKER\n",
    "kind: withheld # x\nreference: \"MARKER\n",
    "kind: witheld # x\nreference: \"MARKER\n",
    // A reference that is none, and comments and waivers beside one.
    "kind: withheld\nreference: {name: MARKER}\n",
    "kind: withheld\nreference: Q1\nreference: MARKER\n",
    "kind: withheld\nreference: MARKERxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\n",
    "kind: withheld\nreference: 123456 # MARKER\n",
    "kind: withheld\nreference: Q5 # mulu: allow code-unquoted until=2027-01-01 authority=MARKER reason=MARKER\n",
    // What stands beside the reference of a withheld item.
    "kind: withheld\nreference: Q7XJ\nname: MARKER\n",
    "{kind: witheld, reference: Q7XJ, name: MARKER}\n",
    "kind: withheld\nreference: \"MARKER\n",
    "kind: withheld\nreference: \"MARKER370828\"\n",
    // The mark of a secret, in a value, a comment, a key and an escape.
    "+faq: [{id: Q!, question: 秘密★10年MARKER, answer: x}]\n",
    "+description: 1 # 机密★20年 MARKER\n",
    "+description: 1 # 機密★20年 MARKER\n",
    "# ★绝密 MARKER\n+faq: {\"机密\\u2605MARKER\": x}\n",
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
        "check --format sarif",
        "check --format json --lang en",
        "check --format markdown --lang en",
        "check --fix --dry-run",
        "check --waivers",
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
            let text = slip.replacen('+', &base, 1);
            std::fs::write(folder.join(format!("items/slip-{at}.yaml")), text).expect("a file");
        }
        let shown = (0..SLIPS.len())
            .flat_map(|at| [format!("resolve items/slip-{at}.yaml"), format!("why 0001141070{at:02} name")]);
        for run in runs.map(str::to_owned).into_iter().chain(shown) {
            let args: Vec<&str> = run.split(' ').collect();
            for text in said(folder, &args) {
                // JSON stands on one line: what is around the word is enough.
                for (at, _) in text.match_indices("MARKER") {
                    let before: String = text[..at].chars().rev().take(80).collect();
                    leaks.push(format!("{network} {run}: {}", before.chars().rev().collect::<String>()));
                }
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

/// Each of them is said to be there, in words of its own: a file is never passed over.
#[test]
fn slips_are_told() {
    for (network, slip, told) in [
        ("open", "+exemptions: [{id: a, ground: 国家机密}]\n", "secret-record-on-open-network"),
        // What only begins like a denial is none.
        ("open", "+exemptions: [{id: a, 解密条件: 未公开前}]\n", "secret-record-on-open-network"),
        ("open", "+exemptions: [{id: a, remark: 不宜公开，涉及国家秘密}]\n", "secret-record-on-open-network"),
        ("open", "+exemptions: [{id: a, remark: 无法公开的国家秘密}]\n", "secret-record-on-open-network"),
        ("open", "+name_en: x\0\nexemptions: [{id: a, ground: state-secret}]\n", "control-character"),
        ("open", "kind: withheld\nreference: Q7XJ\nname: x\n", "secret-record-on-open-network"),
        ("classified", "kind: withheld\nreference: Q7XJ\nname: x\n", "secret-content-in-repository"),
        ("open", "+description: x # 机密★20年\n", "secret-mark-on-open-item"),
        ("open", "kind: withheld\nreference: 123456\n", "code-unquoted"),
        ("open", "# ★绝密\n+description: x\n", "secret-mark-on-open-item"),
        ("open", "+description: \"见机密\\u2605\"\n", "secret-mark-on-open-item"),
    ] {
        let folder = catalogue(network, &[("items/a.yaml", slip)]);
        let [out, _] = said(folder.path(), &["check", "--lang", "en"]);
        assert!(out.contains(told), "{network} {slip}: {out}");
        assert!(!out.contains('|'), "a line is quoted: {out}");
    }
}

/// What speaks of secrets and is none: these items stay open, and everything of them may be said.
#[test]
fn open_items_about_secrecy_stay_open() {
    let open = [
        "+description: 国家秘密载体印制资质认定；涉密载体定点复制单位须经保密资格审查\n",
        "+basis: [{id: a, law: 保守国家秘密法, articles: [\"57\"], purpose: setting}]\n",
        "+conditions: [{id: a, text: 有保密制度，涉密人员经保密教育, basis: {law: 保守国家秘密法, articles: [\"14\"]}}]\n",
        "+materials: [{id: secret-keeping, name: 保守国家秘密承诺书}, {id: b, name: 商业秘密说明}]\n",
        "+situations: [{id: secret-level, question: 载体属于哪一级？, options: [{id: a, label: 绝密级}, {id: b, label: 机密级}]}]\n",
        "+exemptions:\n  - {id: a, duty: online-inclusion, ground: law, citation: {law: 保守国家秘密法, articles: [\"31\"]}, reason: 申请材料涉及国家秘密，不得通过互联网传输, scope: {materials: [a]}}\n",
        "+exemptions:\n  - {id: a, duty: accept-e-signature, ground: law, citation: {law: 保守国家秘密法, articles: [\"14\"]}, scope: {materials: [a]}}\n",
        "+exemptions:\n  - {id: a, duty: online-inclusion, ground: law, reason: 涉密载体须现场查验；本环节不涉及国家秘密, scope: {whole_item: true}}\n",
        "+exemptions:\n  - {id: a, duty: online-inclusion, ground: 商业秘密, reason: 保密规定, scope: {whole_item: true}}\n",
        "+faq: [{id: a, question: 星级如何评定？, answer: 三星写作★★★，评定材料保密}]\n",
        "+description: x # 商业秘密★为必填；★机密级打印机须提供检测报告\n",
        "+description: |\n  ★ 不得涉及国家秘密\n  ★ 须加盖公章\n",
        "+exemptions:\n  - {id: a, duty: online-inclusion, ground: law, citation: {law: 民法典, articles: [\"1049\"]}, scope: {steps: [a]}, remark: 与国家秘密无关, 是否涉密: 否}\n",
        "+exemptions:\n  - {id: a, duty: online-inclusion, ground: law, reason: 部分材料含有国家秘密内容, scope: {whole_item: true}}\n",
        "+faq: [{id: a, question: 资质分几级？, answer: 绝密级、机密级、秘密级}]\nnames: {level: 一级}\n",
        "+by_case: [{when: {situation: {secrets: a}}, materials: {use: [a]}}]\n",
        "kind: withheld\nreference: Q7XJ\n",
    ];
    let files: Vec<String> = (0..open.len()).map(|at| format!("items/open-{at}.yaml")).collect();
    let files: Vec<(&str, &str)> = files.iter().map(String::as_str).zip(open).collect();
    let folder = catalogue("open", &files);
    let [out, _] = said(folder.path(), &["check", "--lang", "en"]);
    let secret: Vec<&str> = out.lines().filter(|line| line.contains("[secret-")).collect();
    assert!(secret.is_empty(), "{out}");
    assert!(out.contains("16 items"), "{out}");
}

/// An item that is secret on one side is not told as cancelled, added, renamed or changed.
#[test]
fn differences_name_nothing_that_is_secret_on_either_side() {
    let item = "kind: basic-item\ncode: \"000114107003\"\nname: MARKER许可\nitem_type: licence\n";
    let own = "kind: implementation\nimplements: \"000114107003\"\nregion: \"370828\"\nbody: {uscc: 11370828MB28602902, name: MARKER局}\n";
    let other = "kind: basic-item\ncode: \"000114107004\"\nname: 普通许可\nitem_type: licence\n";
    let stub = "kind: basic-item\ncode: \"000114107003\"\nexemptions: [{id: a, ground: state-secret}]\n";
    let marked = "kind: basic-item\ncode: \"000114107003\"\nname: 机密★许可\n";
    for network in ["open", "classified"] {
        let before = catalogue(network, &[("items/a.yaml", item), ("regions/a.yaml", own)]);
        for after in [
            vec![("items/a.yaml", stub)],
            vec![("items/b.yaml", stub), ("items/c.yaml", other)],
            vec![("items/b.yaml", stub), ("regions/a.yaml", own)],
            vec![("items/a.yaml", marked), ("regions/a.yaml", own)],
            vec![("items/a.yaml", "kind: withheld\nreference: Q7XJ\n"), ("regions/a.yaml", own)],
            vec![("items/a.yaml", "kind: withheld\nreference: Q7XJ\n"), ("regions/a.yaml", stub)],
        ] {
            let after = catalogue(network, &after);
            let (a, b) = (before.path().display().to_string(), after.path().display().to_string());
            for (a, b) in [(&a, &b), (&b, &a)] {
                for format in ["text", "json", "markdown", "html"] {
                    let [out, _] = said(before.path(), &["diff", a, b, "--format", format]);
                    assert!(
                        !out.contains("MARKER") && !out.contains("000114107003"),
                        "{network} {format}: {out}"
                    );
                }
            }
        }
    }
}

/// A catalogue of these files; `+` stands for the head of an item.
fn catalogue(network: &str, files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let manifest = format!("format: 1\nname: 示例\nedition: \"2020\"\nnetwork: {network}\n");
    std::fs::write(folder.path().join("mulu.yaml"), manifest).expect("a file");
    for (at, (path, text)) in files.iter().enumerate() {
        let head =
            format!("kind: basic-item\ncode: \"0001141071{at:02}\"\nname: 示例事项\nitem_type: licence\n");
        let path = folder.path().join(path);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        std::fs::write(path, text.replacen('+', &head, 1)).expect("a file");
    }
    folder
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

/// Nor can a setting or a baseline let such a record pass, and no setting what cannot be read.
#[test]
fn nothing_takes_a_binding_rule_away() {
    let folder = tempfile::tempdir().expect("a folder");
    let folder = folder.path();
    std::fs::create_dir(folder.join("items")).expect("a folder");
    let write = |path: &str, text: &str| std::fs::write(folder.join(path), text).expect("a file");
    let run = |args: &str| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_mulu"));
        let run =
            command.args(args.split(' ')).args(["--lang", "en"]).current_dir(folder).env_clear().output();
        let run = run.expect("the program starts");
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        (run.status.code(), text(&run.stdout), text(&run.stderr))
    };
    let manifest = "format: 1\nname: 示例\nedition: \"2020\"\n";
    let secret = "secret-record-on-open-network";
    write(
        "items/b.yaml",
        "kind: basic-item\nexemptions: [{id: s, duty: online-inclusion, state: exempt, ground: state-secret}]\n",
    );
    for (setting, said) in [
        (format!("rules: {{{secret}: off}}"), "cannot be given a lower weight"),
        (format!("rules: {{{secret}: warning}}"), "cannot be given a lower weight"),
        ("rules: {yaml-syntax: off}".to_owned(), "cannot be given a lower weight"),
        (format!("enforced_from: {{{secret}: 2099-01-01}}"), "cannot be put off"),
        (
            format!("profiles: {{\"370000\": {{rules: {{{secret}: info}}}}}}"),
            "cannot be given a lower weight",
        ),
    ] {
        write("mulu.yaml", &format!("{manifest}{setting}\n"));
        let (code, _, complaint) = run("check");
        assert!(code == Some(2) && complaint.contains(said), "{setting}: {complaint}");
    }
    write("mulu.yaml", &format!("{manifest}rules: {{{secret}: error, remedy-online-link: off}}\n"));
    assert_eq!(run("check --rule secret-record-on-open-network").0, Some(1));
    // What such a rule says of itself may be written down, and a town may have a profile.
    let own =
        "rules: {waiver-unused: warning}\nprofiles: {\"370828100\": {rules: {remedy-online-link: off}}}";
    write("mulu.yaml", &format!("{manifest}{own}\n"));
    assert_eq!(run("check --rule secret-record-on-open-network").0, Some(1));
    write("mulu.yaml", &format!("{manifest}rules: {{{secret}: error, remedy-online-link: off}}\n"));
    let (code, said, _) = run("check --write-baseline known.json");
    assert!(code == Some(1) && said.contains(secret), "{said}");
    let known = std::fs::read_to_string(folder.join("known.json")).expect("a baseline");
    assert!(!known.contains("secret-"), "{known}");
    // A baseline that an earlier release wrote hides nothing either, and loses what it knew.
    let json = run("check --format json").1;
    let finding = json.split("{\"rule\":").find(|own| own.contains(secret)).expect("the finding");
    let print =
        finding.split("\"fingerprint\":\"").nth(1).and_then(|rest| rest.get(..32)).expect("32 digits");
    let entry =
        format!("{{\"rule\":\"{secret}\",\"item\":null,\"pointer\":\"\",\"fingerprint\":\"{print}\"}}");
    write("old.json", &format!("{{\"version\": 1, \"findings\": [{entry}]}}"));
    let (code, said, _) = run("check --baseline old.json");
    assert!(code == Some(1) && said.contains(secret) && !said.contains("1 fixed"), "{said}");
    run("check --write-baseline old.json");
    assert!(!std::fs::read_to_string(folder.join("old.json")).expect("a baseline").contains("secret-"));
}
