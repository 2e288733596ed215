//! A lower layer does not keep more off the platform than the layers above, except by a local regulation of its own.

use crate::diagnostic::{Basis, Severity, Text};
use crate::model::effective::Effective;
use crate::model::exemption::{self, AXES, Exemption};
use crate::model::resolve::resolve;
use crate::rules::lock::{self, Variant};
use crate::rules::{Check, Context, Findings, Rule};
use crate::source::finding::Finding;
use crate::source::node::Node;
use crate::standard::IMPLEMENTATION;

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
    if over.path != "exemptions" || !over.own.is_map() || over.is_removal() {
        return;
    }
    let own = Exemption { node: over.own };
    let Some(wider) = wider(context, item, variant, own) else { return };
    let id = |record: &Exemption<'_>| record.node.str("id") == own.node.str("id");
    let now = exemption::all(item.root).find(id).unwrap_or(own);
    if lock::is_own_regulation(context, item, now) {
        return;
    }
    let message = if now.is_about("online-inclusion") {
        Text::new(
            "this layer keeps more off the platform than the layers above, without a local regulation of its own",
            "本层不纳入的范围宽于上层，且未写明本地的地方性法规依据",
        )
    } else {
        Text::new(
            "this layer exempts from more than the layers above, without a local regulation of its own",
            "本层免除的范围宽于上层，且未写明本地的地方性法规依据",
        )
    };
    let help = Text::new(
        "verify the ground; cite a local regulation of the region, or leave the record out",
        "请核实依据：写明本地区的地方性法规，或删除该记录",
    );
    let note = Text::new("the layers above say so here", "上层在此规定");
    let stated = if over.stated.is_collection() { over.stated.owner() } else { over.stated };
    let finding = Finding::here(wider, message).help(help).beside(stated, note);
    // What the State makes holds everywhere: the record may be right, but belongs into the layer above.
    let is_national = own.is_statutory() || now.node.str("ground") == Some("state-council-decision");
    findings.add(if is_national { finding.weigh(Severity::Warning) } else { finding });
}

/// Where a record of the lower layer lifts more than the layers above do; none where it does not.
fn wider<'t>(
    context: &Context<'_>,
    item: &Effective<'_>,
    variant: &Variant<'_, 't, '_>,
    own: Exemption<'t>,
) -> Option<Node<'t>> {
    let above = item.documents.split_last().map_or(&[][..], |(_, above)| above);
    let above = resolve(above, context.standard.elements(IMPLEMENTATION).ok()?).tree;
    let same = |root: Node<'_>| -> bool { root.str("id") == own.node.str("id") };
    let records: Vec<Exemption<'_>> = above.root().into_iter().flat_map(exemption::all).collect();
    let upper = records.iter().find(|record| same(record.node) && !variant.over.is_addition());
    let Some(upper) = upper.copied() else {
        // What a layer above already lifts is lifted twice, not wider.
        let twin = |record: &&Exemption<'_>| record.node.str("duty") == own.node.str("duty");
        let lifted = records.iter().filter(twin).any(|record| record.is_exempt() && record.covers(own));
        return own.node.get("id").or(Some(own.node)).filter(|_| own.is_exempt() && !lifted);
    };
    let now = exemption::all(item.root).find(|record| same(record.node))?;
    if !now.is_exempt() {
        return None;
    }
    if !upper.is_exempt() {
        return own.node.get("state");
    }
    let other_duty = now.node.str("duty") != upper.node.str("duty");
    if let Some(duty) = own.duty().filter(|_| other_duty) {
        return Some(duty);
    }
    if !upper.scope().holds(now.scope()) {
        let whole = own.node.at(&["scope", "whole_item"]).filter(|_| now.scope().is_whole());
        let axis = AXES.into_iter().find(|axis| !upper.scope().holds_axis(axis, now.scope()));
        let axis = axis.and_then(|axis| own.node.at(&["scope", axis]));
        return whole.or(axis).or_else(|| own.node.get("scope"));
    }
    let to = own.node.at(&["valid", "to"]).filter(|_| upper.ends_before(now));
    to.or_else(|| own.node.at(&["valid", "from"]).filter(|_| upper.begins_after(now)))
}
