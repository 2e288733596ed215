//! A document that a condition names stands among the materials, and a condition lists none itself.

use crate::diagnostic::{Severity, Text};
use crate::model::effective::Effective;
use crate::rules::{Check, Context, Findings, Rule};
use crate::source::finding::Finding;
use crate::source::node::Node;
use crate::standard::phrases::{Hit, Hits};

/// The rule.
pub static RULE: Rule = Rule {
    id: "condition-names-material",
    severity: Severity::Warning,
    basis: &[],
    since: "0.1.0",
    heuristic: true,
    page: include_str!("condition_names_material.md"),
    check: Check::Wording(check),
};

/// What documents are called at their end.
const DOCUMENTS: [&str; 10] =
    ["证", "证书", "证明", "执照", "原件", "复印件", "申请书", "申请表", "材料", "报告"];
/// Words that turn what follows in the same clause into its contrary.
const NOT: [&str; 10] = ["无", "不", "免", "未", "没有", "吊销", "撤销", "注销", "伪造", "非"];
/// Marks that end a clause, and those that end what is asked for.
const MARKS: [char; 7] = ['。', '；', ';', '\n', '，', ',', '：'];

fn check(_: &Context<'_>, item: &Effective<'_>, hits: &Hits<'_, '_>, findings: &mut Findings<'_>) {
    if !item.is_on_application() {
        return;
    }
    let mut told = None;
    for hit in hits.of(RULE.id) {
        let Some(finding) = named(item, hit).or_else(|| listed(hit)) else { continue };
        // Once a condition is enough.
        if told.replace(hit.node) != Some(hit.node) {
            findings.add(finding);
        }
    }
}

/// What to say of a document in title marks that no material is.
fn named(item: &Effective<'_>, hit: &Hit<'_>) -> Option<Finding> {
    let name = hit.words().strip_suffix('》')?;
    let text = hit.node.text();
    let open = hit.before().rfind('《')? + '《'.len_utf8();
    let title = &text[open..hit.part.start + name.len()];
    // Where no materials are stated there is nothing to hold it against.
    let materials = item.root.get("materials").filter(|_| !title.contains('》') && !is_negated(&text[..open]))?;
    let is_it = |material: Node<'_>| {
        material.str("name").is_some_and(|own| own.contains(title) || title.contains(own.trim()))
    };
    if materials.items().any(is_it) {
        return None;
    }
    let message = Text::new(
        format!("the condition names 《{title}》, which is not among the materials"),
        format!("受理条件所列《{title}》不在申请材料中"),
    );
    let help = Text::new(
        "add it under `materials`, with how it is supplied, or state the condition without it",
        "请在 materials 中补列该材料及其提供方式，或改写条件",
    );
    Some(Finding::within(hit.node, open..hit.part.start + name.len(), message).help(help))
}

/// What to say of a condition that lists materials itself.
fn listed(hit: &Hit<'_>) -> Option<Finding> {
    let words = Some(hit.words()).filter(|words| !words.ends_with('》'))?;
    let rest = &hit.node.text()[hit.part.end..];
    let asked = rest.split(MARKS).next().unwrap_or(rest).trim_end_matches(['等', '》', ' ']);
    if is_negated(hit.before()) || !DOCUMENTS.iter().any(|end| asked.ends_with(end)) {
        return None;
    }
    let message = Text::new(
        format!("\"{words}…\": the condition lists materials itself"),
        format!("“{words}……”：受理条件中直接列出了申请材料"),
    );
    let help = Text::new(
        "list them under `materials`, and say here what must be met",
        "请将材料列入 materials（申请材料），此处只写应当符合的条件",
    );
    Some(Finding::within(hit.node, hit.part.clone(), message).help(help))
}

/// Whether the clause takes back what follows.
fn is_negated(before: &str) -> bool {
    let clause = before.rsplit(MARKS).next().unwrap_or(before);
    NOT.iter().any(|not| clause.contains(not))
}
