//! What the program has to say about a definition: findings, and where they point.
//!
//! Pure types: nothing here knows a file system, a stream or a clock.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::Arc;

use serde::Serialize;

/// The language of messages, pages and help.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq, Serialize, clap::ValueEnum)]
#[serde(rename_all = "lowercase")]
pub enum Lang {
    /// Chinese · 中文
    #[default]
    Zh,
    /// English · 英文
    En,
}

/// One sentence in both languages, written side by side where the decision is made.
#[derive(Clone, Debug, Eq, Hash, PartialEq)]
pub struct Text {
    /// The English sentence.
    pub en: Cow<'static, str>,
    /// The Chinese sentence.
    pub zh: Cow<'static, str>,
}

impl Text {
    /// A sentence of two languages.
    pub fn new(en: impl Into<Cow<'static, str>>, zh: impl Into<Cow<'static, str>>) -> Self {
        Self { en: en.into(), zh: zh.into() }
    }

    /// The sentence in one language.
    pub fn in_lang(&self, lang: Lang) -> &str {
        match lang {
            Lang::En => &self.en,
            Lang::Zh => &self.zh,
        }
    }
}

/// How much a finding weighs.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd, Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Worth knowing.
    Info,
    /// To be looked at.
    Warning,
    /// To be put right.
    Error,
}

impl Severity {
    /// The word of the machine formats.
    pub fn word(self) -> &'static str {
        match self {
            Self::Info => "info",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }

    /// The Chinese word for people.
    pub fn zh(self) -> &'static str {
        match self {
            Self::Info => "提示",
            Self::Warning => "警告",
            Self::Error => "错误",
        }
    }

    /// The severity of a word, `None` for any other word.
    pub fn of(word: &str) -> Option<Self> {
        [Self::Info, Self::Warning, Self::Error].into_iter().find(|severity| severity.word() == word)
    }
}

/// A provision of law behind a rule: a register id or title, and articles such as `4.1`.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize)]
pub struct Basis {
    /// Title of the instrument, without 中华人民共和国.
    pub law: &'static str,
    /// Articles as `article.paragraph.item`.
    pub articles: &'static [&'static str],
}

/// A stretch of text: 1-based lines and columns in Unicode scalar values, the end exclusive.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct Span {
    /// First line.
    pub line: u32,
    /// First column.
    pub column: u32,
    /// Line of the end.
    pub end_line: u32,
    /// Column after the last character.
    pub end_column: u32,
}

/// A place in a file, ready to be printed.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Place {
    /// The path as it was given on the command line, `/`-separated.
    pub path: Arc<str>,
    /// The document within the file, from 0.
    pub document: u32,
    /// Where it stands.
    pub span: Span,
    /// The line of the file that starts the span; `None` where nothing may be repeated.
    pub line_text: Option<Arc<str>>,
}

/// A second place that explains the first.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Related {
    /// Where.
    pub place: Place,
    /// What stands there.
    pub message: Text,
}

/// A change of the file of a finding that puts it right.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Fix {
    /// The bytes of the text that are replaced, a byte order mark not counted.
    pub at: Range<u32>,
    /// What stands there afterwards.
    pub text: String,
    /// Whether it keeps the meaning: the value was meant so, and no other could be.
    pub safe: bool,
}

/// One thing a rule has to say about one place in one file.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Diagnostic {
    /// Id of the rule.
    pub rule: &'static str,
    /// Its weight in this run.
    pub severity: Severity,
    /// One line that makes sense alone.
    pub message: Text,
    /// The place that decides; without one a finding cannot be built.
    pub place: Place,
    /// RFC 6901 pointer within the document.
    pub pointer: String,
    /// The pointer with ids of list entries instead of indexes, where that is another.
    pub stable: Option<Box<str>>,
    /// Code of the item, where it is known.
    pub item: Option<Arc<str>>,
    /// The division the item is for; empty for what holds everywhere.
    pub region: Arc<str>,
    /// Places that explain the first.
    pub related: Vec<Related>,
    /// The law behind it.
    pub basis: &'static [Basis],
    /// What to write instead, in the imperative.
    pub help: Option<Text>,
    /// The change that puts it right, where a program can know it.
    pub fix: Option<Fix>,
    /// Hash of rule, item and pointer (list ids instead of indexes).
    pub fingerprint: u128,
    /// Whether nothing tells the item from others, so that findings of many files have this fingerprint.
    pub nameless: bool,
}

impl Diagnostic {
    /// The order of every output: path, document, line, column, rule.
    pub fn sort_key(&self) -> (&str, u32, Span, &str, &str) {
        (&self.place.path, self.place.document, self.place.span, self.rule, &self.pointer)
    }
}

/// A text on one line in which nothing steers a terminal or a log: each character that does shows as a sign.
pub fn visible(text: &str) -> Cow<'_, str> {
    let steers = |sign: char| {
        sign.is_control()
            || matches!(sign, '\u{2028}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{200E}' | '\u{200F}')
    };
    if !text.contains(steers) {
        return Cow::Borrowed(text);
    }
    let shown = |sign: char| match sign {
        '\0'..='\x1F' => char::from_u32(0x2400 + u32::from(sign)).unwrap_or('\u{FFFD}'),
        '\x7F' => '␡',
        other if steers(other) => '\u{FFFD}',
        other => other,
    };
    Cow::Owned(text.chars().map(shown).collect())
}

/// `12.1.3` as 第12条第1款第3项, `120-1` as 第120条之1; what is written in words stays as it is.
pub fn article_zh(article: &str) -> String {
    if article.starts_with('第') {
        return article.to_owned();
    }
    let units = ["条", "款", "项"];
    let part = |(number, unit): (&str, &str)| match number.split_once('-') {
        Some((number, inserted)) => format!("第{number}{unit}之{inserted}"),
        None => format!("第{number}{unit}"),
    };
    article.split('.').zip(units).map(part).collect()
}
