//! The published guide is of the version in force.

use crate::diagnostic::{Basis, Severity, Text};
use crate::date::Date;
use crate::model::effective::Effective;
use crate::rules::{Check, Context, Findings, Rule};
use crate::source::finding::Finding;
use crate::source::node::Node;

/// The rule.
pub static RULE: Rule = Rule {
    id: "stale-publication",
    severity: Severity::Warning,
    basis: &[Basis { law: "安阳市政务服务条例", articles: &["13"] }, Basis { law: "河南省优化营商环境条例", articles: &["28"] }],
    since: "0.1.0",
    heuristic: false,
    page: include_str!("stale_publication.md"),
    check: Check::Effective(check),
};

fn check(context: &Context<'_>, item: &Effective<'_>, findings: &mut Findings<'_>) {
    let is_shown = item.root.at(&["publication", "publish"]).and_then(Node::as_bool) != Some(false);
    if !is_shown || item.root.str("status") == Some("draft") {
        return;
    }
    let (Some(published), Some(version)) = (item.root.at(&["publication", "version"]), item.root.get("version")) else {
        return;
    };
    // A body counts its own versions: only what one layer says of both can be compared.
    if published.layer_number() != version.layer_number() {
        return;
    }
    let (Some(shown), Some(own)) = (published.as_i64(), version.as_i64()) else { return };
    let from = item.root.at(&["effective", "from"]).and_then(Node::as_str).and_then(Date::parse);
    // Until a new version takes effect, the guide rightly shows the one before.
    if shown == own || shown < own && from.is_some_and(|from| from > context.day) {
        return;
    }
    let message = Text::new(
        format!("the guide is published in version {shown}, but the definition is version {own}"),
        format!("公开的办事指南为第{shown}版，而事项现为第{own}版"),
    );
    let help = Text::new("publish the version in force, or correct the number", "请公开现行版本，或更正版本号");
    findings.add(Finding::here(published, message).help(help).beside(version, Text::new("the version", "事项版本")));
}
