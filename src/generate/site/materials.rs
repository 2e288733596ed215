//! Materials: what is said of each, how many there are of each kind, and what differs from the item nationwide.

use super::needs::Needs;
use super::view::{Entry, Link, Notes};
use super::words::{Words, joined, same};
use crate::form::{Condition, Form, Slot};
use crate::model::effective::Effective;
use crate::model::phrase::Phrase;
use crate::model::public::Public;
use crate::source::node::Node;

/// How many materials of each kind an applicant meets.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub(super) struct Count {
    required: usize,
    /// Needed in some cases only, or optional.
    conditional: usize,
    /// Obtained by departments: nothing to hand in.
    spared: usize,
    /// Handed in where departments cannot obtain it.
    fallback: usize,
}

impl Count {
    /// Counts the materials of an item.
    pub(super) fn of(needs: &Needs, forms: &[Form]) -> Self {
        let mut count = Self::default();
        for (slot, when) in needs.materials(forms) {
            if is_spared(slot) {
                if slot.ways.iter().any(|way| way.way.slug == "applicant") {
                    count.fallback += 1;
                } else {
                    count.spared += 1;
                }
            } else if when == Condition::Always && slot.necessity.slug != "optional" {
                count.required += 1;
            } else {
                count.conditional += 1;
            }
        }
        count
    }

    /// The count in words; none where there are no materials.
    pub(super) fn words(self) -> Option<Phrase> {
        let parts = [
            (self.required, "required", "必交"),
            (self.conditional, "in some cases", "视情形"),
            (self.spared, "not needed: departments obtain them", "免交"),
            (self.fallback, "only where departments cannot obtain them", "部门能够获取的免交"),
        ];
        let parts: Vec<Phrase> = parts
            .into_iter()
            .filter(|(number, ..)| *number > 0)
            .map(|(number, en, zh)| Phrase::new(&format!("{number} {en}"), &format!("{zh} {number}")))
            .collect();
        joined(&parts, " · ", " · ")
    }
}

/// Whether departments obtain it before the applicant is asked: ways are tried in their order.
fn is_spared(slot: &Slot) -> bool {
    slot.ways.first().is_some_and(|way| matches!(way.way.slug.as_str(), "data-sharing" | "verification"))
}

/// What an implementation asks beside or without the item that it implements; none where either names no materials.
pub(super) fn difference(words: &Words<'_>, item: &Public<'_>) -> Option<Phrase> {
    let upper = item.item.documents.get(..1).filter(|_| item.item.is_implementation())?;
    let basic = Public::of(Effective::new(upper.first()?, upper)?, words.maker.demo)?;
    let named = |item: &Public<'_>| -> Vec<(String, Phrase)> {
        let own =
            item.list("materials").filter_map(|one| Some((one.str("id")?.to_owned(), name(words, one))));
        own.collect()
    };
    let (theirs, ours) = (named(&basic), named(item));
    if theirs.is_empty() || ours.is_empty() {
        return None;
    }
    let beside = |these: &[(String, Phrase)], those: &[(String, Phrase)]| {
        let only = these.iter().filter(|(id, _)| those.iter().all(|(other, _)| other != id));
        joined(&only.map(|(_, name)| name.clone()).collect::<Vec<_>>(), ", ", "、")
    };
    let mut notes = Notes::default();
    notes.add("also", "另要", beside(&ours, &theirs));
    notes.add("without", "不要", beside(&theirs, &ours));
    joined(&notes.texts(), "; ", "；").or_else(|| Some(Phrase::new("the same list", "清单相同")))
}

/// The entry of a material of the register that a material of an item stands for.
fn shared<'a>(words: &Words<'a>, own: Node<'_>) -> Option<Node<'a>> {
    own.str("shared").and_then(|id| words.maker.entry("materials", id))
}

fn name(words: &Words<'_>, own: Node<'_>) -> Phrase {
    let shared = shared(words, own).and_then(|shared| Phrase::of(shared, "name"));
    Phrase::of(own, "name").or(shared).or_else(|| own.str("id").map(Phrase::zh)).unwrap_or_default()
}

