//! The page of an item: what it is, what is needed, where to go, on what law.

use serde::Serialize;

use super::facts::{Facts, Record};
use super::needs::Needs;
use super::places;
use super::steps::Flow;
use super::view::{Entry, Link, Row, Rows, Section};
use super::words::{Words, joined, labelled};
use crate::form::Form;
use crate::model::phrase::Phrase;
use crate::model::public::Public;
use crate::source::node::Node;

/// The page.
#[derive(Debug, Serialize)]
pub(super) struct Sheet {
    pub(super) title: Phrase,
    pub(super) kind: Option<Phrase>,
    pub(super) place: Option<Phrase>,
    pub(super) warning: Option<Phrase>,
    pub(super) back: Vec<Link>,
    /// The answers to what everybody asks.
    pub(super) answers: Vec<Row>,
    /// What can be done from here: fill in the form, compare.
    pub(super) actions: Vec<Link>,
    pub(super) sections: Vec<Section>,
    pub(super) data: String,
}

/// What the sections are made from.
pub(super) struct Material<'a> {
    pub(super) words: Words<'a>,
    pub(super) item: &'a Public<'a>,
    pub(super) forms: &'a [Form],
    pub(super) facts: &'a Facts,
    pub(super) needs: Needs,
}

/// The sections, in the order in which an applicant needs them.
pub(super) fn sections(own: &Material<'_>) -> Vec<Section> {
    let made = [
        conditions(own),
        materials(own),
        steps(own),
        limits(own),
        fees(own),
        results(own),
        places::channels(own),
        places::contacts(own),
        rights(own),
        remedies(own),
        questions(own),
        basis(own),
        exemptions(own.facts),
        change(own.facts),
        about(own),
        sources(own),
    ];
    made.into_iter().filter_map(Section::filled).collect()
}

/// The four answers at the top.
pub(super) fn answers(facts: &Facts) -> Vec<Row> {
    let unsaid = || Phrase::new("not stated in the sources", "来源未载明");
    let own = &facts.answers;
    let ways: Vec<Phrase> = own.ways.iter().chain(&own.visits).cloned().collect();
    let row = |en: &str, zh: &str, text: Option<Phrase>| Row {
        name: Phrase::new(en, zh),
        text: text.unwrap_or_else(unsaid),
        link: None,
    };
    vec![
        row("Who may apply", "谁可以办", own.who.clone()),
        row("How long it takes", "多久办结", own.long.clone()),
        row("What it costs", "费用", own.cost.clone()),
        row("Where", "在哪里办", joined(&ways, "; ", "；")),
    ]
}

fn list(own: &Material<'_>, mut section: Section, key: &str, make: impl Fn(Node<'_>) -> Entry) -> Section {
    let mut when = Needs::conditions(own.item, key);
    for node in own.item.list(key).filter(|node| node.is_map()) {
        let mut entry = make(node);
        if let Some(condition) = node.str("id").and_then(|id| when.remove(id)) {
            own.needs.under(&mut entry, &condition);
        }
        section.entries.push(entry);
    }
    section
}

fn name_of(node: Node<'_>) -> Phrase {
    Phrase::of(node, "name").or_else(|| node.str("id").map(Phrase::zh)).unwrap_or_default()
}

fn on(words: &Words<'_>, node: Node<'_>) -> Option<Phrase> {
    words.basis(node.get("basis")).map(|basis| labelled("Basis", "依据", &basis))
}

fn conditions(own: &Material<'_>) -> Section {
    list(own, Section::new("conditions", "Who can apply", "受理条件"), "conditions", |node| Entry {
        title: Phrase::of(node, "text").unwrap_or_default(),
        notes: on(&own.words, node).into_iter().collect(),
        ..Entry::default()
    })
}

fn materials(own: &Material<'_>) -> Section {
    let mut section = Section::new("materials", "What you need", "申请材料");
    section.entries = own.needs.materials(own.forms);
    section.questions = own.needs.questions();
    section
}

