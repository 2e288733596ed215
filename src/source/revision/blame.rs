//! Which commit wrote a line of a file on disk.

use std::path::Path;

use git2::{BlameOptions, Repository};

use super::missing::{not_held, unusable};
use crate::error::Error;

/// A commit, without the person behind it.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Commit {
    /// The first twelve digits of its id.
    pub id: String,
    /// When it was made, in seconds since 1970.
    pub seconds: i64,
    /// The first line of its message.
    pub summary: String,
}

/// The last commit that touched a line; none where it is not committed.
pub fn last_commit(file: &Path, line: u32) -> Result<Option<Commit>, Error> {
    let read = |source| Error::Read { path: file.to_path_buf(), source };
    let real = file.canonicalize().map_err(read)?;
    let bytes = std::fs::read(&real).map_err(read)?;
    let handle = Repository::discover(&real).map_err(|error| unusable(file, &error))?;
    let found = find(&handle, &real, &bytes, line).map_err(|error| unusable(file, &error))?;
    let Some(commit) = found else { return Ok(None) };
    let id = commit.id().to_string();
    if is_first_held(&handle, &id) {
        return Err(not_held(file, line));
    }
    let summary = commit.summary().ok().flatten().unwrap_or_default().to_owned();
    Ok(Some(Commit { id: id[..12].to_owned(), seconds: commit.time().seconds(), summary }))
}

/// Whether a shallow clone begins with a commit: what it holds may have been written before.
fn is_first_held(handle: &Repository, id: &str) -> bool {
    let listed = std::fs::read_to_string(handle.commondir().join("shallow")).unwrap_or_default();
    listed.lines().any(|own| own == id)
}

fn find<'h>(
    handle: &'h Repository,
    real: &Path,
    bytes: &[u8],
    line: u32,
) -> Result<Option<git2::Commit<'h>>, git2::Error> {
    let top = handle.workdir().and_then(|top| top.canonicalize().ok());
    let Some(within) = top.as_deref().and_then(|top| real.strip_prefix(top).ok()) else { return Ok(None) };
    let mut options = BlameOptions::new();
    let committed = match handle.blame_file(within, Some(&mut options)) {
        Ok(blame) => blame,
        // A file that no commit holds has no lines that one wrote.
        Err(error) if error.code() == git2::ErrorCode::NotFound => return Ok(None),
        Err(error) => return Err(error),
    };
    let present = committed.blame_buffer(bytes)?;
    let hunk = present.get_line(line as usize).map(|hunk| hunk.final_commit_id());
    let Some(id) = hunk.filter(|id| !id.is_zero()) else { return Ok(None) };
    handle.find_commit(id).map(Some)
}
