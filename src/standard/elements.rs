//! What the standard says of each element, by its place in a definition: names in both
//! languages, code list, shape in words. Read from the JSON Schemas.

use std::collections::HashMap;
use std::sync::Arc;

use serde_json::{Map, Value};

use super::codes::CodeList;
use crate::diagnostic::Text;
use crate::source::tree::Node;

/// The number of an element in [`Elements`].
pub type ElementId = u32;

/// One element of the standard at one place.
#[derive(Debug, Default)]
pub struct Element {
    /// Chinese and English name; empty where the schema gives none.
    pub name: Option<Text>,
    /// Rules that report a keyword of the schema: `(keyword, rule)`.
    pub rules: Vec<(String, &'static str)>,
    /// The types that JSON Schema allows here; none where any is allowed.
    pub types: Vec<String>,
    /// The shape in words.
    pub hint: Option<Text>,
    /// The code list of its values.
    pub list: Option<Arc<CodeList>>,
    /// The values that are allowed, where they are listed.
    pub values: Vec<String>,
    /// A code: always quoted when it could be read as a number.
    pub code: bool,
    /// The format that JSON Schema names: `date`.
    pub format: Option<String>,
    /// The key by which layers merge this list; alternatives parted by `|`.
    pub merge_key: Option<String>,
    /// The exchange field of the national platform.
    pub field: Option<String>,
    /// The elements of a map, in the order of the schema.
    pub children: Vec<(String, ElementId)>,
    /// Canonical key and Chinese names to the index in `children`.
    spellings: HashMap<String, usize>,
    /// The element of any other key.
    pub other: Option<ElementId>,
    /// The element of each entry of a list.
    pub items: Option<ElementId>,
}

impl Element {
    /// Canonical key and element of a key in any spelling.
    pub fn child(&self, key: &str) -> Option<(&str, ElementId)> {
        self.spellings.get(key).map(|at| {
            let (key, element) = &self.children[*at];
            (key.as_str(), *element)
        })
    }

    /// The rule that reports a keyword here, if the standard names one.
    pub fn rule(&self, keyword: &str) -> Option<&'static str> {
        self.rules.iter().find(|(own, _)| own == keyword).map(|(_, rule)| *rule)
    }

    /// Whether only `true` and `false` are allowed.
    pub fn is_flag(&self) -> bool {
        self.types == ["boolean"]
    }
}

/// All elements of an edition, by the schema they stand in.
#[derive(Debug, Default)]
pub struct Elements {
    elements: Vec<Element>,
    roots: HashMap<String, ElementId>,
}

impl Elements {
    /// The element of a number.
    pub fn get(&self, element: ElementId) -> &Element {
        &self.elements[element as usize]
    }

    /// The element that a schema file describes.
    pub fn root(&self, schema: &str) -> Option<ElementId> {
        self.roots.get(schema).copied()
    }

    /// The element of a node, starting from the element of its document.
    pub fn of(&self, root: ElementId, node: Node<'_>) -> Option<ElementId> {
        node.path().iter().try_fold(root, |element, step| {
            let element = self.get(element);
            match step.key {
                Some(key) => element.child(key.text()).map(|(_, child)| child).or(element.other),
                None => element.items,
            }
        })
    }

    /// The element along keys, entries of lists written as `*`.
    pub fn along(&self, root: ElementId, keys: &[&str]) -> Option<ElementId> {
        keys.iter().try_fold(root, |element, key| match *key {
            "*" => self.get(element).items,
            key => self.get(element).child(key).map(|(_, child)| child),
        })
    }

    /// Names of code lists that the schemas use.
    pub fn lists(&self) -> impl Iterator<Item = &CodeList> {
        self.elements.iter().filter_map(|element| element.list.as_deref())
    }
}

/// Reads elements from parsed schemas, by file name.
pub struct Reader<'s> {
    schemas: &'s HashMap<String, Value>,
    lists: &'s [Arc<CodeList>],
    rules: &'s [&'static str],
    elements: Elements,
    known: HashMap<String, ElementId>,
}

