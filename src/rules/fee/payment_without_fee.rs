//! Payment online is offered only where there is a fee.

use crate::diagnostic::{Severity, Text};
use crate::model::effective::Effective;
use crate::rules::{Check, Context, Findings, Rule};
use crate::source::finding::Finding;

/// The rule.
pub static RULE: Rule = Rule {
    id: "payment-without-fee",
    severity: Severity::Warning,
    basis: &[],
    since: "0.1.0",
    heuristic: false,
    page: include_str!("payment_without_fee.md"),
    check: Check::Effective(check),
};

fn check(_: &Context<'_>, item: &Effective<'_>, findings: &mut Findings<'_>) {
    let payment = item.root.at(&["online", "payment"]).filter(|flag| flag.as_bool() == Some(true));
    let fees = item.root.get("fees").filter(|fees| fees.count() == 0);
    let (Some(payment), Some(fees)) = (payment, fees) else { return };
    let message = Text::new("payment online is offered, but there is no fee", "支持网上支付，但没有收费项目");
    let help = Text::new("write `payment: false`, or list the fee", "请改为不支持网上支付，或补列收费项目");
    findings.add(Finding::here(payment, message).help(help).beside(fees, Text::new("no fees", "收费项目为空")));
}
