//! The decision is not older than the version in force of the cited instrument.

use crate::diagnostic::{Basis, Severity, Text};
use crate::model::exemption::Record;
use crate::rules::{Check, Context, Findings, Rule};
use crate::source::finding::Finding;
use crate::model::laws::Standing;

/// The rule.
pub static RULE: Rule = Rule {
    id: "exemption-decided-before-instrument",
    severity: Severity::Warning,
    basis: &[Basis { law: "立法法", articles: &["103"] }],
    since: "0.1.0",
    heuristic: false,
    page: include_str!("exemption_decided_before_instrument.md"),
    check: Check::RecordOn(&["citation"], check),
};

fn check(context: &Context<'_>, record: &Record<'_>, findings: &mut Findings<'_>) {
    let own = record.exemption;
    let Some((node, decided)) = own.date(&["decided_on"]).filter(|_| own.is_exempt()) else { return };
    let help = Text::new("decide anew under the law in force", "请依据现行法律重新决定");
    if decided > context.day {
        let message = Text::new(format!("the decision of {decided} lies after the day of this run"), format!("决定日期{decided}晚于检查之日"));
        findings.add(Finding::here(node, message).help(Text::new("correct the date", "请改正日期")));
        return;
    }
    let Some(law) = own.citation().and_then(|citation| citation.find(context.registers.laws())) else { return };
    let Standing::InForce(version) = law.on(context.day) else { return };
    let Some(from) = version.from.filter(|from| decided < *from) else { return };
    let message = Text::new(
        format!("decided on {decided}, before the version in force of 《{}》 began on {from}", law.short_title()),
        format!("决定于{decided}作出，早于《{}》现行版本施行之日{from}", law.short_title()),
    );
    findings.add(Finding::here(node, message).help(help));
}
