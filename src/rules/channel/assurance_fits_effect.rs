//! A licence is not applied for online on a weak proof of identity.

use crate::diagnostic::{Basis, Severity, Text};
use crate::model::effective::Effective;
use crate::rules::{Check, Context, Findings, Rule};
use crate::source::finding::Finding;
use crate::source::node::Node;

/// The rule.
pub static RULE: Rule = Rule {
    id: "assurance-fits-effect",
    severity: Severity::Warning,
    basis: &[Basis { law: "国务院关于在线政务服务的若干规定", articles: &["13"] }],
    since: "0.1.0",
    heuristic: false,
    page: include_str!("assurance_fits_effect.md"),
    check: Check::Effective(check),
};

fn check(_: &Context<'_>, item: &Effective<'_>, findings: &mut Findings<'_>) {
    let online = item.root.at(&["online", "available"]).and_then(Node::as_bool) == Some(true);
    let Some(identity) = item.root.get("identity").filter(|_| online && item.is_type("licence")) else { return };
    let weak = identity.get("assurance").filter(|own| matches!(own.text(), "none" | "low"));
    let methods = identity.get("methods");
    let only_code = methods.filter(|own| own.count() > 0 && own.items().all(|one| one.text() == "sms-code"));
    let Some(place) = weak.or(only_code) else { return };
    let message = Text::new(
        "a licence is applied for online, but identity is hardly proved",
        "行政许可可以网上申请，但身份认证强度不足",
    );
    let help = Text::new(
        "ask for assurance `medium` or `high`, with a method that proves who applies",
        "请将认证等级提高到 medium（中）或 high（高），并采用能够核实身份的认证方式",
    );
    findings.add(Finding::here(place, message).help(help));
}
