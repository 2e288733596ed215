//! The folder that outputs are written to, only where something changed.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use super::files;
use crate::diagnostic::Text;
use crate::error::Error;
use crate::generate::{Destination, Output, Sink};

/// Where outputs go.
#[derive(Debug)]
pub(super) struct Folder {
    root: PathBuf,
    /// Compare only.
    check: bool,
    /// Make everything again.
    afresh: bool,
    done: Mutex<Done>,
}

/// What became of the outputs.
#[derive(Debug, Default)]
pub(super) struct Done {
    paths: BTreeSet<String>,
    /// Paths that were written; under `--check` those that would be.
    pub(super) changed: BTreeSet<String>,
}

impl Done {
    /// How many outputs were there already.
    pub(super) fn unchanged(&self) -> usize {
        self.paths.len() - self.changed.len()
    }
}

impl Folder {
    /// The folder of `-o`; it is made when the first output is written.
    pub(super) fn new(root: &Path, check: bool, afresh: bool) -> Self {
        Self { root: root.to_path_buf(), check, afresh, done: Mutex::default() }
    }

    /// The paths that an index in the folder names, of files that are still there.
    pub(super) fn named_by(&self, index: &str) -> Vec<String> {
        let text = fs::read(self.root.join(index)).unwrap_or_default();
        let index: serde_json::Value = serde_json::from_slice(&text).unwrap_or_default();
        let lists = ["files", "orphans"].into_iter().filter_map(|key| index[key].as_array());
        let paths = lists.flatten().filter_map(serde_json::Value::as_str);
        let there = paths.filter(|path| is_within(path) && self.root.join(path).is_file());
        let paths: BTreeSet<String> = there.map(str::to_owned).collect();
        paths.into_iter().collect()
    }

    /// What became of the outputs.
    pub(super) fn done(&self) -> MutexGuard<'_, Done> {
        self.done.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn write(&self, output: &Output) -> Result<(), Error> {
        let path = self.root.join(&output.path);
        let folder = path.parent().unwrap_or(&self.root);
        // A folder is made once, but holds thousands of files.
        if !folder.is_dir() {
            fs::create_dir_all(folder).map_err(|source| Error::Create { path: path.clone(), source })?;
        }
        files::replace(&path, &output.bytes, files::Keep::Nothing)
    }
}

/// Whether a file holds these bytes; one of another length need not be read.
fn is_same(path: &Path, bytes: &[u8]) -> bool {
    let as_long = fs::metadata(path).is_ok_and(|meta| meta.len() == bytes.len() as u64);
    as_long && fs::read(path).is_ok_and(|old| old == bytes)
}

/// Whether a path leads nowhere outside its folder.
fn is_within(path: &str) -> bool {
    Path::new(path).components().all(|part| matches!(part, std::path::Component::Normal(_)))
}

impl Sink for Folder {
    fn put(&self, output: Output) -> Result<(), Error> {
        self.keep(&output.path)?;
        let same = is_same(&self.root.join(&output.path), &output.bytes);
        if same {
            return Ok(());
        }
        if !self.check {
            self.write(&output)?;
        }
        self.done().changed.insert(output.path);
        Ok(())
    }
}

impl Destination for Folder {
    fn left(&self, path: &str) -> Option<Vec<u8>> {
        if self.afresh || !is_within(path) { None } else { fs::read(self.root.join(path)).ok() }
    }

    fn keep(&self, path: &str) -> Result<(), Error> {
        if is_within(path) && self.done().paths.insert(path.to_owned()) {
            return Ok(());
        }
        Err(Error::Configuration(Text::new(
            format!("two items give the output {path}; put right what `mulu check` finds"),
            format!("两个事项生成同一个文件 {path}，请先处理 mulu check 报告的问题"),
        )))
    }

    fn remember(&self, note: Output) -> Result<(), Error> {
        if self.check || is_same(&self.root.join(&note.path), &note.bytes) {
            return Ok(());
        }
        self.write(&note)
    }
}
