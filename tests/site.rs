//! The site: some pages in full, links and anchors lead somewhere, the reference has all that descriptions hold,
//! a site of some items has no dead link, hostile texts stay texts, what is not public is on no page, equal bytes.

mod support;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Component, Path, PathBuf};

use mulu::generate::site::Site;
use serde_json::Value;
use support::outputs::{ITEM, assert_as_it_was, hostile, hostile_line, outputs};
use support::{MANIFEST, page};

const CODE: &str = "001014999001";
const TREES: [&str; 2] = ["zh", "en"];

fn generated(items: &[(&str, &str)], manifest: &str) -> BTreeMap<String, String> {
    outputs(Site::new, items, manifest)
}

/// The item for tests and an implementation.
fn both() -> BTreeMap<String, String> {
    let items = [
        ("items/item.yaml", ITEM),
        ("items/base.yaml", support::base("basic-item")),
        ("regions/370828/base.yaml", support::base("implementation")),
    ];
    generated(&items, MANIFEST)
}

fn parsed(text: &str) -> Value {
    serde_json::from_str(text).expect("JSON")
}

fn is_page(path: &str) -> bool {
    Path::new(path).extension().is_some_and(|ending| ending == "html")
}

/// The values of an attribute.
fn values<'t>(page: &'t str, attribute: &str) -> impl Iterator<Item = String> + use<'t> {
    let start = format!(" {attribute}=\"");
    let pieces = page.split(&start).skip(1).map(|rest| rest.split('"').next().unwrap_or_default());
    let plain = |text: &str| text.replace("&#x2f;", "/").replace("&#x27;", "'").replace("&amp;", "&");
    pieces.map(plain).collect::<Vec<_>>().into_iter()
}

/// Where a link of a page leads, within the site.
fn target(page: &str, link: &str) -> String {
    let mut path = PathBuf::from(page);
    if !link.is_empty() {
        path.pop();
        for part in Path::new(link).components() {
            match part {
                Component::ParentDir => assert!(path.pop(), "{page}: {link} leaves the site"),
                other => path.push(other),
            }
        }
    }
    path.to_string_lossy().into_owned()
}

#[test]
fn pages_are_as_they_were() {
    let outputs = both();
    let pages = [
        ("index.html".to_owned(), "home"),
        (format!("item/001014/{CODE}.html"), "item"),
        (format!("item/001014/{CODE}.api.html"), "reference"),
        ("standard/rule-duplicate-key.html".to_owned(), "rule"),
    ];
    for (path, name) in pages {
        for tree in TREES {
            assert_as_it_was(&outputs[&format!("{tree}/{path}")], &format!("site-{name}.{tree}.html"));
        }
    }
}

/// Holds that all links within a site lead somewhere; how many there are.
fn links(outputs: &BTreeMap<String, String>) -> usize {
    let ids: BTreeMap<&str, BTreeSet<String>> = outputs
        .iter()
        .filter(|(path, _)| is_page(path))
        .map(|(path, page)| {
            let all: Vec<String> = values(page, "id").collect();
            let once: BTreeSet<String> = all.iter().cloned().collect();
            assert_eq!(all.len(), once.len(), "{path} has an id twice");
            (path.as_str(), once)
        })
        .collect();
    let mut links = 0;
    for (path, page) in outputs.iter().filter(|(path, _)| is_page(path)) {
        for link in values(page, "href").chain(values(page, "src")) {
            if ["http:", "https:", "mailto:"].iter().any(|scheme| link.starts_with(scheme)) {
                continue;
            }
            let (file, anchor) = link.split_once('#').unwrap_or((&link, ""));
            let target = target(path, file);
            assert!(outputs.contains_key(&target), "{path}: {link} leads nowhere");
            let known = anchor.is_empty() || ids[target.as_str()].contains(anchor);
            assert!(known, "{path}: {link} has no such anchor");
            links += 1;
        }
    }
    links
}

#[test]
fn links_and_anchors_lead_somewhere() {
    let links = links(&both());
    assert!(links > 5_000, "only {links} links");
}

