//! API descriptions: one in full, examples held against their shapes, the same fields in every
//! output, what must reach no output, hostile texts, equal bytes.

mod support;

use std::collections::{BTreeMap, BTreeSet};

use boon::{Compiler, Schemas};
use mulu::generate::form::{Forms, Target};
use mulu::generate::openapi::Descriptions;
use mulu::openapi::{Document, Version};
use serde_json::{Value, json};
use support::MANIFEST;
use support::outputs::{ITEM, assert_as_it_was, assert_no_secret, outputs, with_secrets};

const CODE: &str = "001014999001";

/// All outputs of a catalogue of these items.
fn generated(version: Version, items: &[(&str, &str)], manifest: &str) -> BTreeMap<String, String> {
    outputs(|_| Descriptions::new(version), items, manifest)
}

fn both() -> [(&'static str, &'static str); 2] {
    [("items/item.yaml", ITEM), ("items/base.yaml", support::base("basic-item"))]
}

fn parsed(text: &str) -> Value {
    serde_json::from_str(text).expect("JSON")
}

#[test]
fn descriptions_are_as_they_were() {
    let outputs = generated(Version::V31, &[("items/item.yaml", ITEM)], MANIFEST);
    for (path, golden) in [("service", "service"), ("items/001014999001", "item")] {
        let text = &outputs[&format!("{path}.openapi.yaml")];
        assert_as_it_was(text, &format!("openapi-{golden}.yaml"));
    }
}

#[test]
fn what_only_one_version_knows_stands_in_no_other() {
    let newer =
        ["\"$self\"", "\"parent\"", "\"itemSchema\"", "\"deviceAuthorization\"", "\"oauth2MetadataUrl\""];
    let older = ["\"x-tagGroups\"", "\"x-displayName\""];
    for (version, number, own, others) in
        [(Version::V31, "3.1.1", &older[..], &newer[..]), (Version::V32, "3.2.0", &newer[..], &older[..])]
    {
        let outputs = generated(version, &[("items/item.yaml", ITEM)], MANIFEST);
        let service = &outputs["service.openapi.json"];
        assert_eq!(parsed(service)["openapi"], number);
        assert!(own.iter().all(|key| service.contains(key)), "{number}");
        for (path, text) in outputs.iter().filter(|(path, _)| path.ends_with(".openapi.json")) {
            assert!(others.iter().all(|key| !text.contains(key)), "{path} of {number}");
        }
    }
}

#[test]
fn every_run_gives_the_same_bytes() {
    let run = |threads| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("threads");
        pool.install(|| generated(Version::V31, &both(), MANIFEST))
    };
    assert!(run(1) == run(4));
}

#[test]
fn yaml_and_json_say_the_same_and_are_what_the_types_say() {
    let outputs = generated(Version::V32, &both(), MANIFEST);
    let mut seen = 0;
    for (path, text) in outputs.iter().filter(|(path, _)| path.ends_with(".openapi.yaml")) {
        let yaml: Value = serde_yaml::from_str(text).expect("YAML");
        let json = &outputs[&path.replace(".yaml", ".json")];
        assert!(yaml == parsed(json), "{path} and its JSON differ");
        let typed: Document = serde_json::from_str(json).expect("a description");
        assert!(serde_json::to_value(&typed).expect("JSON") == yaml, "{path} holds what no type says");
        seen += 1;
    }
    assert_eq!(seen, 4, "service, two items, one department");
}

/// Every example with the place of the shape it shows.
fn examples(document: &Value) -> Vec<(String, Value)> {
    fn walk(document: &Value, value: &Value, at: &str, to: &mut Vec<(String, Value)>) {
        if let Value::Object(map) = value {
            if map.contains_key("schema") {
                let own = map.get("examples").and_then(Value::as_object).into_iter().flatten();
                for (_, example) in own {
                    let place = example["$ref"].as_str().and_then(|place| place.strip_prefix('#'));
                    let example =
                        place.map_or(example, |place| document.pointer(place).expect("the example is there"));
                    to.push((format!("{at}/schema"), example["value"].clone()));
                }
                to.extend(map.get("example").map(|example| (format!("{at}/schema"), example.clone())));
            }
            for (key, value) in map {
                walk(document, value, &format!("{at}/{}", key.replace('~', "~0").replace('/', "~1")), to);
            }
        } else if let Value::Array(list) = value {
            for (number, value) in list.iter().enumerate() {
                walk(document, value, &format!("{at}/{number}"), to);
            }
        }
    }
    let mut all = Vec::new();
    walk(document, document, "", &mut all);
    all
}

