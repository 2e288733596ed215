//! Data that is not shared has a ground.

use crate::diagnostic::{Basis, Severity, Text};
use crate::rules::level::{self, Support};
use crate::rules::{Check, Context, Findings, Rule};
use crate::source::finding::Finding;
use crate::source::node::Node;
use crate::source::tree::Tree;

/// The rule.
pub static RULE: Rule = Rule {
    id: "share-class-basis",
    severity: Severity::Error,
    basis: &[Basis { law: "政务数据共享条例", articles: &[] }],
    since: "0.1.0",
    heuristic: false,
    page: include_str!("share_class_basis.md"),
    check: Check::Document(check),
};

fn check(context: &Context<'_>, tree: &Tree, findings: &mut Findings<'_>) {
    let Some(root) = tree.root().filter(|root| root.str("register") == Some("shared-data")) else { return };
    let entries = root.get("entries").into_iter().flat_map(Node::items);
    for entry in entries.filter(|entry| entry.str("class") == Some("not-shared")) {
        let Support::Short(name, law) = level::support(context, entry.get("basis"), level::STATE_OR_DECISION) else {
            continue;
        };
        let own = level::is_of(context, law);
        let message = Text::new(
            format!("{}, which is no ground not to share data", own.en),
            format!("{}，不能作为不予共享的依据", own.zh),
        );
        let help = Text::new(
            "cite a law, an administrative regulation or a State Council decision, or change the class",
            "请引用法律、行政法规或国务院决定，或改正共享类型",
        );
        findings.add(Finding::here(name, message).help(help));
    }
}