fn steps(own: &Material<'_>) -> Section {
    let words = own.words;
    let section = Section::new("steps", "Steps", "办理流程");
    let mut section = list(own, section, "steps", |node| {
        let mut facts: Vec<Phrase> = Words::limit(node.get("limit")).into_iter().collect();
        facts.extend(words.all(node.get("channels"), "channel"));
        facts.extend(Phrase::of(node, "role"));
        let mut notes: Vec<Phrase> = Phrase::of(node, "text").into_iter().collect();
        notes.extend(on(&words, node));
        let title = Phrase::of(node, "name").or_else(|| words.coded(node, "kind", "step-kind"));
        Entry { title: title.unwrap_or_default(), facts, notes, ..Entry::default() }
    });
    let steps = own.item.list("steps").filter(|node| node.is_map());
    let limits: Vec<Option<Phrase>> = steps.map(|node| Words::limit(node.get("limit"))).collect();
    section.flow = Flow::of(&section.entries, &limits);
    section.ordered = true;
    section
}

fn limits(own: &Material<'_>) -> Section {
    let mut section = Section::new("time", "Time limits", "办理时限");
    let Some(limits) = own.item.get("time_limit") else { return section };
    let mut rows = Rows::default();
    rows.add("Promised", "承诺办结时限", own.words.full_limit(limits.get("promised")));
    let statutory = limits.get("statutory");
    rows.add("By law", "法定办结时限", own.words.full_limit(statutory));
    rows.add("Basis of it", "法定时限依据", own.words.basis(statutory.and_then(|limit| limit.get("basis"))));
    rows.add("Acceptance", "受理时限", Words::limit(limits.get("acceptance")));
    rows.add("Notice of correction", "补正告知时限", Words::limit(limits.get("correction")));
    rows.add("Delivery", "送达时限", Words::limit(limits.get("delivery")));
    rows.add("Extension", "可以延长", Words::limit(limits.get("extension")));
    for note in [Some(limits), limits.get("promised"), statutory].into_iter().flatten() {
        rows.add("Note", "说明", Phrase::of(note, "note"));
    }
    section.rows = rows.0;
    for node in limits.get("excluded").into_iter().flat_map(Node::items).filter(|node| node.is_map()) {
        let kind = own.words.coded(node, "procedure", "special-procedure");
        let title = Phrase::of(node, "name").or(kind).unwrap_or_default();
        let outside = Phrase::new("not counted in the limit", "不计入办结时限");
        let facts = Words::limit(node.get("limit")).into_iter().chain([outside]).collect();
        let notes = on(&own.words, node).into_iter().collect();
        section.entries.push(Entry { title, facts, notes, ..Entry::default() });
    }
    section
}

fn fees(own: &Material<'_>) -> Section {
    let mut section = Section::new("fees", "Fees", "收费");
    if own.item.get("fees").is_some_and(|fees| fees.count() == 0) {
        section.note = Some(Phrase::new("No fee is charged.", "不收费。"));
        return section;
    }
    list(own, section, "fees", |node| {
        let mut notes: Vec<Phrase> = Phrase::of(node, "standard").into_iter().collect();
        for row in node.get("table").into_iter().flat_map(Node::items) {
            let amount = row.get("fen").and_then(Node::as_f64).map(|fen| {
                let yuan = fen / 100.0;
                Phrase::new(&format!("{yuan} yuan"), &format!("{yuan}元"))
            });
            let per = row.str("per").map(|per| Phrase::new(&format!("per {per}"), &format!("每{per}")));
            let when = row.get("when").and_then(Node::as_str).map(Phrase::zh);
            let parts: Vec<Phrase> = when.into_iter().chain(amount).chain(per).collect();
            notes.extend(joined(&parts, ", ", "，"));
        }
        let payee = Phrase::of(node, "payee");
        notes.extend(payee.map(|payee| labelled("Paid to", "收款单位", &payee)));
        notes.extend(on(&own.words, node));
        notes.extend(Phrase::of(node, "note"));
        Entry { title: name_of(node), notes, ..Entry::default() }
    })
}

