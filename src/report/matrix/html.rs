//! One page that needs nothing else.

use std::io::{self, Write};

use super::Book;
use crate::report::template;

/// Writes the page.
pub fn write(book: &Book, out: &mut dyn Write) -> io::Result<()> {
    let page = template::render("matrix.html", include_str!("../../../templates/matrix.html"), book)?;
    out.write_all(page.as_bytes())
}
