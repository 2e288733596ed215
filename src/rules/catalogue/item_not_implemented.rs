//! A basic item of the directory has no implementation in the catalogue.

use crate::diagnostic::{Severity, Text};
use crate::model::facts::{FactKind, Facts};
use crate::rules::{CatalogueFinding, CatalogueFindings};
use crate::rules::{Check, Context, Rule};

/// The rule.
pub static RULE: Rule = Rule {
    id: "item-not-implemented",
    severity: Severity::Info,
    basis: &[],
    since: "0.1.0",
    heuristic: false,
    page: include_str!("item_not_implemented.md"),
    check: Check::Catalogue(check),
};

fn check(context: &Context<'_>, facts: &Facts, findings: &mut CatalogueFindings<'_>) {
    // A directory by itself has no implementations, and lacks none.
    if !facts.has_implementations() {
        return;
    }
    for (code, family) in context.directory.families() {
        let Some(basic) = family.basic.as_ref().filter(|basic| basic.status.as_deref() == Some("in-use")) else {
            continue;
        };
        if code.ends_with("00Y") || facts.is_implemented(code) {
            continue;
        }
        let Some(fact) = facts.of(FactKind::Code, code, basic.id) else { continue };
        let message = Text::new(
            format!("no body of the catalogue implements {code}"),
            format!("目录中没有实施主体实施{code}"),
        );
        let help = Text::new("`mulu new` writes an entry to fill", "可用 mulu new 生成待填写的实施清单");
        findings.add(CatalogueFinding::new(*fact, "code", message).help(help));
    }
}
