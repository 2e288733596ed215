//! Service across provinces says how and by whom.

use crate::diagnostic::{Basis, Severity, Text};
use crate::model::effective::Effective;
use crate::rules::{Check, Context, Findings, Rule};
use crate::source::finding::Finding;

/// The rule.
pub static RULE: Rule = Rule {
    id: "cross-province-flag-true",
    severity: Severity::Info,
    basis: &[Basis { law: "国务院关于进一步优化政务服务提升行政效能推动“高效办成一件事”的指导意见", articles: &[] }],
    since: "0.1.0",
    heuristic: false,
    page: include_str!("cross_province_flag_true.md"),
    check: Check::Effective(check),
};

fn check(_: &Context<'_>, item: &Effective<'_>, findings: &mut Findings<'_>) {
    let Some(cross) = item.root.get("cross_region").filter(|_| item.is_implementation()) else { return };
    let Some(scope) = cross.get("scope").filter(|own| matches!(own.text(), "nationwide" | "cross-province")) else { return };
    let online = item.root.at(&["online", "available"]).filter(|own| own.as_bool() == Some(false));
    if let Some((mode, offline)) = cross.get("mode").filter(|own| own.text() == "online").zip(online) {
        let message = Text::new(
            "service across provinces is online, but the item is not handled online",
            "跨省通办方式为全程网办，而本事项不能网上办理",
        );
        let help = Text::new("correct one of the two", "请改正其中一处");
        findings.add(Finding::here(mode, message).help(help).beside(offline, Text::new("not online", "不能网办")));
    }
    for (key, en, zh) in [("mode", "how", "办理方式"), ("body", "by whom", "通办机构")] {
        if cross.get(key).is_some() {
            continue;
        }
        let message = Text::new(
            format!("the item is handled across provinces, but not {en}: `{key}` is missing"),
            format!("标明跨省通办，未写明{zh}（{key}）"),
        );
        let help = Text::new(format!("add `{key}:`, or take the scope back"), format!("请补写 {key}，或者改正通办范围"));
        findings.add(Finding::lacking(cross, key, message).help(help).beside(scope, Text::new("scope", "通办范围")));
    }
}
