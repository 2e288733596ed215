//! Waivers as comments beside what they accept: `# mulu: allow RULE until=2027-06-30 reason=…`,
//! at the end of the line or alone on the line before.

use std::ops::Range;
use std::sync::Arc;

use super::waivers::{Scope, Waiver, Written};
use crate::date::Date;
use crate::source::node::Node;
use crate::source::tree::Tree;
use crate::source::{self, Source};

/// What begins a comment for this program, after `#` and blanks.
const MARK: &str = "mulu:";
/// The only word that may follow.
const ALLOW: &str = "allow";

/// The waivers in the comments of a file.
pub(super) fn of_file(source: &Arc<Source>, trees: &[Arc<Tree>]) -> Vec<Waiver> {
    let text = &source.text;
    let mut marks = source::places(text.as_bytes(), MARK)
        .filter_map(|at| Some((comment_start(text, at)?, at)))
        .peekable();
    if marks.peek().is_none() {
        return Vec::new();
    }
    let file = File::new(source, trees);
    let marks = marks.filter(|(start, _)| !file.is_value(*start as u32));
    marks.flat_map(|(start, at)| file.waivers(start, at)).collect()
}

/// Where the comment begins that these bytes open; none where they stand in the middle of something.
fn comment_start(text: &str, at: usize) -> Option<usize> {
    let start = text[..at].trim_end_matches([' ', '\t']).strip_suffix('#')?.len();
    let alone = text[..start].chars().next_back().is_none_or(char::is_whitespace);
    alone.then_some(start)
}

/// What is asked of a file once for all its comments.
struct File<'f> {
    source: &'f Arc<Source>,
    documents: Vec<Document<'f>>,
    /// The bytes of values and keys, in order: a block of text is no comment.
    scalars: Vec<Range<u32>>,
    /// The lines that hold more than blanks and a comment.
    content: Vec<u32>,
}

struct Document<'f> {
    start: u32,
    code: &'f str,
}

impl<'f> File<'f> {
    fn new(source: &'f Arc<Source>, trees: &'f [Arc<Tree>]) -> Self {
        let nodes = trees.iter().flat_map(|tree| (0..tree.len()).map(|number| tree.node(number)));
        let mut scalars: Vec<_> = nodes.filter(|node| !node.is_collection()).map(Node::range).collect();
        scalars.sort_by_key(|range| range.start);
        let lines = source.text.lines().zip(1..);
        let content =
            lines.filter(|(line, _)| !matches!(line.trim_start().bytes().next(), None | Some(b'#')));
        let content = content.map(|(_, number)| number).collect();
        let mut documents: Vec<Document<'_>> = Vec::with_capacity(trees.len());
        for tree in trees {
            let before = documents.last().map_or(0, |document| document.start);
            let root = tree.root();
            let code = root.and_then(|root| root.str("code").or_else(|| root.str("implements")));
            documents.push(Document {
                start: root.map_or(before, |root| root.range().start.max(before)),
                code: code.unwrap_or_default(),
            });
        }
        Self { source, documents, scalars, content }
    }

    fn is_value(&self, at: u32) -> bool {
        let after = self.scalars.partition_point(|range| range.start <= at);
        after.checked_sub(1).is_some_and(|before| at < self.scalars[before].end)
    }

    /// The line whose findings are accepted: that of the comment, or the next one with content
    /// where the comment stands alone.
    fn target(&self, line: u32) -> u32 {
        let next = self.content.partition_point(|content| *content < line);
        self.content.get(next).copied().unwrap_or(line)
    }

    fn waivers(&self, start: usize, at: usize) -> Vec<Waiver> {
        let text = &self.source.text;
        let end = text[start..].find(['\n', '\r']).map_or(text.len(), |length| start + length);
        let document = self.documents.partition_point(|document| document.start as usize <= start);
        let document = document.saturating_sub(1);
        let code = self.documents.get(document).map_or("", |document| document.code);
        let words = text[at + MARK.len()..end].trim();
        let rest = words.strip_prefix(ALLOW).filter(|rest| rest.is_empty() || rest.starts_with([' ', '\t']));
        let fields = Fields::read(rest.unwrap_or_default());
        let day = fields.until.and_then(Date::parse);
        let line = self.source.span(start as u32..end as u32).line;
        let one = |rule: &str| Waiver {
            rule: rule.to_owned(),
            scope: Scope::Line(Arc::clone(&self.source.path), self.target(line)),
            reason: fields.reason.to_owned(),
            authority: fields.authority.to_owned(),
            until: day,
            bad_until: fields.until.filter(|_| day.is_none()).map(str::to_owned),
            bad_place: false,
            comment: true,
            at: Written {
                source: Arc::clone(self.source),
                document: document as u32,
                range: start as u32..(start + text[start..end].trim_end().len()) as u32,
                pointer: String::new(),
                name: format!("/#/{rule}/{code}"),
            },
        };
        if fields.rules.is_empty() {
            vec![one("")]
        } else {
            fields.rules.iter().map(|rule| one(rule)).collect()
        }
    }
}

/// What follows `allow`.
#[derive(Debug, Default)]
struct Fields<'t> {
    rules: Vec<&'t str>,
    until: Option<&'t str>,
    reason: &'t str,
    authority: &'t str,
}

impl<'t> Fields<'t> {
    /// Reads rules, then `until=`, `reason=` and `authority=` in any order. A value in double
    /// quotes ends with them, `until` at a blank, another one where the next field begins.
    fn read(text: &'t str) -> Self {
        const KEYS: [&str; 3] = ["until=", "reason=", "authority="];
        let field = |text: &str| {
            let begins = |key: &str| {
                text.match_indices(key)
                    .map(|(at, _)| at)
                    .find(|at| *at == 0 || text[..*at].ends_with([' ', '\t', ',', '，']))
            };
            KEYS.iter().filter_map(|key| begins(key).map(|at| (at, *key))).min()
        };
        let mut fields = Self::default();
        let first = field(text).map_or(text.len(), |(at, _)| at);
        fields.rules = text[..first].split([' ', '\t', ',', '，']).filter(|word| !word.is_empty()).collect();
        let mut rest = &text[first..];
        while let Some((at, key)) = field(rest) {
            let value = &rest[at + key.len()..];
            let quoted = value.strip_prefix('"').and_then(|inner| inner.split_once('"'));
            let (value, after) = quoted.unwrap_or_else(|| {
                let end = match key {
                    "until=" => value.find([' ', '\t', ',', '，']).unwrap_or(value.len()),
                    _ => field(value).map_or(value.len(), |(at, _)| at),
                };
                value.split_at(end)
            });
            match key {
                "until=" => fields.until = Some(value),
                "reason=" => fields.reason = value.trim(),
                _ => fields.authority = value.trim(),
            }
            rest = after;
        }
        fields
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_come_in_any_order() {
        let read = |text| {
            let fields = Fields::read(text);
            (fields.rules.join(" "), fields.until, fields.reason, fields.authority)
        };
        assert_eq!(
            read(" visits-reason until=2027-06-30 reason=系统改造, 年内完成"),
            ("visits-reason".to_owned(), Some("2027-06-30"), "系统改造, 年内完成", "")
        );
        assert_eq!(
            read(" a, b reason=\"until=x\" authority=省政务办 until=2027-01-01"),
            ("a b".to_owned(), Some("2027-01-01"), "until=x", "省政务办")
        );
        assert_eq!(read(""), (String::new(), None, "", ""));
        assert_eq!(read(" a reason=").2, "");
    }
}
