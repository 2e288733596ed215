//! The notice as one page: no script, no network.

use std::io::{self, Write};

use super::DiffReport;
use super::notice::Notice;
use crate::report::template;

/// Writes the page.
pub fn write(report: &DiffReport<'_>, out: &mut dyn Write) -> io::Result<()> {
    let page =
        template::render("diff.html", include_str!("../../../templates/diff.html"), &Notice::of(report))?;
    out.write_all(page.as_bytes())
}
