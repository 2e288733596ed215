//! A period of secrecy is at most 30, 20 or 10 years by its level.

use crate::date::Date;
use crate::diagnostic::{Basis, Severity, Text};
use crate::model::exemption::{self, Record};
use crate::rules::level::{self, Support};
use crate::rules::{Check, Context, Findings, Rule};
use crate::source::finding::Finding;
use crate::source::node::Node;

/// The rule.
pub static RULE: Rule = Rule {
    id: "secret-period-cap",
    severity: Severity::Error,
    basis: &[Basis { law: "保守国家秘密法", articles: &["20"] }],
    since: "0.1.0",
    heuristic: false,
    page: include_str!("secret_period_cap.md"),
    check: Check::Record(check),
};

fn check(context: &Context<'_>, record: &Record<'_>, findings: &mut Findings<'_>) {
    let Some(secret) = record.exemption.node.get("secret").filter(|_| record.exemption.is_secret()) else { return };

    let Some(most) = secret.str("level").and_then(cap) else { return };
    let is_longer = |period: &Node<'_>| period.as_f64().is_some_and(|years| years > f64::from(most));
    let period = secret.get("period_years").filter(is_longer).or_else(|| extended_too_far(secret, most));
    let Some(period) = period else { return };
    // "unless otherwise provided": another period needs the provision that gives it, and a document is none.
    if matches!(level::support(context, secret.get("basis"), level::RULE), Support::Enough) {
        return;
    }
    let message = Text::new(
        "the period is longer than the law allows at this level",
        "保密期限超过法律对该密级规定的最长期限",
    );
    let help = Text::new("shorten the period, or cite in `basis` the law, regulation or rules that provide otherwise", "请缩短期限，或在 basis 中引用另有规定的法律、法规、规章");
    findings.add(Finding::here(period, message).help(help));
}

/// The first extension that is longer by itself than a period may be: it sets a new one.
fn extended_too_far(secret: Node<'_>, most: i32) -> Option<Node<'_>> {
    let mut end = exemption::secret_period_end(secret)?;
    for extension in secret.get("extensions")?.items() {
        let until = extension.get("until")?;
        let day = Date::parse(until.as_str()?)?;
        if end.months_later(most * 12).is_some_and(|last| day > last) {
            return Some(until);
        }
        end = day;
    }
    None
}

/// The longest period in years (保守国家秘密法 art. 20).
fn cap(level: &str) -> Option<i32> {
    match level {
        "top-secret" => Some(30),
        "secret" => Some(20),
        "confidential" => Some(10),
        _ => None,
    }
}
