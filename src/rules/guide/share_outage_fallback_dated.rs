//! That data cannot be had is dated, explained and tested again.

use crate::date::Date;
use crate::diagnostic::{Basis, Severity, Text};
use crate::model::effective::Effective;
use crate::rules::{Check, Context, Findings, Rule};
use crate::source::finding::Finding;

/// The rule.
pub static RULE: Rule = Rule {
    id: "share-outage-fallback-dated",
    severity: Severity::Warning,
    basis: &[Basis { law: "国务院关于在线政务服务的若干规定", articles: &["7"] }],
    since: "0.1.0",
    heuristic: false,
    page: include_str!("share_outage_fallback_dated.md"),
    check: Check::Effective(check),
};

fn check(context: &Context<'_>, item: &Effective<'_>, findings: &mut Findings<'_>) {
    for material in item.entries("materials") {
        let Some(own) = material.get("unobtainable") else { continue };
        for (key, en, zh) in [("reason", "why", "原因"), ("since", "since when", "起始日期")] {
            if own.get(key).is_none() {
                let message = Text::new(format!("nothing says {en} the data cannot be had"), format!("未写明无法获取数据的{zh}"));
                let help = Text::new(format!("add `{key}:`"), format!("请补写“{key}:”（{zh}）"));
                findings.add(Finding::lacking(own, key, message).help(help));
            }
        }
        let retest = own.get("retest_on");
        if let Some(retest) = retest.filter(|own| Date::parse(own.text()).is_some_and(|day| day < context.day)) {
            let day = retest.text();
            let message = Text::new(
                format!("the data was to be tested again on {day}"),
                format!("应于{day}复核数据能否获取"),
            );
            let help = Text::new("test, then delete `unobtainable` or set the next day", "请复核；可以获取的删除 unobtainable，否则写明下次复核日期");
            findings.add(Finding::here(retest, message).help(help));
        }
    }
}
