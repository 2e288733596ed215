//! A licence is set by an instrument that may set licences.

use crate::diagnostic::{Basis, Severity, Text};
use crate::model::effective::Effective;
use crate::model::laws::Law;
use crate::rules::level;
use crate::rules::{Check, Context, Findings, Rule};
use crate::source::finding::Finding;

/// The rule.
pub static RULE: Rule = Rule {
    id: "licence-basis-level",
    severity: Severity::Error,
    basis: &[Basis { law: "行政许可法", articles: &["14", "15", "17"] }],
    since: "0.1.0",
    heuristic: false,
    page: include_str!("licence_basis_level.md"),
    check: Check::Effective(check),
};

fn check(context: &Context<'_>, item: &Effective<'_>, findings: &mut Findings<'_>) {
    if !item.is_type("licence") {
        return;
    }
    for (name, own) in level::setting_too_low(context, item, may_set) {
        let message = Text::new(
            format!("{}, which cannot set a licence", own.en),
            format!("{}，不得设定行政许可", own.zh),
        );
        let help = Text::new(
            "cite the law, regulation or State Council decision that sets it; mark others `purpose: implementing`",
            "请引用设定该许可的法律、法规或国务院决定；其他依据标为 purpose: implementing（实施依据）",
        );
        findings.add(Finding::here(name, message).help(help));
    }
}

/// Rules of a province may set a licence for a year; other rules, documents and standards may not.
fn may_set(level: &str, law: Option<&Law>) -> bool {
    match level {
        "local-government-rule" => law.and_then(|law| law.area.as_deref()).is_none_or(|area| area.ends_with("0000")),
        "department-rule" | "normative-document" | "standard" => false,
        _ => true,
    }
}
