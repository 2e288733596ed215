//! The guide: the page of an item shows every element of the standard, lines are kept, items that are cancelled,
//! implemented or changed say so.

mod support;

use std::collections::{BTreeMap, BTreeSet};

use mulu::generate::site::Site;
use mulu::standard::elements::{Element, Elements};
use mulu::standard::{BASIC, IMPLEMENTATION};
use serde_json::{Map, Value, json};
use support::outputs::{ITEM, outputs};
use support::{MANIFEST, STANDARD};

/// Elements that the page of an item does not show, by the end or (`.*`) the beginning of their path, and why.
const NOT_SHOWN: &[(&str, &str)] = &[
    ("kind", "the page itself says of what kind it is"),
    ("id", "a name within the definition"),
    ("local_codes[].system", "a name within the catalogue"),
    ("materials[].shared", "the register's entry: what it says stands on the page"),
    ("materials[].proves[]", "what links materials and conditions for the rules"),
    ("materials[].unobtainable.retest_on", "a reminder for the body"),
    ("window[].venue", "the register's entry: what it says stands on the page"),
    ("window[].accepts[]", "names within the definition"),
    ("exemptions[].reason", "for the register of those who decide; `public_note` is for the public"),
    ("exemptions[].reason_en", "for the register of those who decide; `public_note` is for the public"),
    ("privacy.assessment", "a file of the body, not for the public"),
    ("privacy.assessment_en", "a file of the body, not for the public"),
    ("privacy.processors[]", "contracts of the body, not for the public"),
    ("publication.masked", "about lists of decisions, not about the item"),
    ("publication.review.done", "a file of the body, not for the public"),
    ("publication.review.on", "a file of the body, not for the public"),
    ("publication.review.by", "a file of the body, not for the public"),
    ("publication.review.by_en", "a file of the body, not for the public"),
    ("steps[].body_en", "English for a body that is a name alone; else its own `name_en` is shown"),
    ("excluded[].body_en", "English for a body that is a name alone; else its own `name_en` is shown"),
    ("body.delegated_by_en", "English for a body that is a name alone; else its own `name_en` is shown"),
    ("bodies.accepting_en", "English for a body that is a name alone; else its own `name_en` is shown"),
    ("bodies.entrusting_en", "English for a body that is a name alone; else its own `name_en` is shown"),
    ("reconsideration.body_en", "English for a body that is a name alone; else its own `name_en` is shown"),
    ("cross_region.body_en", "English for a body that is a name alone; else its own `name_en` is shown"),
    ("extension", "data for machines in a shape of the platform's own"),
    ("provenance.illustrative[]", "the mark at the top of every page says it"),
    ("provenance.not_seen[]", "absent elements read as not stated"),
    ("provenance.note", "a remark for editors"),
    ("provenance.note_en", "a remark for editors"),
];

/// Parts that are not filled: what is looked at elsewhere, or never shown.
const LEFT_OUT: &[(&str, &str)] = &[
    ("omit", "takes an entry away"),
    ("form", "the page of the form shows it"),
    ("exemptions[].secret", "a state secret reaches no page"),
    ("by_case[].materials", "decides where `materials` are shown"),
    ("by_case[].conditions", "decides where `conditions` are shown"),
    ("by_case[].steps", "decides where `steps` are shown"),
    ("by_case[].fees", "decides where `fees` are shown"),
    ("by_case[].results", "decides where `results` are shown"),
    ("situations[].when", "decides where a question is asked"),
];

