//! What is generated: one form in full, hostile texts, what must reach no output, equal bytes,
//! conditions held against the table they come from.

mod support;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use mulu::form::{self, Condition, Maker};
use mulu::generate::form::{Forms, Target};
use mulu::generate::openapi::Descriptions;
use mulu::generate::site::Site;
use mulu::generate::{Generator, index_name};
use mulu::load::{self, Files, Reading};
use mulu::model::cases;
use mulu::model::public::Public;
use mulu::openapi::Version;
use mulu::source::documents::Readers;
use mulu::source::store::Store;
use mulu::source::walk::holds_outputs;
use mulu::survey::survey;
use mulu::template::Templates;
use support::outputs::{
    ITEM, assert_as_it_was, assert_no_secret, hostile, hostile_line, outputs, store, with_secrets,
};
use support::{DAY, MANIFEST, STANDARD, registers};

const TARGETS: [Target; 5] = [Target::Html, Target::Print, Target::JsonSchema, Target::Rjsf, Target::Formily];

/// All outputs of a catalogue of these items, as text.
fn generated(items: &[(&str, &str)], manifest: &str) -> BTreeMap<String, String> {
    outputs(|templates| Forms::new(TARGETS.to_vec(), templates), items, manifest)
}

/// The text between two marks is left out, so that a golden file holds what the form makes.
fn without(text: &str, from: &str, to: &str) -> String {
    let (Some(start), Some(end)) = (text.find(from), text.find(to)) else { return text.to_owned() };
    format!("{}{}", &text[..start + from.len()], &text[end..])
}

#[test]
fn one_form_is_as_it_was() {
    let outputs = generated(&[("items/item.yaml", ITEM)], MANIFEST);
    for ending in ["html", "print.html", "schema.json", "rjsf.json", "formily.json"] {
        let text = &outputs[&format!("001014999001-01.{ending}")];
        let text = without(&without(text, "<style>", "</style>"), "<script>", "</script>");
        let text = without(&text, "style-src ", "; form-action");
        assert_as_it_was(&text, &format!("form.{ending}"));
    }
}

/// Nothing is chosen for the applicant: an optional choice opens as left open, and the page as Chinese.
#[test]
fn nothing_is_preselected() {
    for (path, page) in &generated(&[("items/item.yaml", ITEM)], MANIFEST) {
        let chosen = page.split('<').filter(|tag| tag.starts_with("input") && tag.contains(" checked>"));
        for tag in chosen {
            assert!(tag.contains("value=\"\"") || tag.contains("id=\"lang-zh\""), "{path}: {tag}");
        }
        assert!(!page.contains(" selected"), "{path}");
    }
}

#[test]
fn every_run_gives_the_same_bytes() {
    let items = [("items/item.yaml", ITEM), ("items/base.yaml", support::base("basic-item"))];
    let run = |threads| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("threads");
        pool.install(|| generated(&items, MANIFEST))
    };
    assert!(run(1) == run(4));
}

#[test]
fn hostile_texts_stay_texts() {
    for text in hostile() {
        let quoted = serde_json::to_string(&text).expect("a text");
        let item: String = ITEM.lines().map(|line| hostile_line(line, &quoted) + "\n").collect();
        let outputs = generated(&[("items/item.yaml", &item)], MANIFEST);
        let page = &outputs["001014999001-01.html"];
        assert_eq!(page.matches("<script").count(), 1, "{text}");
        assert_eq!(page.matches("</style>").count(), 1, "{text}");
        assert!(!page.contains("<img") && !page.contains("<link") && !page.contains("<!--"), "{text}");
        let print = &outputs["001014999001-01.print.html"];
        assert!(!print.contains("<script") && !print.contains("<img") && !print.contains("<link"), "{text}");
        let json = |ending: &str| -> serde_json::Value {
            serde_json::from_str(&outputs[&format!("001014999001-01.{ending}")]).expect("JSON")
        };
        assert_eq!(json("schema.json")["title"], text.as_str());
        assert_eq!(json("rjsf.json")["schema"]["title"], text.as_str());
        let title = json("formily.json")["schema"]["title"].as_str().expect("a title").to_owned();
        // What Formily would run is a literal: no brace is left in it.
        let run = title.strip_prefix("{{").and_then(|inner| inner.strip_suffix("}}"));
        match run {
            Some(literal) => assert_eq!(serde_json::from_str::<String>(literal).ok(), Some(text)),
            None => assert_eq!(title, text),
        }
    }
}

