//! A basis names its article.

use crate::diagnostic::{Basis, Severity, Text};
use crate::model::effective::Effective;
use crate::rules::{Check, Context, Findings, Rule};
use crate::source::finding::Finding;
use crate::standard::words;

/// The rule.
pub static RULE: Rule = Rule {
    id: "basis-article-precise",
    severity: Severity::Warning,
    basis: &[Basis { law: "国务院关于在线政务服务的若干规定", articles: &["6"] }, Basis { law: "安阳市政务服务条例", articles: &["13"] }],
    since: "0.1.0",
    heuristic: false,
    page: include_str!("basis_article_precise.md"),
    check: Check::Effective(check),
};

fn check(context: &Context<'_>, item: &Effective<'_>, findings: &mut Findings<'_>) {
    if item.is_type("public-service") {
        return;
    }
    // Documents and standards are not parted into articles.
    let whole = ["normative-document", "standard", "state-council-decision"];
    for entry in item.entries("basis").filter(|entry| entry.get("articles").is_none()) {
        let Some(name) = entry.get("law") else { continue };
        let law = context.registers.laws().find(name.text());
        if law.is_some_and(|law| whole.contains(&law.level.as_str())) {
            continue;
        }
        let title = words::shorten(name.text());
        let message = Text::new(
            format!("《{title}》 is cited without an article"),
            format!("引用《{title}》未写明条款"),
        );
        let help = Text::new("add `articles:` such as [\"40.1\"]", "请补写 articles（条款号），如 [\"40.1\"]");
        findings.add(Finding::lacking(entry, "articles", message).help(help));
    }
}
