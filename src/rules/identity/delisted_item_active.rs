//! A cancelled item is no longer offered.

use crate::date::Date;
use crate::diagnostic::{Basis, Severity, Text};
use crate::model::effective::Effective;
use crate::rules::{Check, Context, Findings, Rule};
use crate::source::finding::Finding;
use crate::source::node::Node;

/// The rule.
pub static RULE: Rule = Rule {
    id: "delisted-item-active",
    severity: Severity::Error,
    basis: &[Basis { law: "优化营商环境条例", articles: &["40"] }, Basis { law: "安阳市政务服务条例", articles: &["17"] }],
    since: "0.1.0",
    heuristic: false,
    page: include_str!("delisted_item_active.md"),
    check: Check::Effective(check),
};

fn check(context: &Context<'_>, item: &Effective<'_>, findings: &mut Findings<'_>) {
    let Some(basic) = item.basic().filter(|_| item.is_implementation()) else { return };
    let Some(own) = item.root.get("status").filter(|own| own.text() == "in-use") else { return };
    // A status that is inherited is not claimed by the entry.
    if own.layer_number() == 0 {
        return;
    }
    if let Some(end) = end(item.own.root).filter(|end| end.1 < context.day) {
        findings.add(past_its_end(own, end));
        return;
    }
    let ended = end(basic.root).filter(|(_, to)| *to < context.day).map(|(place, _)| place);
    let cancelled = basic.root.get("status").filter(|status| status.text() == "cancelled");
    let Some(place) = cancelled.or(ended) else { return };
    let code = basic.code().unwrap_or("?");
    let message = Text::new(
        format!("the entry is in use, but {code} is cancelled in the directory"),
        format!("该事项为“在用”，而基本目录中{code}已取消"),
    );
    let help = Text::new(
        "withdraw the entry: `status: cancelled`",
        "请停止办理并改为 status: cancelled（取消）",
    );
    let note = Text::new("cancelled here", "此处已取消");
    findings.add(Finding::here(own, message).help(help).beside(place, note));
}

/// Where a document says when its item ends, and the day; none where it ends before it begins, of which
/// `effective-in-order` speaks.
fn end(root: Node<'_>) -> Option<(Node<'_>, Date)> {
    let date = |key: &str| {
        let node = root.at(&["effective", key])?;
        Some((node, Date::parse(node.as_str()?)?))
    };
    date("to").filter(|(_, to)| date("from").is_none_or(|(_, from)| from <= *to))
}

fn past_its_end(status: Node<'_>, (place, day): (Node<'_>, Date)) -> Finding {
    let message = Text::new(
        format!("the entry is in use, but by its own dates it ended on {day}"),
        format!("该清单为“在用”，而自身有效期已于{day}截止"),
    );
    let help = Text::new(
        "write `status: cancelled`, or correct the date",
        "请改为 status: cancelled（取消），或改正日期",
    );
    Finding::here(status, message).help(help).beside(place, Text::new("its end", "有效期止"))
}
