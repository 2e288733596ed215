//! The program at the edges of a catalogue: what is no file, what cannot be read, what is named wrongly.

#![cfg(unix)]

mod support;

use std::fs;
use std::io::Read as _;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use tempfile::TempDir;

const ITEM: &str = "11370828MB286029024000114107003";
const FILE: &str = "regions/370828/hr-service-licence-county.yaml";

/// A copy of the catalogue of the repository, to be changed.
struct Copy(TempDir);

impl Copy {
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        support::copy_folder(Path::new("catalogue"), &folder.path().join("one"));
        Self(folder)
    }

    fn path(&self, path: &str) -> PathBuf {
        self.0.path().join("one").join(path)
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("the folder can be made");
        fs::write(path, text).expect("the file can be written");
    }

    fn add(&self, path: &str, text: &str) {
        let own = fs::read_to_string(self.path(path)).expect("the file is there");
        self.write(path, &(own + text));
    }

    fn command(&self, args: &str) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_mulu"));
        command.args(args.split_whitespace()).current_dir(self.path(""));
        command.env_clear().env("MULU_LANG", "en");
        command
    }

    /// Exit code, standard output, complaints.
    fn run(&self, args: &str) -> (i32, String, String) {
        let run = self.command(args).output().expect("the program starts");
        let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
        (run.status.code().expect("an exit code"), text(run.stdout), text(run.stderr))
    }
}

/// Each specification but the first of a scope is reported, however many there are.
#[test]
fn specifications_of_one_scope_are_told_to_the_last() {
    let own = Copy::new();
    let one = "kind: specification\nimplements: \"000114107003\"\nscope: {region: \"450000\"}\n";
    own.write("specifications/450000/many.yaml", &vec![one; 300].join("---\n"));
    let (code, told, complaints) = own.run("check --format json --rule specification-scope-doubled");
    assert_eq!((code, told.matches("\"rule\":").count(), complaints), (1, 299, String::new()), "{told}");
}

#[test]
fn a_report_goes_where_a_link_or_pipe_leads() {
    let own = Copy::new();
    fs::write(own.path("../real.json"), "old").expect("a file");
    symlink("real.json", own.path("../link.json")).expect("a link");
    symlink("new.json", own.path("../dangling.json")).expect("a link");
    for (link, real) in [("../link.json", "../real.json"), ("../dangling.json", "../new.json")] {
        assert_eq!(own.run(&format!("check -q --format json={link}")).0, 0);
        assert!(own.path(link).is_symlink());
        assert!(fs::read_to_string(own.path(real)).expect("a report").starts_with("{\"version\":1"));
    }
    let pipe = own.path("../pipe");
    assert!(Command::new("mkfifo").arg(&pipe).status().expect("mkfifo").success());
    let reader = std::thread::spawn({
        let pipe = pipe.clone();
        move || fs::read_to_string(pipe).expect("a report")
    });
    assert_eq!(own.run("check -q --format json=../pipe").0, 0);
    assert!(reader.join().expect("it was read").starts_with("{\"version\":1"));
    assert!(!fs::metadata(&pipe).expect("it is there").is_file());
}

#[test]
fn a_reader_that_goes_away_changes_no_verdict() {
    let own = Copy::new();
    for number in 0..300 {
        own.write(&format!("items/bad-{number}.yaml"), "kind: basic-item\nname: 甲\n");
    }
    let mut run = own.command("check --format text --format sarif=out.sarif");
    let mut child = run.stdout(Stdio::piped()).spawn().expect("the program starts");
    let mut some = [0; 16];
    let mut out = child.stdout.take().expect("its output");
    out.read_exact(&mut some).expect("it says something");
    drop(out);
    assert_eq!(child.wait().expect("it ends").code(), Some(1));
    assert!(own.path("out.sarif").is_file());
}

#[test]
fn what_is_no_file_is_a_finding() {
    let own = Copy::new();
    assert!(Command::new("mkfifo").arg(own.path("items/x.yaml")).status().expect("mkfifo").success());
    let (code, said, _) = own.run("check -q --format json");
    assert!(code == 1 && said.contains("\"rule\":\"file-unreadable\""), "{said}");
}

