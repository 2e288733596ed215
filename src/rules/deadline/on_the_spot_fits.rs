//! An item done on the spot has no limit of days and no review, and one that has is not done on the spot.

use crate::diagnostic::{Basis, Severity, Text};
use crate::model::effective::Effective;
use crate::model::limit::Limit;
use crate::model::spoken::deciding;
use crate::rules::{Check, Context, Findings, Rule};
use crate::source::finding::Finding;
use crate::source::node::Node;

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
            if let Some(limit) = promised.filter(|limit| !at_once(limit)) {
                findings.add(promises_days(&limit, processing));
            }
            // Steps that come from above describe the general way, not that of who is faster.
            let own = |step: &Node<'_>| step.layer_number() >= processing.layer_number();
            for step in item.root.get("steps").into_iter().flat_map(Node::items).filter(own) {
                if let Some(finding) = reviews(step, processing) {
                    findings.add(finding);
                }
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
                let [(place, _), (other, note)] = deciding(
                    (processing, Text::new("kind of processing", "办件类型")),
                    (limit.place, Text::new("promised limit", "承诺办结时限")),
                );
                findings.add(Finding::here(place, message).help(help).beside(other, note));
            }
        }
        _ => {}
    }
}

/// Whether who waits at the window waits long enough: on the spot, or half a day.
fn at_once(limit: &Limit<'_>) -> bool {
    limit.days == 0.0 || (limit.days <= 0.5 && matches!(limit.unit, "working-day" | "calendar-day"))
}

fn promises_days(limit: &Limit<'_>, processing: Node<'_>) -> Finding {
    let own = limit.words();
    let message = Text::new(
        format!("the item is done on the spot, but the promised limit is {}", own.en),
        format!("办件类型为即办件，承诺办结时限却为{}", own.zh),
    );
    let help = Text::new(
        "write `unit: on-the-spot`, or `processing: committed`",
        "请将时限改为当场（on-the-spot），或将办件类型改为承诺件（committed）",
    );
    let [(place, _), (other, note)] = deciding(
        (limit.place, Text::new("promised limit", "承诺办结时限")),
        (processing, Text::new("done on the spot", "办件类型")),
    );
    Finding::here(place, message).help(help).beside(other, note)
}

/// What to say of a step that reviews: none where the review is over at once.
fn reviews(step: Node<'_>, processing: Node<'_>) -> Option<Finding> {
    let kind = step.get("kind").filter(|kind| kind.text() == "review")?;
    if step.get("limit").and_then(Limit::of).is_some_and(|limit| at_once(&limit)) {
        return None;
    }
    let message = Text::new(
        "the item is done on the spot, but has a step of review",
        "办件类型为即办件，办理流程中却有审查环节",
    );
    let help = Text::new(
        "delete the step, limit it to `{days: 0, unit: on-the-spot}`, or write `processing: committed`",
        "请删除该环节，或将其时限写为当场（{days: 0, unit: on-the-spot}），或将办件类型改为承诺件（committed）",
    );
    Some(Finding::here(kind, message).help(help).beside(processing, Text::new("done on the spot", "办件类型")))
}
