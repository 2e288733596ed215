//! People log in through the unified identity system.

use crate::diagnostic::{Basis, Severity, Text};
use crate::model::effective::Effective;
use crate::rules::{Check, Context, Findings, Rule};
use crate::source::finding::Finding;

/// The rule.
pub static RULE: Rule = Rule {
    id: "unified-identity-used",
    severity: Severity::Error,
    basis: &[Basis { law: "国务院关于在线政务服务的若干规定", articles: &["5"] }],
    since: "0.1.0",
    heuristic: false,
    page: include_str!("unified_identity_used.md"),
    check: Check::Effective(check),
};

fn check(context: &Context<'_>, item: &Effective<'_>, findings: &mut Findings<'_>) {
    let Some(identity) = item.root.get("identity").filter(|_| item.is_on_application()) else { return };
    if context.lifts(item, "online-inclusion", None) {
        return;
    }
    let help = Text::new("write `provider: national-unified` and ask for no account of its own", "请写 provider: national-unified，不再另设账号");
    if let Some(provider) = identity.get("provider").filter(|own| own.text() != "national-unified") {
        let own = provider.text();
        let message = Text::new(
            format!("people log in through `{own}`, not through the national unified identity system"),
            format!("身份认证使用“{own}”，未使用国家统一身份认证系统"),
        );
        findings.add(Finding::here(provider, message).help(help.clone()));
    }
    if let Some(extra) = identity.get("extra_accounts").filter(|own| own.as_bool() == Some(true)) {
        let message = Text::new("an account of its own is asked for", "另行要求注册账号");
        findings.add(Finding::here(extra, message).help(help));
    }
}
