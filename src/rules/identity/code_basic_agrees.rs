//! The last 12 characters of an implementation code are the basic code.

use crate::diagnostic::{Basis, Severity, Text};
use crate::model::item::{Item, ItemKind};
use crate::rules::code::Whole;
use crate::rules::{Check, Context, Findings, Rule};
use crate::source::finding::Finding;
use crate::source::tree::Tree;

/// The rule.
pub static RULE: Rule = Rule {
    id: "code-basic-agrees",
    severity: Severity::Error,
    basis: &[Basis { law: "全国一体化政务服务平台 政务服务事项基本目录及实施清单 第1部分：编码要求", articles: &[] }],
    since: "0.1.0",
    heuristic: false,
    page: include_str!("code_basic_agrees.md"),
    check: Check::Document(check),
};

fn check(_: &Context<'_>, tree: &Tree, findings: &mut Findings<'_>) {
    let own = tree.root().and_then(Item::of).filter(|item| item.kind == ItemKind::Implementation);
    let Some(whole) = own.and_then(|item| Whole::of(item.root)) else { return };
    let Some(basic) = whole.other_basic() else { return };
    let code = whole.node;
    let (own, named) = (&code.text()[19..], basic.text());
    let message = Text::new(
        format!("the code ends in {own}, but the entry implements {named}"),
        format!("编码后12位为{own}，而所实施的基本编码为{named}"),
    );
    let help = Text::new(
        format!("write \"{}{named}\", or correct `implements`", &code.text()[..19]),
        format!("请写作 \"{}{named}\"，或改正 implements", &code.text()[..19]),
    );
    let note = Text::new("basic code", "基本编码");
    findings.add(Finding::here(code, message).help(help).beside(basic, note));
}
