//! Words that often mean a fault, found in one pass. Their data is `phrases.yaml`.

use std::borrow::Cow;
use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::{Arc, OnceLock};

use super::edition::Edition;
use super::word_search::WordSearch;
use crate::error::Error;
use crate::source::Source;
use crate::source::documents::read_documents;
use crate::source::node::Node;
use crate::source::tree::{Kind, Tree, key_hash};

const FILE: &str = "phrases.yaml";

/// The groups of words of an edition, read when a text is first searched.
#[derive(Debug)]
pub struct Phrases {
    text: Cow<'static, str>,
    body: OnceLock<Body>,
}

/// Words of a group in a text of an item.
#[derive(Clone, Debug)]
pub struct Hit<'t> {
    group: usize,
    /// The text they stand in.
    pub node: Node<'t>,
    /// Their bytes within the text.
    pub part: Range<usize>,
}

impl<'t> Hit<'t> {
    /// The words.
    pub fn words(&self) -> &'t str {
        &self.node.text()[self.part.clone()]
    }

    /// The text before the words.
    pub fn before(&self) -> &'t str {
        &self.node.text()[..self.part.start]
    }
}

/// All that one pass over an item found.
#[derive(Debug)]
pub struct Hits<'t, 's> {
    rules: &'s [String],
    hits: Vec<Hit<'t>>,
}

impl<'t> Hits<'t, '_> {
    /// What was found for a rule, in the order of the elements.
    pub fn of(&self, rule: &str) -> impl Iterator<Item = &Hit<'t>> {
        let group = self.rules.iter().position(|own| own == rule);
        self.hits.iter().filter(move |hit| Some(hit.group) == group)
    }
}

/// What the file says, made ready.
#[derive(Debug)]
struct Body {
    /// The rule of each group.
    rules: Vec<String>,
    /// The open phrases of each group: endings, and how far on in characters.
    open: Vec<(Vec<String>, usize)>,
    /// What each group reports at the end of a text only, the longest first.
    last: Vec<Vec<String>>,
    places: Places,
    /// All other words, and what each means to which group.
    words: WordSearch<Vec<(usize, Role)>>,
}

/// Where texts are searched, as a tree of keys.
#[derive(Debug, Default)]
struct Places {
    /// The groups that search a text here, a bit a group.
    groups: u32,
    below: Vec<(u32, String, Places)>,
}

impl Places {
    fn grow(&mut self, key: &str) -> &mut Self {
        let at = self.below.iter().position(|(_, own, _)| own == key).unwrap_or_else(|| {
            self.below.push((key_hash(key), key.to_owned(), Self::default()));
            self.below.len() - 1
        });
        &mut self.below[at].2
    }

    fn key(&self, key: Node<'_>) -> Option<&Self> {
        let hash = key.key_hash();
        let mut same = self.below.iter().filter(|(own, ..)| *own == hash);
        same.find(|(_, own, _)| key.is_text(own)).map(|(.., places)| places)
    }
}

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Role {
    Word,
    Open,
    Except,
}

impl Phrases {
    /// The words of an edition. Those of a folder are read at once, so that a wrong file ends
    /// the run; those of the program are held right by its tests.
    pub fn load(edition: &Edition) -> Result<Self, Error> {
        let phrases = Self { text: edition.read(FILE)?, body: OnceLock::new() };
        if matches!(edition, Edition::Folder(_)) {
            phrases.verify()?;
        }
        Ok(phrases)
    }

    /// Reads the file, and says what is wrong with it.
    pub fn verify(&self) -> Result<(), Error> {
        // Another thread can have been faster; its reading is the same.
        let _ = self.body.set(self.read()?);
        Ok(())
    }

    /// Makes the words ready, so that the first search need not.
    pub fn prepare(&self) {
        self.body();
    }

    /// The rules that have a group.
    pub fn rules(&self) -> &[String] {
        &self.body().rules
    }

    /// Searches the texts of an item.
    pub fn scan<'t>(&self, root: Node<'t>) -> Hits<'t, '_> {
        let body = self.body();
        let mut hits = Vec::new();
        body.descend(root, &body.places, &mut hits);
        Hits { rules: &body.rules, hits }
    }

    fn body(&self) -> &Body {
        self.body.get_or_init(|| self.read().expect("the words of the program pass its tests"))
    }

    fn read(&self) -> Result<Body, Error> {
        let wrong = |reason: &str| Error::Standard { path: FILE.to_owned(), reason: reason.to_owned() };
        let source = Arc::new(Source::new(FILE.into(), self.text.as_ref().into()));
        let (trees, findings) = read_documents(&source);
        if let Some(finding) = findings.first() {
            return Err(wrong(&finding.message.en));
        }
        let groups = trees.first().and_then(Tree::root).and_then(|root| root.get("groups"));
        let groups: Vec<Node<'_>> = groups.ok_or_else(|| wrong("`groups` is missing"))?.items().collect();
        if groups.len() > 32 {
            return Err(wrong("there are more than 32 groups"));
        }
        Gather::default().body(&groups).map_err(|reason| wrong(&reason))
    }
}

/// What is gathered while groups are read.
#[derive(Default)]
struct Gather {
    words: BTreeMap<String, Vec<(usize, Role)>>,
    places: Places,
}

