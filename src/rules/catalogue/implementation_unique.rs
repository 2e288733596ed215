//! One body has one entry for an item in a region.

use std::collections::HashSet;

use crate::diagnostic::{Basis, Severity, Text};
use crate::model::directory::DocumentId;
use crate::model::facts::{FactKind, Facts};
use crate::rules::{CatalogueFinding, CatalogueFindings};
use crate::rules::{Check, Context, Rule};

/// The rule.
pub static RULE: Rule = Rule {
    id: "implementation-unique",
    severity: Severity::Error,
    basis: &[Basis { law: "全国一体化政务服务平台 政务服务事项基本目录及实施清单 第1部分：编码要求", articles: &[] }],
    since: "0.1.0",
    heuristic: false,
    page: include_str!("implementation_unique.md"),
    check: Check::Catalogue(check),
};

fn check(_: &Context<'_>, facts: &Facts, findings: &mut CatalogueFindings<'_>) {
    // Of a copy with its code `item-code-unique` speaks.
    let copies: HashSet<DocumentId> = facts.doubled(FactKind::Code).map(|(_, second)| second.id).collect();
    let doubled = facts.doubled(FactKind::Entry).filter(|(_, second)| !copies.contains(&second.id));
    for (first, second) in doubled {
        let message = Text::new(
            "this body has another entry for the same item in the same region",
            "该主体在同一行政区划对同一事项已有实施清单",
        );
        let help = Text::new(
            "keep one entry, and write what differs under `handling_items` or `by_case`",
            "请只保留一份，差异写入 handling_items 或 by_case",
        );
        let note = Text::new("the other entry", "另一份实施清单");
        findings.add(CatalogueFinding::new(*second, "implements", message).help(help).beside(*first, note));
    }
}
