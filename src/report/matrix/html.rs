//! One page that needs nothing else.

use std::io::{self, Write};

use super::Book;
use crate::template;

/// Writes the page.
pub fn write(book: &Book, out: &mut dyn Write) -> io::Result<()> {
    let page = template::page(include_str!("page.html"), book).map_err(io::Error::other)?;
    out.write_all(page.as_bytes())
}