#[test]
fn what_is_not_public_reaches_no_output() {
    let items = with_secrets();
    let items: Vec<(&str, &str)> = items.iter().map(|(path, text)| (*path, text.as_str())).collect();
    let outputs = generated(&items, MANIFEST);
    assert!(outputs.contains_key("001014999001-01.html"));
    assert_no_secret(&outputs);
}

#[test]
fn illustrative_elements_need_a_demonstration() {
    let plain = MANIFEST.replace("demo: true", "demo: false");
    let item =
        ITEM.replace("illustrative: [name_en, form, privacy, materials", "illustrative: [form, privacy");
    let shown = generated(&[("items/item.yaml", &item)], MANIFEST);
    let hidden = generated(&[("items/item.yaml", &item)], &plain);
    let notice = "示例数据，不作为办事依据";
    for (path, text) in &shown {
        assert!(text.contains(notice), "{path} does not say what it is");
    }
    for (path, text) in &hidden {
        assert!(!text.contains(notice) && !text.contains("处理目的") && !text.contains("t-email"), "{path}");
    }
    assert!(shown["001014999001-01.html"].contains("noindex"));
    assert!(hidden["001014999001-01.html"].contains("工作方案"));
}

#[test]
fn citizen_numbers_are_masked() {
    let item = ITEM.replace("fill_note: 写明时间和地点", "fill_note: 例如11010519491231002X");
    for (path, text) in generated(&[("items/item.yaml", &item)], MANIFEST) {
        assert!(!text.contains("11010519491231002X"), "{path}");
    }
}

#[test]
fn pages_ask_nothing_of_the_network() {
    let items = [("items/item.yaml", ITEM), ("items/base.yaml", support::base("basic-item"))];
    let outputs = generated(&items, MANIFEST);
    for (path, page) in outputs.iter().filter(|(_, text)| text.starts_with("<!DOCTYPE")) {
        for reference in [" src=", "url(", "@import", "http://", "https://", "<link", "fetch(", "XMLHttp"] {
            assert!(!page.contains(reference), "{path} holds {reference}");
        }
        assert!(
            page.contains("default-src &#x27;none&#x27;")
                || page.contains("default-src 'none'")
                || page.contains("default-src &#39;none&#39;"),
            "{path} has no policy"
        );
    }
}

/// A material's condition says of all choices what the table says of each.
#[test]
fn conditions_agree_with_the_table() {
    let store = store(&[("items/item.yaml", ITEM), ("items/base.yaml", support::base("basic-item"))]);
    let reading = Reading { standard: &STANDARD, store: &store, readers: Readers::Both };
    let files = Files::of(store.files());
    let ground = load::ground(reading, &files).expect("the ground can be read");
    let maker = Maker {
        standard: &STANDARD,
        registers: &ground.registers,
        demo: true,
        day: mulu::date::Date::parse(DAY).expect("a day"),
    };
    let mut compared = 0;
    let seen = survey(reading, &ground, &files, |item| {
        let forms = Public::of(*item, true).map(|public| form::forms(&maker, &public)).unwrap_or_default();
        let choices = cases::choices(item.root).expect("not too many");
        let mut count = 0;
        for choice in &choices {
            let own = forms.iter().find(|form| {
                form.item.handling_item.as_ref().map(|handling| handling.seq.as_str()) == choice.handling_item
            });
            let own = own.expect("a form for each handling item");
            let holds = |when: &Condition| when.holds(&choice.situations);
            let needed: Vec<&str> =
                own.materials.iter().filter(|slot| holds(&slot.when)).map(|slot| slot.id.as_str()).collect();
            assert_eq!(needed, cases::applying(item.root, "materials", choice), "{choice:?}");
            count += 1;
        }
        Ok(Some(count))
    });
    compared += seen.expect("the survey can be done").into_iter().sum::<usize>();
    assert!(compared > 20, "only {compared} choices");
}

/// The form asks each question that the table needs and no other.
#[test]
fn idle_questions_are_not_asked() {
    let outputs = generated(&[("items/item.yaml", ITEM)], MANIFEST);
    let first = &outputs["001014999001-01.schema.json"];
    let second = &outputs["001014999001-02.schema.json"];
    assert!(first.contains("agent-kind") && !first.contains("idle"));
    assert!(!second.contains("idle"));
}

