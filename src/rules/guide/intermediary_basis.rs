//! A service of an intermediary rests on law, and nobody is prescribed.

use crate::diagnostic::{Basis, Severity, Text};
use crate::model::effective::Effective;
use crate::rules::level::{self, Support};
use crate::rules::{Check, Context, Findings, Rule};
use crate::source::finding::Finding;
use crate::standard::words;

/// The rule.
pub static RULE: Rule = Rule {
    id: "intermediary-basis",
    severity: Severity::Error,
    basis: &[Basis { law: "优化营商环境条例", articles: &["43"] }],
    since: "0.1.0",
    heuristic: false,
    page: include_str!("intermediary_basis.md"),
    check: Check::Effective(check),
};

fn check(context: &Context<'_>, item: &Effective<'_>, findings: &mut Findings<'_>) {
    let light = item.serves_persons_only();
    let is_lifted = context.lifts(item, "intermediary-free", None);
    let weigh = |finding: Finding| if light { finding.weigh(Severity::Warning) } else { finding };
    for service in item.entries("intermediaries") {
        let name = words::shorten(service.str("name").or_else(|| service.str("id")).unwrap_or("?"));
        let help = Text::new(
            "cite a law, regulation or State Council decision, or do not ask for the service",
            "请引用法律、法规或国务院决定；没有的，不应要求该中介服务",
        );
        match level::support(context, service.get("basis"), level::REGULATION_OR_DECISION) {
            Support::Enough | Support::Unknown => {}
            _ if is_lifted => {}
            Support::Short(place, law) => {
                let own = level::is_of(context, law);
                let message = Text::new(
                    format!("{}, which cannot ask for the service \"{name}\"", own.en),
                    format!("{}，不能作为中介服务“{name}”的设定依据", own.zh),
                );
                findings.add(weigh(Finding::here(place, message).help(help)));
            }
            Support::None => {
                let message = Text::new(
                    format!("the intermediary service \"{name}\" shows no basis"),
                    format!("中介服务“{name}”未列明设定依据"),
                );
                findings.add(weigh(Finding::lacking(service, "basis", message).help(help)));
            }
        }
        if let Some(designated) = service.get("designated").filter(|own| own.as_bool() == Some(true)) {
            let message = Text::new(
                format!("an agency is prescribed for the service \"{name}\""),
                format!("中介服务“{name}”指定了机构"),
            );
            let help = Text::new("let the applicant choose: delete it", "应由申请人自主选择，请删除");
            findings.add(weigh(Finding::here(designated, message).help(help)));
        }
    }
}