/// A folder, file by file.
fn read(folder: &Path) -> BTreeMap<String, String> {
    let mut files = BTreeMap::new();
    for entry in std::fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path()) {
        let name = entry.file_name().expect("a name").to_string_lossy().into_owned();
        if entry.is_dir() {
            files.extend(read(&entry).into_iter().map(|(path, text)| (format!("{name}/{path}"), text)));
        } else {
            files.insert(name, std::fs::read_to_string(&entry).expect("a text"));
        }
    }
    files
}

/// What is read on a page.
fn words(page: &str) -> String {
    page.split('<').filter_map(|piece| Some(piece.split_once('>')?.1)).collect()
}

#[test]
fn a_site_of_some_items_has_no_dead_link() {
    let folder = tempfile::tempdir().expect("a folder");
    let base = |name| support::base(name).as_bytes().to_vec();
    let own = [
        ("items/item.yaml", ITEM.as_bytes().to_vec()),
        ("registers/elements-for-tests.yaml", include_bytes!("forms/elements.yaml").to_vec()),
        ("items/base.yaml", base("basic-item")),
        ("regions/370828/base.yaml", base("implementation")),
        ("mulu.yaml", MANIFEST.as_bytes().to_vec()),
    ];
    let own = own.map(|(path, bytes)| (path.to_owned(), bytes));
    for (path, bytes) in support::registers().chain(own) {
        let place = folder.path().join("catalogue").join(path);
        std::fs::create_dir_all(place.parent().expect("a folder")).expect("the folder can be made");
        std::fs::write(place, bytes).expect("the file can be written");
    }
    let make = |to: &str, items: &[&str]| {
        let run = std::process::Command::new(env!("CARGO_BIN_EXE_mulu"))
            .current_dir(folder.path())
            .args(["generate", "site", "--catalogue", "catalogue", "--lang=en", "-o", to])
            .args(items)
            .output();
        let run = run.expect("the program starts");
        let said = String::from_utf8([run.stdout, run.stderr].concat()).expect("UTF-8");
        assert_eq!(run.status.code(), Some(0), "{said}");
        (read(&folder.path().join(to)), said.lines().last().expect("a line").to_owned())
    };
    let (body, basic) = ("11370828MB286029024000114107003", "000114107003");
    let named = |outputs: &BTreeMap<String, String>| {
        let page = &outputs[&format!("zh/item/000114/{basic}.html")];
        values(page, "href").filter(|link| link.ends_with(&format!("{body}.html"))).count()
    };
    let (whole, _) = make("whole", &[]);
    assert_eq!(named(&whole), 1);
    for (to, items, pages) in
        [("one", &[CODE][..], 2), ("body", &[body], 2), ("basic", &[basic], 4), ("all", &[CODE, basic], 6)]
    {
        let (part, _) = make(to, items);
        let found = links(&part);
        assert!(found > 20 * pages, "{to}: {found}");
        let own = |path: &&String| path.starts_with("zh/") || path.starts_with("en/");
        assert_eq!(part.keys().filter(own).count(), 2 * pages, "{to}");
        // Nothing but links is missing, and nothing of what is there.
        // The list of what no index names is no part of the whole.
        for (path, text) in part.iter().filter(|(path, _)| *path != "site-unlisted.txt") {
            assert_eq!(words(text), words(&whole[path]), "{to}: {path}");
            let there = values(&whole[path], "href").filter(|link| {
                let file = link.split('#').next().unwrap_or_default();
                is_page(path) && !link.contains(':') && part.contains_key(&target(path, file))
            });
            let left = values(text, "href").filter(|link| is_page(path) && !link.contains(':'));
            assert_eq!(left.collect::<Vec<_>>(), there.collect::<Vec<_>>(), "{to}: {path}");
        }
        // In a site that is there, links stay.
        let (again, told) = make("whole", items);
        assert!(again == whole && told.starts_with("0 written, "), "{to}: {told}");
        assert!(make(to, items).1.starts_with("0 written, "), "{to}");
    }
    // What an earlier run left is there too.
    let (part, _) = make("one", &[basic]);
    assert_eq!(named(&part), 1);
    links(&part);
}

