//! What is left out can be done another way, which is named.

use crate::diagnostic::{Basis, Severity, Text};
use crate::model::exemption::{Exemption, Record};
use crate::rules::channel::accessible_channel::manual_topic;
use crate::rules::level;
use crate::rules::{Check, Context, Findings, Rule};
use crate::source::finding::Finding;
use crate::source::node::Node;

/// The rule.
pub static RULE: Rule = Rule {
    id: "exemption-without-alternative",
    severity: Severity::Error,
    basis: &[Basis { law: "优化营商环境条例", articles: &["37"] }, Basis { law: "无障碍环境建设法", articles: &["39"] }, Basis { law: "国务院关于在线政务服务的若干规定", articles: &["2"] }],
    since: "0.1.0",
    heuristic: false,
    page: include_str!("exemption_without_alternative.md"),
    check: Check::RecordOn(&["duty", "scope"], check),
};

fn check(context: &Context<'_>, record: &Record<'_>, findings: &mut Findings<'_>) {
    let own = record.exemption;
    let is_channel = own.is_about("online-inclusion") || own.is_about("free-choice-of-channel");
    if !own.is_exempt() || own.is_secret() || !is_channel {
        return;
    }
    let lacking = |map: Node<'_>, key: &str| {
        let zh = match key {
            "channel" => "办理形式",
            "place" => "地点",
            "hours" => "时间",
            "contact" => "联系方式",
            _ => "替代办理方式",
        };
        let message = Text::new(
            format!("the other way to apply is not shown: `{key}` is missing"),
            format!("没有写明其他办理方式：缺少{zh}（{key}）"),
        );
        let help = Text::new(
            "write `alternative: {channel: …, place: …, hours: …, contact: …}`",
            "请写明 alternative: {channel: …, place: …, hours: …, contact: …}",
        );
        Finding::lacking(map, key, message).help(help)
    };
    let Some(other) = own.node.get("alternative").filter(|other| other.is_map()) else {
        findings.add(lacking(own.node, "alternative"));
        return;
    };
    let channel = other.get("channel");
    if let Some(channel) = channel.filter(|channel| is_left_out(own, channel.text())) {
        let label = level::label_of(context, "channel", channel.text());
        let message = Text::new(
            format!("the other way to apply is \"{}\", which the record itself leaves out", label.en),
            format!("其他办理方式“{}”正是该记录不纳入的形式", label.zh),
        );
        let help = Text::new("name a channel that the scope does not cover", "请写明范围之外的办理形式");
        findings.add(Finding::here(channel, message).help(help));
    } else if let Some((channel, topic)) = channel.zip(manual_topic(record.root)).filter(|(channel, _)| is_machine(channel)) {
        let message = Text::new(
            "health, social security, utilities and finance need another way that people handle",
            "医疗、社会保障、公用事业、金融类事项的其他办理方式应为人工办理",
        );
        let help = Text::new("name a window, with place, hours and contact", "请写窗口办理，并写明地点、时间和联系方式");
        findings.add(Finding::here(channel, message).help(help).beside(topic, Text::new("topic of the item", "事项主题")));
    }
    // A window has a place and hours; every way has somebody to ask.
    let keys: &[&str] = if other.str("channel") == Some("window") { &["place", "hours", "contact"] } else { &["channel", "contact"] };
    for key in keys.iter().filter(|key| other.get(key).is_none()) {
        findings.add(lacking(other, key));
    }
}

/// Whether a channel is one on which no person handles anything.
fn is_machine(channel: &Node<'_>) -> bool {
    matches!(channel.text(), "online" | "mobile" | "self-service")
}

/// Whether a record leaves out a channel. Where its scope names none, an exemption from online
/// inclusion leaves out those of the platform.
fn is_left_out(own: Exemption<'_>, channel: &str) -> bool {
    let of_platform = own.is_about("online-inclusion") && matches!(channel, "online" | "mobile");
    (of_platform && own.scope().covers("channels", channel))
        || own.scope().values("channels").any(|covered| covered.text() == channel)
}