impl Gather {
    fn body(mut self, groups: &[Node<'_>]) -> Result<Body, String> {
        let mut rules = Vec::new();
        let mut open = Vec::new();
        let mut last = Vec::new();
        for (group, node) in groups.iter().enumerate() {
            let list = |key: &[&str]| node.at(key).into_iter().flat_map(Node::items).map(Node::text);
            rules.push(node.str("rule").ok_or("a group without `rule`")?.to_owned());
            list(&["at"])
                .for_each(|way| way.split('.').fold(&mut self.places, Places::grow).groups |= 1 << group);
            list(&["words"]).for_each(|word| self.word(word, group, Role::Word));
            list(&["open", "after"]).for_each(|word| self.word(word, group, Role::Open));
            list(&["except"]).for_each(|word| self.word(word, group, Role::Except));
            let within = node.at(&["open", "within"]).and_then(Node::as_i64).unwrap_or_default();
            let until = list(&["open", "until"]).map(str::to_owned).collect();
            open.push((until, usize::try_from(within).unwrap_or_default()));
            let mut endings: Vec<String> = list(&["last"]).map(str::to_owned).collect();
            endings.sort_by_key(|word| Reverse(word.len()));
            last.push(endings);
        }
        let words = self.words.into_iter().map(|(word, meanings)| {
            (word, meanings.iter().fold(0, |groups, (group, _)| groups | 1 << group), meanings)
        });
        let words = WordSearch::new(words).map_err(|word| {
            format!("`{word}` is too short: a word of one character can stand under `last` only")
        })?;
        Ok(Body { rules, open, last, places: self.places, words })
    }

    fn word(&mut self, word: &str, group: usize, role: Role) {
        if !word.is_empty() {
            self.words.entry(word.to_owned()).or_default().push((group, role));
        }
    }
}

impl Body {
    /// Searches the texts at and below a place; lists stand for each of their entries.
    fn descend<'t>(&self, node: Node<'t>, places: &Places, hits: &mut Vec<Hit<'t>>) {
        match node.kind() {
            Kind::List => node.items().for_each(|item| self.descend(item, places, hits)),
            Kind::Map => {
                for (key, value) in node.entries() {
                    if let Some(below) = places.key(key) {
                        self.descend(value, below, hits);
                    }
                }
            }
            Kind::Text if places.groups != 0 && self.may_have(node) => {
                self.search(node, places.groups, hits);
            }
            _ => {}
        }
    }

    /// Whether the words may stand in a text: what layers above say was searched already for other items.
    fn may_have(&self, node: Node<'_>) -> bool {
        let layers = node.tree().layers();
        let is_lowest = layers.len() > 1 && node.layer_number() as usize == layers.len() - 1;
        let Some(document) = node.layer().tree.as_deref().filter(|_| !is_lowest) else { return true };
        let worded = document.worded(|| {
            let mut hits = Vec::new();
            if let Some(root) = document.root() {
                self.descend(root, &self.places, &mut hits);
            }
            let mut texts: Vec<u32> = hits.iter().map(|hit| hit.node.number()).collect();
            texts.dedup();
            texts
        });
        worded.binary_search(&node.original().number()).is_ok()
    }

    fn search<'t>(&self, node: Node<'t>, groups: u32, hits: &mut Vec<Hit<'t>>) {
        let text = node.text();
        let is_asked = |group: usize| groups & (1 << group) != 0;
        let mut covered = 0;
        let mut add = |group: usize, part: Range<usize>| {
            // Words that lie in what was found already say nothing more.
            let is_told = hits
                .last()
                .is_some_and(|last| last.group == group && last.node == node && last.part.end > part.start);
            hits.extend((!is_told).then_some(Hit { group, node, part }));
        };
        for (part, meanings) in self.words.each(text, groups) {
            covered = part.end;
            for (group, role) in meanings.iter().filter(|(group, _)| is_asked(*group)) {
                let end = match role {
                    Role::Word => Some(part.end),
                    Role::Open => self.closed(text, part.end, *group),
                    Role::Except => None,
                };
                if let Some(end) = end {
                    add(*group, part.start..end);
                }
            }
        }
        let rest = text[covered..].trim_end();
        let end = covered + rest.len();
        for (group, last) in self.last.iter().enumerate().filter(|(group, _)| is_asked(*group)) {
            if let Some(word) = last.iter().find(|word| rest.ends_with(word.as_str())) {
                add(group, end - word.len()..end);
            }
        }
    }

    /// Where an open phrase ends: after the last of its endings before a mark of punctuation.
    fn closed(&self, text: &str, start: usize, group: usize) -> Option<usize> {
        let (until, within) = &self.open[group];
        let rest = &text[start..];
        let stop = rest
            .char_indices()
            .find(|(at, c)| !(c.is_alphanumeric() || *c == ' ') || rest[..*at].chars().count() >= *within);
        let rest = &rest[..stop.map_or(rest.len(), |(at, _)| at)];
        until
            .iter()
            .filter_map(|ending| rest.rfind(ending.as_str()).map(|at| start + at + ending.len()))
            .max()
    }
}
