//! Files to documents, and the documents that all others stand on. Never fails on an item.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, PoisonError};

use rayon::prelude::*;

use crate::diagnostic::Text;
use crate::error::Error;
use crate::model::directory::{Directory, DocumentId, Entry};
use crate::model::item::{Item, ItemKind};
use crate::model::registers::Registers;
use crate::model::{mark, secret};
use crate::shelf::Upper;
use crate::source::documents::{self, Readers};
use crate::source::finding::Finding;
use crate::source::store::{Met, Store, Unread};
use crate::source::tree::Tree;
use crate::source::walk::MANIFEST;
use crate::source::{self, Source, read, unread};
use crate::standard::{STUB, Standard, shape, spelling, words};

/// What it takes to read the files of a catalogue.
#[derive(Clone, Copy)]
pub struct Reading<'a> {
    /// The edition.
    pub standard: &'a Standard,
    /// The files of the catalogue.
    pub store: &'a dyn Store,
    /// Which readers may read them.
    pub readers: Readers,
}

impl std::fmt::Debug for Reading<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Reading").field("edition", &self.standard.name).finish_non_exhaustive()
    }
}

/// A file that was read: its documents, and what was wrong with reading them.
#[derive(Debug)]
pub struct File {
    /// The text.
    pub source: Arc<Source>,
    /// The documents, in order; an empty tree for one that could not be read.
    pub trees: Vec<Arc<Tree>>,
    /// What is wrong.
    pub findings: Vec<Finding>,
}

impl File {
    /// Whether a document of it could not be read, or the whole of it.
    pub fn is_unread(&self) -> bool {
        let mut roots = self.trees.iter().map(|tree| tree.root());
        !self.findings.is_empty() && (self.trees.is_empty() || roots.any(|root| root.is_none()))
    }

    /// About how many bytes of memory it takes.
    pub fn bytes(&self) -> usize {
        let nodes: usize = self.trees.iter().map(|tree| tree.bytes()).sum();
        self.source.text.len() + nodes
    }
}

/// The files of a catalogue by what they are for.
#[derive(Clone, Debug, Default)]
pub struct Files {
    /// Files that may hold basic items, specifications and registers.
    pub upper: Vec<Met>,
    /// Files of the folder `regions`: implementations.
    pub lower: Vec<Met>,
    /// CSV tables of registers.
    pub tables: Vec<String>,
}

impl Files {
    /// Sorts the files of a store; what defines nothing is left out.
    pub fn of(files: Vec<Met>) -> Self {
        let mut sorted = Self::default();
        for met in files {
            let path = met.path();
            let ending = path.rsplit_once('.').map_or("", |(_, ending)| ending);
            let is_file = matches!(met, Met::File(_));
            if is_file && ending == "csv" && path.starts_with("registers/") {
                sorted.tables.push(path.to_owned());
            } else if !is_file || (matches!(ending, "yaml" | "yml") && path != MANIFEST) {
                let lower = path.starts_with("regions/");
                if lower { sorted.lower.push(met) } else { sorted.upper.push(met) }
            }
        }
        sorted.lower.shrink_to_fit();
        sorted
    }
}

/// What the kinds of documents are called that others stand on.
pub const UPPER: &[&str] = &["basic-item", "specification", "register", "基本目录事项", "实施规范", "登记册"];
/// What registers are called.
pub const REGISTER: &[&str] = &["register", "登记册"];

/// Whether a file may name an item: by its bytes, or because nobody can tell.
pub fn may_name(store: &dyn Store, met: &Met, code: &str) -> bool {
    let Met::File(path) = met else { return true };
    let Ok(bytes) = store.read(path) else { return true };
    let is_text = || std::str::from_utf8(&bytes).is_ok();
    bytes.windows(code.len().max(1)).any(|window| window == code.as_bytes()) || !is_text()
}

/// Whether the bytes of a file may hold a document of one of these kinds: whether such a word stands behind a colon.
pub fn may_hold(bytes: &[u8], kinds: &[&str]) -> bool {
    let is_value = |at: usize| {
        let before = String::from_utf8_lossy(&bytes[at.saturating_sub(8)..at]).into_owned();
        before.trim_end_matches([' ', '\t', '"', '\'']).ends_with([':', '：'])
    };
    kinds.iter().any(|kind| source::places(bytes, kind).any(is_value))
}

