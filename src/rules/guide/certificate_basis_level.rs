//! A proof is asked for by law, regulation or State Council decision.

use crate::diagnostic::{Basis, Severity, Text};
use crate::model::effective::Effective;
use crate::rules::level::{self, Support};
use crate::rules::{Check, Context, Findings, Rule};
use crate::source::finding::Finding;
use crate::standard::words;

/// The rule.
pub static RULE: Rule = Rule {
    id: "certificate-basis-level",
    severity: Severity::Error,
    basis: &[Basis { law: "优化营商环境条例", articles: &["44"] }, Basis { law: "国务院办公厅关于做好证明事项清理工作的通知", articles: &[] }, Basis { law: "社会保险经办条例", articles: &["31"] }],
    since: "0.1.0",
    heuristic: false,
    page: include_str!("certificate_basis_level.md"),
    check: Check::Effective(check),
};

fn check(context: &Context<'_>, item: &Effective<'_>, findings: &mut Findings<'_>) {
    for material in item.entries("materials").filter(|material| material.str("kind") == Some("proof")) {
        if context.lifts(item, "no-certificate", Some(material.str("id").unwrap_or_default())) {
            continue;
        }
        let basis = material.get("basis");
        let name = words::shorten(material.str("name").or_else(|| material.str("id")).unwrap_or("?"));
        let help = Text::new(
            "cite a law, regulation or State Council decision, or do not ask for the proof",
            "请引用法律、法规或国务院决定；没有的，不应索要该证明",
        );
        let finding = match level::support(context, basis, level::REGULATION_OR_DECISION) {
            Support::Enough | Support::Unknown => continue,
            Support::Short(place, law) => {
                let own = level::is_of(context, law);
                let message = Text::new(
                    format!("{}, which cannot ask for the proof \"{name}\"", own.en),
                    format!("{}，不能作为索要证明“{name}”的依据", own.zh),
                );
                Finding::here(place, message)
            }
            Support::None => {
                let message = Text::new(
                    format!("the proof \"{name}\" shows no basis"),
                    format!("证明“{name}”未列明设定依据"),
                );
                Finding::lacking(material, "basis", message)
            }
        };
        findings.add(finding.help(help));
    }
}
