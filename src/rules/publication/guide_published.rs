//! The guide is published, at an address and a date.

use crate::diagnostic::{Basis, Severity, Text};
use crate::model::effective::Effective;
use crate::rules::{Check, Context, Findings, Rule};
use crate::source::finding::Finding;

/// The rule.
pub static RULE: Rule = Rule {
    id: "guide-published",
    severity: Severity::Error,
    basis: &[Basis { law: "国务院关于在线政务服务的若干规定", articles: &["6"] }, Basis { law: "行政许可法", articles: &["30", "33"] }],
    since: "0.1.0",
    heuristic: false,
    page: include_str!("guide_published.md"),
    check: Check::Effective(check),
};

fn check(context: &Context<'_>, item: &Effective<'_>, findings: &mut Findings<'_>) {
    if !item.is_offered() || context.lifts(item, "publish-guide", None) {
        return;
    }
    let Some(publication) = item.root.get("publication") else {
        let message = Text::new("nothing says that the guide is published", "未写明办事指南的公开情况");
        let help = Text::new("add `publication:` with `url` and `published_on`", "请补写 publication（公开网址和公开日期）");
        // The standard does not demand the element: a silent source is no proof of an unpublished guide.
        let weight = if item.own.is_collected() { Severity::Info } else { Severity::Warning };
        findings.add(Finding::lacking(item.root, "publication", message).help(help).weigh(weight));
        return;
    };
    if let Some(publish) = publication.get("publish").filter(|own| own.as_bool() == Some(false)) {
        let message = Text::new("the guide is not published", "办事指南未对外公开");
        let help = Text::new(
            "publish it, or add an exemption with its ground",
            "请对外公开；依法不公开的，请写明不纳入情形",
        );
        findings.add(Finding::here(publish, message).help(help));
        return;
    }
    let parts = [("url", "address", "公开网址"), ("published_on", "date", "公开日期")];
    for (key, en, zh) in parts.into_iter().filter(|(key, ..)| publication.get(key).is_none()) {
        let message = Text::new(
            format!("the publication of the guide has no {en}"),
            format!("办事指南的公开情况未写明{zh}"),
        );
        let help = Text::new(format!("add `{key}:`"), format!("请补写“{key}:”（{zh}）"));
        // Address and day are the body's own, whatever the layers above say of publication.
        let own = publication.layer_number() == item.root.layer_number();
        let finding = if own { Finding::lacking(publication, key, message) } else { Finding::lacking(item.root, "publication", message) };
        findings.add(finding.help(help));
    }
}
