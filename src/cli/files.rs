//! Files written whole or not at all.

use std::fs::{self, File};
use std::io::{self, BufWriter};
use std::path::Path;

use crate::error::Error;
use crate::generate::Pour;

/// What has to outlive a failure of the machine.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Keep {
    /// The bytes: nobody can make them again.
    Bytes,
    /// What was made can be made again, and many files would wait for the disk.
    Nothing,
}

/// Puts bytes in place of a file: written beside it under another name, then renamed, so that
/// nobody ever sees half of it. Its permissions stay.
pub(super) fn replace(path: &Path, bytes: &[u8], keep: Keep) -> Result<(), Error> {
    replace_by(path, &|to| to.write_all(bytes), keep)
}

/// The same with what is written piece by piece.
pub(super) fn replace_by(path: &Path, pour: Pour<'_>, keep: Keep) -> Result<(), Error> {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let beside = path.with_file_name(format!(".{name}.{}.part", std::process::id()));
    let written = write(&beside, pour, path, keep).and_then(|()| fs::rename(&beside, path));
    written.map_err(|source| {
        // What is half written is of no use; that it cannot be removed either is no news.
        let _ = fs::remove_file(&beside);
        Error::Create { path: path.to_path_buf(), source }
    })
}

fn write(beside: &Path, pour: Pour<'_>, like: &Path, keep: Keep) -> io::Result<()> {
    let file = File::create(beside)?;
    if let Ok(metadata) = fs::metadata(like) {
        file.set_permissions(metadata.permissions())?;
    }
    let mut file = BufWriter::with_capacity(1 << 16, file);
    pour(&mut file)?;
    let file = file.into_inner()?;
    if keep == Keep::Bytes { file.sync_all() } else { Ok(()) }
}
