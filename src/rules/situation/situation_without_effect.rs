//! Every question that an applicant is asked changes something.

use crate::diagnostic::{Severity, Text};
use crate::model::effective::Effective;
use crate::rules::{Check, Context, Findings, Rule};
use crate::source::finding::Finding;
use crate::source::node::Node;
use std::collections::BTreeSet;

/// The rule.
pub static RULE: Rule = Rule {
    id: "situation-without-effect",
    severity: Severity::Warning,
    basis: &[],
    since: "0.1.0",
    heuristic: false,
    page: include_str!("situation_without_effect.md"),
    check: Check::Effective(check),
};

fn check(_: &Context<'_>, item: &Effective<'_>, findings: &mut Findings<'_>) {
    let Some(situations) = item.root.get("situations") else { return };
    let used: BTreeSet<&str> = item
        .root
        .descendants()
        .filter_map(|node| node.at(&["when", "situation"]))
        .flat_map(Node::entries)
        .map(|(situation, _)| situation.text())
        .collect();
    for situation in situations.items() {
        let Some(id) = situation.get("id").filter(|id| !used.contains(id.text())) else { continue };
        let message = Text::new(
            format!("nothing depends on the answer to the situation `{}`", id.text()),
            format!("没有任何内容取决于情形“{}”的选择", id.text()),
        );
        let help = Text::new("name it in a `when`, or leave the question out", "请在 when 中使用，或删去该问题");
        findings.add(Finding::here(id, message).help(help));
    }
}
