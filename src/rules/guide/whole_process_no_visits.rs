//! An item handled online as a whole asks for no visit.

use crate::diagnostic::{Severity, Text};
use crate::model::effective::Effective;
use crate::model::spoken::deciding;
use crate::rules::{Check, Context, Findings, Rule};
use crate::source::finding::Finding;

/// The rule.
pub static RULE: Rule = Rule {
    id: "whole-process-no-visits",
    severity: Severity::Warning,
    basis: &[],
    since: "0.1.0",
    heuristic: false,
    page: include_str!("whole_process_no_visits.md"),
    check: Check::Effective(check),
};

fn check(_: &Context<'_>, item: &Effective<'_>, findings: &mut Findings<'_>) {
    let whole = item.root.at(&["online", "whole_process"]).filter(|flag| flag.as_bool() == Some(true));
    let visits = item.root.at(&["on_site", "visits"]).filter(|visits| visits.as_i64() > Some(0));
    let (Some(whole), Some(visits)) = (whole, visits) else { return };
    let message = Text::new(
        format!("the whole process is online, but {} visits are asked for", visits.text()),
        format!("标明全程网办，到办事现场次数却为{}", visits.text()),
    );
    let help = Text::new("write `visits: 0`, or `whole_process: false`", "请改为0次，或改为非全程网办");
    let [(place, _), (other, note)] = deciding(
        (visits, Text::new("visits", "到办事现场次数")),
        (whole, Text::new("whole process online", "全程网办")),
    );
    findings.add(Finding::here(place, message).help(help).beside(other, note));
}
