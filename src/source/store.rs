//! Where the files of a catalogue come from: a folder, or texts at hand.

use std::collections::{BTreeMap, HashMap, HashSet};

/// Files under relative, `/`-separated paths.
pub trait Store: Sync {
    /// All files, sorted by path, and what could not be walked.
    fn files(&self) -> Vec<Met>;

    /// The bytes of a file.
    fn read(&self, path: &str) -> Result<Vec<u8>, Unread>;

    /// How a path is written in what people and programs read.
    fn shown(&self, path: &str) -> String {
        path.to_owned()
    }
}

/// A file or folder that a walk met.
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum Met {
    /// A file to read.
    File(Box<str>),
    /// A link that leads back to a folder above it.
    Loop(Box<str>),
    /// A file or folder that cannot be opened. Boxed, since there are few of these and many files.
    Closed(Box<Closed>),
}

/// A file or folder that cannot be opened.
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub struct Closed {
    /// The path.
    pub path: Box<str>,
    /// What the system said.
    pub reason: Box<str>,
}

impl Met {
    /// A file or folder that cannot be opened, and why.
    pub fn closed(path: impl Into<Box<str>>, reason: impl Into<Box<str>>) -> Self {
        Self::Closed(Box::new(Closed { path: path.into(), reason: reason.into() }))
    }

    /// The path.
    pub fn path(&self) -> &str {
        match self {
            Self::File(path) | Self::Loop(path) => path,
            Self::Closed(closed) => &closed.path,
        }
    }
}

/// Why a file has no bytes.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Unread {
    /// It has so many bytes.
    TooLarge(u64),
    /// It cannot be opened; what the system said.
    Closed(String),
}

/// The files of a store by their paths as they are shown.
#[derive(Debug, Default)]
pub struct Paths {
    shown: HashMap<String, String>,
    there: HashSet<String>,
}

impl Paths {
    /// The files of a store; `named` are those beside the listed ones.
    pub fn of(store: &dyn Store, named: &[String]) -> Self {
        let listed = store.files();
        let listed = listed.iter().map(Met::path).chain(named.iter().map(String::as_str));
        let there: HashSet<String> = listed.map(str::to_owned).collect();
        Self { shown: there.iter().map(|path| (store.shown(path), path.clone())).collect(), there }
    }

    /// The path within the store of a path as it is shown.
    pub fn within(&self, shown: &str) -> Option<&str> {
        self.shown.get(shown).map(String::as_str)
    }

    /// Whether the store has a file under a path.
    pub fn has(&self, path: &str) -> bool {
        self.there.contains(path)
    }
}

/// Texts at hand, for tests and tools.
#[derive(Debug, Default)]
pub struct Memory(BTreeMap<String, Vec<u8>>);

impl Memory {
    /// A store of these files.
    pub fn new<P: Into<String>, B: Into<Vec<u8>>>(files: impl IntoIterator<Item = (P, B)>) -> Self {
        Self(files.into_iter().map(|(path, bytes)| (path.into(), bytes.into())).collect())
    }
}

impl Store for Memory {
    fn files(&self) -> Vec<Met> {
        self.0.keys().map(|path| Met::File(path.as_str().into())).collect()
    }

    fn read(&self, path: &str) -> Result<Vec<u8>, Unread> {
        self.0.get(path).cloned().ok_or_else(|| Unread::Closed("no such file".to_owned()))
    }
}
