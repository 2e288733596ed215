//! The promised limit is not longer than the statutory one.

use crate::diagnostic::{Basis, Severity, Text};
use crate::model::effective::Effective;
use crate::model::limit::{Comparison, Limit};
use crate::rules::{Check, Context, Findings, Rule};
use crate::source::finding::Finding;
use crate::source::node::Node;

/// The rule.
pub static RULE: Rule = Rule {
    id: "promised-not-over-statutory",
    severity: Severity::Error,
    basis: &[Basis { law: "优化营商环境条例", articles: &["36"] }],
    since: "0.1.0",
    heuristic: false,
    page: include_str!("promised_not_over_statutory.md"),
    check: Check::Effective(check),
};

fn check(_: &Context<'_>, item: &Effective<'_>, findings: &mut Findings<'_>) {
    let (promised, statutory) = (limit(item.root, "promised"), limit(item.root, "statutory"));
    let of_item = longer(promised, statutory);
    // The promise of the item is told of once, however many cases it is too long for.
    let mut is_told = of_item.is_some();
    findings.extend(of_item);
    // A case has what it says itself, and else what holds for the item.
    for case in item.entries("by_case") {
        let (own, most) = (limit(case, "promised"), limit(case, "statutory"));
        if own.is_none() && (most.is_none() || is_told) {
            continue;
        }
        let found = longer(own.or(promised), most.or(statutory));
        is_told |= own.is_none() && found.is_some();
        findings.extend(found);
    }
}

fn limit<'t>(map: Node<'t>, name: &str) -> Option<Limit<'t>> {
    map.at(&["time_limit", name]).and_then(Limit::of)
}

/// What is wrong with a promise that takes longer than the law allows.
fn longer(promised: Option<Limit<'_>>, statutory: Option<Limit<'_>>) -> Option<Finding> {
    let (promised, statutory) = (promised?, statutory?);
    if promised.compare(&statutory) != Comparison::Longer {
        return None;
    }
    let (own, most) = (promised.words(), statutory.words());
    let message = Text::new(
        format!("promised limit {} exceeds the statutory limit of {}", own.en, most.en),
        format!("承诺办结时限{}超过法定办结时限{}", own.zh, most.zh),
    );
    let help = Text::new("shorten the promised limit", "请缩短承诺办结时限");
    let note = Text::new("statutory limit", "法定办结时限");
    Some(Finding::here(promised.place, message).help(help).beside(statutory.place, note))
}