fn results(own: &Material<'_>) -> Section {
    list(own, Section::new("results", "What you get", "办理结果"), "results", |node| {
        let mut facts: Vec<Phrase> = own.words.coded(node, "kind", "result-kind").into_iter().collect();
        if node.get("electronic").and_then(Node::as_bool) == Some(true) {
            facts.push(Phrase::new("electronic certificate", "提供电子证照"));
        }
        let mut notes = Vec::new();
        let validity = Phrase::of(node, "validity");
        notes.extend(validity.map(|text| labelled("Valid", "有效期限", &text)));
        let delivery = own.words.all(node.get("delivery"), "channel");
        notes.extend(delivery.map(|text| labelled("Delivery", "送达方式", &text)));
        notes.extend(Phrase::of(node, "note"));
        let sample = node.str("sample").and_then(|to| Link::outside(to, Phrase::new("Sample", "结果样本")));
        Entry { title: name_of(node), facts, notes, links: sample.into_iter().collect(), ..Entry::default() }
    })
}

fn texts(item: &Public<'_>, key: &str) -> Option<Phrase> {
    let texts: Vec<&str> = item.list(key).filter_map(Node::as_str).collect();
    (!texts.is_empty()).then(|| Phrase::zh(&texts.join("；")))
}

fn rights(own: &Material<'_>) -> Section {
    let mut section = Section::new("rights", "Rights and duties", "权利和义务");
    let mut rows = Rows::default();
    rows.add("Your rights", "依法享有的权利", texts(own.item, "rights"));
    rows.add("Your duties", "依法履行的义务", texts(own.item, "duties"));
    let agents = own.item.at(&["agents", "allowed"]).and_then(Node::as_bool);
    let allowed = |allowed| {
        if allowed {
            Phrase::new("an agent may act for you", "可以委托代理人办理")
        } else {
            Phrase::new("in person only", "须本人办理")
        }
    };
    rows.add("Agents", "代办", agents.map(allowed));
    let promise = own.item.at(&["commitment", "offered"]).and_then(Node::as_bool) == Some(true);
    let offered = Phrase::new("you may choose to commit yourself instead", "可以自愿选择告知承诺方式");
    rows.add("Commitment", "告知承诺", promise.then_some(offered));
    section.rows = rows.0;
    section
}

fn remedies(own: &Material<'_>) -> Section {
    let mut section = Section::new("remedies", "If you disagree", "救济途径");
    let Some(remedies) = own.item.get("remedies") else { return section };
    let mut rows = Rows::default();
    let number = |node: Node<'_>, key: &str, en: &str, zh: &str| {
        let number = node.get(key).and_then(Node::as_i64)?;
        Some(Phrase::new(&format!("within {number} {en}"), &format!("{number}{zh}内")))
    };
    if let Some(review) = remedies.get("reconsideration") {
        let parts = [Phrase::of(review, "body"), number(review, "days", "days", "日")];
        let parts: Vec<Phrase> = parts.into_iter().flatten().collect();
        rows.add("Administrative reconsideration", "行政复议", joined(&parts, ", ", "，"));
    }
    if let Some(court) = remedies.get("litigation") {
        let parts = [Phrase::of(court, "court"), number(court, "months", "months", "个月")];
        let parts: Vec<Phrase> = parts.into_iter().flatten().collect();
        rows.add("Administrative litigation", "行政诉讼", joined(&parts, ", ", "，"));
    }
    rows.add("Note", "说明", Phrase::of(remedies, "note"));
    section.rows = rows.0;
    section
}

fn questions(own: &Material<'_>) -> Section {
    list(own, Section::new("questions", "Frequent questions", "常见问题"), "faq", |node| Entry {
        title: Phrase::of(node, "question").unwrap_or_default(),
        notes: Phrase::of(node, "answer").into_iter().collect(),
        ..Entry::default()
    })
}

fn basis(own: &Material<'_>) -> Section {
    list(own, Section::new("basis", "Legal basis", "设定和实施依据"), "basis", |node| Entry {
        title: own.words.provision(node).unwrap_or_default(),
        facts: own.words.coded(node, "purpose", "basis-purpose").into_iter().collect(),
        notes: Phrase::of(node, "note").into_iter().collect(),
        ..Entry::default()
    })
}

fn exemptions(facts: &Facts) -> Section {
    let mut section = Section::new("exemptions", "Left out by law, or deferred", "依法不纳入和暂缓情形");
    section.entries = facts.exemptions.iter().map(exemption).collect();
    section
}