/// Names of the operations of a description.
fn operations(description: &Value) -> Vec<&str> {
    let items = ["paths", "webhooks"].map(|part| description[part].as_object());
    let items = items.into_iter().flatten().flat_map(|items| items.values());
    let calls = items.flat_map(|item| item.as_object().into_iter().flat_map(|item| item.values()));
    calls.filter_map(|call| call["operationId"].as_str()).collect()
}

#[test]
fn the_reference_has_all_that_descriptions_hold() {
    let outputs = both();
    let service = parsed(&outputs["api/service.openapi.json"]);
    let own = parsed(&outputs[&format!("api/items/{CODE}.openapi.json")]);
    assert!(operations(&service).len() > 30 && operations(&own).len() > 4);
    let item = format!("item/001014/{CODE}.api.html");
    let item = item.as_str();
    for tree in TREES {
        let pages = [(&service, "api/operations.html", "api/schemas.html"), (&own, item, item)];
        for (description, calls, shapes) in pages {
            let (calls, shapes) =
                (&outputs[&format!("{tree}/{calls}")], &outputs[&format!("{tree}/{shapes}")]);
            for name in operations(description) {
                assert!(calls.contains(&format!(" id=\"op-{name}\"")), "{tree}: {name}");
            }
            for name in description["components"]["schemas"].as_object().expect("shapes").keys() {
                assert!(shapes.contains(&format!(" id=\"schema-{name}\"")), "{tree}: {name}");
            }
        }
        let overview = &outputs[&format!("{tree}/api/index.html")];
        for (kind, anchor) in
            [("securitySchemes", "scheme"), ("headers", "header"), ("parameters", "parameter")]
        {
            for name in service["components"][kind].as_object().expect("components").keys() {
                assert!(overview.contains(&format!(" id=\"{anchor}-{name}\"")), "{tree}: {name}");
            }
        }
        for server in service["servers"].as_array().expect("servers") {
            let url = server["url"].as_str().expect("an address").replace('/', "&#x2f;");
            assert!(overview.contains(&url), "{tree}: {url}");
        }
    }
    // Every field of the form is on the page of the item, with the mark of what must be given.
    let page = &outputs[&format!("zh/{item}")];
    let applications = &own["components"]["schemas"]["Application01"]["properties"]["sections"]["properties"];
    for (id, section) in applications.as_object().expect("sections") {
        for field in section["properties"].as_object().expect("fields").keys() {
            assert!(page.contains(&format!("<code class=\"key\">{field}</code>")), "{id}/{field}");
        }
    }
    assert!(page.contains("<strong class=\"must\">必填</strong>") && page.contains("curl -X POST"));
}

#[test]
fn an_application_made_from_the_page_is_taken() {
    let outputs = both();
    let page = &outputs[&format!("en/item/001014/{CODE}.api.html")];
    let schema = parsed(&outputs[&format!("form/{CODE}-01.schema.json")]);
    let mut compiler = boon::Compiler::new();
    compiler.add_resource("http://example.invalid/form", schema).expect("the schema can be named");
    let mut schemas = boon::Schemas::new();
    let shape = compiler.compile("http://example.invalid/form", &mut schemas).expect("a schema");
    let parts = page::parts(page, "Application01");
    assert!(parts.len() > 50, "{} parts", parts.len());
    let (mut needed, mut refused) = (0, 0);
    for turn in 0..3 {
        let good = page::application(&parts, turn);
        let verdict = schemas.validate(&good, shape);
        assert!(verdict.is_ok(), "{turn}: {:#}\n{good:#}", verdict.expect_err("a fault"));
        for own in parts.iter().filter(|own| !own.must.is_empty() || !own.only.is_empty()) {
            let (last, above) = own.keys.split_last().expect("a key");
            let mut changed = good.clone();
            if good.pointer(&format!("/{}", above.join("/"))).is_none() {
                continue;
            }
            let within = page::map_at(&mut changed, above);
            let near = Value::from(within.clone());
            if own.must.iter().any(|case| page::holds(case, &near, &good)) {
                assert!(within.remove(last).is_some(), "{:?}", own.keys);
                needed += 1;
            } else if own.only.iter().any(|case| !page::holds(case, &near, &good)) {
                within.insert(last.clone(), Value::Null);
                refused += 1;
            } else {
                continue;
            }
            assert!(schemas.validate(&changed, shape).is_err(), "{turn}: {:?} makes no difference", own.keys);
        }
    }
    assert!(needed > 10 && refused > 4, "{needed} needed, {refused} refused");
}

