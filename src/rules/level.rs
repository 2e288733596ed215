//! What a citation rests on: the levels of the instruments that it names.

use super::Context;
use crate::diagnostic::Text;
use crate::model::effective::Effective;
use crate::model::laws::Law;
use crate::source::node::Node;

/// Law and administrative regulation.
pub const STATE: &[&str] = &["law", "admin-regulation"];
/// The same and decisions of the State Council.
pub const STATE_OR_DECISION: &[&str] = &["law", "admin-regulation", "state-council-decision"];
/// Law and regulation (法律、法规).
pub const REGULATION: &[&str] = &["law", "admin-regulation", "local-regulation"];
/// Law, regulation and decisions of the State Council.
pub const REGULATION_OR_DECISION: &[&str] =
    &["law", "admin-regulation", "local-regulation", "state-council-decision"];
/// Law, regulation, decisions of the State Council and rules (规章).
pub const RULE: &[&str] = &[
    "law",
    "admin-regulation",
    "local-regulation",
    "state-council-decision",
    "department-rule",
    "local-government-rule",
];

/// How a basis stands to the levels that are asked for.
#[derive(Clone, Copy, Debug)]
pub enum Support<'t, 'c> {
    /// Nothing is cited.
    None,
    /// Some instrument has one of the levels.
    Enough,
    /// None has, as far as the register of laws knows them.
    Unknown,
    /// None has: the first of them, where it is cited.
    Short(Node<'t>, &'c Law),
}

/// The instruments that a basis names.
pub fn cited(basis: Option<Node<'_>>) -> impl Iterator<Item = Node<'_>> {
    citations(basis).filter_map(|citation| citation.get("law"))
}

/// One citation, or a list of them.
fn citations(basis: Option<Node<'_>>) -> impl Iterator<Item = Node<'_>> {
    let one = basis.filter(|basis| basis.is_map());
    one.into_iter().chain(basis.into_iter().flat_map(Node::items))
}

/// Holds a basis against levels.
pub fn support<'t, 'c>(context: &Context<'c>, basis: Option<Node<'t>>, levels: &[&str]) -> Support<'t, 'c> {
    let mut found = Support::None;
    for citation in citations(basis) {
        let Some(name) = citation.get("law") else {
            // What cannot be read is reported by itself.
            if citation.is_unread("law") {
                found = Support::Unknown;
            }
            continue;
        };
        let law = context.registers.laws().find(name.text());
        found = match (law, found) {
            (Some(law), _) if law.level == "constitution" || levels.contains(&law.level.as_str()) => {
                return Support::Enough;
            }
            (Some(law), Support::None) => Support::Short(name, law),
            (Some(_), found) => found,
            (None, _) => Support::Unknown,
        };
    }
    found
}

/// The instruments that cannot set an item, although they are cited for that. Where no citation says what
/// it is for, one that can set it is enough, and so is one that the register does not know.
pub fn setting_too_low<'t, 'c>(
    context: &Context<'c>,
    item: &Effective<'t>,
    may_set: fn(&Law) -> bool,
) -> Vec<(Node<'t>, &'c Law)> {
    let laws = context.registers.laws();
    let tagged = item.entries("basis").any(|entry| entry.str("purpose") == Some("setting"));
    let setting = item.entries("basis").filter(|entry| !tagged || entry.str("purpose") == Some("setting"));
    let known = setting.filter_map(|entry| entry.get("law")).map(|name| (name, laws.find(name.text())));
    let known: Vec<(Node<'_>, Option<&Law>)> = known.collect();
    if !tagged && known.iter().any(|(_, law)| law.is_none_or(may_set)) {
        return Vec::new();
    }
    known.into_iter().filter_map(|(name, law)| Some((name, law.filter(|law| !may_set(law))?))).collect()
}

/// What a level is called.
pub fn label(context: &Context<'_>, level: &str) -> Text {
    let code = context.standard.list("law-level").and_then(|list| list.get(level));
    code.map_or_else(
        || Text::new(level.to_owned(), level.to_owned()),
        |code| Text::new(code.en.clone(), code.zh.clone()),
    )
}

/// `《title》 is a department rule`, in both languages.
pub fn is_of(context: &Context<'_>, law: &Law) -> Text {
    let (title, level) = (law.short_title(), label(context, &law.level));
    Text::new(format!("《{title}》 is a {}", level.en), format!("《{title}》属于{}", level.zh))
}
