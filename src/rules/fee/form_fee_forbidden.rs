//! The form of an application for a licence is free.

use crate::diagnostic::{Basis, Severity, Text};
use crate::model::effective::Effective;
use crate::rules::{Check, Context, Findings, Rule};
use crate::source::finding::Finding;
use crate::source::node::Node;
use crate::standard::phrases::{Hit, Hits};

/// The rule.
pub static RULE: Rule = Rule {
    id: "form-fee-forbidden",
    severity: Severity::Error,
    basis: &[Basis { law: "行政许可法", articles: &["58"] }],
    since: "0.1.0",
    heuristic: false,
    page: include_str!("form_fee_forbidden.md"),
    check: Check::Wording(check),
};

fn check(_: &Context<'_>, item: &Effective<'_>, hits: &Hits<'_, '_>, findings: &mut Findings<'_>) {
    for hit in charged(item, hits, RULE.id) {
        let words = hit.words();
        let message = Text::new(
            format!("\"{words}\" is a fee for a form, which is free for a licence"),
            format!("“{words}”属于申请书格式文本收费，实施行政许可不得收取"),
        );
        let help = Text::new("delete the fee", "请删除该收费项目");
        findings.add(Finding::within(hit.node, hit.part.clone(), message).help(help));
    }
}

/// Words of a rule in the names of fees that are charged for a licence: what costs nothing is not charged.
pub(in crate::rules) fn charged<'h, 't>(
    item: &'h Effective<'t>,
    hits: &'h Hits<'t, '_>,
    rule: &'h str,
) -> impl Iterator<Item = &'h Hit<'t>> {
    let is_free = |hit: &Hit<'t>| {
        let fee = item.entries("fees").find(|fee| fee.get("name") == Some(hit.node));
        let mut rows = fee.and_then(|fee| fee.get("table")).into_iter().flat_map(Node::items).peekable();
        rows.peek().is_some() && rows.all(|row| row.get("fen").and_then(Node::as_i64) == Some(0))
    };
    hits.of(rule).filter(move |hit| item.is_type("licence") && !is_free(hit))
}
