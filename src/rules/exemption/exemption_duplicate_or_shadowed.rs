//! No record covers only what another already covers.

use crate::diagnostic::{Severity, Text};
use crate::model::exemption::Record;
use crate::rules::{Check, Context, Findings, Rule};
use crate::source::finding::Finding;
use crate::model::exemption::Exemption;

/// The rule.
pub static RULE: Rule = Rule {
    id: "exemption-duplicate-or-shadowed",
    severity: Severity::Info,
    basis: &[],
    since: "0.1.0",
    heuristic: false,
    page: include_str!("exemption_duplicate_or_shadowed.md"),
    check: Check::RecordOn(&["duty", "scope", "valid"], check),
};

fn check(_: &Context<'_>, record: &Record<'_>, findings: &mut Findings<'_>) {
    let own = record.exemption;
    // What a record without a scope covers is asked by another rule.
    if !own.is_exempt() || own.is_secret() || own.scope().is_empty() {
        return;
    }
    let shadows = |other: &Exemption<'_>| {
        let is_equal = own.scope().holds(other.scope());
        other.is_exempt()
            && !other.scope().is_empty()
            && other.scope().holds(own.scope())
            && other.meets_in_time(own)
            && (!is_equal || other.node.number() < own.node.number())
    };
    if let Some(other) = record.siblings().find(shadows) {
        let message = Text::new(
            "another record already covers all that this one covers",
            "另一条记录已覆盖本条的全部范围",
        );
        findings.add(
            Finding::here(own.node, message)
                .help(Text::new("merge the two", "请合并两条记录"))
                .beside(other.node, Text::new("covered here", "由此条覆盖")),
        );
    }
}
