//! An item done on the spot has no limit of days, and one that has is not done on the spot.

use crate::diagnostic::{Basis, Severity, Text};
use crate::model::effective::Effective;
use crate::model::limit::Limit;
use crate::rules::{Check, Context, Findings, Rule};
use crate::source::finding::Finding;

/// The rule.
pub static RULE: Rule = Rule {
    id: "on-the-spot-fits",
    severity: Severity::Warning,
    basis: &[Basis { law: "行政许可法", articles: &["34", "56"] }],
    since: "0.1.0",
    heuristic: false,
    page: include_str!("on_the_spot_fits.md"),
    check: Check::Effective(check),
};

fn check(_: &Context<'_>, item: &Effective<'_>, findings: &mut Findings<'_>) {
    let Some(processing) = item.root.get("processing") else { return };
    let promised = item.root.at(&["time_limit", "promised"]).and_then(Limit::of);
    match processing.text() {
        "on-the-spot" => {
            if let Some(limit) = promised.filter(|limit| limit.days > 0.5) {
                let own = limit.words();
                let message = Text::new(
                    format!("the item is done on the spot, but {} are promised", own.en),
                    format!("办件类型为即办件，承诺办结时限却为{}", own.zh),
                );
                let help = Text::new(
                    "write `unit: on-the-spot`, or `processing: committed`",
                    "请将时限改为当场（on-the-spot），或将办件类型改为承诺件（committed）",
                );
                let note = Text::new("done on the spot", "办件类型");
                findings.add(Finding::here(limit.place, message).help(help).beside(processing, note));
            }
        }
        "committed" => {
            if let Some(limit) = promised.filter(|limit| limit.days == 0.0) {
                let message = Text::new(
                    "the result is promised on the spot, but the item is not done on the spot",
                    "承诺当场办结，办件类型却为承诺件",
                );
                let help = Text::new(
                    "write `processing: on-the-spot`, or the days that are promised",
                    "请将办件类型改为即办件（on-the-spot），或填写承诺的天数",
                );
                let note = Text::new("promised limit", "承诺办结时限");
                findings.add(Finding::here(processing, message).help(help).beside(limit.place, note));
            }
        }
        _ => {}
    }
}
