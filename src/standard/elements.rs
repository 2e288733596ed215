//! What the standard says of each element, by its place in a definition: names in both
//! languages, code list, shape in words. Read from the JSON Schemas.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::sync::{Arc, OnceLock};

use serde_json::{Map, Value};

use super::codes::CodeList;
use super::places::Places;
use super::schemas::Schemas;
use crate::diagnostic::Text;
use crate::source::node::Node;
use crate::source::tree::key_hash;

/// One element of the standard at one place.
#[derive(Clone, Debug, Default)]
pub struct Element {
    /// Chinese and English name, where the schema gives one.
    pub name: Option<Text>,
    /// Rules that report a keyword of the schema: `(keyword, rule)`, the nearest first.
    pub rules: Vec<(String, &'static str)>,
    /// The types that JSON Schema allows here; none where any is allowed.
    pub types: Arc<[String]>,
    /// The shape in words.
    pub hint: Option<Text>,
    /// The code list of its values.
    pub list: Option<Arc<CodeList>>,
    /// The values that are allowed, where they are listed.
    pub values: Arc<[String]>,
    /// A code: always quoted when it could be read as a number.
    pub code: bool,
    /// The key by which layers merge this list; alternatives parted by `|`.
    pub merge_key: Option<String>,
    /// The exchange field of the national platform.
    pub field: Option<String>,
    /// The register whose entry the value names.
    pub register: Option<Arc<str>>,
    /// The keys of a map.
    pub keys: Arc<Keys>,
    /// The element of any other key.
    other: Option<Id>,
    /// The element of each entry of a list.
    items: Option<Id>,
    /// Further Chinese names.
    aliases: Vec<String>,
}

/// The keys of a map, in every spelling.
#[derive(Debug, Default)]
pub struct Keys {
    /// Canonical keys in the order of the schema.
    children: Vec<(String, Id)>,
    /// Canonical keys and Chinese names, with the index in `children`.
    spellings: Vec<(String, usize)>,
    /// Hash and number from 1 of each spelling, at the first free place from its hash on; half
    /// of the places, a power of two, are free.
    table: Vec<(u32, u32)>,
}

impl Keys {
    fn get(&self, hash: u32, key: &str) -> Option<usize> {
        let mut at = hash as usize;
        loop {
            let (own, number) = *self.table.get(at & (self.table.len().wrapping_sub(1)))?;
            let (spelling, child) = self.spellings.get((number as usize).wrapping_sub(1))?;
            if own == hash && spelling == key {
                return Some(*child);
            }
            at += 1;
        }
    }

    /// Adds a spelling; the index of another key that has it already.
    fn spell(&mut self, spelling: String, at: usize) -> Option<usize> {
        let known = self.get(key_hash(&spelling), &spelling);
        if known.is_none() {
            self.spellings.push((spelling, at));
            self.tabulate();
        }
        known.filter(|other| *other != at)
    }

    fn tabulate(&mut self) {
        let places = (self.spellings.len() * 2).next_power_of_two();
        let start = if places > self.table.len() { 0 } else { self.spellings.len() - 1 };
        if start == 0 {
            self.table = vec![(0, 0); places];
        }
        for (number, (spelling, _)) in self.spellings.iter().enumerate().skip(start) {
            let hash = key_hash(spelling);
            let mut place = hash as usize & (places - 1);
            while self.table[place].1 != 0 {
                place = (place + 1) & (places - 1);
            }
            self.table[place] = (hash, number as u32 + 1);
        }
    }
}

/// The number of an element in [`Elements`].
type Id = u32;

impl Element {
    /// The rule that reports a keyword here, if the standard names one.
    pub fn rule(&self, keyword: &str) -> Option<&'static str> {
        self.rules.iter().find(|(own, _)| own == keyword).map(|(_, rule)| *rule)
    }

    /// Whether only `true` and `false` are allowed.
    pub fn is_flag(&self) -> bool {
        *self.types == ["boolean"]
    }

    /// Whether a number may stand here.
    pub fn is_number(&self) -> bool {
        self.types.iter().any(|name| name == "integer" || name == "number")
    }

    /// Its Chinese names.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        let first = self.name.as_ref().map(|name| name.zh.as_ref());
        first.into_iter().chain(self.aliases.iter().map(String::as_str))
    }

    /// Whether a map here has named keys.
    pub fn has_keys(&self) -> bool {
        !self.keys.children.is_empty()
    }
}