#[test]
fn a_path_may_be_the_manifest_or_a_link() {
    let own = Copy::new();
    assert_eq!(own.run("check -q mulu.yaml").0, 0);
    symlink("one/items", own.path("../its")).expect("a link");
    symlink("../../outside.yaml", own.path("items/link.yaml")).expect("a link");
    fs::write(own.path("../outside.yaml"), "kind: basic-item\n").expect("a file");
    for (path, code) in [("../its", 1), ("items/link.yaml", 1), ("regions", 0)] {
        let (got, _, said) = own.run(&format!("check -q {path}"));
        assert_eq!(got, code, "{path}: {said}");
    }
}

#[test]
fn the_language_of_the_manifest_is_spoken() {
    let own = Copy::new();
    for (args, word) in [("explain on-the-spot-fits", "警告"), ("resolve nothere", "错误")] {
        let run = own.command(args).env_remove("MULU_LANG").env("LANG", "en_US.UTF-8").output();
        let run = run.expect("the program starts");
        let said = String::from_utf8([run.stdout, run.stderr].concat()).expect("UTF-8");
        assert!(said.contains(word), "{said}");
    }
}

#[test]
fn a_waiver_whose_place_cannot_be_read_is_refused() {
    let own = Copy::new();
    own.add("items/archives/urban-archives-service.yaml", "\nfoo: 1\n");
    let waiver = |place: &str| {
        format!(
            "kind: waivers\nwaivers:\n  - {{rule: element-unknown, place: {place}, reason: 试点, authority: 某局, until: 2099-06-30}}\n"
        )
    };
    for place in
        ["{region: 370828}", "{itme: \"370828\"}", "{item: 999}", "~", "{path: items/archives, itme: a}"]
    {
        own.write("waivers.yaml", &waiver(place));
        assert_eq!(own.run("check -q items").0, 1, "{place}");
    }
    own.write("waivers.yaml", &waiver("{path: items/archives}"));
    assert_eq!(own.run("check -q").0, 0);
    // What was not judged is not said to be unused.
    let (_, said, _) = own.run("check waivers.yaml --waivers");
    assert!(!said.contains("waiver-unused") && said.contains("not judged"), "{said}");
}

#[test]
fn a_specification_may_lie_among_regions() {
    let own = Copy::new();
    let asked = format!("why {ITEM} remedies.reconsideration.body");
    let (before, resolved) = (own.run(&asked).1, own.run(&format!("resolve {ITEM}")).1);
    assert!(before.contains("specification"), "{before}");
    fs::create_dir_all(own.path("regions/370000")).expect("a folder");
    for entry in fs::read_dir(own.path("specifications/370000")).expect("the folder").flatten() {
        fs::rename(entry.path(), own.path("regions/370000").join(entry.file_name()))
            .expect("it can be moved");
    }
    assert_eq!(own.run(&asked).1, before.replace("specifications/370000", "regions/370000"));
    assert_eq!(own.run(&format!("resolve {ITEM}")).1, resolved);
    // What did not change is known as well: the body that the specification names is the same in both.
    support::copy_folder(&own.path(""), &own.path("../two"));
    let file = own.path("../two").join(FILE);
    let text = fs::read_to_string(&file).expect("a file");
    let remedies = |body: &str| format!("remedies:\n  reconsideration: {{body: {body}}}\n");
    let stated = before.lines().find(|line| line.starts_with('→')).and_then(|line| line.split("  ").nth(1));
    let stated = stated.expect("the layer that counts").trim_matches('"');
    fs::write(&file, text.clone() + &remedies(stated)).expect("a file");
    assert_eq!(
        own.run("diff . ../two").1.lines().next(),
        Some("pairs compared: 1, items that differ: 0, differences: 0")
    );
    fs::write(&file, text + &remedies("某某局")).expect("a file");
    let said = own.run("diff . ../two").1;
    assert!(said.contains("to \"某某局\"") && said.contains("regions/370000"), "{said}");
    // One that changed is seen through those that stand on it, where they alone are compared.
    let file = own.path("../two/regions/370000/hr-service-licence-county-tier.yaml");
    let text = fs::read_to_string(&file).expect("a file");
    fs::write(&file, text.replacen(stated, "某某厅", 1)).expect("a file");
    fs::copy(own.path(FILE), own.path("../two").join(FILE)).expect("a file");
    let said = own.run("diff regions/370828 ../two/regions/370828").1;
    assert!(said.contains("某某厅"), "{said}");
    // Between revisions as well.
    let git = |args: &str| {
        let mut git = Command::new("git");
        git.args(["-c", "user.name=t", "-c", "user.email=t@example.org"]).args(args.split_whitespace());
        assert!(git.current_dir(own.path("")).output().expect("git starts").status.success());
    };
    git("init --quiet");
    git("add --all");
    git("commit --quiet -m one");
    own.add(FILE, &remedies(stated));
    git("commit --quiet -am two");
    own.write(
        FILE,
        &fs::read_to_string(own.path(FILE)).expect("a file").replace(&remedies(stated), &remedies("某某局")),
    );
    git("commit --quiet -am three");
    for (revisions, count) in [("@HEAD~2 @HEAD~1", 0), ("@HEAD~1 @HEAD", 1), ("@HEAD~1 .", 1)] {
        let said = own.run(&format!("diff {revisions} -q")).1;
        assert_eq!(
            said.lines().next(),
            Some(&*format!("pairs compared: 1, items that differ: {count}, differences: {count}"))
        );
    }
}

