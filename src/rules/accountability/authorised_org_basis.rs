//! An authorised organisation cites the law that authorises it.

use crate::diagnostic::{Basis, Severity, Text};
use crate::model::effective::Effective;
use crate::rules::level::{self, Support};
use crate::rules::{Check, Context, Findings, Rule};
use crate::source::finding::Finding;

/// The rule.
pub static RULE: Rule = Rule {
    id: "authorised-org-basis",
    severity: Severity::Error,
    basis: &[Basis { law: "行政许可法", articles: &["23"] }],
    since: "0.1.0",
    heuristic: false,
    page: include_str!("authorised_org_basis.md"),
    check: Check::Effective(check),
};

fn check(context: &Context<'_>, item: &Effective<'_>, findings: &mut Findings<'_>) {
    let Some(body) = item.root.get("body") else { return };
    let Some(nature) = body.get("nature").filter(|own| own.text() == "authorised-organisation") else { return };
    let help = Text::new("cite the law or regulation that authorises it", "请引用授权的法律、法规");
    match level::support(context, body.get("basis"), level::REGULATION) {
        Support::Enough | Support::Unknown => {}
        Support::None => {
            let message = Text::new("the organisation is authorised, but no provision is cited", "属授权组织，但未引用授权依据");
            findings.add(Finding::lacking(body, "basis", message).help(help));
        }
        Support::Short(name, law) => {
            let own = level::is_of(context, law);
            let message = Text::new(
                format!("{}, which cannot authorise an organisation", own.en),
                format!("{}，不能作为授权依据", own.zh),
            );
            let note = Text::new("authorised organisation", "授权组织");
            findings.add(Finding::here(name, message).help(help).beside(nature, note));
        }
    }
}
