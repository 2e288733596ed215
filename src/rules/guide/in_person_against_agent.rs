//! A condition that asks for presence in person does not go with an agent.

use crate::diagnostic::{Severity, Text};
use crate::model::effective::Effective;
use crate::rules::{Check, Context, Findings, Rule};
use crate::source::finding::Finding;
use crate::source::node::Node;

/// The rule.
pub static RULE: Rule = Rule {
    id: "in-person-against-agent",
    severity: Severity::Warning,
    basis: &[],
    since: "0.1.0",
    heuristic: true,
    page: include_str!("in_person_against_agent.md"),
    check: Check::Effective(check),
};

/// Words that ask for presence in person.
const WORDS: [&str; 4] = ["本人到场", "亲自到场", "本人亲自", "本人现场"];

fn check(_: &Context<'_>, item: &Effective<'_>, findings: &mut Findings<'_>) {
    let agents = item.root.at(&["agents", "allowed"]).filter(|flag| flag.as_bool() == Some(true));
    let Some(agents) = agents else { return };
    for condition in item.root.get("conditions").into_iter().flat_map(Node::items) {
        let Some(text) = condition.get("text") else { continue };
        let Some(word) = WORDS.iter().find(|word| text.text().contains(**word)) else { continue };
        let message = Text::new(
            format!("the condition asks for presence in person (“{word}”), but an agent is allowed"),
            format!("条件要求“{word}”，而该事项允许委托代办"),
        );
        let help = Text::new("correct the condition, or `agents: {allowed: false, basis: …}`", "请改正条件，或写明不允许代办及其依据");
        let note = Text::new("an agent is allowed", "允许委托代办");
        findings.add(Finding::here(text, message).help(help).beside(agents, note));
    }
}
