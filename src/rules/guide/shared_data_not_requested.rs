//! What shared data supplies is not asked of the applicant.

use crate::date::Date;
use crate::diagnostic::{Basis, Severity, Text};
use crate::model::citation::{Citation, overlap};
use crate::model::effective::Effective;
use crate::model::laws::Law;
use crate::model::shared::Resource;
use crate::rules::level;
use crate::rules::{Check, Context, Findings, Rule};
use crate::source::finding::Finding;
use crate::source::node::Node;
use crate::standard::grounds::found;
use crate::standard::words;

/// The rule.
pub static RULE: Rule = Rule {
    id: "shared-data-not-requested",
    severity: Severity::Error,
    basis: &[Basis { law: "国务院关于在线政务服务的若干规定", articles: &["7"] }, Basis { law: "政务数据共享条例", articles: &[] }, Basis { law: "北京市优化营商环境条例", articles: &["32"] }],
    since: "0.1.0",
    heuristic: false,
    page: include_str!("shared_data_not_requested.md"),
    check: Check::Effective(check),
};

fn check(context: &Context<'_>, item: &Effective<'_>, findings: &mut Findings<'_>) {
    let shared = context.registers.shared();
    if shared.is_empty() {
        return;
    }
    let place = item.own.region();
    let supplies = |resource: &&Resource| resource.supplies(place, context.day);
    for material in item.entries("materials") {
        let Some(asked) = asked(material) else { continue };
        let certificate = certificate(context, material);
        let named = material.get("supply").into_iter().flat_map(Node::items);
        let named = named.filter_map(|way| shared.find(way.str("resource")?));
        let own = certificate.into_iter().flat_map(|own| shared.of_certificate(own));
        let Some(resource) = named.chain(own).find(supplies) else { continue };
        if is_unobtainable(material, context.day) || is_shown(context, item, material, certificate) {
            continue;
        }
        let name = words::shorten(material.str("name").unwrap_or_default());
        let (id, source, by) = (&resource.id, &resource.name, &resource.supplier);
        let message = Text::new(
            format!("\"{name}\" is asked of the applicant, but the shared resource `{id}` supplies it here"),
            format!("材料“{name}”可由共享数据“{source}”（{by}）获取，仍要求申请人提供"),
        );
        let help = Text::new(
            format!("write `way: data-sharing` with `resource: {id}` alone, or `unobtainable:` with reason and day"),
            format!("请只写 way: data-sharing 并注明 resource: {id}；确实无法获取的，写 unobtainable（原因和起始日期）"),
        );
        findings.add(Finding::here(asked, message).help(help));
    }
}

/// The place that asks the applicant: a way of supply, the source, or the name where neither is said.
fn asked(material: Node<'_>) -> Option<Node<'_>> {
    let supply = material.get("supply").filter(|supply| supply.count() > 0);
    if let Some(supply) = supply {
        let ways = supply.items().filter_map(|one| one.get("way"));
        return ways.into_iter().find(|way| matches!(way.text(), "applicant" | "deferred"));
    }
    match material.get("source") {
        Some(source) => Some(source).filter(|source| source.text() == "applicant"),
        None => material.get("name"),
    }
}

/// The certificate type of a material: named, that of the shared material, or that of its name.
fn certificate<'c>(context: &Context<'c>, material: Node<'c>) -> Option<&'c str> {
    let shared = || context.registers.entry("materials", material.str("shared")?)?.str("certificate");
    let named = || context.registers.shared().certificate_named(material.str("name")?);
    material.str("certificate").or_else(shared).or_else(named)
}

/// Whether the material cites a provision that has its certificate shown in such an item.
fn is_shown(
    context: &Context<'_>,
    item: &Effective<'_>,
    material: Node<'_>,
    certificate: Option<&str>,
) -> bool {
    let name = item.root.str("name").unwrap_or_default();
    let known = &context.standard.grounds.get().shown;
    let known = || known.iter().filter(|known| certificate == Some(&known.certificate) && found(&known.subjects, name).is_some());
    level::citations(material.get("basis")).filter_map(Citation::of).any(|citation| {
        let law = citation.find(context.registers.laws()).map(Law::short_title);
        let is_cited = |article: &String| citation.articles().any(|own| overlap(own.text(), article));
        known().any(|known| law == Some(&known.law) && known.articles.iter().any(is_cited))
    })
}

/// Whether it is said why and since when the data cannot be had.
fn is_unobtainable(material: Node<'_>, day: Date) -> bool {
    let Some(own) = material.get("unobtainable") else { return false };
    let since = own.str("since").and_then(Date::parse);
    own.get("reason").is_some() && since.is_some_and(|since| since <= day)
}
