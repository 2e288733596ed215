//! Two specifications of an item have one scope.

use crate::diagnostic::{Severity, Text};
use crate::model::effective::Effective;
use crate::model::item::{Item, ItemKind};
use crate::rules::{Check, Context, Findings, Rule};
use crate::source::finding::Finding;

/// The rule.
pub static RULE: Rule = Rule {
    id: "specification-scope-doubled",
    severity: Severity::Error,
    basis: &[],
    since: "0.1.0",
    heuristic: false,
    page: include_str!("specification_scope_doubled.md"),
    check: Check::Effective(check),
};

fn check(_: &Context<'_>, item: &Effective<'_>, findings: &mut Findings<'_>) {
    if item.own.kind != ItemKind::Specification {
        return;
    }
    let scope = |item: Item<'_>| (item.region().map(str::to_owned), item.tier().map(str::to_owned));
    let own = scope(item.own);
    let above = item.documents[..item.documents.len() - 1].iter();
    let above = above.filter_map(|tree| tree.root().and_then(Item::of));
    let mut same = above.filter(|other| other.kind == ItemKind::Specification && scope(*other) == own);
    let Some(other) = same.next_back() else { return };
    let Some(place) = item.root.get("scope") else { return };
    let message = Text::new(
        "another specification of the item has the same scope",
        "该事项已有适用范围相同的实施规范",
    );
    let help = Text::new("merge the two, or narrow one of the scopes", "请合并两份规范，或缩小其中一份的适用范围");
    let first = other.root.get("scope").unwrap_or(other.root);
    findings.add(
        Finding::here(place, message)
            .help(help)
            .beside(first, Text::new("the other scope", "另一适用范围")),
    );
}
