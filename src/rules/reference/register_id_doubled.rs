//! Two entries of a register have one id.

use crate::diagnostic::{Severity, Text};
use crate::rules::{Check, Context, Findings, Rule};
use crate::source::finding::Finding;
use crate::source::node::Node;
use crate::source::tree::Tree;

/// The rule.
pub static RULE: Rule = Rule {
    id: "register-id-doubled",
    severity: Severity::Error,
    basis: &[],
    since: "0.1.0",
    heuristic: false,
    page: include_str!("register_id_doubled.md"),
    check: Check::Document(check),
};

fn check(context: &Context<'_>, tree: &Tree, findings: &mut Findings<'_>) {
    let Some(root) = tree.root().filter(|root| root.str("kind") == Some("register")) else { return };
    let register = root.str("register").unwrap_or_default();
    for entry in root.get("entries").into_iter().flat_map(Node::items) {
        let Some(id) = entry.get("id").or_else(|| entry.get("code")) else { continue };
        let first = context.registers.entry(register, id.text());
        // Within one document the list itself says so.
        if first.is_none_or(|first| std::ptr::eq(first.tree(), tree)) {
            continue;
        }
        let path = first.map_or("", |first| &*first.layer().source.path);
        let message = Text::new(
            format!("`{}` stands in the register `{register}` already, in {path}", id.text()),
            format!("登记册“{register}”中已有“{}”，见 {path}", id.text()),
        );
        let help = Text::new("keep one of the two, or give this one another id", "请只保留一处，或另取标识");
        let mut finding = Finding::here(id, message).help(help);
        if let Some(first) = first.and_then(|first| first.get("id").or_else(|| first.get("code"))) {
            finding = finding.beside(first, Text::new("first stands here", "首次出现在此处"));
        }
        findings.add(finding);
    }
}
