//! What an applicant needs: questions first, then what they decide.

use std::collections::HashMap;

use serde_json::json;

use super::view::{Entry, Link, Question};
use crate::form::{self, Choice, Condition, Form, Slot};
use crate::generate::form::condition;
use crate::model::phrase::Phrase;
use crate::model::public::Public;
use crate::source::node::Node;

/// Name of the question which handling item is meant.
const HANDLING: &str = "handling_item";

/// The questions of an item, over all its handling items.
#[derive(Debug, Default)]
pub(super) struct Needs {
    asked: Vec<form::Question>,
    seqs: Vec<String>,
}

impl Needs {
    /// The questions of the forms of an item: one a handling item.
    pub(super) fn of(forms: &[Form]) -> Self {
        let mut asked: Vec<form::Question> = Vec::new();
        let handling: Vec<_> = forms.iter().filter_map(|form| form.item.handling_item.as_ref()).collect();
        if handling.len() > 1 {
            let options =
                handling.iter().map(|one| Choice { id: one.seq.clone(), label: one.name.clone() }).collect();
            asked.push(form::Question {
                id: HANDLING.to_owned(),
                text: Phrase::new("What do you want to do?", "您要办理哪一项？"),
                multiple: false,
                options,
                when: Condition::Always,
            });
        }
        let seqs: Vec<String> = handling.iter().map(|one| one.seq.clone()).collect();
        for question in forms.iter().flat_map(|form| &form.questions) {
            if asked.iter().any(|known| known.id == question.id) {
                continue;
            }
            let per = forms.iter().map(|form| {
                let own = form.questions.iter().find(|own| own.id == question.id);
                own.map_or(Condition::Never, |own| own.when.clone())
            });
            let when = merged(&seqs, per.collect());
            asked.push(form::Question { when, ..question.clone() });
        }
        Self { asked, seqs }
    }

    /// The questions as the page asks them.
    pub(super) fn questions(&self) -> Vec<Question> {
        let question = |asked: &form::Question| Question {
            id: asked.id.clone(),
            text: asked.text.clone(),
            multiple: asked.multiple,
            options: asked.options.clone(),
            when: script(&asked.when),
        };
        self.asked.iter().map(question).collect()
    }

    /// The materials of all forms.
    pub(super) fn materials(&self, forms: &[Form]) -> Vec<Entry> {
        let mut seen: Vec<&str> = Vec::new();
        let mut entries = Vec::new();
        for slot in forms.iter().flat_map(|form| &form.materials) {
            if seen.contains(&slot.id.as_str()) {
                continue;
            }
            seen.push(&slot.id);
            let per = forms.iter().map(|form| {
                let own = form.materials.iter().find(|own| own.id == slot.id);
                own.map_or(Condition::Never, |own| own.when.clone())
            });
            let mut entry = material(slot);
            self.under(&mut entry, &merged(&self.seqs, per.collect()));
            entries.push(entry);
        }
        entries
    }

    /// When each entry of another list applies.
    pub(super) fn conditions<'t>(item: &Public<'t>, list: &str) -> HashMap<&'t str, Condition> {
        let ids: Vec<&str> = item.list(list).filter_map(|one| one.str("id")).collect();
        let handling: Vec<Node<'t>> = item.list("handling_items").collect();
        if handling.is_empty() {
            return form::applies(item, None, list, &ids);
        }
        let mut per: Vec<HashMap<&str, Condition>> =
            handling.iter().map(|one| form::applies(item, Some(*one), list, &ids)).collect();
        let seqs: Vec<String> =
            handling.iter().map(|one| one.str("seq").unwrap_or_default().to_owned()).collect();
        let of = |id: &'t str| {
            let all = per.iter_mut().map(|own| own.remove(id).unwrap_or(Condition::Never)).collect();
            (id, merged(&seqs, all))
        };
        ids.into_iter().map(of).collect()
    }

    /// Says of an entry when it applies.
    pub(super) fn under(&self, entry: &mut Entry, when: &Condition) {
        entry.when = script(when);
        entry.when_text = (!when.is_always()).then(|| condition::words(when, &self.asked));
    }
}

