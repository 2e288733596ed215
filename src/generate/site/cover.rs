//! What a record of exemption or deferral covers, and what is planned where it is a deferral.

use super::words::{Words, joined, labelled};
use crate::model::exemption::{AXES, Exemption};
use crate::model::phrase::Phrase;
use crate::model::public::Public;
use crate::source::node::Node;

/// Notes on a record, in the order in which they are read.
pub(super) fn notes(words: &Words<'_>, item: &Public<'_>, record: Exemption<'_>) -> Vec<Phrase> {
    let mut notes: Vec<Phrase> = scope(words, item, record).into_iter().collect();
    if !record.is_exempt() {
        let day = record.node.str("target").map(|day| Phrase::new(day, day));
        notes.extend(day.map(|day| labelled("Planned for", "目标日期", &day)));
        let owner = record.node.get("owner").and_then(|owner| Phrase::of(owner, "name"));
        notes.extend(owner.map(|owner| labelled("Responsible", "责任单位", &owner)));
    }
    notes
}

fn scope(words: &Words<'_>, item: &Public<'_>, record: Exemption<'_>) -> Option<Phrase> {
    let scope = record.scope();
    if scope.is_whole() {
        return Some(Phrase::new("Covers the whole item", "范围：整个事项"));
    }
    let axes = AXES.into_iter().filter_map(|axis| {
        let values = scope.values(axis);
        let names: Vec<Phrase> = values.map(|value| name(words, item, axis, value.text())).collect();
        let names = joined(&names, ", ", "、")?;
        Some(match axis {
            "channels" => labelled("channels", "办理形式", &names),
            "steps" => labelled("steps", "环节", &names),
            "materials" => labelled("materials", "材料", &names),
            _ => labelled("applicants", "服务对象", &names),
        })
    });
    joined(&axes.collect::<Vec<_>>(), "; ", "；").map(|all| labelled("Covers", "范围", &all))
}

/// A value of an axis: a label of a code list, or the name of an entry of the item.
fn name(words: &Words<'_>, item: &Public<'_>, axis: &str, value: &str) -> Phrase {
    match axis {
        "channels" => words.maker.coded("channel", value).label,
        "audience" => words.maker.coded("audience", value).label,
        list => {
            let entry = item.list(list).find(|entry: &Node<'_>| entry.str("id") == Some(value));
            entry.and_then(|entry| Phrase::of(entry, "name")).unwrap_or_else(|| Phrase::zh(value))
        }
    }
}
