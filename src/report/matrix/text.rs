//! For people at a terminal: row by row, one field a line.

use std::io::{self, Write};

use super::{Book, Field};

/// Writes the book.
pub fn write(book: &Book, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "{}", book.title)?;
    for line in &book.lead {
        writeln!(out, "{line}")?;
    }
    for sheet in &book.sheets {
        writeln!(out, "\n== {}", sheet.title)?;
        if sheet.rows.is_empty() {
            writeln!(out, "{}", book.words.empty)?;
        }
        // A narrow table fits on lines, a wide one does not.
        if sheet.head.len() <= 6 {
            for row in &sheet.rows {
                let row: Vec<String> = row.iter().map(Field::full).collect();
                writeln!(out, "{}", row.join("  "))?;
            }
            continue;
        }
        for row in &sheet.rows {
            writeln!(out, "{}", row.first().map(Field::full).unwrap_or_default())?;
            let fields = sheet.head.iter().zip(row).skip(1);
            for (head, field) in
                fields.filter(|(_, field)| !matches!(field.text.as_str(), "" | "—") || !field.note.is_empty())
            {
                writeln!(out, "  {head}: {}", field.full())?;
            }
        }
    }
    Ok(())
}
