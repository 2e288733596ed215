//! A material has a basis, or proves a condition that has one.

use crate::diagnostic::{Basis, Severity, Text};
use crate::model::effective::Effective;
use crate::rules::level::{self, Support};
use crate::rules::{Check, Context, Findings, Rule};
use crate::source::finding::Finding;
use crate::source::node::Node;
use crate::standard::words;

/// The rule.
pub static RULE: Rule = Rule {
    id: "material-basis",
    severity: Severity::Warning,
    basis: &[Basis { law: "行政许可法", articles: &["30", "31"] }, Basis { law: "优化营商环境条例", articles: &["35"] }],
    since: "0.1.0",
    heuristic: false,
    page: include_str!("material_basis.md"),
    check: Check::Effective(check),
};

fn check(context: &Context<'_>, item: &Effective<'_>, findings: &mut Findings<'_>) {
    if !item.is_on_application() || item.entries("conditions").next().is_none() {
        return;
    }
    // Where a layer ties none of its materials, its source is silent on the ties, which proves nothing.
    let tied = |layer| {
        let mut own = item.entries("materials").filter(|own| own.layer_number() == layer);
        own.any(|own| own.get("basis").is_some() || own.get("proves").is_some())
    };
    let has = |entry: Node<'_>| !matches!(level::support(context, entry.get("basis"), level::RULE), Support::None);
    let bare: Vec<&str> = item.entries("conditions").filter(|own| !has(*own)).filter_map(|own| own.str("id")).collect();
    for material in item.entries("materials") {
        let mut proves = material.get("proves").into_iter().flat_map(Node::items);
        // Proofs are held to more: `certificate-basis-level`.
        if proves.any(|id| !bare.contains(&id.text())) || has(material) || material.str("kind") == Some("proof") {
            continue;
        }
        // A condition that is not there is reported by itself, and so is what has no id or no name.
        let name = material.str("name").filter(|_| material.get("id").is_some() && !material.is_unread("proves"));
        let Some(name) = name.map(words::shorten) else { continue };
        let message = Text::new(
            format!("the material \"{name}\" shows no basis, nor do the conditions that it proves"),
            format!("材料“{name}”及其证明的条件均未列明依据"),
        );
        let help = Text::new("add `basis:` with law and article, or delete the material", "请补写 basis（法规名称和条款号），或删除该材料");
        let finding = Finding::lacking(material, "basis", message).help(help);
        findings.add(if tied(material.layer_number()) { finding } else { finding.weigh(Severity::Info) });
    }
}
