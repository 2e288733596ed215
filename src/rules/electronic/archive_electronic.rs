//! Electronic files are archived electronically, with a retention period.

use crate::diagnostic::{Basis, Severity, Text};
use crate::model::effective::Effective;
use crate::rules::{Check, Context, Findings, Rule};
use crate::source::finding::Finding;

/// The rule.
pub static RULE: Rule = Rule {
    id: "archive-electronic",
    severity: Severity::Warning,
    basis: &[Basis { law: "国务院关于在线政务服务的若干规定", articles: &["12"] }, Basis { law: "档案法", articles: &["37"] }],
    since: "0.1.0",
    heuristic: false,
    page: include_str!("archive_electronic.md"),
    check: Check::Effective(check),
};

fn check(context: &Context<'_>, item: &Effective<'_>, findings: &mut Findings<'_>) {
    let Some(archive) = item.root.get("archive") else { return };
    let paper = archive.get("form").filter(|form| form.text() == "paper");
    if let Some(form) = paper.filter(|_| !context.lifts(item, "archive-electronically", None)) {
        let message = Text::new("files are archived on paper", "办件以纸质形式归档");
        let help = Text::new(
            "write `form: electronic`, or an exemption with the law or administrative regulation behind it",
            "请写 form: electronic；法律、行政法规另有规定的，请写明不纳入情形",
        );
        findings.add(Finding::here(form, message).help(help));
    }
    if archive.get("retention").is_none() {
        let message = Text::new("the archive states no retention period", "归档未写明保管期限");
        let help = Text::new("add `retention:`", "请补写 retention（保管期限）");
        findings.add(Finding::lacking(archive, "retention", message).help(help));
    }
}
