//! A certificate or a document that an item results in has a name.

use crate::diagnostic::{Severity, Text};
use crate::model::effective::Effective;
use crate::rules::code::label;
use crate::rules::{Check, Context, Findings, Rule};
use crate::source::finding::Finding;

/// The rule.
pub static RULE: Rule = Rule {
    id: "result-named",
    severity: Severity::Warning,
    basis: &[],
    since: "0.1.0",
    heuristic: false,
    page: include_str!("result_named.md"),
    check: Check::Effective(check),
};

fn check(context: &Context<'_>, item: &Effective<'_>, findings: &mut Findings<'_>) {
    // Drafts and cancelled items may be incomplete.
    if matches!(item.root.str("status"), Some("draft" | "cancelled")) {
        return;
    }
    for result in item.entries("results").filter(|result| result.get("name").is_none()) {
        let Some(kind) = result.str("kind").filter(|kind| ["certificate", "approval-document"].contains(kind)) else {
            continue;
        };
        let label = label(context, "result-kind", kind);
        let message = Text::new(format!("the result of kind `{kind}` has no name"), format!("结果类型为“{label}”，但未写明结果名称"));
        let help = Text::new("add `name:`, as it stands on the document", "请按证照或文书上的名称补写“name:”（结果名称）");
        findings.add(Finding::lacking(result, "name", message).help(help));
    }
}
