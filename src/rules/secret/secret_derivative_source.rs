//! Derivative classification names its source.

use crate::diagnostic::{Basis, Severity, Text};
use crate::model::exemption::Record;
use crate::rules::{Check, Context, Findings, Rule};
use crate::source::finding::Finding;

/// The rule.
pub static RULE: Rule = Rule {
    id: "secret-derivative-source",
    severity: Severity::Error,
    basis: &[Basis { law: "保守国家秘密法", articles: &["18"] }, Basis { law: "保守国家秘密法实施条例", articles: &["18"] }],
    since: "0.1.0",
    heuristic: false,
    page: include_str!("secret_derivative_source.md"),
    check: Check::Record(check),
};

fn check(_: &Context<'_>, record: &Record<'_>, findings: &mut Findings<'_>) {
    let Some(secret) = record.exemption.node.get("secret").filter(|_| record.exemption.is_secret()) else { return };

    if secret.str("kind") == Some("derivative") && secret.get("source").is_none() {
        let message = Text::new(
            "derivative classification names no source",
            "派生定密没有写明来源",
        );
        let help = Text::new("add `source:`, and take level and period from it", "请补写 source，密级和期限与来源一致");
        findings.add(Finding::lacking(secret, "source", message).help(help));
    }
}