/// Judges values by shapes within the descriptions.
struct Judge {
    compiler: Compiler,
    schemas: Schemas,
}

impl Judge {
    fn new(outputs: &BTreeMap<String, String>) -> Self {
        let mut compiler = Compiler::new();
        compiler.set_default_draft(boon::Draft::V2020_12);
        compiler.enable_format_assertions();
        for (path, text) in outputs.iter().filter(|(path, _)| path.ends_with(".openapi.json")) {
            compiler.add_resource(&uri(path), parsed(text)).expect("the description can be named");
        }
        Self { compiler, schemas: Schemas::new() }
    }

    fn judge(&mut self, path: &str, pointer: &str, value: &Value) -> Result<(), String> {
        let place = format!("{}#{}", uri(path), percent(pointer));
        let index = self.compiler.compile(&place, &mut self.schemas).map_err(|error| format!("{error:#}"))?;
        self.schemas.validate(value, index).map_err(|error| format!("{error:#}"))
    }
}

fn uri(path: &str) -> String {
    format!("http://example.invalid/{}", percent(path))
}

fn percent(text: &str) -> String {
    let keep = |byte: u8| byte.is_ascii_alphanumeric() || b"/-._~".contains(&byte);
    text.bytes()
        .map(|byte| if keep(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") })
        .collect()
}

#[test]
fn examples_fit_their_shapes() {
    let outputs = generated(Version::V31, &both(), MANIFEST);
    let mut judge = Judge::new(&outputs);
    let mut seen = 0;
    for (path, text) in outputs.iter().filter(|(path, _)| path.ends_with(".openapi.json")) {
        for (pointer, example) in examples(&parsed(text)) {
            let verdict = judge.judge(path, &pointer, &example);
            assert!(verdict.is_ok(), "{path}#{pointer}: {verdict:?}\n{example:#}");
            seen += 1;
        }
    }
    assert!(seen > 150, "only {seen} examples");
}

#[test]
fn a_submission_is_held_against_its_handling_item() {
    let outputs = generated(Version::V31, &both(), MANIFEST);
    let mut judge = Judge::new(&outputs);
    let path = format!("items/{CODE}.openapi.json");
    let description = parsed(&outputs[&path]);
    let good = description["components"]["examples"]["application"]["value"].clone();
    assert_eq!(good["handlingItem"], "01");
    let shape = "/components/schemas/Submission";
    let with = |pointer: &str, value: Value| {
        let mut changed = good.clone();
        *changed.pointer_mut(pointer).expect("the place is there") = value;
        changed
    };
    assert!(judge.judge(&path, shape, &good).is_ok());
    for (pointer, value) in [
        ("/handlingItem", json!("02")),
        ("/handlingItem", json!("99")),
        ("/application/signature", json!({})),
        ("/application/sections/business/employees", json!("many")),
        ("/application/materials/plan", json!({"way": "elsewhere"})),
        ("/application", json!({})),
    ] {
        assert!(judge.judge(&path, shape, &with(pointer, value)).is_err(), "{pointer} is taken");
    }
}

/// The ways to the values of an application that a schema has, also those under conditions, down to
/// what a part holds: `sections/person/phone`.
fn parts(schema: &Value) -> BTreeSet<String> {
    fn walk(schema: &Value, at: &str, to: &mut BTreeSet<String>) {
        for (name, value) in
            schema["properties"].as_object().into_iter().flatten().filter(|(_, value)| value.is_object())
        {
            let at = if at.is_empty() { name.clone() } else { format!("{at}/{name}") };
            if at.matches('/').count() == 2 || value["properties"].as_object().is_none() {
                to.insert(at);
            } else {
                walk(value, &at, to);
            }
        }
        for under in ["if", "then", "else"].iter().filter_map(|key| schema.get(key)) {
            walk(under, at, to);
        }
        schema["allOf"].as_array().into_iter().flatten().for_each(|under| walk(under, at, to));
    }
    let mut found = BTreeSet::new();
    walk(schema, "", &mut found);
    // Under a condition a part can be named only to say that it is asked for.
    let holds = |part: &str| {
        found.range(format!("{part}/")..).next().is_some_and(|next| next.starts_with(&format!("{part}/")))
    };
    found.iter().filter(|part| !holds(part)).cloned().collect()
}

/// The same of a page.
fn controls(page: &str) -> BTreeSet<String> {
    let named = page
        .split(['<'])
        .filter(|tag| ["input", "select", "textarea"].iter().any(|own| tag.starts_with(own)));
    let names = named.filter_map(|tag| tag.split_once(" name=\"")?.1.split_once('"'));
    let names = names.map(|(name, _)| name.replace("&#x2f;", "/"));
    names.filter(|name| name != "lang").collect()
}

#[test]
fn all_outputs_ask_for_the_same() {
    let items = [("items/item.yaml", ITEM)];
    let targets = [Target::Html, Target::JsonSchema, Target::Rjsf, Target::Formily];
    let forms = outputs(|templates| Forms::new(targets.to_vec(), templates), &items, MANIFEST);
    let descriptions = generated(Version::V31, &items, MANIFEST);
    let item = parsed(&descriptions[&format!("items/{CODE}.openapi.json")]);
    let bundle = parsed(&descriptions["departments/人力资源社会保障部.openapi.json"]);
    for handling in ["01", "02"] {
        let form = |ending: &str| &forms[&format!("{CODE}-{handling}.{ending}")];
        let expected = parts(&parsed(form("schema.json")));
        let asked = [
            ("page", controls(form("html"))),
            ("rjsf", parts(&parsed(form("rjsf.json"))["schema"])),
            ("formily", parts(&parsed(form("formily.json"))["schema"])),
            ("description", parts(&item["components"]["schemas"][&format!("Application{handling}")])),
            ("bundle", parts(&bundle["components"]["schemas"][&format!("Application{handling}_{CODE}")])),
        ];
        for (output, own) in asked {
            assert_eq!(own, expected, "{output} of {handling}");
        }
    }
    // Every field of the definition, and the type of document before the citizen number.
    let first = parts(&parsed(&forms[&format!("{CODE}-01.schema.json")]));
    let fields = ITEM.matches("{element: ").count() + ITEM.matches("{id: note, label").count() + 1;
    assert_eq!(first.iter().filter(|part| part.starts_with("sections/")).count(), fields);
}

#[test]
fn fields_say_what_they_are_for() {
    let outputs = generated(Version::V31, &[("items/item.yaml", ITEM)], MANIFEST);
    let item = parsed(&outputs[&format!("items/{CODE}.openapi.json")]);
    let field = &item["components"]["schemas"]["Application01"]["properties"]["sections"]["properties"]["person"]
        ["properties"]["phone"];
    assert_eq!(
        field["x-purpose"],
        json!({"code": "handle-case", "text": "联系", "lawfulBasis": "consent", "retention": "五年"})
    );
}

#[test]
fn what_is_not_public_reaches_no_output() {
    let items = with_secrets();
    let items: Vec<(&str, &str)> = items.iter().map(|(path, text)| (*path, text.as_str())).collect();
    for version in [Version::V31, Version::V32] {
        let outputs = generated(version, &items, MANIFEST);
        assert!(outputs.contains_key(&format!("items/{CODE}.openapi.yaml")));
        assert!(outputs.keys().any(|path| path.starts_with("departments/")));
        assert_no_secret(&outputs);
    }
}

/// Fees, materials and files of fields have no other ids than those of the item.
#[test]
fn what_is_named_in_a_call_is_of_the_item() {
    let outputs = generated(Version::V31, &[("items/item.yaml", ITEM)], MANIFEST);
    let description = parsed(&outputs[&format!("items/{CODE}.openapi.json")]);
    let shapes = &description["components"]["schemas"];
    let call = &description["paths"][&format!("/v1/items/{CODE}/cases/{{caseId}}/payments")]["post"];
    let asked = &call["requestBody"]["content"]["application/json"]["schema"]["$ref"];
    assert_eq!(asked, "#/components/schemas/PaymentRequest");
    assert_eq!(shapes["PaymentRequest"]["properties"]["feeId"]["$ref"], "#/components/schemas/FeeId");
    assert_eq!(shapes["FeeId"]["enum"], json!(["book"]));
    let slots = shapes["MaterialId"]["enum"].as_array().expect("ids");
    let field =
        &shapes["Application01"]["properties"]["sections"]["properties"]["business"]["properties"]["t-file"];
    assert!(slots.contains(&json!("business--t-file")) && field["x-slot"] == "business--t-file");
}

/// Descriptions are `CommonMark`: what an author wrote is shown as it was, and is no markup.
#[test]
fn texts_are_no_markup_in_descriptions() {
    let hint = "<img src=x onerror=alert(1)> 面积*长*宽";
    let item = ITEM.replace("fill_note: 写明时间和地点", &format!("fill_note: \"{hint}\""));
    let item = format!(
        "{item}exemptions: [{{id: a, duty: online-inclusion, state: exempt, ground: law, citation: {{law: 民法典, articles: [\"1049\"]}}, public_note: \"{hint}\"}}]\n"
    );
    let items = [("items/item.yaml", item.as_str())];
    let outputs = generated(Version::V31, &items, MANIFEST);
    let description = parsed(&outputs[&format!("items/{CODE}.openapi.json")]);
    let plan = &description["components"]["schemas"]["Application01"]["properties"]["materials"]["properties"]
        ["plan"];
    let safe = "&lt;img src=x onerror=alert(1)&gt; 面积\\*长\\*宽";
    assert_eq!(plan["description"], safe);
    assert!(description["info"]["description"].as_str().is_some_and(|text| text.contains(safe)));
    let site = outputs_of_site(&items);
    let page = &site[&format!("zh/item/001014/{CODE}.api.html")];
    assert!(page.contains("面积*长*宽") && !page.contains("面积\\*") && !page.contains("&amp;lt;"));
}

fn outputs_of_site(items: &[(&str, &str)]) -> BTreeMap<String, String> {
    outputs(mulu::generate::site::Site::new, items, MANIFEST)
}

#[test]
fn hostile_texts_stay_texts() {
    let long = "长".repeat(10_000);
    let texts = [
        "</script><script>alert(1)</script>",
        "{{ 7 * 7 }}",
        "yes",
        "1e3",
        "- a: b # c",
        "a\n---\nb: *x",
        "\"'\\",
        &long,
    ];
    let versions = [Version::V31, Version::V32];
    for (text, version) in texts.into_iter().flat_map(|text| versions.map(|version| (text, version))) {
        let quoted = serde_json::to_string(text).expect("a text");
        let item = ITEM
            .replace("name: 表单测试事项", &format!("name: {quoted}"))
            .replace("department: 人力资源社会保障部", &format!("department: {quoted}"))
            .replace("name: 工作方案,", &format!("name: {quoted},"));
        let outputs = generated(version, &[("items/item.yaml", &item)], MANIFEST);
        let description: Value =
            serde_yaml::from_str(&outputs[&format!("items/{CODE}.openapi.yaml")]).expect("YAML");
        assert_eq!(description["info"]["title"], text);
        let shapes = &description["components"]["schemas"];
        assert_eq!(shapes["Application01"]["properties"]["materials"]["properties"]["plan"]["title"], text);
        let departments: Vec<&String> =
            outputs.keys().filter(|path| path.starts_with("departments/")).collect();
        assert_eq!(departments.len(), 2, "{departments:?}");
        assert!(
            departments.iter().all(|path| path.matches('/').count() == 1 && path.len() < 200),
            "{departments:?}"
        );
    }
}

#[test]
fn the_manifest_and_the_item_say_where_until_when_and_what_is_exempt() {
    let manifest = format!(
        "{MANIFEST}site: {{url: \"https://site.invalid/\", organisation: 示例单位, identity: \"https://id.invalid\", contact: {{email: a@b.invalid}}, servers: [{{url: \"https://a.invalid/\", network: internet}}, {{url: \"https://b.invalid\", network: government-extranet, description: 内网}}]}}\n"
    );
    let item = ITEM.replace("effective: {from: 2023-03-01}", "effective: {from: 2023-03-01, to: 2027-12-31}")
        + "exemptions: [{id: presence, duty: online-inclusion, state: exempt, ground: law, citation: {law: 民法典, articles: [\"1049\"]}, reason: 须到场, scope: {channels: [online]}}]\n";
    let outputs = generated(Version::V31, &[("items/item.yaml", &item)], &manifest);
    let service = parsed(&outputs["service.openapi.json"]);
    assert_eq!(service["servers"][0]["url"], "https://a.invalid");
    assert_eq!(service["servers"][1]["description"], "内网");
    assert_eq!(service["info"]["contact"], json!({"name": "示例单位", "email": "a@b.invalid"}));
    let schemes = &service["components"]["securitySchemes"];
    assert_eq!(
        schemes["nationalIdentity"]["openIdConnectUrl"],
        "https://id.invalid/.well-known/openid-configuration"
    );
    let description = parsed(&outputs[&format!("items/{CODE}.openapi.json")]);
    let call = &description["paths"][&format!("/v1/items/{CODE}/cases")]["post"];
    assert_eq!((&call["deprecated"], &call["x-sunset"]), (&json!(true), &json!("2027-12-31")));
    assert!(call["responses"]["201"]["headers"]["Sunset"].is_object());
    let exemption = &description["x-exemptions"][0];
    assert!(!description.to_string().contains("须到场"), "the reason is for those who decide");
    assert_eq!(exemption["citation"], json!({"law": "民法典", "articles": ["1049"]}));
    let mut judge = Judge::new(&outputs);
    let verdict = judge.judge("service.openapi.json", "/components/schemas/Exemption", exemption);
    assert!(verdict.is_ok(), "{verdict:?}");
}

#[test]
fn a_deferral_is_no_exemption_and_what_has_lapsed_is_left_out() {
    let record = |id: &str, more: &str| {
        format!(
            "{{id: {id}, duty: online-inclusion, public_note: 说明{id}, public_note_en: note {id}, {more}}}"
        )
    };
    let cited = "state: exempt, ground: law, citation: {law: 民法典, articles: [\"1049\"]}";
    let records = [
        record("standing", cited),
        record("lapsed", &format!("{cited}, valid: {{to: 2026-11-23}}")),
        record("later", &format!("{cited}, valid: {{from: 2026-11-25}}")),
        record(
            "planned",
            "state: deferred, target: 2027-06-30, owner: {name: 示例局, name_en: example office}",
        ),
        record("bare", "state: deferred"),
        record("overdue", "state: deferred, target: 2026-11-23"),
    ];
    let item = format!("{ITEM}exemptions: [{}]\n", records.join(", "));
    let outputs = generated(Version::V31, &[("items/item.yaml", &item)], MANIFEST);
    let description = parsed(&outputs[&format!("items/{CODE}.openapi.json")]);
    let shown = description["x-exemptions"].as_array().expect("exemptions");
    let ids: Vec<&str> = shown.iter().filter_map(|own| own["id"].as_str()).collect();
    assert_eq!(ids, ["standing", "planned", "bare"]);
    assert_eq!((&shown[1]["target"], &shown[1]["owner"]), (&json!("2027-06-30"), &json!("示例局")));
    let mut judge = Judge::new(&outputs);
    for own in shown {
        let verdict = judge.judge("service.openapi.json", "/components/schemas/Exemption", own);
        assert!(verdict.is_ok(), "{verdict:?}");
    }
    let info = &description["info"];
    let texts = [&info["description"], &info["x-i18n"]["en"]["description"]]
        .map(|text| text.as_str().expect("a text"));
    for (text, lines) in texts.into_iter().zip([
        [
            "依法不纳入情形：说明standing",
            "暂缓纳入：说明planned；目标日期：2027-06-30；责任单位：示例局",
            "暂缓纳入：说明bare",
        ],
        [
            "Legal exemption: note standing",
            "Deferred: note planned; target date 2027-06-30; responsible: example office",
            "Deferred: note bare",
        ],
    ]) {
        let found: Vec<&str> =
            text.split("\n\n").filter(|line| line.contains("note ") || line.contains("说明")).collect();
        assert_eq!(found, lines);
    }
}

#[test]
fn what_no_source_states_is_not_told_as_empty() {
    let (head, _) = ITEM.split_once("materials:\n").expect("materials");
    let more = [("", false), ("materials: []\n", true)];
    for (more, stated) in more {
        let item = format!("{head}signature: {{needed: true}}\nprovenance: {{sources: [测试]}}\n{more}");
        let descriptions = generated(Version::V31, &[("items/item.yaml", &item)], MANIFEST);
        let description = parsed(&descriptions[&format!("items/{CODE}.openapi.json")]);
        let shape = &description["components"]["schemas"]["Application01"];
        assert_eq!(shape["additionalProperties"], json!(!stated));
        let targets = [Target::JsonSchema, Target::Rjsf];
        let forms = outputs(
            |templates| Forms::new(targets.to_vec(), templates),
            &[("items/item.yaml", &item)],
            MANIFEST,
        );
        let form = |ending: &str| parsed(&forms[&format!("{CODE}-01.{ending}")]);
        let (canonical, engine) = (form("schema.json"), form("rjsf.json"));
        assert_eq!(canonical["additionalProperties"], json!(!stated));
        assert_eq!(
            canonical["description"].as_str().is_some_and(|text| text.contains("来源未载明")),
            !stated
        );
        assert_eq!(engine["schema"].get("additionalProperties").is_none(), !stated);
        let told = [&description["info"]["description"], &shape["description"]];
        let told = told.map(|text| text.as_str().is_some_and(|text| text.contains("来源未载明申请内容")));
        assert_eq!(told, [!stated, !stated], "{more}");
        assert_eq!(description["components"]["examples"].is_object(), stated, "{more}");
        // What a body holds is no longer refused.
        let body = json!({"handlingItem": "01", "application": {
            "sections": {"applicant": {"name": "示例"}},
            "signature": {"signer": "示例", "date": "2026-03-01"},
        }});
        let verdict = Judge::new(&descriptions).judge(
            &format!("items/{CODE}.openapi.json"),
            "/components/schemas/Submission",
            &body,
        );
        assert_eq!(verdict.is_ok(), !stated, "{more}: {verdict:?}");
    }
}

#[test]
fn a_second_file_is_added_and_the_first_call_replaces() {
    let outputs = generated(Version::V31, &both(), MANIFEST);
    for (path, code) in
        [("service.openapi.json".to_owned(), "{itemCode}"), (format!("items/{CODE}.openapi.json"), CODE)]
    {
        let description = parsed(&outputs[&path]);
        let content = &description["paths"]
            [&format!("/v1/items/{code}/cases/{{caseId}}/materials/{{materialId}}/content")];
        for (method, id, said) in [("put", "uploadMaterial", "替换"), ("post", "addMaterialFile", "追加")]
        {
            let call = &content[method];
            assert!(call["operationId"].as_str().is_some_and(|own| own.starts_with(id)), "{path}: {method}");
            assert!(
                call["description"].as_str().is_some_and(|about| about.contains(said)),
                "{path}: {method}"
            );
        }
    }
}

#[test]
fn addresses_hold_nothing_personal() {
    let outputs = generated(Version::V31, &[("items/item.yaml", ITEM)], MANIFEST);
    for path in ["service.openapi.json".to_owned(), format!("items/{CODE}.openapi.json")] {
        let description: Document = serde_json::from_str(&outputs[&path]).expect("a description");
        let known = [
            "{itemCode}",
            "{caseId}",
            "{materialId}",
            "{signatureId}",
            "{paymentId}",
            "{resultId}",
            "{subscriptionId}",
        ];
        for (place, _) in description.operations() {
            let named = place.split('/').filter(|part| part.starts_with('{'));
            assert!(named.clone().all(|part| known.contains(&part)), "{place}");
        }
    }
}

#[test]
fn a_body_whose_code_no_source_states_has_no_address_of_its_own() {
    let stated = support::base("implementation");
    let code = "11370828MB286029024000114107003";
    let unstated = stated.replace(&format!("code: {code}\n"), "");
    let ending =
        unstated.replace("effective: {from: 2024-01-01}", "effective: {from: 2024-01-01, to: 2027-12-31}");
    let basic = support::base("basic-item");
    for (below, literal) in [(stated, Some(code)), (&*unstated, None), (&*ending, None)] {
        let items = [("items/base.yaml", basic), ("regions/370828/base.yaml", below)];
        let outputs = generated(Version::V31, &items, MANIFEST);
        let own = |path: &&String| {
            path.starts_with("items/")
                && path.ends_with(".openapi.json")
                && !path.contains("items/000114107003.")
        };
        let path = outputs.keys().find(own).expect("its description");
        let description = parsed(&outputs[path]);
        let segment = format!("/v1/items/{}/cases", literal.unwrap_or("{itemCode}"));
        assert!(description["paths"][&segment]["post"].is_object(), "{path}: {segment}");
        let told =
            ["来源未载明该实施机构的实施编码", "The source does not state this body's implementation code"];
        for said in told {
            assert_eq!(description["info"].to_string().contains(said), literal.is_none(), "{path}: {said}");
        }
        for (place, item) in description["paths"].as_object().expect("paths") {
            assert!(place.starts_with(&segment), "{place}");
            let parameters = item["parameters"].as_array().into_iter().flatten();
            let named = parameters.filter(|own| own["name"] == "itemCode").collect::<Vec<_>>();
            assert_eq!(named.len(), usize::from(literal.is_none()), "{place}");
            for own in named {
                assert!(own["required"] == true && own.get("example").is_none(), "{place}");
                assert!(own["description"].as_str().is_some_and(|about| about.starts_with(told[0])));
            }
        }
        assert!(!description.to_string().contains("\"itemCode\":"), "{path}: the code of another item");
        let catalogue = parsed(&outputs["api-catalog.json"]);
        let links = catalogue["linkset"].as_array().expect("links");
        let link = links.iter().find(|link| link.to_string().contains(path.as_str())).expect("its link");
        let anchor = literal.map_or("/v1/items".to_owned(), |code| format!("/v1/items/{code}"));
        assert_eq!(link["anchor"], anchor);
        // Names of operations are given once in the description of the department.
        let department = outputs
            .iter()
            .find(|(path, _)| path.starts_with("departments/") && path.ends_with(".openapi.json"));
        let description: Document =
            serde_json::from_str(department.expect("a department").1).expect("a description");
        let ids: Vec<&str> = description.operations().map(|(_, own)| own.operation_id.as_str()).collect();
        assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), ids.len());
    }
}

#[test]
fn a_call_answers_that_a_version_is_old_where_it_is_told_a_version() {
    let outputs = generated(Version::V31, &both(), MANIFEST);
    let mut guarded = 0;
    for (path, text) in outputs.iter().filter(|(path, _)| path.ends_with(".openapi.json")) {
        let description: Document = serde_json::from_str(text).expect("a description");
        for (place, call) in description.operations() {
            let asked = call.parameters.iter().any(|own| own.reference.ends_with("/parameters/IfMatch"));
            assert_eq!(call.responses.get("412").is_some(), asked, "{path}: {place} {}", call.operation_id);
            guarded += usize::from(asked);
        }
    }
    assert!(guarded > 4, "{guarded}");
}
