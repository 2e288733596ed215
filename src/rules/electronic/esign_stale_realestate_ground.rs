//! Land and houses are no longer kept out of e-signatures.

use crate::date::Date;
use crate::diagnostic::{Basis, Severity, Text};
use crate::model::effective::Effective;
use crate::rules::electronic::esign_exclusion_subject_match::article_3;
use crate::rules::{Check, Context, Findings, Rule};
use crate::source::finding::Finding;
use crate::standard::phrases::Hits;

/// The rule.
pub static RULE: Rule = Rule {
    id: "esign-stale-realestate-ground",
    severity: Severity::Error,
    basis: &[Basis { law: "电子签名法", articles: &["3"] }],
    since: "0.1.0",
    heuristic: false,
    page: include_str!("esign_stale_realestate_ground.md"),
    check: Check::Wording(check),
};

fn check(context: &Context<'_>, item: &Effective<'_>, hits: &Hits<'_, '_>, findings: &mut Findings<'_>) {
    // Until then it kept them out.
    if Date::parse("2019-04-23").is_some_and(|since| context.day < since) {
        return;
    }
    if hits.of(RULE.id).next().is_none() || hits.of("esign-exclusion-subject-match").next().is_some() {
        return;
    }
    for article in article_3(context, item, &["3", "3.3", "3.3.1", "3.3.2", "3.3.3"]) {
        let message = Text::new(
            "article 3 of 《电子签名法》 is cited for land or houses, which the version of 2019 no longer keeps out",
            "就土地、房屋引用《电子签名法》第三条，而2019年修正后该条已不再排除",
        );
        let help = Text::new(
            "accept the e-signature and delete the citation, or cite the law that asks for more",
            "请接受电子签名并删除该引用；其他法律另有规定的，请引用该法律",
        );
        findings.add(Finding::here(article, message).help(help));
    }
}
