//! A local entry takes name, type and basis from the directory unchanged.

use crate::diagnostic::{Basis, Severity, Text};
use crate::model::effective::Effective;
use crate::rules::{Check, Context, Findings, Rule};
use crate::source::finding::Finding;
use crate::source::node::Node;
use crate::standard::variation::Policy;
use crate::standard::words;

/// The rule.
pub static RULE: Rule = Rule {
    id: "item-name-uniform",
    severity: Severity::Error,
    basis: &[Basis { law: "国务院关于加快推进政务服务标准化规范化便利化的指导意见", articles: &[] }, Basis { law: "广东省优化营商环境条例", articles: &["29"] }],
    since: "0.1.0",
    heuristic: false,
    page: include_str!("item_name_uniform.md"),
    check: Check::Effective(check),
};

/// What of an entry of the basis is the same everywhere. The code has rules of its own.
const PARTS: [&str; 4] = ["law", "articles", "version", "purpose"];

fn check(context: &Context<'_>, item: &Effective<'_>, findings: &mut Findings<'_>) {
    let Some(basic) = item.basic().filter(|_| item.documents.len() > 1) else { return };
    for key in ["name", "item_type"] {
        if let Some(finding) = changed(item.root, basic.root, key) {
            findings.add(finding);
        }
    }
    // A basis that the lock table holds fast is reported by it.
    let variation = context.standard.variation.get();
    let is_free = |key: &str| variation.line(&format!("basis.{key}")).policy != Policy::Locked;
    let above = |own: Node<'_>| entries(basic.root).find(|above| above.str("id") == own.str("id"));
    for own in entries(item.root) {
        let Some(above) = above(own) else { continue };
        findings.extend(PARTS.into_iter().filter_map(|key| changed(own, above, key).filter(|_| is_free(key))));
    }
    for (layer, document) in item.documents.iter().enumerate().skip(1) {
        let omitted = document.root().into_iter().flat_map(entries).filter(|entry| above(*entry).is_some());
        let omitted = omitted.filter_map(|entry| entry.get("omit")).filter(|omit| omit.as_bool() == Some(true));
        for omit in omitted.filter(|_| PARTS.into_iter().any(is_free)) {
            let message = Text::new("a basis of the directory is left out", "基本目录的设定依据被删除");
            let mut finding = Finding::here(omit, message).help(Text::new(
                "delete this entry: the basis is taken from the directory",
                "请删除此项：设定依据取自基本目录",
            ));
            finding.spot.layer = layer as u8;
            findings.add(finding);
        }
    }
}

/// What to say of a value that a lower layer has changed.
fn changed(own: Node<'_>, above: Node<'_>, key: &str) -> Option<Finding> {
    let (own, above) = (own.get(key).filter(|own| own.layer_number() > 0)?, above.get(key)?);
    if own.to_json() == above.to_json() {
        return None;
    }
    let (value, expected) = (said(own), said(above));
    let message = Text::new(
        format!("`{key}` is \"{value}\", but the directory says \"{expected}\""),
        format!("“{key}”为“{value}”，而基本目录为“{expected}”"),
    );
    let help = Text::new(
        format!("leave `{key}` out: it is taken from the directory"),
        format!("请删除“{key}”：该要素取自基本目录"),
    );
    Some(Finding::here(own, message).help(help))
}

/// A value, or the values of a list, in one line.
fn said(node: Node<'_>) -> String {
    if node.is_collection() {
        return node.items().map(words::shown).collect::<Vec<_>>().join(", ");
    }
    words::shown(node)
}

fn entries(root: Node<'_>) -> impl Iterator<Item = Node<'_>> {
    root.get("basis").into_iter().flat_map(Node::items)
}
