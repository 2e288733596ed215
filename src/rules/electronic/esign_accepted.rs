//! Where a signature is needed online, a reliable e-signature is accepted.

use crate::diagnostic::{Basis, Severity, Text};
use crate::model::effective::Effective;
use crate::rules::{Check, Context, Findings, Rule};
use crate::source::finding::Finding;
use crate::source::node::Node;

/// The rule.
pub static RULE: Rule = Rule {
    id: "esign-accepted",
    severity: Severity::Error,
    basis: &[Basis { law: "国务院关于在线政务服务的若干规定", articles: &["8"] }, Basis { law: "电子签名法", articles: &["13", "14"] }],
    since: "0.1.0",
    heuristic: false,
    page: include_str!("esign_accepted.md"),
    check: Check::Effective(check),
};

fn check(context: &Context<'_>, item: &Effective<'_>, findings: &mut Findings<'_>) {
    let online = item.root.at(&["online", "available"]).and_then(Node::as_bool) == Some(true);
    let Some(signature) = item.root.get("signature").filter(|_| online) else { return };
    if signature.get("needed").and_then(Node::as_bool) != Some(true)
        || context.lifts(item, "accept-e-signature", None)
    {
        return;
    }
    let help = Text::new(
        "add `reliable-e-signature` to the methods, or an exemption with the law behind it",
        "请在 methods 中增加 reliable-e-signature；法律另有规定的，请写明不纳入情形",
    );
    let Some(methods) = signature.get("methods") else {
        let message = Text::new(
            "a signature is needed online, but no method is named",
            "网上办理需要签名，但未写明签名方式",
        );
        findings.add(Finding::lacking(signature, "methods", message).help(help));
        return;
    };
    if methods.items().all(|own| !matches!(own.text(), "reliable-e-signature" | "e-seal")) {
        let message = Text::new(
            "a signature is needed online, but no reliable e-signature is accepted",
            "网上办理需要签名，但未接受可靠的电子签名",
        );
        findings.add(Finding::here(methods, message).help(help));
    }
}
