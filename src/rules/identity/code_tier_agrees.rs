//! Character 19 of an implementation code is the tier at which the body exercises the item.

use crate::diagnostic::{Basis, Severity, Text};
use crate::model::item::{Item, ItemKind, is_implementation_code};
use crate::rules::{Check, Context, Findings, Rule};
use crate::source::finding::Finding;
use crate::source::tree::Tree;

/// The rule.
pub static RULE: Rule = Rule {
    id: "code-tier-agrees",
    severity: Severity::Error,
    basis: &[Basis { law: "全国一体化政务服务平台 政务服务事项基本目录及实施清单 第1部分：编码要求", articles: &[] }],
    since: "0.1.0",
    heuristic: false,
    page: include_str!("code_tier_agrees.md"),
    check: Check::Document(check),
};

fn check(context: &Context<'_>, tree: &Tree, findings: &mut Findings<'_>) {
    let own = tree.root().and_then(Item::of).filter(|item| item.kind == ItemKind::Implementation);
    let Some(item) = own else { return };
    let Some(code) = item.root.get("code").filter(|code| is_implementation_code(code.text())) else { return };
    let (Some(tier), Some(list)) = (item.root.get("tier"), context.standard.list("tier")) else { return };
    let Some(official) = list.official(tier.text(), None) else { return };
    let digit = &code.text()[18..19];
    // 7 says that the item is graded: its bodies exercise it at any tier.
    if digit == official || digit == "7" {
        return;
    }
    let meant = list.numbered(digit).map_or("?", |tier| tier.slug.as_str());
    let own = tier.text();
    let message = Text::new(
        format!("character 19 of the code is {digit} ({meant}), but the tier is `{own}`"),
        format!("编码第19位为{digit}（{meant}），而实施层级为“{own}”"),
    );
    let help = Text::new(
        format!("write {official} for `{own}`, or correct the tier"),
        format!("“{own}”对应{official}；请改正编码或层级"),
    );
    let note = Text::new("tier", "实施层级");
    findings.add(Finding::here(code, message).help(help).beside(tier, note));
}
