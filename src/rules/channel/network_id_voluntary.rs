//! The network identity is never the only way.

use crate::diagnostic::{Basis, Severity, Text};
use crate::model::effective::Effective;
use crate::rules::{Check, Context, Findings, Rule};
use crate::source::finding::Finding;

/// The rule.
pub static RULE: Rule = Rule {
    id: "network-id-voluntary",
    severity: Severity::Error,
    basis: &[Basis { law: "国家网络身份认证公共服务管理办法", articles: &[] }],
    since: "0.1.0",
    heuristic: false,
    page: include_str!("network_id_voluntary.md"),
    check: Check::Effective(check),
};

fn check(_: &Context<'_>, item: &Effective<'_>, findings: &mut Findings<'_>) {
    let Some(methods) = item.root.at(&["identity", "methods"]).filter(|methods| methods.count() > 0) else { return };
    if methods.items().all(|own| own.text() == "network-id") {
        let message = Text::new("people are identified by the network identity only", "仅以网号、网证验证身份");
        let help = Text::new("add another method, such as `id-card`", "请增加其他方式，如 id-card（身份证）");
        findings.add(Finding::here(methods, message).help(help));
    }
}
