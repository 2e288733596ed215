//! An item on application is on the platform, or a record says why not.

use crate::diagnostic::{Basis, Severity, Text};
use crate::model::effective::Effective;
use crate::rules::{Check, Context, Findings, Rule};
use crate::source::finding::Finding;
use crate::model::exemption;

/// The rule.
pub static RULE: Rule = Rule {
    id: "online-or-exempt",
    severity: Severity::Error,
    basis: &[Basis { law: "国务院关于在线政务服务的若干规定", articles: &["4"] }, Basis { law: "优化营商环境条例", articles: &["37"] }],
    since: "0.1.0",
    heuristic: false,
    page: include_str!("online_or_exempt.md"),
    check: Check::Effective(check),
};

fn check(_: &Context<'_>, item: &Effective<'_>, findings: &mut Findings<'_>) {
    let root = item.root;
    if !item.is_on_application() || matches!(root.str("status"), Some("cancelled" | "draft" | "suspended")) {
        return;
    }
    let is_false = |keys: &[&str]| root.at(keys).filter(|node| node.as_bool() == Some(false));
    let offline = is_false(&["platform", "included"])
        .or_else(|| is_false(&["online", "available"]).filter(|_| root.at(&["platform", "included"]).is_none()));
    let Some(at) = offline else { return };
    let shown = exemption::all(root).any(|record| record.is_about("online-inclusion"));
    if !shown {
        let message = Text::new(
            "the item is not on the platform, and no record shows why",
            "事项未纳入平台，也没有记录说明依据",
        );
        let help = Text::new(
            "include the item, or add a record in `exemptions`: exempt with its provision, or deferred with a target date",
            "请将事项纳入平台，或者在 exemptions 中补写记录：依法不纳入并引用条款，或者暂缓并写明目标日期",
        );
        findings.add(Finding::here(at, message).help(help));
    }
}
