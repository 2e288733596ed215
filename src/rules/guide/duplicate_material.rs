//! No material is asked for twice.

use crate::diagnostic::{Basis, Severity, Text};
use crate::model::effective::Effective;
use crate::rules::{Check, Context, Findings, Rule};
use crate::source::finding::Finding;
use crate::source::node::Node;
use crate::standard::words;

/// The rule.
pub static RULE: Rule = Rule {
    id: "duplicate-material",
    severity: Severity::Error,
    basis: &[Basis { law: "行政许可法", articles: &["35"] }, Basis { law: "安阳市政务服务条例", articles: &["23"] }],
    since: "0.1.0",
    heuristic: false,
    page: include_str!("duplicate_material.md"),
    check: Check::Effective(check),
};

fn check(_: &Context<'_>, item: &Effective<'_>, findings: &mut Findings<'_>) {
    let names = item.entries("materials").filter_map(|material| material.get("name"));
    let texts = names.filter_map(|name| Some((name.as_str()?.trim(), name)));
    let mut texts: Vec<(&str, Node<'_>)> = texts.collect();
    // Equal names come to stand beside each other, in their order.
    texts.sort_by_key(|(text, _)| *text);
    for pair in texts.windows(2) {
        let [(text, first), (other, name)] = pair else { continue };
        if text != other {
            continue;
        }
        let value = words::shorten(name.text());
        let message = Text::new(
            format!("the material \"{value}\" is asked for twice"),
            format!("材料“{value}”重复要求"),
        );
        let help = Text::new("ask for it once, and say when it is needed under `by_case`", "请只列一次，适用情形写入 by_case");
        let note = Text::new("asked for here first", "首次要求");
        findings.add(Finding::here(*name, message).help(help).beside(*first, note));
    }
}
