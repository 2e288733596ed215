//! Work secrets, trade secrets and privacy are no state secrets.

use crate::diagnostic::{Basis, Severity, Text};
use crate::model::exemption::Record;
use crate::rules::{Check, Context, Findings, Rule};
use crate::source::finding::Finding;

/// The rule.
pub static RULE: Rule = Rule {
    id: "ground-work-secret-not-state-secret",
    severity: Severity::Error,
    basis: &[Basis { law: "国务院关于在线政务服务的若干规定", articles: &["4"] }, Basis { law: "保守国家秘密法", articles: &["64"] }, Basis { law: "政府信息公开条例", articles: &["14", "15"] }],
    since: "0.1.0",
    heuristic: true,
    page: include_str!("ground_work_secret_not_state_secret.md"),
    check: Check::RecordOn(&["duty"], check),
};

fn check(context: &Context<'_>, record: &Record<'_>, findings: &mut Findings<'_>) {
    let own = record.exemption;
    if !own.is_exempt() || own.is_secret() || !(own.is_about("online-inclusion") || own.is_about("publish-guide")) {
        return;
    }
    let grounds = context.standard.grounds.get();
    let texts = [&["reason"][..], &["public_note"], &["citation", "law"]];
    for node in texts.iter().filter_map(|keys| own.node.at(keys)) {
        if let Some(word) = grounds.not_secret_in(node.text()) {
            let message = Text::new(
                format!("`{word}` is no state secret, and no ground for leaving the platform"),
                format!("“{word}”不是国家秘密，不能成为不纳入平台的依据"),
            );
            let help = Text::new("delete the record and protect the data instead", "请删除该记录，并对数据采取保护措施");
            findings.add(Finding::here(node, message).help(help));
            return;
        }
    }
}
