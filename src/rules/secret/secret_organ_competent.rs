//! Original classification is within the power of the organ.

use crate::diagnostic::{Basis, Severity, Text};
use crate::model::exemption::Record;
use crate::rules::{Check, Context, Findings, Rule};
use crate::source::finding::Finding;

/// The rule.
pub static RULE: Rule = Rule {
    id: "secret-organ-competent",
    severity: Severity::Error,
    basis: &[Basis { law: "保守国家秘密法", articles: &["17"] }, Basis { law: "保守国家秘密法实施条例", articles: &["16"] }],
    since: "0.1.0",
    heuristic: false,
    page: include_str!("secret_organ_competent.md"),
    check: Check::Record(check),
};

fn check(_: &Context<'_>, record: &Record<'_>, findings: &mut Findings<'_>) {
    let Some(secret) = record.exemption.node.get("secret").filter(|_| record.exemption.is_secret()) else { return };

    // Derivative classification takes its level from the source (art. 18); an authorisation is written (实施条例 art. 16).
    if secret.str("kind") != Some("original") || secret.at(&["organ", "authorisation"]).is_some() {
        return;
    }
    let (Some(level), Some(tier)) = (secret.str("level"), secret.at(&["organ", "tier"])) else { return };
    let competent = match tier.text() {
        "city" => level != "top-secret",
        "county" | "town" | "village" | "graded" => false,
        // What is no tier is reported by itself.
        _ => true,
    };
    if competent {
        return;
    }
    let message = Text::new(
        "the record shows no power of this organ to classify at this level",
        "记录未显示该机关有确定该密级的权限",
    );
    let help = Text::new(
        "name the competent organ, `kind: derivative` with its source, or the written authorisation in `organ.authorisation`",
        "请写明有权定密的机关；属派生定密的写 kind: derivative 及其来源；有书面授权的写在 organ.authorisation",
    );
    findings.add(Finding::here(tier, message).help(help));
}
