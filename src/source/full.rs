//! Text to trees with the full YAML parser. The only file that names granit-parser.
//!
//! Each document is parsed on its own, so a broken one never hides the others.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::Arc;

use granit_parser::{ErrorKind, Event, Parser, ScalarStyle, ScanError, Span, StructureStyle, options};

use super::finding::Finding;
use super::opener;
use super::plain::plain_kind;
use super::read::{escaped_character, refused_character};
use super::syntax::{self, Problem, Reason};
use super::tree::{Flags, Kind, Layer, Tree};
use super::{MAX_DEPTH, Source};
use crate::diagnostic::Text;

/// The tree of a document; `None` where it cannot be read, which is then said in `findings`.
pub fn read(
    source: &Arc<Source>,
    document: u32,
    range: Range<usize>,
    findings: &mut Vec<Finding>,
) -> Option<Tree> {
    let text = &source.text[range.clone()];
    let mut builder = Builder {
        tree: Tree::new(Layer::of(source, document), text.len()),
        text,
        base: range.start as u32,
        document,
        frames: Vec::new(),
        last_end: range.start as u32,
        has_tabs: text.contains('\t'),
        findings: Vec::new(),
    };
    let outcome = builder.run();
    findings.append(&mut builder.findings);
    let problem = match outcome {
        Ok(()) => return Some(builder.tree),
        Err(problem) => problem?,
    };
    // A control character is reported by itself; what it does to the syntax is a consequence.
    // Of one within a value the parser gives the place where the value begins.
    let here = match problem.reason {
        Reason::Reserved(found) => Some(found),
        _ => text[problem.at..].chars().next(),
    };
    if here.is_none_or(|found| refused_character(found).is_none()) {
        findings.push(syntax::finding(text, range.start as u32, document, &problem));
    }
    None
}

/// A collection that is being read.
struct Frame {
    node: u32,
    /// Keys and values, or items, read so far.
    children: u32,
    is_map: bool,
    /// Written in brackets.
    flow: bool,
    /// A key of a kind that cannot be one was reported; what lies in it is dropped.
    skip_from: Option<u32>,
}

struct Builder<'s> {
    tree: Tree,
    text: &'s str,
    base: u32,
    document: u32,
    frames: Vec<Frame>,
    /// The end of the last node: where to look for the indicator of a block scalar.
    last_end: u32,
    has_tabs: bool,
    findings: Vec<Finding>,
}

impl<'s> Builder<'s> {
    /// Reads all events. `Err(None)` where a fault is noted already.
    fn run(&mut self) -> Result<(), Option<Problem>> {
        let options = options! {
            emit_unresolved_aliases: true,
            emit_anchor_events: true,
            flow_nesting_limit: 4 * MAX_DEPTH,
            block_nesting_limit: 4 * MAX_DEPTH,
        };
        // To the parser a NUL is the end of the text, and what follows would be unread: it gets another control character, which ends nothing.
        let has_nul = self.text.contains('\0');
        let text =
            if has_nul { Cow::Owned(self.text.replace('\0', "\u{7}")) } else { Cow::Borrowed(self.text) };
        let mut parser = Parser::new_from_str_with_options(&text, options);
        while let Some(event) = parser.next_event() {
            let (event, span) = match event {
                Ok(event) => event,
                Err(error) => return Err(self.problem(&error)),
            };
            if let Some(tag) = span.tag_span() {
                self.refuse(&tag, "tag", "标签");
            }
            match event {
                Event::Scalar(text, style, ..) => self.scalar(&text, style, &span)?,
                Event::SequenceStart(style, ..) => self.open(Kind::List, style, &span)?,
                Event::MappingStart(style, ..) => self.open(Kind::Map, style, &span)?,
                Event::SequenceEnd | Event::MappingEnd => self.close(&span),
                Event::Anchor(..) => self.refuse(&span, "anchor", "锚点"),
                Event::Alias(_) | Event::UnresolvedAlias(_) => {
                    self.refuse(&span, "alias", "别名");
                    let at = self.range(&span);
                    self.child();
                    self.tree.push_scalar(Kind::Null, at, Flags::EMPTY, "");
                }
                Event::StreamEnd => break,
                _ => {}
            }
        }
        Ok(())
    }

