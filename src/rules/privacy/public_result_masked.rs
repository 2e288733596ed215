//! What is published shows no numbers of persons.

use crate::diagnostic::{Basis, Severity, Text};
use crate::model::effective::Effective;
use crate::rules::{Check, Context, Findings, Rule};
use crate::source::finding::Finding;
use crate::source::node::Node;

/// The rule.
pub static RULE: Rule = Rule {
    id: "public-result-masked",
    severity: Severity::Warning,
    basis: &[Basis { law: "个人信息保护法", articles: &["25"] }, Basis { law: "政府信息公开条例", articles: &["15"] }, Basis { law: "行政许可法", articles: &["5"] }],
    since: "0.1.0",
    heuristic: false,
    page: include_str!("public_result_masked.md"),
    check: Check::Effective(check),
};

fn check(_: &Context<'_>, item: &Effective<'_>, findings: &mut Findings<'_>) {
    let Some(publication) = item.root.get("publication") else { return };
    let public = publication.get("publish").and_then(Node::as_bool) != Some(false);
    if let Some(masked) = publication.get("masked").filter(|own| public && own.as_bool() == Some(false)) {
        let message = Text::new("results are published with full personal data", "公示结果未对个人信息脱敏");
        let help = Text::new(
            "mask numbers and telephones and write `masked: true`",
            "请对证件号码、电话等脱敏，并写 masked: true",
        );
        findings.add(Finding::here(masked, message).help(help));
    }
}