#[test]
fn every_part_of_a_shape_has_an_anchor_that_is_the_way_to_it() {
    fn ways(schema: &Value, at: &str, to: &mut Vec<String>) {
        let branches = schema["oneOf"].as_array().into_iter().flatten();
        for branch in branches {
            let handling = branch["properties"]["handlingItem"]["const"].as_str().expect("a handling item");
            ways(branch, &format!("{at}.{handling}"), to);
        }
        let schema = if schema["items"].is_object() { &schema["items"] } else { schema };
        for (key, part) in schema["properties"].as_object().into_iter().flatten() {
            let at = format!("{at}.{key}");
            ways(part, &at, to);
            to.push(at);
        }
    }
    let outputs = both();
    for (file, page) in [
        (format!("api/items/{CODE}.openapi.json"), format!("item/001014/{CODE}.api.html")),
        ("api/service.openapi.json".to_owned(), "api/schemas.html".to_owned()),
    ] {
        let mut all = Vec::new();
        for (name, schema) in parsed(&outputs[&file])["components"]["schemas"].as_object().expect("shapes") {
            ways(schema, &format!("schema-{name}"), &mut all);
        }
        let ids: BTreeSet<String> = values(&outputs[&format!("zh/{page}")], "id").collect();
        assert!(all.len() > 100, "{page}: {}", all.len());
        for way in all {
            assert!(ids.contains(&way), "{page}: {way}");
        }
    }
}

#[test]
fn every_kind_of_fault_has_a_page_at_its_address() {
    let manifest = format!("{MANIFEST}site: {{url: \"https://catalogue.invalid/items\"}}\n");
    let outputs = generated(&[("items/item.yaml", ITEM)], &manifest);
    let mut types = BTreeSet::new();
    for (path, text) in outputs.iter().filter(|(path, _)| path.ends_with(".openapi.json")) {
        let marks: Vec<&str> = text.split("\"type\": \"https://").skip(1).collect();
        assert!(!path.contains("service") || marks.len() > 10, "{path}");
        types.extend(marks.iter().map(|rest| rest.split('"').next().unwrap_or_default()));
    }
    assert!(types.len() > 10);
    for own in types {
        let path = own.strip_prefix("catalogue.invalid/items/").expect("below the address of the site");
        let page = &outputs[&format!("{path}/index.html")];
        assert!(page.contains("怎么办") && page.contains("What to do"), "{own}");
        assert!(page.contains(&own.replace('/', "&#x2f;")), "{own}");
        assert!(page.contains("application/problem+json") && page.contains("&quot;status&quot;: "), "{own}");
    }
    let listed = [
        (&outputs["problems/invalid-content/index.html"], "<code>value-shape</code>"),
        (&outputs["problems/bad-request/index.html"], "&quot;parameter&quot;: &quot;Idempotency-Key&quot;"),
        (&outputs["en/api/index.html"], "&quot;pointer&quot;: &quot;&#x2f;application&#x2f;signature&quot;"),
        (&outputs["en/api/index.html"], " id=\"code-element-missing\""),
        (&outputs["en/api/schemas.html"], "<code>material-incomplete</code>"),
    ];
    for (page, mark) in listed {
        assert!(page.contains(mark), "{mark}");
    }
}