#[test]
fn what_cannot_be_read_is_not_gone() {
    let own = Copy::new();
    support::copy_folder(&own.path(""), &own.path("../two"));
    fs::write(own.path("../two").join(FILE), "x: [").expect("the file can be written");
    let (code, said, warned) = own.run("diff . ../two --exit-code");
    assert!(code == 0 && warned.contains("left out") && warned.contains(FILE), "{said}{warned}");
    assert_eq!(own.run(&format!("diff {FILE} ../two/{FILE}")).0, 2);
    // Nor is what a layer above says, which cannot be read.
    fs::copy(own.path(FILE), own.path("../two").join(FILE)).expect("the file can be copied");
    let basic = "items/human-resources/hr-service-licence-county.yaml";
    fs::write(own.path("../two").join(basic), "x: [").expect("the file can be written");
    let (code, said, warned) = own.run("diff . ../two --exit-code");
    assert!(code == 0 && warned.contains(basic), "{said}{warned}");
}

#[test]
fn between_regions_items_of_both_are_compared() {
    let said = Copy::new().run("diff 370000 510000").1;
    let food = said.split("\n\n").filter(|part| part.starts_with("Food business licence"));
    assert!(!food.into_iter().any(|part| part.contains("lists the item")), "{said}");
}

#[test]
fn a_register_may_lie_anywhere() {
    let own = Copy::new();
    fs::rename(own.path("registers/materials.yaml"), own.path("items/materials.yaml")).expect("a file");
    let item = "items/human-resources/hr-service-licence-county.yaml";
    let text = fs::read_to_string(own.path(item)).expect("a file");
    own.write(item, &text.replacen("    medium: [electronic, paper]\n", "", 1));
    support::copy_folder(&own.path(""), &own.path("../two"));
    let file = own.path("../two").join("items/materials.yaml");
    let text = fs::read_to_string(&file).expect("a file");
    fs::write(&file, text.replace("medium: [electronic, paper]", "medium: [paper]")).expect("a file");
    assert_eq!(own.run("diff . ../two --exit-code -q").0, 1);
}

#[test]
fn a_matrix_tells_of_divisions_without_an_entry() {
    let own = Copy::new();
    let (none, unknown) = ("no implementation", "no such division");
    for (asked, lacking) in [
        ("000114107003 --region 370828,370829", vec![("370829 嘉祥县", none)]),
        ("000114107003 --region 370828 --region 999999", vec![("999999", unknown)]),
        ("000114107003 --region 370828 --tier city", vec![("370828 金乡县", none)]),
        ("--all --region 3709,999999", vec![("3709 泰安市", none), ("999999", unknown)]),
    ] {
        for format in ["text", "csv", "markdown", "html"] {
            // A table of several sheets has no place for it.
            if format == "csv" && asked.starts_with("--all") {
                continue;
            }
            let said = own.run(&format!("matrix {asked} --format {format}")).1;
            assert_eq!(said.matches(none).count() + said.matches(unknown).count(), lacking.len());
            for (region, word) in &lacking {
                let at = said.find(region).unwrap_or_else(|| panic!("{asked}: {said}"));
                assert!(said[at..].contains(word), "{asked} {format}: {said}");
            }
        }
    }
}

