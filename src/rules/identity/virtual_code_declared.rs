//! A virtual code belongs to a code system that the manifest declares.

use crate::diagnostic::{Severity, Text};
use crate::model::item::{is_code, is_implementation_code};
use crate::rules::{Check, Context, Findings, Rule};
use crate::source::finding::Finding;
use crate::source::tree::Tree;

/// The rule.
pub static RULE: Rule = Rule {
    id: "virtual-code-declared",
    severity: Severity::Error,
    basis: &[],
    since: "0.1.0",
    heuristic: false,
    page: include_str!("virtual_code_declared.md"),
    check: Check::Document(check),
};

fn check(context: &Context<'_>, tree: &Tree, findings: &mut Findings<'_>) {
    let Some(root) = tree.root() else { return };
    let Some(body) = root.at(&["body", "virtual_code"]).filter(|body| is_code(body.text(), 18)) else { return };
    let code = root.str("code").unwrap_or_default();
    if !is_implementation_code(code) || context.manifest.declares(code) {
        return;
    }
    let value = body.text();
    let message = Text::new(
        format!("no code system of mulu.yaml has codes like {code}, so `{value}` is no virtual code of one"),
        format!("mulu.yaml 声明的编码体系中没有形如{code}的编码，“{value}”不是其虚拟编码"),
    );
    let help = Text::new(
        "declare the system under `code_systems`, or write the credit code as `uscc`",
        "请在 code_systems 中声明该体系，或在 uscc 中填写统一社会信用代码",
    );
    findings.add(Finding::here(body, message).help(help));
}
