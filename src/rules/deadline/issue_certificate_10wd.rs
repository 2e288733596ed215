//! The certificate is issued within 10 working days.

use crate::diagnostic::{Basis, Severity, Text};
use crate::model::effective::Effective;
use crate::model::limit::{Comparison, Limit};
use crate::rules::{Check, Context, Findings, Rule};
use crate::source::finding::Finding;

/// The rule.
pub static RULE: Rule = Rule {
    id: "issue-certificate-10wd",
    severity: Severity::Error,
    basis: &[Basis { law: "行政许可法", articles: &["44"] }],
    since: "0.1.0",
    heuristic: false,
    page: include_str!("issue_certificate_10wd.md"),
    check: Check::Effective(check),
};

fn check(_: &Context<'_>, item: &Effective<'_>, findings: &mut Findings<'_>) {
    let Some(limit) = item.root.at(&["time_limit", "delivery"]).filter(|_| item.is_type("licence")).and_then(Limit::of) else {
        return;
    };
    let most = Limit { days: 10.0, unit: "working-day", place: limit.place };
    if limit.compare(&most) == Comparison::Longer {
        let own = limit.words();
        let message = Text::new(
            format!("the certificate is delivered within {}, not within 10 working days", own.en),
            format!("颁发、送达证件的时限{}超过10个工作日", own.zh),
        );
        let help = Text::new("write at most 10 working days", "请改为不超过10个工作日");
        findings.add(Finding::here(limit.place, message).help(help));
    }
}
