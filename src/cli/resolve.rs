//! `mulu resolve`: the effective item after the layers.

use std::io;
use std::sync::Arc;

use clap::{Args, ValueEnum};
use serde_json::{Map, Value, json};

use super::item::{self, Found, ItemArgs};
use super::workspace::Workspace;
use super::{Ending, Global, tell};
use crate::error::Error;
use crate::load::{self, UnreadFile};
use crate::model::cases::{self, Choice};
use crate::model::item::{Item, ItemKind};
use crate::model::resolve::resolve;
use crate::source::node::Node;
use crate::source::pointer::list_key;
use crate::source::tree::Tree;
use crate::standard::IMPLEMENTATION;

#[derive(Args, Debug)]
pub(super) struct ResolveArgs {
    #[command(flatten)]
    item: ItemArgs,

    /// How to write the item · 输出格式
    #[arg(long, value_enum, default_value_t = Format::Yaml)]
    format: Format,
}

/// The shapes an effective item can be written in.
#[derive(Clone, Copy, Debug, Eq, PartialEq, ValueEnum)]
enum Format {
    /// A definition, canonical keys and slugs · 事项定义，规范的键和值
    Yaml,
    /// One JSON document, version 1: each value with the file, line and column it was written at · JSON 第1版：每个值注明文件、行、列
    Json,
}

pub(super) fn run(global: &Global, args: &ResolveArgs) -> Result<Ending, Error> {
    let workspace = Workspace::open(global, &item::operand(&args.item))?;
    let files = load::files(workspace.reading());
    let ground = load::ground(workspace.reading(), &files)?;
    let found = item::find(&workspace, &ground, &files, &args.item)?;
    let resolved = resolve(&found.documents, workspace.standard.elements(IMPLEMENTATION)?);
    let text = match args.format {
        Format::Yaml => yaml(&narrowed(&resolved.tree, found.handling_item.as_deref()))?,
        Format::Json => {
            format!("{}\n", document(&resolved.tree, &found, &UnreadFile::open(&ground.unread())))
        }
    };
    tell(|out| out.write_all(text.as_bytes()))?;
    Ok(Ending::Clean)
}

fn yaml(value: &Value) -> Result<String, Error> {
    serde_yaml::to_string(value).map_err(|error| Error::Write(io::Error::other(error)))
}

/// The item as one handling item sees it: what cannot apply is left out.
fn narrowed(tree: &Tree, handling_item: Option<&str>) -> Value {
    let root = tree.node(0);
    let mut value = root.to_json();
    let Some(seq) = handling_item else { return value };
    let choice = Choice { handling_item: Some(seq), ..Choice::default() };
    let Some(item) = value.as_object_mut() else { return value };
    for list in cases::LISTS {
        let applying = cases::applying(root, list, &choice);
        let conditional = conditional(root, list, &choice);
        if let Some(Value::Array(entries)) = item.get_mut(list) {
            entries.retain(|entry| {
                let id = entry.get("id").and_then(Value::as_str).unwrap_or_default();
                applying.contains(&id) || conditional.contains(&id)
            });
        }
    }
    if let Some(Value::Array(cases)) = item.get_mut("by_case") {
        let nodes = root.get("by_case").into_iter().flat_map(Node::items);
        let open: Vec<bool> = nodes
            .map(|case| case.get("when").is_some_and(|when| choice.allows(when) && !choice.meets(when)))
            .collect();
        let mut open = open.into_iter();
        cases.retain(|_| open.next() == Some(true));
    }
    if let Some(Value::Array(entries)) = item.get_mut("handling_items") {
        entries.retain(|entry| entry.get("seq").and_then(Value::as_str) == Some(seq));
    }
    value
}

/// What a case that is still open would add.
fn conditional<'t>(root: Node<'t>, list: &str, choice: &Choice<'_>) -> Vec<&'t str> {
    let cases = root.get("by_case").into_iter().flat_map(Node::items);
    let open = cases.filter(|case| case.get("when").is_some_and(|when| choice.allows(when)));
    let added = open.filter_map(|case| case.at(&[list, "add"])).flat_map(Node::items);
    added.map(Node::text).collect()
}

/// The document of the machine format (`schema/output/resolve.schema.json`).
fn document(tree: &Tree, found: &Found, unread: &[&str]) -> Value {
    let layers: Vec<Value> = found.documents.iter().map(layer).collect();
    let mut values = Map::new();
    collect(tree.node(0), &mut values);
    let code = found.documents.last().and_then(|tree| tree.root()).and_then(Item::of).and_then(Item::code);
    json!({"version": 1, "item": code, "handling_item": found.handling_item, "layers": layers, "values": values, "unread": unread})
}

fn layer(tree: &Arc<Tree>) -> Value {
    let layer = &tree.layers()[0];
    let item = tree.root().and_then(Item::of);
    let kind = match item.map(|item| item.kind) {
        Some(ItemKind::Basic) => "basic-item",
        Some(ItemKind::Specification) => "specification",
        _ => "implementation",
    };
    json!({
        "kind": kind,
        "path": &*layer.source.path,
        "document": layer.document,
        "code": item.and_then(Item::code),
        "region": item.and_then(Item::region),
        "tier": item.and_then(Item::tier),
    })
}

/// Every value that has no values in it, under its pointer in the effective item.
fn collect(node: Node<'_>, values: &mut Map<String, Value>) {
    if node.is_collection() && node.count() > 0 {
        node.entries().for_each(|(_, value)| collect(value, values));
        node.items().for_each(|item| collect(item, values));
        return;
    }
    let layer = node.layer();
    let span = layer.source.span(node.range());
    let ids = node.path().iter().any(|step| step.key.is_none() && list_key(step.value).is_some());
    let mut value = json!({
        "value": node.to_json(),
        "layer": node.layer_number(),
        "path": &*layer.source.path,
        "document": layer.document,
        "line": span.line,
        "column": span.column,
    });
    if ids {
        value["stable"] = json!(node.stable_pointer());
    }
    values.insert(node.own_pointer(), value);
}
