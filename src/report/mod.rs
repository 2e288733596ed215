//! Diagnostics to text. One format, one file.

pub mod diff;
pub mod json;
pub mod marks;
pub mod matrix;
pub mod table;
pub mod template;
pub mod text;

use std::io::{self, Write};

use crate::check::Outcome;
use crate::date::Date;
use crate::diagnostic::{Lang, Text};

/// The shapes a report can be written in.
#[derive(Clone, Copy, Debug, Eq, PartialEq, clap::ValueEnum)]
pub enum Format {
    /// For people: the message, the place and the line of YAML
    Text,
    /// For programs: one JSON document, version 1
    Json,
}

/// What a report is made of.
#[derive(Clone, Copy, Debug)]
pub struct Report<'a> {
    /// What the run found.
    pub outcome: &'a Outcome,
    /// The language of the texts.
    pub lang: Lang,
    /// The edition of the standard.
    pub edition: &'a str,
    /// The day of the run.
    pub as_of: Date,
    /// Whether the stream shows colour.
    pub color: bool,
    /// Whether only the summary is wanted.
    pub quiet: bool,
    /// Whether law and page of each finding are wanted.
    pub verbose: bool,
}

impl Report<'_> {
    /// Writes the report in a format.
    pub fn write(&self, format: Format, out: &mut dyn Write) -> io::Result<()> {
        match format {
            Format::Text => text::write(self, out),
            Format::Json => json::write(self, out),
        }
    }
}

/// What every output says where the catalogue may hold illustrative data.
pub fn demo_note() -> Text {
    Text::new("illustrative data, not to be relied on", "示例数据，不作为办事依据")
}
