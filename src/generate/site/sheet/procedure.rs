//! What to bring and what happens: handling items, conditions, materials, steps, time limits, cases.

use super::{Subject, list, name_of};
use crate::generate::site::materials;
use crate::generate::site::needs::Needs;
use crate::generate::site::steps::Flow;
use crate::generate::site::view::{Entry, Note, Notes, Row, Rows, Section};
use crate::generate::site::words::{Words, counted, joined, only_if, same};
use crate::model::phrase::Phrase;
use crate::source::node::Node;

/// What can be applied for.
pub(super) fn handling(own: &Subject<'_>) -> Section {
    let mut section = Section::new("handling", "What you can apply for", "业务办理项");
    for node in own.item.list("handling_items").filter(|node| node.is_map()) {
        let unusual = node.str("status").filter(|slug| *slug != "in-use");
        let status = unusual.map(|slug| own.words.maker.coded("status", slug).label);
        let mut notes = Notes::default();
        notes.plain(Phrase::of(node, "note"));
        notes.add("Code", "编码", same(node.str("code")));
        let facts = status.into_iter().collect();
        section.entries.push(Entry { title: name_of(node), facts, notes: notes.0, ..Entry::default() });
    }
    section
}

/// Who can apply.
pub(super) fn conditions(own: &Subject<'_>) -> Section {
    list(own, Section::new("conditions", "Who can apply", "受理条件"), "conditions", |node| {
        let mut notes = Notes::default();
        notes.add("Basis", "依据", own.words.basis(node.get("basis")));
        Entry { title: Phrase::of(node, "text").unwrap_or_default(), notes: notes.0, ..Entry::default() }
    })
}

/// What is needed.
pub(super) fn materials(own: &Subject<'_>) -> Section {
    let mut section = Section::new("materials", "What you need", "申请材料");
    for (slot, when) in own.needs.materials(own.forms) {
        let node = own.item.list("materials").find(|node| node.str("id") == Some(&slot.id));
        let Some(node) = node else { continue };
        let mut entry = materials::entry(&own.words, slot, node);
        own.needs.under(&mut entry, &when);
        section.entries.push(entry);
    }
    section.questions = own.needs.questions();
    section
}

/// What happens, step by step.
pub(super) fn steps(own: &Subject<'_>) -> Section {
    let words = own.words;
    let mut section = list(own, Section::new("steps", "Steps", "办理流程"), "steps", |node| {
        let kind = words.coded(node, "kind", "step-kind");
        let name = Phrase::of(node, "name");
        let mut facts: Vec<Phrase> = Words::limit(node.get("limit")).into_iter().collect();
        facts.extend(kind.clone().filter(|kind| name.as_ref().is_some_and(|name| name.zh != kind.zh)));
        facts.extend(words.all(node.get("channels"), "channel"));
        facts.extend(only_if(node, "approval", "needs a decision", "需审批决定"));
        facts.extend(only_if(node, "automated", "decided by a machine", "自动化决定"));
        let mut notes = Notes::default();
        notes.plain(Phrase::of(node, "text"));
        notes.add("Body", "办理部门", words.party(node, "body"));
        notes.add("Post", "办理岗位", Phrase::of(node, "role"));
        notes.add("Basis", "依据", words.basis(node.get("basis")));
        Entry { title: called(name, kind), facts, notes: notes.0, ..Entry::default() }
    });
    let steps = own.item.list("steps").filter(|node| node.is_map());
    let drawn: Vec<(Phrase, Option<Phrase>)> = steps
        .map(|node| {
            let kind = words.coded(node, "kind", "step-kind");
            // A box has no room for two names.
            let translated = kind.as_ref().and_then(|kind| kind.en.clone());
            let name = Phrase::of(node, "name").map(|name| Phrase { en: name.en.or(translated), ..name });
            (name.or(kind).unwrap_or_default(), Words::limit(node.get("limit")))
        })
        .collect();
    section.flow = Flow::of(&section.entries, &drawn);
    section.ordered = true;
    section
}

/// The name of a step; where nobody translated it, English readers are told its kind.
fn called(name: Option<Phrase>, kind: Option<Phrase>) -> Phrase {
    match (name, kind) {
        (Some(Phrase { zh, en: None }), Some(kind)) => {
            let en = if zh == kind.zh { kind.en().to_owned() } else { format!("{} ({zh})", kind.en()) };
            Phrase::new(&en, &zh)
        }
        (name, kind) => name.or(kind).unwrap_or_default(),
    }
}

