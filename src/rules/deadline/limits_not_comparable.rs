//! Limits in working days and in calendar days are not compared.

use crate::diagnostic::{Basis, Severity, Text};
use crate::model::effective::Effective;
use crate::model::limit::{Comparison, Limit, Steps};
use crate::rules::{Check, Context, Findings, Rule};
use crate::source::finding::Finding;

/// The rule.
pub static RULE: Rule = Rule {
    id: "limits-not-comparable",
    severity: Severity::Warning,
    basis: &[Basis { law: "行政许可法", articles: &["82"] }],
    since: "0.1.0",
    heuristic: false,
    page: include_str!("limits_not_comparable.md"),
    check: Check::Effective(check),
};

fn check(_: &Context<'_>, item: &Effective<'_>, findings: &mut Findings<'_>) {
    let limit = |name: &str| item.root.at(&["time_limit", name]).and_then(Limit::of);
    if let (Some(promised), Some(statutory)) = (limit("promised"), limit("statutory"))
        && promised.compare(&statutory) == Comparison::Unknown
    {
        let (own, most) = (promised.words(), statutory.words());
        let message = Text::new(
            format!("promised {} and statutory {} cannot be compared without a register of holidays", own.en, most.en),
            format!("承诺{}与法定{}的单位不同，没有节假日登记册无法比较", own.zh, most.zh),
        );
        let help = Text::new("state both limits in the unit of the law", "请按法律规定的单位填写两个时限");
        let note = Text::new("statutory limit", "法定办结时限");
        findings.add(Finding::here(promised.place, message).help(help).beside(statutory.place, note));
    }
    findings.extend(steps(item));
}

/// What to say of steps in another unit than the limit of the item.
fn steps(item: &Effective<'_>) -> Option<Finding> {
    let steps = Steps::of(item.root).filter(|steps| steps.compare() == Comparison::Unknown)?;
    let step = steps.last(|limit| limit.days > 0.0 && limit.unit != steps.whole.unit)?;
    let (own, most) = (step.words(), steps.whole.words());
    let message = Text::new(
        format!("a step of {} and the limit of {} cannot be compared without a register of holidays", own.en, most.en),
        format!("环节时限{}与办结时限{}的单位不同，没有节假日登记册无法比较", own.zh, most.zh),
    );
    let help = Text::new("state the steps in the unit of the limit", "请按办结时限的单位填写各环节的时限");
    let note = Text::new("limit of the item", "办结时限");
    Some(Finding::here(step.place, message).help(help).beside(steps.whole.place, note))
}
