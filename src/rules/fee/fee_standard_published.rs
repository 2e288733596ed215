//! A fee states its standard, payee and basis.

use crate::diagnostic::{Basis, Severity, Text};
use crate::model::effective::Effective;
use crate::rules::{Check, Context, Findings, Rule};
use crate::source::finding::Finding;
use crate::source::node::Node;

/// The rule.
pub static RULE: Rule = Rule {
    id: "fee-standard-published",
    severity: Severity::Error,
    basis: &[Basis { law: "行政许可法", articles: &["59"] }, Basis { law: "政府信息公开条例", articles: &["20"] }],
    since: "0.1.0",
    heuristic: false,
    page: include_str!("fee_standard_published.md"),
    check: Check::Effective(check),
};

fn check(_: &Context<'_>, item: &Effective<'_>, findings: &mut Findings<'_>) {
    for fee in item.root.get("fees").into_iter().flat_map(Node::items) {
        let has = |key: &str| fee.get(key).is_some_and(|value| !value.is_collection() || value.count() > 0);
        let parts = [
            (has("table") || has("standard"), "table", "the rates", "收费标准"),
            (has("payee"), "payee", "the payee", "收款单位"),
            (has("basis"), "basis", "the legal basis", "收费依据"),
        ];
        for (_, key, en, zh) in parts.into_iter().filter(|(there, ..)| !there) {
            let name = fee.str("name").or_else(|| fee.str("id")).unwrap_or("?");
            let message = Text::new(
                format!("the fee \"{name}\" does not state {en}"),
                format!("收费项目“{name}”未列明{zh}"),
            );
            let help = Text::new(format!("add `{key}:`, or delete the fee"), format!("请补写“{key}:”（{zh}），或删除该收费项目"));
            findings.add(Finding::lacking(fee, key, message).help(help));
        }
    }
}
