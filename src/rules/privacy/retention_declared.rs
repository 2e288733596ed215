//! How long data is kept is declared, and is not for ever.

use crate::diagnostic::{Basis, Severity, Text};
use crate::model::effective::Effective;
use crate::rules::{Check, Context, Findings, Rule};
use crate::source::finding::Finding;
use crate::standard::phrases::Hits;

/// The rule.
pub static RULE: Rule = Rule {
    id: "retention-declared",
    severity: Severity::Error,
    basis: &[Basis { law: "个人信息保护法", articles: &["17", "19"] }, Basis { law: "网络数据安全管理条例", articles: &["21"] }],
    since: "0.1.0",
    heuristic: false,
    page: include_str!("retention_declared.md"),
    check: Check::Wording(check),
};

fn check(context: &Context<'_>, item: &Effective<'_>, hits: &Hits<'_, '_>, findings: &mut Findings<'_>) {
    if context.lifts(item, "shortest-retention", None) {
        return;
    }
    let help = Text::new(
        "state a period or how it is worked out, such as `办结后五年`",
        "请写明保存期限或确定方法，如“办结后五年”",
    );
    if let Some(privacy) = item.root.get("privacy").filter(|privacy| privacy.get("retention").is_none()) {
        let message = Text::new("no retention of personal data is declared", "未写明个人信息保存期限");
        findings.add(Finding::lacking(privacy, "retention", message).help(help.clone()));
    }
    for hit in hits.of(RULE.id) {
        let words = hit.words();
        let message = Text::new(
            format!("personal data is kept without end: \"{words}\""),
            format!("个人信息保存期限为“{words}”"),
        );
        findings.add(Finding::within(hit.node, hit.part.clone(), message).help(help.clone()));
    }
}
