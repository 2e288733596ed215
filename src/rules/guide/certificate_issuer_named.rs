//! A proof says who issues it.

use crate::diagnostic::{Basis, Severity, Text};
use crate::model::effective::Effective;
use crate::rules::{Check, Context, Findings, Rule};
use crate::source::finding::Finding;
use crate::standard::words;

/// The rule.
pub static RULE: Rule = Rule {
    id: "certificate-issuer-named",
    severity: Severity::Warning,
    basis: &[Basis { law: "优化营商环境条例", articles: &["44"] }],
    since: "0.1.0",
    heuristic: false,
    page: include_str!("certificate_issuer_named.md"),
    check: Check::Effective(check),
};

fn check(context: &Context<'_>, item: &Effective<'_>, findings: &mut Findings<'_>) {
    for material in item.entries("materials").filter(|material| material.str("kind") == Some("proof")) {
        // The register names the issuers of its certificate types.
        let shared = || context.registers.entry("materials", material.str("shared")?)?.str("certificate");
        let registered = material.str("certificate").or_else(shared).is_some();
        if registered || material.get("issuer").is_some() || material.is_unread("issuer") {
            continue;
        }
        let Some(name) = material.str("name").map(words::shorten) else { continue };
        let message = Text::new(
            format!("nothing says who issues the proof \"{name}\""),
            format!("证明“{name}”未写明开具单位"),
        );
        let help = Text::new("add `issuer:`, or do not ask for the proof", "请补写 issuer（出具机构）；没有单位开具的，不应索要");
        let finding = Finding::lacking(material, "issuer", message).help(help);
        // A source that was only collected may not show it.
        findings.add(if item.own.is_collected() { finding.weigh(Severity::Info) } else { finding });
    }
}
