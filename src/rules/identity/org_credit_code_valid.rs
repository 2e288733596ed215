//! A unified social credit code has its shape and both check characters.

use crate::diagnostic::{Basis, Severity, Text};
use crate::numbers::credit_code;
use crate::rules::{Check, Context, Findings, Rule};
use crate::source::finding::Finding;
use crate::source::tree::Tree;

/// The rule.
pub static RULE: Rule = Rule {
    id: "org-credit-code-valid",
    severity: Severity::Error,
    basis: &[Basis { law: "法人和其他组织统一社会信用代码编码规则", articles: &[] }],
    since: "0.1.0",
    heuristic: false,
    page: include_str!("org_credit_code_valid.md"),
    check: Check::Document(check),
};

fn check(context: &Context<'_>, tree: &Tree, findings: &mut Findings<'_>) {
    let codes = tree.references().filter(|(_, register)| *register == "credit-codes");
    for (node, wrong) in codes.filter_map(|(node, _)| Some((node, credit_code::check(node.text())?))) {
        // A body of a declared local code system has no credit code to check.
        if is_declared(context, tree, node.text()) {
            continue;
        }
        let (code, place, expected) = (node.text(), wrong.place, wrong.expected);
        let message = Text::new(
            format!("{code} is no unified social credit code: character {place} should be `{expected}` by the others"),
            format!("{code}不是有效的统一社会信用代码：按其余各位，第{place}位应为“{expected}”"),
        );
        let help = Text::new(
            "compare with the body's certificate; a body of a local code system is written as `virtual_code`",
            "请与该机构的证书核对；属于地方编码体系的主体请写 virtual_code",
        );
        findings.add(Finding::here(node, message).help(help));
    }
}

/// Whether the code of the entry belongs to a code system that the manifest declares.
fn is_declared(context: &Context<'_>, tree: &Tree, body: &str) -> bool {
    let code = tree.root().and_then(|root| root.str("code")).filter(|code| code.starts_with(body));
    code.is_some_and(|code| context.manifest.declares(code))
}
