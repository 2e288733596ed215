//! What an applicant needs: questions first, then what they decide.

use std::collections::HashMap;

use serde_json::json;

use super::view::{Entry, Question};
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
                handling.iter().map(|one| Choice { id: one.seq.clone(), label: one.marked() }).collect();
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

    /// The materials of all forms, each with when it is needed.
    pub(super) fn materials<'f>(&self, forms: &'f [Form]) -> Vec<(&'f Slot, Condition)> {
        let mut seen: Vec<&str> = Vec::new();
        let mut needed = Vec::new();
        for slot in forms.iter().flat_map(|form| &form.materials) {
            if seen.contains(&slot.id.as_str()) {
                continue;
            }
            seen.push(&slot.id);
            let per = forms.iter().map(|form| {
                let own = form.materials.iter().find(|own| own.id == slot.id);
                own.map_or(Condition::Never, |own| own.when.clone())
            });
            needed.push((slot, merged(&self.seqs, per.collect())));
        }
        needed
    }

    /// When a row of the table from case to requirements applies.
    pub(super) fn row(item: &Public<'_>, row: Node<'_>) -> Condition {
        let handling = form::handling_items(item);
        if handling.is_empty() {
            return form::when(item, None, row.get("when"));
        }
        let seqs: Vec<String> =
            handling.iter().map(|one| one.str("seq").unwrap_or_default().to_owned()).collect();
        merged(&seqs, handling.iter().map(|one| form::when(item, Some(*one), row.get("when"))).collect())
    }

    /// When each entry of another list applies.
    pub(super) fn conditions<'t>(item: &Public<'t>, list: &str) -> HashMap<&'t str, Condition> {
        let ids: Vec<&str> = item.list(list).filter_map(|one| one.str("id")).collect();
        let handling = form::handling_items(item);
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
