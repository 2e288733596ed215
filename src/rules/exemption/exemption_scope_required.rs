//! An exemption says what it covers.

use crate::diagnostic::{Basis, Severity, Text};
use crate::model::exemption::Record;
use crate::rules::{Check, Context, Findings, Rule};
use crate::source::finding::Finding;

/// The rule.
pub static RULE: Rule = Rule {
    id: "exemption-scope-required",
    severity: Severity::Error,
    basis: &[Basis { law: "国务院关于在线政务服务的若干规定", articles: &["4"] }],
    since: "0.1.0",
    heuristic: false,
    page: include_str!("exemption_scope_required.md"),
    check: Check::RecordOn(&["scope"], check),
};

fn check(_: &Context<'_>, record: &Record<'_>, findings: &mut Findings<'_>) {
    let own = record.exemption;
    if own.is_exempt() && !own.is_secret() && own.scope().is_empty() {
        let message = Text::new(
            "the exemption does not say what it covers",
            "不纳入情形没有写明范围",
        );
        let help = Text::new(
            "name channels, steps, materials or audience in `scope`, or `whole_item: true`",
            "请在 scope 中写明办理形式、环节、材料或者服务对象，或者写 whole_item: true",
        );
        findings.add(match own.scope().node {
            Some(scope) => Finding::here(scope, message).help(help),
            None => Finding::lacking(own.node, "scope", message).help(help),
        });
    }
}
