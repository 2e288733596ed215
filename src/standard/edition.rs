//! The files of an edition: embedded in the program, or in a folder that replaces them.
//! The only file that names `include_dir`.

use std::borrow::Cow;
use std::fs;
use std::path::{Path, PathBuf};

use include_dir::{Dir, include_dir};

use crate::error::Error;

static EMBEDDED: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/schema");

/// Where the files of an edition are read from.
#[derive(Debug)]
pub enum Edition {
    /// The program itself, by the name of the edition.
    Embedded(String),
    /// A folder laid out as `schema/<edition>`.
    Folder(PathBuf),
}

impl Edition {
    /// An edition by the name that the manifest gives, or the folder of `--standard`.
    pub fn find(name: &str, folder: Option<&Path>) -> Result<Self, Error> {
        match folder {
            Some(folder) if folder.is_dir() => Ok(Self::Folder(folder.to_path_buf())),
            Some(folder) => Err(Error::Read {
                path: folder.to_path_buf(),
                source: std::io::Error::from(std::io::ErrorKind::NotFound),
            }),
            None if EMBEDDED.get_dir(name).is_some() && name != "output" => {
                Ok(Self::Embedded(name.to_owned()))
            }
            None => Err(Error::Standard {
                path: name.to_owned(),
                reason: format!("this program holds no edition `{name}`; it holds {}", known().join(", ")),
            }),
        }
    }

    /// The text of a file of the edition.
    pub fn read(&self, path: &str) -> Result<Cow<'static, str>, Error> {
        let unusable = |reason: String| Error::Standard { path: path.to_owned(), reason };
        match self {
            Self::Embedded(name) => EMBEDDED
                .get_file(format!("{name}/{path}"))
                .and_then(include_dir::File::contents_utf8)
                .map(Cow::Borrowed)
                .ok_or_else(|| unusable("the file is missing".to_owned())),
            Self::Folder(folder) => fs::read_to_string(folder.join(path))
                .map(Cow::Owned)
                .map_err(|error| unusable(error.to_string())),
        }
    }

    /// The names of the files of a folder of the edition, sorted; none where there is no such folder.
    pub fn list(&self, folder: &str) -> Vec<String> {
        let mut names: Vec<String> = match self {
            Self::Embedded(name) => EMBEDDED
                .get_dir(format!("{name}/{folder}"))
                .into_iter()
                .flat_map(Dir::files)
                .filter_map(|file| file.path().file_name())
                .map(|name| name.to_string_lossy().into_owned())
                .collect(),
            Self::Folder(root) => fs::read_dir(root.join(folder))
                .into_iter()
                .flatten()
                .flatten()
                .map(|entry| entry.file_name().to_string_lossy().into_owned())
                .collect(),
        };
        names.sort();
        names
    }
}

fn known() -> Vec<String> {
    let names = EMBEDDED.dirs().filter_map(|dir| dir.path().file_name());
    names.map(|name| name.to_string_lossy().into_owned()).filter(|name| name != "output").collect()
}