#[test]
fn tables_of_elements_say_what_must_be_there() {
    let outputs = generated(&[("items/item.yaml", ITEM)], MANIFEST);
    for (page, id, facts) in [
        ("basic-item", "code", &["<code>code</code>", "required", "code", "CATALOG_CODE"][..]),
        ("basic-item", "materials.name", &["<code>materials[].<wbr>name</code>", "required", "text"]),
        ("basic-item", "materials.issuer", &["optional"]),
        ("basic-item", "steps.limit.unit", &["required where days is given", "one of the values"]),
        ("specification", "scope.region", &["required"]),
        ("implementation", "contacts.enquiry", &["<code>contacts.<wbr>enquiry</code>", "required"]),
        (
            "implementation",
            "conditions",
            &["required for licence, payment", "public service", "list: group of elements"],
        ),
        ("implementation", "body.uscc", &["required unless virtual code"]),
        ("implementation", "materials.medium", &["optional", "list: one of the values", "list-medium.html"]),
    ] {
        let page = &outputs[&format!("en/standard/element-{page}.html")];
        let row =
            page.split(&format!("<tr id=\"element-{id}\">")).nth(1).and_then(|row| row.split("</tr>").next());
        let row = row.unwrap_or_else(|| panic!("no row {id}"));
        for fact in facts {
            assert!(row.contains(fact), "{id}: {fact}\n{row}");
        }
        assert!(row.contains(&format!("#element-{id}\"")), "{id}");
        assert!(id == "conditions" || !row.contains("required for"), "{id}\n{row}");
    }
}

#[test]
fn the_register_says_what_is_covered_and_what_is_planned() {
    let item = format!(
        "{ITEM}exemptions: [{}, {}, {{id: late, duty: online-inclusion, state: deferred, target: 2026-11-23}}]\n",
        "{id: a, duty: online-inclusion, state: exempt, ground: law, citation: {law: 民法典, articles: [\"1049\"]}, scope: {channels: [online], steps: [accept], materials: [plan]}}",
        "{id: b, duty: online-inclusion, state: deferred, target: 2027-06-30, owner: {name: 示例局, name_en: example office}, scope: {whole_item: true}}",
    );
    let outputs = generated(&[("items/item.yaml", &item)], MANIFEST);
    let page = |lang: &str| outputs[&format!("{lang}/standard/exemptions.html")].as_str();
    for (text, marks) in [
        (
            page("zh"),
            [
                "办理形式：网上办理；环节：受理；材料：工作方案",
                "整个事项",
                "目标日期：2027-06-30",
                "责任单位：示例局",
            ],
        ),
        (
            page("en"),
            [
                "ways: online; steps: ",
                "the whole item",
                "Target date: 2027-06-30",
                "Responsible: example office",
            ],
        ),
    ] {
        for mark in marks {
            assert!(text.contains(mark), "{mark}");
        }
        assert_eq!(text.matches(marks[2]).count(), 1);
    }
    assert!(page("zh").contains("已失效，义务适用") && page("en").contains("lapsed: the duty applies"));
}

/// A deferral past its target lifts nothing: the guide says so, and the API does not tell of it.
#[test]
fn deferrals_past_their_target_have_lapsed() {
    for (target, lapsed) in [("2020-06-30", true), ("2099-06-30", false)] {
        let record = format!(
            "{{id: b, duty: online-inclusion, state: deferred, target: {target}, owner: {{name: 示例局}}, scope: {{whole_item: true}}}}"
        );
        let item = format!("{ITEM}exemptions: [{record}]\n");
        let outputs = generated(&[("items/item.yaml", &item)], MANIFEST);
        assert_eq!(outputs[&format!("zh/item/001014/{CODE}.html")].contains("已失效，义务适用"), lapsed);
        assert_eq!(outputs[&format!("zh/item/001014/{CODE}.api.html")].contains(target), !lapsed);
    }
}