    fn range(&self, span: &Span) -> Range<u32> {
        let bytes = span.byte_range().expect("a parser of a string knows bytes");
        self.base + bytes.start as u32..self.base + bytes.end as u32
    }

    fn slice(&self, range: Range<u32>) -> &'s str {
        &self.text[(range.start - self.base) as usize..(range.end - self.base) as usize]
    }

    fn scalar(&mut self, text: &str, style: ScalarStyle, span: &Span) -> Result<(), Option<Problem>> {
        let mut at = self.range(span);
        let is_key = self.frames.last().is_some_and(|frame| frame.is_map && frame.children % 2 == 0);
        let empty = at.is_empty() && style == ScalarStyle::Plain;
        if matches!(style, ScalarStyle::Literal | ScalarStyle::Folded) {
            // The parser gives the first character of the content; the node starts at `|` or `>`.
            let between = self.slice(self.last_end..at.start.max(self.last_end));
            at.start = self.last_end + between.find(['|', '>']).unwrap_or(0) as u32;
            // It ends with its last character: the parser reads on to the next line that is no part of it.
            let content = self.slice(at.start..at.end.max(at.start + 1)).trim_end_matches([' ', '\r', '\n']);
            at.end = at.start + content.len() as u32;
        }
        self.child();
        if empty {
            if is_key {
                let message = Text::new("a key is missing before `:`", "“:”前缺少键");
                let help = Text::new("write a word before the colon", "请在冒号前写一个词");
                self.findings
                    .push(Finding::new("yaml-syntax", self.document, at.clone(), message).help(help));
            }
            self.tree.push_scalar(Kind::Null, at, Flags::EMPTY, "");
            return Ok(());
        }
        let (kind, flags) = match style {
            ScalarStyle::Plain if is_key => (Kind::Text, Flags::PLAIN),
            ScalarStyle::Plain => (plain_kind(text), Flags::PLAIN),
            _ => (Kind::Text, Flags::default()),
        };
        if is_key {
            self.key(text, &at)?;
        }
        let written = self.slice(at.clone());
        // A slice of the source where nothing was decoded, so that the tree copies nothing.
        let content = if flags.has(Flags::PLAIN) { written } else { unquoted(written) };
        let text = if content == text { content } else { text };
        if flags == Flags::default() {
            self.decoded_characters(text, &at);
        }
        self.last_end = at.end;
        let node = self.tree.push_scalar(kind, at, flags, text);
        if let Some(map) = self.frames.last().filter(|_| is_key) {
            self.tree.set_key(map.node, node, text == "<<");
        }
        Ok(())
    }

    fn key(&mut self, text: &str, at: &Range<u32>) -> Result<(), Option<Problem>> {
        if text == "<<" {
            self.refuse_at(at.clone(), "merge key", "合并键");
        }
        let tab =
            self.has_tabs.then(|| syntax::tab_before(self.text, (at.start - self.base) as usize)).flatten();
        if let Some(at) = tab {
            return Err(Some(Problem { at, stopped_at: None, reason: Reason::Tab }));
        }
        Ok(())
    }

    /// An escape in quotes can write what may not stand in a definition.
    fn decoded_characters(&mut self, text: &str, at: &Range<u32>) {
        if let Some(message) = escaped_character(self.slice(at.clone()), text) {
            self.findings.push(
                Finding::new("control-character", self.document, at.clone(), message)
                    .help(Text::new("delete the escape", "请删除该转义")),
            );
        }
    }

    fn open(&mut self, kind: Kind, style: StructureStyle, span: &Span) -> Result<(), Option<Problem>> {
        let mut at = self.range(span);
        let in_map = self.frames.last().is_some_and(|frame| frame.is_map);
        let is_key = in_map && self.frames.last().is_some_and(|frame| frame.children % 2 == 0);
        if in_map && kind == Kind::List && style == StructureStyle::Block {
            at.start = self.first_dash(at.start);
        }
        if self.frames.len() == MAX_DEPTH {
            self.too_deep(at.start);
            return Err(None);
        }
        if is_key {
            let message = Text::new("a key must be a text", "键必须是文字");
            let help = Text::new("write a word before the colon", "请在冒号前写一个词");
            self.findings.push(Finding::new("yaml-syntax", self.document, at.clone(), message).help(help));
        }
        self.child();
        self.last_end = at.end;
        // A collection as a key is reported, and stands as an empty text so that the entry stays a pair.
        let skip_from = self.frames.last().filter(|_| is_key).map(|map| {
            let key = self.tree.push_scalar(Kind::Text, at.clone(), Flags::default(), "");
            self.tree.set_key(map.node, key, true);
            key
        });
        let node = self.tree.open(kind, at);
        self.frames.push(Frame {
            node,
            children: 0,
            is_map: kind == Kind::Map,
            flow: style == StructureStyle::Flow,
            skip_from,
        });
        Ok(())
    }

    /// Where the list that is a value begins: of one that is indented no deeper than its key the
    /// parser gives what follows the first dash.
    fn first_dash(&self, given: u32) -> u32 {
        let mut at = self.last_end;
        for line in self.slice(at..given.max(at)).split_inclusive('\n') {
            let content = line.trim_start_matches(' ');
            if content.starts_with('-') {
                return at + (line.len() - content.len()) as u32;
            }
            at += line.len() as u32;
        }
        given
    }

    fn close(&mut self, span: &Span) {
        let frame = self.frames.pop().expect("the parser closes what it opened");
        let end = self.range(span);
        // Of a block collection the parser gives the place where the next thing starts.
        let end = if end.is_empty() { self.last_end } else { end.end };
        let count = if frame.is_map { frame.children / 2 } else { frame.children };
        self.tree.close(frame.node, count, end);
        self.last_end = end.max(self.last_end);
        if let Some(key) = frame.skip_from {
            self.tree.truncate(key + 1);
        }
    }

    /// Notes that the open collection has one more child.
    fn child(&mut self) {
        if let Some(frame) = self.frames.last_mut() {
            frame.children += 1;
        }
    }

    /// Why the parser stopped, and where; nothing where that is noted already. An unclosed
    /// bracket or quote is found at its opener.
    fn problem(&mut self, error: &ScanError) -> Option<Problem> {
        let stopped = byte(self.text, error);
        let block = self.frames.iter().filter(|frame| !frame.flow).count();
        if let Some(at) = opener::deeper_than(self.text, MAX_DEPTH.saturating_sub(block)) {
            self.too_deep(self.base + at as u32);
            return None;
        }
        let unclosed = |at: usize| {
            let opener = self.text[at..].chars().next().filter(|c| matches!(c, '"' | '\'' | '[' | '{'))?;
            Some(Problem { at, stopped_at: Some(stopped), reason: Reason::Unclosed(opener) })
        };
        // Of these the parser gives the opener itself.
        let opener_given = matches!(
            error.kind(),
            ErrorKind::UnclosedQuotedScalar
                | ErrorKind::UnclosedFlowCollection { .. }
                | ErrorKind::MismatchedFlowCollectionEnd { .. }
        );
        if let Some(problem) = opener_given.then(|| unclosed(stopped)).flatten() {
            let end = match error.kind() {
                ErrorKind::MismatchedFlowCollectionEnd { close, .. } => {
                    self.text[stopped..].find(*close).map_or(stopped, |at| stopped + at)
                }
                _ => self.text.trim_end().len(),
            };
            return Some(Problem { stopped_at: Some(end), ..problem });
        }
        // The strict parser sees earlier that a line does not belong to an open quote or bracket.
        let suspect = strict_stop(self.text).filter(|at| *at <= stopped).unwrap_or(stopped);
        let open = opener::unclosed(self.text, suspect).or_else(|| opener::unclosed(self.text, stopped));
        if let Some(problem) = open.and_then(unclosed) {
            return Some(Problem { stopped_at: Some(suspect), ..problem });
        }
        let tab = syntax::tab_near(self.text, stopped);
        let reason = match error.kind() {
            _ if tab.is_some() => Reason::Tab,
            ErrorKind::InvalidBlockScalarIndent if self.text[stopped..].starts_with('#') => {
                Reason::NoBlockText
            }
            kind => reason(kind),
        };
        Some(Problem { at: tab.unwrap_or(stopped), stopped_at: None, reason })
    }

    fn too_deep(&mut self, at: u32) {
        let message = Text::new(
            format!("collections lie {} deep in one another; at most {MAX_DEPTH} are read", MAX_DEPTH + 1),
            format!("嵌套超过{MAX_DEPTH}层，最多读取{MAX_DEPTH}层"),
        );
        let help = Text::new("write the content flatter", "请减少嵌套层次");
        self.findings.push(Finding::new("nesting-too-deep", self.document, at..at + 1, message).help(help));
    }

    fn refuse(&mut self, span: &Span, en: &str, zh: &str) {
        let at = self.range(span);
        self.refuse_at(at, en, zh);
    }

    fn refuse_at(&mut self, at: Range<u32>, en: &str, zh: &str) {
        let written = self.slice(at.clone());
        let message = Text::new(
            format!("{en} `{written}` is refused: it makes positions false and hides bombs"),
            format!("不允许使用{zh}“{written}”：它使位置失真，并可能藏有膨胀内容"),
        );
        let help = Text::new("write the value out in place", "请在原处直接写出内容");
        self.findings.push(Finding::new("yaml-feature-refused", self.document, at, message).help(help));
    }
}

