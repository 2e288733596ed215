//! Renewal is applied for 30 days before the licence ends.

use crate::diagnostic::{Basis, Severity, Text};
use crate::model::effective::Effective;
use crate::rules::level;
use crate::rules::{Check, Context, Findings, Rule};
use crate::source::finding::Finding;
use crate::source::node::Node;

/// The rule.
pub static RULE: Rule = Rule {
    id: "renewal-window",
    severity: Severity::Warning,
    basis: &[Basis { law: "行政许可法", articles: &["50"] }],
    since: "0.1.0",
    heuristic: false,
    page: include_str!("renewal_window.md"),
    check: Check::Effective(check),
};

fn check(context: &Context<'_>, item: &Effective<'_>, findings: &mut Findings<'_>) {
    const DEFAULT: i64 = 30;
    if !item.is_type("licence") {
        return;
    }
    let Some(renewal) = item.root.at(&["licence", "renewal"]) else { return };
    let Some(window) = renewal.get("apply_days_before") else { return };
    let Some(days) = window.as_i64().filter(|days| *days > DEFAULT) else { return };
    if is_set_elsewhere(context, renewal) {
        return;
    }
    let message = Text::new(
        format!("renewal has to be applied for {days} days before the end; the Licensing Law says {DEFAULT}"),
        format!("要求届满{days}日前申请延续，《行政许可法》规定为{DEFAULT}日"),
    );
    let help = Text::new(
        format!("write {DEFAULT}, or cite under `basis` the law, regulation or rule that sets another day"),
        format!("请写{DEFAULT}，或在 basis 中引用另有规定的法律、法规、规章"),
    );
    findings.add(Finding::here(window, message).help(help));
}

/// Whether a law, regulation or rule other than the Licensing Law is cited, or one that the register does not know.
fn is_set_elsewhere(context: &Context<'_>, renewal: Node<'_>) -> bool {
    level::cited(renewal.get("basis")).any(|name| {
        let law = context.registers.laws().find(name.text());
        law.is_none_or(|law| law.short_title() != "行政许可法" && level::RULE.contains(&law.level.as_str()))
    })
}
