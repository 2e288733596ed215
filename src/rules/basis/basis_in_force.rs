//! Every instrument that is cited is in force on the day.

use crate::date::Date;
use crate::diagnostic::{Basis, Severity, Text};
use crate::model::laws::{Law, Named, Standing, Version};
use crate::model::registers;
use crate::rules::level;
use crate::rules::{Check, Context, Findings, Rule};
use crate::source::finding::Finding;
use crate::source::node::Node;
use crate::source::tree::Tree;

/// The rule.
pub static RULE: Rule = Rule {
    id: "basis-in-force",
    severity: Severity::Error,
    basis: &[Basis { law: "立法法", articles: &[] }, Basis { law: "行政许可法", articles: &["8"] }],
    since: "0.1.0",
    heuristic: false,
    page: include_str!("basis_in_force.md"),
    check: Check::Document(check),
};

fn check(context: &Context<'_>, tree: &Tree, findings: &mut Findings<'_>) {
    let day = context.day;
    if tree.root().is_none_or(|root| is_over(root, day)) {
        return;
    }
    let laws = context.registers.laws();
    for (name, _) in tree.references().filter(|(_, register)| *register == "laws") {
        if registers::is_out_of_use(name, day) {
            continue;
        }
        let Some(law) = laws.find(name.text()) else { continue };
        let title = law.short_title();
        let (en, zh) = match law.on(day) {
            Standing::Repealed => ended_on(law, day),
            Standing::NotYet => {
                (format!("is not yet in force on {day}"), format!("在{day}尚未施行"))
            }
            Standing::InForce(current) => {
                findings.extend(overtaken(context, name, law));
                findings.extend(other_version(context, name, law, current).filter(|_| !is_exemption(name)));
                continue;
            }
            Standing::Unknown => {
                findings.extend(overtaken(context, name, law));
                continue;
            }
        };
        // Exemptions are judged by `exemption-instrument-expired`.
        if is_exemption(name) {
            continue;
        }
        let message = Text::new(format!("《{title}》 {en}"), format!("《{title}》{zh}"));
        let next = law.replaced_by.as_deref().and_then(|next| laws.find(next)).map(Law::short_title);
        let help = match next {
            Some(next) => Text::new(format!("cite 《{next}》, which took its place"), format!("请改引《{next}》")),
            None => Text::new("cite what is in force, or give the item its last day", "请改引现行有效的规定，或写明事项的终止日期"),
        };
        findings.add(Finding::here(name, message).help(help));
    }
}

/// Since when an instrument is no longer in force, in both languages; the day of the run where no source says it.
pub(in crate::rules) fn ended_on(law: &Law, day: Date) -> (String, String) {
    law.gone_on().map_or_else(
        || (format!("is no longer in force on {day}"), format!("在{day}已不再有效")),
        |since| (format!("is no longer in force since {since}"), format!("自{since}起失效")),
    )
}

/// Whether the document is of an item that has ended.
fn is_over(root: Node<'_>, day: Date) -> bool {
    let to = root.at(&["effective", "to"]).and_then(Node::as_str).and_then(Date::parse);
    root.str("status") == Some("cancelled") || to.is_some_and(|to| to < day)
}

fn is_exemption(name: Node<'_>) -> bool {
    name.path().first().and_then(|step| step.key).is_some_and(|key| key.text() == "exemptions")
}

/// An instrument that another has overtaken, though nothing repeals it in words.
fn overtaken(context: &Context<'_>, name: Node<'_>, law: &Law) -> Option<Finding> {
    let own = context.registers.entry("laws", law.id.as_deref()?)?.get("overtaken")?;
    let on = own.str("on").and_then(Date::parse).filter(|on| *on <= context.day)?;
    let by = context.registers.laws().find(own.str("by")?).map(Law::short_title)?;
    let title = law.short_title();
    let message = Text::new(
        format!("《{title}》 has been overtaken by 《{by}》 since {on}"),
        format!("《{title}》所规定事项自{on}起适用《{by}》"),
    );
    let help = Text::new(format!("cite 《{by}》"), format!("请改引《{by}》"));
    Some(Finding::here(name, message).help(help).weigh(Severity::Warning))
}

/// A version that the citation names and that is not the one in force. That an old one is meant is possible.
fn other_version(context: &Context<'_>, name: Node<'_>, law: &Law, current: &Version) -> Option<Finding> {
    let path = name.path();
    let place = path[path.len().checked_sub(2)?].value.get("version")?;
    let date = Date::parse(place.text())?;
    let (named, message) = level::other_version(law, date, current, context.day)?;
    // Where the register knows one version only, older ones may have been left out.
    if named == Named::Ended && (law.versions.len() < 2 || current.from.is_none()) {
        return None;
    }
    let weight = if named == Named::NotYet { Severity::Error } else { Severity::Warning };
    let help = Text::new("cite the version in force, without `version`", "请改引现行版本，不写 version");
    Some(Finding::here(place, message).help(help).weigh(weight))
}