/// What is said of a material; `own` is its map in the item.
pub(super) fn entry(words: &Words<'_>, slot: &Slot, own: Node<'_>) -> Entry {
    let mut facts: Vec<Phrase> = vec![slot.necessity.label.clone()];
    let kind = slot.kind.as_ref().filter(|kind| kind.slug != "other");
    facts.extend(kind.map(|kind| kind.label.clone()));
    facts.extend(slot.copy_kind.as_ref().map(|kind| kind.label.clone()));
    facts.extend(slot.media.iter().map(|medium| medium.label.clone()));
    let count = |number: Option<i64>, (one, many): (&str, &str), zh: &str| {
        number
            .map(|n| Phrase::new(&format!("{n} {}", if n == 1 { one } else { many }), &format!("{zh}{n}份")))
    };
    facts.extend(count(slot.originals, ("original", "originals"), "原件"));
    facts.extend(count(slot.copies, ("copy", "copies"), "复印件"));
    facts.extend(slot.size.clone());
    if slot.sensitive {
        facts.push(Phrase::new("holds sensitive personal data", "含敏感个人信息"));
    }
    let mut notes = supply(words, slot, own);
    let certificate = slot.certificate.as_ref().map(|certificate| certificate.name.clone());
    notes.add("Certificate", "证照类型", certificate);
    notes.add("Issued by", "出具单位", slot.issuer.clone());
    let upper = shared(words, own);
    let get = |key: &str| own.get(key).or_else(|| upper.and_then(|upper| upper.get(key)));
    // That an applicant brings it is said already.
    let source = get("source").and_then(Node::as_str).filter(|slug| *slug != "applicant");
    notes.add(
        "Where it comes from",
        "来源渠道",
        source.map(|slug| words.maker.coded("material-source", slug).label),
    );
    notes.add("On where it comes from", "来源渠道说明", Phrase::of(own, "source_note"));
    notes.add("Seal or signature", "签章要求", seal(get("seal")));
    notes.add("How to fill it in", "填报须知", slot.hint.clone());
    notes.add("Accepted where", "受理标准", slot.accept_standard.clone());
    notes.add("Basis", "依据", words.basis(get("basis")));
    notes.add("Note", "备注", Phrase::of(own, "note"));
    let files = [(&slot.blank_form, "Blank form", "空白表格"), (&slot.sample, "Sample", "示例样表")];
    let mut links = Vec::new();
    for (address, en, zh) in files {
        let Some(address) = address else { continue };
        match Link::outside(address, Phrase::new(en, zh)) {
            Some(link) => links.push(link),
            // What is no address is said as it stands.
            None => notes.add(en, zh, Some(Phrase::zh(address))),
        }
    }
    let optional = slot.necessity.slug == "optional";
    Entry { title: slot.name.clone(), facts, notes: notes.0, links, optional, ..Entry::default() }
}

/// The ways to supply it, and why it is asked for where it cannot be shared.
fn supply(words: &Words<'_>, slot: &Slot, own: Node<'_>) -> Notes {
    let mut notes = Notes::default();
    let ways: Vec<Phrase> =
        slot.distinct_ways().into_iter().map(|way| way_of_supply(&way.slug, &way.label)).collect();
    notes.add("How to supply it", "提供方式", joined(&ways, "; or ", "；或者"));
    for way in &slot.ways {
        let resource = way.resource.as_deref().and_then(|id| words.maker.entry("shared-data", id));
        notes.add("Shared data", "共享数据", resource.and_then(|own| Phrase::of(own, "name")));
        let verified = way.verify.as_ref().map(|own| words.verified(&own.slug));
        notes.add("Verification", "核查方式", verified);
        notes.plain(way.note.clone());
    }
    for way in own.get("supply").into_iter().flat_map(Node::items) {
        notes.add("Commitment letter", "承诺书", Phrase::of(way, "agreement"));
    }
    if let Some(reason) = own.get("unobtainable") {
        notes.add("Why it cannot be shared yet", "无法共享获取的原因", Phrase::of(reason, "reason"));
        notes.add("Not shared since", "无法共享起始日期", same(reason.str("since")));
    }
    notes
}

fn seal(seal: Option<Node<'_>>) -> Option<Phrase> {
    let seal = seal?;
    seal.as_str().map(Phrase::zh).or_else(|| {
        Some(if seal.as_bool()? {
            Phrase::new("needed", "需要签章")
        } else {
            Phrase::new("not needed", "无需签章")
        })
    })
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