#[test]
fn values_that_mean_nothing_are_refused() {
    let own = Copy::new();
    for args in [
        "matrix --all --region abc",
        "matrix --all --tier xyz",
        "resolve 000114107003 --region x",
        "new 000114107003 --region 999999",
        "new 000114107003 --region 370828 --tier nope",
        "new 000114107003 --region 370828 --body 123",
        "new 00011410700Y --region 370828",
        // An item that is not there, a tier that does not handle it, a body that has it, another province.
        "new 000114107999 --region 440100",
        "new 000114107003 --region 440100 --tier city",
        "new 000114107003 --region 370828 --body 11370828MB28602902",
        "new 440511004002 --region 370828",
        "check --region 999999",
        "check --region 3708288",
        "diff 999999 370828",
        "diff 370828 999999",
        "rules --standard nosuch",
        "explain basis-in-force --standard nosuch",
    ] {
        assert_eq!(own.run(args).0, 2, "{args}");
    }
    let tier = |tier: &str| own.run(&format!("matrix 000114107003 --tier {tier}")).1;
    assert_eq!(tier("县级"), tier("county"));
    let body = "11440100007483172Q";
    let (code, said, _) = own.run(&format!("new 000114107003 --region 440100 --tier 县级 --body {body}"));
    assert!(
        code == 0 && said.contains("tier: county") && said.contains(&format!("{body}4000114107003")),
        "{said}"
    );
    // What rules ask of the body itself is asked for, though a layer above began the map.
    assert!(said.contains("\npublication:") && said.contains("\n  url:"), "{said}");
    for region in ["3708", "370800", "370828100", "37"] {
        assert_eq!(own.run(&format!("check -q --region {region}")).0, 0, "{region}");
    }
}

#[test]
fn an_operand_that_is_no_file_is_not_waited_for() {
    let own = Copy::new();
    assert!(Command::new("mkfifo").arg(own.path("items/x.yaml")).status().expect("mkfifo").success());
    symlink("/dev/zero", own.path("items/y.yaml")).expect("a link");
    for path in ["items/x.yaml", "items/y.yaml"] {
        let (code, _, said) = own.run(&format!("check {path}"));
        assert!(code == 2 && said.contains("neither a file nor a folder"), "{said}");
    }
    // A baseline without an end is none; one is written to a device without being read from there.
    for (args, wrong) in
        [("--baseline /dev/zero", "is no baseline"), ("--write-baseline /dev/full", "cannot create")]
    {
        let (code, _, said) = own.run(&format!("check {args}"));
        assert!(code == 2 && said.contains(wrong), "{said}");
    }
}

#[test]
fn two_reports_do_not_go_into_one_file() {
    let own = Copy::new();
    symlink("one", own.path("../two")).expect("a link");
    for (args, code) in [
        ("--format json=out --format sarif=out", 2),
        ("--format json=out --format sarif=../two/./out", 2),
        ("--format json=out --write-baseline out", 2),
        ("--format json=/dev/null --format sarif=/dev/null", 0),
        ("--format json=a --format sarif=b", 0),
    ] {
        let (got, _, said) = own.run(&format!("check {args}"));
        assert_eq!(got, code, "{args}: {said}");
    }
}

#[test]
fn settings_that_mean_nothing_are_refused() {
    for (setting, said) in [
        ("profiles: {\"440000\": {code_lists: {item-type: guangdng}}}", "no profile `guangdng`"),
        ("profiles: {\"440000\": {code_lists: {itm-type: guangdong}}}", "no code list `itm-type`"),
        ("profiles: {\"999999\": {}}", "no division 999999"),
        ("---\nfoo: 1", "a second document"),
        ("code_systems: [{id: a, pattern: A}, {id: a, pattern: B}]", "`a`"),
    ] {
        let own = Copy::new();
        own.write("mulu.yaml", &format!("format: 1\nname: 示例\nedition: \"2020\"\ndemo: true\n{setting}\n"));
        let (code, _, complaint) = own.run("check -q");
        assert!(code == 2 && complaint.contains(said), "{setting}: {complaint}");
    }
}

/// Platforms write divisions with twelve digits: trailing zeros are the higher level.
#[test]
fn twelve_digits_name_the_same_place() {
    let own = Copy::new();
    let text = fs::read_to_string(own.path(FILE)).expect("the file is there");
    let again = text.replace("region: \"370828\"", "region: \"370828000000\"");
    let told = |args: &str| own.run(&format!("check {args}")).1;
    let short = told("--region 370828");
    assert_eq!(told("--region 370828000000"), short);
    own.write(FILE, &again);
    assert_eq!(told("--region 370828").lines().last(), short.lines().last());
    own.write("regions/370828/again.yaml", &text.replace("4000114107003", "7000114107003"));
    assert!(told("--rule implementation-unique").contains("again.yaml"));
}

