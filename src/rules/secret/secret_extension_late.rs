//! An extension was decided before the period ended.

use crate::diagnostic::{Basis, Severity, Text};
use crate::model::exemption::Record;
use crate::rules::{Check, Context, Findings, Rule};
use crate::source::finding::Finding;
use crate::date::Date;
use crate::model::exemption;

/// The rule.
pub static RULE: Rule = Rule {
    id: "secret-extension-late",
    severity: Severity::Error,
    basis: &[Basis { law: "保守国家秘密法", articles: &["24"] }],
    since: "0.1.0",
    heuristic: false,
    page: include_str!("secret_extension_late.md"),
    check: Check::Record(check),
};

fn check(context: &Context<'_>, record: &Record<'_>, findings: &mut Findings<'_>) {
    let Some(secret) = record.exemption.node.get("secret").filter(|_| record.exemption.is_secret()) else { return };

    let (Some(mut end), Some(extensions)) = (exemption::secret_period_end(secret), secret.get("extensions")) else { return };
    for extension in extensions.items() {
        let day = |key: &str| extension.str(key).and_then(Date::parse);
        // What follows one that is incomplete, or still to come, cannot be held against a day.
        if day("decided_on").is_none_or(|decided| decided > context.day) {
            return;
        }
        if let Some(node) = extension.get("decided_on").filter(|_| day("decided_on").is_some_and(|decided| decided > end)) {
            let message = Text::new(
                "the extension was decided after the period had ended",
                "延长决定在保密期限届满之后作出",
            );
            let help = Text::new("a late extension is void; include the item", "期满后作出的延长无效，请将事项纳入平台");
            findings.add(Finding::here(node, message).help(help));
            return;
        }
        end = day("until").unwrap_or(end);
    }
}
