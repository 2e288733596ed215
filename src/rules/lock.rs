//! What the lock table says of something that a lower layer says otherwise: the decision that
//! the rules `variant-*` share.

use super::Context;
use crate::compare::class::classify;
use crate::compare::{Applicant, Kind, Side};
use crate::diagnostic::Text;
use crate::model::effective::Effective;
use crate::model::exemption::{self, Exemption};
use crate::model::overrides::Override;
use crate::model::region;
use crate::source::finding::Finding;
use crate::source::node::Node;
use crate::source::tree::Kind as Shape;
use crate::standard::variation::{Direction, Ease, Line, Policy, Reason, Variation};
use crate::standard::words;

/// What a lower layer says otherwise, with what the lock table says of it.
#[derive(Debug)]
pub struct Variant<'o, 't, 's> {
    /// What it says.
    pub over: &'o Override<'o, 't>,
    /// The breach; none where the lower layer may say so.
    breach: Option<Breach<'s>>,
}

/// A breach of the lock table.
#[derive(Debug)]
struct Breach<'s> {
    /// The rule that reports it.
    rule: &'s str,
    /// Why the element is locked.
    reason: Option<&'s Reason>,
    /// Whether an instrument of the right level would lift the lock.
    liftable: bool,
    /// Whether a value that is easier for applicants would be right.
    favourable: bool,
}

/// Asks the lock table, once for all rules.
pub fn ask<'o, 't, 's>(
    context: &Context<'s>,
    item: &Effective<'_>,
    over: &'o Override<'o, 't>,
) -> Variant<'o, 't, 's> {
    Variant { over, breach: breach(context, item, over) }
}

fn breach<'s>(context: &Context<'s>, item: &Effective<'_>, over: &Override<'_, '_>) -> Option<Breach<'s>> {
    let variation = context.standard.variation.get();
    let line = variation.line(over.path);
    // Most of what a layer says of its own is free.
    if line.policy == Policy::Free && !over.unified {
        return None;
    }
    let (kind, after) = match (over.is_removal(), over.is_addition()) {
        (true, _) => (Kind::EntryRemoved, None),
        (_, true) => (Kind::EntryAdded, Some(over.own)),
        _ => (Kind::Changed, Some(over.own)),
    };
    let side = |root| Side { root, registers: context.registers };
    let class = match limits(over) {
        Some((limit, above, own)) => {
            classify(variation, limit, Kind::Changed, Some(side(above)), Some(side(own)))
        }
        None => classify(variation, over.path, kind, over.above.map(side), after.map(side)),
    };
    let (burdens, adds) = (class.applicant == Applicant::Burdens, over.is_addition());
    let barred = match line.policy {
        Policy::Free => false,
        Policy::Locked => !(adds && line.additions_free),
        Policy::Favourable => burdens || takes_away(variation, over),
        Policy::LocalBasis => adds || class.applicant != Applicant::Eases,
    };
    if barred && !lifted(context, item, over, &line.levels) && !recorded(context, item, line) {
        return Some(Breach {
            rule: line.rule(burdens || adds),
            reason: variation.reason(line),
            liftable: !line.levels.is_empty(),
            favourable: line.policy == Policy::Favourable,
        });
    }
    let reason = variation.specification().filter(|_| over.unified && !barred)?;
    Some(Breach { rule: "variant-fixed-elements", reason: Some(reason), liftable: false, favourable: false })
}

/// Whether a list of which more is better loses a value, whatever comes in its place: who took that way
/// cannot take it any more.
fn takes_away(variation: &Variation, over: &Override<'_, '_>) -> bool {
    let more = matches!(variation.ease(over.path), Some(Ease::Towards(Direction::More)));
    let is_list = |node: Node<'_>| node.kind() == Shape::List;
    let Some(above) = over.above.filter(|above| more && is_list(*above) && is_list(over.own)) else {
        return false;
    };
    let stays = |value: Node<'_>| over.own.items().any(|own| own.text() == value.text());
    above.items().any(|value| !value.is_collection() && !stays(value))
}

/// The limits to compare as a whole where number or unit is said otherwise and the units differ.
fn limits<'o, 't>(over: &Override<'o, 't>) -> Option<(&'o str, Node<'t>, Node<'t>)> {
    let (limit, key) = over.path.rsplit_once('.').filter(|(_, key)| matches!(*key, "days" | "unit"))?;
    let own = *over.way.iter().rev().nth(1)?;
    let above = over.above?.path().iter().rev().nth(1)?.value;
    let differ =
        |key| above.get(key).is_some() && own.get(key).map(Node::text) != above.get(key).map(Node::text);
    // Where both are said otherwise, it is said at the number.
    let once = key == "days" || !differ("days");
    (once && own.get("unit").is_some() && own.get("days").is_some() && differ("unit"))
        .then_some((limit, above, own))
}

