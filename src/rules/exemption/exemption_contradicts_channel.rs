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
    check: Check::RecordOn(&["duty", "scope", "valid"], check),
};

/// Where an item says that it can be had over a channel of the platform.
const WAYS: [(&str, &[&[&str]]); 2] = [
    ("online", &[&["online", "available"], &["channels", "online"], &["online", "whole_process"], &["online", "depth"]]),
    ("mobile", &[&["online", "mobile", "available"], &["channels", "mobile"]]),
];

fn check(context: &Context<'_>, record: &Record<'_>, findings: &mut Findings<'_>) {
    let own = record.exemption;
    if !own.is_exempt() || own.is_secret() || !own.is_about("online-inclusion") || !own.holds_on(context.day) {
        return;
    }
    let scope = own.scope();
    let is_free = |axes: &[&str]| axes.iter().all(|axis| scope.values(axis).next().is_none());
    // Who leaves out everybody leaves out all.
    let served = || record.root.get("audience").into_iter().flat_map(Node::items);
    let is_everybody = served().next().is_some() && served().all(|one| scope.covers("audience", one.text()));
    let by_name = scope.node.and_then(|node| node.get("whole_item")).filter(|_| scope.is_whole());
    let by_audience = || scope.node.and_then(|node| node.get("audience")).filter(|audience| is_everybody && audience.count() > 0 && is_free(&["channels", "steps", "materials"]));
    if let Some(whole) = by_name.or_else(by_audience) {
        let mut ways = [&["platform", "included"][..]].into_iter().chain(WAYS.iter().flat_map(|(_, keys)| *keys).copied());
        if let Some(other) = ways.find_map(|keys| said(record, keys)) {
            findings.add(clash(whole, other));
        }
        return;
    }
    let by_step = scope.values("steps").filter_map(|id| Some(clash(id, online(record, id.text())?)));
    let by_step: Vec<Finding> = by_step.collect();
    let is_told = !by_step.is_empty();
    findings.extend(by_step);
    // Channels alone mean the whole of the item over these channels.
    let only_channels = is_free(&["steps", "materials"]) && (is_everybody || is_free(&["audience"]));
    if !only_channels {
        let all = own.whole(record.root).filter(|_| !is_told);
        findings.extend(all.and_then(|scope| Some(clash(scope, said(record, &["online", "depth"])?))));
        return;
    }
    for channel in scope.values("channels") {
        let ways = WAYS.iter().find(|(own, _)| *own == channel.text()).map_or(&[][..], |(_, keys)| *keys);
        if let Some(other) = ways.iter().find_map(|keys| said(record, keys)) {
            findings.add(clash(channel, other));
            return;
        }
    }
}

/// Depths of online handling that go beyond booking, advice and pre-check, which may stay online.
const DEEP: [&str; 4] = ["accept", "handle", "result", "e-certificate"];

/// A place of the item that says of something that it is there. A depth counts where it is not taken back.
fn said<'t>(record: &Record<'t>, keys: &[&str]) -> Option<Node<'t>> {
    let node = record.root.at(keys)?;
    if keys.last() == Some(&"depth") {
        let is_open = record.root.at(&["online", "available"]).and_then(Node::as_bool) != Some(false);
        return node.items().find(|depth| is_open && DEEP.contains(&depth.text()));
    }
    Some(node).filter(|node| node.as_bool() == Some(true))
}

/// The finding: at the lower layer of the two, which could know what the upper one says.
fn clash(scope: Node<'_>, other: Node<'_>) -> Finding {
    let help = Text::new("narrow the scope, or correct what is said to be online", "请缩小范围，或者改正网上办理的内容");
    if scope.layer_number() < other.layer_number() {
        let message = Text::new(
            "what is said to be online here is left out by a record of the item",
            "此处写为网上办理的内容，事项的记录写为不纳入",
        );
        let note = Text::new("left out here", "此处不纳入");
        return Finding::here(other, message).help(help).beside(scope, note);
    }
    let message = Text::new(
        "what is left out here is said to be online elsewhere in the item",
        "此处不纳入的内容，在事项的其他地方写为网上办理",
    );
    let note = Text::new("said to be online here", "此处写为网上办理");
    Finding::here(scope, message).help(help).beside(other, note)
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
