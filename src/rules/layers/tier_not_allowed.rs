//! An item is implemented at a tier that does not exercise it.

use crate::diagnostic::{Basis, Severity, Text};
use crate::model::effective::Effective;
use crate::rules::{Check, Context, Findings, Rule};
use crate::source::finding::Finding;
use crate::source::node::Node;

/// The rule.
pub static RULE: Rule = Rule {
    id: "tier-not-allowed",
    severity: Severity::Error,
    basis: &[Basis { law: "国务院关于在线政务服务的若干规定", articles: &["2"] }],
    since: "0.1.0",
    heuristic: false,
    page: include_str!("tier_not_allowed.md"),
    check: Check::Effective(check),
};

fn check(context: &Context<'_>, item: &Effective<'_>, findings: &mut Findings<'_>) {
    let (Some(tier), Some(exercise)) = (item.root.get("tier"), item.root.at(&["tiers", "exercise"])) else {
        return;
    };
    let allowed: Vec<&str> = exercise.items().filter_map(Node::as_str).collect();
    let own = tier.text();
    // Graded items are exercised at any tier, each for its grade.
    if allowed.is_empty() || allowed.contains(&own) || allowed.contains(&"graded") || own == "graded" {
        return;
    }
    let label = |slug: &str| {
        let tiers = context.standard.list("tier").and_then(|list| list.get(slug));
        tiers.map_or_else(|| slug.to_owned(), |code| format!("{slug} {}", code.zh))
    };
    let allowed: Vec<String> = allowed.iter().map(|slug| label(slug)).collect();
    let message = Text::new(
        format!("the item is not exercised at tier `{own}`"),
        format!("该事项不在“{}”行使", label(own)),
    );
    let help = Text::new(
        format!("the directory allows: {}", allowed.join(", ")),
        format!("基本目录规定的行使层级：{}", allowed.join("、")),
    );
    let note = Text::new("tiers that exercise the item", "该事项的行使层级");
    findings.add(Finding::here(tier, message).help(help).beside(exercise, note));
}
