//! Certification comes from a licensed provider.

use crate::diagnostic::{Basis, Severity, Text};
use crate::model::effective::Effective;
use crate::rules::{Check, Context, Findings, Rule};
use crate::source::finding::Finding;

/// The rule.
pub static RULE: Rule = Rule {
    id: "ecert-provider-licensed",
    severity: Severity::Warning,
    basis: &[Basis { law: "商用密码管理条例", articles: &["30"] }],
    since: "0.1.0",
    heuristic: false,
    page: include_str!("ecert_provider_licensed.md"),
    check: Check::Effective(check),
};

fn check(_: &Context<'_>, item: &Effective<'_>, findings: &mut Findings<'_>) {
    let Some(signature) = item.root.get("signature") else { return };
    let Some(licensed) = signature.get("licensed_provider").filter(|own| own.as_bool() == Some(false)) else { return };
    let message = Text::new(
        "the certification provider is not licensed for e-government",
        "电子认证服务机构未取得电子政务电子认证服务资质",
    );
    let help = Text::new(
        "use a licensed provider, and write `licensed_provider: true`",
        "请使用依法认定的电子政务电子认证服务机构，并写 licensed_provider: true",
    );
    findings.add(Finding::here(licensed, message).help(help));
}
