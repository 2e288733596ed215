//! The promised limit is not longer than the statutory one.

use crate::diagnostic::{Basis, Severity, Text};
use crate::model::effective::Effective;
use crate::model::limit::{Comparison, Limit};
use crate::rules::{Check, Context, Findings, Rule};
use crate::source::finding::Finding;

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
    let limit = |name: &str| item.root.at(&["time_limit", name]).and_then(Limit::of);
    let (Some(promised), Some(statutory)) = (limit("promised"), limit("statutory")) else { return };
    if promised.compare(&statutory) != Comparison::Longer {
        return;
    }
    let (own, most) = (promised.words(), statutory.words());
    let message = Text::new(
        format!("promised limit {} exceeds the statutory limit of {}", own.en, most.en),
        format!("承诺办结时限{}超过法定办结时限{}", own.zh, most.zh),
    );
    let help = Text::new("shorten the promised limit", "请缩短承诺办结时限");
    let note = Text::new("statutory limit", "法定办结时限");
    findings.add(Finding::here(promised.place, message).help(help).beside(statutory.place, note));
}
