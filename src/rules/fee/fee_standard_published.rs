//! A fee states its standard, payee, basis and waivers.

use crate::diagnostic::{Basis, Severity, Text};
use crate::model::effective::Effective;
use crate::rules::{Check, Context, Findings, Rule};
use crate::source::finding::Finding;
use crate::source::node::Node;
use crate::standard::words;

/// The rule.
pub static RULE: Rule = Rule {
    id: "fee-standard-published",
    severity: Severity::Error,
    basis: &[Basis { law: "行政许可法", articles: &["59"] }, Basis { law: "政府信息公开条例", articles: &["20"] }],
    since: "0.1.0",
    heuristic: false,
    page: include_str!("fee_standard_published.md"),
    check: Check::Effective(check),
};

fn check(_: &Context<'_>, item: &Effective<'_>, findings: &mut Findings<'_>) {
    for fee in item.root.get("fees").into_iter().flat_map(Node::items) {
        let name = fee.str("name").or_else(|| fee.str("id")).unwrap_or("?");
        let parts = [
            (has(fee, "table") || has(fee, "standard"), "table", "the rates", "收费标准"),
            (has(fee, "payee"), "payee", "the payee", "收款单位"),
            (has(fee, "basis"), "basis", "the legal basis", "收费依据"),
        ];
        for (_, key, en, zh) in parts.into_iter().filter(|(there, ..)| !there) {
            findings.add(lacking(fee, key, &Text::new(format!("the fee \"{name}\""), format!("收费项目“{name}”")), en, zh));
        }
        let vague = fee.get("standard").filter(|standard| !has(fee, "table") && !names_amount(standard.text()));
        if let Some(standard) = vague {
            let text = words::shorten(standard.text());
            let message = Text::new(
                format!("the rates of the fee \"{name}\" name no amount: \"{text}\""),
                format!("收费项目“{name}”的收费标准没有金额：“{text}”"),
            );
            let help = Text::new(
                "write the amount, best as `table: [{fen: …, per: …}]`",
                "请写明金额，建议写作 table: [{fen: …, per: …}]",
            );
            findings.add(Finding::here(standard, message).help(help));
        }
        for waiver in fee.get("waivers").into_iter().flat_map(Node::items) {
            let owner = Text::new(format!("a waiver of the fee \"{name}\""), format!("收费项目“{name}”的减免情形"));
            for (key, en, zh) in [("when", "when it holds", "适用情形"), ("basis", "its legal basis", "减免依据")] {
                if !has(waiver, key) {
                    findings.add(lacking(waiver, key, &owner, en, zh));
                }
            }
        }
    }
}

fn has(map: Node<'_>, key: &str) -> bool {
    map.get(key).is_some_and(|value| !value.is_collection() || value.count() > 0)
}

fn lacking(map: Node<'_>, key: &str, owner: &Text, en: &str, zh: &str) -> Finding {
    let message = Text::new(
        format!("{} does not state {en}", owner.en),
        format!("{}未列明{zh}", owner.zh),
    );
    let help = Text::new(format!("add `{key}:`, or delete the entry"), format!("请补写“{key}:”（{zh}），或删除该项"));
    Finding::lacking(map, key, message).help(help)
}

/// Whether a text names an amount, a rate, or that nothing is charged.
fn names_amount(text: &str) -> bool {
    const UNITS: [char; 9] = ['元', '圆', '角', '分', '倍', '%', '％', '‰', '¥'];
    let number = |c: char| c.is_numeric() || "一二三四五六七八九十百千万亿两半".contains(c);
    let mut before = ' ';
    let amount = text.chars().filter(|c| !c.is_whitespace()).any(|c| {
        let found = (UNITS.contains(&c) && number(before)) || (before == '¥' && number(c));
        before = c;
        found
    });
    amount || ["免费", "不收费", "免收", "百分之", "千分之"].iter().any(|word| text.contains(word))
}
