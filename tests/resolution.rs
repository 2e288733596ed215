//! Layers to the effective item: laws that hold for all inputs, and items resolved by hand.

mod support;

use std::sync::Arc;

use mulu::model::cases::{self, Choice};
use mulu::model::resolve::resolve;
use mulu::source::Source;
use mulu::source::documents::{Readers, read_documents};
use mulu::source::node::Node;
use mulu::source::tree::Tree;
use mulu::standard::{IMPLEMENTATION, spelling};
use serde_json::{Value, json};
use support::STANDARD;

/// The documents of a text, spelled canonically.
fn documents(text: &str) -> Vec<Arc<Tree>> {
    let source = Arc::new(Source::new("x.yaml".into(), text.to_owned()));
    let (trees, findings) = read_documents(&source);
    assert!(findings.is_empty(), "{findings:?}");
    let spell = |mut tree: Tree| {
        spelling::respell(&STANDARD, &mut tree).expect("the edition is usable");
        Arc::new(tree)
    };
    trees.into_iter().map(spell).collect()
}

fn resolved(text: &str) -> (Value, Vec<String>) {
    let documents = documents(text);
    let elements = STANDARD.elements(IMPLEMENTATION).expect("the edition is usable");
    let resolved = resolve(&documents, elements);
    let source = &documents[0].layers()[0].source;
    let findings = resolved.findings.iter().map(|finding| {
        let span = source.span(finding.spot.at.clone());
        format!("{}:{} {}", span.line, span.column, finding.rule)
    });
    (resolved.tree.node(0).to_json(), findings.collect())
}

