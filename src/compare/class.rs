//! What a change means, for whom: `docs/compare.md`.

use super::{Applicant, Class, Kind, Running, Side};
use crate::model::limit::{Comparison, Limit};
use crate::model::spoken::same;
use crate::source::node::Node;
use crate::source::tree::Kind as Shape;
use crate::standard::variation::{Contract, Direction, Ease, Machine, Variation};

/// The class of a change at an element.
pub fn classify(
    variation: &Variation,
    path: &str,
    kind: Kind,
    a: Option<Side<'_>>,
    b: Option<Side<'_>>,
) -> Class {
    let line = variation.line(path);
    let (applicant, judge) = weigh(variation, path, kind, a, b);
    let ends = |node: Option<Side<'_>>| {
        node.is_some_and(|node| matches!(node.root.text(), "cancelled" | "suspended"))
    };
    let machine = match line.contract(a.is_some(), b.is_some()) {
        _ if kind == Kind::Reordered => Machine::None,
        Contract::Breaking => Machine::Breaking,
        Contract::None => Machine::None,
        Contract::Direction if applicant == Applicant::Burdens => Machine::Breaking,
        Contract::Compatible | Contract::Direction => Machine::Compatible,
    };
    let running = if machine == Machine::Breaking || (path == "status" && ends(b)) {
        Running::Transition
    } else if applicant == Applicant::Burdens || judge {
        Running::Grandfathered
    } else {
        Running::Applies
    };
    Class { applicant, staff: line.staff, machine, running, dimension: line.dimension, judge }
}

/// What a change does to the applicant, and whether a person has to judge it.
fn weigh(
    variation: &Variation,
    path: &str,
    kind: Kind,
    a: Option<Side<'_>>,
    b: Option<Side<'_>>,
) -> (Applicant, bool) {
    // Days are judged by what is said of the limit they belong to.
    let above = path.strip_suffix(".days").filter(|limit| variation.ease(limit).is_some());
    let Some(ease) = variation.ease(above.unwrap_or(path)) else { return (Applicant::Neutral, false) };
    if kind == Kind::Reordered {
        return (Applicant::Neutral, false);
    }
    match ease {
        Ease::Order(order) => (along(order, a, b), false),
        Ease::Towards(Direction::Judge) => (Applicant::Neutral, true),
        Ease::Towards(Direction::Shorter) if is_limit(a) || is_limit(b) => limits(a, b),
        Ease::Towards(direction) => (towards(direction, path, a, b), false),
    }
}

fn is_limit(node: Option<Side<'_>>) -> bool {
    node.is_some_and(|node| node.root.get("unit").is_some())
}

fn limits(a: Option<Side<'_>>, b: Option<Side<'_>>) -> (Applicant, bool) {
    let (Some(a), Some(b)) = (a.and_then(|a| Limit::of(a.root)), b.and_then(|b| Limit::of(b.root))) else {
        // A limit that was not stated can have been any.
        return (Applicant::Neutral, false);
    };
    match (a.compare(&b), b.compare(&a)) {
        (Comparison::Longer, _) => (Applicant::Eases, false),
        (_, Comparison::Longer) => (Applicant::Burdens, false),
        _ => (Applicant::Neutral, true),
    }
}

fn along(order: &[String], a: Option<Side<'_>>, b: Option<Side<'_>>) -> Applicant {
    let place = |node: Option<Side<'_>>| {
        order.iter().position(|slug| node.is_some_and(|own| own.root.text() == slug))
    };
    match (place(a), place(b)) {
        (Some(a), Some(b)) if b > a => Applicant::Eases,
        (Some(a), Some(b)) if b < a => Applicant::Burdens,
        _ => Applicant::Neutral,
    }
}

/// How much there is: entries of a list, a number, a flag as 0 or 1. What is not stated is
/// nothing of a list, and an unknown number.
fn amount(node: Option<Side<'_>>, path: &str) -> Option<f64> {
    let Some(node) = node else { return Some(0.0) };
    match node.root.kind() {
        Shape::Bool => Some(if node.root.as_bool() == Some(true) { 1.0 } else { 0.0 }),
        Shape::Int | Shape::Float => node.root.as_f64(),
        #[expect(clippy::cast_precision_loss, reason = "a list has few entries")]
        Shape::List => Some(node.root.items().filter(|entry| is_asked(node.at(*entry), path)).count() as f64),
        Shape::Map => Some(if is_asked(node, path) { 1.0 } else { 0.0 }),
        _ => Some(1.0),
    }
}

fn towards(direction: Direction, path: &str, a: Option<Side<'_>>, b: Option<Side<'_>>) -> Applicant {
    let number = |node: Option<Side<'_>>| {
        node.is_some_and(|node| matches!(node.root.kind(), Shape::Int | Shape::Float))
    };
    // A number that was not stated can have been any.
    if (a.is_none() && number(b)) || (b.is_none() && number(a)) {
        return Applicant::Neutral;
    }
    let list = |node: Option<Side<'_>>| node.is_some_and(|node| node.root.kind() == Shape::List);
    if list(a) && list(b) && !nests(a, b) {
        return Applicant::Neutral;
    }
    let (Some(a), Some(b)) = (amount(a, path), amount(b, path)) else { return Applicant::Neutral };
    let more = if direction == Direction::More { Applicant::Eases } else { Applicant::Burdens };
    if b > a {
        more
    } else if b < a {
        more.mirror()
    } else {
        Applicant::Neutral
    }
}

/// Whether one list holds all of the other.
fn nests(a: Option<Side<'_>>, b: Option<Side<'_>>) -> bool {
    let holds = |a: Node<'_>, b: Node<'_>| b.items().all(|item| a.items().any(|own| same(own, item)));
    matches!((a, b), (Some(a), Some(b)) if holds(a.root, b.root) || holds(b.root, a.root))
}

/// Whether an entry takes anything of the applicant: a material to bring, a field to fill.
pub fn is_asked(entry: Side<'_>, path: &str) -> bool {
    match path {
        "materials" => {
            let first = entry.get("supply").and_then(|ways| ways.items().next());
            let ways = ["data-sharing", "e-certificate", "verification"];
            let supplied = first.and_then(|way| way.str("way")).is_some_and(|way| ways.contains(&way));
            let says = |key: &str, word: &str| entry.get(key).is_some_and(|own| own.text() == word);
            !supplied && !says("necessity", "optional") && !says("source", "government")
        }
        "form.sections.fields" => {
            entry.get("required").and_then(Node::as_bool) == Some(true) && entry.get("prefill").is_none()
        }
        _ => true,
    }
}
