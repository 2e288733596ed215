//! What is lacking is told within 5 days, once.

use crate::diagnostic::{Basis, Severity, Text};
use crate::model::effective::Effective;
use crate::model::limit::{Comparison, Limit};
use crate::rules::{Check, Context, Findings, Rule};
use crate::source::finding::Finding;

/// The rule.
pub static RULE: Rule = Rule {
    id: "correction-5wd-once",
    severity: Severity::Error,
    basis: &[Basis { law: "行政许可法", articles: &["32"] }],
    since: "0.1.0",
    heuristic: false,
    page: include_str!("correction_5wd_once.md"),
    check: Check::Effective(check),
};

fn check(_: &Context<'_>, item: &Effective<'_>, findings: &mut Findings<'_>) {
    let Some(correction) = item.root.at(&["time_limit", "correction"]).filter(|_| item.is_type("licence")) else {
        return;
    };
    if let Some(limit) = Limit::of(correction) {
        let most = Limit { days: 5.0, unit: "working-day", place: limit.place };
        if limit.compare(&most) == Comparison::Longer {
            let own = limit.words();
            let message = Text::new(
                format!("corrections are asked for within {}, not within 5 working days", own.en),
                format!("补正告知时限为{}，超过5个工作日", own.zh),
            );
            let help = Text::new("write at most 5 working days", "请改为不超过5个工作日");
            findings.add(Finding::here(limit.place, message).help(help));
        }
    }
    if let Some(times) = correction.get("times").filter(|times| times.as_i64() > Some(1)) {
        let message = Text::new(
            format!("corrections are asked for {} times, not once", times.text()),
            format!("补正告知{}次，而非一次", times.text()),
        );
        let help = Text::new("ask for all at once: write 1", "应一次告知需要补正的全部内容，请写 1");
        findings.add(Finding::here(times, message).help(help));
    }
}
