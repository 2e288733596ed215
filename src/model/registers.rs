//! Registers: what items refer to. Entries of YAML documents by their ids; big tables stay CSV
//! and are read when something is first asked of them.

use std::collections::HashMap;
use std::sync::{Arc, OnceLock};

use super::divisions::Divisions;
use super::laws::Laws;
use super::shared::SharedData;
use crate::date::Date;
use crate::source::node::Node;
use crate::source::store::Store;
use crate::source::table::{self, Rows};
use crate::source::tree::Tree;
use crate::source::{Source, read};
use crate::standard::Standard;

/// The registers of a catalogue.
pub struct Registers<'a> {
    standard: &'a Standard,
    store: &'a dyn Store,
    documents: Vec<Arc<Tree>>,
    /// Register to id to document and node.
    entries: HashMap<String, HashMap<String, (usize, u32)>>,
    /// Paths of the tables.
    tables: Vec<String>,
    laws: OnceLock<Laws>,
    divisions: OnceLock<Arc<Divisions>>,
    shared: OnceLock<SharedData>,
}

impl std::fmt::Debug for Registers<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Registers").field("entries", &self.entries.len()).finish_non_exhaustive()
    }
}

/// A table that was read: its text, its rows, what is wrong with its form.
#[derive(Debug)]
pub struct Table {
    /// The file.
    pub source: Arc<Source>,
    /// What was read of it, with faults of reading.
    pub content: Rows,
}

impl Table {
    /// Reads a table of a store.
    pub fn read(store: &dyn Store, path: &str, shown: &str) -> Self {
        let (source, findings) = read::read(store, path, shown.into());
        let source = Arc::new(source);
        let content = match findings[..] {
            [] => table::read_rows(&source),
            _ => Rows { findings, ..Rows::default() },
        };
        Self { source, content }
    }
}

/// The register that a table belongs to, by its file name: `laws.csv`, `laws-shanghai.csv`.
pub fn register_of(path: &str) -> &str {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.split(['.', '-']).next().unwrap_or(name)
}

impl<'a> Registers<'a> {
    /// The registers of these documents and tables.
    pub fn new(
        standard: &'a Standard,
        store: &'a dyn Store,
        documents: Vec<Arc<Tree>>,
        tables: Vec<String>,
    ) -> Self {
        let mut entries: HashMap<String, HashMap<String, (usize, u32)>> = HashMap::new();
        for (at, tree) in documents.iter().enumerate() {
            let Some(root) = tree.root() else { continue };
            let register = entries.entry(root.str("register").unwrap_or_default().to_owned()).or_default();
            for entry in root.get("entries").into_iter().flat_map(Node::items) {
                let key = entry.str("id").or_else(|| entry.str("code")).unwrap_or_default();
                // Of two entries with one id the first counts; the second is reported.
                register.entry(key.to_owned()).or_insert((at, entry.number()));
            }
        }
        Self {
            standard,
            store,
            documents,
            entries,
            tables,
            laws: OnceLock::new(),
            divisions: OnceLock::new(),
            shared: OnceLock::new(),
        }
    }

    /// The bytes of all of them, file by file: for those that want to know whether anything changed.
    pub fn each(&self, take: &mut dyn FnMut(&[u8])) {
        let documents = self.documents.iter().map(|tree| &tree.layers()[0].source);
        documents.filter(|source| !source.is_closed()).for_each(|source| take(source.text.as_bytes()));
        for path in &self.tables {
            // Where the catalogue lies is nothing that a digest may depend on.
            take(path.rsplit('/').next().unwrap_or(path).as_bytes());
            // What cannot be read is none of what items stand on.
            take(&self.store.read(path).unwrap_or_default());
        }
    }

    /// The entry of a register.
    pub fn entry(&self, register: &str, id: &str) -> Option<Node<'_>> {
        let (document, node) = self.entries.get(register)?.get(id)?;
        Some(self.documents[*document].node(*node))
    }

    /// Whether there is any document of a register.
    pub fn has(&self, register: &str) -> bool {
        self.documents.iter().any(|tree| tree.root().and_then(|root| root.str("register")) == Some(register))
    }

    /// The ids of a register, sorted.
    pub fn ids(&self, register: &str) -> Vec<&str> {
        let own = self.entries.get(register).into_iter().flat_map(HashMap::keys);
        let mut ids: Vec<&str> = own.map(String::as_str).collect();
        ids.sort_unstable();
        ids
    }

    /// All entries of a register, document by document.
    pub fn entries(&self, register: &str) -> impl Iterator<Item = Node<'_>> {
        let documents = self.documents.iter().filter_map(|tree| tree.root());
        let own = documents.filter(move |root| root.str("register") == Some(register));
        own.filter_map(|root| root.get("entries")).flat_map(Node::items)
    }

    /// The legal instruments.
    pub fn laws(&self) -> &Laws {
        self.laws.get_or_init(|| {
            let divisions = Arc::clone(self.shared_divisions());
            Laws::of(self.standard.levels.get(), self.entries("laws"), self.texts("laws"), divisions)
        })
    }

    /// The divisions.
    pub fn divisions(&self) -> &Divisions {
        self.shared_divisions()
    }

    fn shared_divisions(&self) -> &Arc<Divisions> {
        let read = || Divisions::of(&self.texts("divisions"), self.entries("divisions"));
        self.divisions.get_or_init(|| Arc::new(read()))
    }

    /// The shared data resources.
    pub fn shared(&self) -> &SharedData {
        self.shared
            .get_or_init(|| SharedData::of(self.entries("shared-data"), self.entries("certificate-types")))
    }

    /// Tables that cannot be read, as they are shown.
    pub fn unread_tables(&self) -> impl Iterator<Item = String> {
        let is_unread = |path: &&String| !read::read(self.store, path, path.as_str().into()).1.is_empty();
        self.tables.iter().filter(is_unread).map(|path| self.store.shown(path))
    }

    /// The texts of the tables of a register.
    fn texts(&self, register: &str) -> Vec<Arc<Source>> {
        let own = self.tables.iter().filter(|path| register_of(path) == register);
        let read = own.map(|path| read::read(self.store, path, path.as_str().into()));
        read.filter(|(_, findings)| findings.is_empty()).map(|(source, _)| Arc::new(source)).collect()
    }
}

/// The first day on which an entry of a register is valid, where it says one.
pub fn valid_from(entry: Node<'_>) -> Option<Date> {
    entry.at(&["valid", "from"]).and_then(Node::as_str).and_then(Date::parse)
}

/// Whether an entry of a register is valid on a day.
pub fn valid_on(entry: Node<'_>, day: Date) -> bool {
    let to = entry.at(&["valid", "to"]).and_then(Node::as_str).and_then(Date::parse);
    valid_from(entry).is_none_or(|from| from <= day) && to.is_none_or(|to| to >= day)
}

/// Whether a node stands in an entry of a register that is not valid on a day: what it says is not judged then.
pub fn is_out_of_use(node: Node<'_>, day: Date) -> bool {
    let is_register = |root: Node<'_>| root.str("kind") == Some("register");
    if !node.tree().root().is_some_and(is_register) {
        return false;
    }
    let path = node.path();
    let is_entries = path.first().and_then(|step| step.key).is_some_and(|key| key.text() == "entries");
    is_entries && path.get(1).is_some_and(|entry| !valid_on(entry.value, day))
}
