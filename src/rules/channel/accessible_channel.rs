//! What the elderly and disabled need is handled at an accessible counter.

use crate::diagnostic::{Basis, Severity, Text};
use crate::model::effective::Effective;
use crate::rules::{Check, Context, Findings, Rule};
use crate::source::finding::Finding;
use crate::source::node::Node;

/// The rule.
pub static RULE: Rule = Rule {
    id: "accessible-channel",
    severity: Severity::Error,
    basis: &[Basis { law: "无障碍环境建设法", articles: &["39", "40"] }, Basis { law: "国务院办公厅印发关于切实解决老年人运用智能技术困难实施方案的通知", articles: &[] }],
    since: "0.1.0",
    heuristic: false,
    page: include_str!("accessible_channel.md"),
    check: Check::Effective(check),
};

fn check(context: &Context<'_>, item: &Effective<'_>, findings: &mut Findings<'_>) {
    let Some(channels) = item.root.get("channels").filter(|_| item.is_offered()) else { return };
    let Some(topic) = manual_topic(item.root) else { return };
    let note = Text::new("topic of the item", "事项主题");
    let windows = channels.get("window").filter(|window| window.count() > 0);
    let Some(windows) = windows else {
        let message = Text::new(
            "health, social security, utilities and finance are not handled at any counter",
            "医疗、社会保障、公用事业、金融类事项未保留人工办理",
        );
        let help = Text::new("add a `window:` that is `accessible`", "请增加无障碍窗口（window，accessible: true）");
        findings.add(Finding::lacking(channels, "window", message).help(help).beside(topic, note));
        return;
    };
    let accessible = |window: Node<'_>| {
        let venue = || context.registers.entry("venues", window.str("venue")?)?.get("accessible");
        window.get("accessible").or_else(venue).and_then(Node::as_bool)
    };
    if windows.items().all(|window| accessible(window) == Some(false)) {
        let message = Text::new("none of the windows is accessible", "没有无障碍窗口");
        let help = Text::new("open one and write `accessible: true`", "请设置无障碍窗口，并写 accessible: true");
        findings.add(Finding::here(windows, message).help(help).beside(topic, note));
    }
}

/// A topic of an item for which handling by people is kept (无障碍环境建设法 art. 39).
pub(in crate::rules) fn manual_topic(root: Node<'_>) -> Option<Node<'_>> {
    const TOPICS: [&str; 4] = ["health-care", "social-security", "public-utilities", "tax-and-finance"];
    let topics = root.get("topics").into_iter().flat_map(Node::entries);
    topics.flat_map(|(_, own)| own.items()).find(|own| TOPICS.contains(&own.text()))
}
