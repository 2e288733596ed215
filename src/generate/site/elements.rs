//! The elements of the standard as tables: what each is called, when it must be there, what it takes.

use std::collections::HashMap;

use serde_json::Value;

use super::Pages;
use super::standard::{list_path, list_title, put};
use super::view::{Cell, Group, Link};
use super::words::joined;
use crate::error::Error;
use crate::model::phrase::Phrase;
use crate::standard::elements::{Element, Elements};
use crate::standard::schemas::Schemas;
use crate::standard::{BASIC, EFFECTIVE, IMPLEMENTATION, Standard};

/// The documents whose elements are shown.
const DOCUMENTS: [(&str, &str, &str); 3] = [
    (BASIC, "Elements of the directory", "基本目录要素"),
    ("specification.schema.json", "Elements of specifications", "实施规范要素"),
    (IMPLEMENTATION, "Elements of the implementation list", "实施清单要素"),
];

/// How deep elements are shown.
const DEEPEST: usize = 4;

/// Writes the tables; links to them.
pub(super) fn write(pages: &Pages<'_>) -> Result<Group, Error> {
    let standard = pages.job.reading.standard;
    let mut links = Vec::new();
    for (file, en, zh) in DOCUMENTS {
        let title = Phrase::new(en, zh);
        let path = format!("standard/element-{}.html", file.trim_end_matches(".schema.json"));
        let elements = standard.elements(file)?;
        let mut obligations = Obligations { schemas: &standard.schemas, found: HashMap::new() };
        for file in std::iter::once(file).chain((file == IMPLEMENTATION).then_some(EFFECTIVE)) {
            let schema = standard
                .schemas
                .get(file)
                .map_err(|reason| Error::Standard { path: file.to_owned(), reason })?;
            obligations.read(file, schema, "", &When::Always);
        }
        let mut table = Sheet { standard, elements, obligations, path: &path, rows: Vec::new() };
        table.below(elements.root(), "", 0);
        let columns = [
            ("Element", "要素名称"),
            ("Key", "键名"),
            ("Obligation", "是否必备"),
            ("Type", "类型"),
            ("Field of exchange", "交换字段"),
            ("Values", "取值"),
        ];
        put(pages, &path, &title, lead(file), &columns, table.rows)?;
        links.push(Link::to(&path, title));
    }
    Ok(Group { title: Some(Phrase::new("Elements", "要素")), links })
}

fn lead(file: &str) -> Vec<Phrase> {
    let mut lead = vec![Phrase::new(
        "Required: it must be there wherever the element above it is there; the rule element-missing, or the rule of the element itself, reports it. What a source does not show is named in provenance.not_seen, and is then no error. In a key, [] stands for each entry of a list. Codes that look like numbers stand in quotes.",
        "必备：所在的上级要素存在时必须有，缺少的由规则 element-missing 或者该要素的规则指出；来源未显示的写入 provenance.not_seen，不作为错误。键名中的 [] 表示列表的每一项。全由数字组成的代码加引号。",
    )];
    if file == IMPLEMENTATION {
        lead.push(Phrase::new(
            "What is required here may also come from the directory or a specification. Drafts and cancelled items may be incomplete.",
            "这里必备的要素，也可以由基本目录或者实施规范给出。草稿和已取消的事项可以不完整。",
        ));
    }
    lead
}

/// When an element must be there.
#[derive(Clone, Debug, PartialEq)]
enum When {
    Always,
    /// In items of these types.
    Types(Vec<String>),
    /// Where the element beside it is there.
    With(String),
    /// Where the element beside it is not there.
    Without(String),
}

/// When elements must be there, by the way to each; read from the schemas.
struct Obligations<'s> {
    schemas: &'s Schemas,
    found: HashMap<String, Vec<When>>,
}

impl Obligations<'_> {
    fn read(&mut self, file: &str, node: &Value, way: &str, when: &When) {
        if way.matches('.').count() > DEEPEST {
            return;
        }
        let schemas = self.schemas;
        if let Some((target, fragment)) =
            node.get("$ref").and_then(Value::as_str).and_then(|to| to.split_once('#'))
        {
            let target = if target.is_empty() { file } else { target };
            if let Some(node) = schemas.get(target).ok().and_then(|schema| schema.pointer(fragment)) {
                self.read(target, node, way, when);
            }
        }
        for key in list(node, "required").filter_map(Value::as_str) {
            self.found.entry(below(way, key)).or_default().push(when.clone());
        }
        for (key, part) in node.get("properties").and_then(Value::as_object).into_iter().flatten() {
            self.read(file, part, &below(way, key), when);
        }
        if let Some(entry) = node.get("items") {
            self.read(file, entry, &format!("{way}[]"), when);
        }
        for part in list(node, "allOf") {
            self.read(file, part, way, when);
        }
        let Some(asked) = node.get("if") else { return };
        let branches = [("then", true), ("else", false)];
        for (branch, holds) in branches.into_iter().filter_map(|(key, holds)| Some((node.get(key)?, holds))) {
            if let Some(when) = case(asked, holds, when) {
                self.read(file, branch, way, &when);
            }
        }
    }
}

/// When a branch counts: by item type, by what stands beside, or for all that is no draft.
fn case(asked: &Value, holds: bool, when: &When) -> Option<When> {
    if let Some(types) = asked.pointer("/properties/item_type") {
        let types = list(types, "enum").filter_map(Value::as_str).map(str::to_owned).collect();
        return holds.then_some(When::Types(types));
    }
    if asked.pointer("/properties/status").is_some() {
        return (!holds).then(|| when.clone());
    }
    let key = list(asked, "required").next()?.as_str()?.to_owned();
    Some(if holds { When::With(key) } else { When::Without(key) })
}