/// The elements of the documents of one schema file.
#[derive(Debug)]
pub struct Elements {
    /// All elements, of this file and of those that were read with it.
    all: Arc<Vec<Element>>,
    root: Id,
    places: OnceLock<Places>,
}

impl Elements {
    /// The element of the document itself.
    pub fn root(&self) -> &Element {
        &self.all[self.root as usize]
    }

    /// Where names stand.
    pub fn places(&self) -> &Places {
        self.places.get_or_init(|| Places::of(self))
    }

    /// Canonical key and element of a key in any spelling.
    pub fn child<'e>(&'e self, element: &'e Element, key: &str) -> Option<(&'e str, &'e Element)> {
        self.child_hashed(element, key_hash(key), key)
    }

    /// The same with the hash of the key at hand.
    pub fn child_hashed<'e>(
        &'e self,
        element: &'e Element,
        hash: u32,
        key: &str,
    ) -> Option<(&'e str, &'e Element)> {
        let (key, child) = &element.keys.children[element.keys.get(hash, key)?];
        Some((key.as_str(), &self.all[*child as usize]))
    }

    /// The element of the value of a key.
    pub fn value<'e>(&'e self, element: &'e Element, key: &str) -> Option<&'e Element> {
        self.value_hashed(element, key_hash(key), key)
    }

    /// The same with the hash of the key at hand.
    pub fn value_hashed<'e>(&'e self, element: &'e Element, hash: u32, key: &str) -> Option<&'e Element> {
        self.child_hashed(element, hash, key)
            .map(|(_, child)| child)
            .or_else(|| element.other.map(|other| &self.all[other as usize]))
    }

    /// The element of each entry of a list.
    pub fn items(&self, element: &Element) -> Option<&Element> {
        element.items.map(|items| &self.all[items as usize])
    }

    /// Keys and elements of a map, in the order of the schema.
    pub fn children<'e>(&'e self, element: &'e Element) -> impl Iterator<Item = (&'e str, &'e Element)> {
        element.keys.children.iter().map(|(key, child)| (key.as_str(), &self.all[*child as usize]))
    }

    /// The element of a node.
    pub fn of(&self, node: Node<'_>) -> Option<&Element> {
        node.path().iter().try_fold(self.root(), |element, step| match step.key {
            Some(key) => self.value(element, key.text()),
            None => self.items(element),
        })
    }

    /// All elements.
    pub fn all(&self) -> &[Element] {
        &self.all
    }
}

/// Reads what schema files say of the elements of their documents; what they share is read once.
pub fn read<'f>(
    schemas: &Schemas,
    lists: &[Arc<CodeList>],
    rules: &[&'static str],
    files: &[&'f str],
) -> Result<Vec<(&'f str, Elements)>, String> {
    let mut reader = Reader { schemas, lists, rules, elements: Vec::new(), known: HashMap::new() };
    let roots: Result<Vec<Id>, String> =
        files.iter().map(|file| reader.element(file, schemas.get(file)?)).collect();
    let all = Arc::new(reader.elements);
    let elements = roots?.into_iter().map(|root| {
        let places = OnceLock::new();
        Elements { all: Arc::clone(&all), root, places }
    });
    Ok(files.iter().copied().zip(elements).collect())
}

struct Reader<'s> {
    schemas: &'s Schemas,
    lists: &'s [Arc<CodeList>],
    rules: &'s [&'static str],
    elements: Vec<Element>,
    /// Elements by the address of their schema node.
    known: HashMap<usize, Id>,
}

impl<'s> Reader<'s> {
    /// The element of a node of a schema, read once.
    fn element(&mut self, file: &str, node: &'s Value) -> Result<Id, String> {
        let id = self.elements.len() as Id;
        match self.known.entry(std::ptr::from_ref(node).addr()) {
            Entry::Occupied(known) => return Ok(*known.get()),
            Entry::Vacant(place) => place.insert(id),
        };
        self.elements.push(Element::default());
        let element = self.read(file, node)?;
        self.elements[id as usize] = element;
        Ok(id)
    }

