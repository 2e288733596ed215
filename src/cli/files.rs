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
    let written = replace_by(path, &|to| to.write_all(bytes), keep);
    written.map_err(|source| Error::Create { path: path.to_path_buf(), source })
}

/// The same with what is written piece by piece.
pub(super) fn replace_by(path: &Path, pour: Pour<'_>, keep: Keep) -> io::Result<()> {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let beside = path.with_file_name(format!(".{name}.{}.part", std::process::id()));
    write(&beside, pour, path, keep).and_then(|()| fs::rename(&beside, path)).inspect_err(|_| {
        // What is half written is of no use; that it cannot be removed either is no news.
        let _ = fs::remove_file(&beside);
    })
}

fn write(beside: &Path, pour: Pour<'_>, like: &Path, keep: Keep) -> io::Result<()> {
    let file = File::create(beside)?;
    if let Ok(metadata) = fs::metadata(like) {
        file.set_permissions(metadata.permissions())?;
    }
    let file = fill(file, pour)?;
    if keep == Keep::Bytes { file.sync_all() } else { Ok(()) }
}

/// Writes a file of a folder that nobody sees before it is whole.
pub(super) fn create(path: &Path, pour: Pour<'_>) -> io::Result<()> {
    File::create(path).and_then(|file| fill(file, pour)).map(drop)
}

fn fill(file: File, pour: Pour<'_>) -> io::Result<File> {
    let mut file = BufWriter::with_capacity(1 << 16, file);
    pour(&mut file)?;
    Ok(file.into_inner()?)
}
