//! The limits of the steps together are not longer than that of the item.

use crate::diagnostic::{Severity, Text};
use crate::model::effective::Effective;
use crate::model::limit::Limit;
use crate::rules::{Check, Context, Findings, Rule};
use crate::source::finding::Finding;

/// The rule.
pub static RULE: Rule = Rule {
    id: "step-sum-consistent",
    severity: Severity::Warning,
    basis: &[],
    since: "0.1.0",
    heuristic: false,
    page: include_str!("step_sum_consistent.md"),
    check: Check::Effective(check),
};

fn check(_: &Context<'_>, item: &Effective<'_>, findings: &mut Findings<'_>) {
    let Some(steps) = item.root.get("steps") else { return };
    let limit = |name: &str| item.root.at(&["time_limit", name]).and_then(Limit::of);
    // Whoever promises less than all must work faster than all: the steps are held against a
    // limit of their own layer or of one above it.
    let own = |limit: &Limit<'_>| limit.place.layer_number() <= steps.layer_number();
    let Some(whole) = limit("promised").filter(own).or_else(|| limit("statutory").filter(own)) else { return };
    let counted = steps.items().filter(|step| step.str("kind") != Some("special"));
    let limits: Vec<Limit<'_>> = counted.filter_map(|step| step.get("limit")).filter_map(Limit::of).collect();
    let same_unit = limits.iter().all(|limit| limit.unit == whole.unit || limit.days == 0.0);
    let sum: f64 = limits.iter().map(|limit| limit.days).sum();
    if limits.is_empty() || !same_unit || sum <= whole.days {
        return;
    }
    let (most, sum) = (whole.words(), Limit { days: sum, ..whole }.words());
    let message = Text::new(
        format!("the steps take {} together, but the limit is {}", sum.en, most.en),
        format!("各环节时限合计{}，超过办结时限{}", sum.zh, most.zh),
    );
    let help = Text::new("shorten the steps, or correct the limit", "请缩短环节时限，或改正办结时限");
    // The lowest layer made it too long; the last of its steps, where one layer states them all.
    let lowest = limits.iter().max_by_key(|limit| limit.place.layer_number());
    let last = lowest.map_or(whole.place, |limit| limit.place);
    findings.add(
        Finding::here(last, message).help(help).beside(whole.place, Text::new("limit of the item", "办结时限")),
    );
}