    /// What a schema node says; what it refers to is said too, and what stands nearer wins.
    fn read(&mut self, file: &str, node: &'s Value) -> Result<Element, String> {
        let Value::Object(node) = node else { return Ok(Element::default()) };
        let mut element = match node.get("$ref").and_then(Value::as_str) {
            Some(target) => {
                let (path, fragment) = target.split_once('#').unwrap_or((target, ""));
                let path = if path.is_empty() { file.to_owned() } else { resolve(file, path) };
                let schemas = self.schemas;
                let node = schemas.get(&path)?.pointer(fragment);
                let node = node.ok_or_else(|| format!("{file}: `{target}` leads nowhere"))?;
                let target = self.element(&path, node)?;
                self.elements[target as usize].clone()
            }
            None => Element::default(),
        };
        self.annotations(file, node, &mut element)?;
        if let Some(Value::Object(properties)) = node.get("properties") {
            element.keys = Arc::new(self.keys(file, properties)?);
        }
        if let Some(items) = node.get("items").filter(|items| items.is_object()) {
            element.items = Some(self.element(file, items)?);
        }
        if let Some(other) = node.get("additionalProperties").filter(|other| other.is_object()) {
            element.other = Some(self.element(file, other)?);
        }
        Ok(element)
    }

    fn annotations(
        &self,
        file: &str,
        node: &Map<String, Value>,
        element: &mut Element,
    ) -> Result<(), String> {
        let text = |key: &str| node.get(key).and_then(Value::as_str).map(str::to_owned);
        let texts = |key: &str| {
            let one = node.get(key).and_then(Value::as_str).into_iter();
            let several =
                node.get(key).and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str);
            one.chain(several).map(str::to_owned).collect::<Vec<_>>()
        };
        if let Some(title) = text("title") {
            element.name = Some(name(&title));
        }
        if let Some(Value::Object(rules)) = node.get("x-rule") {
            for (keyword, rule) in rules.iter().rev() {
                let rule = self.rules.iter().find(|known| rule.as_str() == Some(known));
                let rule = rule.ok_or_else(|| format!("{file}: `x-rule` names no rule for `{keyword}`"))?;
                element.rules.insert(0, (keyword.clone(), rule));
            }
        }
        if node.contains_key("type") {
            element.types = texts("type").into();
        }
        if let Some(hint) = node.get("x-hint") {
            let part = |lang| hint.get(lang).and_then(Value::as_str).unwrap_or_default().to_owned();
            element.hint = Some(Text::new(part("en"), part("zh")));
        }
        if let Some(list) = text("x-list") {
            let found = self.lists.iter().find(|known| known.name == list);
            element.list =
                Some(Arc::clone(found.ok_or_else(|| format!("{file}: there is no code list `{list}`"))?));
        }
        if let Some(Value::Array(values)) = node.get("enum") {
            element.values = values.iter().map(plain).collect();
        }
        if let Some(value) = node.get("const") {
            element.values = Arc::new([plain(value)]);
        }
        element.aliases.extend(texts("x-alias"));
        element.code |= node.get("x-code") == Some(&Value::Bool(true));
        element.merge_key = text("x-key").or(element.merge_key.take());
        element.field = text("x-field").or(element.field.take());
        element.register = text("x-register").map(Arc::from).or(element.register.take());
        Ok(())
    }

    fn keys(&mut self, file: &str, properties: &'s Map<String, Value>) -> Result<Keys, String> {
        let mut keys = Keys::default();
        for (at, (key, property)) in properties.iter().enumerate() {
            let child = self.element(file, property)?;
            keys.children.push((key.clone(), child));
            let element = &self.elements[child as usize];
            let zh = element.name.as_ref().map(|name| name.zh.to_string());
            for spelling in [key.clone()].into_iter().chain(zh).chain(element.aliases.iter().cloned()) {
                if let Some(other) = keys.spell(spelling.clone(), at) {
                    let other = &keys.children[other].0;
                    return Err(format!("{file}: `{spelling}` names both `{other}` and `{key}`"));
                }
            }
        }
        Ok(keys)
    }
}

/// `Chinese · English` of a title.
fn name(title: &str) -> Text {
    let (zh, en) = title.split_once(" · ").unwrap_or((title, title));
    Text::new(en.to_owned(), zh.to_owned())
}

/// A value as a definition writes it.
fn plain(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

/// A path that is relative to the folder of `file`.
fn resolve(file: &str, path: &str) -> String {
    let mut parts: Vec<&str> = file.split('/').collect();
    parts.pop();
    for part in path.split('/') {
        match part {
            ".." => {
                parts.pop();
            }
            "." => {}
            part => parts.push(part),
        }
    }
    parts.join("/")
}