/// Values that cannot be made up, and another one to tell whether the page shows them.
fn set(path: &str) -> Option<(Value, Option<Value>)> {
    let ends = |end: &str| path == end || path.ends_with(&format!(".{end}"));
    let entry = Some((json!("x-own"), Some(json!("other"))));
    let of = |one: &str, other: &str| Some((json!(one), Some(json!(other))));
    match path {
        "code" | "implements" => Some((json!(""), None)),
        "region" => of("370828", "510118"),
        // An item that is not published has no page.
        "publication.publish" => Some((json!(true), None)),
        "exemptions[].ground" => of("law", "admin-regulation"),
        "exemptions[].state" => of("exempt", "deferred"),
        "exemptions[].valid.from" => of("2021-03-04", "2021-03-05"),
        "exemptions[].valid.to" => of("2031-03-04", "2031-03-05"),
        "by_case[].when" => Some((json!({"situation": {"x-own": "x-own"}}), None)),
        "results[].certificate" | "materials[].certificate" => of("business-licence", "id-card"),
        "materials[].supply[].resource" => of("business-licence", "citizen-identity"),
        "materials[].shared" => of("application-form", "commitment-letter"),
        "channels.window[].venue" => of("x", "y"),
        _ if ends("id") || ends("seq") => entry,
        _ if [".scope.steps[]", ".scope.materials[]", ".steps_online[]", ".proves[]"]
            .iter()
            .any(|own| path.ends_with(own)) =>
        {
            entry
        }
        _ => None,
    }
}

/// An item with a value for every element.
struct Filled<'e> {
    elements: &'e Elements,
    /// The path of which the value is another one.
    twisted: Option<&'e str>,
    /// Texts that must be read, by their paths.
    texts: BTreeMap<String, String>,
    /// Paths of other values.
    others: BTreeSet<String>,
}

impl<'e> Filled<'e> {
    fn of(elements: &'e Elements, twisted: Option<&'e str>) -> (Map<String, Value>, Self) {
        let mut own = Self { elements, twisted, texts: BTreeMap::new(), others: BTreeSet::new() };
        let Value::Object(item) = own.value(elements.root(), "") else { panic!("an item is a map") };
        (item, own)
    }

    fn value(&mut self, element: &Element, path: &str) -> Value {
        let twisted = self.twisted == Some(path);
        if let Some((value, other)) = set(path) {
            if other.is_some() {
                self.others.insert(path.to_owned());
            }
            return other.filter(|_| twisted).unwrap_or(value);
        }
        if element.has_keys() {
            let mut map = Map::new();
            for (key, child) in self.elements.children(element) {
                let below = if path.is_empty() { key.to_owned() } else { format!("{path}.{key}") };
                if LEFT_OUT.iter().all(|(own, _)| below != *own && !below.ends_with(&format!(".{own}"))) {
                    map.insert(key.to_owned(), self.value(child, &below));
                }
            }
            return Value::Object(map);
        }
        if let Some(items) = self.elements.items(element) {
            return json!([self.value(items, &format!("{path}[]"))]);
        }
        let number = self.texts.len() + self.others.len();
        if let Some(first) = element.values.first() {
            self.others.insert(path.to_owned());
            return json!(element.values.get(usize::from(twisted)).unwrap_or(first));
        }
        let is = |kind: &str| element.types.iter().any(|own| own == kind);
        if is("string") || element.types.is_empty() {
            let key = path.rsplit('.').next().unwrap_or_default();
            let address = ["url", "map", "blank_form", "sample"].contains(&key);
            let text = format!("值{number}号");
            let text = if address { format!("https://example.invalid/{text}") } else { text };
            self.texts.insert(path.to_owned(), text.clone());
            return json!(text);
        }
        self.others.insert(path.to_owned());
        if is("boolean") { json!(twisted) } else { json!(100 + number + usize::from(twisted)) }
    }
}

/// The elements of a kind of item that its page does not show.
fn not_shown(kind: &'static str) -> Vec<String> {
    let elements = STANDARD.elements(kind).expect("the elements are read");
    let upper = "001014999001";
    let coded = |number: usize, mut item: Map<String, Value>| {
        let code = if kind == BASIC { format!("001014{number:06}") } else { format!("N{number:030}") };
        item.insert("code".to_owned(), json!(code));
        if kind != BASIC {
            item.insert("implements".to_owned(), json!(upper));
        }
        (format!("items/{number}.yaml"), Value::Object(item).to_string(), code)
    };
    let (item, full) = Filled::of(elements, None);
    let twisted = full.others.iter().enumerate();
    let items: Vec<(String, String, String)> = std::iter::once(coded(0, item))
        .chain(twisted.map(|(at, path)| coded(at + 1, Filled::of(elements, Some(path)).0)))
        .collect();
    let plain: String = ITEM.lines().take(13).map(|line| format!("{line}\n")).collect();
    let files: Vec<(&str, &str)> = items
        .iter()
        .map(|(file, text, _)| (file.as_str(), text.as_str()))
        .chain([("items/plain.yaml", plain.as_str())])
        .collect();
    let outputs = outputs(Site::new, &files, MANIFEST);
    let page = |tree: &str, number: usize| {
        let code = &items[number].2;
        let page = &outputs[&format!("{tree}/item/001014/{code}.html")];
        page.replace(code, "").replace("&#x2f;", "/")
    };
    let first = ["zh", "en"].map(|tree| page(tree, 0));
    let texts = full.texts.iter().filter(|(path, text)| {
        let tree = usize::from(path.ends_with("_en"));
        !first[tree].contains(text.as_str())
    });
    let others = full.others.iter().enumerate().filter(|(at, _)| page("zh", at + 1) == first[0]);
    texts.map(|(path, _)| path.clone()).chain(others.map(|(_, path)| path.clone())).collect()
}