#[test]
fn requests_are_shown_as_they_are_sent() {
    let outputs = both();
    let overview = &outputs["en/api/index.html"];
    let steps = overview.split("<ol class=\"entries\">").nth(1).and_then(|rest| rest.split("</ol>").next());
    let steps: Vec<String> = values(steps.expect("the steps"), "href").collect();
    let order =
        ["createCase", "saveApplication", "supplyMaterial", "uploadMaterial", "submitCase", "getStatus"];
    assert_eq!(steps, order.map(|id| format!("../api/operations.html#op-{id}")));
    assert!(overview.contains("ETag of the last answer") && overview.contains(" id=\"scope-apply\""));
    let operations = &outputs["en/api/operations.html"];
    assert!(operations.contains("Any one of:") && operations.contains("#scope-track"));
    for (page, suffix, filled) in [
        (operations, "", "organisation-name"),
        (&outputs[&format!("en/item/001014/{CODE}.api.html")], &*format!("_{CODE}"), "person-name"),
    ] {
        for id in ["createCase", "saveApplication", "submitCase", "correctCase"] {
            let shown = page.split(&format!(" id=\"op-{id}{suffix}\"")).nth(1).expect("the operation");
            let shown = shown.split("</section>").next().unwrap_or_default();
            assert!(
                shown.contains("curl -X ") && shown.contains(&format!("&quot;{filled}&quot;: ")),
                "{id}{suffix}"
            );
        }
    }
}

#[test]
fn what_no_source_states_is_marked() {
    let (head, _) = ITEM.split_once("materials:\n").expect("materials");
    let unstated = format!("{head}provenance: {{sources: [测试]}}\n").replace(CODE, "001014999005");
    let outputs = generated(&[("items/item.yaml", ITEM), ("items/unstated.yaml", &unstated)], MANIFEST);
    assert_eq!(outputs["en/api/items.html"].matches("application not stated in the sources").count(), 1);
    for (code, marked) in [(CODE, false), ("001014999005", true)] {
        let page = &outputs[&format!("en/item/001014/{code}.api.html")];
        assert_eq!(page.contains("not stated in the sources"), marked, "{code}");
        assert_eq!(page.contains("--data @body.json"), marked, "{code}");
        assert!(!page.contains("&quot;application&quot;: {}"), "{code}");
    }
}

#[test]
fn items_and_departments_link_to_what_is_made_of_them() {
    let outputs = both();
    for tree in TREES {
        let page = &outputs[&format!("{tree}/item/001014/{CODE}.html")];
        let links: Vec<String> = values(page, "href").collect();
        let reference = format!("item/001014/{CODE}.api.html");
        assert!(links.iter().any(|link| link.ends_with(&reference)), "{tree}");
        let home: Vec<String> = values(&outputs[&format!("{tree}/index.html")], "href").collect();
        assert!(home.iter().any(|link| link == "api/index.html"));
    }
    for ending in ["yaml", "json"] {
        let bundle = format!("api/departments/人力资源社会保障部.openapi.{ending}");
        let links: Vec<String> = values(&outputs["zh/api/items.html"], "href").collect();
        assert!(links.contains(&format!("../../{bundle}")) && outputs[&bundle].contains(CODE), "{bundle}");
    }
    let catalogue = parsed(&outputs["api/api-catalog.json"]);
    for link in catalogue["linkset"].as_array().expect("links") {
        let file = link["service-desc"][0]["href"].as_str().expect("a file");
        assert!(outputs.contains_key(&format!("api/{file}")), "{file}");
        assert_eq!(link["service-desc"][0]["title"], "示例数据，不作为办事依据");
    }
}

/// An English reader comes to the English form, is told of Chinese paper, and finds the way back.
#[test]
fn forms_open_in_the_language_of_the_reader_and_lead_back() {
    let outputs = both();
    for (tree, fragment, paper) in [("zh", "", "打印空白表"), ("en", "#en", "Form on paper (Chinese)")] {
        let item = format!("item/001014/{CODE}.html");
        let page = &outputs[&format!("{tree}/{item}")];
        let form = format!("../../../form/{CODE}-01");
        assert!(values(page, "href").any(|link| link == format!("{form}.html{fragment}")), "{tree}");
        let plain = page.replace("&#x2f;", "/");
        assert!(plain.contains(&format!("<a href=\"{form}.print.html\">{paper}")), "{tree}");
        let back = format!("../{tree}/{item}");
        let links = |ending| values(&outputs[&format!("form/{CODE}-01{ending}")], "href").collect::<Vec<_>>();
        assert_eq!(links(".html").iter().filter(|link| **link == back).count(), 1, "{tree}");
        assert!(links(".print.html").is_empty());
    }
}