fn list<'v>(node: &'v Value, key: &str) -> impl Iterator<Item = &'v Value> + use<'v> {
    node.get(key).and_then(Value::as_array).into_iter().flatten()
}

fn below(way: &str, key: &str) -> String {
    if way.is_empty() { key.to_owned() } else { format!("{way}.{key}") }
}

/// A table that is being written.
struct Sheet<'a> {
    standard: &'a Standard,
    elements: &'a Elements,
    obligations: Obligations<'a>,
    /// The page.
    path: &'a str,
    rows: Vec<Vec<Cell>>,
}

impl Sheet<'_> {
    fn below(&mut self, element: &Element, way: &str, depth: usize) {
        let elements = self.elements;
        for (key, child) in elements.children(element).filter(|(key, _)| !key.ends_with("_en")) {
            let way = below(way, key);
            // Of a list: those of its entries.
            let entry = elements.items(child);
            let list = child.list.as_ref().or_else(|| entry?.list.as_ref());
            let hint = child.hint.as_ref().or_else(|| entry?.hint.as_ref());
            let values = match (list, hint) {
                (Some(list), _) => Cell::link(&list_path(list), list_title(list)),
                (None, Some(hint)) => Cell::text(Some(Phrase::new(&hint.en, &hint.zh))),
                (None, None) if child.values.is_empty() => Cell::text(None),
                (None, None) => Cell::code(&child.values.join(" | ")),
            };
            let id = format!("element-{}", way.replace("[]", ""));
            let itself = Cell { to: Some(format!("{}#{id}", self.path)), ..Cell::code(&way) };
            let field = child.field.as_deref().map_or_else(|| Cell::text(None), Cell::code);
            self.rows.push(vec![
                Cell { text: name(child, key), depth, id: Some(id), ..Cell::default() },
                itself,
                Cell::text(Some(self.obligation(element, &way))),
                Cell::text(kind(elements, child)),
                field,
                values,
            ]);
            if depth < DEEPEST {
                self.below(child, &way, depth + 1);
                // One group, or a list of the same: it is shown once.
                if let Some(entry) = entry.filter(|_| !child.has_keys()) {
                    self.below(entry, &format!("{way}[]"), depth + 1);
                }
            }
        }
    }

    /// When the element at the end of a way must be there; `above` is the element that holds it.
    fn obligation(&self, above: &Element, way: &str) -> Phrase {
        let required = Phrase::new("required", "必备");
        let Some(found) = self.obligations.found.get(way) else { return Phrase::new("optional", "可选") };
        let types: Vec<&String> = found
            .iter()
            .flat_map(|when| if let When::Types(types) = when { types.as_slice() } else { &[] })
            .collect();
        let all = self.standard.list("item-type");
        let every = all.is_some_and(|list| list.codes().iter().all(|code| types.contains(&&code.slug)));
        if every || found.contains(&When::Always) {
            return required;
        }
        let labels = types.iter().map(|slug| {
            let code = all.and_then(|list| list.get(slug));
            code.map_or_else(|| Phrase::zh(slug), |code| Phrase::new(&code.en, &code.zh))
        });
        let of_types = joined(&labels.collect::<Vec<_>>(), ", ", "、").map(|labels| {
            Phrase::new(&format!("required for {}", labels.en()), &format!("{}必备", labels.zh))
        });
        let beside = found.iter().filter_map(|when| {
            let (key, given) = match when {
                When::With(key) => (key, true),
                When::Without(key) => (key, false),
                When::Always | When::Types(_) => return None,
            };
            let name =
                self.elements.value(above, key).map_or_else(|| Phrase::zh(key), |other| name(other, key));
            Some(if given {
                Phrase::new(
                    &format!("required where {} is given", name.en()),
                    &format!("填写{}时必备", name.zh),
                )
            } else {
                Phrase::new(
                    &format!("required unless {} is given", name.en()),
                    &format!("没有{}时必备", name.zh),
                )
            })
        });
        let all: Vec<Phrase> = of_types.into_iter().chain(beside).collect();
        joined(&all, "; ", "；").unwrap_or(required)
    }
}

fn name(element: &Element, key: &str) -> Phrase {
    element.name.as_ref().map_or_else(|| Phrase::new(key, key), |name| Phrase::new(&name.en, &name.zh))
}

/// What kind of value an element takes.
fn kind(elements: &Elements, element: &Element) -> Option<Phrase> {
    let words = element.types.iter().filter_map(|kind| {
        Some(match kind.as_str() {
            "array" => match elements.items(element).and_then(|entry| self::kind(elements, entry)) {
                Some(entry) => Phrase::new(&format!("list: {}", entry.en()), &format!("列表：{}", entry.zh)),
                None => Phrase::new("list", "列表"),
            },
            "object" => Phrase::new("group of elements", "一组要素"),
            "boolean" => Phrase::new("true or false", "是或否"),
            "integer" => Phrase::new("whole number", "整数"),
            "number" => Phrase::new("number", "数字"),
            "string" if element.code => Phrase::new("code", "代码"),
            "string" if element.list.is_some() || !element.values.is_empty() => {
                Phrase::new("one of the values", "取值之一")
            }
            "string" => Phrase::new("text", "文本"),
            _ => return None,
        })
    });
    let words: Vec<Phrase> = words.collect();
    let listed = element.list.is_some() || !element.values.is_empty();
    joined(&words, " or ", "或").or_else(|| listed.then(|| Phrase::new("one of the values", "取值之一")))
}