/// Whether a file may hold a document that others stand on.
pub fn stands_above(store: &dyn Store, met: &Met) -> bool {
    matches!(met, Met::File(path) if may_hold(&store.read(path).unwrap_or_default(), UPPER))
}

/// The files of a catalogue, where basic items, specifications and registers may lie anywhere.
pub fn files(reading: Reading<'_>) -> Files {
    let mut files = Files::of(reading.store.files());
    let (above, lower): (Vec<Met>, Vec<Met>) =
        files.lower.into_par_iter().partition(|met| stands_above(reading.store, met));
    files.upper.extend(above);
    Files { lower, ..files }
}

/// Reads a file.
pub fn read_file(reading: Reading<'_>, met: &Met) -> Result<File, Error> {
    let Reading { standard, store, readers } = reading;
    let name: Arc<str> = store.shown(met.path()).into();
    let (source, mut findings) = match met {
        Met::File(path) => read::read(store, path, name),
        Met::Loop(_) => (Source::new(name, String::new()), vec![read::looped()]),
        Met::Closed(closed) => {
            let why = Unread::Closed(closed.reason.to_string());
            (Source::new(name, String::new()), vec![read::unreadable(&why)])
        }
    };
    let source = Arc::new(source);
    let mut trees = Vec::new();
    // What is no text at all has no documents to speak of.
    if findings.iter().all(|finding| finding.rule == "control-character") {
        let (read, more) = documents::read_with(&source, readers);
        let is_whole = more.is_empty() && read.iter().all(|tree| tree.root().is_some());
        findings.extend(more);
        for mut tree in read {
            findings.extend(spelling::respell(standard, &mut tree)?);
            trees.push(Arc::new(tree));
        }
        if secret::closes(standard, &source, trees.iter().map(|tree| &**tree), is_whole) {
            source.close();
        }
        if trees.iter().filter_map(|tree| tree.root()).any(secret::is_withheld) {
            source.withhold();
        }
        if mark::stands_in(&source, trees.iter().map(|tree| &**tree)) {
            source.mark();
        }
    }
    Ok(File { source, trees, findings })
}

/// Reads a file for those who judge it: what is wrong with the shapes of its documents is among the findings, and
/// ill-shaped values of the documents read as absent.
pub fn read_judged(reading: Reading<'_>, met: &Met) -> Result<File, Error> {
    let mut file = read_file(reading, met)?;
    for tree in &mut file.trees {
        let (findings, lost) = shape_of(reading.standard, tree)?;
        file.findings.extend(findings);
        // Whether a closed document holds a secret is asked again.
        if let Some(tree) = Arc::get_mut(tree).filter(|_| !file.source.is_closed()) {
            lost.values.iter().for_each(|at| unread::hide(tree, *at));
            lost.slips.iter().for_each(|(map, key, name)| unread::mistake(tree, *map, *key, name));
        }
    }
    Ok(file)
}

/// What is wrong with the shape of one document as it is written, and what in it cannot be read.
fn shape_of(standard: &Standard, tree: &Tree) -> Result<(Vec<Finding>, shape::Lost), Error> {
    let only = |findings| Ok((findings, shape::Lost::default()));
    let Some(root) = tree.root() else { return only(Vec::new()) };
    if !root.is_map() {
        let stands = words::what_stands(root);
        let message = Text::new(
            format!("a definition is a map of keys, but here stands {}", stands.en),
            format!("定义应为一组键值，此处却是{}", stands.zh),
        );
        let help = Text::new("begin with `kind: …`", "请以“kind: …”开头");
        return only(vec![Finding::at("document-not-map", root, message).help(help)]);
    }
    // A file that is not closed holds no secret.
    if tree.layers()[0].source.is_closed() && secret::is_secret(standard, tree) {
        // What is withheld has no record; what stands beside its reference is reported by the rules of secrets.
        if root.str("kind") == Some("withheld") && root.get("exemptions").is_none() {
            return only(Vec::new());
        }
        return shape::check_values(standard, STUB, STUB, root);
    }
    match standard.schema_of(root) {
        Some(file) => shape::check_values(standard, &file, &file, root),
        None => only(shape::unknown_kind(standard, root).into_iter().collect()),
    }
}

/// A file that could not be read, or not all of it: nothing is said of what it holds.
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub struct UnreadFile {
    /// The path, as it is shown.
    pub path: String,
    /// Whether it looks as if it held a state secret: documents for others do not name it.
    pub is_closed: bool,
}

