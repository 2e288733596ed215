//! No citizen number stands in a definition.

use crate::diagnostic::{Basis, Severity, Text};
use crate::numbers::citizen_number;
use crate::rules::{Check, Context, Findings, Rule};
use crate::source::finding::Finding;
use crate::source::tree::Kind;
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
    let Some(root) = tree.root() else { return };
    if citizen_number::find(&tree.layers()[0].source.text).is_empty() {
        return;
    }
    for node in root.descendants().filter(|node| node.kind() == Kind::Text) {
        for _ in citizen_number::find(node.text()) {
            let message = Text::new(
                "a citizen number stands in the text; it is not repeated here",
                "文字中出现公民身份号码（此处不予重复）",
            );
            let help = Text::new("delete the number from the text", "请从文字中删除该号码");
            findings.add(Finding::here(node, message).help(help).unquoted());
        }
    }
}
