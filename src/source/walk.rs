//! The files of a folder on disk, in a fixed order. The only file that names walkdir.

use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use walkdir::{DirEntry, WalkDir};

use super::MAX_FILE;
use super::store::{Met, Store, Unread};

/// The name of the file that makes a folder a catalogue.
pub const MANIFEST: &str = "mulu.yaml";

/// Names of files each of which makes a folder one of outputs, not of definitions.
const INDEXES: [&str; 3] = ["form-index.json", "openapi-index.json", "site-index.json"];

/// Whether a folder that holds some files holds outputs.
pub fn holds_outputs(holds: &dyn Fn(&str) -> bool) -> bool {
    INDEXES.into_iter().any(holds)
}

/// A folder on disk.
#[derive(Debug)]
pub struct Folder {
    root: PathBuf,
}

impl Folder {
    /// The folder of a path.
    pub fn new(root: impl Into<PathBuf>) -> Self {
        Self { root: root.into() }
    }

    /// The folder itself.
    pub fn root(&self) -> &Path {
        &self.root
    }

    fn shown(&self, path: &Path) -> Box<str> {
        let path = path.strip_prefix(&self.root).unwrap_or(path);
        let parts: Vec<_> = path.components().map(|part| part.as_os_str().to_string_lossy()).collect();
        parts.join("/").into()
    }

    fn met(&self, entry: Result<DirEntry, walkdir::Error>) -> Option<Met> {
        match entry {
            Ok(entry) if entry.file_type().is_dir() => None,
            Ok(entry) if entry.path().to_str().is_none() => {
                Some(Met::closed(self.shown(entry.path()), "the file name is not UTF-8"))
            }
            Ok(entry) => Some(Met::File(self.shown(entry.path()))),
            Err(error) => {
                let path = self.shown(error.path().unwrap_or(&self.root));
                Some(if error.loop_ancestor().is_some() {
                    Met::Loop(path)
                } else {
                    Met::closed(path, error.io_error().map_or_else(|| error.to_string(), ToString::to_string))
                })
            }
        }
    }
}

impl Store for Folder {
    fn files(&self) -> Vec<Met> {
        WalkDir::new(&self.root)
            .follow_links(true)
            .sort_by_file_name()
            .into_iter()
            .filter_entry(is_part)
            .filter_map(|entry| self.met(entry))
            .collect()
    }

    fn read(&self, path: &str) -> Result<Vec<u8>, Unread> {
        bytes(&self.root.join(path)).unwrap_or_else(|error| Err(Unread::Closed(error.to_string())))
    }
}

/// Hidden files, what was generated, and other catalogues within this one are no part of it.
fn is_part(entry: &DirEntry) -> bool {
    let holds = |name: &str| entry.path().join(name).is_file();
    entry.depth() == 0
        || !(entry.file_name().as_encoded_bytes().starts_with(b".")
            || entry.file_type().is_dir() && is_other(&holds))
}

/// Whether a folder within a catalogue, of which is known what files it holds, is no part of it.
pub fn is_other(holds: &dyn Fn(&str) -> bool) -> bool {
    holds(MANIFEST) || holds_outputs(holds)
}

/// The bytes of a regular file.
fn bytes(path: &Path) -> io::Result<Result<Vec<u8>, Unread>> {
    // To open a pipe is to wait for who writes into it.
    let metadata = std::fs::metadata(path)?;
    if !metadata.is_file() {
        return Err(io::Error::other("not a regular file"));
    }
    let mut file = File::open(path)?;
    if metadata.len() > MAX_FILE {
        return Ok(Err(Unread::TooLarge(metadata.len())));
    }
    // One byte more than there should be, so that the end is seen in the second call at the latest.
    let mut bytes = vec![0; metadata.len() as usize + 1];
    let mut length = 0;
    while length < bytes.len() {
        match file.read(&mut bytes[length..]) {
            Ok(0) => break,
            Ok(more) => length += more,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    bytes.truncate(length);
    // It grew since: what came is read too, up to the limit.
    if length as u64 > metadata.len() {
        file.take(MAX_FILE + 1).read_to_end(&mut bytes)?;
    }
    Ok(if bytes.len() as u64 > MAX_FILE { Err(Unread::TooLarge(bytes.len() as u64)) } else { Ok(bytes) })
}
