//! Character 19 of an implementation code is the tier at which the body exercises the item.

use crate::diagnostic::{Basis, Severity, Text};
use crate::model::item::{Item, ItemKind};
use crate::rules::code::{Whole, label};
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
    let Some((item, whole)) = own.and_then(|item| Some((item, Whole::of(item.root)?))) else { return };
    let Some((tier, official)) = whole.other_tier(context) else { return };
    let (code, own) = (whole.node, tier.text());
    // A tier that does not exercise the item is wrong itself: `tier-not-allowed` speaks.
    let basic = item.root.str("implements").and_then(|code| context.directory.basic(code));
    if basic.is_some_and(|basic| !basic.is_exercised_at(own)) {
        return;
    }
    let digit = &code.text()[18..19];
    let meant = context.standard.list("tier").and_then(|list| list.numbered(digit));
    let (en, zh) = meant.map_or(("?", "?"), |tier| (tier.slug.as_str(), tier.zh.as_str()));
    let label = label(context, "tier", own);
    let message = Text::new(
        format!("character 19 of the code is {digit} ({en}), but the tier is `{own}`"),
        format!("编码第19位为{digit}（{zh}），而实施层级为“{label}”"),
    );
    let help = Text::new(
        format!("write {official} for `{own}`, or correct the tier"),
        format!("“{label}”对应{official}；请改正编码或层级"),
    );
    let note = Text::new("tier", "实施层级");
    findings.add(Finding::here(code, message).help(help).beside(tier, note));
}
