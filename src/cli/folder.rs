//! The folder that outputs are written to, only where something changed.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

use super::files;
use super::unlisted::Unlisted;
use crate::error::Error;
use crate::generate::{Destination, Output, Pour, Sink};

/// The ending of what is being written: a name that nobody else gives, as what is left of it is removed.
const PART: &str = ".mulu-part";

/// Where outputs go.
#[derive(Debug)]
pub(super) struct Folder {
    root: PathBuf,
    /// Where a folder that is not there yet is made, until it is whole: beside it, under another name.
    stage: Option<PathBuf>,
    /// Where files are written that take the place of others: in a hidden folder of their own.
    parts: PathBuf,
    /// How many such files there were.
    part: AtomicUsize,
    /// Folders above it that are not there yet, the lowest first.
    above: Vec<PathBuf>,
    /// Compare only.
    check: bool,
    /// Make everything again.
    afresh: bool,
    /// Whether an index will name all; a new folder is then there with its index, or not at all.
    whole: bool,
    unlisted: Unlisted,
    done: Mutex<Done>,
}

/// What became of the outputs.
#[derive(Debug, Default)]
pub(super) struct Done {
    /// How many were written; under `--check` how many would be.
    pub(super) changed: usize,
    /// The paths of these under `--check`.
    pub(super) stale: BTreeSet<String>,
}

impl Folder {
    /// The folder of `-o`. One that is not there yet appears when all is written. What a run left that was
    /// broken off is removed.
    pub(super) fn new(root: &Path, (generator, whole): (&str, bool), check: bool, afresh: bool) -> Self {
        let is_new = fs::symlink_metadata(root).is_err_and(|error| error.kind() == io::ErrorKind::NotFound);
        let beside = root.file_name().map(|name| {
            let name = name.to_string_lossy();
            root.with_file_name(format!(".{name}{PART}"))
        });
        let parts = root.join(PART);
        if !check {
            for left in beside.iter().chain([&parts]) {
                let _ = fs::remove_dir_all(left);
            }
        }
        let stage = beside.filter(|_| is_new && !check);
        let above = root.ancestors().skip(1).filter(|above| !above.as_os_str().is_empty());
        let above = above.take_while(|above| !above.exists()).map(Path::to_path_buf).collect();
        let part = AtomicUsize::default();
        let (root, unlisted, done) = (root.to_path_buf(), Unlisted::of(generator), Mutex::default());
        Self { root, stage, parts, part, above, check, afresh, whole, unlisted, done }
    }

    /// Puts a new folder in its place, once all is written.
    pub(super) fn finish(&self) -> Result<(), Error> {
        if self.whole && !self.check {
            self.unlisted.clear(&self.root);
        }
        let Some(stage) = self.stage.as_ref().filter(|stage| stage.exists()) else { return Ok(()) };
        fs::rename(stage, &self.root).map_err(|source| Error::Create { path: self.root.clone(), source })
    }

    /// The paths that an index in the folder names, or that a run wrote which came to no index, of files that are
    /// still there.
    pub(super) fn named_by(&self, name: &str) -> Vec<String> {
        let text = fs::read(self.root.join(name)).unwrap_or_default();
        let index: serde_json::Value = serde_json::from_slice(&text).unwrap_or_default();
        let lists = ["files", "orphans"].into_iter().filter_map(|key| index[key].as_array());
        let paths = lists.flatten().filter_map(serde_json::Value::as_str).map(str::to_owned);
        let paths = paths.chain(self.unlisted.paths(&self.root));
        let there = paths.filter(|path| is_within(path) && path != name && self.root.join(path).is_file());
        let paths: BTreeSet<String> = there.collect();
        paths.into_iter().collect()
    }

    /// What became of the outputs.
    pub(super) fn done(&self) -> MutexGuard<'_, Done> {
        self.done.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Where a path of an output lies.
    fn place(&self, path: &str) -> PathBuf {
        self.stage.as_ref().unwrap_or(&self.root).join(path)
    }

    fn next_part(&self) -> PathBuf {
        self.parts.join(self.part.fetch_add(1, Ordering::Relaxed).to_string())
    }

