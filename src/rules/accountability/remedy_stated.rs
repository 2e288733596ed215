//! Whoever is refused is told where to turn, and how long there is time.

use crate::date::Date;
use crate::diagnostic::{Basis, Severity, Text};
use crate::model::effective::Effective;
use crate::model::region;
use crate::rules::{Check, Context, Findings, Rule};
use crate::source::finding::Finding;
use crate::source::node::Node;
use crate::standard::phrases::Hits;
use crate::standard::words;

/// The rule.
pub static RULE: Rule = Rule {
    id: "remedy-stated",
    severity: Severity::Error,
    basis: &[Basis { law: "行政许可法", articles: &["38"] }, Basis { law: "行政复议法", articles: &["20", "24", "27"] }, Basis { law: "行政诉讼法", articles: &["46"] }],
    since: "0.1.0",
    heuristic: false,
    page: include_str!("remedy_stated.md"),
    check: Check::Wording(check),
};

fn check(context: &Context<'_>, item: &Effective<'_>, hits: &Hits<'_, '_>, findings: &mut Findings<'_>) {
    if !item.is_offered() {
        return;
    }
    let light = item.is_type("public-service");
    let weigh = |finding: Finding| if light { finding.weigh(Severity::Warning) } else { finding };
    let Some(remedies) = item.root.get("remedies") else {
        let message = Text::new("no remedy is stated", "未写明法律救济途径");
        let help = Text::new(
            "add `remedies:` with reconsideration (60 days) and litigation (6 months)",
            "请补写 remedies：行政复议（60日）和行政诉讼（6个月）",
        );
        // The standard does not demand the element: a silent source is no proof that none is stated.
        let weight = if item.own.is_collected() { Severity::Info } else { Severity::Warning };
        findings.add(Finding::lacking(item.root, "remedies", message).help(help).weigh(weight));
        return;
    };
    let limits = [
        ("reconsideration", "days", 60, "60 days", "行政复议", "60日"),
        ("litigation", "months", 6, "6 months", "行政诉讼", "6个月"),
    ];
    for (key, unit, least, en, zh, zh_least) in limits {
        let Some(remedy) = remedies.get(key) else {
            let message = Text::new(format!("the remedy `{key}` is not stated"), format!("未写明{zh}"));
            let help = Text::new(format!("add `{key}:` with {unit}: {least}"), format!("请补写“{key}:”（{zh}，{zh_least}）"));
            findings.add(weigh(Finding::lacking(remedies, key, message).help(help)));
            continue;
        };
        if let Some(limit) = remedy.get(unit).filter(|own| own.as_i64() < Some(least)) {
            let own = limit.text();
            let message = Text::new(
                format!("`{key}` leaves {own} {unit}, not {en}"),
                format!("{zh}期限为{own}{}，不足{zh_least}", if unit == "days" { "日" } else { "个月" }),
            );
            let help = Text::new(format!("write {least}, or more where a law says so"), format!("请写{least}；法律规定更长的，从其规定"));
            findings.add(weigh(Finding::here(limit, message).help(help)));
        }
    }
    // Since 2024 departments answer before the people's government of their level.
    let is_other = || Date::parse("2024-01-01").is_some_and(|since| context.day < since) || is_vertical(item);
    let help = Text::new("name the people's government of the same level", "请写实施机关的本级人民政府");
    if let Some(hit) = hits.of(RULE.id).next().filter(|_| !is_other()) {
        let name = words::shorten(hit.node.text());
        let message = Text::new(
            format!("\"{name}\" is no people's government, which hears reconsideration since 2024"),
            format!("行政复议机关“{name}”不是人民政府，2024年起由本级人民政府管辖"),
        );
        findings.add(weigh(Finding::within(hit.node, hit.part.clone(), message).help(help)));
        return;
    }
    findings.extend(other_level(context, item, remedies).filter(|_| !is_other()).map(|finding| finding.help(help)));
}

/// The people's government of another place or level than that of a department.
fn other_level(context: &Context<'_>, item: &Effective<'_>, remedies: Node<'_>) -> Option<Finding> {
    let stated = remedies.at(&["reconsideration", "body"])?;
    let stated = stated.get("name").unwrap_or(stated);
    let own = item.root.at(&["body", "name"])?.text();
    // A government answers before the one above it, a branch before that of its head office, and
    // what is entrusted before that of whoever entrusts.
    let is_department = item.root.at(&["body", "nature"])?.text() == "statutory-organ"
        && !item.root.str("power_source").is_some_and(|source| source.starts_with("entrusted"))
        && !["人民政府", "分局", "管理委员会", "管委会"].iter().any(|word| own.contains(word));
    let names_a_place = !["本级", "同级", "上级", "上一级"].iter().any(|word| stated.text().starts_with(word));
    if !is_department || !names_a_place || !stated.text().ends_with("人民政府") {
        return None;
    }
    let region = item.own.region()?.get(..6)?;
    // Most name the government of their own place: that is seen without a search of all places.
    let here = context.registers.divisions().get(region)?;
    if stated.text().strip_suffix("人民政府").is_some_and(|place| place.ends_with(here.name.as_str())) {
        return None;
    }
    let place = context.registers.divisions().of_title(stated.text(), "", None)?;
    if region::prefix(place) == region::prefix(region) {
        return None;
    }
    let (name, here) = (words::shorten(stated.text()), context.registers.divisions().called(region));
    let message = Text::new(
        format!("\"{name}\" is not the people's government of {}, where the item is handled", here.en),
        format!("行政复议机关“{name}”不是事项所在地（{}）的本级人民政府", here.zh),
    );
    Some(Finding::here(stated, message).weigh(Severity::Warning))
}

/// Whether reconsideration stays with the superior department or with the ministry itself.
fn is_vertical(item: &Effective<'_>) -> bool {
    const NAMES: [&str; 6] = ["海关", "金融", "外汇", "税务", "国家安全", "证券"];
    let texts = [&["department"][..], &["body", "name"], &["remedies", "reconsideration", "body"]];
    let names = texts.into_iter().filter_map(|keys| item.root.at(keys)).map(Node::text);
    item.root.str("tier") == Some("nation") || names.into_iter().any(|text| NAMES.iter().any(|own| text.contains(own)))
}