#[test]
fn the_page_of_an_item_shows_every_element() {
    let mut met = BTreeSet::new();
    let mut missing = Vec::new();
    for kind in [BASIC, IMPLEMENTATION] {
        for path in not_shown(kind) {
            let known = NOT_SHOWN.iter().find(|(own, _)| path == *own || path.ends_with(&format!(".{own}")));
            match known {
                Some((own, _)) => _ = met.insert(*own),
                None => missing.push(format!("{kind}: {path}")),
            }
        }
    }
    assert!(missing.is_empty(), "no page shows\n{}", missing.join("\n"));
    let needless: Vec<&str> =
        NOT_SHOWN.iter().map(|(own, _)| *own).filter(|own| !met.contains(own)).collect();
    assert!(needless.is_empty(), "pages show {needless:?}");
}

/// A catalogue with an item in use, one that it replaces, and bodies of a county and of the city that it lies in.
fn catalogue() -> BTreeMap<String, String> {
    let item = ITEM.replace("text: 符合规定", "text: \"一、甲\\n二、乙\"");
    let old = ITEM
        .replace("001014999001", "001014999005")
        .replace("表单测试事项", "旧事项")
        .replace("status: in-use", "status: cancelled");
    let old = format!(
        "{old}change: {{kind: merged, document: 测试文件, from: [\"001014999005\", \"001014999006\"], to: [\"001014999001\", \"001014999077\"], effective: 2024-05-01, pending: 继续办理}}\n"
    );
    let alone = ITEM.replace("001014999001", "001014999007").replace("表单测试事项", "无人实施的事项");
    let main = alone.replace("001014999007", "00101499900Y").replace("无人实施", "主项");
    let alone = format!("{alone}parent: 00101499900Y\n");
    let body = |region: &str, name: &str, more: &str| {
        format!(
            "kind: implementation\nimplements: \"001014999001\"\nregion: \"{region}\"\ntier: county\nbody: {{name: {name}}}\nversion: 1\nstatus: in-use\n{more}"
        )
    };
    let second = body(
        "370828",
        "测试乙局",
        "online: {available: false, mobile: {available: true}}\nchannels: {telephone: true}\nmaterials: [{id: x-more, name: 另加材料}, {id: scan, omit: true}]\n",
    );
    let first = body("370828", "测试甲局", "effective: {to: 2027-01-02}\n").replace("in-use", "suspended");
    let city = body(
        "370800",
        "测试市局",
        "fees: [{id: x-fee, name: 工本费, table: [{when: 首次, when_en: at first, fen: 1000, per: 本, per_en: booklet}], waivers: [{when: 低保户免收}]}]\n",
    );
    let files = [
        ("items/alone.yaml", alone.as_str()),
        ("items/item.yaml", &item),
        ("items/main.yaml", &main),
        ("items/old.yaml", &old),
        ("regions/a.yaml", &second),
        ("regions/b.yaml", &first),
        ("regions/c.yaml", &city),
    ];
    outputs(Site::new, &files, MANIFEST)
}