/// A question that a handling item does not ask has no answer there; the ordinary procedure is always open.
#[test]
fn what_hangs_on_a_question_that_is_not_asked_is_dropped() {
    let unasked = ITEM.replace(
        "    question_en: Does an agent apply?\n",
        "    question_en: Does an agent apply?\n    when: {handling_item: \"01\"}\n",
    );
    let outputs = generated(&[("items/item.yaml", &unasked)], MANIFEST);
    let [first, second] =
        ["01", "02"].map(|seq| outputs[&format!("001014999001-{seq}.schema.json")].as_str());
    assert!(first.contains("agent-kind") && first.contains("agent-name"));
    for gone in ["\"agent\"", "agent-kind", "agent-name", "\"title\": \"说明\""] {
        assert!(!second.contains(gone), "{gone}");
    }
    let paths = ITEM.replace(
        "  - when: {handling_item: \"02\"}\n",
        "  - when: {path: [commitment, fast-lane]}\n    materials: {remove: [house]}\n  - when: {handling_item: \"02\"}\n",
    );
    let outputs = generated(&[("items/item.yaml", &paths)], MANIFEST);
    let schema: serde_json::Value =
        serde_json::from_str(&outputs["001014999001-01.schema.json"]).expect("JSON");
    let asked = |path: &str| {
        let paths = paths.replace("  - id: idle\n", path);
        let outputs = generated(&[("items/item.yaml", &paths)], MANIFEST);
        let text = &outputs["001014999001-01.schema.json"];
        text.contains("选择哪种办理方式？") && !text.contains("\"path\": \"commitment\"")
    };
    // A question of the item may have the same id.
    let own = "  - id: path\n    question: 走哪条路？\n    options: [{id: east, label: 东}, {id: west, label: 西}]\n  - id: idle\n";
    assert!(asked("  - id: idle\n") && asked(own));
    let options = &schema["properties"]["situations"]["properties"]["path"]["x-options"];
    let labels: Vec<&str> =
        options.as_array().expect("options").iter().filter_map(|one| one["label"]["zh"].as_str()).collect();
    assert_eq!(labels, ["一般程序", "告知承诺", "特别办理方式2"]);
    let page = &outputs["001014999001-01.html"];
    assert!(!page.contains(">fast-lane<") && page.contains("value=\"ordinary\""));
}

/// Whether an item, or a handling item, is done on the day: forms, API and guide say the same.
#[test]
fn every_output_says_whether_an_item_is_done() {
    let of = |item: &str| {
        let items = [("items/item.yaml", item)];
        let described = outputs(|_| Descriptions::new(Version::default()), &items, MANIFEST);
        let site = outputs(Site::new, &items, MANIFEST);
        let page = site["zh/item/001014/001014999001.html"].clone();
        (generated(&items, MANIFEST), described.get("items/001014999001.openapi.json").cloned(), page)
    };
    let valid = |more: &str| ITEM.replace("from: 2023-03-01", more);
    let status = |status: &str| ITEM.replace("status: in-use", &format!("status: {status}"));
    for (item, said) in [
        (valid("from: 2026-11-24, to: 2026-11-24"), None),
        (valid("from: 2026-11-25"), Some("本事项自2026-11-25起施行。")),
        (status("draft"), Some("本事项为草稿，尚未实施。")),
        (status("suspended"), Some("本事项暂停办理。")),
    ] {
        let (forms, description, page) = of(&item);
        assert_eq!(forms.keys().filter(|path| path.starts_with("001")).count(), 10);
        let description = description.expect("it is described");
        assert!(page.contains("填写申请表"));
        let own = forms.iter().filter(|(path, _)| path.starts_with("001"));
        for text in own.map(|(_, text)| text).chain([&description, &page]) {
            match said {
                Some(said) => assert!(text.contains(said), "{said}"),
                None => assert!(!text.contains("起施行") && !text.contains("不再办理")),
            }
        }
    }
    let (forms, description, page) = of(&valid("from: 2023-03-01, to: 2026-11-23"));
    assert!(forms.keys().all(|path| !path.starts_with("001")) && description.is_none());
    assert!(page.contains("本事项有效期至2026-11-23，现已不再办理。") && !page.contains("填写申请表"));
    // Handling items: none of a cancelled one, a mark on others.
    let handling = |seq: &str, status: &str| {
        ITEM.replace(&format!("{{seq: \"{seq}\","), &format!("{{seq: \"{seq}\", status: {status},"))
    };
    let (forms, description, page) = of(&handling("01", "cancelled"));
    assert!(forms.contains_key("001014999001-02.html") && !forms.contains_key("001014999001-01.html"));
    assert!(!description.expect("it is described").contains("Application01"));
    assert!(!page.contains("您要办理哪一项") && !page.contains("填写申请表：首次办理"));
    let none = handling("01", "cancelled").replace("{seq: \"02\",", "{seq: \"02\", status: cancelled,");
    assert!(of(&none).1.is_none());
    let (forms, description, page) = of(&handling("02", "suspended"));
    for (path, text) in forms.iter().filter(|(path, _)| path.starts_with("001")) {
        assert_eq!(text.contains("本办理项暂停办理。"), path.contains("-02."), "{path}");
    }
    assert!(description.expect("it is described").contains("变更（暂停）"));
    assert!(page.contains("填写申请表：变更（暂停）"));
}

