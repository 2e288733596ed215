//! An item that a province created is implemented in that province.

use crate::diagnostic::{Basis, Severity, Text};
use crate::model::item::{Item, ItemKind, is_basic_code};
use crate::rules::{Check, Context, Findings, Rule};
use crate::source::finding::Finding;
use crate::source::tree::Tree;

/// The rule.
pub static RULE: Rule = Rule {
    id: "code-province-agrees",
    severity: Severity::Error,
    basis: &[Basis { law: "全国一体化政务服务平台 政务服务事项基本目录及实施清单 第1部分：编码要求", articles: &[] }],
    since: "0.1.0",
    heuristic: false,
    page: include_str!("code_province_agrees.md"),
    check: Check::Document(check),
};

fn check(_: &Context<'_>, tree: &Tree, findings: &mut Findings<'_>) {
    let Some(item) = tree.root().and_then(Item::of).filter(|item| item.kind != ItemKind::Basic) else { return };
    let (Some(code), Some(region)) = (item.root.get("implements"), item.region()) else { return };
    let well_formed = is_basic_code(code.text()) && region.len() >= 6 && region.is_ascii();
    if !well_formed || code.text().starts_with("00") || region.starts_with(&code.text()[..2]) {
        return;
    }
    let (province, value) = (&code.text()[..2], code.text());
    let message = Text::new(
        format!("{value} is an item of province {province}, but the region is {region}"),
        format!("{value}是{province}省级目录的事项，而行政区划为{region}"),
    );
    let help = Text::new(
        "implement the national item, or correct the code or the region",
        "请实施国家目录的事项，或改正编码、行政区划",
    );
    let place = item.root.get("region").or_else(|| item.root.at(&["scope", "region"]));
    let mut finding = Finding::here(code, message).help(help);
    if let Some(place) = place {
        finding = finding.beside(place, Text::new("region", "行政区划"));
    }
    findings.add(finding);
}
