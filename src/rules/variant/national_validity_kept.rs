//! A national licence holds in the whole country.

use crate::diagnostic::{Basis, Severity, Text};
use crate::model::effective::Effective;
use crate::rules::level::{self, Support};
use crate::rules::{Check, Context, Findings, Rule};
use crate::source::finding::Finding;

/// The rule.
pub static RULE: Rule = Rule {
    id: "national-validity-kept",
    severity: Severity::Error,
    basis: &[Basis { law: "行政许可法", articles: &["41"] }],
    since: "0.1.0",
    heuristic: false,
    page: include_str!("national_validity_kept.md"),
    check: Check::Effective(check),
};

/// Words that keep a licence to a part of the country.
const PARTS: [&str; 16] =
    ["本省", "本市", "本县", "本区", "本自治区", "本州", "本旗", "全省", "全市", "全县", "全区", "省内", "市内", "县内", "辖区", "行政区域"];

fn check(context: &Context<'_>, item: &Effective<'_>, findings: &mut Findings<'_>) {
    if !item.is_type("licence") {
        return;
    }
    let set = item.entries("basis").filter(|entry| entry.str("purpose").is_none_or(|own| own == "setting"));
    let national = { set }.any(|entry| matches!(level::support(context, Some(entry), level::STATE), Support::Enough));
    let area = item.root.at(&["licence", "area"]);
    // A law or administrative regulation may limit the area itself.
    let limited = area.and_then(|area| area.get("basis"));
    if !national || matches!(level::support(context, limited, level::STATE), Support::Enough) {
        return;
    }
    let results = item.entries("results").filter_map(|result| result.get("area"));
    for text in results.chain(area.and_then(|area| area.get("note"))) {
        let part = PARTS.iter().find(|part| text.text().contains(**part) && !text.text().contains("全国"));
        let Some(part) = part else { continue };
        let message = Text::new(
            format!("a licence set by national law is kept to \"{part}\""),
            format!("法律、行政法规设定的许可，有效范围写为“{part}”"),
        );
        let help = Text::new(
            "verify: leave the limit out, or cite the law or administrative regulation that sets it in `licence.area.basis`",
            "请核实：删除地域限制，或在 licence.area.basis 中写明规定地域限制的法律、行政法规",
        );
        findings.add(Finding::here(text, message).help(help));
    }
}
