//! What it costs and what comes of it: fees, results, licences, penalties and levies.

use super::{Subject, list, name_of};
use crate::generate::site::view::{Entry, Link, Notes, Rows, Section};
use crate::generate::site::words::{counted, either, joined, only_if, texts};
use crate::model::phrase::Phrase;
use crate::source::node::Node;

/// What it costs.
pub(super) fn fees(own: &Subject<'_>) -> Section {
    let mut section = Section::new("fees", "Fees", "收费");
    if own.item.get("fees").is_some_and(|fees| fees.count() == 0) {
        section.note = Some(Phrase::new("No fee is charged.", "不收费。"));
        return section;
    }
    list(own, section, "fees", |node| {
        let mut notes = Notes::default();
        notes.plain(Phrase::of(node, "standard"));
        for row in node.get("table").into_iter().flat_map(Node::items) {
            notes.plain(tariff(row));
        }
        for waiver in node.get("waivers").into_iter().flat_map(Node::items) {
            let basis = own.words.basis(waiver.get("basis"));
            let parts: Vec<Phrase> = Phrase::of(waiver, "when").into_iter().chain(basis).collect();
            notes.add("Reduced or waived", "减免情形", joined(&parts, "; ", "；"));
        }
        notes.add("Paid to", "收款单位", Phrase::of(node, "payee"));
        notes.add("Basis", "依据", own.words.basis(node.get("basis")));
        notes.add("Number in the list of fees", "收费目录序号", node.str("list_ref").map(Phrase::zh));
        notes.plain(Phrase::of(node, "note"));
        let facts = only_if(node, "deposit", "a deposit", "保证金").into_iter().collect();
        Entry { title: name_of(node), facts, notes: notes.0, ..Entry::default() }
    })
}

/// A row of a table of fees: when, how much, for what.
fn tariff(row: Node<'_>) -> Option<Phrase> {
    let amount = row.get("fen").and_then(Node::as_f64).map(|fen| {
        let yuan = fen / 100.0;
        Phrase::new(&format!("{yuan} yuan"), &format!("{yuan}元"))
    });
    let per = Phrase::of(row, "per")
        .map(|per| Phrase { zh: format!("每{}", per.zh), en: per.en.map(|en| format!("per {en}")) });
    let parts: Vec<Phrase> = Phrase::of(row, "when").into_iter().chain(amount).chain(per).collect();
    joined(&parts, ", ", "，")
}

/// What comes of it.
pub(super) fn results(own: &Subject<'_>) -> Section {
    list(own, Section::new("results", "What you get", "办理结果"), "results", |node| {
        let mut facts: Vec<Phrase> = own.words.coded(node, "kind", "result-kind").into_iter().collect();
        facts.extend(only_if(node, "electronic", "electronic certificate", "提供电子证照"));
        let certificate =
            node.str("certificate").and_then(|id| own.words.maker.entry("certificate-types", id));
        let mut notes = Notes::default();
        notes.add("Certificate", "证照类型", certificate.and_then(|own| Phrase::of(own, "name")));
        notes.add("Format", "版式格式", node.str("format").map(Phrase::zh));
        notes.add("Valid", "有效期限", Phrase::of(node, "validity"));
        notes.add("Valid where", "有效地域范围", Phrase::of(node, "area"));
        notes.add("Delivery", "送达方式", own.words.all(node.get("delivery"), "channel"));
        notes.plain(Phrase::of(node, "note"));
        let mut links = Vec::new();
        if let Some(sample) = node.str("sample") {
            match Link::outside(sample, Phrase::new("Sample", "结果样本")) {
                Some(link) => links.push(link),
                None => notes.add("Sample", "结果样本", Some(Phrase::zh(sample))),
            }
        }
        Entry { title: name_of(node), facts, notes: notes.0, links, ..Entry::default() }
    })
}

/// What a licence is bound to.
pub(super) fn licence(own: &Subject<'_>) -> Section {
    let mut section = Section::new("licence", "About the licence", "许可证件和要求");
    let Some(licence) = own.item.get("licence") else { return section };
    let mut rows = Rows::default();
    rows.add("Licence document", "许可证件名称", Phrase::of(licence, "certificate"));
    let parts = [
        ("validity", "Valid for", "有效期限"),
        ("renewal", "Renewal", "延续"),
        ("quota", "Limited number", "数量限制"),
        ("annual_check", "Annual check", "年检"),
        ("annual_report", "Annual report", "年报"),
        ("area", "Valid where", "有效地域范围"),
    ];
    let needed = (("needed", "需要"), ("not needed", "不需要"));
    for (key, en, zh) in parts {
        let Some(part) = licence.get(key) else { continue };
        let limited = (("yes", "有数量限制"), ("no", "无数量限制"));
        let before = counted(
            part.get("apply_days_before"),
            ("day before the end at the latest", "days before the end at the latest"),
            "日前提出申请",
        );
        let said = [
            counted(part.get("years"), ("year", "years"), "年"),
            counted(part.get("months"), ("month", "months"), "个月"),
            before.map(|own| Phrase::new(own.en(), &format!("届满{}", own.zh))),
            either(part, "limited", limited.0, limited.1),
            either(part, "needed", needed.0, needed.1),
            Phrase::of(part, "note"),
        ];
        rows.add(en, zh, joined(&said.into_iter().flatten().collect::<Vec<_>>(), "; ", "；"));
        let basis = own.words.basis(part.get("basis"));
        rows.add(&format!("{en}: basis"), &format!("{zh}依据"), basis);
    }
    section.rows = rows.0;
    section
}

/// What an authority may do without being asked: penalties, measures, levies.
pub(super) fn power(own: &Subject<'_>) -> Section {
    let mut section = Section::new("power", "What the authority may do", "处罚、强制、检查和征收");
    let mut rows = Rows::default();
    if let Some(penalty) = own.item.get("penalty") {
        rows.add("Conduct that is punished", "处罚的行为", texts(penalty.get("behaviour")));
        rows.add("Kinds of penalty", "处罚的种类", texts(penalty.get("kinds")));
        rows.add("Range of penalty", "处罚的幅度", Phrase::of(penalty, "range"));
    }
    rows.add("Measures", "强制和检查措施", texts(own.item.get("measures")));
    if let Some(levy) = own.item.get("levy") {
        rows.add("Kind of levy", "征收种类", Phrase::of(levy, "kind"));
        let yes = ("you can apply for a reduction", "可以申请减免");
        let reduction = either(levy, "reduction", yes, ("no application for reduction", "不涉及减免审批"));
        rows.add("Reduction", "减免", reduction);
    }
    section.rows = rows.0;
    section
}
