//! Data of children is handled with the consent of a guardian.

use crate::diagnostic::{Basis, Severity, Text};
use crate::model::effective::Effective;
use crate::rules::{Check, Context, Findings, Rule};
use crate::source::finding::Finding;
use crate::source::node::Node;
use crate::standard::phrases::Hits;

/// The rule.
pub static RULE: Rule = Rule {
    id: "under14-guardian-rules",
    severity: Severity::Warning,
    basis: &[Basis { law: "个人信息保护法", articles: &["31"] }, Basis { law: "网络数据安全管理条例", articles: &["21"] }],
    since: "0.1.0",
    heuristic: true,
    page: include_str!("under14_guardian_rules.md"),
    check: Check::Wording(check),
};

fn check(_: &Context<'_>, item: &Effective<'_>, hits: &Hits<'_, '_>, findings: &mut Findings<'_>) {
    let Some(privacy) = item.root.get("privacy") else { return };
    // What a statutory duty asks for needs no consent, the guardian's neither.
    // Consent to a power that has to be exercised is reported by itself: `lawful-basis-declared`.
    let consent = privacy.str("lawful_basis") == Some("consent") && item.is_type("public-service");
    if !consent || privacy.is_unread("guardian_consent") {
        return;
    }
    let guardian = privacy.get("guardian_consent");
    let persons = item.entries("audience").any(|one| one.text() == "natural-person");
    if !persons || guardian.and_then(Node::as_bool) == Some(true) {
        return;
    }
    let Some(hit) = hits.of(RULE.id).next() else { return };
    let words = hit.words();
    let message = Text::new(
        format!("the name says \"{words}\" and the data rests on consent, but not on that of a guardian"),
        format!("事项名称含“{words}”，个人信息处理以同意为依据，但未写明取得监护人同意"),
    );
    let help = Text::new(
        "where children under 14 are served, write `guardian_consent: true`, or name the duty as `lawful_basis`",
        "涉及不满十四周岁未成年人的，请写 guardian_consent: true；属于履行法定职责的，请更正 lawful_basis",
    );
    let finding = match guardian {
        Some(own) => Finding::here(own, message),
        None => Finding::lacking(privacy, "guardian_consent", message),
    };
    findings.add(finding.help(help));
}
