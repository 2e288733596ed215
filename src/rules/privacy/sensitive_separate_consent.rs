//! Sensitive data rests on separate consent or on a cited duty.

use crate::diagnostic::{Basis, Severity, Text};
use crate::model::effective::Effective;
use crate::rules::level;
use crate::rules::{Check, Context, Findings, Rule};
use crate::source::finding::Finding;
use crate::source::node::Node;

/// The rule.
pub static RULE: Rule = Rule {
    id: "sensitive-separate-consent",
    severity: Severity::Warning,
    basis: &[Basis { law: "个人信息保护法", articles: &["13", "29", "34"] }],
    since: "0.1.0",
    heuristic: false,
    page: include_str!("sensitive_separate_consent.md"),
    check: Check::Effective(check),
};

fn check(context: &Context<'_>, item: &Effective<'_>, findings: &mut Findings<'_>) {
    let sensitive = item.entries("materials").any(|own| own.get("sensitive").and_then(Node::as_bool) == Some(true));
    let Some(privacy) = item.root.get("privacy") else { return };
    if !sensitive && sensitive_fields(context, item).next().is_none() {
        return;
    }
    let consent = privacy.get("separate_consent").and_then(Node::as_bool) == Some(true);
    let duty = privacy.str("lawful_basis") == Some("statutory-duty") && level::cited(privacy.get("basis")).next().is_some();
    if consent || duty {
        return;
    }
    let message = Text::new(
        "sensitive data is handled without separate consent and without a cited duty",
        "处理敏感个人信息，未取得单独同意，也未引用法定职责依据",
    );
    let help = Text::new(
        "write `separate_consent: true`, or `lawful_basis: statutory-duty` with its `basis`",
        "请写 separate_consent: true（单独同意），或写 lawful_basis: statutory-duty 并补写 basis",
    );
    findings.add(Finding::lacking(privacy, "separate_consent", message).help(help));
}

/// The fields of the form whose data element the register marks sensitive.
fn sensitive_fields<'t>(context: &Context<'_>, item: &Effective<'t>) -> impl Iterator<Item = Node<'t>> {
    let sections = item.root.at(&["form", "sections"]).into_iter().flat_map(Node::items);
    let fields = sections.flat_map(|section| section.get("fields").into_iter().flat_map(Node::items));
    fields.filter(|field| {
        let entry = field.str("element").and_then(|own| context.registers.entry("data-elements", own));
        entry.is_some_and(|own| own.str("sensitivity") == Some("sensitive"))
    })
}
