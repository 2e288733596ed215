//! Every row of `by_case` can be met by some choice.

use crate::diagnostic::{Severity, Text};
use crate::model::cases;
use crate::model::effective::Effective;
use crate::rules::{Check, Context, Findings, Rule};
use crate::source::finding::Finding;
use crate::source::node::Node;

/// The rule.
pub static RULE: Rule = Rule {
    id: "case-never-met",
    severity: Severity::Warning,
    basis: &[],
    since: "0.1.0",
    heuristic: false,
    page: include_str!("case_never_met.md"),
    check: Check::Effective(check),
};

fn check(_: &Context<'_>, item: &Effective<'_>, findings: &mut Findings<'_>) {
    let Some(rows) = item.root.get("by_case") else { return };
    let Some(choices) = cases::choices(item.root) else { return };
    for when in rows.items().filter_map(|row| row.get("when")) {
        if choices.iter().any(|choice| choice.meets(when)) || !is_known(item.root, when) {
            continue;
        }
        let message = Text::new("no choice of an applicant meets this case", "申请人的任何选择都不会落入此情形");
        let help = Text::new(
            "correct the case, or the `when` of the questions it names",
            "请更正此情形，或其中所用问题的 when",
        );
        findings.add(Finding::here(when, message).help(help));
    }
}

/// Whether all that a case names is there: what is not is another rule's matter.
fn is_known(root: Node<'_>, when: Node<'_>) -> bool {
    if !when.entries().all(|(key, _)| cases::AXES.contains(&key.text())) {
        return false;
    }
    let entries = |key: &str| root.get(key).into_iter().flat_map(Node::items);
    let handling = when.get("handling_item").into_iter().flat_map(cases::named);
    let situations = when.get("situation").into_iter().flat_map(Node::entries);
    handling.into_iter().all(|seq| entries("handling_items").any(|one| one.str("seq") == Some(seq)))
        && { situations }.all(|(id, options)| {
            let own = entries("situations").find(|own| own.str("id") == Some(id.text()));
            let known = |option: &str| {
                let options = own.and_then(|own| own.get("options")).into_iter().flat_map(Node::items);
                { options }.any(|own| own.str("id") == Some(option))
            };
            cases::named(options).into_iter().all(known)
        })
}
