//! A local instrument is cited only where it holds.

use crate::diagnostic::{Basis, Severity, Text};
use crate::model::item::Item;
use crate::model::region;
use crate::rules::{Check, Context, Findings, Rule};
use crate::source::finding::Finding;
use crate::source::tree::Tree;

/// The rule.
pub static RULE: Rule = Rule {
    id: "local-basis-out-of-area",
    severity: Severity::Error,
    basis: &[Basis { law: "立法法", articles: &["80", "81", "82", "93"] }],
    since: "0.1.0",
    heuristic: false,
    page: include_str!("local_basis_out_of_area.md"),
    check: Check::Document(check),
};

fn check(context: &Context<'_>, tree: &Tree, findings: &mut Findings<'_>) {
    let Some(item) = tree.root().and_then(Item::of) else { return };
    // The first two places of a basic code are those of its province; 00 is the nation.
    let place = item.region().map(str::to_owned);
    let of_code = || item.code().and_then(|code| code.get(..2)).map(|province| format!("{province}0000"));
    let Some(place) = place.or_else(of_code) else { return };
    let called = |code: &str| context.registers.divisions().called(code);
    for (name, _) in tree.references().filter(|(_, register)| *register == "laws") {
        let law = context.registers.laws().find(name.text());
        let Some((law, area)) = law.and_then(|law| Some((law, law.area.as_deref()?))) else { continue };
        let exemption = || name.path().first().and_then(|step| step.key).is_some_and(|key| key.text() == "exemptions");
        if region::contains(area, &place) || exemption() {
            continue;
        }
        let title = law.short_title();
        let (area, place) = (called(area), called(&place));
        let message = Text::new(
            format!("《{title}》 holds in {}, not in {}", area.en, place.en),
            format!("《{title}》仅适用于{}，不适用于{}", area.zh, place.zh),
        );
        let help = Text::new(
            "cite an instrument that holds there, or move the citation to the layer of its area",
            "请引用在当地适用的法规，或将该引用移至其适用区域的层",
        );
        findings.add(Finding::here(name, message).help(help));
    }
}
