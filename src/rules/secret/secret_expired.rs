//! A state secret has not expired.

use crate::diagnostic::{Basis, Severity, Text};
use crate::model::exemption::Record;
use crate::rules::{Check, Context, Findings, Rule};
use crate::source::finding::Finding;
use crate::model::exemption;

/// The rule.
pub static RULE: Rule = Rule {
    id: "secret-expired",
    severity: Severity::Error,
    basis: &[Basis { law: "保守国家秘密法", articles: &["24"] }],
    since: "0.1.0",
    heuristic: false,
    page: include_str!("secret_expired.md"),
    check: Check::Record(check),
};

fn check(context: &Context<'_>, record: &Record<'_>, findings: &mut Findings<'_>) {
    let Some(secret) = record.exemption.node.get("secret").filter(|_| record.exemption.is_secret()) else { return };

    let Some(end) = exemption::secret_until(secret) else { return };
    if end >= context.day {
        return;
    }
    let message = Text::new(
        "the period of secrecy has ended: the matter is declassified and the exemption has lapsed",
        "保密期限已满：自行解密，不纳入情形随之失效",
    );
    let help = Text::new(
        "delete the record and include the item, or record an extension that was decided in time",
        "请删除该记录并将事项纳入平台；已在期满前决定延长的，请补记延长",
    );
    let at = secret.get("period_years").unwrap_or(secret);
    findings.add(Finding::here(at, message).help(help));
}
