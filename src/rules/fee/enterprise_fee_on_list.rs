//! Fees and deposits of enterprises stand on the published list.

use crate::diagnostic::{Basis, Severity, Text};
use crate::model::effective::Effective;
use crate::rules::level::{self, Support};
use crate::rules::{Check, Context, Findings, Rule};
use crate::source::finding::Finding;
use crate::standard::words;

/// The rule.
pub static RULE: Rule = Rule {
    id: "enterprise-fee-on-list",
    severity: Severity::Error,
    basis: &[Basis { law: "优化营商环境条例", articles: &["25"] }],
    since: "0.1.0",
    heuristic: false,
    page: include_str!("enterprise_fee_on_list.md"),
    check: Check::Effective(check),
};

fn check(context: &Context<'_>, item: &Effective<'_>, findings: &mut Findings<'_>) {
    let market = item.entries("audience").any(|one| matches!(one.text(), "enterprise" | "unincorporated-enterprise"));
    for fee in item.entries("fees").filter(|_| market) {
        let name = words::shorten(fee.str("name").or_else(|| fee.str("id")).unwrap_or("?"));
        if fee.get("list_ref").is_none() {
            let message = Text::new(
                format!("the fee \"{name}\" names no entry of the published list of fees"),
                format!("收费项目“{name}”未注明收费目录清单序号"),
            );
            let help = Text::new("add `list_ref:`, or delete the fee", "请补写 list_ref（收费目录序号），或删除该收费项目");
            findings.add(Finding::lacking(fee, "list_ref", message).help(help));
        }
        // Of licences `licence-fee-basis` asks more.
        if item.is_type("licence") {
            continue;
        }
        if let Support::Short(place, law) = level::support(context, fee.get("basis"), level::STATE_OR_DECISION) {
            let own = level::is_of(context, law);
            let message = Text::new(
                format!("{}, which cannot set a fee or deposit of enterprises", own.en),
                format!("{}，不能作为涉企收费或保证金的依据", own.zh),
            );
            let help = Text::new(
                "cite a law, an administrative regulation or the approval of the State Council",
                "请引用法律、行政法规或国务院的批准",
            );
            findings.add(Finding::here(place, message).help(help));
        }
    }
}