fn mulu(args: &[&str]) -> (i32, String) {
    let run = std::process::Command::new(env!("CARGO_BIN_EXE_mulu"))
        .args(args)
        .arg("--lang=en")
        .env_clear()
        .output();
    let run = run.expect("the program starts");
    let said = [run.stdout, run.stderr].concat();
    (run.status.code().expect("an exit code"), String::from_utf8(said).expect("UTF-8"))
}

/// A small catalogue on disk.
fn on_disk(folder: &Path, item: &str) -> String {
    let root = folder.join("catalogue");
    for (path, bytes) in registers() {
        write(&root.join(path), &bytes);
    }
    write(&root.join("registers/elements-for-tests.yaml"), include_bytes!("forms/elements.yaml"));
    write(&root.join("items/item.yaml"), item.as_bytes());
    write(&root.join("mulu.yaml"), MANIFEST.as_bytes());
    root.to_string_lossy().into_owned()
}

fn write(path: &Path, bytes: &[u8]) {
    fs::create_dir_all(path.parent().expect("a folder")).expect("the folder can be made");
    fs::write(path, bytes).expect("the file can be written");
}

#[test]
fn the_folder_is_kept_in_order() {
    let folder = tempfile::tempdir().expect("a folder");
    let root = on_disk(folder.path(), ITEM);
    let out = folder.path().join("out");
    let out_name = out.to_string_lossy().into_owned();
    let form =
        |more: &[&str]| mulu(&[&["generate", "form", "--catalogue", &root, "-o", &out_name], more].concat());
    assert_eq!(form(&["--check"]), (1, "stale: 001014999001-01.html\nstale: 001014999001-02.html\nstale: form-index.json\n3 stale, 0 up to date, 0 orphans\n".to_owned()));
    assert!(!out.exists(), "a comparison writes nothing");
    assert_eq!(form(&[]), (0, "3 written, 0 unchanged, 0 orphans\n".to_owned()));
    let written = fs::metadata(out.join("form-index.json")).and_then(|meta| meta.modified()).expect("a time");
    assert_eq!(form(&[]), (0, "0 written, 3 unchanged, 0 orphans\n".to_owned()));
    let again = fs::metadata(out.join("form-index.json")).and_then(|meta| meta.modified()).expect("a time");
    assert_eq!(written, again, "what is unchanged is not written again");
    assert_eq!(form(&["--check"]), (0, "0 stale, 3 up to date, 0 orphans\n".to_owned()));
    assert_eq!(form(&["nowhere"]).0, 2);
    // What is cut off or goes on is not what would be written.
    let index = fs::read(out.join("form-index.json")).expect("the index");
    for other in [&index[..index.len() - 1], &[&index[..], b"\n"].concat(), b""] {
        write(&out.join("form-index.json"), other);
        assert_eq!(
            form(&["--check"]),
            (1, "stale: form-index.json\n1 stale, 2 up to date, 0 orphans\n".to_owned())
        );
    }
    assert_eq!(form(&[]), (0, "1 written, 2 unchanged, 0 orphans\n".to_owned()));
    assert!(fs::read(out.join("form-index.json")).expect("the index") == index);
    // One handling item less: its page stays, is named, and stays named.
    let fewer = ITEM
        .replace("  - {seq: \"02\", name: 变更, name_en: change}\n", "")
        .replace("  - when: {handling_item: \"02\"}\n    materials: {use: [plan, extra]}\n", "");
    write(&Path::new(&root).join("items/item.yaml"), fewer.as_bytes());
    for _ in 0..2 {
        let (code, said) = form(&[]);
        assert!(code == 0 && said.starts_with("orphan: 001014999001-02.html"), "{said}");
    }
    assert!(out.join("001014999001-02.html").is_file());
    assert_eq!(form(&["--check"]).0, 1, "an orphan is no part of what would be written");
    let removed = "removed: 001014999001-02.html\n0 written, 2 unchanged, 0 orphans, 1 removed\n";
    write(&out.join("own.html"), b"ours");
    assert_eq!(form(&["--prune", "--check"]).0, 1);
    assert!(out.join("001014999001-02.html").is_file(), "a comparison removes nothing");
    let index = fs::read(out.join("form-index.json")).expect("the index");
    let told = form(&["--prune"]).1.replace("1 written, 1 unchanged", "0 written, 2 unchanged");
    assert_eq!(told, removed);
    assert!(!out.join("001014999001-02.html").exists() && out.join("own.html").is_file());
    assert_ne!(fs::read(out.join("form-index.json")).expect("the index"), index, "the orphan is forgotten");
    assert_eq!(form(&["--check"]).0, 0);
    // What a run left that was broken off is gone after the next one.
    write(&out.join(".mulu-part/7"), b"half");
    write(&folder.path().join(".out.mulu-part/form-index.json"), b"half");
    form(&[]);
    let names =
        |folder: &Path| fs::read_dir(folder).expect("the folder").flatten().map(|entry| entry.file_name());
    let parts = names(&out).chain(names(folder.path()));
    assert_eq!(parts.filter(|name| name.to_string_lossy().ends_with("-part")).count(), 0);
}

