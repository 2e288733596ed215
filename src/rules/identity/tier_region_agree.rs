//! The tier at which a body exercises an item fits the level of its region.

use crate::diagnostic::{Basis, Severity, Text};
use crate::model::item::{Item, ItemKind};
use crate::rules::code::label;
use crate::rules::{Check, Context, Findings, Rule};
use crate::source::finding::Finding;
use crate::source::tree::Tree;

/// The rule.
pub static RULE: Rule = Rule {
    id: "tier-region-agree",
    severity: Severity::Warning,
    basis: &[Basis { law: "全国一体化政务服务平台 政务服务事项基本目录及实施清单 第1部分：编码要求", articles: &[] }],
    since: "0.1.0",
    heuristic: false,
    page: include_str!("tier_region_agree.md"),
    check: Check::Document(check),
};

/// Tiers and levels of divisions, the widest first.
const RANKS: [(&str, &str); 6] = [
    ("nation", "nation"),
    ("province", "province"),
    ("city", "prefecture"),
    ("county", "county"),
    ("town", "town"),
    ("village", "village"),
];

fn check(context: &Context<'_>, tree: &Tree, findings: &mut Findings<'_>) {
    let Some(item) = tree.root().and_then(Item::of) else { return };
    if item.kind != ItemKind::Implementation {
        return;
    }
    let (Some(tier), Some(region)) = (item.root.get("tier"), item.root.get("region")) else { return };
    let Some(rank) = RANKS.iter().position(|(own, _)| *own == tier.text()) else { return };
    let Some(place) = item.region() else { return };
    let Some(level) = level(context, place) else { return };
    let own = tier.text();
    let label = label(context, "tier", own);
    let note = Text::new("region", "行政区划");
    let grouping = context.registers.divisions().get(place).filter(|own| own.kind.as_deref() == Some("grouping"));
    if let Some(grouping) = grouping.filter(|own| own.code == place) {
        let name = &grouping.name;
        let message = Text::new(
            format!("{place} {name} only groups divisions: no body works there at tier `{own}`"),
            format!("{place}{name}只是汇总代码，没有“{label}”的实施主体"),
        );
        let help = Text::new(
            "write the division that the body is responsible for",
            "请填写实施主体所负责的行政区划",
        );
        findings.add(Finding::here(tier, message).help(help).beside(region, note));
        return;
    }
    // A branch of a city may work at county tier, and counties under a province may be called cities.
    if rank == level || (rank == level + 1 && level > 1) || (rank + 1 == level && rank > 1) {
        return;
    }
    let message = Text::new(
        format!("tier `{own}` does not fit the division {place}"),
        format!("实施层级“{label}”与行政区划{place}的级别不符"),
    );
    let help = Text::new("correct the tier or the region", "请改正实施层级或行政区划");
    findings.add(Finding::here(tier, message).help(help).beside(region, note));
}

/// The rank of the level of a division: by its length below the county, by the register above.
fn level(context: &Context<'_>, code: &str) -> Option<usize> {
    match code.len() {
        9 => return Some(4),
        12 => return Some(5),
        _ if code == "000000" => return Some(0),
        _ => {}
    }
    let division = context.registers.divisions().get(code)?;
    RANKS.iter().position(|(_, level)| *level == division.level)
}
