//! A lower layer does not keep more off the platform than the layers above, except by a local regulation of its own.

use crate::diagnostic::{Basis, Severity, Text};
use crate::model::effective::Effective;
use crate::model::region;
use crate::rules::lock::{self, Variant};
use crate::rules::{Check, Context, Findings, Rule};
use crate::source::finding::Finding;
use crate::source::node::Node;

/// The rule.
pub static RULE: Rule = Rule {
    id: "variant-exemption-not-wider",
    severity: Severity::Error,
    basis: &[Basis { law: "国务院关于在线政务服务的若干规定", articles: &["4"] }],
    since: "0.1.0",
    heuristic: false,
    page: include_str!("variant_exemption_not_wider.md"),
    check: Check::Override(check),
};

fn check(context: &Context<'_>, item: &Effective<'_>, variant: &Variant<'_, '_, '_>, findings: &mut Findings<'_>) {
    if let Some(finding) = lock::finding(context, variant, RULE.id) {
        findings.add(finding);
        return;
    }
    let over = variant.over;
    let wider = match over.path {
        "exemptions" => over.is_addition() && over.own.str("state") != Some("deferred"),
        "exemptions.scope.whole_item" => over.own.as_bool() == Some(true),
        path if path.starts_with("exemptions.scope.") => over.above.is_some_and(|above| {
            over.own.items().any(|own| !above.items().any(|other| other.text() == own.text()))
        }),
        _ => false,
    };
    if !wider {
        return;
    }
    // The record that the document itself widens, or adds.
    let record = over.way.iter().copied().find(|value| value.get("id").is_some());
    let record = record.unwrap_or(over.own);
    if is_own_regulation(context, item, record) {
        return;
    }
    let message = Text::new(
        "this layer keeps more off the platform than the layers above, without a local regulation of its own",
        "本层不纳入的范围宽于上层，且未写明本地的地方性法规依据",
    );
    let help = Text::new(
        "verify the ground; cite a local regulation of the region, or leave the record out",
        "请核实依据：写明本地区的地方性法规，或删除该记录",
    );
    let note = Text::new("the layers above say so here", "上层在此规定");
    let place = if over.is_addition() { record.get("id").unwrap_or(record) } else { over.own };
    let stated = if over.is_addition() { over.stated.owner() } else { over.stated };
    let finding = Finding::here(place, message).help(help).beside(stated, note);
    // A national law holds everywhere: the record may be right, but belongs into the layer above.
    let national = matches!(record.str("ground"), Some("law" | "admin-regulation"));
    findings.add(if national { finding.weigh(Severity::Warning) } else { finding });
}

/// Whether a record, with what the layers above say of it, rests on a local regulation of the place.
fn is_own_regulation(context: &Context<'_>, item: &Effective<'_>, record: Node<'_>) -> bool {
    let records = item.root.get("exemptions").into_iter().flat_map(Node::items);
    let effective = records.into_iter().find(|own| own.str("id") == record.str("id")).unwrap_or(record);
    if effective.str("ground") != Some("local-regulation") {
        return false;
    }
    let place = item.own.region().unwrap_or_default();
    let law = effective.at(&["citation", "law"]).and_then(|law| context.registers.laws().find(law.text()));
    law.and_then(|law| law.area.as_deref()).is_none_or(|area| region::contains(area, place))
}
