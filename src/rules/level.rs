//! What a citation rests on: the levels of the instruments that it names.

use super::Context;
use crate::date::Date;
use crate::diagnostic::Text;
use crate::model::effective::Effective;
use crate::model::laws::{Law, Named, Version};
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
pub fn citations(basis: Option<Node<'_>>) -> impl Iterator<Item = Node<'_>> {
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

/// The instruments that cannot set an item, although they are cited for that, each with what it is. Where no citation
/// says what it is for, one that can set it is enough; of one whose level nothing shows nothing is said.
pub fn setting_too_low<'t>(
    context: &Context<'_>,
    item: &Effective<'t>,
    may_set: impl Fn(&str, Option<&Law>) -> bool,
) -> Vec<(Node<'t>, Text)> {
    let tagged = item.entries("basis").any(|entry| entry.str("purpose") == Some("setting"));
    // Where nothing is tagged so, what has no purpose may set it; the lack of it is left to `basis-required`.
    let wanted = if tagged { Some("setting") } else { None };
    let setting = item.entries("basis").filter(|entry| entry.str("purpose") == wanted);
    let names: Vec<Node<'_>> = setting.filter_map(|entry| entry.get("law")).collect();
    let too_low = |name: Node<'t>| {
        let law = context.registers.laws().find(name.text());
        let level = of(context, name).filter(|level| !may_set(level, law))?;
        Some((name, titled(context, law.map_or_else(|| name.text(), Law::short_title), level)))
    };
    let found: Vec<_> = names.iter().filter_map(|name| too_low(*name)).collect();
    if !tagged && found.len() < names.len() { Vec::new() } else { found }
}

/// The level of an instrument: that of the register, else what its name shows.
pub fn of<'c>(context: &Context<'c>, name: Node<'_>) -> Option<&'c str> {
    let known = context.registers.laws().find(name.text()).map(|law| law.level.as_str());
    known.or_else(|| context.standard.levels.get().of_name(name.text()))
}

/// What a level is called.
pub fn label(context: &Context<'_>, level: &str) -> Text {
    label_of(context, "law-level", level)
}

/// What a slug of a code list is called.
pub fn label_of(context: &Context<'_>, list: &str, slug: &str) -> Text {
    let code = context.standard.list(list).and_then(|list| list.get(slug));
    code.map_or_else(
        || Text::new(slug.to_owned(), slug.to_owned()),
        |code| Text::new(code.en.clone(), code.zh.clone()),
    )
}

/// An English noun with its article: `a law`, `an administrative regulation`.
pub fn with_article(noun: &str) -> String {
    let article = if noun.starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" };
    format!("{article} {noun}")
}

/// `《title》 is a department rule`, in both languages.
pub fn is_of(context: &Context<'_>, law: &Law) -> Text {
    titled(context, law.short_title(), &law.level)
}

/// The same of a title and a level.
pub fn titled(context: &Context<'_>, title: &str, level: &str) -> Text {
    let level = label(context, level);
    Text::new(format!("《{title}》 is {}", with_article(&level.en)), format!("《{title}》属于{}", level.zh))
}

/// What to say of a version that a citation names and that is not the one in force on the day, and how it stands.
pub fn other_version(law: &Law, date: Date, current: &Version, day: Date) -> Option<(Named, Text)> {
    let title = law.short_title();
    let named = law.named(date, current, day);
    let text = match named {
        Named::Current => return None,
        Named::Ended => {
            let since = current.from.or(current.date).unwrap_or(day);
            Text::new(
                format!("the version of {date} of 《{title}》 is no longer in force since {since}"),
                format!("《{title}》{date}版本自{since}起不再有效"),
            )
        }
        Named::NotYet => Text::new(
            format!("the version of {date} of 《{title}》 is not yet in force on {day}"),
            format!("《{title}》{date}版本在{day}尚未施行"),
        ),
        Named::Unknown => Text::new(
            format!("the register of laws has no version of {date} of 《{title}》"),
            format!("法律法规登记册中没有《{title}》{date}版本"),
        ),
    };
    Some((named, text))
}