/// A folder of outputs is known by its index, whatever generator made it.
#[test]
fn an_index_marks_a_folder_of_outputs() {
    let templates = Templates::new(BTreeMap::new()).expect("the templates are right");
    let forms = Forms::new(TARGETS.to_vec(), &templates);
    let (described, site) = (Descriptions::new(Version::default()), Site::new(&templates));
    for generator in [&forms as &dyn Generator, &described, &site] {
        let name = index_name(generator);
        assert!(holds_outputs(&|own| own == name), "{name}");
    }
}

/// What became a state secret is removed from the outputs of earlier runs, and nobody is told its name.
#[test]
fn outputs_of_what_became_a_secret_are_removed() {
    let folder = tempfile::tempdir().expect("a folder");
    let root = on_disk(folder.path(), ITEM);
    let (item, other) = (Path::new(&root).join("items/item.yaml"), Path::new(&root).join("items/other.yaml"));
    write(&other, ITEM.replace("001014999001", "001014999005").as_bytes());
    let out = folder.path().join("out").to_string_lossy().into_owned();
    let form = || mulu(&["generate", "form", "--catalogue", &root, "-o", &out, "--force"]);
    let secret = "exemptions: [{id: s, duty: online-inclusion, state: exempt, ground: state-secret}]\n";
    for after in [
        format!("kind: basic-item\ncode: \"001014999005\"\n{secret}"),
        "kind: withheld\nreference: Q7XJ\n".to_owned(),
        ITEM.replace("001014999001", "001014999005") + "# 机密★20年\n",
    ] {
        write(&other, ITEM.replace("001014999001", "001014999005").as_bytes());
        assert_eq!(form().0, 0);
        assert!(Path::new(&out).join("001014999005-01.html").is_file());
        write(&other, after.as_bytes());
        let (code, said) = form();
        assert!(
            code == 0 && said.ends_with("0 orphans, 2 removed\n") && !said.contains("001014999005"),
            "{after}: {said}"
        );
        for entry in fs::read_dir(&out).expect("the folder").flatten() {
            let text = fs::read_to_string(entry.path()).expect("a text");
            let name = entry.file_name().to_string_lossy().into_owned();
            assert!(!name.contains("001014999005") && !text.contains("001014999005"), "{name}");
        }
    }
    // Anything but a clear yes keeps an item back.
    for flag in ["no", "\"true\"", "[true]", "false"] {
        write(&item, format!("{ITEM}publication: {{publish: {flag}}}\n").as_bytes());
        form();
        let made = fs::read_dir(&out).expect("the folder").flatten();
        let made = made.filter(|entry| entry.path().extension().is_some_and(|ending| ending == "html"));
        assert_eq!(made.count(), 0, "publish: {flag}");
    }
}

/// What a run wrote that came to no index, as it broke off or was of some items, is known to the next one.
#[test]
fn what_no_index_names_is_cleared_away() {
    let folder = tempfile::tempdir().expect("a folder");
    let root = on_disk(folder.path(), ITEM);
    let other = Path::new(&root).join("items/other.yaml");
    let out = folder.path().join("out");
    let name = out.to_string_lossy().into_owned();
    let form =
        |more: &[&str]| mulu(&[&["generate", "form", "--catalogue", &root, "-o", &name], more].concat());
    let stuck = out.join("001014999005-02.html");
    for (is_broken, is_there) in [(true, true), (true, false), (false, true), (false, false)] {
        if is_there {
            assert_eq!(form(&[]).0, 0);
        }
        write(&other, ITEM.replace("001014999001", "001014999005").as_bytes());
        if is_broken {
            write(&stuck.join("file"), b"in the way");
            let (code, said) = form(&[]);
            assert!(code == 2 && said.contains("a folder stands there"), "{said}");
            fs::remove_dir_all(&stuck).expect("it is there");
        } else {
            assert_eq!(form(&["001014999005"]).0, 0);
        }
        assert!(out.join("001014999005-01.html").is_file());
        write(&out.join("own.html"), b"ours");
        fs::remove_file(&other).expect("it is there");
        assert_eq!(form(&["--check"]).0, 1, "what is left is an orphan");
        let (code, said) = form(&["--prune"]);
        assert!(code == 0 && said.contains("removed: 001014999005-01.html\n"), "{said}");
        let entries = fs::read_dir(&out).expect("the folder").flatten();
        let mut names: Vec<String> =
            entries.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
        names.sort();
        let page = |seq: &str| format!("001014999001-{seq}.html");
        let left =
            [page("01"), page("02"), "form-index.json".into(), "form-record.json".into(), "own.html".into()];
        assert_eq!(names, left);
        fs::remove_dir_all(&out).expect("it is there");
    }
}

