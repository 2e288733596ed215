//! Upper files in memory, within a budget: what does not fit is read again when it is asked for.

use std::collections::{HashMap, VecDeque};
use std::sync::{Arc, Mutex};

use crate::error::Error;
use crate::load::{File, Read, Reading};
use crate::model::directory::{DocumentId, Shelf};
use crate::source::store::Met;
use crate::source::tree::Tree;

/// Bytes of files that are kept: a thousand basic items; a national directory is read twice.
const BUDGET: usize = 16 * 1024 * 1024;

/// The upper files of a catalogue, by number.
pub struct Upper<'a> {
    read: Read,
    reading: Reading<'a>,
    files: Vec<Met>,
    kept: Mutex<Kept>,
}

#[derive(Default)]
struct Kept {
    files: HashMap<u32, Arc<File>>,
    /// The order in which they came, the oldest first.
    order: VecDeque<u32>,
    bytes: usize,
}

impl std::fmt::Debug for Upper<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Upper").field("files", &self.files.len()).finish_non_exhaustive()
    }
}

impl<'a> Upper<'a> {
    /// The files of a store.
    pub fn new(read: Read, reading: Reading<'a>, files: Vec<Met>) -> Self {
        Self { read, reading, files, kept: Mutex::default() }
    }

    /// How many files there are.
    pub fn len(&self) -> u32 {
        self.files.len() as u32
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }

    /// A file, as it was kept or read again.
    pub fn file(&self, number: u32) -> Result<Arc<File>, Error> {
        if let Some(file) = self.kept().files.get(&number) {
            return Ok(Arc::clone(file));
        }
        let mut file = (self.read)(self.reading, &self.files[number as usize])?;
        file.trees.iter_mut().filter_map(Arc::get_mut).for_each(Tree::shrink);
        let file = Arc::new(file);
        self.kept().keep(number, &file);
        Ok(file)
    }

    fn kept(&self) -> std::sync::MutexGuard<'_, Kept> {
        self.kept.lock().expect("no thread panics while it holds the shelf")
    }
}

impl Kept {
    fn keep(&mut self, number: u32, file: &Arc<File>) {
        if self.files.insert(number, Arc::clone(file)).is_some() {
            return;
        }
        self.order.push_back(number);
        self.bytes += file.bytes();
        while self.bytes > BUDGET && self.order.len() > 1 {
            let oldest = self.order.pop_front().expect("there is more than one");
            if let Some(file) = self.files.remove(&oldest) {
                self.bytes -= file.bytes();
            }
        }
    }
}

impl Shelf for Upper<'_> {
    fn document(&self, id: DocumentId) -> Option<Arc<Tree>> {
        let file = self.file(id.file).ok()?;
        file.trees.get(id.document as usize).cloned()
    }
}
