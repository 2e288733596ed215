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
    heuristic: true,
    page: include_str!("result_kind_fits_name.md"),
    check: Check::Effective(check),
};

/// Ends of names that stand for a certificate, where what precedes is none of [`ACTS`].
const CERTIFICATES: [&str; 4] = ["证书", "执照", "护照", "证"];
/// Ends of names that stand for a document of approval.
const APPROVALS: [&str; 3] = ["批复", "批文", "决定书"];
/// Words that end in 证 and mean an act, not a certificate.
const ACTS: [&str; 17] = [
    "认证", "公证", "验证", "论证", "保证", "查证", "见证", "凭证", "办证", "发证", "换证", "制证", "领证", "出证", "核证",
    "佐证", "补证",
];

fn check(context: &Context<'_>, item: &Effective<'_>, findings: &mut Findings<'_>) {
    for result in item.root.get("results").into_iter().flat_map(Node::items) {
        let (Some(name), Some(kind)) = (result.get("name"), result.get("kind")) else { continue };
        let title = title(name.text());
        let Some(meant) = meant(title).filter(|meant| *meant != kind.text()) else { continue };
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

/// A name without quotation marks and without the bracket that explains it.
fn title(name: &str) -> &str {
    let name = name.trim();
    let open = name.strip_suffix([')', '）']).and_then(|name| name.rfind(['(', '（']));
    open.map_or(name, |open| &name[..open]).trim_end_matches(['》', '”', ' '])
}

/// The kind of result that a name stands for.
fn meant(title: &str) -> Option<&'static str> {
    let ends = |ends: &[&str]| ends.iter().any(|end| title.ends_with(end));
    if ends(&APPROVALS) {
        return Some("approval-document");
    }
    (ends(&CERTIFICATES) && !ends(&ACTS)).then_some("certificate")
}
