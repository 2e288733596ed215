//! Setting and implementing basis are told apart.

use crate::diagnostic::{Basis, Severity, Text};
use crate::model::effective::Effective;
use crate::rules::{Check, Context, Findings, Rule};
use crate::source::finding::Finding;
use crate::standard::words;

/// The rule.
pub static RULE: Rule = Rule {
    id: "basis-purpose-tag",
    severity: Severity::Warning,
    basis: &[Basis { law: "国务院关于加快推进政务服务标准化规范化便利化的指导意见", articles: &[] }],
    since: "0.1.0",
    heuristic: false,
    page: include_str!("basis_purpose_tag.md"),
    check: Check::Effective(check),
};

fn check(_: &Context<'_>, item: &Effective<'_>, findings: &mut Findings<'_>) {
    let bare = item.entries("basis").filter(|entry| entry.get("purpose").is_none());
    for entry in bare.filter(|_| item.entries("basis").nth(1).is_some()) {
        let Some(name) = entry.get("law") else { continue };
        let message = Text::new(
            format!("nothing says what 《{}》 is cited for", words::shorten(name.text())),
            format!("未写明《{}》属于设定依据还是实施依据", words::shorten(name.text())),
        );
        let help = Text::new("add `purpose: setting` or `implementing`", "请补写 purpose：setting（设定依据）或 implementing（实施依据）");
        findings.add(Finding::lacking(entry, "purpose", message).help(help));
    }
}