#[test]
fn a_file_name_steers_no_terminal_and_no_build_server() {
    let own = Copy::new();
    let folder = "items/a\n::warning title=pwned::see below \u{1B}[31m";
    own.write(&format!("{folder}/a.yaml"), "kind: basic-item\nfoo: 1\nname: \u{1B}[31m\n");
    for format in ["text", "github", "markdown"] {
        let (code, said, _) = own.run(&format!("check items -v --format {format}"));
        assert_eq!(code, 1);
        assert!(!said.contains("\n::warning title=pwned") && !said.contains('\u{1B}'), "{format}: {said}");
    }
    let moved = own.path(&format!("{folder}/items"));
    fs::create_dir_all(&moved).expect("the folder can be made");
    for area in ["emergency", "human-resources"] {
        fs::rename(own.path(&format!("items/{area}")), moved.join(area)).expect("it can be moved");
    }
    own.add(&format!("{folder}/items/human-resources/hr-service-licence.yaml"), "keywords: [换]\n");
    let there = Copy::new();
    let other = there.path("").display().to_string();
    for command in ["exemptions", "impact 就业促进法:40", &format!("diff {other} .")] {
        let (_, said, complaint) = own.run(command);
        assert!(said.contains("pwned"), "{command}: {said} {complaint}");
        assert!(!said.contains("\n::warning title=pwned") && !said.contains('\u{1B}'), "{command}: {said}");
    }
    let run = own.command("check").arg(format!("{folder}/b.yaml")).output().expect("the program starts");
    let said = String::from_utf8(run.stderr).expect("UTF-8");
    assert!(run.status.code() == Some(2) && said.lines().count() == 1 && !said.contains('\u{1B}'), "{said}");
}

#[test]
fn completions_offer_what_help_shows() {
    let own = Copy::new();
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let (code, said, complaint) = own.run(&format!("completions {shell}"));
        assert_eq!(code, 0, "{complaint}");
        assert!(!said.contains("full-reader") && said.contains("write-baseline") && said.contains("verbose"));
    }
}

#[test]
fn every_command_names_what_it_cannot_read() {
    let own = Copy::new();
    own.write("items/other.yaml", "kind: register\nname: \"甲\n");
    own.write("items/closed.yaml", "kind: basic-item\nexemptions: [{ground: state-secret\n");
    fs::write(own.path("regions/370828/mine.yaml"), b"implements: 000114107003 \xFF").expect("a file");
    for (command, lower, code) in [
        ("matrix 000114107003", true, 0),
        ("matrix --all", true, 0),
        ("exemptions", true, 0),
        ("impact 就业促进法:40", true, 0),
        ("impact 无此法", false, 2),
        ("why 000114107003 name --region 370828", true, 0),
        ("resolve 000114107003 --region 370828", true, 0),
        ("resolve 000114107004", true, 2),
        ("new 000114107003", false, 0),
        ("generate form 000114107003 -o ../out --force", true, 0),
    ] {
        for (lang, word) in [("en", "cannot be read"), ("zh", "无法读取")] {
            let (got, _, warned) = own.run(&format!("{command} --lang {lang}"));
            let names = |path: &str| warned.lines().any(|line| line.contains(path) && line.contains(word));
            assert!(
                got == code && names("items/other.yaml") && names("items/closed.yaml"),
                "{command}: {warned}"
            );
            // What no one asked to go through is not spoken of.
            assert_eq!(names("mine.yaml"), lower, "{command}: {warned}");
        }
        if ["exemptions", "impact 就业促进法:40"].contains(&command) || command.contains("--region") {
            let said = own.run(&format!("{command} --format json")).1;
            let said: serde_json::Value = serde_json::from_str(&said).expect("one document");
            assert_eq!(said["unread"], serde_json::json!(["items/other.yaml", "regions/370828/mine.yaml"]));
        }
    }
}