/// Where a catalogue lies changes nothing of what is made, the record with it.
#[test]
fn two_places_give_the_same_bytes() {
    let made = |name: &str| {
        let folder = tempfile::tempdir().expect("a folder");
        let root = on_disk(&folder.path().join(name), ITEM);
        let profile = "profiles: {\"110000\": {code_lists: {item-type: guangdong}, rules: {no-catch-all-material: error}}}\n";
        write(&Path::new(&root).join("mulu.yaml"), format!("{MANIFEST}{profile}").as_bytes());
        let out = folder.path().join("out");
        assert_eq!(mulu(&["generate", "form", "--catalogue", &root, "-o", &out.to_string_lossy()]).0, 0);
        fs::read(out.join("form-record.json")).expect("the record")
    };
    assert!(made("one") == made("another"));
}

/// Outputs within a catalogue are no definitions, and do not come to lie among them.
#[test]
fn a_folder_of_outputs_may_lie_in_the_catalogue() {
    let folder = tempfile::tempdir().expect("a folder");
    let root = on_disk(folder.path(), ITEM);
    let within = |name: &str| Path::new(&root).join(name).to_string_lossy().into_owned();
    let make = |what: &str, more: &[&str]| mulu(&[&["generate", what, "--catalogue", &root], more].concat());
    for (output, items) in [(".", &[][..]), ("items", &[]), ("", &[]), ("new/one", &["001014999001"])] {
        let (code, said) = make("openapi", &[&["-o", &within(output)], items].concat());
        assert!(code == 2 && said.contains("is a part of the catalogue"), "{output}: {said}");
    }
    for what in ["form", "openapi", "site"] {
        let output = within(&format!("public/{what}"));
        for _ in 0..2 {
            let (code, said) = make(what, &["-o", &output]);
            assert_eq!(code, 0, "{said}");
        }
        let (code, said) = make(what, &["-o", &output, "001014999001"]);
        assert!(code == 0 && said.starts_with("only what was asked for was made"), "{said}");
    }
    let (code, said) = mulu(&["check", &root]);
    assert!(code == 0 && said.contains("1 item"), "{said}");
    // Another day by itself changes the first page alone.
    let output = within("public/site");
    assert_eq!(make("site", &["-o", &output, "--as-of=2026-11-24"]).0, 0);
    let (code, said) = make("site", &["-o", &output, "--as-of=2026-11-25", "--check"]);
    assert!(code == 1 && said.starts_with("stale: en/index.html\nstale: zh/index.html\n2 stale"), "{said}");
}

