//! Characters 3 and 4 of a basic code are the item type.

use crate::diagnostic::{Basis, Severity, Text};
use crate::model::item::{Item, ItemKind};
use crate::rules::{Check, Context, Findings, Rule};
use crate::source::finding::Finding;
use crate::source::tree::Tree;
use crate::standard::codes::CodeList;

/// The rule.
pub static RULE: Rule = Rule {
    id: "code-type-matches-power",
    severity: Severity::Error,
    basis: &[Basis { law: "全国一体化政务服务平台 政务服务事项基本目录及实施清单 第1部分：编码要求", articles: &[] }],
    since: "0.1.0",
    heuristic: false,
    page: include_str!("code_type_matches_power.md"),
    check: Check::Document(check),
};

fn check(context: &Context<'_>, tree: &Tree, findings: &mut Findings<'_>) {
    let Some(item) = tree.root().and_then(Item::of).filter(|item| item.kind == ItemKind::Basic) else { return };
    let (Some(code), Some(own)) = (item.root.get("code"), item.root.get("item_type")) else { return };
    let Some(list) = context.standard.list("item-type") else { return };
    let (value, word) = (code.text(), own.text());
    let well_formed = value.len() == 12 && value.is_ascii() && list.get(word).is_some();
    if !well_formed || allowed(context, list, value, word).contains(&&value[2..4]) {
        return;
    }
    let segment = &value[2..4];
    let meant = list.numbered(segment).map_or("?", |code| code.zh.as_str());
    let label = list.get(word).map_or("", |code| code.zh.as_str());
    let expected = list.official(word, None).unwrap_or("?");
    let message = Text::new(
        format!("characters 3 and 4 of the code are {segment} ({meant}), but the item type is `{word}` ({label})"),
        format!("编码第3、4位为{segment}（{meant}），而事项类型为“{label}”（{word}）"),
    );
    let help = Text::new(
        format!("`{word}` has {expected}; correct the code or the item type"),
        format!("“{label}”对应{expected}；请改正编码或事项类型"),
    );
    findings.add(Finding::here(code, message).help(help).beside(own, Text::new("item type", "事项类型")));
}

/// The official codes of an item type: national ones for national items; in a province those of
/// its profile, and where the manifest names none, those of any.
fn allowed<'l>(context: &Context<'_>, list: &'l CodeList, code: &str, word: &str) -> Vec<&'l str> {
    let national = list.official(word, None);
    if code.starts_with("00") {
        return national.into_iter().collect();
    }
    match context.manifest.code_list(&code[..2], "item-type") {
        Some(profile) => list.officials(word, Some(profile)),
        None => national.into_iter().chain(list.officials(word, None)).collect(),
    }
}
