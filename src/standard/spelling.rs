//! The last step of reading a document: Chinese keys and labels become canonical keys and
//! slugs, keys are hashed, and keys that stand twice are found. Positions stay.

use std::collections::HashMap;

use super::Standard;
use super::elements::{Element, Elements};
use crate::diagnostic::Text;
use crate::error::Error;
use crate::source::finding::Finding;
use crate::source::node::Node;
use crate::source::tree::{Flags, Kind, Tree, key_hash};

/// Brings a document to its canonical spelling; returns what is wrong with its keys and plain values.
pub fn respell(standard: &Standard, tree: &mut Tree) -> Result<Vec<Finding>, Error> {
    match schema(standard, tree) {
        Some(file) => respell_as(standard, tree, &file),
        None => Ok(pass(None, tree)),
    }
}

/// The same for a document whose schema file is known from its place.
pub fn respell_as(standard: &Standard, tree: &mut Tree, file: &str) -> Result<Vec<Finding>, Error> {
    Ok(pass(Some(standard.elements(file)?), tree))
}

fn pass(elements: Option<&Elements>, tree: &mut Tree) -> Vec<Finding> {
    let mut pass = Pass { elements, tree, findings: Vec::new(), seen: Vec::new() };
    if !pass.tree.is_empty() {
        pass.value(0, elements.map(Elements::root));
    }
    pass.findings
}

/// The schema file of a document, by its kind in either spelling.
fn schema(standard: &Standard, tree: &Tree) -> Option<String> {
    let root = tree.root()?;
    let find = |names: [&str; 2]| {
        root.all_entries().find(|(key, _)| names.contains(&key.text())).map(|(_, value)| value)
    };
    let slug = |name: &'static str, zh: &'static str| {
        let value = find([name, zh])?.text();
        let code = standard.list(name).and_then(|list| list.labelled(value));
        Some(code.map_or(value, |code| code.slug.as_str()))
    };
    let file = match slug("kind", "种类")? {
        "register" => format!("registers/{}.schema.json", slug("register", "登记册")?),
        kind => format!("{kind}.schema.json"),
    };
    standard.describes_documents(&file).then_some(file)
}

/// Texts of one map or list, to find those that stand twice. It lies on a stack of all that are
/// being read.
struct Seen {
    start: usize,
    /// Of the texts after the first few, which are looked through one by one.
    many: HashMap<u32, Vec<u32>>,
}

impl Seen {
    const FEW: usize = 32;

    fn new(stack: &[(u32, u32)]) -> Self {
        Self { start: stack.len(), many: HashMap::new() }
    }

    /// Adds a text; the first node of the same text, if there is one.
    fn add(&mut self, stack: &mut Vec<(u32, u32)>, hash: u32, node: Node<'_>) -> Option<u32> {
        let same = |other: &u32| node.tree().node(*other).text() == node.text();
        let few = stack[self.start..].iter().filter(|(own, _)| *own == hash).map(|(_, other)| *other);
        let known = few.into_iter().find(same);
        let known = known.or_else(|| self.many.get(&hash)?.iter().copied().find(same));
        if stack.len() - self.start < Self::FEW {
            stack.push((hash, node.number()));
        } else {
            self.many.entry(hash).or_default().push(node.number());
        }
        known
    }
}

struct Pass<'a> {
    elements: Option<&'a Elements>,
    tree: &'a mut Tree,
    findings: Vec<Finding>,
    /// Hashes and numbers of the keys of the maps that are being read.
    seen: Vec<(u32, u32)>,
}

impl<'a> Pass<'a> {
    fn map(&mut self, at: u32, element: Option<&'a Element>) {
        let end = self.tree.node(at).next();
        let mut seen = Seen::new(&self.seen);
        let mut key = at + 1;
        while key < end {
            let value = key + 1;
            let child = self.key(at, key, element);
            let node = self.tree.node(key);
            // A key that could not be one was reported by the reader and stays out of sight.
            let refused = node.flags().has(Flags::SKIPPED);
            let first = seen.add(&mut self.seen, node.key_hash(), node);
            if let Some(first) = first.filter(|_| !refused) {
                self.tree.set_key(at, key, true);
                self.doubled(first, key);
            }
            self.value(value, child);
            key = self.tree.node(value).next();
        }
        self.seen.truncate(seen.start);
    }

