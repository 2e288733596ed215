//! Each material is accepted in electronic form.

use crate::diagnostic::{Basis, Severity, Text};
use crate::model::effective::Effective;
use crate::rules::{Check, Context, Findings, Rule};
use crate::source::finding::Finding;
use crate::source::node::Node;
use crate::standard::words;

/// The rule.
pub static RULE: Rule = Rule {
    id: "electronic-form-accepted",
    severity: Severity::Warning,
    basis: &[Basis { law: "国务院关于在线政务服务的若干规定", articles: &["10", "11"] }, Basis { law: "广东省优化营商环境条例", articles: &["34"] }],
    since: "0.1.0",
    heuristic: false,
    page: include_str!("electronic_form_accepted.md"),
    check: Check::Effective(check),
};

fn check(context: &Context<'_>, item: &Effective<'_>, findings: &mut Findings<'_>) {
    if !item.is_on_application() {
        return;
    }
    let is = |keys: &[&str]| item.root.at(keys).and_then(Node::as_bool) == Some(true);
    let online = is(&["online", "available"]) || is(&["channels", "online"]) || is(&["channels", "mobile"]);
    for material in item.entries("materials") {
        let Some(medium) = material.get("medium").filter(|medium| medium.count() > 0) else { continue };
        if medium.items().any(|one| one.text() == "electronic") {
            continue;
        }
        let id = material.str("id").unwrap_or_default();
        if context.lifts(item, "accept-e-certificate", Some(id)) {
            continue;
        }
        let name = words::shorten(material.str("name").unwrap_or(id));
        let message = Text::new(
            format!("the material \"{name}\" is accepted on paper only"),
            format!("材料“{name}”仅接受纸质形式"),
        );
        let help = Text::new(
            "add `electronic`, or an exemption with the law or administrative regulation that asks for paper",
            "请增加 electronic；法律、行政法规要求纸质的，请写明不纳入情形",
        );
        let finding = Finding::here(medium, message).help(help);
        // Article 11 says "may": paper is in the way where the item is said to be handled online.
        findings.add(if online { finding } else { finding.weigh(Severity::Info) });
    }
}