fn reason(kind: &ErrorKind) -> Reason {
    use ErrorKind as K;
    match kind {
        K::TabNotAllowed
        | K::TabInBlockIndentation
        | K::TabInIndentation
        | K::TabAtBlockScalarStart
        | K::TabInPlainScalar => Reason::Tab,
        K::MappingValueNotAllowed | K::InvalidColonPlacement => Reason::SecondColon,
        K::SimpleKeyExpected
        | K::InvalidSimpleKey
        | K::ExpectedBlockMappingKey
        | K::MappingKeyNotAllowed
        | K::UnexpectedEndOfPlainScalar => Reason::KeyExpected,
        K::InvalidIndentation
        | K::InvalidBlockScalarIndent
        | K::InvalidFlowScalarIndent
        | K::InvalidQuotedScalarIndent
        | K::ExpectedBlockSequenceEntry
        | K::BlockSequenceEntryNotAllowed => Reason::Indentation,
        K::UnexpectedCharacter { character } => Reason::Reserved(*character),
        K::MisplacedFlowCollectionEnd | K::MismatchedFlowCollectionEnd { .. } => Reason::StrayBracket,
        K::ExpectedFlowMappingSeparator | K::ExpectedFlowSequenceSeparator => Reason::CommaExpected,
        K::InvalidTrailingSingleQuotedScalar | K::InvalidTrailingDoubleQuotedScalar => Reason::AfterQuote,
        K::UnknownQuotedScalarEscape
        | K::InvalidQuotedScalarHexEscape
        | K::InvalidLowSurrogateHexEscape
        | K::InvalidLowSurrogate
        | K::MissingLowSurrogate
        | K::UnpairedLowSurrogate
        | K::InvalidUnicodeEscape => Reason::Escape,
        K::ZeroBlockScalarIndent | K::InvalidBlockScalarHeader => Reason::BlockHeader,
        K::CommentNotSeparated => Reason::Comment,
        K::CommentInterceptedScalar => Reason::AfterComment,
        K::InvalidDocumentEnd => Reason::DocumentEnd,
        K::InvalidMappingValueWhitespace
        | K::InvalidBlockEntryWhitespace
        | K::ExpectedWhitespace
        | K::FlowMappingValueAdjacentCollection => Reason::SpaceExpected,
        _ => Reason::Other,
    }
}

/// What stands between quotes.
fn unquoted(written: &str) -> &str {
    let quote = |quote| written.strip_prefix(quote).and_then(|rest: &str| rest.strip_suffix(quote));
    quote('"').or_else(|| quote('\'')).unwrap_or_default()
}

fn strict_stop(text: &str) -> Option<usize> {
    let options = options! { strict_indentation: true, emit_unresolved_aliases: true };
    Parser::new_from_str_with_options(text, options).find_map(Result::err).map(|error| byte(text, &error))
}

fn byte(text: &str, error: &ScanError) -> usize {
    let mut at = error.marker().byte_offset().unwrap_or(0).min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}
