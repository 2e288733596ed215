//! A provision that only asks for presence leaves out a step, not the item.

use crate::diagnostic::{Basis, Severity, Text};
use crate::model::exemption::Record;
use crate::rules::{Check, Context, Findings, Rule};
use crate::source::finding::Finding;

/// The rule.
pub static RULE: Rule = Rule {
    id: "exemption-scope-minimal",
    severity: Severity::Warning,
    basis: &[Basis { law: "民法典", articles: &["1049", "1076"] }, Basis { law: "行政许可法", articles: &["29"] }],
    since: "0.1.0",
    heuristic: false,
    page: include_str!("exemption_scope_minimal.md"),
    check: Check::RecordOn(&["scope", "citation"], check),
};

fn check(context: &Context<'_>, record: &Record<'_>, findings: &mut Findings<'_>) {
    let own = record.exemption;
    let Some(whole) = own.whole(record.root) else { return };
    let Some(citation) = own.citation().filter(|_| own.is_exempt()) else { return };
    let Some(law) = citation.find(context.registers.laws()) else { return };
    let grounds = context.standard.grounds.get();
    let presence = citation.articles().any(|article| grounds.of(law.short_title(), article.text()).any(|known| known.presence));
    if presence {
        let message = Text::new(
            format!("《{}》 asks for presence at a step; the whole item is left out", citation.law().text()),
            format!("《{}》只要求在某一环节到场，却整个事项不纳入", citation.law().text()),
        );
        let help = Text::new(
            "name the step in `scope.steps`; booking, pre-check and progress stay online",
            "请在 scope.steps 中写明环节；预约、预审和进度查询仍在网上",
        );
        findings.add(Finding::here(whole, message).help(help));
    }
}
