//! Somebody else may apply for the applicant.

use crate::diagnostic::{Basis, Severity, Text};
use crate::model::effective::Effective;
use crate::rules::level;
use crate::rules::{Check, Context, Findings, Rule};
use crate::source::finding::Finding;

/// The rule.
pub static RULE: Rule = Rule {
    id: "agent-allowed",
    severity: Severity::Warning,
    basis: &[Basis { law: "行政许可法", articles: &["29"] }, Basis { law: "社会保险经办条例", articles: &["30"] }],
    since: "0.1.0",
    heuristic: false,
    page: include_str!("agent_allowed.md"),
    check: Check::Effective(check),
};

fn check(context: &Context<'_>, item: &Effective<'_>, findings: &mut Findings<'_>) {
    if !item.is_offered() {
        return;
    }
    let Some(agents) = item.root.get("agents") else {
        let message = Text::new("nothing says whether an agent may apply", "未写明能否委托他人代办");
        let help = Text::new("add `agents: {allowed: true}`", "请补写 agents: {allowed: true}（可以委托代办）");
        // The standard does not demand the element: a silent source is no proof that agents are refused.
        findings.add(Finding::lacking(item.root, "agents", message).help(help).weigh(Severity::Info));
        return;
    };
    let refused = agents.get("allowed").filter(|own| own.as_bool() == Some(false));
    let cited = level::cited(agents.get("basis")).next().is_some();
    let presence = context.lifts(item, "online-inclusion", None);
    if let Some(refused) = refused.filter(|_| !cited && !presence) {
        let message = Text::new("an agent is refused without a law that asks for presence", "不允许委托代办，但未列明须本人办理的依据");
        let help = Text::new(
            "allow it, or cite the law under `agents.basis`",
            "请允许委托代办，或在 agents.basis 中写明须本人办理的法律规定",
        );
        findings.add(Finding::here(refused, message).help(help));
    }
}
