//! A record of a state secret does not stand on an open network.

use crate::diagnostic::{Basis, Severity, Text};
use crate::source::tree::Tree;
use crate::rules::{Check, Context, Findings, Rule};
use crate::source::finding::Finding;
use crate::model::secret;

/// The rule.
pub static RULE: Rule = Rule {
    id: "secret-record-on-open-network",
    severity: Severity::Error,
    basis: &[Basis { law: "保守国家秘密法", articles: &["31"] }, Basis { law: "保守国家秘密法", articles: &["29"] }],
    since: "0.1.0",
    heuristic: false,
    page: include_str!("secret_record_on_open_network.md"),
    check: Check::Secret(check),
};

fn check(context: &Context<'_>, tree: &Tree, findings: &mut Findings<'_>) {
    if context.manifest.classified {
        return;
    }
    for node in secret::records(context.standard, tree) {
        let message = Text::new(
            "a record of a state secret stands in a catalogue on an open network",
            "开放网络上的目录中有国家秘密记录",
        );
        let help = Text::new(
            "remove the file and its history and report it; an open catalogue holds at most `kind: withheld` with a reference",
            "请移除该文件及其历史记录并按规定报告；开放网络上的目录至多只能有 kind: withheld 和查询号",
        );
        findings.add(Finding::here(node, message).help(help));
    }
}
