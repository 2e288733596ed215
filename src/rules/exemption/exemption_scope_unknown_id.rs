//! Steps and materials of a scope exist in the item.

use crate::diagnostic::{Severity, Text};
use crate::model::exemption::Record;
use crate::rules::level;
use crate::rules::{Check, Context, Findings, Rule};
use crate::source::finding::Finding;
use crate::source::node::Node;
use crate::standard::words;

/// The rule.
pub static RULE: Rule = Rule {
    id: "exemption-scope-unknown-id",
    severity: Severity::Error,
    basis: &[],
    since: "0.1.0",
    heuristic: false,
    page: include_str!("exemption_scope_unknown_id.md"),
    check: Check::RecordOn(&[], check),
};

fn check(context: &Context<'_>, record: &Record<'_>, findings: &mut Findings<'_>) {
    let own = record.exemption;
    let known = |list: &str, id: &str| {
        record.root.get(list).into_iter().flat_map(Node::items).any(|entry| entry.str("id") == Some(id))
    };
    for one in own.scope().values("audience") {
        let served: Vec<Node<'_>> = record.root.get("audience").into_iter().flat_map(Node::items).collect();
        if served.is_empty() || served.iter().any(|own| own.text() == one.text()) {
            continue;
        }
        let label = level::label_of(context, "audience", one.text());
        let message = Text::new(
            format!("the item does not serve this audience: {}", label.en),
            format!("该事项不面向“{}”", label.zh),
        );
        let help = Text::new("name kinds of applicants that the item has in `audience`", "请写该事项服务对象中已有的类别");
        findings.add(Finding::here(one, message).help(help));
    }
    let online = own.node.at(&["alternative", "steps_online"]).into_iter().flat_map(Node::items);
    let named = own.scope().values("steps").map(|id| ("steps", id));
    let named = named.chain(own.scope().values("materials").map(|id| ("materials", id)));
    for (list, id) in named.chain(online.map(|id| ("steps", id))) {
        if id.as_str().is_none_or(|id| known(list, id)) {
            continue;
        }
        let ids = record.root.get(list).into_iter().flat_map(Node::items).filter_map(|entry| entry.str("id"));
        let ids: Vec<&str> = ids.collect();
        let help = if ids.is_empty() {
            Text::new(
                format!("the item has no `{list}`: add them, or take the name out of the record"),
                format!("该事项没有“{list}”：请补写，或从记录中删除"),
            )
        } else {
            let ids = words::some_of(&ids);
            Text::new(format!("there are: {}", ids.en), format!("现有：{}", ids.zh))
        };
        let message = Text::new(
            format!("the item has no entry `{}` in `{list}`", id.text()),
            format!("该事项的“{list}”中没有“{}”", id.text()),
        );
        findings.add(Finding::here(id, message).help(help));
    }
}