    fn is_same(&self, place: &Path, pour: Pour<'_>) -> bool {
        self.stage.is_none() && is_same(place, pour)
    }

    /// Lists a file before it is there.
    fn list(&self, path: &str) -> Result<(), Error> {
        let is_seen = self.stage.is_none() || !self.whole;
        if !is_seen || self.place(path).exists() {
            return Ok(());
        }
        let listed = self.unlisted.add(self.stage.as_ref().unwrap_or(&self.root), path);
        listed.map_err(|source| Error::Create { path: self.root.join(path), source })
    }

    fn write(&self, path: &str, pour: Pour<'_>) -> Result<(), Error> {
        let place = self.place(path);
        let write = || match self.stage {
            Some(_) => files::create(&place, pour),
            None => files::replace_by(&place, &self.next_part(), pour),
        };
        let written = write().or_else(|error| match place.parent() {
            // A folder is made once, but holds thousands of files.
            Some(folder) if error.kind() == io::ErrorKind::NotFound => {
                let parts = if self.stage.is_none() { fs::create_dir_all(&self.parts) } else { Ok(()) };
                parts.and_then(|()| fs::create_dir_all(folder)).and_then(|()| write())
            }
            _ => Err(error),
        });
        written.map_err(|source| Error::Create { path: self.root.join(path), source })
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        // What is half written is of no use; that it cannot be removed either is no news.
        let _ = self.stage.as_ref().map(fs::remove_dir_all);
        if !self.check {
            let _ = fs::remove_dir_all(&self.parts);
            // Folders that hold something stay.
            let _ = self.above.iter().try_for_each(fs::remove_dir);
        }
    }
}

/// What a file held before, compared with what is written now; refuses the first difference.
struct Old(BufReader<File>);

impl Write for Old {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let old = self.0.fill_buf()?;
        let count = old.len().min(bytes.len());
        if count == 0 || old[..count] != bytes[..count] {
            return Err(io::ErrorKind::InvalidData.into());
        }
        self.0.consume(count);
        Ok(count)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Whether a file holds what would be written.
fn is_same(path: &Path, pour: Pour<'_>) -> bool {
    let Ok(file) = File::open(path) else { return false };
    let mut old = Old(BufReader::with_capacity(1 << 16, file));
    pour(&mut old).is_ok() && old.0.fill_buf().is_ok_and(<[u8]>::is_empty)
}

/// Whether a path leads nowhere outside its folder.
fn is_within(path: &str) -> bool {
    Path::new(path).components().all(|part| matches!(part, std::path::Component::Normal(_)))
}

impl Sink for Folder {
    fn put(&self, output: Output) -> Result<(), Error> {
        self.pour(&output.path, &|to| to.write_all(&output.bytes))
    }

    fn holds(&self, path: &str) -> bool {
        self.stage.is_none() && is_within(path) && self.root.join(path).is_file()
    }

    fn pour(&self, path: &str, pour: Pour<'_>) -> Result<(), Error> {
        if !is_within(path) {
            return Err(Error::Create { path: path.into(), source: io::ErrorKind::InvalidFilename.into() });
        }
        if self.is_same(&self.place(path), pour) {
            return Ok(());
        }
        if !self.check {
            self.list(path)?;
            self.write(path, pour)?;
        }
        let mut done = self.done();
        done.changed += 1;
        // Of hundreds of thousands that were written nobody reads the names.
        done.stale.extend(self.check.then(|| path.to_owned()));
        Ok(())
    }
}

impl Destination for Folder {
    fn remove(&self, path: &str) -> Result<(), Error> {
        if self.check || !is_within(path) {
            return Ok(());
        }
        // Its name may be one that is not to be told.
        fs::remove_file(self.root.join(path))
            .map_err(|source| Error::Create { path: self.root.clone(), source })
    }

    fn left(&self, path: &str) -> Option<Vec<u8>> {
        let is_there = self.stage.is_none() && !self.afresh && is_within(path);
        if is_there { fs::read(self.root.join(path)).ok() } else { None }
    }

    fn remember(&self, path: &str, pour: Pour<'_>) -> Result<(), Error> {
        if self.check || self.is_same(&self.place(path), pour) { Ok(()) } else { self.write(path, pour) }
    }
}
