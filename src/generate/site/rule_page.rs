//! The page of a rule: its text in both languages, its examples, its law.

use serde::Serialize;

use super::standard::back;
use super::view::Link;
use super::words::{joined, provision};
use crate::diagnostic::Severity;
use crate::model::phrase::Phrase;
use crate::rules::Rule;
use crate::rules::page::{HEADINGS, is_chinese, paragraphs};

/// The page.
#[derive(Debug, Serialize)]
pub(super) struct RulePage {
    pub(super) title: Phrase,
    back: Vec<Link>,
    id: &'static str,
    severity: Phrase,
    basis: Option<Phrase>,
    blocks: Vec<Block>,
}

/// A heading, a paragraph, an example, or a list.
#[derive(Debug, Serialize)]
struct Block {
    kind: &'static str,
    /// Of a heading and a paragraph: the text in both languages; a paragraph may be of one only.
    zh: Option<Vec<Piece>>,
    en: Option<Vec<Piece>>,
    /// Of an example.
    code: Option<String>,
}

/// A stretch of text, or of code within it.
#[derive(Debug, Serialize)]
struct Piece {
    text: String,
    code: bool,
}

/// The page of a rule.
pub(super) fn page(rule: &Rule) -> RulePage {
    let summary = rule.summary();
    let basis: Vec<Phrase> = rule.basis.iter().map(|own| provision(own.law, own.articles)).collect();
    RulePage {
        title: Phrase::new(&summary.en, &summary.zh),
        back: back(),
        id: rule.id,
        severity: match rule.severity {
            Severity::Error => Phrase::new("error", "错误"),
            Severity::Warning => Phrase::new("warning", "警告"),
            Severity::Info => Phrase::new("remark", "提示"),
        },
        basis: joined(&basis, "; ", "；"),
        blocks: paragraphs(rule.page).iter().skip(1).map(|text| block(text)).collect(),
    }
}

fn block(text: &str) -> Block {
    let empty = Block { kind: "text", zh: None, en: None, code: None };
    if let Some(heading) = text.strip_prefix("## ") {
        let zh = HEADINGS.iter().find(|(en, _)| *en == heading).map_or(heading, |(_, zh)| *zh);
        return Block { kind: "heading", zh: Some(pieces(zh)), en: Some(pieces(heading)), code: None };
    }
    if text.starts_with("```") {
        let lines: Vec<&str> = text.lines().filter(|line| !line.starts_with("```")).collect();
        return Block { kind: "code", code: Some(lines.join("\n")), ..empty };
    }
    if is_chinese(text) {
        Block { zh: Some(pieces(text)), ..empty }
    } else {
        Block { en: Some(pieces(text)), ..empty }
    }
}

/// Text between back quotes is code.
fn pieces(text: &str) -> Vec<Piece> {
    let parts = text.split('`').enumerate();
    let made = parts.map(|(at, part)| Piece { text: part.to_owned(), code: at % 2 == 1 });
    made.filter(|piece| !piece.text.is_empty()).collect()
}
