//! No condition is left open.

use crate::diagnostic::{Basis, Severity, Text};
use crate::model::effective::Effective;
use crate::rules::{Check, Context, Findings, Rule};
use crate::source::finding::Finding;
use crate::source::node::Node;
use crate::standard::phrases::{Hit, Hits};

/// The rule.
pub static RULE: Rule = Rule {
    id: "no-catch-all-condition",
    severity: Severity::Warning,
    basis: &[Basis { law: "上海市优化营商环境条例", articles: &["24"] }, Basis { law: "北京市优化营商环境条例", articles: &["31"] }, Basis { law: "广东省优化营商环境条例", articles: &["29"] }, Basis { law: "河南省优化营商环境条例", articles: &["28"] }],
    since: "0.1.0",
    heuristic: true,
    page: include_str!("no_catch_all_condition.md"),
    check: Check::Wording(check),
};

fn check(_: &Context<'_>, item: &Effective<'_>, hits: &Hits<'_, '_>, findings: &mut Findings<'_>) {
    if !item.is_on_application() {
        return;
    }
    for hit in hits.of(RULE.id).filter(|hit| !is_quoted(item, hit)) {
        let words = hit.words();
        let message = Text::new(
            format!("\"{words}\" leaves open what must be met"),
            format!("“{words}”属于兜底性表述，未写明具体条件"),
        );
        let help = Text::new("spell out each condition", "请逐一写明具体条件");
        findings.add(Finding::within(hit.node, hit.part.clone(), message).help(help));
    }
}

/// Whether a condition repeats what a cited provision says: 法律、法规规定的其他条件.
fn is_quoted(item: &Effective<'_>, hit: &Hit<'_>) -> bool {
    let quotes = hit.before().ends_with("规定的");
    quotes && item.entries("conditions").filter(|own| own.get("text") == Some(hit.node)).any(|own| {
        let basis = own.get("basis");
        let citations = basis.into_iter().filter(|own| own.is_map()).chain(basis.into_iter().flat_map(Node::items));
        citations.into_iter().any(|citation| citation.get("articles").is_some())
    })
}
