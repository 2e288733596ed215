//! Reasons of plan or technique defer a duty; they do not lift it.

use crate::diagnostic::{Basis, Severity, Text};
use crate::model::exemption::Record;
use crate::rules::level;
use crate::rules::{Check, Context, Findings, Rule};
use crate::source::finding::Finding;
use crate::source::node::Node;

/// The rule.
pub static RULE: Rule = Rule {
    id: "deferral-not-exemption",
    severity: Severity::Error,
    basis: &[Basis { law: "国务院关于在线政务服务的若干规定", articles: &["4"] }],
    since: "0.1.0",
    heuristic: false,
    page: include_str!("deferral_not_exemption.md"),
    check: Check::RecordOn(&["duty"], check),
};

fn check(context: &Context<'_>, record: &Record<'_>, findings: &mut Findings<'_>) {
    let own = record.exemption;
    if own.is_secret() {
        return;
    }
    if own.is_exempt() {
        let reason = own.node.get("reason");
        let word = reason.and_then(|reason| context.standard.grounds.get().technical_in(reason.text()));
        if let (Some(reason), Some(word)) = (reason, word) {
            let message = Text::new(
                format!("`{word}` is a reason of plan, technique or convenience and no exemption by law"),
                format!("“{word}”属于计划、技术或者便利方面的原因，不是依法不纳入的情形"),
            );
            let help = Text::new("include the item, or write `state: deferred` with `owner` and `target`", "请将事项纳入平台，或者写 state: deferred，并写明 owner 和 target");
            findings.add(Finding::here(reason, message).help(help));
        }
        return;
    }
    let duties = context.standard.duties.get();
    let strict = |duty: &Node<'_>| duties.get(duty.text()).is_some_and(|duty| !duty.deferrable);
    if let Some(duty) = own.duty().filter(strict) {
        let own = level::label_of(context, "duty", duty.text());
        let message = Text::new(
            format!("the duty \"{}\" allows no steps, so it cannot be deferred", own.en),
            format!("“{}”义务没有分步实施的规定，不能暂缓", own.zh),
        );
        let help = Text::new("fulfil the duty, or cite the law that lifts it", "请履行该义务，或者引用免除它的法律");
        findings.add(Finding::here(duty, message).help(help));
    }
    let wanted = [("target", "target date", "目标日期"), ("owner", "owner", "责任单位")];
    for (key, en, zh) in wanted.into_iter().filter(|(key, ..)| own.node.get(key).is_none()) {
        let message = Text::new(
            format!("the deferral has no {en} (`{key}`)"),
            format!("暂缓纳入没有写明{zh}（{key}）"),
        );
        let help = Text::new("write who is responsible and the target date", "请写明责任单位和目标日期");
        findings.add(Finding::lacking(own.node, key, message).help(help));
    }
}