#[test]
fn what_changed_is_made_anew_and_nothing_else() {
    let folder = tempfile::tempdir().expect("a folder");
    let root = on_disk(folder.path(), ITEM);
    let out = folder.path().join("out");
    let out_name = out.to_string_lossy().into_owned();
    let form = |more: &[&str]| {
        let told = mulu(&[&["generate", "form", "--catalogue", &root, "-o", &out_name], more].concat());
        told.1.lines().last().expect("a line").to_owned()
    };
    let unchanged = "0 written, 3 unchanged, 0 orphans";
    assert_eq!(form(&[]), "3 written, 0 unchanged, 0 orphans");
    let record = fs::read(out.join("form-record.json")).expect("a record");
    assert_eq!(form(&["--jobs=1"]), unchanged);
    assert_eq!(fs::read(out.join("form-record.json")).expect("a record"), record, "the same on every run");
    // An output that was edited, or is gone.
    let page = out.join("001014999001-01.html");
    let good = fs::read(&page).expect("a page");
    write(&page, &good[..good.len() / 2]);
    assert_eq!(form(&["--check"]), "1 stale, 2 up to date, 0 orphans");
    assert_eq!(form(&[]), "1 written, 2 unchanged, 0 orphans");
    fs::remove_file(&page).expect("the page was there");
    assert_eq!(form(&[]), "1 written, 2 unchanged, 0 orphans");
    assert_eq!(fs::read(&page).expect("a page"), good);
    // A register, and the item itself.
    let elements = include_str!("forms/elements.yaml");
    let name = elements.lines().find_map(|line| line.trim().strip_prefix("name: ")).expect("a name");
    let register = Path::new(&root).join("registers/elements-for-tests.yaml");
    write(&register, elements.replacen(name, "另一名称", 1).as_bytes());
    assert_ne!(form(&["--check"]), "0 stale, 3 up to date, 0 orphans");
    write(&register, elements.as_bytes());
    let item = Path::new(&root).join("items/item.yaml");
    write(&item, ITEM.replace("name: 变更, name_en: change", "name: 变动, name_en: change").as_bytes());
    assert_eq!(form(&["--check"]), "1 stale, 2 up to date, 0 orphans");
    write(&item, ITEM.as_bytes());
    assert_eq!(form(&["--check"]), "0 stale, 3 up to date, 0 orphans");
    // What all items have in common: the manifest, the templates.
    let manifest = Path::new(&root).join("mulu.yaml");
    let plain = MANIFEST.replace("demo: true\n", "rules: {illustrative-outside-demo: warning}\n");
    write(&manifest, plain.as_bytes());
    assert_eq!(form(&["--check"]), "3 stale, 0 up to date, 0 orphans");
    write(&manifest, MANIFEST.as_bytes());
    let templates = folder.path().join("templates");
    let own =
        Templates::new(BTreeMap::new()).expect("the templates are right").text("form/form.html").to_owned();
    write(&templates.join("form/form.html"), (own + "<!-- own -->").as_bytes());
    let templates = templates.to_string_lossy().into_owned();
    assert_eq!(form(&["--check", "--templates", &templates]), "2 stale, 1 up to date, 0 orphans");
    // A record that says nothing is as good as none.
    write(&out.join("form-record.json"), b"{");
    assert_eq!(form(&[]), unchanged);
    assert_eq!(fs::read(out.join("form-record.json")).expect("a record"), record);
}

/// Pages of items name others: those that implement them, and those in their place.
#[test]
fn a_page_is_made_anew_when_what_it_names_has_changed() {
    let folder = tempfile::tempdir().expect("a folder");
    let root = on_disk(folder.path(), ITEM);
    let out = folder.path().join("out");
    let out_name = out.to_string_lossy().into_owned();
    let page = || {
        let (code, said) = mulu(&["generate", "site", "--catalogue", &root, "-o", &out_name, "--force"]);
        assert_eq!(code, 0, "{said}");
        fs::read_to_string(out.join("zh/item/001014/001014999001.html")).expect("a page")
    };
    let alone = page();
    let body = "kind: implementation\nimplements: \"001014999001\"\nregion: \"370828\"\ntier: county\nbody: {name: 测试实施局}\nversion: 1\nstatus: in-use\n";
    let place = Path::new(&root).join("regions/370828/body.yaml");
    write(&place, body.as_bytes());
    assert!(page().contains("测试实施局"));
    fs::remove_file(&place).expect("the file was there");
    assert_eq!(page().replace("预览", ""), alone.replace("预览", ""));
}

#[test]
fn a_catalogue_with_errors_is_refused() {
    let folder = tempfile::tempdir().expect("a folder");
    let root = on_disk(folder.path(), &ITEM.replace("item_type: other-power", "item_type: no-such-type"));
    let out = folder.path().join("out").to_string_lossy().into_owned();
    let (code, said) = mulu(&["generate", "form", "--catalogue", &root, "-o", &out]);
    assert!(code == 1 && said.starts_with("refused: the catalogue has"), "{said}");
    assert!(!Path::new(&out).exists());
    let targets = ["html", "print", "json-schema", "rjsf", "formily"].map(|target| format!("--to={target}"));
    let targets: Vec<&str> = targets.iter().map(String::as_str).collect();
    let forced = [&["generate", "form", "--catalogue", &root, "-o", &out, "--force"], &targets[..]].concat();
    assert_eq!(mulu(&forced).0, 0);
    for entry in fs::read_dir(&out).expect("the folder").flatten() {
        let text = fs::read_to_string(entry.path()).expect("a text");
        assert!(text.contains("预览：目录中有错误，请勿使用"), "{} is not marked", entry.path().display());
    }
}

