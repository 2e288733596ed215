//! A competent authority decided the exemption on a day.

use crate::diagnostic::{Basis, Severity, Text};
use crate::model::exemption::Record;
use crate::rules::level;
use crate::rules::{Check, Context, Findings, Rule};
use crate::source::finding::Finding;
use crate::source::node::Node;
use crate::standard::grounds::found;

/// The rule.
pub static RULE: Rule = Rule {
    id: "exemption-decided-by",
    severity: Severity::Error,
    basis: &[Basis { law: "国务院关于在线政务服务的若干规定", articles: &["4"] }],
    since: "0.1.0",
    heuristic: false,
    page: include_str!("exemption_decided_by.md"),
    check: Check::RecordOn(&["ground"], check),
};

fn check(context: &Context<'_>, record: &Record<'_>, findings: &mut Findings<'_>) {
    let own = record.exemption;
    // Whether a decision is due hangs on the ground.
    if !own.is_exempt() || own.is_secret() || own.ground().is_none() {
        return;
    }
    // A ground that the legislator itself created needs no decision.
    let weight = if own.is_statutory() { Severity::Info } else { Severity::Error };
    let help = Text::new(
        "add `decided_by: {name: …, tier: …}` and `decided_on:`",
        "请补写 decided_by: {name: …, tier: …} 和 decided_on",
    );
    let lacking = |map: Node<'_>, key: &str| {
        let zh = match key {
            "decided_by" => "决定机关",
            "decided_on" => "决定日期",
            "name" => "机关名称",
            _ => "机关层级",
        };
        let message = Text::new(
            format!("who decided the exemption, and when, is not shown: `{key}` is missing"),
            format!("未写明由谁、何时决定不纳入：缺少{zh}（{key}）"),
        );
        Finding::lacking(map, key, message).help(help.clone()).weigh(weight)
    };
    match own.node.get("decided_by").filter(|decider| decider.is_map()) {
        None => findings.add(lacking(own.node, "decided_by")),
        Some(decider) => {
            for key in ["name", "tier"].into_iter().filter(|key| decider.get(key).is_none()) {
                findings.add(lacking(decider, key));
            }
            let name = decider.get("name");
            let staff = name.and_then(|name| found(&context.standard.grounds.get().staff, name.text()));
            if let Some((name, staff)) = name.zip(staff) {
                let message = Text::new(
                    format!("`{staff}` stands for a person or a counter, and no body that decides on exemptions"),
                    format!("“{staff}”是人员或者窗口，不是有权决定不纳入的机关"),
                );
                let help = Text::new("name the competent body, and no person", "请写有权决定的机关，不写个人");
                findings.add(Finding::here(name, message).help(help).weigh(weight));
            }
            if let Some(tier) = decider.get("tier").filter(|tier| matches!(tier.text(), "town" | "village")) {
                let label = level::label_of(context, "tier", tier.text());
                let message = Text::new(
                    format!("a body of the tier \"{}\" does not decide on exemptions", label.en),
                    format!("“{}”一级的机构不能决定不纳入", label.zh),
                );
                let help = Text::new("name the body of the county or above that decided", "请写作出决定的县级以上机关");
                findings.add(Finding::here(tier, message).help(help).weigh(weight));
            }
        }
    }
    if own.node.get("decided_on").is_none() {
        findings.add(lacking(own.node, "decided_on"));
    }
}
