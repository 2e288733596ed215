//! Waivers: findings that an authority accepts for a time, with a reason. Entries of documents
//! of the kind `waivers`, or comments `# mulu: allow RULE until=2027-06-30 reason=…`.

use std::ops::Range;
use std::sync::Arc;

use super::region;
use crate::date::Date;
use crate::diagnostic::{Diagnostic, Text};
use crate::source::Source;
use crate::source::node::Node;
use crate::source::tree::Tree;

/// The kind of a document that holds waivers.
pub const KIND: &str = "waivers";

/// A waiver as it is written.
#[derive(Clone, Debug)]
pub struct Waiver {
    /// The rule whose findings are accepted.
    pub rule: String,
    /// Which findings.
    pub scope: Scope,
    /// Why.
    pub reason: String,
    /// Who decided so.
    pub authority: String,
    /// The last day; none where it is not written.
    pub until: Option<Date>,
    /// The last day as it is written, where it is no date.
    pub bad_until: Option<String>,
    /// Whether its place has something that could not be read, so that it would accept more than was decided.
    pub bad_place: bool,
    /// Whether it is a comment.
    pub comment: bool,
    /// Where it stands.
    pub at: Written,
}

/// Where a waiver is written.
#[derive(Clone, Debug)]
pub struct Written {
    /// The file.
    pub source: Arc<Source>,
    /// The document within the file.
    pub document: u32,
    /// The bytes.
    pub range: Range<u32>,
    /// RFC 6901 pointer within the document; empty for a comment.
    pub pointer: String,
    /// What tells the waiver from others wherever it is moved to.
    pub name: String,
}

/// Which findings of its rule a waiver accepts.
#[derive(Clone, Debug)]
pub enum Scope {
    /// Those that begin in a line of a file.
    Line(Arc<str>, u32),
    /// Those that have all that is named.
    Named {
        /// Code of the item.
        item: Option<String>,
        /// File or folder, as it is shown.
        path: Option<String>,
        /// Division whose items are meant, with all below it.
        region: Option<String>,
        /// Pointer of the element, with all below it.
        pointer: Option<String>,
    },
}

impl Scope {
    /// Whether a finding of the rule is meant.
    pub fn holds(&self, finding: &Diagnostic) -> bool {
        match self {
            Self::Line(path, line) => finding.place.path == *path && finding.place.span.line == *line,
            Self::Named { item, path, region, pointer } => {
                let below = |whole: &str, part: &str| {
                    whole.strip_prefix(part).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
                };
                let stable = finding.stable.as_deref().unwrap_or(&finding.pointer);
                item.as_deref().is_none_or(|item| finding.item.as_deref() == Some(item))
                    && path.as_deref().is_none_or(|path| below(&finding.place.path, path))
                    && region.as_deref().is_none_or(|region| within(&finding.region, region))
                    && pointer
                        .as_deref()
                        .is_none_or(|pointer| below(stable, pointer) || below(&finding.pointer, pointer))
            }
        }
    }

    /// In words.
    pub fn in_words(&self) -> Text {
        match self {
            Self::Line(path, line) => Text::new(format!("{path}, line {line}"), format!("{path} 第{line}行")),
            Self::Named { item, path, region, pointer } => {
                let parts = [
                    ("item", "事项", item),
                    ("region", "区划", region),
                    ("file", "文件", path),
                    ("element", "要素", pointer),
                ];
                let named = |pick: fn(&(&'static str, &'static str, &Option<String>)) -> &'static str| {
                    let parts = parts.iter().filter_map(|part| Some((pick(part), part.2.as_deref()?)));
                    parts.map(|(word, value)| format!("{word} {value}")).collect::<Vec<_>>()
                };
                Text::new(named(|part| part.0).join(", "), named(|part| part.1).join("，"))
            }
        }
    }
}

/// Whether a division lies within another, given by its code or the digits it begins with.
pub fn within(division: &str, region: &str) -> bool {
    let mut prefix = region::short(region);
    // 370800 is the city, and 3708 its digits; a town has more than six.
    while prefix.len() <= 6 && prefix.len() > 2 && prefix.ends_with("00") {
        prefix = &prefix[..prefix.len() - 2];
    }
    !division.is_empty() && division.starts_with(prefix)
}

/// The waivers of a file; one that holds a state secret is not asked.
pub fn of_file(source: &Arc<Source>, trees: &[Arc<Tree>], shown: &dyn Fn(&str) -> String) -> Vec<Waiver> {
    let mut waivers = Vec::new();
    if source.is_hushed() {
        return waivers;
    }
    for tree in trees {
        let Some(root) = tree.root().filter(|root| root.str("kind") == Some(KIND)) else { continue };
        let entries = root.get("waivers").into_iter().flat_map(Node::items).filter(|entry| entry.is_map());
        waivers.extend(entries.map(|entry| of_entry(entry, shown)));
    }
    waivers.extend(super::waiver_comments::of_file(source, trees));
    waivers
}

fn of_entry(entry: Node<'_>, shown: &dyn Fn(&str) -> String) -> Waiver {
    let text = |node: Node<'_>, key: &str| node.str(key).map(str::to_owned);
    let place = entry.get("place");
    let part = |key: &str| text(place?, key);
    let layer = entry.layer();
    let authority = entry.get("authority");
    let name = authority.and_then(|authority| authority.as_str().or_else(|| authority.str("name")));
    let until = text(entry, "until");
    let day = until.as_deref().and_then(Date::parse);
    let rule = text(entry, "rule").unwrap_or_default();
    let named: Vec<_> = ["item", "region", "path", "pointer"].into_iter().filter_map(part).collect();
    Waiver {
        at: Written {
            source: Arc::clone(&layer.source),
            document: layer.document,
            range: entry.get("rule").unwrap_or_else(|| entry.owner()).range(),
            pointer: entry.pointer(),
            name: format!("/waivers/{rule}/{}", named.join(" ")),
        },
        rule,
        scope: Scope::Named {
            item: part("item"),
            path: part("path").map(|path| shown(path.trim_end_matches('/'))),
            region: part("region"),
            pointer: part("pointer").map(|pointer| pointer.trim_end_matches('/').to_owned()),
        },
        reason: text(entry, "reason").unwrap_or_default().trim().to_owned(),
        authority: name.unwrap_or_default().to_owned(),
        until: day,
        bad_until: until.filter(|_| day.is_none()),
        bad_place: place.is_none_or(|place| named.is_empty() || named.len() < place.all_entries().count()),
        comment: false,
    }
}

#[cfg(test)]
mod tests {
    use super::within;

    #[test]
    fn a_division_lies_within_its_city_and_province() {
        for region in ["370000", "37", "370800", "3708", "370828"] {
            assert!(within("370828", region) && within("370828101", region), "{region}");
        }
        assert!(!within("370828", "370900") && !within("", "370000") && !within("370000", "370800"));
    }
}
