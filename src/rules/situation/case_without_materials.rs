//! No choice leaves an applicant without any material where others need some.

use crate::diagnostic::{Severity, Text};
use crate::model::cases;
use crate::model::effective::Effective;
use crate::rules::{Check, Context, Findings, Rule};
use crate::source::finding::Finding;
use crate::source::node::Node;

/// The rule.
pub static RULE: Rule = Rule {
    id: "case-without-materials",
    severity: Severity::Warning,
    basis: &[],
    since: "0.1.0",
    heuristic: false,
    page: include_str!("case_without_materials.md"),
    check: Check::Effective(check),
};

fn check(_: &Context<'_>, item: &Effective<'_>, findings: &mut Findings<'_>) {
    let Some(rows) = item.root.get("by_case") else { return };
    if item.root.get("materials").is_none_or(|materials| materials.count() == 0) {
        return;
    }
    // A material that is not there is reported by itself.
    let known: Vec<&str> = item.entries("materials").filter_map(|own| own.str("id")).collect();
    let used = rows.items().filter_map(|row| row.at(&["materials", "use"])).flat_map(Node::items);
    if { used }.any(|id| !known.contains(&id.text())) {
        return;
    }
    let Some(choices) = cases::choices(item.root) else { return };
    let gap = choices.iter().find(|choice| cases::applying(item.root, "materials", choice).is_empty());
    let Some(gap) = gap else { return };
    let met = rows.items().filter_map(|row| row.get("when")).filter(|when| gap.meets(*when)).last();
    let message = Text::new(
        format!("no material applies under the choice {}", gap.words()),
        format!("选择“{}”时没有任何材料", gap.words()),
    );
    let help = Text::new("say in `by_case` what is handed in there", "请在 by_case 中写明此时提交哪些材料");
    findings.add(Finding::here(met.unwrap_or(rows), message).help(help));
}
