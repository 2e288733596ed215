//! A tick in a box is no signature.

use crate::diagnostic::{Basis, Severity, Text};
use crate::model::effective::Effective;
use crate::rules::{Check, Context, Findings, Rule};
use crate::source::finding::Finding;
use crate::source::node::Node;

/// The rule.
pub static RULE: Rule = Rule {
    id: "esign-strength-fits",
    severity: Severity::Warning,
    basis: &[Basis { law: "电子签名法", articles: &["13"] }, Basis { law: "国务院关于在线政务服务的若干规定", articles: &["8"] }],
    since: "0.1.0",
    heuristic: false,
    page: include_str!("esign_strength_fits.md"),
    check: Check::Effective(check),
};

fn check(_: &Context<'_>, item: &Effective<'_>, findings: &mut Findings<'_>) {
    let Some(signature) = item.root.get("signature") else { return };
    if signature.get("needed").and_then(Node::as_bool) != Some(true) {
        return;
    }
    let methods = || signature.get("methods").into_iter().flat_map(Node::items);
    // Where nothing reliable is accepted, that is what lacks: `esign-accepted`.
    if methods().all(|own| !matches!(own.text(), "reliable-e-signature" | "e-seal")) {
        return;
    }
    if let Some(tick) = methods().find(|own| own.text() == "checkbox") {
        let message = Text::new(
            "a tick in a box is taken for a signature, which it does not equal",
            "以勾选确认代替签名，不具有可靠电子签名的效力",
        );
        let help = Text::new(
            "delete `checkbox`, or write `needed: false` where no signature is needed",
            "请删除 checkbox（勾选确认）；不需要签名的，请写 needed: false",
        );
        findings.add(Finding::here(tick, message).help(help));
    }
}
