//! The notice says who, how, what, how long, and which rights there are.

use crate::diagnostic::{Basis, Severity, Text};
use crate::model::effective::Effective;
use crate::rules::{Check, Context, Findings, Rule};
use crate::source::finding::Finding;
use crate::source::node::Node;
use crate::source::tree::Kind;

/// The rule.
pub static RULE: Rule = Rule {
    id: "notice-complete",
    severity: Severity::Error,
    basis: &[Basis { law: "个人信息保护法", articles: &["17", "35"] }, Basis { law: "网络数据安全管理条例", articles: &["21"] }],
    since: "0.1.0",
    heuristic: false,
    page: include_str!("notice_complete.md"),
    check: Check::Effective(check),
};

fn check(context: &Context<'_>, item: &Effective<'_>, findings: &mut Findings<'_>) {
    const PARTS: [(&str, &str, &str); 7] = [
        ("handler", "who handles the data", "处理者"),
        ("contact", "how to reach them", "联系方式"),
        ("purpose", "the purpose", "处理目的"),
        ("method", "the method", "处理方式"),
        ("kinds", "the kinds of data", "信息种类"),
        ("retention", "the retention", "保存期限"),
        ("rights", "the rights", "个人权利"),
    ];
    let Some(privacy) = item.root.get("privacy") else { return };
    if context.lifts(item, "privacy-notice", None) {
        return;
    }
    let Some(notice) = privacy.get("notice") else {
        let message = Text::new("no notice on personal data is given", "未写明个人信息处理的告知事项");
        let help = Text::new(
            "add `notice:` with handler, contact, purpose, method, kinds, retention, rights",
            "请补写 notice（告知事项），含处理者、联系方式、目的、方式、种类、保存期限、个人权利",
        );
        findings.add(Finding::lacking(privacy, "notice", message).help(help));
        return;
    };
    // A list without entries says nothing either.
    let is_empty = |own: &Node<'_>| own.kind() == Kind::List && own.count() == 0;
    for (key, en, zh) in PARTS {
        let empty = notice.get(key).filter(is_empty);
        if notice.get(key).is_some() && empty.is_none() {
            continue;
        }
        let message = Text::new(format!("the notice does not say {en}"), format!("告知事项未写明{zh}"));
        let help = Text::new(format!("add `{key}:`"), format!("请补写“{key}:”（{zh}）"));
        let finding = empty.map_or_else(|| Finding::lacking(notice, key, message.clone()), |own| Finding::here(own, message.clone()));
        findings.add(finding.help(help));
    }
}
