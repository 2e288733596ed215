//! The kind of a result fits its name.

use crate::diagnostic::{Severity, Text};
use crate::model::effective::Effective;
use crate::rules::{Check, Context, Findings, Rule};
use crate::source::finding::Finding;
use crate::source::node::Node;
use crate::standard::words;

/// The rule.
pub static RULE: Rule = Rule {
    id: "result-kind-fits-name",
    severity: Severity::Warning,
    basis: &[],
    since: "0.1.0",
    heuristic: false,
    page: include_str!("result_kind_fits_name.md"),
    check: Check::Effective(check),
};

/// Ends of names and the kind of result they stand for.
const ENDS: [(&[&str], &str); 2] =
    [(&["证", "证书", "执照"], "certificate"), (&["批复", "批文", "决定书"], "approval-document")];

fn check(context: &Context<'_>, item: &Effective<'_>, findings: &mut Findings<'_>) {
    for result in item.root.get("results").into_iter().flat_map(Node::items) {
        let (Some(name), Some(kind)) = (result.get("name"), result.get("kind")) else { continue };
        let title = name.text().trim().trim_end_matches(['》', '”', ')', '）']);
        let meant = ENDS.iter().find(|(ends, _)| ends.iter().any(|end| title.ends_with(end)));
        let Some((_, meant)) = meant.filter(|(_, meant)| *meant != kind.text()) else { continue };
        let list = context.standard.list("result-kind");
        let label = |slug: &str| list.and_then(|list| list.get(slug)).map_or("", |code| code.zh.as_str());
        let own = kind.text();
        let message = Text::new(
            format!("\"{}\" reads like `{meant}`, but its kind is `{own}`", words::shorten(title)),
            format!("“{}”应属“{}”，结果类型却为“{}”", words::shorten(title), label(meant), label(own)),
        );
        let help = Text::new(format!("write `kind: {meant}`, or correct the name"), format!("请写 kind: {meant}，或改正结果名称"));
        findings.add(Finding::here(kind, message).help(help).beside(name, Text::new("name of the result", "结果名称")));
    }
}
