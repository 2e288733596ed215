//! A compulsory measure is set by a law or regulation.

use crate::diagnostic::{Basis, Severity, Text};
use crate::model::effective::Effective;
use crate::rules::level;
use crate::rules::{Check, Context, Findings, Rule};
use crate::source::finding::Finding;

/// The rule.
pub static RULE: Rule = Rule {
    id: "coercion-basis-level",
    severity: Severity::Error,
    basis: &[Basis { law: "行政强制法", articles: &["10", "13"] }],
    since: "0.1.0",
    heuristic: false,
    page: include_str!("coercion_basis_level.md"),
    check: Check::Effective(check),
};

fn check(context: &Context<'_>, item: &Effective<'_>, findings: &mut Findings<'_>) {
    const TOO_LOW: &[&str] = &["department-rule", "local-government-rule", "normative-document", "standard"];
    if !item.is_type("compulsory-measure") {
        return;
    }
    for (name, own) in level::setting_too_low(context, item, |level, _| !TOO_LOW.contains(&level)) {
        let message = Text::new(
            format!("{}, which cannot set a compulsory measure", own.en),
            format!("{}，不得设定行政强制", own.zh),
        );
        let help = Text::new(
            "cite the law or regulation that sets it; mark others `purpose: implementing`",
            "请引用设定该强制的法律、法规；其他依据标为 purpose: implementing（实施依据）",
        );
        findings.add(Finding::here(name, message).help(help));
    }
}
