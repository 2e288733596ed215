//! A licence is delegated only to another organ, and in the open.

use crate::diagnostic::{Basis, Severity, Text};
use crate::model::effective::Effective;
use crate::rules::{Check, Context, Findings, Rule};
use crate::source::finding::Finding;

/// The rule.
pub static RULE: Rule = Rule {
    id: "implementing-body-competent",
    severity: Severity::Error,
    basis: &[Basis { law: "行政许可法", articles: &["22", "23", "24"] }],
    since: "0.1.0",
    heuristic: false,
    page: include_str!("implementing_body_competent.md"),
    check: Check::Effective(check),
};

fn check(_: &Context<'_>, item: &Effective<'_>, findings: &mut Findings<'_>) {
    if !item.is_offered() || !item.is_type("licence") {
        return;
    }
    let Some(body) = item.root.get("body") else { return };
    let source = item.root.get("power_source").filter(|own| own.text().starts_with("entrusted"));
    let nature = body.get("nature").filter(|own| own.text() == "entrusted-organisation");
    let Some(place) = nature.or(source) else { return };
    let delegating = body.get("delegated_by").or_else(|| item.root.at(&["bodies", "entrusting"]));
    if delegating.is_none() {
        let message = Text::new("the licence is delegated, but nobody is named who delegated it", "受委托实施行政许可，但未写明委托机关");
        let help = Text::new("add `body.delegated_by:`", "请在 body 中补写 delegated_by（委托部门）");
        findings.add(Finding::lacking(body, "delegated_by", message).help(help));
    }
    // The first two places of a credit code tell public institutions, associations and firms apart.
    let kinds = ["12", "13", "51", "52", "53", "91", "92", "93"];
    let uscc = body.get("uscc").filter(|own| own.text().get(..2).is_some_and(|kind| kinds.contains(&kind)));
    if let Some(uscc) = uscc {
        let message = Text::new(
            "the licence is delegated to an organisation that is no administrative organ",
            "行政许可委托给非行政机关的组织实施",
        );
        let help = Text::new(
            "delegate it to an administrative organ, or cite the law or regulation that authorises the organisation",
            "请委托其他行政机关；属法律、法规授权的，请改为授权组织并写明依据",
        );
        let note = Text::new("delegated", "委托实施");
        findings.add(Finding::here(uscc, message).help(help).beside(place, note));
    }
}
