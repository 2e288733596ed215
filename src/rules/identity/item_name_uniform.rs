//! A local entry takes name, type and basis from the directory unchanged.

use crate::diagnostic::{Basis, Severity, Text};
use crate::model::item::{Item, ItemKind};
use crate::rules::{Check, Context, Findings, Rule};
use crate::source::finding::Finding;
use crate::source::tree::Tree;

/// The rule.
pub static RULE: Rule = Rule {
    id: "item-name-uniform",
    severity: Severity::Error,
    basis: &[Basis { law: "国务院关于加快推进政务服务标准化规范化便利化的指导意见", articles: &[] }],
    since: "0.1.0",
    heuristic: false,
    page: include_str!("item_name_uniform.md"),
    check: Check::Document(check),
};

fn check(context: &Context<'_>, tree: &Tree, findings: &mut Findings<'_>) {
    let Some(item) = tree.root().and_then(Item::of).filter(|item| item.kind != ItemKind::Basic) else { return };
    let Some(above) = item.root.str("implements").and_then(|code| context.directory.basic(code)) else { return };
    let uniform = [("name", above.name.as_deref()), ("item_type", above.item_type.as_deref())];
    for (key, expected) in uniform {
        let (Some(own), Some(expected)) = (item.root.get(key), expected) else { continue };
        if own.text() == expected {
            continue;
        }
        let value = own.text();
        let message = Text::new(
            format!("`{key}` is \"{value}\", but the directory says \"{expected}\""),
            format!("“{key}”为“{value}”，而基本目录为“{expected}”"),
        );
        let help = Text::new(
            format!("leave `{key}` out: it is taken from the directory"),
            format!("请删除“{key}”：该要素取自基本目录"),
        );
        findings.add(Finding::here(own, message).help(help));
    }
}
