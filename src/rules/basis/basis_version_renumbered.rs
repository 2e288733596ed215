//! An article number belongs to the version in force.

use crate::date::Date;
use crate::diagnostic::{Basis, Severity, Text};
use crate::model::laws::{Law, Standing, Version};
use crate::rules::{Check, Context, Findings, Rule};
use crate::source::finding::Finding;
use crate::source::node::Node;
use crate::source::pointer::Step;
use crate::source::tree::Tree;

/// The rule.
pub static RULE: Rule = Rule {
    id: "basis-version-renumbered",
    severity: Severity::Warning,
    basis: &[Basis { law: "保守国家秘密法", articles: &[] }, Basis { law: "网络安全法", articles: &[] }],
    since: "0.1.0",
    heuristic: false,
    page: include_str!("basis_version_renumbered.md"),
    check: Check::Document(check),
};

fn check(context: &Context<'_>, tree: &Tree, findings: &mut Findings<'_>) {
    let laws = context.registers.laws();
    for (name, _) in tree.references().filter(|(_, register)| *register == "laws") {
        let Some(law) = laws.find(name.text()) else { continue };
        let Standing::InForce(version) = law.on(context.day) else { continue };
        let dropped = dropped(context, law, version);
        if version.renumbered.is_empty() && dropped.is_none() {
            continue;
        }
        let path = name.path();
        let Some(citation) = path.len().checked_sub(2).map(|at| path[at].value) else { continue };
        // Who names the version knows which numbers are meant.
        if citation.get("version").is_some() {
            continue;
        }
        if let Some(dropped) = dropped {
            dropped_articles(&path, citation, law, version, dropped, findings);
        }
        for article in citation.get("articles").into_iter().flat_map(Node::items) {
            let whole = article.text().split('.').next().unwrap_or_default();
            let Some((_, new)) = version.renumbered.iter().find(|(old, _)| old == whole) else { continue };
            let title = law.short_title();
            let since = version.from.map_or_else(String::new, |from| from.to_string());
            let message = Text::new(
                format!("what was article {whole} of 《{title}》 is article {new} since {since}"),
                format!("《{title}》原第{whole}条自{since}起为第{new}条"),
            );
            let help = Text::new(
                format!("verify which is meant: write \"{new}\", or name the `version`"),
                format!("请核实所指条款：改为 \"{new}\"，或写明 version（版本日期）"),
            );
            let finding = Finding::here(article, message).help(help);
            // A number that is old and new at once may well be right.
            let both = version.renumbered.iter().any(|(_, new)| new == whole);
            findings.add(if both { finding.weigh(Severity::Info) } else { finding });
        }
    }
}

/// The articles of the version before whose demand fell away with a version.
fn dropped<'c>(context: &Context<'c>, law: &Law, version: &Version) -> Option<Node<'c>> {
    let versions = context.registers.entry("laws", law.id.as_deref()?)?.get("versions")?;
    let from = |own: &Node<'_>| own.str("from").or_else(|| own.str("date")).and_then(Date::parse);
    versions.items().find(|own| from(own) == version.from)?.get("dropped")
}

/// Materials and conditions that rest on such an article: what they ask for is no longer asked.
fn dropped_articles(
    path: &[Step<'_>],
    citation: Node<'_>,
    law: &Law,
    version: &Version,
    dropped: Node<'_>,
    findings: &mut Findings<'_>,
) {
    let asks = path.first().and_then(|step| step.key).is_some_and(|key| matches!(key.text(), "materials" | "conditions"));
    let articles = citation.get("articles").into_iter().flat_map(Node::items).filter(|_| asks);
    for article in articles {
        let whole = article.text().split('.').next().unwrap_or_default();
        if !dropped.items().any(|own| own.text() == whole) {
            continue;
        }
        let title = law.short_title();
        let since = version.from.map_or_else(String::new, |from| from.to_string());
        let message = Text::new(
            format!("what article {whole} of 《{title}》 asked for before {since} is no longer asked"),
            format!("《{title}》修订后自{since}起，不再有原第{whole}条的要求"),
        );
        let help = Text::new(
            "verify against the version in force: leave the demand out, or name the `version` that still asks",
            "请对照现行版本核实：删除该要求；现行版本仍有要求的，写明 version（版本日期）",
        );
        findings.add(Finding::here(article, message).help(help));
    }
}
