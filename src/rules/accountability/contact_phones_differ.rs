//! Complaints do not go to the telephone of enquiries.

use crate::diagnostic::{Severity, Text};
use crate::model::effective::Effective;
use crate::rules::{Check, Context, Findings, Rule};
use crate::source::finding::Finding;
use crate::source::node::Node;

/// The rule.
pub static RULE: Rule = Rule {
    id: "contact-phones-differ",
    severity: Severity::Warning,
    basis: &[],
    since: "0.1.0",
    heuristic: false,
    page: include_str!("contact_phones_differ.md"),
    check: Check::Effective(check),
};

fn check(_: &Context<'_>, item: &Effective<'_>, findings: &mut Findings<'_>) {
    let phone = |name: &str| item.root.at(&["contacts", name, "phone"]);
    let (Some(enquiry), Some(complaint)) = (phone("enquiry"), phone("complaint")) else { return };
    let digits = |node: Node<'_>| node.text().chars().filter(char::is_ascii_digit).collect::<String>();
    if digits(enquiry) != digits(complaint) || digits(enquiry).is_empty() || names_hotline(complaint.text()) {
        return;
    }
    let message = Text::new(
        "complaints go to the same telephone as enquiries",
        "监督投诉电话与咨询电话相同",
    );
    let help = Text::new("name the telephone of the supervising unit, or 12345", "请填写监督部门电话或12345");
    let note = Text::new("telephone of enquiries", "咨询电话");
    findings.add(Finding::here(complaint, message).help(help).beside(enquiry, note));
}

/// Whether one of the numbers of a text is 12345, the one line for both, with or without an area code.
fn names_hotline(text: &str) -> bool {
    let part = |c: char| !(c.is_ascii_digit() || matches!(c, '-' | '－' | '—' | '(' | ')' | '（' | '）' | ' '));
    text.split(part).any(|number| {
        let digits: String = number.chars().filter(char::is_ascii_digit).collect();
        let area = digits.strip_suffix("12345");
        area.is_some_and(|area| area.is_empty() || (area.starts_with('0') && matches!(area.len(), 3 | 4)))
    })
}
