//! The list of files in a folder of outputs that no index names yet: written before each of them is, so that the
//! next run knows what one left that was broken off.

use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

/// The list of a generator.
#[derive(Debug)]
pub(super) struct Unlisted {
    /// Its file, seen from the folder.
    name: String,
    open: Mutex<Option<File>>,
}

impl Unlisted {
    /// The list of a generator by its name.
    pub(super) fn of(generator: &str) -> Self {
        Self { name: format!("{generator}-unlisted.txt"), open: Mutex::default() }
    }

    fn file(&self, root: &Path) -> PathBuf {
        root.join(&self.name)
    }

    /// The paths that earlier runs wrote down.
    pub(super) fn paths(&self, root: &Path) -> Vec<String> {
        let text = fs::read(self.file(root)).unwrap_or_default();
        let text = String::from_utf8_lossy(&text);
        // A line that does not end was not written whole, and its file not at all.
        let whole = text.rsplit_once('\n').map_or("", |(whole, _)| whole);
        whole.lines().filter(|line| !line.is_empty()).map(str::to_owned).collect()
    }

    /// Writes down a path.
    pub(super) fn add(&self, root: &Path, path: &str) -> io::Result<()> {
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        let file = match &mut *open {
            Some(file) => file,
            none => {
                fs::create_dir_all(root)?;
                let mut file = File::options().create(true).append(true).open(self.file(root))?;
                // The line before may not have been written whole.
                file.write_all(b"\n")?;
                none.insert(file)
            }
        };
        file.write_all(format!("{path}\n").as_bytes())
    }

    /// Takes the list away: an index names all.
    pub(super) fn clear(&self, root: &Path) {
        // One that stays names files that the next run knows.
        let _ = fs::remove_file(self.file(root));
    }
}
