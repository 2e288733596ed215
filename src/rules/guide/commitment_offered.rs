//! Commitment is offered where it can be, and not in fields of high risk.

use crate::diagnostic::{Basis, Severity, Text};
use crate::model::effective::Effective;
use crate::rules::{Check, Context, Findings, Rule};
use crate::source::finding::Finding;
use crate::source::node::Node;
use crate::standard::phrases::{Hit, Hits};

/// The rule.
pub static RULE: Rule = Rule {
    id: "commitment-offered",
    severity: Severity::Error,
    basis: &[Basis { law: "国务院办公厅关于全面推行证明事项和涉企经营许可事项告知承诺制的指导意见", articles: &[] }, Basis { law: "优化营商环境条例", articles: &["44"] }],
    since: "0.1.0",
    heuristic: false,
    page: include_str!("commitment_offered.md"),
    check: Check::Wording(check),
};

fn check(context: &Context<'_>, item: &Effective<'_>, hits: &Hits<'_, '_>, findings: &mut Findings<'_>) {
    let Some(commitment) = item.root.get("commitment") else { return };
    let Some(offered) = commitment.get("offered").and_then(|own| own.as_bool().map(|is| (own, is))) else { return };
    let proofs_only = commitment.str("kind") == Some("proof");
    let ways = || item.entries("materials").flat_map(|own| own.get("supply").into_iter().flat_map(Node::items));
    let committed = || ways().filter_map(|way| way.get("way")).find(|way| way.text() == "commitment");
    match offered {
        (place, true) => {
            let risk = hits.of(RULE.id).find(|hit| !context.standard.grounds.get().is_negated(hit.before()));
            let proof = item.entries("materials").any(|own| own.str("kind") == Some("proof"));
            if let Some(hit) = risk {
                findings.add(in_risk(place, hit));
            } else if proofs_only && proof && committed().is_none() {
                let message = Text::new(
                    "commitment is offered in place of proofs, but no material can be supplied that way",
                    "证明事项实行告知承诺，但没有材料可以用承诺代替",
                );
                let help = Text::new("add `{way: commitment}` to the `supply` of the proofs", "请在证明的 supply 中增加 {way: commitment}");
                findings.add(Finding::here(place, message).help(help).weigh(Severity::Warning));
            }
        }
        // A licence by commitment is another scheme than a proof by commitment.
        (place, false) if proofs_only => {
            let Some(way) = committed() else { return };
            let message = Text::new(
                "a material can be supplied by commitment, but the item does not offer it",
                "材料可以用告知承诺代替，但该事项未实行告知承诺",
            );
            let help = Text::new("write `offered: true`, or delete the way", "请写 offered: true，或删除该提供方式");
            let finding = Finding::here(way, message).help(help).weigh(Severity::Warning);
            findings.add(finding.beside(place, Text::new("not offered", "未实行")));
        }
        (_, false) => {}
    }
}

fn in_risk(offered: Node<'_>, hit: &Hit<'_>) -> Finding {
    let words = hit.words();
    let message = Text::new(
        format!("commitment is offered, but the item touches \"{words}\""),
        format!("该事项涉及“{words}”，仍实行告知承诺"),
    );
    let help = Text::new("do not offer it, or correct the fields of `risk`", "请不实行告知承诺，或更正 risk（风险领域）");
    Finding::here(offered, message).help(help).beside(hit.node, Text::new("the field of risk", "风险领域"))
}