#[test]
fn steps_of_a_case_are_told_apart_in_the_drawing_too() {
    let steps = "steps:\n  - {id: visit, kind: special, name: 现场核查}\n";
    let more = "  - when: {situation: {agent: \"yes\"}}\n    steps: {remove: [visit, accept]}\nsteps:\n";
    let item = ITEM.replace("steps:\n", steps).replacen("steps:\n", more, 1);
    let outputs = generated(&[("items/item.yaml", &item)], MANIFEST);
    let page = &outputs[&format!("en/item/001014/{CODE}.html")];
    let section = page.split("id=\"steps\"").nth(1).and_then(|rest| rest.split("</section>").next());
    let section = section.expect("steps");
    let boxes: Vec<bool> = section
        .split("<g ")
        .skip(1)
        .map(|one| one.split('>').next().is_some_and(|tag| tag.contains("data-when")))
        .collect();
    assert_eq!(boxes, [true, true]);
    assert!(
        section.contains(">special procedure</text>")
            && section.contains("(<span lang=\"zh\">现场核查</span>)")
    );
    assert!(section.contains("class=\"none quiet\" hidden"));
}

#[test]
fn places_have_english_names_where_all_parts_have() {
    let outputs = both();
    let found = &outputs["assets/search/titles-0.js"];
    assert!(
        found.contains(" · Jinxiang County, Shandong Province · ") && found.contains(" · 山东省金乡县 · ")
    );
    assert!(outputs["en/region/index.html"].contains(">Jinxiang County, Shandong Province<"));
}

#[test]
fn hostile_texts_stay_texts() {
    for text in hostile() {
        let quoted = serde_json::to_string(&text).expect("a text");
        let item: String = ITEM.lines().map(|line| hostile_line(line, &quoted) + "\n").collect();
        let outputs = generated(&[("items/item.yaml", &item)], MANIFEST);
        for (path, page) in outputs.iter().filter(|(path, _)| is_page(path) && !path.starts_with("form/")) {
            let held = page.matches("<script").count();
            let data = page.matches("<script type=\"application/ld+json\">").count();
            let script = usize::from(page.contains("assets/site.js"));
            assert_eq!(held, data + script, "{path}: {text}");
            assert_eq!(page.matches("</script>").count(), held, "{path}: {text}");
            assert!(!page.contains("<img") && !page.contains("<!--"), "{path}: {text}");
            assert!(!page.contains("<link rel=stylesheet") && !page.contains("</style>"), "{path}: {text}");
            for json in page.split("<script type=\"application/ld+json\">").skip(1) {
                let own = parsed(json.split("</script>").next().unwrap_or_default());
                assert_eq!(own["@type"], "GovernmentService", "{path}");
            }
        }
        for page in ["html", "api.html"] {
            let page = &outputs[&format!("zh/item/001014/{CODE}.{page}")];
            let shown = page.replace("&#x27;", "'").replace("&quot;", "\"").replace("&#x2f;", "/");
            let shown = shown.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
            assert!(shown.contains(&text), "{text}");
        }
    }
}

#[test]
fn what_is_not_public_is_on_no_page() {
    let marked = |code: &str, more: &str| {
        let own = ITEM.replace(CODE, code).replace("表单测试", "标记机密");
        format!("{own}{more}")
    };
    let secret = marked(
        "001014999002",
        "exemptions: [{id: s, duty: online-inclusion, state: exempt, ground: state-secret, secret: {level: secret, source: 标记机密}}]\n",
    );
    let unpublished = marked("001014999003", "publication: {publish: false}\n");
    let below = "kind: implementation\nimplements: \"001014999002\"\nregion: \"370828\"\ntier: county\nbody: {name: 标记机密}\n";
    let items = [
        ("items/secret.yaml", secret.as_str()),
        ("items/unpublished.yaml", &unpublished),
        ("items/item.yaml", ITEM),
        ("regions/370828/secret.yaml", below),
    ];
    let outputs = generated(&items, MANIFEST);
    assert!(outputs.contains_key(&format!("zh/item/001014/{CODE}.api.html")));
    for (path, text) in &outputs {
        assert!(!text.contains("标记机密"), "{path}");
        for code in ["001014999002", "001014999003"] {
            assert!(!path.contains(code) && !text.contains(code), "{path}");
        }
    }
    // The search holds pairs, which no text would show.
    let shards = outputs.iter().filter(|(path, _)| path.contains("search/pairs-"));
    for (path, text) in shards {
        assert!(!text.contains("\"记机\""), "{path}");
    }
}

