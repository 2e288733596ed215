//! The notice as Markdown, to be published.

use std::io::{self, Write};

use super::DiffReport;
use super::notice::{Notice, Part};
use crate::diagnostic::Lang;
use crate::report::marks::escaped;

/// Numbers of groups in a Chinese official text.
const NUMBERS: [&str; 3] = ["一、", "二、", "三、"];

/// Writes the notice.
pub fn write(report: &DiffReport<'_>, out: &mut dyn Write) -> io::Result<()> {
    let notice = Notice::of(report);
    writeln!(out, "# {}\n\n{}", notice.title, escaped(&notice.summary))?;
    if let Some(demo) = &notice.demo {
        writeln!(out, "\n> {demo}")?;
    }
    for part in &notice.items {
        item(report, &notice, part, out)?;
    }
    Ok(())
}

fn item(report: &DiffReport<'_>, notice: &Notice, part: &Part, out: &mut dyn Write) -> io::Result<()> {
    let zh = report.lang == Lang::Zh;
    writeln!(out, "\n## {}\n\n{}", escaped(&part.name), escaped(&part.code))?;
    for (at, (title, sentences)) in part.groups.iter().enumerate() {
        let number = if zh { NUMBERS.get(at).copied().unwrap_or_default() } else { "" };
        writeln!(out, "\n### {number}{title}\n")?;
        for (at, sentence) in sentences.iter().enumerate() {
            writeln!(out, "{}. {}", at + 1, escaped(sentence))?;
        }
    }
    if !part.burden.is_empty() {
        let [title, measure, difference] = &notice.burden;
        writeln!(out, "\n### {title}\n\n| {measure} | {difference} |\n|---|---:|")?;
        for (name, number) in &part.burden {
            writeln!(out, "| {} | {number} |", escaped(name))?;
        }
    }
    if let Some(running) = &part.running {
        writeln!(out, "\n{running}")?;
    }
    Ok(())
}
