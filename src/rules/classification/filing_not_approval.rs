//! A filing is received, not approved.

use crate::diagnostic::{Basis, Severity, Text};
use crate::model::effective::Effective;
use crate::rules::level::{self, Support};
use crate::rules::{Check, Context, Findings, Rule};
use crate::source::finding::Finding;
use crate::source::node::Node;
use crate::standard::phrases::Hits;

/// The rule.
pub static RULE: Rule = Rule {
    id: "filing-not-approval",
    severity: Severity::Error,
    basis: &[Basis { law: "国务院办公厅关于推广行政备案规范管理改革试点经验的通知", articles: &[] }, Basis { law: "优化营商环境条例", articles: &["39"] }],
    since: "0.1.0",
    heuristic: false,
    page: include_str!("filing_not_approval.md"),
    check: Check::Wording(check),
};

fn check(context: &Context<'_>, item: &Effective<'_>, hits: &Hits<'_, '_>, findings: &mut Findings<'_>) {
    let named = item.root.str("name").is_some_and(|name| name.contains("备案"));
    let filing = item.root.get("filing").and_then(Node::as_bool) == Some(true);
    if !(filing || named && item.is_type("other-power")) {
        return;
    }
    let help = Text::new(
        "keep what receives the filing; an approval needs the type and the basis of a licence",
        "请只保留接收备案的环节；确需审批的，应有行政许可的类型和设定依据",
    );
    for step in item.entries("steps").filter(|step| !a_law_says_so(context, *step)) {
        let approval = step.get("approval").filter(|own| own.as_bool() == Some(true));
        let decision = step.get("kind").filter(|kind| kind.text() == "decision");
        if let Some(place) = approval.or(decision) {
            let name = step.str("name").or_else(|| step.str("id")).unwrap_or("?");
            let message = Text::new(
                format!("the filing is approved in the step \"{name}\""),
                format!("备案事项的“{name}”环节为审批环节"),
            );
            findings.add(Finding::here(place, message).help(help.clone()));
        }
    }
    for hit in hits.of(RULE.id) {
        let words = hit.words();
        let message = Text::new(
            format!("\"{words}\" reads like an approval, but the item is a filing"),
            format!("“{words}”表明需经审批，而该事项为备案"),
        );
        findings.add(Finding::within(hit.node, hit.part.clone(), message).help(help.clone()));
    }
}

/// Whether a law or regulation other than the one on licences is cited for the step.
fn a_law_says_so(context: &Context<'_>, step: Node<'_>) -> bool {
    let basis = step.get("basis");
    let licensing = level::cited(basis).any(|law| law.text().ends_with("行政许可法"));
    !licensing && matches!(level::support(context, basis, level::REGULATION), Support::Enough)
}
