//! The first 18 characters of an implementation code are the code of the body.

use crate::diagnostic::{Basis, Severity, Text};
use crate::model::item::{Item, ItemKind};
use crate::rules::code::Whole;
use crate::rules::{Check, Context, Findings, Rule};
use crate::source::finding::Finding;
use crate::source::tree::Tree;

/// The rule.
pub static RULE: Rule = Rule {
    id: "code-body-agrees",
    severity: Severity::Error,
    basis: &[Basis { law: "全国一体化政务服务平台 政务服务事项基本目录及实施清单 第1部分：编码要求", articles: &[] }],
    since: "0.1.0",
    heuristic: false,
    page: include_str!("code_body_agrees.md"),
    check: Check::Document(check),
};

fn check(_: &Context<'_>, tree: &Tree, findings: &mut Findings<'_>) {
    let own = tree.root().and_then(Item::of).filter(|item| item.kind == ItemKind::Implementation);
    let Some(whole) = own.and_then(|item| Whole::of(item.root)) else { return };
    let Some(body) = whole.other_body() else { return };
    let code = whole.node;
    let (own, named) = (&code.text()[..18], body.text());
    let message = Text::new(
        format!("the code begins with {own}, but the body is {named}"),
        format!("编码前18位为{own}，而实施主体编码为{named}"),
    );
    let help = Text::new(
        format!("write \"{named}{}\", or correct the body", &code.text()[18..]),
        format!("请写作 \"{named}{}\"，或改正实施主体编码", &code.text()[18..]),
    );
    let note = Text::new("code of the body", "实施主体编码");
    findings.add(Finding::here(code, message).help(help).beside(body, note));
}
