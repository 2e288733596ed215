//! The code of a sub item is that of its main item with a number of its own at the end.

use crate::diagnostic::{Basis, Severity, Text};
use crate::model::item::{Item, ItemKind, is_basic_code};
use crate::rules::identity::code_type_matches_power;
use crate::rules::{Check, Context, Findings, Rule};
use crate::source::finding::Finding;
use crate::source::tree::Tree;

/// The rule.
pub static RULE: Rule = Rule {
    id: "code-parent-agrees",
    severity: Severity::Error,
    basis: &[Basis { law: "全国一体化政务服务平台 政务服务事项基本目录及实施清单 第1部分：编码要求", articles: &[] }],
    since: "0.1.0",
    heuristic: false,
    page: include_str!("code_parent_agrees.md"),
    check: Check::Document(check),
};

fn check(context: &Context<'_>, tree: &Tree, findings: &mut Findings<'_>) {
    let Some(item) = tree.root().and_then(Item::of).filter(|item| item.kind == ItemKind::Basic) else { return };
    let (Some(code), Some(parent)) = (item.root.get("code"), item.root.get("parent")) else { return };
    let (own, above) = (code.text(), parent.text());
    // Of a parent that is not there `parent-exists` speaks.
    if !is_basic_code(own) || !is_basic_code(above) || context.directory.basic(above).is_none() {
        return;
    }
    // Of a number that is not that of the item type `code-type-matches-power` speaks.
    let item_type = item.root.str("item_type").unwrap_or_default();
    if !code_type_matches_power::agrees(context, own, item_type) {
        return;
    }
    let (main, sub) = (&above[..9], &above[9..]);
    let national = above.starts_with("00");
    let (message, help) = if own == above {
        (
            Text::new(format!("{own} names itself as its main item"), format!("{own}以自身为主项")),
            Text::new("name the main item, or leave `parent` out", "请填写主项编码，或删除 parent"),
        )
    } else if national && sub != "00Y" {
        (
            Text::new(
                format!("{own} is put under {above}, which is no main item: it does not end in 00Y"),
                format!("{own}所属的{above}不是主项：主项编码以00Y结尾"),
            ),
            Text::new(
                format!("the main item of {own} is {}00Y; correct the code or `parent`", &own[..9]),
                format!("{own}的主项为{}00Y；请改正编码或 parent", &own[..9]),
            ),
        )
    } else if !own.starts_with(main) {
        (
            Text::new(
                format!("the code begins with {}, but its main item {above} with {main}", &own[..9]),
                format!("编码前9位为{}，而主项{above}为{main}", &own[..9]),
            ),
            Text::new(
                format!("codes of its sub items begin with {main}; correct the code or `parent`"),
                format!("该主项的子项编码以{main}开头；请改正编码或 parent"),
            ),
        )
    } else {
        return;
    };
    let note = Text::new("main item", "主项");
    findings.add(Finding::here(code, message).help(help).beside(parent, note));
}
