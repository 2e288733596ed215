//! A lower layer was written for an older version of its item, or for one that does not exist yet.

use crate::diagnostic::{Severity, Text};
use crate::model::effective::Effective;
use crate::rules::{Check, Context, Findings, Rule};
use crate::source::finding::Finding;

/// The rule.
pub static RULE: Rule = Rule {
    id: "based-on-older-version",
    severity: Severity::Warning,
    basis: &[],
    since: "0.1.0",
    heuristic: false,
    page: include_str!("based_on_older_version.md"),
    check: Check::Effective(check),
};

fn check(_: &Context<'_>, item: &Effective<'_>, findings: &mut Findings<'_>) {
    let Some(written_for) = item.root.get("based_on") else { return };
    let Some(version) = item.basic().and_then(|basic| basic.root.get("version")) else { return };
    let (Some(old), Some(new)) = (written_for.as_i64(), version.as_i64()) else { return };
    if old == new {
        return;
    }
    let message = Text::new(
        format!("written for version {old} of the basic item, which is at version {new}"),
        if old < new {
            format!("按基本目录第{old}版编写，而基本目录已是第{new}版")
        } else {
            format!("按基本目录第{old}版编写，而基本目录现为第{new}版")
        },
    );
    let help = if old < new {
        Text::new(
            format!("compare with version {new}, then write `based_on: {new}`"),
            format!("请对照第{new}版核对后改为 based_on: {new}"),
        )
    } else {
        Text::new(
            format!("there is no version {old} yet: write the version that it was compared with"),
            format!("尚无第{old}版，请写核对时所依的版本"),
        )
    };
    let note = Text::new("version of the basic item", "基本目录的版本");
    findings.add(Finding::here(written_for, message).help(help).beside(version, note));
}
