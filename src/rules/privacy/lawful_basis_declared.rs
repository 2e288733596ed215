//! Consent or duty: the ground of handling personal data is declared.

use crate::diagnostic::{Basis, Severity, Text};
use crate::model::effective::Effective;
use crate::rules::level::{self, Support};
use crate::rules::{Check, Context, Findings, Rule};
use crate::source::finding::Finding;

/// The rule.
pub static RULE: Rule = Rule {
    id: "lawful-basis-declared",
    severity: Severity::Warning,
    basis: &[Basis { law: "个人信息保护法", articles: &["13", "34"] }],
    since: "0.1.0",
    heuristic: false,
    page: include_str!("lawful_basis_declared.md"),
    check: Check::Effective(check),
};

fn check(context: &Context<'_>, item: &Effective<'_>, findings: &mut Findings<'_>) {
    let Some(privacy) = item.root.get("privacy") else { return };
    let Some(lawful) = privacy.get("lawful_basis") else {
        let message = Text::new("the ground of handling personal data is not declared", "未写明处理个人信息的合法性基础");
        let help = Text::new(
            "add `lawful_basis:`, for most items `statutory-duty`",
            "请补写 lawful_basis（处理依据），多数事项为 statutory-duty（履行法定职责）",
        );
        findings.add(Finding::lacking(privacy, "lawful_basis", message).help(help));
        return;
    };
    let cited = !matches!(level::support(context, privacy.get("basis"), level::RULE), Support::None);
    match lawful.text() {
        "statutory-duty" if !cited => {
            let message = Text::new("a statutory duty is named, but no provision", "以履行法定职责为依据，但未引用条款");
            let help = Text::new("add `basis:` with law and article", "请补写 basis（法规名称和条款号）");
            findings.add(Finding::here(lawful, message).help(help));
        }
        "consent" if item.is_on_application() && !item.is_type("public-service") => {
            let message = Text::new(
                "consent is named for a power that the body must exercise",
                "行政权力事项以同意作为处理个人信息的依据",
            );
            let help = Text::new(
                "write `statutory-duty` with its `basis`: whoever refuses must still be served",
                "请写 statutory-duty 并补写 basis：不同意的申请人同样应予办理",
            );
            findings.add(Finding::here(lawful, message).help(help));
        }
        _ => {}
    }
}
