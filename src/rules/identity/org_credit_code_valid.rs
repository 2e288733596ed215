//! A unified social credit code has its shape and both check characters.

use crate::diagnostic::{Basis, Severity, Text};
use crate::model::item::{Item, ItemKind};
use crate::numbers::credit_code::{self, Wrong};
use crate::rules::code::Whole;
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
    findings.extend(within_code(context, tree));
}

/// What to say of the credit code within an implementation code, where no body states it.
fn within_code(context: &Context<'_>, tree: &Tree) -> Option<Finding> {
    let item = tree.root().and_then(Item::of).filter(|item| item.kind == ItemKind::Implementation)?;
    let whole = Whole::of(item.root)?;
    let part = whole.false_credit_code(context)?;
    let (en, zh) = credit_code::check(part).map_or_else(
        || ("credit codes have no I, O, S, V, Z".to_owned(), "其中不含 I、O、S、V、Z".to_owned()),
        |Wrong { place, expected }| {
            (
                format!("character {place} should be `{expected}` by the others"),
                format!("按其余各位，第{place}位应为“{expected}”"),
            )
        },
    );
    let message = Text::new(
        format!("the code begins with {part}, which is no unified social credit code: {en}"),
        format!("编码前18位{part}不是有效的统一社会信用代码：{zh}"),
    );
    let help = Text::new(
        "compare with the published list; a local code system is declared under `code_systems` of mulu.yaml",
        "请与公布的清单核对；属于地方编码体系的，请在 mulu.yaml 的 code_systems 中声明",
    );
    Some(Finding::here(whole.node, message).help(help))
}

/// Whether the code of the entry belongs to a code system that the manifest declares.
fn is_declared(context: &Context<'_>, tree: &Tree, body: &str) -> bool {
    let code = tree.root().and_then(|root| root.str("code")).filter(|code| code.starts_with(body));
    code.is_some_and(|code| context.manifest.declares(code))
}