const THREE_LAYERS: &str = "\
kind: basic-item
code: \"000114107003\"
name: 甲
version: 3
parent: 00011410700Y
time_limit: {statutory: {days: 20, unit: working-day}, acceptance: {days: 5, unit: working-day}}
audience: [enterprise, natural-person]
handling_items: [{seq: \"01\", name: 设立}, {seq: \"02\", name: 变更}]
materials:
  - {id: a, name: 申请书, necessity: required, quantity: {original: 2, copy: 1}}
  - {id: b, name: 证明, necessity: optional}
  - {id: c, name: 图纸}
form: {sections: [{id: s, title: 甲, fields: [{element: uscc, required: true}, {id: f, label: 乙}]}]}
---
kind: specification
implements: \"000114107003\"
scope: {region: \"370000\"}
time_limit: {statutory: {days: 15}}
materials:
  - {id: b, omit: true}
  - {id: x-d, name: 省级材料}
  - {id: a, quantity: {copy: 0}}
audience: [enterprise]
form: {sections: [{id: s, fields: [{id: f, omit: true}, {element: phone, required: false}]}]}
---
kind: implementation
implements: \"000114107003\"
region: \"370828\"
time_limit: {promised: {days: 3, unit: working-day}}
handling_items: [{seq: \"02\", omit: true}]
materials:
  - {id: x-d, necessity: optional}
  - {id: c, omit: true}
contacts: {enquiry: {phone: \"1\"}}
";

#[test]
fn three_layers_by_hand() {
    let (value, findings) = resolved(THREE_LAYERS);
    assert_eq!(findings, Vec::<String>::new());
    let expected = json!({
        "name": "甲",
        "version": 3,
        "time_limit": {
            "statutory": {"days": 15, "unit": "working-day"},
            "acceptance": {"days": 5, "unit": "working-day"},
            "promised": {"days": 3, "unit": "working-day"},
        },
        "audience": ["enterprise"],
        "handling_items": [{"seq": "01", "name": "设立"}],
        "materials": [
            {"id": "a", "name": "申请书", "necessity": "required", "quantity": {"original": 2, "copy": 0}},
            {"id": "x-d", "name": "省级材料", "necessity": "optional"},
        ],
        "form": {"sections": [{"id": "s", "title": "甲", "fields": [
            {"element": "uscc", "required": true},
            {"element": "phone", "required": false},
        ]}]},
        "kind": "implementation",
        "implements": "000114107003",
        "region": "370828",
        "contacts": {"enquiry": {"phone": "1"}},
    });
    assert_eq!(value, expected);
}

#[test]
fn an_entry_that_hits_nothing_is_found() {
    let text = THREE_LAYERS.replace("{id: c, omit: true}", "{id: z, omit: true}");
    assert_eq!(resolved(&text).1, ["33:10 entry-hits-nothing"]);
    let text = THREE_LAYERS.replace("{id: x-d, name", "{id: d, name");
    assert_eq!(resolved(&text).1, ["21:10 entry-hits-nothing"]);
    let text = THREE_LAYERS.replace("{seq: \"02\", omit: true}", "{seq: \"03\", name: 注销}");
    assert_eq!(resolved(&text).1, ["30:24 entry-hits-nothing"]);
}

/// Advice fits what was written: nothing is to be called `x-x-a`, or by no name.
#[test]
fn what_hits_nothing_is_advised_on_what_it_is() {
    let elements = STANDARD.elements(IMPLEMENTATION).expect("the edition is usable");
    for (entry, advice) in [
        ("{id: z, name: 丙}", Some("call an addition `x-z`")),
        ("{id: x-z, omit: true}", Some("there is nothing to take away")),
        ("{seq: \"09\", omit: true}", Some("name the entry of the layers above")),
        ("{omit: true}", Some("name the entry of the layers above")),
        ("{id: \"\", name: 丙}", None),
    ] {
        let list = THREE_LAYERS.replace("{id: c, omit: true}", entry);
        let found = resolve(&documents(&list), elements).findings;
        let help = found.first().and_then(|own| own.help.as_ref());
        let fits = help.zip(advice).is_some_and(|(help, advice)| help.en.contains(advice));
        assert!(
            found.len() == usize::from(advice.is_some()) && (fits || advice.is_none()),
            "{entry}: {found:?}"
        );
    }
}

/// What a layer takes away is gone: an entry below may not bring its old values back.
#[test]
fn an_entry_that_was_taken_away_is_not_there_for_lower_layers() {
    let below = |entry: &str| {
        let lower =
            format!("---\nkind: implementation\nimplements: \"000114107003\"\nmaterials: [{entry}]\n");
        resolved(&format!(
            "kind: basic-item\ncode: \"000114107003\"\nmaterials: [{{id: x-a, name: 甲, note: 旧}}, {{id: b, name: 乙}}]\n\
             ---\nkind: specification\nimplements: \"000114107003\"\nmaterials: [{{id: x-a, omit: true}}, {{id: b, omit: true}}]\n{lower}"
        ))
    };
    let (value, findings) = below("{id: b, name: 丙}");
    assert_eq!((&value["materials"], findings), (&json!([]), vec!["11:18 entry-hits-nothing".to_owned()]));
    let (value, findings) = below("{id: x-a, name: 丙}");
    assert_eq!((&value["materials"], findings), (&json!([{"id": "x-a", "name": "丙"}]), Vec::new()));
}

#[test]
fn every_value_has_its_origin() {
    let documents = documents(THREE_LAYERS);
    let elements = STANDARD.elements(IMPLEMENTATION).expect("the edition is usable");
    let resolved = resolve(&documents, elements);
    let root = resolved.tree.node(0);
    let origin = |keys: &[&str]| {
        let node = root.at(keys).expect("the value is there");
        (node.layer_number(), node.layer().source.span(node.range()).line, node.pointer())
    };
    assert_eq!(
        origin(&["time_limit", "statutory", "days"]),
        (1, 18, "/time_limit/statutory/days".to_owned())
    );
    assert_eq!(origin(&["time_limit", "statutory", "unit"]), (0, 6, "/time_limit/statutory/unit".to_owned()));
    assert_eq!(origin(&["time_limit", "promised", "days"]).0, 2);
    // The pointer is that of the document in which the value was written.
    let material = root.get("materials").and_then(|list| list.items().nth(1)).expect("a material");
    assert_eq!(material.get("name").map(Node::pointer), Some("/materials/1/name".to_owned()));
    assert_eq!(material.get("necessity").map(Node::pointer), Some("/materials/0/necessity".to_owned()));
    assert_eq!(material.get("name").map(Node::own_pointer), Some("/materials/1/name".to_owned()));
}

/// All layers of the catalogue in the repository, implementation by implementation.
fn catalogue() -> Vec<Vec<Arc<Tree>>> {
    let folder = mulu::source::walk::Folder::new("catalogue");
    let files = mulu::load::Files::of(mulu::source::store::Store::files(&folder));
    let reading = mulu::load::Reading { standard: &STANDARD, store: &folder, readers: Readers::Both };
    let ground = mulu::load::ground(reading, &files).expect("the run can be done");
    let read = |met| mulu::load::read_file(reading, met).expect("the run can be done");
    files.lower.iter().flat_map(|met| read(met).trees).filter_map(|tree| ground.layers(&tree)).collect()
}

#[test]
fn an_empty_layer_changes_nothing() {
    let elements = STANDARD.elements(IMPLEMENTATION).expect("the edition is usable");
    let empty = documents("kind: specification\nimplements: \"000000000000\"\nscope: {region: \"000000\"}\n");
    for layers in catalogue() {
        let plain = resolve(&layers, elements).tree.node(0).to_json();
        for at in 1..layers.len() {
            let mut more = layers.clone();
            more.insert(at, Arc::clone(&empty[0]));
            assert_eq!(resolve(&more, elements).tree.node(0).to_json(), plain);
        }
    }
}

#[test]
fn resolving_gives_back_the_lowest_layer() {
    let elements = STANDARD.elements(IMPLEMENTATION).expect("the edition is usable");
    for layers in catalogue() {
        let resolved = resolve(&layers, elements);
        let lowest = layers.last().expect("a layer").node(0);
        holds(resolved.tree.node(0), lowest);
    }
}

/// Whether an effective node holds all that a layer says.
fn holds(effective: Node<'_>, layer: Node<'_>) {
    for (key, value) in layer.entries() {
        let found = effective.get(key.text()).unwrap_or_else(|| panic!("{} is lost", key.text()));
        holds(found, value);
    }
    for item in layer.items().filter(|item| item.get("omit").is_none()) {
        let id = mulu::source::pointer::list_key(item);
        let found = effective.items().find(|own| match id {
            Some(id) => mulu::source::pointer::list_key(*own) == Some(id),
            None => own.to_json() == item.to_json(),
        });
        holds(found.expect("the entry is there"), item);
    }
    if !layer.is_collection() {
        assert_eq!(effective.to_json(), layer.to_json());
    }
}

#[test]
fn the_order_of_files_changes_nothing() {
    let read = |name: &str| std::fs::read(format!("catalogue/{name}")).expect("the file is there");
    let files = [
        ("items/human-resources/hr-service-licence-county.yaml", "items/z.yaml"),
        ("items/human-resources/hr-service-licence.yaml", "items/y.yaml"),
        ("specifications/370000/hr-service-licence-county.yaml", "specifications/370000/z.yaml"),
        ("specifications/370000/hr-service-licence-county-tier.yaml", "specifications/370000/a.yaml"),
        ("regions/370828/hr-service-licence-county.yaml", "regions/370828/a.yaml"),
    ];
    let briefs = |renamed: bool| {
        let files = files.map(|(path, other)| (if renamed { other } else { path }, read(path)));
        let outcome = support::check_files(files);
        let mut briefs: Vec<String> = outcome
            .findings
            .iter()
            .map(|finding| format!("{:032x} {}", finding.fingerprint, finding.message.en))
            .collect();
        briefs.sort();
        briefs
    };
    assert_eq!(briefs(false), briefs(true));
}

#[test]
fn cases_choose_what_applies() {
    let text = "\
kind: basic-item
materials: [{id: a}, {id: b}, {id: c}, {id: d}]
by_case:
  - {when: {handling_item: \"02\"}, materials: {use: [a]}}
  - {when: {situation: {branch: \"yes\"}}, materials: {add: [d]}}
  - {when: {handling_item: [\"03\", \"04\"], situation: {branch: \"no\"}}, materials: {remove: [b]}}
";
    let documents = documents(text);
    let root = documents[0].node(0);
    let applying = |handling_item, situations: &[(&'static str, &'static str)]| {
        let choice = Choice { handling_item, situations: situations.to_vec(), path: None };
        cases::applying(root, "materials", &choice)
    };
    assert_eq!(applying(None, &[]), ["a", "b", "c"]);
    assert_eq!(applying(Some("02"), &[]), ["a"]);
    assert_eq!(applying(Some("02"), &[("branch", "yes")]), ["a", "d"]);
    assert_eq!(applying(Some("04"), &[("branch", "no")]), ["a", "c"]);
    assert_eq!(applying(Some("04"), &[("branch", "yes")]), ["a", "b", "c", "d"]);
}

/// Of an entry that is named and taken away, the lower of the two places is reported, once.
#[test]
fn what_is_taken_away_and_still_named_is_told_at_the_lower_place() {
    let found = |own: &str| {
        let own = support::base("implementation").to_owned() + own;
        let files = vec![
            ("items/base.yaml", support::base("basic-item").to_owned()),
            ("regions/370828/base.yaml", own),
        ];
        let outcome = support::check_files_on(files, support::MANIFEST, support::DAY);
        let wanted = ["reference-within-item", "entry-hits-nothing"];
        let found = outcome.findings.into_iter().filter(|own| wanted.contains(&own.rule));
        found
            .map(|own| (own.rule, own.place.path.to_string(), own.pointer, own.related.len()))
            .collect::<Vec<_>>()
    };
    let told = |rule, pointer: &str, related| {
        (rule, "regions/370828/base.yaml".to_owned(), pointer.to_owned(), related)
    };
    let case = "by_case: [{when: {handling_item: \"02\"}, materials: {use: [application, charter]}}]\n";
    let omit = "materials: [{id: charter, omit: true}]\n";
    // The condition is named by three materials.
    let condition = "conditions: [{id: charter, omit: true}]\n";
    assert_eq!(found(condition), [told("reference-within-item", "/conditions/0/omit", 3)]);
    assert_eq!(
        found(&format!("{omit}{case}")),
        [told("reference-within-item", "/by_case/0/materials/use/1", 1)]
    );
    assert_eq!(
        found("materials: [{id: none, omit: true}]\n"),
        [told("entry-hits-nothing", "/materials/0/id", 0)]
    );
    assert_eq!(found(omit), []);
}

/// A lower layer may narrow a record of exemption; what it widens stands at what it wrote.
#[test]
fn records_of_exemption_are_not_widened_below() {
    const ABOVE: &str = "  - {id: r1, duty: online-inclusion, state: exempt, ground: law, citation: {law: 就业促进法, articles: [\"40\"]}, reason: 到场, alternative: {channel: window, place: p, hours: h, contact: c}";
    let above = |rest: &str| format!("exemptions:\n{ABOVE}, {rest}}}\n");
    let found = |above: &str, below: &str| {
        let basic = support::base("basic-item").to_owned() + above;
        let own = support::base("implementation").to_owned() + below;
        let files = vec![("items/base.yaml", basic), ("regions/370828/base.yaml", own)];
        let outcome = support::check_files_on(files, support::MANIFEST, support::DAY);
        let of_rule = outcome.findings.into_iter().filter(|own| own.rule == "variant-exemption-not-wider");
        of_rule.map(|own| own.pointer).collect::<Vec<_>>()
    };
    let step = above("scope: {channels: [online], steps: [review]}");
    let own = |text: &str| format!("exemptions: [{{id: r1, {text}}}]\n");
    for (text, pointer) in [
        ("scope: {whole_item: true}", "/exemptions/0/scope/whole_item"),
        ("scope: {steps: []}", "/exemptions/0/scope/steps"),
        ("scope: {steps: [review, decide]}", "/exemptions/0/scope/steps"),
        ("duty: publish-guide", "/exemptions/0/duty"),
    ] {
        assert_eq!(found(&step, &own(text)), [pointer], "{text}");
    }
    for text in [
        "scope: {materials: [charter]}",
        "valid: {to: 2030-12-31}",
        "reason: 须到场",
        "scope: {steps: [review]}",
    ] {
        assert_eq!(found(&step, &own(text)), [""; 0], "{text}");
    }
    let ending = above("scope: {steps: [review]}, valid: {from: 2026-01-01, to: 2026-12-31}");
    assert_eq!(found(&ending, &own("valid: {to: 2030-12-31}")), ["/exemptions/0/valid/to"]);
    assert_eq!(found(&ending, &own("valid: {from: 2025-12-31}")), ["/exemptions/0/valid/from"]);
    assert_eq!(found(&ending, &own("valid: {to: 2026-11-30}")), [""; 0]);
    let later = above("scope: {steps: [review]}, owner: {name: 某, tier: county}, target: 2099-01-01");
    let later = later.replace("state: exempt", "state: deferred");
    let other = "state: exempt, ground: other, decided_by: {name: 某, tier: county}";
    assert_eq!(found(&later, &own(other)), ["/exemptions/0/state"]);
    assert_eq!(found(&later, &own("target: 2099-06-01")), [""; 0]);
}

/// A city regulation holds in the city that its title begins with.
#[test]
fn the_area_of_a_regulation_comes_from_its_title() {
    let law = |title: &str| {
        let issuer = "济南市人民代表大会常务委员会";
        let text = format!(
            "{{id: zz7, title: {title}, level: local-regulation, issuer: {issuer}, source: 某, versions: [{{date: 2020-01-01}}]}}"
        );
        format!("kind: register\nregister: laws\nentries: [{text}]\n").into_bytes()
    };
    let table = std::fs::read("catalogue/registers/divisions.csv").expect("the table is there");
    let record = "{id: x-r, duty: online-inclusion, state: exempt, ground: local-regulation, citation: {law: zz7, articles: [\"4\"]}, scope: {steps: [review]}}";
    let found = |title: &str, region: &str| {
        let own = support::base("implementation").replace("370828", region);
        let own = format!("{own}exemptions: [{record}]\n");
        let files = [
            ("registers/laws-own.yaml".to_owned(), law(title)),
            ("registers/divisions-all.csv".to_owned(), table.clone()),
            ("items/base.yaml".to_owned(), support::base("basic-item").as_bytes().to_vec()),
            ("regions/own.yaml".to_owned(), own.into_bytes()),
        ];
        let store = mulu::source::store::Memory::new(support::registers().chain(files));
        let outcome = support::check_store(&store, support::MANIFEST, support::DAY);
        let is_wanted = |rule: &str| rule == "local-extra-ground-in-area";
        outcome.findings.into_iter().filter(|own| is_wanted(own.rule)).count()
    };
    assert_eq!(found("济南市庚条例", "370828"), 1);
    assert_eq!(found("济南市庚条例", "370102"), 0);
    assert_eq!(found("山东省庚条例", "370828"), 0);
    assert_eq!(found("延边朝鲜族自治州庚条例", "370828"), 1);
    // Several districts have this name, and no division the other: nothing is known.
    assert_eq!(found("鼓楼区庚条例", "370828"), 0);
    assert_eq!(found("某经济特区庚条例", "370828"), 0);
}
