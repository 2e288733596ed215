//! Tables in Markdown.

use std::io::{self, Write};

use super::{Book, Field};
use crate::report::marks::escaped;

/// Writes the book.
pub fn write(book: &Book, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "# {}", escaped(&book.title))?;
    for line in &book.lead {
        writeln!(out, "\n{}", escaped(line))?;
    }
    for sheet in &book.sheets {
        writeln!(out, "\n## {}\n", escaped(&sheet.title))?;
        if sheet.rows.is_empty() {
            writeln!(out, "{}", book.words.empty)?;
            continue;
        }
        let line = |cells: Vec<String>| format!("| {} |", cells.join(" | "));
        writeln!(out, "{}", line(sheet.head.iter().map(|cell| escaped(cell)).collect()))?;
        writeln!(out, "|{}", "---|".repeat(sheet.head.len()))?;
        for row in &sheet.rows {
            writeln!(out, "{}", line(row.iter().map(Field::full).map(|cell| escaped(&cell)).collect()))?;
        }
    }
    Ok(())
}
