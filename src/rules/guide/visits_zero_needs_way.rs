//! An item without visits can be handled online, by mail, by telephone or at a terminal.

use crate::diagnostic::{Severity, Text};
use crate::model::effective::Effective;
use crate::rules::{Check, Context, Findings, Rule};
use crate::source::finding::Finding;
use crate::source::node::Node;

/// The rule.
pub static RULE: Rule = Rule {
    id: "visits-zero-needs-way",
    severity: Severity::Warning,
    basis: &[],
    since: "0.1.0",
    heuristic: false,
    page: include_str!("visits_zero_needs_way.md"),
    check: Check::Effective(check),
};

fn check(_: &Context<'_>, item: &Effective<'_>, findings: &mut Findings<'_>) {
    let Some(visits) = item.root.at(&["on_site", "visits"]).filter(|visits| visits.as_i64() == Some(0)) else {
        return;
    };
    let flag = |keys: &[&str]| item.root.at(keys).and_then(Node::as_bool);
    let online = flag(&["online", "available"]);
    let channels = ["online", "mobile", "mail", "self_service", "telephone"];
    let other = channels.iter().any(|channel| flag(&["channels", channel]) == Some(true))
        || flag(&["online", "mobile", "available"]) == Some(true);
    // What is not stated cannot be held against the number of visits.
    if online != Some(false) || other {
        return;
    }
    let message = Text::new(
        "no visit is asked for, but there is no way online, by mail, by telephone or at a terminal",
        "到办事现场次数为0，但未提供网上、快递、电话或自助终端办理方式",
    );
    let help = Text::new("add `channels: {mail: true}` where it is true, or correct the number", "如支持快递请写 channels: {mail: true}，否则请改正次数");
    findings.add(Finding::here(visits, message).help(help));
}
