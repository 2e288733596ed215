//! A cited instrument is not in the register of laws, or has no such article.

use crate::diagnostic::{Severity, Text};
use crate::model::citation::Citation;
use crate::rules::exemption::exemption_article_unknown::no_article;
use crate::rules::{Check, Context, Findings, Rule};
use crate::source::finding::Finding;
use crate::source::tree::Tree;
use crate::standard::words;

/// The rule.
pub static RULE: Rule = Rule {
    id: "law-unknown",
    severity: Severity::Warning,
    basis: &[],
    since: "0.1.0",
    heuristic: false,
    page: include_str!("law_unknown.md"),
    check: Check::Document(check),
};

fn check(context: &Context<'_>, tree: &Tree, findings: &mut Findings<'_>) {
    for (node, _) in tree.references().filter(|(_, register)| *register == "laws") {
        let laws = context.registers.laws();
        let name = node.text();
        // A catalogue without a register of laws has nothing to be held against.
        if laws.is_empty() {
            continue;
        }
        if let Some(law) = laws.find(name) {
            let path = node.path();
            // Exemptions are judged by `exemption-article-unknown`.
            if path.first().and_then(|step| step.key).is_some_and(|key| key.text() == "exemptions") {
                continue;
            }
            let citation = path.len().checked_sub(2).and_then(|at| Citation::of(path[at].value));
            for (article, most) in citation.into_iter().flat_map(|own| own.beyond(law, context.day)) {
                findings.add(no_article(law, article, most));
            }
            continue;
        }
        // The title alone is the name; brackets and an article around it are of the text.
        let said = name.trim_start_matches('《').split('》').next().unwrap_or(name);
        if said != name && laws.find(said).is_some() {
            let message = Text::new(
                format!("`{}` is more than the title of an instrument", words::shorten(name)),
                format!("“{}”不只是法律文件的名称", words::shorten(name)),
            );
            let help = Text::new(
                format!("write `{said}` alone, and the article in `articles`"),
                format!("请只写“{said}”，条款号写在 articles 中"),
            );
            findings.add(Finding::here(node, message).help(help));
            continue;
        }
        let name = said;
        let near = words::nearest(name, laws.titles(), 3).join("》《");
        let message = Text::new(
            format!("the register of laws has no instrument 《{}》", words::shorten(name)),
            format!("法律法规登记册中没有《{}》", words::shorten(name)),
        );
        let help = if near.is_empty() {
            Text::new(
                "write the official title, or add the instrument to registers/laws.yaml",
                "请写官方全称，或在 registers/laws.yaml 中登记",
            )
        } else {
            Text::new(
                format!("near titles: 《{near}》; else add the instrument to registers/laws.yaml"),
                format!("相近的名称：《{near}》；否则请在 registers/laws.yaml 中登记"),
            )
        };
        findings.add(Finding::here(node, message).help(help));
    }
}
