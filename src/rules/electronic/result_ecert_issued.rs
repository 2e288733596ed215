//! A certificate is issued in electronic form too.

use crate::diagnostic::{Basis, Severity, Text};
use crate::model::effective::Effective;
use crate::rules::{Check, Context, Findings, Rule};
use crate::source::finding::Finding;
use crate::standard::words;

/// The rule.
pub static RULE: Rule = Rule {
    id: "result-ecert-issued",
    severity: Severity::Warning,
    basis: &[Basis { law: "国务院关于在线政务服务的若干规定", articles: &["10"] }, Basis { law: "国务院办公厅关于加快推进电子证照扩大应用领域和全国互通互认的意见", articles: &[] }],
    since: "0.1.0",
    heuristic: false,
    page: include_str!("result_ecert_issued.md"),
    check: Check::Effective(check),
};

fn check(context: &Context<'_>, item: &Effective<'_>, findings: &mut Findings<'_>) {
    if !item.is_on_application() || context.lifts(item, "accept-e-certificate", None) {
        return;
    }
    for result in item.entries("results").filter(|result| result.str("kind") == Some("certificate")) {
        let name = words::shorten(result.str("name").or_else(|| result.str("id")).unwrap_or("?"));
        if let Some(electronic) = result.get("electronic").filter(|own| own.as_bool() == Some(false)) {
            let message = Text::new(
                format!("the certificate \"{name}\" is issued on paper only"),
                format!("结果证照“{name}”仅有纸质形式"),
            );
            let help = Text::new(
                "issue it electronically too and write `electronic: true`",
                "请同时制发电子证照，并写 electronic: true",
            );
            findings.add(Finding::here(electronic, message).help(help));
        }
        let Some(format) = result.get("format") else { continue };
        let own = format.text().to_ascii_uppercase();
        if !["OFD", "PDF"].iter().any(|layout| own.contains(layout)) {
            let message = Text::new(
                format!("`{}` is no fixed-layout format", words::shorten(format.text())),
                format!("“{}”不是版式文档格式", words::shorten(format.text())),
            );
            let help = Text::new("write OFD or PDF", "请写 OFD 或 PDF");
            findings.add(Finding::here(format, message).help(help));
        }
    }
}
