//! A licence is free unless a law or administrative regulation sets a fee.

use crate::diagnostic::{Basis, Severity, Text};
use crate::model::effective::Effective;
use crate::rules::level::{self, Support};
use crate::rules::{Check, Context, Findings, Rule};
use crate::source::finding::Finding;

/// The rule.
pub static RULE: Rule = Rule {
    id: "licence-fee-basis",
    severity: Severity::Error,
    basis: &[Basis { law: "行政许可法", articles: &["58"] }],
    since: "0.1.0",
    heuristic: false,
    page: include_str!("licence_fee_basis.md"),
    check: Check::Effective(check),
};

fn check(context: &Context<'_>, item: &Effective<'_>, findings: &mut Findings<'_>) {
    if !item.is_type("licence") || context.lifts(item, "licence-fee-free", None) {
        return;
    }
    for fee in item.entries("fees") {
        let Support::Short(name, law) = level::support(context, fee.get("basis"), level::STATE) else { continue };
        let own = level::is_of(context, law);
        let message = Text::new(
            format!("{}, which cannot set a fee on a licence", own.en),
            format!("{}，不能作为实施行政许可收费的依据", own.zh),
        );
        let help = Text::new(
            "cite a law or administrative regulation, or delete the fee",
            "请引用法律或行政法规，或删除该收费项目",
        );
        findings.add(Finding::here(name, message).help(help));
    }
}
