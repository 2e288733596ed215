//! Who is decided on by a machine can ask for reasons and for a person.

use crate::diagnostic::{Basis, Severity, Text};
use crate::model::effective::Effective;
use crate::rules::{Check, Context, Findings, Rule};
use crate::source::finding::Finding;
use crate::standard::phrases::Hits;

/// The rule.
pub static RULE: Rule = Rule {
    id: "automated-decision-explain",
    severity: Severity::Warning,
    basis: &[Basis { law: "个人信息保护法", articles: &["24"] }],
    since: "0.1.0",
    heuristic: true,
    page: include_str!("automated_decision_explain.md"),
    check: Check::Wording(check),
};

fn check(_: &Context<'_>, item: &Effective<'_>, hits: &Hits<'_, '_>, findings: &mut Findings<'_>) {
    let mut automated = item.entries("steps").filter_map(|step| step.get("automated"));
    let Some(automated) = automated.find(|own| own.as_bool() == Some(true)) else { return };
    // The law protects the data of natural persons.
    let mut audience = item.entries("audience").peekable();
    if audience.peek().is_some() && audience.all(|one| one.text() != "natural-person") {
        return;
    }
    let by_person = |words: &str| words.contains("人工");
    let person = hits.of(RULE.id).any(|hit| by_person(hit.words()));
    let reasons = hits.of(RULE.id).any(|hit| !by_person(hit.words()));
    let lacking = match (reasons, person) {
        (true, true) => return,
        (true, false) => Text::new("a review by a person", "人工复核"),
        (false, true) => Text::new("an explanation", "说明决定理由"),
        (false, false) => Text::new("an explanation and a review by a person", "说明决定理由和人工复核"),
    };
    let message = Text::new(
        format!("a step is decided automatically, and nothing offers {}", lacking.en),
        format!("环节实行自动化决定，但未写明可以要求{}", lacking.zh),
    );
    let help = Text::new(
        "say under `privacy.notice.rights` or in the `text` of the step that the applicant can ask for them",
        "请在 privacy.notice.rights（个人权利）或环节的 text 中写明申请人可以要求说明理由和人工复核",
    );
    findings.add(Finding::here(automated, message).help(help));
}
