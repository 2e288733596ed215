//! A state secret has no publication, platform, channel or form.

use crate::diagnostic::{Basis, Severity, Text};
use crate::source::tree::Tree;
use crate::rules::{Check, Context, Findings, Rule};
use crate::source::finding::Finding;

/// Elements that bring an item before the public.
const PUBLIC: [&str; 5] = ["publication", "platform", "online", "channels", "form"];

/// The rule.
pub static RULE: Rule = Rule {
    id: "secret-never-published",
    severity: Severity::Error,
    basis: &[Basis { law: "保守国家秘密法", articles: &["29", "31", "35"] }, Basis { law: "保守国家秘密法实施条例", articles: &["5"] }, Basis { law: "政府信息公开条例", articles: &["14"] }],
    since: "0.1.0",
    heuristic: false,
    page: include_str!("secret_never_published.md"),
    check: Check::Secret(check),
};

fn check(context: &Context<'_>, tree: &Tree, findings: &mut Findings<'_>) {
    let Some(root) = tree.root().filter(|_| context.manifest.classified) else { return };
    for (key, _) in root.all_entries().filter(|(key, _)| PUBLIC.contains(&key.text())) {
        let message = Text::new(
            "a state secret is to be published or handled in the open",
            "涉密事项不得公开，不得在开放渠道办理",
        );
        let help = Text::new("keep the stub only", "只保留存根");
        findings.add(Finding::here(key, message).help(help));
    }
}
