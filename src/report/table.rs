//! Tables for spreadsheets: CSV with a byte order mark, so that Chinese text opens right. What
//! a spreadsheet would run as a formula is written as text.

use std::io::{self, Write};

/// Writes a table.
pub fn write(
    head: &[impl AsRef<str>],
    rows: impl Iterator<Item = Vec<String>>,
    out: &mut dyn Write,
) -> io::Result<()> {
    out.write_all("\u{FEFF}".as_bytes())?;
    let mut table = csv::Writer::from_writer(out);
    table.write_record(head.iter().map(AsRef::as_ref))?;
    for row in rows {
        table.write_record(row.iter().map(|cell| plain(cell)))?;
    }
    table.flush()
}

/// A cell that no spreadsheet takes for a formula.
fn plain(cell: &str) -> String {
    let number = cell.parse::<f64>().is_ok();
    // Spreadsheets in Chinese or Japanese take wide signs for the same.
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']) && !number {
        format!("'{cell}")
    } else {
        cell.to_owned()
    }
}
