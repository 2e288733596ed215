//! No citizen number stands in a definition.

use crate::diagnostic::{Basis, Severity, Text};
use crate::numbers::citizen_number;
use crate::rules::{Check, Context, Findings, Rule};
use crate::source::finding::Finding;
use crate::source::node::Node;
use crate::source::tree::Tree;

/// The rule.
pub static RULE: Rule = Rule {
    id: "personal-number-in-text",
    severity: Severity::Error,
    basis: &[Basis { law: "个人信息保护法", articles: &["25"] }],
    since: "0.1.0",
    heuristic: false,
    page: include_str!("personal_number_in_text.md"),
    check: Check::Document(check),
};

fn check(_: &Context<'_>, tree: &Tree, findings: &mut Findings<'_>) {
    let layer = &tree.layers()[0];
    let (start, text) = layer.source.document(layer.document as usize);
    let written = citizen_number::find(text);
    // Only an escape can hide a number from the text as it is written.
    if written.is_empty() && (tree.is_as_written() || !text.contains('\\')) {
        return;
    }
    let nodes = (0..tree.len()).map(|at| tree.node(at));
    let scalars: Vec<Node<'_>> = nodes.filter(|node| !node.is_collection()).collect();
    for node in &scalars {
        let count = citizen_number::find(node.text()).len();
        if count > 0 {
            findings.add(Finding::here(*node, message(count)).help(help()).unquoted());
        }
    }
    // What lies in no value stands in a comment, or in a document that could not be read.
    for number in written {
        let at = (start + number.start) as u32..(start + number.end) as u32;
        let next = scalars.partition_point(|node| node.range().start <= at.start);
        if !scalars[..next].last().is_some_and(|node| node.range().contains(&at.start)) {
            findings.add(Finding::new("", layer.document, at, message(1)).help(help()).unquoted());
        }
    }
}

fn message(count: usize) -> Text {
    match count {
        1 => Text::new(
            "a citizen number stands in the text; it is not repeated here",
            "文字中出现公民身份号码（此处不予重复）",
        ),
        _ => Text::new(
            format!("{count} citizen numbers stand in the text; they are not repeated here"),
            format!("文字中出现{count}个公民身份号码（此处不予重复）"),
        ),
    }
}

fn help() -> Text {
    Text::new("delete the number from the text", "请从文字中删除该号码")
}
