//! Matrix and claims as sheets, and sheets to text. One format, one file.

pub mod claims;
pub mod html;
pub mod item;
pub mod markdown;
pub mod text;

use std::io::{self, Write};

use serde::Serialize;

use crate::diagnostic::{Lang, Text};
use crate::report::{demo_note, table};

/// The shapes a matrix can be written in.
#[derive(Clone, Copy, Debug, Eq, PartialEq, clap::ValueEnum)]
pub enum MatrixFormat {
    /// For people: body by body · 供人阅读：逐个主体
    Text,
    /// A table: one body a row · 表格：每行一个主体
    Csv,
    /// A table in Markdown · Markdown 表格
    Markdown,
    /// One page that needs nothing else: headers stay in sight, columns sort · 独立网页：表头固定，列可排序
    Html,
}

/// Sheets with a title: what every format writes.
#[derive(Debug, Serialize)]
pub struct Book {
    /// `zh-CN` or `en`.
    pub lang: &'static str,
    /// The title.
    pub title: String,
    /// What the reader has to know first.
    pub lead: Vec<String>,
    /// The sheets, in order.
    pub sheets: Vec<Sheet>,
    /// Words of the page itself.
    pub words: Words,
}

/// Words of the page itself.
#[derive(Debug, Serialize)]
pub struct Words {
    /// How to sort.
    pub sort: String,
    /// Where a sheet has no rows.
    pub empty: String,
}

/// A table.
#[derive(Debug, Serialize)]
pub struct Sheet {
    /// What it shows.
    pub title: String,
    /// How many columns name the row.
    pub names: usize,
    /// How many rows stay on top, however it is sorted.
    pub fixed: usize,
    /// Its columns.
    pub head: Vec<String>,
    /// Its rows, each as long as the head.
    pub rows: Vec<Vec<Field>>,
}

/// A field of a table.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Field {
    /// What it says.
    pub text: String,
    /// How it stands, in a word that also carries the style: `differs`, `own`, or nothing.
    pub mark: &'static str,
    /// The mark in words, for those who do not see a style.
    pub note: String,
}

impl Field {
    /// A field without a mark.
    pub fn plain(text: impl Into<String>) -> Self {
        Self { text: text.into(), ..Self::default() }
    }

    /// What it says, with its mark in words.
    pub fn full(&self) -> String {
        if self.note.is_empty() { self.text.clone() } else { format!("{} [{}]", self.text, self.note) }
    }
}

impl Book {
    /// An empty book in a language.
    pub fn new(lang: Lang, title: &Text, demo: bool) -> Self {
        let say = |en: &str, zh: &str| Text::new(en.to_owned(), zh.to_owned()).in_lang(lang).to_owned();
        Self {
            lang: if lang == Lang::En { "en" } else { "zh-CN" },
            title: title.in_lang(lang).to_owned(),
            lead: demo.then(|| demo_note().in_lang(lang).to_owned()).into_iter().collect(),
            sheets: Vec::new(),
            words: Words {
                sort: say("Press a column heading to sort by it.", "点按列标题可按该列排序。"),
                empty: say("nothing", "无"),
            },
        }
    }

    /// Writes the book in a format.
    pub fn write(&self, format: MatrixFormat, out: &mut dyn Write) -> io::Result<()> {
        match format {
            MatrixFormat::Text => text::write(self, out),
            MatrixFormat::Csv => self.csv(out),
            MatrixFormat::Markdown => markdown::write(self, out),
            MatrixFormat::Html => html::write(self, out),
        }
    }

    /// The first sheet as it is; of several, each row begins with the title of its sheet.
    fn csv(&self, out: &mut dyn Write) -> io::Result<()> {
        if let [only] = &self.sheets[..] {
            return table::write(
                &only.head,
                only.rows.iter().map(|row| row.iter().map(Field::full).collect()),
                out,
            );
        }
        let width = self.sheets.iter().map(|sheet| sheet.head.len()).max().unwrap_or_default();
        let filled = |title: &str, mut row: Vec<String>| {
            row.insert(0, title.to_owned());
            row.resize(width + 1, String::new());
            row
        };
        let rows = self.sheets.iter().flat_map(|sheet| {
            let head = std::iter::once(filled(&sheet.title, sheet.head.clone()));
            head.chain(
                sheet.rows.iter().map(|row| filled(&sheet.title, row.iter().map(Field::full).collect())),
            )
        });
        let head: Vec<String> =
            (0..=width).map(|at| if at == 0 { self.title.clone() } else { String::new() }).collect();
        table::write(&head, rows, out)
    }
}
