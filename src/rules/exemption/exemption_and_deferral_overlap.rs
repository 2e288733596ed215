//! Nothing is exempt and deferred at once.

use crate::diagnostic::{Basis, Severity, Text};
use crate::model::exemption::{Exemption, Record};
use crate::rules::{Check, Context, Findings, Rule};
use crate::source::finding::Finding;

/// The rule.
pub static RULE: Rule = Rule {
    id: "exemption-and-deferral-overlap",
    severity: Severity::Error,
    basis: &[Basis { law: "国务院关于在线政务服务的若干规定", articles: &["4"] }],
    since: "0.1.0",
    heuristic: false,
    page: include_str!("exemption_and_deferral_overlap.md"),
    check: Check::RecordOn(&["duty", "scope", "valid"], check),
};

fn check(_: &Context<'_>, record: &Record<'_>, findings: &mut Findings<'_>) {
    let own = record.exemption;
    if own.is_exempt() {
        return;
    }
    let meets = |other: &Exemption<'_>| other.scope().meets(own.scope()) && other.meets_in_time(own);
    for other in record.siblings().filter(|other| other.is_exempt() && meets(other)) {
        let message = Text::new(
            "the same is both exempt by law and deferred by plan",
            "同一内容既依法不纳入，又暂缓纳入",
        );
        let help = Text::new("keep the one that is true", "请只保留属实的一条");
        findings.add(Finding::here(own.node, message).help(help).beside(other.node, Text::new("exempt here", "此处为依法不纳入")));
    }
}
