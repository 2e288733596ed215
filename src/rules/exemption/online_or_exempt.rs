//! An item on application is on the platform, or a record says why not.

use crate::diagnostic::{Basis, Severity, Text};
use crate::model::effective::Effective;
use crate::rules::{Check, Context, Findings, Rule};
use crate::source::finding::Finding;
use crate::model::exemption::{self, Exemption};
use crate::source::node::Node;
use crate::date::Date;

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

fn check(context: &Context<'_>, item: &Effective<'_>, findings: &mut Findings<'_>) {
    let root = item.root;
    if !item.is_on_application() || matches!(root.str("status"), Some("cancelled" | "draft" | "suspended")) {
        return;
    }
    let is_false = |keys: &[&str]| root.at(keys).filter(|node| node.as_bool() == Some(false));
    let offline = is_false(&["platform", "included"])
        .or_else(|| is_false(&["online", "available"]).filter(|_| root.at(&["platform", "included"]).is_none()));
    let Some(at) = offline else { return };
    let records: Vec<_> = exemption::all(root).filter(|record| record.is_about("online-inclusion")).collect();
    let shown: Vec<_> = records.iter().copied().filter(|record| speaks_on(*record, context.day)).collect();
    if !exemption::leave_out_all(root, &shown) {
        findings.add(finding(at, records.first().copied(), context.day));
    }
}

/// Whether a record has to be counted on a day. One that has ended is reported for itself, as is
/// one that ends before it begins; a deferral has no rule that would say so.
fn speaks_on(record: Exemption<'_>, day: Date) -> bool {
    let begins = record.date(&["valid", "from"]).map(|(_, from)| from);
    let ends = record.ends();
    let reversed = begins.zip(ends).is_some_and(|(from, end)| end < from);
    let begun = begins.is_none_or(|from| from <= day);
    if record.is_exempt() { begun || reversed } else { record.holds_on(day) }
}

fn finding(at: Node<'_>, record: Option<Exemption<'_>>, day: Date) -> Finding {
    let Some(record) = record else {
        let message = Text::new(
            "the item is not on the platform, and no record shows why",
            "事项未纳入平台，也没有记录说明依据",
        );
        let help = Text::new(
            "include the item, or add a record in `exemptions`: exempt with its provision, or deferred with a target date",
            "请将事项纳入平台，或者在 exemptions 中补写记录：依法不纳入并引用条款，或者暂缓并写明目标日期",
        );
        return Finding::here(at, message).help(help);
    };
    let message = Text::new(
        format!("the item is not on the platform, and its records do not leave out the whole item on {day}"),
        format!("事项未纳入平台，而其记录在{day}没有涵盖整个事项"),
    );
    let help = Text::new(
        "include the item and leave out only what the record covers, or show the ground for the rest of it",
        "请将事项纳入平台，仅不纳入记录所涵盖的部分；或者说明其余部分的依据",
    );
    let note = Text::new("a record of the item", "该事项的记录");
    Finding::here(at, message).help(help).beside(record.node.get("id").unwrap_or(record.node), note)
}