#[test]
fn every_page_says_what_it_is_and_asks_nothing_of_the_network() {
    for (path, page) in both().iter().filter(|(path, _)| is_page(path)) {
        assert!(page.contains("示例数据，不作为办事依据") || path.starts_with("en/"), "{path}");
        let header = page.split("<header").nth(1).and_then(|rest| rest.split("</header>").next());
        let within = path.starts_with("form/") || header.is_some_and(|own| own.contains("class=\"mark\""));
        assert!(within, "{path}: the notice is in no landmark");
        assert!(path.starts_with("en/") != page.contains("<html lang=\"zh"), "{path}");
        let policy = page.replace("&#x27;", "'").replace("&#39;", "'");
        assert!(policy.contains("default-src 'none'"), "{path}");
        for reference in ["src=\"http", "stylesheet\" href=\"http", "url(", "@import", "fetch("] {
            assert!(!page.contains(reference), "{path} holds {reference}");
        }
    }
}

#[test]
fn every_run_gives_the_same_bytes() {
    let run = |threads| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("threads");
        pool.install(both)
    };
    assert!(run(1) == run(4));
}

#[test]
fn the_reference_tells_limits_and_bodies_in_words() {
    let unstated = |line: &str| {
        let text = support::base("implementation");
        let (before, after) = text.split_once(line).expect("the line");
        format!("{before}{}", after.split_once('\n').expect("its end").1)
    };
    let (bodiless, codeless) = (unstated("body: "), unstated("code: "));
    for (below, whose, en, coded) in [
        (support::base("implementation"), "示例县行政审批服务局", "示例县行政审批服务局", true),
        (&*bodiless, "来源未载明实施主体", "body not stated in the sources", true),
        (&*codeless, "示例县行政审批服务局", "示例县行政审批服务局", false),
    ] {
        let items = [
            ("items/item.yaml", ITEM),
            ("items/base.yaml", support::base("basic-item")),
            ("regions/370828/base.yaml", below),
        ];
        let outputs = generated(&items, MANIFEST);
        for (tree, nation, place, whose) in [
            ("zh", "全国", "山东省金乡县", whose),
            ("en", "nationwide", "Jinxiang County, Shandong Province", en),
        ] {
            let list = outputs[&format!("{tree}/api/items.html")].split('<');
            let list: String = list.filter_map(|tag| Some(tag.split_once('>')?.1)).collect();
            assert!(list.contains(&format!("{place} · {whose}")), "{tree}: {whose}");
            assert!(list.contains(&format!("{nation} · {CODE}")), "{tree}");
        }
        let own = |path: &&String| path.starts_with("en/") && path.ends_with(".api.html");
        let uncoded = outputs
            .keys()
            .filter(own)
            .filter(|path| outputs[*path].contains("items&#x2f;{itemCode}&#x2f;cases"));
        assert_eq!(uncoded.count(), usize::from(!coded));
        for (tree, told, untold) in [
            ("zh", &["最多2位小数"][..], &["decimals-"][..]),
            (
                "en",
                &[
                    "at most 2 decimal places",
                    "at least 1 entry",
                    "Prefilled values that differ from their source",
                ],
                &["decimals-", "1 entries", "1 characters"],
            ),
        ] {
            let page = &outputs[&format!("{tree}/item/001014/{CODE}.api.html")];
            assert!(told.iter().all(|text| page.contains(text)), "{tree}");
            assert!(untold.iter().all(|text| !page.contains(text)), "{tree}");
        }
    }
}
