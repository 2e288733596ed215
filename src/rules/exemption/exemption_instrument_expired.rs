//! The cited instrument is in force on the day of the run.

use crate::diagnostic::{Basis, Severity, Text};
use crate::model::exemption::Record;
use crate::rules::basis::basis_in_force::ended_on;
use crate::rules::{Check, Context, Findings, Rule};
use crate::source::finding::Finding;
use crate::model::laws::{Law, Named, Standing};
use crate::rules::level;

/// The rule.
pub static RULE: Rule = Rule {
    id: "exemption-instrument-expired",
    severity: Severity::Error,
    basis: &[Basis { law: "国务院关于在线政务服务的若干规定", articles: &["4"] }, Basis { law: "立法法", articles: &[] }, Basis { law: "行政许可法", articles: &["8"] }],
    since: "0.1.0",
    heuristic: false,
    page: include_str!("exemption_instrument_expired.md"),
    check: Check::RecordOn(&["citation"], check),
};

fn check(context: &Context<'_>, record: &Record<'_>, findings: &mut Findings<'_>) {
    let Some(citation) = record.exemption.citation().filter(|_| record.exemption.is_exempt()) else { return };
    let Some(law) = citation.find(context.registers.laws()) else { return };
    let (name, title) = (citation.law(), law.short_title());
    let mut weight = RULE.severity;
    let mut current = None;
    let (at, message) = match law.on(context.day) {
        Standing::Repealed => {
            let (en, zh) = ended_on(law, context.day);
            (name, Text::new(format!("《{title}》 {en}"), format!("《{title}》{zh}")))
        }
        Standing::NotYet => (name, Text::new(
            format!("《{title}》 is not yet in force on {}", context.day),
            format!("《{title}》在{}尚未施行", context.day),
        )),
        Standing::InForce(version) => {
            let Some(cited) = citation.version() else { return };
            let Some((named, message)) = level::other_version(law, cited, version, context.day) else { return };
            // A version that the register does not have may be one that it has not heard of yet.
            if named == Named::Unknown {
                weight = Severity::Warning;
            }
            current = version.date.or(version.from);
            (citation.node.get("version").unwrap_or(name), message)
        }
        Standing::Unknown => return,
    };
    let by = law.replaced_by.as_deref().map(|by| context.registers.laws().find(by).map_or(by, Law::short_title));
    let help = current.map(|date| {
        Text::new(
            format!("take `version` out, or write {date}, and see whether the article is still the same"),
            format!("请删除 version，或者改为{date}，并核对条款号"),
        )
    });
    let help = help.unwrap_or_else(|| by.map_or_else(
        || Text::new("cite a provision in force, or include the item", "请引用现行有效的条款，或者将事项纳入平台"),
        |by| Text::new(format!("see 《{by}》, which took its place"), format!("请查阅取代它的《{by}》")),
    ));
    findings.add(Finding::here(at, message).help(help).weigh(weight));
}
