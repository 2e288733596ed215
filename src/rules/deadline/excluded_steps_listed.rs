//! Only the procedures of article 45 stand outside the limit.

use crate::diagnostic::{Basis, Severity, Text};
use crate::model::citation::Citation;
use crate::model::effective::Effective;
use crate::model::laws::Law;
use crate::rules::level::{self, Support};
use crate::rules::{Check, Context, Findings, Rule};
use crate::source::finding::Finding;
use crate::source::node::Node;
use crate::standard::phrases::Hits;

/// The rule.
pub static RULE: Rule = Rule {
    id: "excluded-steps-listed",
    severity: Severity::Warning,
    basis: &[Basis { law: "行政许可法", articles: &["45"] }],
    since: "0.1.0",
    heuristic: false,
    page: include_str!("excluded_steps_listed.md"),
    check: Check::Wording(check),
};

fn check(context: &Context<'_>, item: &Effective<'_>, hits: &Hits<'_, '_>, findings: &mut Findings<'_>) {
    if !item.is_type("licence") {
        return;
    }
    for entry in item.root.at(&["time_limit", "excluded"]).into_iter().flat_map(Node::items) {
        let Some(procedure) = entry.get("procedure") else { continue };
        let provided = is_provided(context, entry.get("basis"));
        // A site check stays one under another name.
        let is_site_check = || hits.of(RULE.id).any(|hit| entry.get("name") == Some(hit.node));
        let meant = match procedure.text() {
            "publicity" | "other" if !provided && is_site_check() => "site-check",
            own => own,
        };
        let label = context.standard.list("special-procedure").and_then(|list| list.get(meant));
        let (en, zh) = label.map_or(("", ""), |code| (code.en.as_str(), code.zh.as_str()));
        let weight = match meant {
            // Article 34 has the site checked within the limit, whatever is cited.
            "site-check" => Some(Severity::Error),
            "publicity" | "other" if !provided => Some(Severity::Warning),
            _ => None,
        };
        if let Some(weight) = weight {
            let message = Text::new(
                format!("{en} counts towards the limit, but it is excluded"),
                format!("{zh}所需时间应计入办理时限，却列为不计入"),
            );
            let help = Text::new(
                "count it, or name one of the procedures of article 45",
                "请计入时限，或改为第四十五条所列的特别程序",
            );
            findings.add(Finding::here(procedure, message).help(help).weigh(weight));
        }
        if entry.get("limit").is_none() {
            let message = Text::new(
                format!("the time of the excluded procedure is not stated: {en}"),
                format!("未写明不计入时限的特别程序（{zh}）所需时间"),
            );
            let help = Text::new("add `limit:`", "请补写 limit（时限）");
            findings.add(Finding::lacking(entry, "limit", message).help(help));
        }
    }
}

/// Whether a law or regulation is cited that can exclude more than the Licensing Law, which names neither.
fn is_provided(context: &Context<'_>, basis: Option<Node<'_>>) -> bool {
    let laws = context.registers.laws();
    let is_own = |citation: Citation<'_>| citation.find(laws).map(Law::short_title) == Some("行政许可法");
    level::citations(basis).any(|one| {
        let is_other = Citation::of(one).is_none_or(|citation| !is_own(citation));
        is_other && matches!(level::support(context, Some(one), level::REGULATION), Support::Enough | Support::Unknown)
    })
}