/// How long it may take.
pub(super) fn limits(own: &Subject<'_>) -> Section {
    let mut section = Section::new("time", "Time limits", "办理时限");
    let Some(limits) = own.item.get("time_limit") else { return section };
    section.rows = rows(own, limits);
    section.entries = excluded(own, limits);
    section
}

/// Procedures that do not count.
fn excluded(own: &Subject<'_>, limits: Node<'_>) -> Vec<Entry> {
    let all = limits.get("excluded").into_iter().flat_map(Node::items).filter(|node| node.is_map());
    let entry = |node: Node<'_>| {
        let kind = own.words.coded(node, "procedure", "special-procedure");
        let name = Phrase::of(node, "name");
        let outside = Phrase::new("not counted in the limit", "不计入办结时限");
        let mut facts: Vec<Phrase> = kind.clone().filter(|_| name.is_some()).into_iter().collect();
        facts.extend(Words::limit(node.get("limit")));
        facts.push(outside);
        let mut notes = Notes::default();
        notes.add("Body", "办理部门", own.words.party(node, "body"));
        notes.add("Telephone", "电话", node.str("phone").map(Phrase::zh));
        notes.add("Basis", "依据", own.words.basis(node.get("basis")));
        let title = name.or(kind).unwrap_or_default();
        Entry { title, facts, notes: notes.0, ..Entry::default() }
    };
    all.map(entry).collect()
}

fn rows(own: &Subject<'_>, limits: Node<'_>) -> Vec<Row> {
    let words = own.words;
    let mut rows = Rows::default();
    let promised = limits.get("promised");
    rows.add("Promised", "承诺办结时限", words.full_limit(promised));
    rows.add("On the promised limit", "承诺时限说明", promised.and_then(|own| Phrase::of(own, "note")));
    let statutory = limits.get("statutory");
    rows.add("By law", "法定办结时限", words.full_limit(statutory));
    rows.add("Basis of it", "法定时限依据", words.basis(statutory.and_then(|limit| limit.get("basis"))));
    rows.add("On the limit by law", "法定时限说明", statutory.and_then(|own| Phrase::of(own, "note")));
    rows.add("Acceptance", "受理时限", Words::limit(limits.get("acceptance")));
    let correction = limits.get("correction");
    rows.add("Notice of correction", "补正告知时限", Words::limit(correction));
    let times = correction.and_then(|own| own.get("times"));
    rows.add("Corrections at most", "补正次数", counted(times, ("time", "times"), "次"));
    rows.add("Delivery", "送达时限", Words::limit(limits.get("delivery")));
    if let Some(extension) = limits.get("extension") {
        rows.add("Extension", "可以延长", Words::limit(Some(extension)));
        rows.add("Extension granted by", "延长批准人", Phrase::of(extension, "approver"));
        let told = only_if(extension, "reasons_told", "you are told the reasons", "告知申请人延长理由");
        rows.add("On extension", "延长告知", told);
        rows.add("Basis of extension", "延长依据", words.basis(extension.get("basis")));
    }
    rows.add("Note", "说明", Phrase::of(limits, "note"));
    rows.0
}

/// What else depends on the case: time limits, visits, remarks.
pub(super) fn cases(own: &Subject<'_>) -> Section {
    let mut section = Section::new("cases", "In certain cases", "分情形规定");
    for row in own.item.list("by_case").filter(|row| row.is_map()) {
        let mut notes = Notes::default();
        if let Some(limits) = row.get("time_limit") {
            let all = rows(own, limits).into_iter();
            notes.0.extend(all.map(|row| Note { name: Some(row.name), text: row.text }));
            for own in excluded(own, limits) {
                let more = Notes(own.notes).texts();
                let parts: Vec<Phrase> = [own.title].into_iter().chain(own.facts).chain(more).collect();
                notes.plain(joined(&parts, "; ", "；"));
            }
        }
        if let Some(on_site) = row.get("on_site") {
            notes.add(
                "Visits in person",
                "到现场次数",
                counted(on_site.get("visits"), ("time", "times"), "次"),
            );
            notes.add("Why in person", "到现场的原因", Phrase::of(on_site, "reason"));
        }
        let note = Phrase::of(row, "note");
        if note.is_none() && notes.0.is_empty() {
            continue;
        }
        let title = note.unwrap_or_else(|| Phrase::new("What is different", "另有规定"));
        let mut entry = Entry { title, notes: notes.0, ..Entry::default() };
        own.needs.under(&mut entry, &Needs::row(own.item, row));
        section.entries.push(entry);
    }
    section
}
