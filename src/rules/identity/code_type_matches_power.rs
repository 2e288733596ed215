//! Characters 3 and 4 of a basic code are the item type.

use crate::diagnostic::{Basis, Severity, Text};
use crate::model::item::{Item, ItemKind, is_basic_code};
use crate::rules::code::label;
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
    if agrees(context, value, word) {
        return;
    }
    let label = label(context, "item-type", word);
    let numbering = numbering(context, value);
    let expected = numbers(list, word, numbering);
    let segment = &value[2..4];
    let meant = list.codes().iter().filter(|code| numbers(list, &code.slug, numbering).contains(&segment));
    let meant: Vec<&str> = meant.map(|code| code.zh.as_str()).collect();
    let meant = if meant.is_empty() { "?".to_owned() } else { meant.join("/") };
    let message = Text::new(
        format!("characters 3 and 4 of the code are {segment} ({meant}), but the item type is `{word}` ({label})"),
        format!("编码第3、4位为{segment}（{meant}），而事项类型为“{label}”（{word}）"),
    );
    let (en, zh) = match numbering {
        Numbering::Province(Some(name)) => (format!(" in the code list `{name}`"), format!("在代码表“{name}”中")),
        _ => (String::new(), String::new()),
    };
    let help = Text::new(
        format!("`{word}` has {}{en}; correct the code or the item type", expected.join(" or ")),
        format!("“{label}”{zh}对应{}；请改正编码或事项类型", expected.join("或")),
    );
    findings.add(Finding::here(code, message).help(help).beside(own, Text::new("item type", "事项类型")));
}

/// Whether a basic code holds a number of an item type; also where code or type are none.
pub fn agrees(context: &Context<'_>, code: &str, word: &str) -> bool {
    let Some(list) = context.standard.list("item-type") else { return true };
    let known = is_basic_code(code) && list.get(word).is_some();
    !known || numbers(list, word, numbering(context, code)).contains(&&code[2..4])
}

/// By which numbers the types of a directory are told.
#[derive(Clone, Copy)]
enum Numbering<'a> {
    /// Those of the nation.
    National,
    /// Those of the code list that the manifest names for a province, else of any.
    Province(Option<&'a str>),
}

fn numbering<'a>(context: &Context<'a>, code: &str) -> Numbering<'a> {
    match &code[..2] {
        "00" => Numbering::National,
        province => Numbering::Province(context.manifest.code_list(province, "item-type")),
    }
}

/// The official codes of an item type.
fn numbers<'l>(list: &'l CodeList, word: &str, numbering: Numbering<'_>) -> Vec<&'l str> {
    let national = list.official(word, None);
    match numbering {
        Numbering::National => national.into_iter().collect(),
        Numbering::Province(Some(profile)) => list.officials(word, Some(profile)),
        Numbering::Province(None) => {
            let others = list.officials(word, None).into_iter().filter(|other| Some(*other) != national);
            national.into_iter().chain(others).collect()
        }
    }
}
