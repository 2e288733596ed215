//! A document of a state secret holds its stub and nothing else.

use crate::diagnostic::{Basis, Severity, Text};
use crate::source::tree::Tree;
use crate::rules::{Check, Context, Findings, Rule};
use crate::source::finding::Finding;
use crate::model::exemption;

/// What a stub holds; what publishes is reported by another rule.
const STUB: [&str; 9] =
    ["kind", "code", "reference", "exemptions", "publication", "platform", "online", "channels", "form"];
/// What a record of a state secret has `secret` instead of.
const CONTENT: [&str; 4] = ["citation", "scope", "alternative", "public_note"];

/// The rule.
pub static RULE: Rule = Rule {
    id: "secret-content-in-repository",
    severity: Severity::Error,
    basis: &[Basis { law: "保守国家秘密法", articles: &["31"] }],
    since: "0.1.0",
    heuristic: false,
    page: include_str!("secret_content_in_repository.md"),
    check: Check::Secret(check),
};

fn check(context: &Context<'_>, tree: &Tree, findings: &mut Findings<'_>) {
    let Some(root) = tree.root().filter(|_| context.manifest.classified) else { return };
    let message = || Text::new("more stands here than the stub of a state secret", "存根之外还有其他内容");
    let help = || {
        Text::new(
            "keep kind, code or reference, and the one record with `secret`; report what was written beside it",
            "只保留种类、编码或查询号以及含 secret 的一条记录；多余内容请按规定报告处理",
        )
    };
    for (key, _) in root.all_entries().filter(|(key, _)| !STUB.contains(&key.text())) {
        findings.add(Finding::here(key, message()).help(help()));
    }
    let mut records = exemption::all(root).filter(|record| record.is_secret());
    let first = records.next();
    let entries = first.into_iter().flat_map(|record| record.node.all_entries());
    for (key, _) in entries.filter(|(key, _)| CONTENT.contains(&key.text())) {
        findings.add(Finding::here(key, message()).help(help()));
    }
    for other in exemption::all(root).filter(|other| Some(other.node) != first.map(|first| first.node)) {
        findings.add(Finding::here(other.node, message()).help(help()));
    }
}
