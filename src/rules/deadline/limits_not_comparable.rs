//! Limits in working days and in calendar days are not compared.

use crate::diagnostic::{Basis, Severity, Text};
use crate::model::effective::Effective;
use crate::model::limit::{Comparison, Limit};
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
    let (Some(promised), Some(statutory)) = (limit("promised"), limit("statutory")) else { return };
    if promised.compare(&statutory) != Comparison::Unknown {
        return;
    }
    let (own, most) = (promised.words(), statutory.words());
    let message = Text::new(
        format!("promised {} and statutory {} cannot be compared without a register of holidays", own.en, most.en),
        format!("承诺{}与法定{}的单位不同，没有节假日登记册无法比较", own.zh, most.zh),
    );
    let help = Text::new("state both limits in the unit of the law", "请按法律规定的单位填写两个时限");
    let note = Text::new("statutory limit", "法定办结时限");
    findings.add(Finding::here(promised.place, message).help(help).beside(statutory.place, note));
}
