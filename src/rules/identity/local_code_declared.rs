//! A local code belongs to a code system that the manifest declares, and fits it.

use crate::diagnostic::{Severity, Text};
use crate::model::item::Item;
use crate::rules::{Check, Context, Findings, Rule};
use crate::source::finding::Finding;
use crate::source::node::Node;
use crate::source::tree::Tree;
use crate::standard::words;

/// The rule.
pub static RULE: Rule = Rule {
    id: "local-code-declared",
    severity: Severity::Error,
    basis: &[],
    since: "0.1.0",
    heuristic: false,
    page: include_str!("local_code_declared.md"),
    check: Check::Document(check),
};

fn check(context: &Context<'_>, tree: &Tree, findings: &mut Findings<'_>) {
    let Some(item) = tree.root().and_then(Item::of) else { return };
    for own in item.root.get("local_codes").into_iter().flat_map(Node::items) {
        let (Some(system), Some(code)) = (own.get("system"), own.get("code")) else { continue };
        let (name, value) = (system.text(), words::shorten(code.text()));
        let declared: Vec<(&str, bool)> = context.manifest.code_systems(code.text()).collect();
        match declared.iter().find(|(id, _)| *id == name) {
            None => findings.add(undeclared(system, &declared)),
            // A code without quotes is reported by itself.
            Some((_, false)) if code.as_str().is_some() => {
                let message = Text::new(
                    format!("`{value}` is no code of the system `{name}`"),
                    format!("“{value}”不符合编码体系“{name}”的形式"),
                );
                let help = Text::new(
                    "correct the code, or the `pattern` of the system in mulu.yaml",
                    "请改正编码，或改正mulu.yaml中该体系的 pattern（形式）",
                );
                findings.add(Finding::here(code, message).help(help));
            }
            Some(_) => {}
        }
    }
}

fn undeclared(system: Node<'_>, declared: &[(&str, bool)]) -> Finding {
    let name = words::shorten(system.text());
    let message = Text::new(
        format!("mulu.yaml declares no code system `{name}`"),
        format!("mulu.yaml没有声明编码体系“{name}”"),
    );
    let ids: Vec<&str> = declared.iter().map(|(id, _)| *id).collect();
    let known = words::some_of(&ids);
    let help = if ids.is_empty() {
        Text::new("declare it under `code_systems`", "请在 code_systems（地方编码体系）中声明")
    } else {
        Text::new(
            format!("declare it under `code_systems`, or write one of: {}", known.en),
            format!("请在 code_systems（地方编码体系）中声明，或改写为下列之一：{}", known.zh),
        )
    };
    Finding::here(system, message).help(help)
}