#[test]
fn a_shared_material_leads_to_the_register() {
    let own = Copy::new();
    let text = fs::read_to_string(own.path("registers/materials.yaml")).expect("a file");
    let line = text.lines().position(|line| line.ends_with("id: staff-list")).expect("the entry");
    let line =
        line + text.lines().skip(line).position(|line| line.contains(" name_en:")).expect("a name") + 1;
    let item = "items/human-resources/hr-service-licence-county.yaml";
    let text = fs::read_to_string(own.path(item)).expect("a file");
    own.write(item, &text.replacen("    name_en: list of full-time staff\n", "", 1));
    let place = format!("registers/materials.yaml:{line}:");
    let said = own.run(&format!("why {ITEM} materials.staff-list.name_en")).1;
    assert!(said.contains("→ register of materials") && said.contains(&place), "{said}");
    let json = |args: &str| -> serde_json::Value {
        serde_json::from_str(&own.run(&format!("{args} --format json")).1).expect("one document")
    };
    let why = json(&format!("why {ITEM} 申请材料.staff-list.name_en"));
    assert_eq!((&why["layers"][0]["kind"], &why["layers"][0]["value"]), (&"register".into(), &why["value"]));
    for name in ["法定办结时限", "time_limit.statutory"] {
        assert_eq!(json(&format!("why {ITEM} {name}"))["field"], "time_limit.statutory");
    }
    let whole = json(&format!("why {ITEM} materials.staff-list"));
    assert_eq!(whole["value"]["name_en"], why["value"]);
    let resolved = json(&format!("resolve {ITEM}"));
    let values = resolved["values"].as_object().expect("a map").values();
    let stable = "/materials/staff-list/name_en";
    let name = values.into_iter().find(|value| value["stable"] == stable).expect("the name");
    assert_eq!((&name["value"], &name["line"]), (&why["value"], &line.into()));
    let number = usize::try_from(name["layer"].as_u64().expect("a number")).expect("small");
    assert_eq!(resolved["layers"][number]["path"], "registers/materials.yaml");
    let word = why["value"].as_str().expect("a text");
    assert!(own.run(&format!("resolve {ITEM}")).1.contains(word), "{word}");
}

#[test]
fn impact_finds_what_people_write() {
    let own = Copy::new();
    let plain = own.run("impact 就业促进法:40").1;
    assert!(plain.starts_with("《中华人民共和国就业促进法》 art. 40: in force"), "{plain}");
    for said in [
        "就业促进法：040",
        "《就业促进法》第四十条",
        "就业促进法第40条",
        "就业促进法:40条",
        "就业促进法:４０",
    ] {
        assert_eq!(own.run(&format!("impact {said}")).1, plain, "{said}");
    }
    // What goes with the provision does not remain.
    let item = "items/human-resources/hr-service-licence-county.yaml";
    let text = fs::read_to_string(own.path(item)).expect("a file");
    let more = "basis:\n  - {id: more, law: 就业促进法, articles: [\"40.1\"], purpose: supervising}\n";
    own.write(item, &text.replacen("basis:\n", more, 1));
    let said = own.run("impact 就业促进法:40").1;
    assert!(said.contains("· more (40.1)") && !said.contains("remain: 《就业促进法》"), "{said}");
    // Articles of a named version are found under the number they have on the day, and old numbers are told.
    let cited = "basis:\n  - {id: old, law: 网络安全法, articles: [\"40.1\"], version: 2016-11-07, purpose: supervising}\n";
    own.write(item, &text.replacen("basis:\n", cited, 1));
    for (asked, word) in [
        ("网络安全法:42 --as-of 2026-03-01", "· old (40.1)"),
        ("网络安全法:40 --as-of 2025-03-01", "· old (40.1)"),
        ("网络安全法:40 --as-of 2026-03-01", "what was art. 40 before 2026-01-01 is art. 42"),
    ] {
        let said = own.run(&format!("impact {asked}")).1;
        assert!(said.contains(word), "{asked}: {said}");
    }
}

#[test]
fn the_register_of_exemptions_is_safe_to_show() {
    let own = Copy::new();
    own.write(
        "items/archives/urban-archives-service.yaml",
        &(fs::read_to_string(own.path("items/archives/urban-archives-service.yaml")).expect("a file")
            + "exemptions:\n  - id: later\n    duty: online-inclusion\n    state: deferred\n    reason: 系统未建成\n    owner: {name: 某局, tier: city}\n    target: 2027-06-30\n    scope: {channels: [online], steps: [\"a|b\"]}\n"),
    );
    let line = |args: &str| {
        let said = own.run(&format!("exemptions --format markdown {args}")).1;
        said.lines().find(|line| line.contains("later")).unwrap_or_default().to_owned()
    };
    assert!(line("--as-of 2027-06-30").contains("| deferred |"));
    assert!(line("--as-of 2027-07-01").contains("| lapsed: the duty applies |"));
    assert!(line("--as-of 2027-06-01 --within 30d").contains("steps: a\\|b"));
    assert_eq!(line("--as-of 2027-06-01 --within 28d"), "");
    assert!(line("--as-of 2027-06-01 --lang zh").contains("渠道：网上"));
}
