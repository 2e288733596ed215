//! A local regulation does not lift duties that only laws and administrative regulations can lift.

use crate::diagnostic::{Basis, Severity, Text};
use crate::model::exemption::Record;
use crate::rules::level;
use crate::rules::{Check, Context, Findings, Rule};
use crate::source::finding::Finding;
use crate::model::citation::Citation;

/// The rule.
pub static RULE: Rule = Rule {
    id: "exemption-local-for-strict-duty",
    severity: Severity::Error,
    basis: &[Basis { law: "国务院关于在线政务服务的若干规定", articles: &["11", "12"] }, Basis { law: "电子印章管理办法", articles: &["5", "27"] }, Basis { law: "行政许可法", articles: &["58"] }],
    since: "0.1.0",
    heuristic: false,
    page: include_str!("exemption_local_for_strict_duty.md"),
    check: Check::RecordOn(&["duty", "ground", "citation"], check),
};

fn check(context: &Context<'_>, record: &Record<'_>, findings: &mut Findings<'_>) {
    let own = record.exemption;
    let Some(node) = own.duty().filter(|_| own.is_exempt()) else { return };
    if !context.standard.duties.get().get(node.text()).is_some_and(|duty| duty.strict) {
        return;
    }
    let is_local = |citation: Citation<'_>| {
        citation.find(context.registers.laws()).is_some_and(|law| law.level == "local-regulation")
    };
    let declared = own.ground().filter(|ground| ground.text() == "local-regulation");
    let Some(at) = declared.or_else(|| own.citation().filter(|citation| is_local(*citation)).map(Citation::law)) else {
        return;
    };
    let own = level::label_of(context, "duty", node.text());
    let message = Text::new(
        format!("a local regulation does not lift the duty \"{}\"", own.en),
        format!("地方性法规不能免除“{}”义务", own.zh),
    );
    let help = Text::new("cite a law or an administrative regulation, or fulfil the duty", "请引用法律或者行政法规，或者履行该义务");
    findings.add(Finding::here(at, message).help(help).beside(node, Text::new("the duty", "义务")));
}
