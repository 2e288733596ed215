//! The notice as one page: no script, no network.

use std::io::{self, Write};

use super::DiffReport;
use super::notice::Notice;
use crate::template;

/// Writes the page.
pub fn write(report: &DiffReport<'_>, out: &mut dyn Write) -> io::Result<()> {
    let page = template::page(include_str!("page.html"), &Notice::of(report)).map_err(io::Error::other)?;
    out.write_all(page.as_bytes())
}