#[test]
fn pages_say_who_implements_what_ended_and_what_replaced_it() {
    let outputs = catalogue();
    let path_of = |body: &str| {
        let all = outputs.keys().find(|path| {
            path.starts_with("zh/item/")
                && !path.contains(".api")
                && outputs[*path].contains(&format!("<p class=\"place\">{body}"))
        });
        all.expect("the body has a page").clone()
    };
    let item = "item/001014/001014999001.html";
    let side = "item/001014/001014999001.all.html";
    let old = "item/001014/001014999005.html";
    let second = path_of("测试乙局");
    let city = path_of("测试市局");
    let second_in_english = second.replacen("zh/", "en/", 1);
    let city_in_english = city.replacen("zh/", "en/", 1);
    let shown: [(&str, &[&str]); 15] = [
        // One that many implement, and one that nobody does.
        (
            &format!("zh/{item}"),
            &[
                "全国统一的事项",
                "测试市局",
                "测试乙局",
                "测试甲局",
                "暂停",
                "全部3个实施机构对照",
                "一、甲\n二、乙",
            ],
        ),
        (&format!("en/{item}"), &["The nationwide definition", "All 3, side by side"]),
        ("zh/item/001014/001014999007.html", &["本目录中尚无实施机构公布的清单"]),
        ("zh/item/001014/00101499900Y.html", &["实际办理的是下列子项", "无人实施的事项（001014999007）"]),
        // Side by side: counts, what differs, what a reader must know.
        (
            &format!("zh/{side}"),
            &["必交 ", "视情形 ", "另要：另加材料；不要：扫描件", "清单相同", "暂停", "表中没有的地区"],
        ),
        (&format!("en/{side}"), &["required · ", "in some cases", "also: "]),
        // What ended.
        (
            &format!("zh/{old}"),
            &[
                "本事项自2024-05-01起取消。",
                "现由下列事项替代：",
                "表单测试事项（001014999001）",
                "<code>001014999077</code>",
                "001014999006",
            ],
        ),
        (&format!("en/{old}"), &["Cancelled since 2024-05-01.", "In its place:"]),
        ("zh/type/other-power.html", &["取消 · 001014999005"]),
        (
            "zh/changes.html",
            &[
                "测试文件",
                "旧事项",
                "001014999006",
                "继续办理",
                "2024-05-01",
                "2027-01-02",
                "测试甲局",
                "暂停",
            ],
        ),
        // Ways into the regions above.
        ("zh/region/370828.html", &["region/370800.html", "上级地区", "type/index.html", "暂停 · 测试甲局"]),
        // Ways and fees as the standard has them.
        (&second, &["移动端、电话"]),
        (&second_in_english, &["mobile app, by telephone"]),
        (&city, &["首次，10元，每本", "低保户免收"]),
        (&city_in_english, &["at first, 10 yuan, per booklet"]),
    ];
    for (path, texts) in shown {
        let page = outputs[path].replace("&#x2f;", "/");
        for text in texts {
            assert!(page.contains(text), "{path} does not say {text}");
        }
    }
    let order = |path: &str, first: &str, second: &str| {
        let page = &outputs[path];
        assert!(
            page.find(first).expect("the first") < page.find(second).expect("the second"),
            "{path}: {first}"
        );
    };
    order(&format!("zh/{side}"), "测试市局", "测试乙局");
    order(&format!("zh/{side}"), "测试乙局", "测试甲局");
    order(&format!("zh/{item}"), "全国统一的事项", "class=\"answers\"");
    order(&format!("zh/{item}"), "class=\"answers\"", "class=\"actions\"");
    assert!(
        !outputs[&format!("zh/{old}")].contains("class=\"answers\""),
        "a cancelled item has no quick answers"
    );
    assert!(!outputs.contains_key("zh/item/001014/001014999007.all.html"), "nothing stands side by side");
    let search: String = outputs
        .iter()
        .filter(|(path, _)| path.contains("search/titles"))
        .map(|(_, text)| text.as_str())
        .collect();
    assert!(search.contains("取消 · ") && search.contains("暂停 · "), "the search tells what is not in use");
    for (path, page) in outputs.iter().filter(|(path, _)| path.starts_with("zh/") || path.starts_with("en/"))
    {
        assert_eq!(page.contains("<time datetime=\"2026-11-24\">"), path[3..] == *"index.html", "{path}");
    }
}