fn script(when: &Condition) -> Option<String> {
    (!when.is_always()).then(|| json!(when).to_string())
}

/// One condition over the handling items and what each of them asks for; `seqs` is empty where there are none.
fn merged(seqs: &[String], per: Vec<Condition>) -> Condition {
    let mut groups: Vec<(Condition, Vec<String>)> = Vec::new();
    for (at, when) in per.into_iter().enumerate() {
        let seq = seqs.get(at).cloned().unwrap_or_default();
        match groups.iter_mut().find(|(own, _)| *own == when) {
            Some((_, all)) => all.push(seq),
            None => groups.push((when, vec![seq])),
        }
    }
    if groups.len() == 1 {
        return groups.pop().map_or(Condition::Never, |(when, _)| when);
    }
    groups.into_iter().fold(Condition::Never, |all, (when, options)| {
        all.or(Condition::Answer { question: HANDLING.to_owned(), options }.and(when))
    })
}

fn material(slot: &Slot) -> Entry {
    let mut facts: Vec<Phrase> = vec![slot.necessity.label.clone()];
    facts.extend(slot.copy_kind.as_ref().map(|kind| kind.label.clone()));
    facts.extend(slot.media.iter().map(|medium| medium.label.clone()));
    let count = |number: Option<i64>, en: &str, zh: &str| {
        number.map(|n| Phrase::new(&format!("{n} {en}"), &format!("{zh}{n}份")))
    };
    facts.extend(count(slot.originals, "original(s)", "原件"));
    facts.extend(count(slot.copies, "copy(ies)", "复印件"));
    if slot.sensitive {
        facts.push(Phrase::new("holds sensitive personal data", "含敏感个人信息"));
    }
    let mut notes = Vec::new();
    let ways: Vec<Phrase> =
        slot.distinct_ways().into_iter().map(|way| way_of_supply(&way.slug, &way.label)).collect();
    if let Some(ways) = super::words::joined(&ways, "; or ", "；或者") {
        notes.push(super::words::labelled("How to supply it", "提供方式", &ways));
    }
    notes.extend(slot.ways.iter().filter_map(|way| way.note.clone()));
    let issuer = slot.issuer.as_ref();
    notes.extend(issuer.map(|issuer| super::words::labelled("Issued by", "出具单位", issuer)));
    notes.extend(slot.hint.clone());
    let standard = slot.accept_standard.as_ref();
    notes.extend(standard.map(|text| super::words::labelled("Accepted where", "受理标准", text)));
    let file = |address: &Option<String>, en: &str, zh: &str| {
        address.as_deref().and_then(|address| Link::outside(address, Phrase::new(en, zh)))
    };
    let links = [file(&slot.blank_form, "Blank form", "空白表格"), file(&slot.sample, "Sample", "示例样表")];
    Entry {
        title: slot.name.clone(),
        facts,
        notes,
        links: links.into_iter().flatten().collect(),
        optional: slot.necessity.slug == "optional",
        ..Entry::default()
    }
}

/// A way as the applicant reads it.
fn way_of_supply(slug: &str, label: &Phrase) -> Phrase {
    match slug {
        "data-sharing" => {
            Phrase::new("shared between departments, nothing to hand in", "部门之间数据共享，无需提交")
        }
        "e-certificate" => Phrase::new("show the electronic certificate", "出示电子证照，无需提交原件"),
        "commitment" => Phrase::new("a written commitment instead", "以书面承诺代替"),
        "verification" => {
            Phrase::new("verified by the department, nothing to hand in", "由部门核验，无需提交")
        }
        "deferred" => Phrase::new("hand it in later, within the time set", "容缺受理，可在规定期限内补交"),
        "applicant" => Phrase::new("you hand it in", "由申请人提交"),
        _ => label.clone(),
    }
}