#[test]
fn templates_are_replaced_file_by_file() {
    let folder = tempfile::tempdir().expect("a folder");
    let root = on_disk(folder.path(), ITEM);
    let templates = folder.path().join("templates").to_string_lossy().into_owned();
    let out = folder.path().join("out").to_string_lossy().into_owned();
    let own = |more: &[&str]| {
        mulu(
            &[&["generate", "form", "--catalogue", &root, "-o", &out, "--templates", &templates], more]
                .concat(),
        )
    };
    assert_eq!(mulu(&["templates", "export", "-o", &templates]).0, 0);
    let (code, said) = mulu(&["templates", "export", "-o", &templates]);
    assert!(code == 0 && said.starts_with("0 templates written"), "nothing is overwritten: {said}");
    assert_eq!(mulu(&["generate", "form", "--catalogue", &root, "-o", &out]).0, 0);
    assert_eq!(own(&["--check"]).0, 0, "the exported templates are the embedded ones");
    let page = Path::new(&templates).join("form/form.html");
    let text = fs::read_to_string(&page)
        .expect("the template")
        .replace("<footer>", "<footer>{{ nothing_of_this_name }}");
    fs::write(&page, text).expect("the template can be written");
    let (code, said) = own(&[]);
    assert!(code == 2 && said.contains("form/form.html") && said.contains("item 001014999001"), "{said}");
    fs::remove_file(&page).expect("it is there");
    assert_eq!(mulu(&["templates", "export", "-o", &templates]).0, 0, "what is missing is written again");
    // A template that others include is named itself, with its line and what is wrong.
    let part = Path::new(&templates).join("site/part.html");
    write(&part, b"\n{{ nothing_of_this_name }}");
    let (code, said) =
        mulu(&["generate", "site", "--catalogue", &root, "-o", &out, "--templates", &templates]);
    assert!(code == 2 && said.contains("site/part.html:2") && said.contains("undefined"), "{said}");
    fs::remove_file(&part).expect("it is there");
    write(&Path::new(&templates).join("form/unknown.html"), b"x");
    assert_eq!(own(&[]).0, 2);
}

/// A folder that was not there appears when all is written, and not at all where that fails.
#[test]
fn a_new_folder_appears_whole_or_not_at_all() {
    let home = tempfile::tempdir().expect("a folder");
    fs::create_dir(home.path().join("items")).expect("a folder");
    fs::write(home.path().join("mulu.yaml"), "format: 1\nname: 示例\nedition: \"2020\"\n").expect("a file");
    let run = |output: &str| {
        let command = std::process::Command::new(env!("CARGO_BIN_EXE_mulu"))
            .args(["generate", "form", "--force", "-o", output])
            .current_dir(home.path())
            .env_clear()
            .output();
        command.expect("the program starts").status.code()
    };
    let names = || -> Vec<String> {
        let entries = fs::read_dir(home.path()).expect("the folder is there").flatten();
        let mut names: Vec<String> =
            entries.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
        names.sort();
        names
    };
    for name in ["one.yaml", "two.yaml"] {
        fs::write(home.path().join("items").join(name), ITEM).expect("a file");
    }
    for output in ["out", "a/b/out"] {
        assert_eq!(run(output), Some(2), "two items give one output");
        assert_eq!(names(), ["items", "mulu.yaml"]);
    }
    fs::remove_file(home.path().join("items/two.yaml")).expect("it is there");
    for output in ["out", "a/b/out"] {
        assert_eq!(run(output), Some(0));
        assert!(home.path().join(output).join("form-index.json").is_file());
    }
}

/// What a layer above says is in the outputs of an implementation: these are made anew with it.
#[test]
fn a_layer_above_that_changes_is_seen_below() {
    let folder = tempfile::tempdir().expect("a folder");
    let root = on_disk(folder.path(), ITEM);
    let basic = Path::new(&root).join("items/base.yaml");
    write(&basic, support::base("basic-item").as_bytes());
    let implementation = support::base("implementation");
    write(&Path::new(&root).join("regions/370828/base.yaml"), implementation.as_bytes());
    let out = folder.path().join("out").to_string_lossy().into_owned();
    let form =
        |more: &[&str]| mulu(&[&["generate", "form", "--catalogue", &root, "-o", &out], more].concat()).1;
    form(&[]);
    assert!(form(&["--check"]).contains("0 stale"));
    let changed = support::base("basic-item").replacen("label: 总机构名称", "label: 总机构全称", 1);
    write(&basic, changed.as_bytes());
    let code = implementation.lines().find_map(|line| line.strip_prefix("code: ")).expect("a code");
    let stale = form(&["--check"]);
    assert!(stale.contains(&format!("stale: {}", code.trim_matches('"'))), "{stale}");
    form(&[]);
    assert!(form(&["--check"]).contains("0 stale"));
}
