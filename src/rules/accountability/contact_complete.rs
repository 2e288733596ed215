//! A window has place and hours, and enquiries have a telephone or an address.

use crate::diagnostic::{Basis, Severity, Text};
use crate::model::effective::Effective;
use crate::rules::{Check, Context, Findings, Rule};
use crate::source::finding::Finding;
use crate::source::node::Node;

/// The rule.
pub static RULE: Rule = Rule {
    id: "contact-complete",
    severity: Severity::Warning,
    basis: &[Basis { law: "政府信息公开条例", articles: &["20"] }, Basis { law: "河南省优化营商环境条例", articles: &["28"] }, Basis { law: "北京市优化营商环境条例", articles: &["31"] }],
    since: "0.1.0",
    heuristic: false,
    page: include_str!("contact_complete.md"),
    check: Check::Effective(check),
};

fn check(_: &Context<'_>, item: &Effective<'_>, findings: &mut Findings<'_>) {
    for window in item.root.at(&["channels", "window"]).into_iter().flat_map(Node::items) {
        let parts = [("address", "its address", "办理地点"), ("hours", "its office hours", "办理时间")];
        // A venue of the register brings its own.
        let lacking = parts.into_iter().filter(|(key, ..)| window.get("venue").is_none() && window.get(key).is_none());
        for (key, en, zh) in lacking {
            let message = Text::new(format!("the window does not state {en}"), format!("窗口未列明{zh}"));
            let help = Text::new(
                format!("add `{key}:`, or name a `venue` of the register"),
                format!("请补写“{key}:”（{zh}），或引用登记的办理场所 venue"),
            );
            findings.add(Finding::lacking(window, key, message).help(help));
        }
    }
    let ways = ["phone", "url", "address", "email", "wechat", "letter"];
    let kinds = [("enquiry", "enquiries", "咨询方式", "咨询电话"), ("complaint", "complaints", "监督投诉方式", "监督投诉电话")];
    for (key, en, zh, telephone) in kinds {
        let Some(own) = item.root.at(&["contacts", key]).filter(|own| own.is_map()) else { continue };
        if ways.iter().all(|way| own.get(way).is_none()) {
            let message = Text::new(format!("{en} have no telephone and no other way"), format!("{zh}未列明电话或其他途径"));
            let help = Text::new("add `phone:`", "请补写“phone:”（电话）");
            findings.add(Finding::lacking(own, "phone", message).help(help));
        }
        if let Some(phone) = own.get("phone").filter(|phone| lacks_area_code(phone.text())) {
            let message = Text::new(format!("the telephone of {en} has no area code"), format!("{telephone}未写区号"));
            let help = Text::new("put the area code before it, such as 0537-", "请在号码前加区号，如“0537-”");
            findings.add(Finding::here(phone, message).help(help));
        }
    }
}

/// Whether the first number of a text is a local one by itself: 7 or 8 digits that begin with 2 to 8.
/// Service numbers, 400 and 800 numbers and mobile numbers need no area code.
fn lacks_area_code(text: &str) -> bool {
    let first = text.split(|c: char| !c.is_ascii_digit()).find(|digits| !digits.is_empty()).unwrap_or_default();
    matches!(first.len(), 7 | 8) && matches!(first.as_bytes()[0], b'2'..=b'8')
}
