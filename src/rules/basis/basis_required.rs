//! At least one legal basis is cited, and one that sets the item.

use crate::diagnostic::{Basis, Severity, Text};
use crate::model::effective::Effective;
use crate::rules::{Check, Context, Findings, Rule};
use crate::source::finding::Finding;
use crate::source::node::Node;

/// The rule. An empty list is found by the schemas.
pub static RULE: Rule = Rule {
    id: "basis-required",
    severity: Severity::Error,
    basis: &[Basis { law: "行政许可法", articles: &["4"] }, Basis { law: "优化营商环境条例", articles: &["35"] }],
    since: "0.1.0",
    heuristic: false,
    page: include_str!("basis_required.md"),
    check: Check::Effective(check),
};

fn check(_: &Context<'_>, item: &Effective<'_>, findings: &mut Findings<'_>) {
    let Some(basis) = item.root.get("basis") else { return };
    // A public service needs a basis, but nothing has to set it. An entry without a purpose may be the one that sets the item.
    let carries_out = |entry: Node<'_>| entry.str("purpose").is_some_and(|purpose| purpose != "setting");
    let is_set = item.root.str("item_type").is_some_and(|own| own != "public-service");
    if !is_set || basis.count() == 0 || !basis.items().all(carries_out) {
        return;
    }
    let message = Text::new(
        "no basis sets the item: all are implementing or supervising",
        "没有设定依据：所列均为实施依据或者监管依据",
    );
    let help = Text::new(
        "cite the provision that sets the item, with `purpose: setting`",
        "请引用设定该事项的规定，并标明 purpose: setting（设定依据）",
    );
    findings.add(Finding::here(basis, message).help(help));
}
