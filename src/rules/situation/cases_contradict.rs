//! No two cases that apply together say opposite things.

use crate::diagnostic::{Severity, Text};
use crate::model::cases;
use crate::model::effective::Effective;
use crate::rules::{Check, Context, Findings, Rule};
use crate::source::finding::Finding;
use crate::source::node::Node;

/// The rule.
pub static RULE: Rule = Rule {
    id: "cases-contradict",
    severity: Severity::Warning,
    basis: &[],
    since: "0.1.0",
    heuristic: false,
    page: include_str!("cases_contradict.md"),
    check: Check::Effective(check),
};

fn check(_: &Context<'_>, item: &Effective<'_>, findings: &mut Findings<'_>) {
    let rows: Vec<Node<'_>> = item.root.get("by_case").into_iter().flat_map(Node::items).collect();
    if rows.len() < 2 {
        return;
    }
    let Some(choices) = cases::choices(item.root) else { return };
    let met = |row: &Node<'_>| -> Vec<bool> {
        choices.iter().map(|choice| row.get("when").is_some_and(|when| choice.meets(when))).collect()
    };
    let met: Vec<Vec<bool>> = rows.iter().map(met).collect();
    for later in 1..rows.len() {
        let earlier = (0..later).find(|earlier| {
            overlap(&met[*earlier], &met[later]) && contradict(rows[*earlier], rows[later]).is_some()
        });
        let Some((earlier, list)) = earlier.and_then(|at| Some((at, contradict(rows[at], rows[later])?))) else {
            continue;
        };
        let (Some(own), Some(other)) = (rows[later].get("when"), rows[earlier].get("when")) else { continue };
        let message = Text::new(
            format!("this case and an earlier one can apply together and contradict each other in `{list}`"),
            format!("此情形可与前一情形同时成立，而两者对“{list}”的规定相反"),
        );
        let help = Text::new(
            "part the cases, or write what holds where both apply",
            "请把两种情形分开，或写明同时成立时的处理",
        );
        findings.add(Finding::here(own, message).help(help).beside(other, Text::new("the other case", "另一情形")));
    }
}

/// Whether both can be met at once, and neither is only a narrower part of the other.
fn overlap(a: &[bool], b: &[bool]) -> bool {
    let some = |wanted: (bool, bool)| a.iter().zip(b).any(|(a, b)| (*a, *b) == wanted);
    some((true, true)) && some((true, false)) && some((false, true))
}

/// The list in which one row adds what the other removes, or both name exactly what applies.
fn contradict<'t>(a: Node<'t>, b: Node<'t>) -> Option<&'static str> {
    let names = |row: Node<'t>, list: &str, verb: &str| -> Vec<&'t str> {
        row.at(&[list, verb]).into_iter().flat_map(Node::items).map(Node::text).collect()
    };
    cases::LISTS.into_iter().find(|list| {
        let opposite = |one: Node<'t>, other: Node<'t>| {
            let removed = names(other, list, "remove");
            names(one, list, "add").iter().any(|id| removed.contains(id))
        };
        let (own, other) = (names(a, list, "use"), names(b, list, "use"));
        let differ = !own.is_empty() && !other.is_empty() && own != other;
        differ || opposite(a, b) || opposite(b, a)
    })
}
