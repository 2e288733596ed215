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
/// Words that let another come instead.
const OTHERS: [&str; 4] = ["委托", "代办", "代理", "代为"];
/// Words that turn what follows in the same clause into its contrary.
const NOT: [&str; 12] =
    ["无需", "无须", "不需", "不须", "不必", "不用", "不要求", "免于", "不得", "不能", "不可", "不允许"];

fn check(_: &Context<'_>, item: &Effective<'_>, findings: &mut Findings<'_>) {
    let agents = item.root.at(&["agents", "allowed"]).filter(|flag| flag.as_bool() == Some(true));
    let Some(agents) = agents else { return };
    for condition in item.root.get("conditions").into_iter().flat_map(Node::items) {
        let Some(text) = condition.get("text") else { continue };
        // Each of the words holds one of these.
        if !["本人", "亲自"].iter().any(|part| text.text().contains(part)) {
            continue;
        }
        let sentences = text.text().split(['。', '；', ';', '\n']);
        let mut demands = sentences.filter(|sentence| said(sentence, &OTHERS).is_none());
        let Some(word) = demands.find_map(|sentence| said(sentence, &WORDS)) else { continue };
        let message = Text::new(
            format!("the condition asks for presence in person (“{word}”), but an agent is allowed"),
            format!("条件要求“{word}”，而该事项允许委托代办"),
        );
        let help = Text::new("correct the condition, or `agents: {allowed: false, basis: …}`", "请改正条件，或写明不允许代办及其依据");
        let note = Text::new("an agent is allowed", "允许委托代办");
        findings.add(Finding::here(text, message).help(help).beside(agents, note));
    }
}

/// The first of the words that a sentence says without taking it back.
fn said(sentence: &str, words: &[&'static str]) -> Option<&'static str> {
    sentence.split(['，', '、', ',', '：']).find_map(|clause| {
        let said = words.iter().filter_map(|word| Some((*word, clause.find(word)?)));
        said.filter(|(_, at)| !NOT.iter().any(|not| clause[..*at].contains(not))).map(|(word, _)| word).next()
    })
}
