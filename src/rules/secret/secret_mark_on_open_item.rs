//! What is open carries no mark of a state secret.

use crate::diagnostic::{Basis, Severity, Text};
use crate::model::mark;
use crate::rules::{Check, Context, Findings, Rule};
use crate::source::finding::Finding;
use crate::source::tree::Tree;

/// The rule.
pub static RULE: Rule = Rule {
    id: "secret-mark-on-open-item",
    severity: Severity::Error,
    basis: &[Basis { law: "保守国家秘密法", articles: &["22"] }],
    since: "0.1.0",
    heuristic: false,
    page: include_str!("secret_mark_on_open_item.md"),
    check: Check::Document(check),
};

fn check(_: &Context<'_>, tree: &Tree, findings: &mut Findings<'_>) {
    let layer = &tree.layers()[0];
    if !layer.source.is_marked() {
        return;
    }
    let message = || Text::new("a mark of a state secret stands here", "此处有国家秘密标志");
    let beside = mark::lines_beside(tree).into_iter();
    let beside = beside.map(|at| Finding::new(RULE.id, layer.document, at, message()));
    for finding in mark::values(tree).map(|node| Finding::here(node, message())).chain(beside) {
        let help = Text::new(
            "if the content is no secret, delete the mark; if it is, remove file and history and report it",
            "内容不属于国家秘密的，请删除标志；属于国家秘密的，请移除该文件及其历史记录并按规定报告",
        );
        findings.add(finding.help(help).unquoted());
    }
}
