//! The limits of the steps together are not longer than that of the item.

use crate::diagnostic::{Severity, Text};
use crate::model::effective::Effective;
use crate::model::limit::{Comparison, Limit, Steps};
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
    let Some(steps) = Steps::of(item.root).filter(|steps| steps.compare() == Comparison::Longer) else { return };
    let most = steps.whole.words();
    let (en, zh) = together(&steps);
    let message = Text::new(
        format!("the steps take {en} together, but the limit is {}", most.en),
        format!("各环节时限合计{zh}，超过办结时限{}", most.zh),
    );
    let help = Text::new("shorten the steps, or correct the limit", "请缩短环节时限，或改正办结时限");
    // The lowest layer made it too long; the last of its steps, where one layer states them all.
    let last = steps.last(|_| true).map_or(steps.whole.place, |limit| limit.place);
    let note = Text::new("limit of the item", "办结时限");
    findings.add(Finding::here(last, message).help(help).beside(steps.whole.place, note));
}

/// The limits of the steps in words, added up by unit.
fn together(steps: &Steps<'_>) -> (String, String) {
    let mut sums: Vec<Limit<'_>> = Vec::new();
    for limit in steps.limits.iter().filter(|limit| limit.days > 0.0) {
        match sums.iter_mut().find(|sum| sum.unit == limit.unit) {
            Some(sum) => sum.days += limit.days,
            None => sums.push(*limit),
        }
    }
    let words: Vec<Text> = sums.iter().map(Limit::words).collect();
    let joined = |part: fn(&Text) -> &str, with: &str| words.iter().map(part).collect::<Vec<_>>().join(with);
    (joined(|text| &text.en, " and "), joined(|text| &text.zh, "加"))
}
