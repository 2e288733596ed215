//! One code belongs to one item.

use crate::diagnostic::{Basis, Severity, Text};
use crate::model::facts::{FactKind, Facts};
use crate::rules::{CatalogueFinding, CatalogueFindings};
use crate::rules::{Check, Context, Rule};

/// The rule.
pub static RULE: Rule = Rule {
    id: "item-code-unique",
    severity: Severity::Error,
    basis: &[Basis { law: "国务院关于在线政务服务的若干规定", articles: &["2"] }, Basis { law: "全国一体化政务服务平台 政务服务事项基本目录及实施清单 第1部分：编码要求", articles: &[] }],
    since: "0.1.0",
    heuristic: false,
    page: include_str!("item_code_unique.md"),
    check: Check::Catalogue(check),
};

fn check(_: &Context<'_>, facts: &Facts, findings: &mut CatalogueFindings<'_>) {
    for (first, second) in facts.doubled(FactKind::Code) {
        let message = Text::new("another item has this code", "已有事项使用该编码");
        let help = Text::new(
            "codes are never used twice: correct one of the two",
            "编码不得重复使用：请改正其中一个",
        );
        let note = Text::new("the other item", "另一事项");
        findings.add(CatalogueFinding::new(*second, "code", message).help(help).beside(*first, note));
    }
}
