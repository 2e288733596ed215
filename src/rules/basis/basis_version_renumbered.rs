//! An article number belongs to the version in force.

use crate::diagnostic::{Basis, Severity, Text};
use crate::model::laws::Standing;
use crate::rules::{Check, Context, Findings, Rule};
use crate::source::finding::Finding;
use crate::source::node::Node;
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
        if version.renumbered.is_empty() {
            continue;
        }
        let path = name.path();
        let Some(citation) = path.len().checked_sub(2).map(|at| path[at].value) else { continue };
        // Who names the version knows which numbers are meant.
        if citation.get("version").is_some() {
            continue;
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