    /// Respells a key and gives the element of its value.
    fn key(&mut self, map: u32, at: u32, element: Option<&'a Element>) -> Option<&'a Element> {
        let (elements, element) = (self.elements?, element?);
        let node = self.tree.node(at);
        let text = node.text();
        let Some((canonical, child)) = elements.child_hashed(element, node.key_hash(), text) else {
            return elements.value_hashed(element, node.key_hash(), text);
        };
        if canonical != text {
            let refused = node.flags().has(Flags::SKIPPED);
            self.tree.respell(at, Kind::Text, canonical);
            self.tree.set_key(map, at, refused);
        }
        Some(child)
    }

    fn value(&mut self, at: u32, element: Option<&'a Element>) {
        match self.tree.node(at).kind() {
            Kind::Map => self.map(at, element),
            Kind::List => {
                let items = self.elements.and_then(|elements| elements.items(element?));
                let end = self.tree.node(at).next();
                let mut item = at + 1;
                while item < end {
                    self.value(item, items);
                    item = self.tree.node(item).next();
                }
                if let Some(key) = element.and_then(|element| element.merge_key.as_deref()) {
                    self.doubled_ids(at, key);
                }
            }
            Kind::Text => self.text(at, element),
            Kind::Null => self.null(at),
            _ => {}
        }
    }

    fn text(&mut self, at: u32, element: Option<&'a Element>) {
        if let Some(register) = element.and_then(|element| element.register.as_ref()) {
            self.tree.refer(at, register);
        }
        let node = self.tree.node(at);
        let text = node.text();
        // Slugs are ASCII, labels are not.
        let list = element.and_then(|element| element.list.as_ref()).filter(|_| !text.is_ascii());
        if let Some(code) = list.and_then(|list| list.labelled_zh(text)) {
            self.tree.respell(at, Kind::Text, &code.slug);
            return;
        }
        if element.is_some_and(Element::is_flag) && matches!(text, "是" | "否") {
            self.tree.respell(at, Kind::Bool, if text == "是" { "true" } else { "false" });
            return;
        }
        let old_flag = text.len() <= 3
            && node.flags().has(Flags::PLAIN)
            && ["yes", "no", "on", "off"].iter().any(|word| text.eq_ignore_ascii_case(word));
        if old_flag && !element.is_some_and(Element::is_flag) {
            let finding = Finding::at(
                "text-read-as-flag",
                node,
                Text::new(
                    format!("`{text}` without quotes is true or false to readers of YAML 1.1"),
                    format!("不加引号的“{text}”会被YAML 1.1读作是否值"),
                ),
            );
            let help = Text::new(format!("write \"{text}\""), format!("请写作 \"{text}\""));
            self.findings.push(finding.help(help).fix(format!("\"{text}\""), true));
        }
    }

    fn null(&mut self, at: u32) {
        let node = self.tree.node(at);
        let written = node.as_written();
        if written.starts_with('*') {
            return; // an alias, reported by the reader
        }
        let key = node.path().last().and_then(|step| step.key);
        let name = key.map_or_else(String::new, |key| key.as_written().to_owned());
        let (en, zh) = match key {
            Some(_) => (format!("`{name}` has no value"), format!("“{name}”没有值")),
            None => ("the entry of the list is empty".to_owned(), "列表中的该项为空".to_owned()),
        };
        let mut finding = Finding::at("element-empty", node, Text::new(en, zh))
            .help(Text::new("write a value, or leave the key out", "请填写值，或删除该键"));
        if node.flags().has(Flags::EMPTY) {
            // An empty value stands at the end of its key, an empty entry at its dash.
            let text = &node.layer().source.text;
            let place = key.map_or_else(|| dash(text, node.range().start), |key| key.range().end);
            finding.spot.at = place..place + u32::from((place as usize) < text.len());
        }
        self.findings.push(finding);
    }

    /// Entries of a keyed list that have one id.
    fn doubled_ids(&mut self, at: u32, key: &str) {
        let list = self.tree.node(at);
        if list.count() < 2 {
            return;
        }
        let mut seen = Seen::new(&self.seen);
        let ids = list.items().filter_map(|entry| key.split('|').find_map(|key| entry.get(key)));
        let mut doubled = Vec::new();
        for id in ids.filter(|id| id.as_str().is_some()) {
            if let Some(first) = seen.add(&mut self.seen, key_hash(id.text()), id) {
                doubled.push((first, id.number()));
            }
        }
        self.seen.truncate(seen.start);
        for (first, second) in doubled {
            let (first, second) = (self.tree.node(first), self.tree.node(second));
            let id = second.text();
            let message =
                Text::new(format!("`{id}` stands twice in one list"), format!("同一列表中“{id}”重复出现"));
            let finding = Finding::at("id-doubled", second, message)
                .beside(first, Text::new("first stands here", "首次出现在此处"))
                .help(Text::new("give each entry an id of its own", "每一项应有各自的标识"));
            self.findings.push(finding);
        }
    }

    fn doubled(&mut self, first: u32, second: u32) {
        let (first, second) = (self.tree.node(first), self.tree.node(second));
        let (name, other) = (second.as_written(), first.as_written());
        let (en, zh) = if name == other {
            (format!("key `{name}` stands twice in one map"), format!("键“{name}”重复出现"))
        } else {
            (
                format!("key `{name}` is the same element as `{other}` above"),
                format!("键“{name}”与上面的“{other}”是同一要素"),
            )
        };
        let finding = Finding::at("duplicate-key", second, Text::new(en, zh))
            .beside(first, Text::new("first stands here", "首次出现在此处"))
            .help(Text::new("keep one of the two", "请只保留一处"));
        self.findings.push(finding);
    }
}

/// The dash of an entry that is empty: the last one of the nearest line above that has nothing
/// but dashes and a comment.
fn dash(text: &str, at: u32) -> u32 {
    let before = &text[..at as usize];
    let mut end = before.len();
    for line in before.rsplit('\n') {
        let start = end - line.len();
        let content = line.split('#').next().unwrap_or_default().trim_end();
        if content.ends_with('-') && content.chars().all(|c| matches!(c, ' ' | '-')) {
            return (start + content.len() - 1) as u32;
        }
        end = start.saturating_sub(1);
    }
    at
}
