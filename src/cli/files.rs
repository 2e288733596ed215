//! Files written whole or not at all.

use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter, Write as _};
use std::path::Path;

use crate::error::Error;
use crate::generate::Pour;

/// Puts bytes in place of a file: written beside it under another name, then renamed, so that
/// nobody ever sees half of it, or loses them with the machine. Its permissions stay, a link stays a link, and what is
/// no file, such as a pipe, is written to.
pub(super) fn replace(path: &Path, bytes: &[u8]) -> Result<(), Error> {
    let written = match fs::metadata(path) {
        Ok(there) if there.is_file() => path.canonicalize().and_then(|real| replace_file(&real, bytes)),
        Ok(_) => OpenOptions::new().write(true).open(path).and_then(|mut to| to.write_all(bytes)),
        // The end of a link may not be there yet.
        Err(_) if path.is_symlink() => fs::write(path, bytes),
        Err(_) => replace_file(path, bytes),
    };
    written.map_err(|source| Error::Create { path: path.to_path_buf(), source })
}

fn replace_file(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let beside = path.with_file_name(format!(".{name}.{}.part", std::process::id()));
    put(path, &beside, &|to| to.write_all(bytes), File::sync_all)
}

/// The same with what is written piece by piece, under a name that is given; many files would wait for the disk, and
/// what was made can be made again.
pub(super) fn replace_by(path: &Path, part: &Path, pour: Pour<'_>) -> io::Result<()> {
    put(path, part, pour, |_| Ok(()))
}

fn put(path: &Path, part: &Path, pour: Pour<'_>, keep: fn(&File) -> io::Result<()>) -> io::Result<()> {
    let write = || {
        let file = File::create(part)?;
        if let Ok(metadata) = fs::metadata(path) {
            file.set_permissions(metadata.permissions())?;
        }
        keep(&fill(file, pour)?)?;
        fs::rename(part, path)
    };
    write().inspect_err(|_| {
        // What is half written is of no use; that it cannot be removed either is no news.
        let _ = fs::remove_file(part);
    })
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
