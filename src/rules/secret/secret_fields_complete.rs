//! A record of a state secret is complete.

use crate::date::Date;
use crate::diagnostic::{Basis, Severity, Text};
use crate::model::exemption::Record;
use crate::rules::{Check, Context, Findings, Rule};
use crate::source::finding::Finding;
use crate::source::node::Node;

/// The rule.
pub static RULE: Rule = Rule {
    id: "secret-fields-complete",
    severity: Severity::Error,
    basis: &[Basis { law: "保守国家秘密法", articles: &["14", "15", "16", "17", "18", "19", "20"] }, Basis { law: "保守国家秘密法实施条例", articles: &["15", "16", "17", "18", "19", "20", "21"] }],
    since: "0.1.0",
    heuristic: false,
    page: include_str!("secret_fields_complete.md"),
    check: Check::Record(check),
};

fn check(context: &Context<'_>, record: &Record<'_>, findings: &mut Findings<'_>) {
    if !record.exemption.is_secret() {
        return;
    }
    let (ground, state) = (record.exemption.node.get("ground"), record.exemption.node.get("state"));
    let other = ground.filter(|ground| ground.text() != "state-secret");
    if let Some(at) = other.or(state.filter(|_| !record.exemption.is_exempt())) {
        let message = Text::new(
            "a state secret is exempt on the ground of a state secret alone, and is not deferred",
            "国家秘密只能以国家秘密为依据不纳入，不能暂缓，也不能写其他依据",
        );
        let help = Text::new("write `ground: state-secret` and `state: exempt`", "请写 ground: state-secret 和 state: exempt");
        findings.add(Finding::here(at, message).help(help));
    }
    // A record that only names the ground says nothing of the classification.
    let Some(secret) = record.exemption.node.get("secret") else {
        report(record.exemption.node, &["secret"], findings);
        return;
    };
    report(secret, &["level", "kind", "from", "organ", "last_review"], findings);
    let extensions = || secret.get("extensions").into_iter().flat_map(Node::items).filter(|own| own.is_map());
    let decided = extensions().filter_map(|own| own.get("decided_on"));
    for own in ["from", "last_review"].into_iter().filter_map(|key| secret.get(key)).chain(decided) {
        if own.as_str().and_then(Date::parse).is_some_and(|day| day > context.day) {
            let message = Text::new("this day of the record is still to come", "记录中的这一日期尚未到来");
            let help = Text::new("record what was decided and reviewed, on the day", "请按实际定密、审核的日期填写");
            findings.add(Finding::here(own, message).help(help));
        }
    }
    if let Some(organ) = secret.get("organ").filter(|organ| organ.is_map()) {
        report(organ, &["name", "tier"], findings);
    }
    for extension in extensions() {
        report(extension, &["decided_on", "until"], findings);
    }
}

/// One finding for all that a map lacks: findings about secrets are told apart by place alone.
fn report(map: Node<'_>, keys: &[&str], findings: &mut Findings<'_>) {
    let missing: Vec<&str> = keys.iter().copied().filter(|key| map.get(key).is_none()).collect();
    let Some(first) = missing.first() else { return };
    let message = Text::new(
        format!("the record of the state secret lacks {}", missing.join(", ")),
        format!("国家秘密记录缺少：{}", missing.join("、")),
    );
    let help = Text::new("complete the record as the classification was decided", "请按定密决定补全记录");
    findings.add(Finding::lacking(map, first, message).help(help));
}
