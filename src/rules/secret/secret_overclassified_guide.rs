//! What the law has published of a licence is not secret as a whole.

use crate::diagnostic::{Basis, Severity, Text};
use crate::model::exemption::Record;
use crate::model::item::is_implementation_code;
use crate::rules::{Check, Context, Findings, Rule};
use crate::source::finding::Finding;

/// The rule.
pub static RULE: Rule = Rule {
    id: "secret-overclassified-guide",
    severity: Severity::Warning,
    basis: &[Basis { law: "保守国家秘密法实施条例", articles: &["5"] }, Basis { law: "政府信息公开条例", articles: &["20"] }, Basis { law: "行政许可法", articles: &["30"] }],
    since: "0.1.0",
    heuristic: false,
    page: include_str!("secret_overclassified_guide.md"),
    check: Check::Record(check),
};

fn check(_: &Context<'_>, record: &Record<'_>, findings: &mut Findings<'_>) {
    if !record.exemption.is_secret() {
        return;
    }
    // The stub holds no item type: characters 3 and 4 of the basic code tell it.
    let Some(code) = record.root.get("code") else { return };
    let basic = if is_implementation_code(code.text()) { &code.text()[19..] } else { code.text() };
    if basic.len() != 12 || basic.get(2..4) != Some("01") {
        return;
    }
    let message = Text::new(
        "a licence is kept secret as a whole; its basis, conditions, materials and fees are public by law",
        "行政许可事项整体定为国家秘密，而其依据、条件、材料、收费依法应当公开",
    );
    let help = Text::new(
        "please verify the scope of the classification; publish the guide as an open item, and keep secret only what is",
        "请核实定密范围：办事指南按公开事项编制，仅对确属国家秘密的部分定密",
    );
    findings.add(Finding::here(code, message).help(help));
}
