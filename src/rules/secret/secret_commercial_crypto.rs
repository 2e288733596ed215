//! A state secret does not rely on commercial cryptography.

use crate::diagnostic::{Basis, Severity, Text};
use crate::rules::{Check, Context, Findings, Rule};
use crate::source::finding::Finding;
use crate::source::tree::Tree;

/// The rule.
pub static RULE: Rule = Rule {
    id: "secret-commercial-crypto",
    severity: Severity::Error,
    basis: &[Basis { law: "密码法", articles: &["7", "8"] }],
    since: "0.1.0",
    heuristic: false,
    page: include_str!("secret_commercial_crypto.md"),
    check: Check::Secret(check),
};

fn check(context: &Context<'_>, tree: &Tree, findings: &mut Findings<'_>) {
    let Some(root) = tree.root().filter(|_| context.manifest.classified) else { return };
    let Some(signature) = root.get("signature") else { return };
    // Certification of electronic signatures in government rests on commercial cryptography (商用密码管理条例 30).
    let licensed = signature.get("licensed_provider").filter(|own| own.as_bool() == Some(true));
    let Some(place) = licensed.or_else(|| signature.get("provider")) else { return };
    let message = Text::new(
        "a state secret is to be signed with commercial cryptography",
        "涉密事项使用商用密码进行电子签名",
    );
    let help = Text::new(
        "commercial cryptography protects what is no state secret: handle the matter off the platform",
        "商用密码用于保护不属于国家秘密的信息：请在平台之外按涉密要求办理",
    );
    findings.add(Finding::here(place, message).help(help));
}
