//! A sub item, a specification or an implementation points to a basic item that exists.

use crate::diagnostic::{Basis, Severity, Text};
use crate::model::item::{Item, ItemKind, is_basic_code};
use crate::rules::code::label;
use crate::rules::identity::code_type_matches_power;
use crate::rules::{Check, Context, Findings, Rule};
use crate::source::finding::Finding;
use crate::source::tree::Tree;
use crate::standard::words;

/// The rule.
pub static RULE: Rule = Rule {
    id: "parent-exists",
    severity: Severity::Error,
    basis: &[Basis { law: "国务院关于加快推进政务服务标准化规范化便利化的指导意见", articles: &[] }],
    since: "0.1.0",
    heuristic: false,
    page: include_str!("parent_exists.md"),
    check: Check::Document(check),
};

fn check(context: &Context<'_>, tree: &Tree, findings: &mut Findings<'_>) {
    let Some(item) = tree.root().and_then(Item::of) else { return };
    let key = if item.kind == ItemKind::Basic { "parent" } else { "implements" };
    let Some(code) = item.root.get(key).filter(|code| is_basic_code(code.text())) else { return };
    let value = code.text();
    let Some(parent) = context.directory.basic(value) else {
        // That a container cannot be implemented is said by itself.
        if item.container().is_some() {
            return;
        }
        let known = context.directory.basic_codes().filter(|code| item.code() != Some(*code));
        let near = words::nearest(value, known, 3);
        let message = Text::new(
            format!("no basic item of the catalogue has the code {value}"),
            format!("目录中没有编码为{value}的基本目录事项"),
        );
        let help = if near.is_empty() {
            Text::new("write its basic item under `items/`, or correct the code", "请在 items/ 下补写该基本目录事项，或改正编码")
        } else {
            let near = near.join(", ");
            Text::new(format!("near codes: {near}"), format!("相近的编码：{near}"))
        };
        findings.add(Finding::here(code, message).help(help));
        return;
    };
    let own = item.root.get("item_type").filter(|_| item.kind == ItemKind::Basic);
    let above = parent.item_type.as_deref();
    if let (Some(own), Some(above)) = (own, above)
        && own.text() != above
    {
        // Of a type that is not that of its own code `code-type-matches-power` speaks.
        let fits = |code, word| code_type_matches_power::agrees(context, code, word);
        if !fits(value, above) || !item.code().is_none_or(|code| fits(code, own.text())) {
            return;
        }
        let label = |slug| label(context, "item-type", slug);
        let message = Text::new(
            format!("the main item {value} is of type `{above}`, its sub item of type `{}`", own.text()),
            format!("主项{value}的事项类型为“{}”，子项却为“{}”", label(above), label(own.text())),
        );
        let help = Text::new("give both the same type", "主项与子项的事项类型应一致");
        findings.add(Finding::here(own, message).help(help));
    }
}
