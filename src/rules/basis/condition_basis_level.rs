//! A condition or step rests on a law, a regulation or a rule.

use crate::diagnostic::{Basis, Severity, Text};
use crate::model::effective::Effective;
use crate::rules::level::{self, Support};
use crate::rules::{Check, Context, Findings, Rule};
use crate::source::finding::Finding;
use crate::source::node::Node;

/// The rule.
pub static RULE: Rule = Rule {
    id: "condition-basis-level",
    severity: Severity::Error,
    basis: &[Basis { law: "优化营商环境条例", articles: &["35"] }],
    since: "0.1.0",
    heuristic: false,
    page: include_str!("condition_basis_level.md"),
    check: Check::Effective(check),
};

fn check(context: &Context<'_>, item: &Effective<'_>, findings: &mut Findings<'_>) {
    if context.lifts(item, "no-added-condition", None) {
        return;
    }
    let light = || item.is_type("public-service") || item.serves_persons_only();
    let weigh = |finding: Finding| if light() { finding.weigh(Severity::Warning) } else { finding };
    let of = |list, word: (&'static str, &'static str)| item.entries(list).map(move |entry| (entry, word));
    let conditions = of("conditions", ("a condition", "办理条件"));
    let mut bare = Vec::new();
    for (entry, (en, zh)) in conditions.chain(of("steps", ("a step", "办理环节"))) {
        match level::support(context, entry.get("basis"), level::RULE) {
            Support::Short(name, law) => {
                let own = level::is_of(context, law);
                let message = Text::new(
                    format!("{}; {en} needs a law, a regulation or a rule", own.en),
                    format!("{}；{zh}应当以法律、法规、规章为依据", own.zh),
                );
                let help = Text::new("cite a law, regulation or rule, or delete it", "请引用法律、法规或规章，或删除该项");
                findings.add(weigh(Finding::here(name, message).help(help)));
            }
            Support::None if en == "a condition" => bare.push(entry),
            _ => {}
        }
    }
    let cites = |entry: Node<'_>| level::cited(entry.get("basis")).next().is_some();
    // Where a layer gives none of its conditions a basis, its source is silent, which proves nothing.
    let silent = |layer| !item.entries("conditions").any(|own| own.layer_number() == layer && cites(own));
    // What has no text is reported by itself.
    for condition in bare.into_iter().filter(|entry| entry.get("text").is_some()) {
        let id = condition.str("id").unwrap_or("?");
        let message = Text::new(
            format!("the condition `{id}` shows no basis"),
            format!("办理条件“{id}”未列明依据"),
        );
        let help = Text::new("add `basis:` with law and article", "请补写 basis（法规名称和条款号）");
        let weight = if silent(condition.layer_number()) { Severity::Info } else { Severity::Warning };
        findings.add(Finding::lacking(condition, "basis", message).help(help).weigh(weight));
    }
}
