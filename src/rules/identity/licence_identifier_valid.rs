//! An identifier of an electronic licence has its parts and its check character.

use crate::diagnostic::{Basis, Severity, Text};
use crate::numbers::licence_identifier::{self, Wrong};
use crate::rules::{Check, Context, Findings, Rule};
use crate::source::finding::Finding;
use crate::source::tree::Tree;

/// The rule.
pub static RULE: Rule = Rule {
    id: "licence-identifier-valid",
    severity: Severity::Error,
    basis: &[Basis { law: "电子证照 标识规范", articles: &[] }],
    since: "0.1.0",
    heuristic: false,
    page: include_str!("licence_identifier_valid.md"),
    check: Check::Document(check),
};

fn check(_: &Context<'_>, tree: &Tree, findings: &mut Findings<'_>) {
    let Some(root) = tree.root() else { return };
    if !tree.layers()[0].text().contains(licence_identifier::ROOT) {
        return;
    }
    for node in root.descendants().filter(|node| node.text().starts_with(licence_identifier::ROOT)) {
        let Some(wrong) = licence_identifier::check(node.text().trim()) else { continue };
        let (message, help) = match wrong {
            Wrong::Parts => (
                Text::new(
                    "the licence identifier has not the parts type, issuer, serial, version and check",
                    "电子证照标识应由类型代码、颁发机构代码、流水号、版本号、校验位组成",
                ),
                Text::new(
                    "write 21 characters type, 18 issuer, up to 64 serial, 3 version, 1 check, parted by dots",
                    "请按21位类型代码、18位颁发机构代码、不超过64位流水号、3位版本号、1位校验位书写，以点分隔",
                ),
            ),
            Wrong::Check(expected) => (
                Text::new(
                    format!("the check character of the licence identifier should be `{expected}` by the others"),
                    format!("按其余各位，电子证照标识的校验位应为“{expected}”"),
                ),
                Text::new("compare with the licence", "请与证照核对"),
            ),
        };
        findings.add(Finding::here(node, message).help(help));
    }
}
