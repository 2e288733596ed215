//! A ground beyond those that the law names is always worth a look.

use crate::diagnostic::{Basis, Severity, Text};
use crate::model::exemption::Record;
use crate::rules::{Check, Context, Findings, Rule};
use crate::source::finding::Finding;

/// The rule.
pub static RULE: Rule = Rule {
    id: "exemption-other-ground",
    severity: Severity::Warning,
    basis: &[Basis { law: "国务院关于在线政务服务的若干规定", articles: &["4"] }],
    since: "0.1.0",
    heuristic: false,
    page: include_str!("exemption_other_ground.md"),
    check: Check::RecordOn(&["ground"], check),
};

fn check(_: &Context<'_>, record: &Record<'_>, findings: &mut Findings<'_>) {
    let own = record.exemption;
    if let Some(ground) = own.ground().filter(|ground| own.is_exempt() && ground.text() == "other") {
        let message = Text::new(
            "the ground is none of those that the law names, but 等情形",
            "依据属于法律未列明的“等情形”",
        );
        let help = Text::new(
            "verify citation and decision; for reasons of plan or technique use `state: deferred`",
            "请核实引用和决定；因计划或技术原因的，使用 state: deferred",
        );
        findings.add(Finding::here(ground, message).help(help));
    }
}
