//! The words of findings that name places, days, articles and levels: what a clerk reads.

mod support;

use mulu::diagnostic::Severity;
use mulu::source::store::Memory;

const MANIFEST: &str = "format: 1\nname: 示例\nedition: \"2020\"\n";
/// A line of the basic item to put another in place of.
const BASIS: &str = r#"law: 人力资源服务机构管理规定, articles: ["7"]"#;
const LANGUAGES: &str = "name_en: ";

/// Rule, line, what stands in its place, words of the message or its help in both languages.
const TABLE: &[(&str, &str, &str, &str, &str)] = &[
    (
        "local-basis-out-of-area",
        BASIS,
        r#"law: 上海市优化营商环境条例, articles: ["24"]"#,
        "holds in Shanghai, not in the whole country",
        "仅适用于上海市，不适用于全国",
    ),
    (
        "local-extra-ground-in-area",
        LANGUAGES,
        "exemptions: [{id: a, duty: online-inclusion, ground: local-regulation, citation: {law: 上海市优化营商环境条例, articles: [\"24.2\"]}}]\nname_en: ",
        "holds in Shanghai only, and the item is for the whole country",
        "仅适用于上海市，而该事项属于全国",
    ),
    (
        "basis-in-force",
        BASIS,
        r#"law: 国家秘密定密管理暂行规定, articles: ["5"]"#,
        "is no longer in force since 2025-05-01",
        "自2025-05-01起失效",
    ),
    ("law-unknown", BASIS, r#"law: 就业促进法, articles: ["147.1"]"#, "no article 147.1", "没有第147条第1款"),
    (
        "law-unknown",
        BASIS,
        "law: 《行政许可法》第十二条",
        "write `行政许可法` alone",
        "请只写“行政许可法”，条款号写在 articles 中",
    ),
    (
        "exemption-ground-allowed",
        LANGUAGES,
        "exemptions: [{id: a, duty: publish-guide}]\nname_en: ",
        "grounds that can lift it: administrative regulation, law",
        "缺少依据类别（ground） 可以成为依据的：行政法规、法律",
    ),
    (
        "exemption-decided-by",
        LANGUAGES,
        "exemptions: [{id: a, duty: online-inclusion, ground: other, decided_by: {name: 某镇, tier: town}}]\nname_en: ",
        "name the body of the county or above that decided",
        "缺少决定日期（decided_on）",
    ),
    (
        "exemption-without-alternative",
        LANGUAGES,
        "exemptions: [{id: a, duty: online-inclusion, ground: law, alternative: {channel: online}}]\nname_en: ",
        "the other way to apply is \"online\"",
        "其他办理方式“网上办理”正是",
    ),
    (
        "exemption-instrument-expired",
        LANGUAGES,
        "exemptions: [{id: a, duty: online-inclusion, ground: law, citation: {law: 保守国家秘密法, articles: [\"4\"], version: 2010-04-29}}]\nname_en: ",
        "take `version` out, or write 2024-02-27",
        "请删除 version，或者改为2024-02-27",
    ),
];

#[test]
fn findings_speak_of_places_days_and_articles_in_words() {
    for (rule, line, put, en, zh) in TABLE {
        let base = support::base("basic-item");
        assert!(base.contains(line), "{line}");
        let text = base.replacen(line, put, 1);
        let files = support::registers().chain([("items/a.yaml".to_owned(), text.into_bytes())]);
        let outcome = support::check_store(&Memory::new(files), MANIFEST, "2026-11-23");
        let of_rule = outcome.findings.iter().filter(|finding| finding.rule == *rule);
        let said = of_rule.map(|finding| {
            let help = finding.help.as_ref();
            let both = |own: &str, help: Option<&str>| format!("{own} {}", help.unwrap_or_default());
            [
                both(&finding.message.en, help.map(|help| &*help.en)),
                both(&finding.message.zh, help.map(|help| &*help.zh)),
            ]
        });
        let said: Vec<_> = said.collect();
        let is_said = |at: usize, words: &str| said.iter().any(|both| both[at].contains(words));
        assert!(is_said(0, en) && is_said(1, zh), "{rule}: {said:?}");
        // On an open network nobody is advised to write one.
        assert!(!is_said(0, "state secret"), "{rule}: {said:?}");
    }
}

/// On a day before it is valid, an entry of a register is not held against what was in force or registered.
#[test]
fn entries_are_not_judged_before_they_are_valid() {
    let outcome = support::check_store(&Memory::new(support::registers()), MANIFEST, "2025-07-31");
    let loud = outcome.findings.iter().filter(|own| own.severity > Severity::Info);
    let early = loud.filter(|own| ["basis-in-force", "reference-unknown"].contains(&own.rule));
    let early: Vec<String> = early.map(|finding| support::brief(finding)).collect();
    assert!(early.is_empty(), "{early:?}");
}

#[test]
fn articles_are_named_as_people_say_them() {
    for (written, said) in [
        ("12.1.3", "第12条第1款第3项"),
        ("120-1.2", "第120条之1第2款"),
        ("第四十七条第一款", "第四十七条第一款"),
    ] {
        assert_eq!(mulu::diagnostic::article_zh(written), said);
    }
}

/// What the program says of one thing is in the singular, and lists are told by their entries.
#[test]
fn numbers_and_lists_are_told_in_words() {
    let folder = tempfile::tempdir().expect("a folder");
    let record = "exemptions: [{id: a, duty: online-inclusion, ground: law, citation: {law: 民法典, articles: [第一千零四十九条]}}]\nname_en: ";
    let basic = support::base("basic-item").replacen(LANGUAGES, record, 1);
    let own = format!("{}\nsignature: {{methods: [e-seal]}}\n", support::base("implementation"));
    let items = [("mulu.yaml", MANIFEST.to_owned()), ("items/a.yaml", basic), ("regions/a.yaml", own)];
    let items = items.map(|(path, text)| (path.to_owned(), text.into_bytes()));
    for (path, bytes) in support::registers().chain(items) {
        let path = folder.path().join(path);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        std::fs::write(path, bytes).expect("a file");
    }
    for (args, said) in [
        ("exemptions --lang en", "1 record: "),
        ("exemptions --lang zh", "《民法典》第一千零四十九条\n"),
        ("impact 国务院关于在线政务服务的若干规定 --lang en", "1 element of 1 item stands on it"),
        ("impact 国务院关于在线政务服务的若干规定 --lang en", "》: "),
        ("matrix 000114107009 --lang en", "has no item `000114107009`; near codes: 000114107003"),
        ("check --lang zh", "此处为e-seal，上层为"),
        ("check --lang zh", "请采用上层的规定（"),
    ] {
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_mulu"));
        let command = command.args(args.split(' ')).current_dir(folder.path()).env_clear();
        let output = command.output().expect("the program starts");
        let text =
            [output.stdout, output.stderr].map(|own| String::from_utf8_lossy(&own).into_owned()).concat();
        assert!(text.contains(said), "{args}: {said} in {text}");
    }
}

/// What `check` says of a basic item with some lines put otherwise.
fn check_said(settings: &str, changes: &[(&str, &str)], lang: &str) -> String {
    let folder = tempfile::tempdir().expect("a folder");
    let put = |text: String, (line, other): &(&str, &str)| {
        assert!(text.contains(line), "{line}");
        text.replace(line, other)
    };
    let basic = changes.iter().fold(support::base("basic-item").to_owned(), put);
    for (path, text) in [("mulu.yaml", format!("{MANIFEST}{settings}")), ("a.yaml", basic)] {
        std::fs::write(folder.path().join(path), text).expect("a file");
    }
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_mulu"));
    let command = command.args(["check", "--lang", lang]).current_dir(folder.path()).env_clear();
    String::from_utf8(command.output().expect("the program starts").stdout).expect("UTF-8")
}

/// An official code means what the list of the region says.
#[test]
fn official_codes_are_told_by_the_list_of_the_place() {
    let guangdong = "profiles: {\"440000\": {code_lists: {item-type: guangdong, audience: gb39046}}}\n";
    let code = ("code: \"000114107003\"", "code: \"440114107003\"");
    let of_type = |number| ("item_type: licence", number);
    let audience = ("audience: [enterprise]", "audience: [\"5\"]");
    for (settings, changes, said) in [
        (guangdong, [code, of_type("item_type: \"20\"")], "write `other-power` (其他行政权力): "),
        (guangdong, [code, of_type("item_type: \"21\"")], "write `public-service` (公共服务): "),
        (guangdong, [code, of_type("item_type: \"1\"")], "write `licence` (行政许可): "),
        (guangdong, [code, audience], "write `administrative-organ` (行政机关): "),
        // The nation is not written by the list of a province.
        (
            guangdong,
            [audience, of_type("item_type: \"20\"")],
            "`public-service` (公共服务) or `other-power` (其他行政权力) by the list `guangdong`: ",
        ),
        (
            "",
            [code, of_type("item_type: \"30\"")],
            "write `other-power` (其他行政权力) by the list `shandong`: ",
        ),
    ] {
        let text = check_said(settings, &changes, "en");
        assert!(text.contains(said), "{changes:?}: {text}");
    }
    let both = [("medium: [electronic]", "medium: [纸质/电子化]")];
    let text = check_said("", &both, "zh");
    assert!(text.contains("请各写一项：paper、electronic；"), "{text}");
}

/// Labels as official lists have them, with brackets of either width.
#[test]
fn labels_of_official_lists_are_known() {
    let changes = [
        ("copy_kind: original", "copy_kind: 原件和(或)复印件"),
        ("medium: [electronic]", "medium: [电子化]"),
        (
            "exercise: [county]",
            "exercise: [国家级/局(署、会), 省级/直属, 市级/隶属, 镇(乡、街道)级, 村(社区)级]",
        ),
        ("status: in-use", "status: 挂起"),
        ("item_type: licence", "item_type: 其他类别事项"),
    ];
    let text = check_said("", &changes, "en");
    assert!(!text.contains("does not allow"), "{text}");
    let text = check_said("", &[("item_type: licence", "item_type: 公共服务事项")], "en");
    assert!(!text.contains("does not allow"), "{text}");
}

/// An element that stands elsewhere is sent to its place, by its official name too.
#[test]
fn misplaced_elements_are_sent_to_their_places() {
    let last = "provenance: {sources: [示例]";
    for (line, en, zh) in [
        (
            "承诺办结时限: 3",
            "write it at `time_limit.promised`\n",
            "请写在time_limit.promised（办理时限 → 承诺办结时限）\n",
        ),
        (
            "承诺办结时限单位: 工作日",
            "write it at `time_limit.promised.unit`\n",
            "time_limit.promised.unit（",
        ),
        ("咨询方式: 窗口", "to a definition of the kind `implementation`: ", "请移到“实施清单”"),
        ("复议机关: 政府", "write it at `remedies.reconsideration.body`\n", "法律救济 → 行政复议 → 复议机关"),
        ("reconsideration: {}", "write it at `remedies.reconsideration`\n", "法律救济 → 行政复议"),
        ("说明: 无", "or one of ", "time_limit.note（办理时限 → 说明）"),
        // A slip, another kind, nothing known.
        ("topcs: {}", "did you mean `topics`", "（topics）？"),
        ("scope: {region: \"370000\"}", "move it to a definition of the kind `specification`", "实施规范"),
        ("zzzzzz: 1", "allowed here: kind, code, ", "此处可用：种类、"),
    ] {
        let changed = format!("{line}\n{last}");
        for (lang, said) in [("en", en), ("zh", zh)] {
            let text = check_said("", &[(last, &changed)], lang);
            assert!(text.contains(said), "{line}: {text}");
        }
    }
}
