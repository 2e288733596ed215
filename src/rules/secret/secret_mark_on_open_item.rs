//! What is open carries no mark of a state secret.

use crate::diagnostic::{Basis, Severity, Text};
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

/// The levels of a mark; the star stands beside them.
const LEVELS: [&str; 3] = ["绝密", "机密", "秘密"];

fn check(_: &Context<'_>, tree: &Tree, findings: &mut Findings<'_>) {
    // Nearly every file has no star.
    if !tree.layers()[0].text().contains('★') {
        return;
    }
    let nodes = (0..tree.len()).map(|at| tree.node(at));
    for node in nodes.filter(|node| !node.is_collection() && is_marked(node.text())) {
        let message = Text::new("a mark of a state secret stands here", "此处有国家秘密标志");
        let help = Text::new(
            "if the content is no secret, delete the mark; if it is, remove file and history and report it",
            "内容不属于国家秘密的，请删除标志；属于国家秘密的，请移除该文件及其历史记录并按规定报告",
        );
        findings.add(Finding::here(node, message).help(help).unquoted());
    }
}

/// Whether a level stands right beside a star: 机密★20年, ★秘密.
fn is_marked(text: &str) -> bool {
    text.match_indices('★').any(|(at, star)| {
        let (before, after) = (text[..at].trim_end(), text[at + star.len()..].trim_start());
        LEVELS.iter().any(|level| before.ends_with(level) || after.starts_with(level))
    })
}