impl UnreadFile {
    /// What documents for others name.
    pub fn open(unread: &[Self]) -> Vec<&str> {
        unread.iter().filter(|file| !file.is_closed).map(|file| file.path.as_str()).collect()
    }
}

/// What all implementations of a catalogue stand on.
#[derive(Debug)]
pub struct Ground<'a> {
    /// Basic items and specifications.
    pub directory: Directory,
    /// What items refer to.
    pub registers: Registers<'a>,
    /// The files they stand in.
    pub upper: Upper<'a>,
    /// Those of them that may not be told of.
    pub kept_back: Vec<Arc<File>>,
    /// Files that could not be read, of those that were looked into so far.
    unread: Mutex<BTreeSet<UnreadFile>>,
}

impl Ground<'_> {
    /// Notes a file that was read where it could not be.
    pub fn note(&self, file: &File) {
        if let Some(unread) = unread_file(file) {
            self.unread.lock().unwrap_or_else(PoisonError::into_inner).insert(unread);
        }
    }

    /// The files that could not be read, of those that were looked into so far, by path.
    pub fn unread(&self) -> Vec<UnreadFile> {
        let mut unread = self.unread.lock().unwrap_or_else(PoisonError::into_inner).clone();
        unread.extend(self.registers.unread_tables().map(|path| UnreadFile { path, is_closed: false }));
        unread.into_iter().collect()
    }

    /// The layers of a document, the widest first, itself the last.
    pub fn layers(&self, tree: &Arc<Tree>) -> Option<Vec<Arc<Tree>>> {
        self.directory.layers(tree, &self.upper)
    }
}

/// How a file is read.
pub type Read = fn(Reading<'_>, &Met) -> Result<File, Error>;

/// Reads the upper files of a catalogue.
pub fn ground<'a>(reading: Reading<'a>, files: &Files) -> Result<Ground<'a>, Error> {
    ground_by(read_file, reading, files)
}

/// The same by another way of reading.
pub fn ground_by<'a>(read: Read, reading: Reading<'a>, files: &Files) -> Result<Ground<'a>, Error> {
    let upper = Upper::new(read, reading, files.upper.clone());
    let read: Result<Vec<_>, Error> =
        (0..upper.len()).into_par_iter().map(|number| notes(&upper, number)).collect();
    let (mut entries, mut documents) = (Vec::new(), Vec::new());
    let (mut kept_back, mut unread) = (Vec::new(), BTreeSet::new());
    for notes in read? {
        entries.extend(notes.entries);
        documents.extend(notes.registers);
        kept_back.extend(notes.kept_back);
        unread.extend(notes.unread);
    }
    Ok(Ground {
        directory: Directory::of(entries),
        registers: Registers::new(reading.standard, reading.store, documents, files.tables.clone()),
        upper,
        kept_back,
        unread: Mutex::new(unread),
    })
}

/// What is noted of an upper file.
#[derive(Default)]
struct Notes {
    entries: Vec<Entry>,
    registers: Vec<Arc<Tree>>,
    kept_back: Option<Arc<File>>,
    unread: Option<UnreadFile>,
}

fn unread_file(file: &File) -> Option<UnreadFile> {
    let (path, is_closed) = (file.source.path.to_string(), file.source.is_closed());
    file.is_unread().then_some(UnreadFile { path, is_closed })
}

/// What the directory notes of a file, and its registers.
fn notes(upper: &Upper<'_>, number: u32) -> Result<Notes, Error> {
    let file = upper.file(number)?;
    let unread = unread_file(&file);
    let kept_back = secret::is_kept_back(&file.source).then(|| Arc::clone(&file));
    if file.source.is_closed() {
        return Ok(Notes { kept_back, unread, ..Notes::default() });
    }
    let entries = file.trees.iter().enumerate().filter_map(|(document, tree)| {
        Entry::of(tree, DocumentId { file: number, document: document as u32 })
    });
    let is_register = |tree: &&Arc<Tree>| tree.root().and_then(|root| root.str("kind")) == Some("register");
    let registers = file.trees.iter().filter(is_register).cloned().collect();
    Ok(Notes { entries: entries.collect(), registers, kept_back, unread })
}

/// Whether a document is one that others stand on.
pub fn is_upper(tree: &Tree) -> bool {
    let root = tree.root();
    let item = root.and_then(Item::of);
    item.is_some_and(|item| item.kind != ItemKind::Implementation)
        || root.and_then(|root| root.str("kind")) == Some("register")
}
