//! What is left out is not said to be online.

use crate::diagnostic::{Basis, Severity, Text};
use crate::model::exemption::Record;
use crate::rules::{Check, Context, Findings, Rule};
use crate::source::finding::Finding;
use crate::source::node::Node;

/// The rule.
pub static RULE: Rule = Rule {
    id: "exemption-contradicts-channel",
    severity: Severity::Error,
    basis: &[Basis { law: "国务院关于在线政务服务的若干规定", articles: &["4"] }],
    since: "0.1.0",
    heuristic: false,
    page: include_str!("exemption_contradicts_channel.md"),
    check: Check::Record(check),
};

fn check(context: &Context<'_>, record: &Record<'_>, findings: &mut Findings<'_>) {
    let own = record.exemption;
    if !own.is_exempt() || own.is_secret() || !own.is_about("online-inclusion") || !own.holds_on(context.day) {
        return;
    }
    let scope = own.scope();
    let help = || Text::new("narrow the scope, or correct what is said to be online", "请缩小范围，或者改正网上办理的内容");
    let clash = |at: Node<'_>, other: Node<'_>| {
        let message = Text::new(
            "what is left out here is said to be online elsewhere in the item",
            "此处不纳入的内容，在事项的其他地方写为网上办理",
        );
        Finding::here(at, message).help(help()).beside(other, Text::new("said to be online here", "此处写为网上办理"))
    };
    let is_true = |keys: &[&str]| record.root.at(keys).filter(|node| node.as_bool() == Some(true));
    if let Some(whole) = scope.node.and_then(|node| node.get("whole_item")).filter(|_| scope.is_whole()) {
        if let Some(other) = is_true(&["platform", "included"]).or_else(|| is_true(&["online", "available"])) {
            findings.add(clash(whole, other));
        }
        return;
    }
    for id in scope.values("steps") {
        if let Some(other) = online(record, id.text()) {
            findings.add(clash(id, other));
        }
    }
    // Channels alone mean the whole of the item over these channels.
    let only_channels = ["steps", "materials", "audience"].iter().all(|axis| scope.values(axis).next().is_none());
    let channel = scope.values("channels").find(|channel| only_channels && channel.text() == "online");
    if let Some((channel, other)) = channel.zip(is_true(&["online", "available"])) {
        findings.add(clash(channel, other));
    }
}

/// Where a step of the scope is said to be online: kept online by the record itself, or by its own channels.
fn online<'t>(record: &Record<'t>, id: &str) -> Option<Node<'t>> {
    let own = record.exemption;
    let mut kept = own.node.at(&["alternative", "steps_online"]).into_iter().flat_map(Node::items);
    let mut steps = record.root.get("steps").into_iter().flat_map(Node::items);
    let step = steps.find(|step| step.str("id") == Some(id));
    let mut channels = step.and_then(|step| step.get("channels")).into_iter().flat_map(Node::items);
    kept.find(|kept| kept.text() == id).or_else(|| {
        channels.find(|channel| {
            matches!(channel.text(), "online" | "mobile") && own.scope().covers("channels", channel.text())
        })
    })
}
