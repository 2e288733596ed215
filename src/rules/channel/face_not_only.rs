//! Recognition of faces is not the only way to be identified.

use crate::diagnostic::{Basis, Severity, Text};
use crate::model::effective::Effective;
use crate::rules::{Check, Context, Findings, Rule};
use crate::source::finding::Finding;

/// The rule.
pub static RULE: Rule = Rule {
    id: "face-not-only",
    severity: Severity::Error,
    basis: &[Basis { law: "人脸识别技术应用安全管理办法", articles: &[] }],
    since: "0.1.0",
    heuristic: false,
    page: include_str!("face_not_only.md"),
    check: Check::Effective(check),
};

fn check(context: &Context<'_>, item: &Effective<'_>, findings: &mut Findings<'_>) {
    let Some(methods) = item.root.at(&["identity", "methods"]).filter(|methods| methods.count() > 0) else { return };
    if methods.items().any(|own| own.text() != "face") || context.lifts(item, "face-not-only", None) {
        return;
    }
    let message = Text::new("people are identified by their faces only", "仅以人脸识别验证身份");
    let help = Text::new("add another method, such as `id-card` or `password`", "请增加其他方式，如 id-card（身份证）、password（密码）");
    findings.add(Finding::here(methods, message).help(help));
}
