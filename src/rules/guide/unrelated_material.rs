//! Each material proves a condition.

use crate::diagnostic::{Basis, Severity, Text};
use crate::model::effective::Effective;
use crate::rules::{Check, Context, Findings, Rule};
use crate::source::finding::Finding;
use crate::source::node::Node;
use crate::standard::words;

/// The rule.
pub static RULE: Rule = Rule {
    id: "unrelated-material",
    severity: Severity::Warning,
    basis: &[Basis { law: "行政许可法", articles: &["31"] }],
    since: "0.1.0",
    heuristic: false,
    page: include_str!("unrelated_material.md"),
    check: Check::Effective(check),
};

fn check(_: &Context<'_>, item: &Effective<'_>, findings: &mut Findings<'_>) {
    if !item.is_on_application() || item.entries("conditions").next().is_none() {
        return;
    }
    // Where a layer ties none of its materials, its source is silent on the ties, which proves nothing.
    let tied = |layer| {
        let mut own = item.entries("materials").filter(|own| own.layer_number() == layer);
        own.any(|own| own.get("basis").is_some() || own.get("proves").is_some())
    };
    for material in item.entries("materials").filter(|material| material.str("kind") != Some("form")) {
        let proves = material.get("proves").is_some_and(|proves| proves.count() > 0);
        let basis = material.get("basis");
        let mut citations = basis.into_iter().chain(basis.into_iter().flat_map(Node::items));
        if proves || citations.any(|citation| citation.get("articles").is_some()) {
            continue;
        }
        // What has no id or no name is reported by itself.
        let name = material.str("name").filter(|_| material.get("id").is_some());
        let Some(name) = name.map(words::shorten) else { continue };
        let message = Text::new(
            format!("no condition is named that \"{name}\" proves"),
            format!("未写明材料“{name}”用于证明哪一办理条件"),
        );
        let help = Text::new("add `proves:` with ids of conditions, or delete the material", "请补写 proves（条件标识），或删除该材料");
        let finding = Finding::lacking(material, "proves", message).help(help);
        findings.add(if tied(material.layer_number()) { finding } else { finding.weigh(Severity::Info) });
    }
}