impl<'s> Reader<'s> {
    /// A reader of schemas that name these code lists and rules.
    pub fn new(
        schemas: &'s HashMap<String, Value>,
        lists: &'s [Arc<CodeList>],
        rules: &'s [&'static str],
    ) -> Self {
        Self { schemas, lists, rules, elements: Elements::default(), known: HashMap::new() }
    }

    /// The elements of the schemas of these file names.
    pub fn read(mut self, roots: &[String]) -> Result<Elements, String> {
        for file in roots {
            let element = self.element(file, "")?;
            self.elements.roots.insert(file.clone(), element);
        }
        Ok(self.elements)
    }

    /// The element of a place in a schema, read once.
    fn element(&mut self, file: &str, pointer: &str) -> Result<ElementId, String> {
        let place = format!("{file}#{pointer}");
        if let Some(known) = self.known.get(&place) {
            return Ok(*known);
        }
        let id = self.elements.elements.len() as ElementId;
        self.known.insert(place, id);
        self.elements.elements.push(Element::default());
        let mut element = Element::default();
        self.collect(file, pointer, &mut element)?;
        self.elements.elements[id as usize] = element;
        Ok(id)
    }

    /// Adds what a schema node and the nodes it refers to say; what stands nearer wins.
    fn collect(&mut self, file: &str, pointer: &str, element: &mut Element) -> Result<(), String> {
        let schemas = self.schemas;
        let node = schemas.get(file).and_then(|schema| schema.pointer(pointer));
        let Some(Value::Object(node)) = node else {
            return Err(format!("{file}: nothing stands at `{pointer}`"));
        };
        self.annotations(file, node, element)?;
        if let Some(Value::Object(properties)) = node.get("properties") {
            for (key, property) in properties {
                let child = self.element(file, &join(&join(pointer, "properties"), key))?;
                self.add_child(file, element, key, property, child)?;
            }
        }
        if node.get("items").is_some_and(Value::is_object) && element.items.is_none() {
            element.items = Some(self.element(file, &join(pointer, "items"))?);
        }
        if node.get("additionalProperties").is_some_and(Value::is_object) && element.other.is_none() {
            element.other = Some(self.element(file, &join(pointer, "additionalProperties"))?);
        }
        if let Some(Value::String(target)) = node.get("$ref") {
            let (path, fragment) = target.split_once('#').unwrap_or((target, ""));
            let path = if path.is_empty() { file.to_owned() } else { resolve(file, path) };
            self.collect(&path, fragment, element)?;
        }
        Ok(())
    }

    fn annotations(&self, file: &str, node: &Map<String, Value>, element: &mut Element) -> Result<(), String> {
        let text = |key: &str| node.get(key).and_then(Value::as_str).map(str::to_owned);
        if element.name.is_none() {
            element.name = text("title").map(|title| name(&title));
        }
        if let Some(Value::Object(rules)) = node.get("x-rule") {
            for (keyword, rule) in rules {
                let rule = self.rules.iter().find(|known| rule.as_str() == Some(known));
                let rule = rule.ok_or_else(|| format!("{file}: `x-rule` names no rule for `{keyword}`"))?;
                element.rules.push((keyword.clone(), rule));
            }
        }
        if let Some(types) = node.get("type").filter(|_| element.types.is_empty()) {
            let one = types.as_str().into_iter();
            let several = types.as_array().into_iter().flatten().filter_map(Value::as_str);
            element.types = one.chain(several).map(str::to_owned).collect();
        }
        if let Some(hint) = node.get("x-hint").filter(|_| element.hint.is_none()) {
            let part = |lang| hint.get(lang).and_then(Value::as_str).unwrap_or_default().to_owned();
            element.hint = Some(Text::new(part("en"), part("zh")));
        }
        if let Some(list) = text("x-list").filter(|_| element.list.is_none()) {
            let found = self.lists.iter().find(|known| known.name == list);
            element.list = Some(Arc::clone(found.ok_or_else(|| format!("{file}: there is no code list `{list}`"))?));
        }
        if let Some(Value::Array(values)) = node.get("enum").filter(|_| element.values.is_empty()) {
            element.values = values.iter().map(plain).collect();
        }
        if let Some(value) = node.get("const").filter(|_| element.values.is_empty()) {
            element.values = vec![plain(value)];
        }
        element.code |= node.get("x-code") == Some(&Value::Bool(true));
        element.format = element.format.take().or_else(|| text("format"));
        element.merge_key = element.merge_key.take().or_else(|| text("x-key"));
        element.field = element.field.take().or_else(|| text("x-field"));
        Ok(())
    }

    fn add_child(
        &self,
        file: &str,
        element: &mut Element,
        key: &str,
        property: &Value,
        child: ElementId,
    ) -> Result<(), String> {
        let at = element.children.len();
        element.children.push((key.to_owned(), child));
        element.spellings.insert(key.to_owned(), at);
        let zh = self.elements.get(child).name.as_ref().map(|name| name.zh.to_string());
        for spelling in zh.into_iter().chain(self.aliases(property)) {
            if let Some(other) = element.spellings.insert(spelling.clone(), at).filter(|other| *other != at) {
                let other = &element.children[other].0;
                return Err(format!("{file}: `{spelling}` names both `{other}` and `{key}`"));
            }
        }
        Ok(())
    }

    /// Further Chinese names of a property, along its references within the schemas.
    fn aliases(&self, property: &Value) -> Vec<String> {
        let own = property.get("x-alias").and_then(Value::as_array).into_iter().flatten();
        let mut aliases: Vec<String> = own.filter_map(Value::as_str).map(str::to_owned).collect();
        if let Some((path, fragment)) = property.get("$ref").and_then(Value::as_str).and_then(|r| r.split_once('#')) {
            let target = self.schemas.iter().find(|(file, _)| !path.is_empty() && file.ends_with(path));
            if let Some(target) = target.and_then(|(_, schema)| schema.pointer(fragment)) {
                aliases.extend(self.aliases(target));
            }
        }
        aliases
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

fn join(pointer: &str, token: &str) -> String {
    let mut joined = format!("{pointer}/");
    crate::source::tree::escape(token, &mut joined);
    joined
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
