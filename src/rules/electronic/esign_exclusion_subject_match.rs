//! Article 3 of the Electronic Signature Law fits the subject of the item.

use crate::diagnostic::{Basis, Severity, Text};
use crate::model::effective::Effective;
use crate::rules::{Check, Context, Findings, Rule};
use crate::source::finding::Finding;
use crate::source::node::Node;
use crate::standard::phrases::Hits;

/// The rule.
pub static RULE: Rule = Rule {
    id: "esign-exclusion-subject-match",
    severity: Severity::Error,
    basis: &[Basis { law: "电子签名法", articles: &["3"] }],
    since: "0.1.0",
    heuristic: false,
    page: include_str!("esign_exclusion_subject_match.md"),
    check: Check::Wording(check),
};

fn check(context: &Context<'_>, item: &Effective<'_>, hits: &Hits<'_, '_>, findings: &mut Findings<'_>) {
    // Land and houses have a rule of their own.
    if is_subject(item, hits) || hits.of("esign-stale-realestate-ground").next().is_some() {
        return;
    }
    for article in article_3(context, item, &["3", "3.3", "3.3.1", "3.3.2"]) {
        let message = Text::new(
            "article 3 of 《电子签名法》 is cited, but the item shows no subject that it keeps out",
            "引用《电子签名法》第三条，但该事项不属于该条所列情形",
        );
        let help = Text::new(
            "it names marriage, adoption and succession, and stopping water, heat or gas: cite another law, or accept the e-signature",
            "该条所列为婚姻、收养、继承等人身关系和停止供水、供热、供气等公用事业服务：请引用其他法律，或接受电子签名",
        );
        findings.add(Finding::here(article, message).help(help));
    }
}

/// Whether the name of the item speaks of what article 3 keeps out; personal relations are those of persons.
fn is_subject(item: &Effective<'_>, hits: &Hits<'_, '_>) -> bool {
    let serves_persons =
        item.entries("audience").next().is_none() || item.entries("audience").any(|one| one.text() == "natural-person");
    let is_utility = |words: &str| words.contains(['停', '终']);
    hits.of(RULE.id).any(|hit| serves_persons || is_utility(hit.words()))
}

/// The citations of article 3 of the Electronic Signature Law, or of these parts of it, as grounds
/// against e-signatures.
pub(super) fn article_3<'t>(context: &Context<'_>, item: &Effective<'t>, parts: &[&str]) -> Vec<Node<'t>> {
    let exemptions = item.entries("exemptions").filter_map(|record| record.get("citation"));
    let own = item.root.at(&["signature", "basis"]);
    let own = own.into_iter().flat_map(|basis| std::iter::once(basis).filter(|one| one.is_map()).chain(basis.items()));
    let citations = exemptions.chain(own).filter(|citation| {
        let law = citation.str("law").and_then(|name| context.registers.laws().find(name));
        law.is_some_and(|law| law.short_title() == "电子签名法")
    });
    let articles = citations.flat_map(|citation| citation.get("articles").into_iter().flat_map(Node::items));
    articles.filter(|article| parts.contains(&article.text())).collect()
}
