//! Illustrative elements stand in demonstrations only.

use crate::diagnostic::{Severity, Text};
use crate::rules::{Check, Context, Findings, Rule};
use crate::source::finding::Finding;
use crate::source::tree::Tree;

/// The rule.
pub static RULE: Rule = Rule {
    id: "illustrative-outside-demo",
    severity: Severity::Error,
    basis: &[],
    since: "0.1.0",
    heuristic: false,
    page: include_str!("illustrative_outside_demo.md"),
    check: Check::Document(check),
};

fn check(context: &Context<'_>, tree: &Tree, findings: &mut Findings<'_>) {
    let named = tree.root().and_then(|root| root.at(&["provenance", "illustrative"]));
    let Some(named) = named.filter(|own| own.count() > 0 && !context.manifest.demo) else { return };
    let message = Text::new(
        "illustrative elements in a catalogue that is no demonstration",
        "目录不是示例目录，却含有示例要素",
    );
    let help = Text::new(
        "write what a source says, or leave the elements out; only `demo: true` in mulu.yaml allows illustrative data",
        "请按来源填写，或删去这些要素；只有mulu.yaml写明“demo: true”（示例目录）时才允许示例数据",
    );
    findings.add(Finding::here(named, message).help(help));
}
