//! A reference of what is withheld tells nothing, also in sum.

use crate::diagnostic::{Basis, Severity, Text};
use crate::rules::{Check, Context, Findings, Rule};
use crate::source::finding::Finding;
use crate::source::tree::Tree;

/// The rule.
pub static RULE: Rule = Rule {
    id: "aggregate-leak-note",
    severity: Severity::Info,
    basis: &[Basis { law: "保守国家秘密法", articles: &["36"] }],
    since: "0.1.0",
    heuristic: false,
    page: include_str!("aggregate_leak_note.md"),
    check: Check::Document(check),
};

fn check(context: &Context<'_>, tree: &Tree, findings: &mut Findings<'_>) {
    let Some(root) = tree.root().filter(|root| root.str("kind") == Some("withheld")) else { return };
    let Some(reference) = root.get("reference").filter(|_| !context.manifest.classified) else { return };
    let (en, zh) = if holds_code(reference.text()) {
        ("holds a code, which can tell item or region", "含有编码，可能反映事项或者地区")
    } else if is_counted(reference.text()) {
        ("ends in a running number, which tells how many there are", "以流水号结尾，可能反映数量")
    } else {
        return;
    };
    let message = Text::new(format!("the reference of what is withheld {en}"), format!("不予公开事项的查询号{zh}"));
    let help = Text::new(
        "take a reference that follows no order, and have the catalogue as a whole reviewed before it is published",
        "请改用无序的查询号，并在公开前对整个目录进行保密审查",
    );
    findings.add(Finding::here(reference, message).help(help).unquoted());
}

/// Whether a division or an item can be read from it: six digits in a row, or more.
fn holds_code(reference: &str) -> bool {
    reference.split(|c: char| !c.is_ascii_digit()).any(|digits| digits.len() >= 6)
}

/// Whether its last part is a number of two to five digits.
fn is_counted(reference: &str) -> bool {
    let last = reference.rsplit(['-', '_', '.', '/']).next().unwrap_or_default();
    last.len() < reference.len() && (2..6).contains(&last.len()) && last.bytes().all(|byte| byte.is_ascii_digit())
}