/// The public part of a record.
pub(super) fn exemption(record: &Record) -> Entry {
    let title = record.duty.clone().unwrap_or_default();
    let mut notes: Vec<Phrase> = record.note.iter().cloned().collect();
    let mut note = |en: &str, zh: &str, text: Option<&Phrase>| {
        notes.extend(text.map(|text| labelled(en, zh, text)));
    };
    note("Basis", "依据", record.citation.as_ref());
    note("Instead", "替代办理方式", record.alternative.as_ref());
    note("Decided by", "决定机关", record.decided_by.as_ref());
    let until = record.until.as_deref().map(|day| Phrase::new(day, day));
    note("Until", "有效期至", until.as_ref());
    let facts = [Some(record.state.clone()), record.ground.clone()].into_iter().flatten().collect();
    Entry { title, facts, notes, ..Entry::default() }
}

fn change(facts: &Facts) -> Section {
    let mut section = Section::new("change", "Change of the directory", "目录调整");
    let Some(change) = &facts.change else { return section };
    let mut rows = Rows::default();
    let plain = |codes: &[String]| {
        let text = codes.join(", ");
        (!text.is_empty()).then(|| Phrase::new(&text, &text))
    };
    rows.add("Kind", "调整类型", change.kind.clone());
    rows.add("From", "生效日期", change.effective.as_ref().map(|day| Phrase::new(day, day)));
    rows.add("Document", "依据文件", change.document.clone());
    rows.add("Former codes", "原编码", plain(&change.from));
    rows.add("New codes", "新编码", plain(&change.to));
    rows.add("Running cases", "在办件处理", change.pending.clone());
    section.rows = rows.0;
    section
}

fn about(own: &Material<'_>) -> Section {
    let (item, words) = (own.item, own.words);
    let mut section = Section::new("about", "About the item", "事项信息");
    let mut rows = Rows::default();
    let coded = |key: &str, list: &str| item.str(key).map(|slug| words.maker.coded(list, slug).label);
    let code = |text: Option<&str>| text.map(|text| Phrase::new(text, text));
    let facts = own.facts;
    rows.add("Type", "事项类型", coded("item_type", "item-type"));
    rows.add("Basic code", "基本编码", code(Some(&facts.basic_code)));
    let implementation = facts.code.as_deref().filter(|_| facts.implementation);
    rows.add("Implementation code", "实施编码", code(implementation));
    rows.add("Competent department", "主管部门", facts.department.clone());
    rows.add("Implementing body", "实施主体", facts.body.clone());
    let nature = item.get("body").and_then(|body| words.coded(body, "nature", "body-nature"));
    rows.add("Nature of the body", "实施主体性质", nature);
    rows.add("Tiers", "行使层级", words.all(item.at(&["tiers", "exercise"]), "tier"));
    rows.add("Source of the power", "权力来源", coded("power_source", "power-source"));
    rows.add("Processing", "办件类型", coded("processing", "processing"));
    let scope = item.get("cross_region").and_then(|own| words.coded(own, "scope", "service-scope"));
    rows.add("Service across regions", "通办范围", scope);
    rows.add("Status", "事项状态", facts.status.clone());
    let version = item.get("version").and_then(Node::as_i64).map(|number| number.to_string());
    rows.add("Version", "事项版本", code(version.as_deref()));
    rows.add("In force from", "生效日期", code(item.at(&["effective", "from"]).and_then(Node::as_str)));
    let handling: Vec<Phrase> = item.list("handling_items").map(name_of).collect();
    rows.add("Handling items", "业务办理项", joined(&handling, ", ", "、"));
    section.rows = rows.0;
    section
}

fn sources(own: &Material<'_>) -> Section {
    let mut section = Section::new("sources", "Where this comes from", "信息来源");
    let Some(provenance) = own.item.item.own.root.get("provenance") else { return section };
    let texts = provenance.get("sources").into_iter().flat_map(Node::items).filter_map(Node::as_str);
    for source in texts {
        section.entries.push(Entry { title: Phrase::zh(source), ..Entry::default() });
    }
    let mut rows = Rows::default();
    rows.add("Collected on", "采集日期", provenance.str("collected_on").map(|day| Phrase::new(day, day)));
    section.rows = rows.0;
    section
}
