//! An item does not end before it begins.

use crate::date::Date;
use crate::diagnostic::{Severity, Text};
use crate::model::item::Item;
use crate::rules::{Check, Context, Findings, Rule};
use crate::source::finding::Finding;
use crate::source::node::Node;
use crate::source::tree::Tree;

/// The rule.
pub static RULE: Rule = Rule {
    id: "effective-in-order",
    severity: Severity::Error,
    basis: &[],
    since: "0.1.0",
    heuristic: false,
    page: include_str!("effective_in_order.md"),
    check: Check::Document(check),
};

fn check(_: &Context<'_>, tree: &Tree, findings: &mut Findings<'_>) {
    let Some(item) = tree.root().and_then(Item::of) else { return };
    let [from, to] = ["from", "to"].map(|key| item.root.at(&["effective", key]));
    let day = |node: Option<Node<'_>>| node.and_then(Node::as_str).and_then(Date::parse);
    let (Some(start), Some(end), Some(begin), Some(place)) = (day(from), day(to), from, to) else { return };
    if start <= end {
        return;
    }
    let message = Text::new(
        format!("it ends on {end}, before it begins on {start}"),
        format!("有效期止{end}早于有效期起{start}"),
    );
    let help = Text::new("correct one of the dates", "请改正其中一个日期");
    findings.add(Finding::here(place, message).help(help).beside(begin, Text::new("it begins here", "有效期起")));
}
