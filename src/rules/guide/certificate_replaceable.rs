//! A proof that the authority can check itself is not asked for.

use crate::diagnostic::{Basis, Severity, Text};
use crate::model::effective::Effective;
use crate::rules::{Check, Context, Findings, Rule};
use crate::source::finding::Finding;
use crate::source::node::Node;
use crate::standard::words;

/// The rule.
pub static RULE: Rule = Rule {
    id: "certificate-replaceable",
    severity: Severity::Warning,
    basis: &[Basis { law: "优化营商环境条例", articles: &["44"] }, Basis { law: "国务院办公厅关于做好证明事项清理工作的通知", articles: &[] }],
    since: "0.1.0",
    heuristic: false,
    page: include_str!("certificate_replaceable.md"),
    check: Check::Effective(check),
};

fn check(_: &Context<'_>, item: &Effective<'_>, findings: &mut Findings<'_>) {
    for material in item.entries("materials").filter(|material| material.str("kind") == Some("proof")) {
        // Shared data in its place is judged by `shared-data-not-requested`; a commitment is the applicant's choice.
        let way = |name: &[&str]| {
            let supply = material.get("supply").into_iter().flat_map(Node::items);
            supply.filter_map(|one| one.get("way")).find(|own| name.contains(&own.text()))
        };
        let (Some(asked), Some(other)) = (way(&["applicant", "deferred"]), way(&["verification", "e-certificate"])) else {
            continue;
        };
        if way(&["data-sharing"]).is_some() || material.get("unobtainable").is_some() {
            continue;
        }
        let name = words::shorten(material.str("name").or_else(|| material.str("id")).unwrap_or("?"));
        let message = Text::new(
            format!("the proof \"{name}\" can be checked without the applicant, who is asked for it all the same"),
            format!("证明“{name}”可以通过核验或电子证照取得，仍要求申请人提供"),
        );
        let help = Text::new(
            "leave out the way `applicant`, or say under `unobtainable:` why and since when the other does not do",
            "请删除申请人提供的方式；确实无法取得的，写 unobtainable（原因和起始日期）",
        );
        findings.add(Finding::here(asked, message).help(help).beside(other, Text::new("the way in its place", "可以替代的方式")));
    }
}
