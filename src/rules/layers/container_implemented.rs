//! A main item that only holds sub items is implemented.

use crate::diagnostic::{Basis, Severity, Text};
use crate::model::item::Item;
use crate::rules::{Check, Context, Findings, Rule};
use crate::source::finding::Finding;
use crate::source::tree::Tree;

/// The rule.
pub static RULE: Rule = Rule {
    id: "container-implemented",
    severity: Severity::Error,
    basis: &[Basis { law: "国务院关于在线政务服务的若干规定", articles: &["2"] }],
    since: "0.1.0",
    heuristic: false,
    page: include_str!("container_implemented.md"),
    check: Check::Document(check),
};

fn check(_: &Context<'_>, tree: &Tree, findings: &mut Findings<'_>) {
    let Some(code) = tree.root().and_then(Item::of).and_then(Item::container) else { return };
    let value = code.text();
    let message = Text::new(
        format!("{value} is a main item that only holds its sub items, and cannot be implemented"),
        format!("{value}是仅用于统领子项的主项，不能直接实施"),
    );
    let help = Text::new("implement one of its sub items", "请实施其下的子项");
    findings.add(Finding::here(code, message).help(help));
}
