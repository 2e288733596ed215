//! The codes that a change record names are items of the catalogue.

use crate::diagnostic::{Basis, Severity, Text};
use crate::model::item::is_basic_code;
use crate::rules::{Check, Context, Findings, Rule};
use crate::source::finding::Finding;
use crate::source::node::Node;
use crate::source::tree::Tree;
use crate::standard::words;

/// The rule.
pub static RULE: Rule = Rule {
    id: "change-record-known",
    severity: Severity::Warning,
    basis: &[Basis { law: "国务院关于在线政务服务的若干规定", articles: &["2"] }],
    since: "0.1.0",
    heuristic: false,
    page: include_str!("change_record_known.md"),
    check: Check::Document(check),
};

fn check(context: &Context<'_>, tree: &Tree, findings: &mut Findings<'_>) {
    let Some(change) = tree.root().and_then(|root| root.get("change")) else { return };
    let codes = ["from", "to"].into_iter().filter_map(|key| change.get(key)).flat_map(Node::items);
    for code in codes.filter(|code| is_basic_code(code.text())) {
        if context.directory.basic(code.text()).is_some() {
            continue;
        }
        let value = code.text();
        let near = words::nearest(value, context.directory.basic_codes(), 3).join(", ");
        let message = Text::new(
            format!("the change record names {value}, which no basic item has"),
            format!("动态调整记录所指的{value}不在基本目录中"),
        );
        let help = if near.is_empty() {
            Text::new(
                "keep the former item with `status: cancelled`, or correct the code",
                "请保留原事项并标明 status: cancelled（取消），或改正编码",
            )
        } else {
            Text::new(
                format!("near codes: {near}; keep a former item with `status: cancelled`"),
                format!("相近的编码：{near}；原事项请保留并标明 status: cancelled（取消）"),
            )
        };
        findings.add(Finding::here(code, message).help(help));
    }
}
