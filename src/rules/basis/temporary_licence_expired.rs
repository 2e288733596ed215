//! A licence by rules of a province ends after a year.

use crate::diagnostic::{Basis, Severity, Text};
use crate::model::effective::Effective;
use crate::model::laws::Law;
use crate::rules::{Check, Context, Findings, Rule};
use crate::source::finding::Finding;
use crate::source::node::Node;

/// The rule.
pub static RULE: Rule = Rule {
    id: "temporary-licence-expired",
    severity: Severity::Error,
    basis: &[Basis { law: "行政许可法", articles: &["15"] }],
    since: "0.1.0",
    heuristic: false,
    page: include_str!("temporary_licence_expired.md"),
    check: Check::Effective(check),
};

fn check(context: &Context<'_>, item: &Effective<'_>, findings: &mut Findings<'_>) {
    if !item.is_type("licence") {
        return;
    }
    let laws = context.registers.laws();
    let tagged = item.entries("basis").any(|entry| entry.str("purpose") == Some("setting"));
    let setting = item.entries("basis").filter(|entry| !tagged || entry.str("purpose") == Some("setting"));
    let names = setting.filter_map(|entry| entry.get("law"));
    let known: Option<Vec<(Node<'_>, &Law)>> =
        names.map(|name| laws.find(name.text()).map(|law| (name, law))).collect();
    // One instrument of another level, or an unknown one, may carry the licence by itself.
    let Some(known) = known.filter(|all| all.iter().all(|(_, law)| law.level == "local-government-rule")) else {
        return;
    };
    for (name, law) in known {
        let Some(from) = law.versions.iter().filter_map(|version| version.from).min() else { continue };
        let Some(end) = from.months_later(12).filter(|end| *end <= context.day) else { continue };
        let title = law.short_title();
        let message = Text::new(
            format!("the temporary licence of 《{title}》 ended on {end}, a year after {from}"),
            format!("《{title}》自{from}起设定的临时性行政许可，已于{end}满一年"),
        );
        let help = Text::new(
            "cite the local regulation made since, or withdraw the item",
            "已制定地方性法规的，请引用该法规；否则应停止实施该事项",
        );
        findings.add(Finding::here(name, message).help(help));
    }
}
