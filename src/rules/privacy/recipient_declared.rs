//! Each recipient is named, with purpose and kinds of data.

use crate::diagnostic::{Basis, Severity, Text};
use crate::model::effective::Effective;
use crate::rules::{Check, Context, Findings, Rule};
use crate::source::finding::Finding;
use crate::source::node::Node;

/// The rule.
pub static RULE: Rule = Rule {
    id: "recipient-declared",
    severity: Severity::Error,
    basis: &[Basis { law: "个人信息保护法", articles: &["23"] }, Basis { law: "网络数据安全管理条例", articles: &["21"] }],
    since: "0.1.0",
    heuristic: false,
    page: include_str!("recipient_declared.md"),
    check: Check::Effective(check),
};

fn check(_: &Context<'_>, item: &Effective<'_>, findings: &mut Findings<'_>) {
    for recipient in item.root.at(&["privacy", "recipients"]).into_iter().flat_map(Node::items) {
        let vague = ["第三方", "有关单位", "相关单位", "有关部门", "相关部门", "其他单位"];
        if let Some(name) = recipient.get("name").filter(|name| vague.contains(&name.text().trim())) {
            let own = name.text();
            let message = Text::new(format!("\"{own}\" names no recipient"), format!("“{own}”未写明具体接收方"));
            findings.add(Finding::here(name, message).help(Text::new("name each recipient", "请写明每个接收方的名称")));
        }
        let parts = [("purpose", "the purpose", "目的"), ("kinds", "the kinds of data", "信息种类")];
        for (key, en, zh) in parts.into_iter().filter(|(key, ..)| recipient.get(key).is_none()) {
            let message = Text::new(
                format!("nothing says {en} for a recipient of personal data"),
                format!("个人信息接收方未写明{zh}"),
            );
            let help = Text::new(format!("add `{key}:`"), format!("请补写“{key}:”（{zh}）"));
            findings.add(Finding::lacking(recipient, key, message).help(help));
        }
    }
}
