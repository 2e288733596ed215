//! A condition that asks for presence in person does not go with an agent.

use crate::diagnostic::{Severity, Text};
use crate::model::effective::Effective;
use crate::model::spoken::deciding;
use crate::rules::{Check, Context, Findings, Rule};
use crate::source::finding::Finding;
use crate::standard::phrases::{Hit, Hits};

/// The rule.
pub static RULE: Rule = Rule {
    id: "in-person-against-agent",
    severity: Severity::Warning,
    basis: &[],
    since: "0.1.0",
    heuristic: true,
    page: include_str!("in_person_against_agent.md"),
    check: Check::Wording(check),
};

/// Words that ask for presence in person.
const OTHERS: [&str; 4] = ["委托", "代办", "代理", "代为"];
const NOT: [&str; 12] =
    ["无需", "无须", "不需", "不须", "不必", "不用", "不要求", "免于", "不得", "不能", "不可", "不允许"];

fn check(_: &Context<'_>, item: &Effective<'_>, hits: &Hits<'_, '_>, findings: &mut Findings<'_>) {
    let agents = item.root.at(&["agents", "allowed"]).filter(|flag| flag.as_bool() == Some(true));
    let Some(agents) = agents else { return };
    let mut told = None;
    for hit in hits.of(RULE.id).filter(|hit| is_demanded(hit)) {
        // Once a condition is enough.
        if told.replace(hit.node) == Some(hit.node) {
            continue;
        }
        let word = hit.words();
        let message = Text::new(
            format!("the condition asks for presence in person (“{word}”), but an agent is allowed"),
            format!("条件要求“{word}”，而该事项允许委托代办"),
        );
        let help = Text::new(
            "correct the condition, or `agents: {allowed: false, basis: …}`",
            "请改正条件，或写明不允许代办及其依据",
        );
        let [(place, _), (other, note)] = deciding(
            (hit.node, Text::new("condition", "受理条件")),
            (agents, Text::new("an agent is allowed", "允许委托代办")),
        );
        findings.add(Finding::here(place, message).help(help).beside(other, note));
        // Who allows an agent against several conditions of the layers above is told once.
        if place == agents {
            break;
        }
    }
}

/// Whether nothing before the words takes them back, and their sentence lets nobody else come.
fn is_demanded(hit: &Hit<'_>) -> bool {
    let (text, before) = (hit.node.text(), hit.before());
    let start = last(before, &['。', '；', ';', '\n']);
    let rest = &text[start..];
    let sentence = rest.split(['。', '；', ';', '\n']).next().unwrap_or(rest);
    let clauses = sentence.split(['，', '、', ',', '：']);
    let let_others = { clauses }.any(|clause| {
        let mut found = OTHERS.iter().filter_map(|word| clause.find(word));
        found.any(|at| !NOT.iter().any(|not| clause[..at].contains(not)))
    });
    let clause = &before[last(before, &['。', '；', ';', '\n', '，', '、', ',', '：'])..];
    !let_others && !NOT.iter().any(|not| clause.contains(not))
}

/// Where the text after the last of these marks begins.
fn last(text: &str, marks: &[char]) -> usize {
    text.rmatch_indices(marks).next().map_or(0, |(at, mark)| at + mark.len())
}
