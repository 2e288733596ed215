//! On what law an item stands, what is left out by law, how to object, how the directory changed.

use super::{Subject, address, list};
use crate::generate::site::facts::{Facts, Record};
use crate::generate::site::view::{Entry, Note, Notes, Rows, Section};
use crate::generate::site::words::{counted, joined, only_if, same};
use crate::model::phrase::Phrase;
use crate::source::node::Node;

/// How to object.
pub(super) fn remedies(own: &Subject<'_>) -> Section {
    let mut section = Section::new("remedies", "If you disagree", "救济途径");
    let Some(remedies) = own.item.get("remedies") else { return section };
    let mut rows = Rows::default();
    let within = |node: Node<'_>, key: &str, en: (&str, &str), zh: &str| {
        let number = counted(node.get(key), en, zh)?;
        Some(Phrase::new(&format!("within {}", number.en()), &format!("{}内", number.zh)))
    };
    let mut way = |en: &str, zh: &str, node: Node<'_>, first: [Option<Phrase>; 2]| {
        let place = [node.str("phone").map(Phrase::zh), Phrase::of(node, "address")];
        let parts: Vec<Phrase> = first.into_iter().chain(place).flatten().collect();
        rows.add(en, zh, joined(&parts, ", ", "，"));
        rows.link(&format!("{en}: online"), &format!("{zh}网址"), address(node, "url"));
    };
    if let Some(review) = remedies.get("reconsideration") {
        let first = [own.words.party(review, "body"), within(review, "days", ("day", "days"), "日")];
        way("Administrative reconsideration", "行政复议", review, first);
    }
    if let Some(court) = remedies.get("litigation") {
        let first = [Phrase::of(court, "court"), within(court, "months", ("month", "months"), "个月")];
        way("Administrative litigation", "行政诉讼", court, first);
    }
    let first = only_if(
        remedies,
        "reconsideration_first",
        "reconsideration first, only then the court",
        "应当先申请行政复议，对复议决定不服的再提起行政诉讼",
    );
    rows.add("Order", "复议前置", first);
    rows.add("Note", "说明", Phrase::of(remedies, "note"));
    section.rows = rows.0;
    section
}

/// The law that sets it up and by which it is carried out.
pub(super) fn basis(own: &Subject<'_>) -> Section {
    list(own, Section::new("basis", "Legal basis", "设定和实施依据"), "basis", |node| Entry {
        title: own.words.provision(node).unwrap_or_default(),
        facts: own.words.coded(node, "purpose", "basis-purpose").into_iter().collect(),
        notes: Phrase::of(node, "note").into_iter().map(Note::from).collect(),
        ..Entry::default()
    })
}

/// What is left out by law, or put off.
pub(super) fn exemptions(facts: &Facts) -> Section {
    let mut section = Section::new("exemptions", "Left out by law, or deferred", "依法不纳入和暂缓情形");
    section.entries = facts.exemptions.iter().map(exemption).collect();
    section
}

/// The public part of a record.
pub(in crate::generate::site) fn exemption(record: &Record) -> Entry {
    let title = record.duty.clone().unwrap_or_default();
    let mut notes = Notes::default();
    let day = |day: &Option<String>| same(day.as_deref());
    notes.plain(record.note.clone());
    notes.add("Covers", "适用范围", record.scope.clone());
    notes.add("Basis", "依据", record.citation.clone());
    notes.add("Instead", "替代办理方式", record.alternative.clone());
    notes.add("Still online", "保留网上办理的环节", record.online.clone());
    notes.add("Decided by", "决定机关", record.decided_by.clone());
    notes.add("Decided on", "决定日期", day(&record.decided_on));
    notes.add("From", "有效期起", day(&record.from));
    notes.add("Until", "有效期至", day(&record.until));
    notes.add("Looked at again on", "复核日期", day(&record.review));
    notes.add("Target date", "目标日期", day(&record.target));
    notes.add("Responsible", "责任单位", record.owner.clone());
    let facts = [Some(record.state.clone()), record.ground.clone()].into_iter().flatten().collect();
    Entry { title, facts, notes: notes.0, ..Entry::default() }
}

/// How the directory changed.
pub(super) fn change(own: &Subject<'_>) -> Section {
    let mut section = Section::new("change", "Change of the directory", "目录调整");
    let Some(change) = &own.facts.change else { return section };
    let mut rows = Rows::default();
    rows.add("Kind", "调整类型", change.kind.clone());
    rows.add("From", "生效日期", same(change.effective.as_deref()));
    rows.add("Document", "依据文件", change.document.clone());
    for (en, zh, codes) in [("Former item", "原事项", &change.from), ("New item", "新事项", &change.to)]
    {
        for code in codes {
            match own.around.link(code).filter(|_| *code != own.facts.basic_code) {
                Some(link) => rows.link(en, zh, Some(link)),
                None => rows.add(en, zh, same(Some(code))),
            }
        }
    }
    rows.add("Running cases", "在办件处理", change.pending.clone());
    section.rows = rows.0;
    section
}
