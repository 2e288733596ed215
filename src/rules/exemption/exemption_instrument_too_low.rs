//! The level of the cited instrument is that of the declared ground, or higher.

use crate::diagnostic::{Basis, Severity, Text};
use crate::model::exemption::Record;
use crate::rules::level;
use crate::rules::{Check, Context, Findings, Rule};
use crate::source::finding::Finding;
use crate::standard::levels;

/// The rule.
pub static RULE: Rule = Rule {
    id: "exemption-instrument-too-low",
    severity: Severity::Error,
    basis: &[Basis { law: "国务院关于在线政务服务的若干规定", articles: &["4", "11", "12"] }, Basis { law: "法规规章备案审查条例", articles: &["2"] }],
    since: "0.1.0",
    heuristic: false,
    page: include_str!("exemption_instrument_too_low.md"),
    check: Check::RecordOn(&["duty", "ground", "citation"], check),
};

fn check(context: &Context<'_>, record: &Record<'_>, findings: &mut Findings<'_>) {
    let own = record.exemption;
    let (Some(ground), Some(citation)) = (own.ground().filter(|_| own.is_exempt()), own.citation()) else { return };
    let name = citation.law();
    let Some(level) = level::of(context, name) else { return };
    // What 等情形 covers is shown by law or regulation too, by no document.
    let floor = if ground.text() == "other" { "local-regulation" } else { ground.text() };
    let (Some(is), Some(declared)) = (levels::depth(level), levels::depth(floor)) else { return };
    let strict = own.duty().and_then(|duty| context.standard.duties.get().get(duty.text())).is_some_and(|duty| duty.strict);
    if is <= declared || (strict && level == "local-regulation") {
        return;
    }
    let (is, declared) = (level::label(context, level), level::label(context, ground.text()));
    let message = if floor == ground.text() {
        Text::new(
            format!("《{}》 is of the level {}, below the declared ground {}", name.text(), is.en, declared.en),
            format!("《{}》的效力层级是{}，低于申报的依据{}", name.text(), is.zh, declared.zh),
        )
    } else {
        Text::new(
            format!("《{}》 is of the level {}, neither law nor regulation", name.text(), is.en),
            format!("《{}》的效力层级是{}，不是法律、法规", name.text(), is.zh),
        )
    };
    let help = Text::new(
        "cite the law or regulation that provides otherwise, or include the item",
        "请引用另有规定的法律、法规，或者将事项纳入平台",
    );
    findings.add(Finding::here(name, message).help(help).beside(ground, Text::new("declared ground", "申报的依据")));
}