/// Whether the lower layer cites an instrument of one of these levels beside what it says. An
/// instrument that the register does not know lifts too: it is reported for itself.
fn lifted(context: &Context<'_>, item: &Effective<'_>, over: &Override<'_, '_>, levels: &[String]) -> bool {
    if levels.is_empty() {
        return false;
    }
    let place = item.own.region().unwrap_or_default();
    let cited = over.way.iter().rev().filter_map(|value| value.get("basis"));
    let mut laws = cited.flat_map(|basis| basis.items().chain(Some(basis))).filter_map(|one| one.str("law"));
    laws.any(|name| {
        context.registers.laws().find(name).is_none_or(|law| {
            let within = law.area.as_deref().is_none_or(|area| region::contains(area, place));
            within && levels.contains(&law.level)
        })
    })
}

/// Whether records leave the whole item out: they rest on a local regulation of the place, or
/// defer a duty that allows steps and say who is responsible until when.
fn recorded(context: &Context<'_>, item: &Effective<'_>, line: &Line) -> bool {
    let Some(duty) = line.record.as_deref() else { return false };
    let may_defer = context.standard.duties.get().get(duty).is_some_and(|duty| duty.deferrable);
    let is_shown = |record: &Exemption<'_>| {
        if record.is_exempt() {
            is_own_regulation(context, item, *record)
        } else {
            may_defer && ["owner", "target"].iter().all(|key| record.node.get(key).is_some())
        }
    };
    let records: Vec<Exemption<'_>> = exemption::all(item.root)
        .filter(|record| record.is_about(duty) && record.holds_on(context.day))
        .filter(is_shown)
        .collect();
    exemption::leave_out_all(item.root, &records)
}

/// Whether a record rests on a local regulation of the place.
pub fn is_own_regulation(context: &Context<'_>, item: &Effective<'_>, record: Exemption<'_>) -> bool {
    if record.node.str("ground") != Some("local-regulation") {
        return false;
    }
    let place = item.own.region().unwrap_or_default();
    let law = record.citation().and_then(|citation| citation.find(context.registers.laws()));
    law.and_then(|law| law.area.as_deref()).is_none_or(|area| region::contains(area, place))
}

/// The finding about a breach, if it is one that a rule reports.
pub fn finding(context: &Context<'_>, variant: &Variant<'_, '_, '_>, rule: &str) -> Option<Finding> {
    let over = variant.over;
    let breach = variant.breach.as_ref().filter(|breach| breach.rule == rule)?;
    let element = context.standard.elements(crate::standard::IMPLEMENTATION).ok()?.of(over.own);
    let name = words::name_of(over.own, element);
    let value = said(over.own);
    let message = if over.is_removal() {
        Text::new(
            format!("{} of the layers above is taken away", name.en),
            format!("{}由上层统一，此处去除", name.zh),
        )
    } else if over.is_addition() {
        let id = ["id", "seq", "element"].iter().find_map(|key| over.own.str(key)).unwrap_or_default();
        Text::new(
            format!("{} `{id}` is added to what the layers above state", name.en),
            format!("{}“{id}”为上层之外新增", name.zh),
        )
    } else {
        let above = over.above.map(said).unwrap_or_default();
        Text::new(
            format!("{} is {value} here, {above} in the layers above", name.en),
            format!("{}此处为{value}，上层为{above}", name.zh),
        )
    };
    let help = if breach.liftable {
        Text::new(
            "leave it out, or cite the law, regulation or rules that it rests on in `basis`",
            "请删除，或在 basis 中写明所依据的法律、法规、规章",
        )
    } else if breach.favourable {
        let above = over.above.filter(|_| !over.is_removal() && !over.is_addition()).map(said);
        let (en, zh) = above.map_or_else(
            || (String::new(), String::new()),
            |above| (format!(" ({above})"), format!("（{above}）")),
        );
        Text::new(
            format!("take what the layers above say{en}, or what is easier for applicants"),
            format!("请采用上层的规定{zh}，或者更便利申请人的规定"),
        )
    } else {
        Text::new("leave it out: it is taken from the layers above", "请删除：该要素取自上层")
    };
    let place = if over.is_addition() || over.is_removal() { key_of(over.own) } else { over.own };
    let reason = breach.reason.map_or_else(|| Text::new("", ""), Reason::text);
    let note = Text::new(format!("stated here: {}", reason.en), format!("上层在此规定：{}", reason.zh));
    let stated = if over.is_addition() { over.stated.owner() } else { over.stated };
    Some(Finding::here(place, message).help(help).beside(stated, note))
}

/// A value as a message repeats it; of a list its entries.
fn said(node: Node<'_>) -> String {
    let is_plain = node.items().all(|item| !item.is_collection());
    if node.is_map() || !node.is_collection() || !is_plain || node.count() == 0 {
        return words::shown(node);
    }
    let entries: Vec<&str> = node.items().map(Node::text).collect();
    words::shorten(&entries.join(", ")).into_owned()
}

/// The key by which an entry is known, to point at.
fn key_of(entry: Node<'_>) -> Node<'_> {
    ["id", "seq", "element"].iter().find_map(|key| entry.get(key)).unwrap_or(entry)
}
