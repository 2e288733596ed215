//! `mulu resolve`: the effective item after the layers.

use std::sync::Arc;

use clap::{Args, ValueEnum};
use serde_json::{Map, Value, json};

use super::item::{self, Found, ItemArgs};
use super::workspace::Workspace;
use super::{Ending, Global, tell};
use crate::compare::Side;
use crate::error::Error;
use crate::load::{self, UnreadFile};
use crate::model::item::{Item, ItemKind};
use crate::model::registers::Registers;
use crate::openapi::write;
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
    let whole = found.whole(workspace.standard.elements(IMPLEMENTATION)?)?;
    let narrowed = found.narrowed(&whole);
    let item = narrowed.as_ref().unwrap_or(&whole);
    let text = match args.format {
        Format::Yaml => {
            let mut bytes = Vec::new();
            write::yaml(&definition(item, &ground.registers), &mut bytes).map_err(Error::Write)?;
            bytes
        }
        Format::Json => {
            let unread = ground.unread();
            let document = document(item, &ground.registers, &found, &UnreadFile::open(&unread));
            format!("{document}\n").into_bytes()
        }
    };
    tell(|out| out.write_all(&text))?;
    Ok(Ending::Clean)
}

/// The item as a definition, with what the register says of shared materials.
fn definition(tree: &Tree, registers: &Registers<'_>) -> Value {
    let root = tree.node(0);
    let mut value = root.to_json();
    for (at, material) in materials(root, registers).enumerate() {
        if let Some(own) = value["materials"][at].as_object_mut() {
            own.extend(material.taken_over().map(|(key, value)| (key.to_owned(), value.to_json())));
        }
    }
    value
}

/// The materials of an item, with what the register says of shared ones.
fn materials<'t>(root: Node<'t>, registers: &'t Registers<'t>) -> impl Iterator<Item = Side<'t>> {
    let own = root.get("materials").into_iter().flat_map(Node::items);
    own.map(move |root| Side { root, registers })
}

/// The document of the machine format (`schema/output/resolve.schema.json`).
fn document(tree: &Tree, registers: &Registers<'_>, found: &Found, unread: &[&str]) -> Value {
    let mut layers: Vec<Value> = found.documents.iter().map(layer).collect();
    let mut values = Map::new();
    collect(tree.node(0), &mut |node| {
        values.insert(node.own_pointer(), said(node, usize::from(node.layer_number()), None));
    });
    for material in materials(tree.node(0), registers) {
        let Some(entry) = material.shared() else { continue };
        let own = json!({
            "kind": "register",
            "path": &*entry.layer().source.path,
            "document": entry.layer().document,
            "code": null,
            "region": null,
            "tier": null,
        });
        let number = layers.iter().position(|layer| *layer == own).unwrap_or(layers.len());
        let before = entry.own_pointer().len();
        let (place, stable) = (material.root.own_pointer(), material.root.stable_pointer());
        for (_, value) in material.taken_over() {
            collect(value, &mut |node| {
                let rest = node.own_pointer().split_off(before);
                values.insert(format!("{place}{rest}"), said(node, number, Some(format!("{stable}{rest}"))));
            });
        }
        if number == layers.len() {
            layers.push(own);
        }
    }
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

/// Takes every value that has no values in it.
fn collect<'t>(node: Node<'t>, take: &mut dyn FnMut(Node<'t>)) {
    if node.is_collection() && node.count() > 0 {
        node.entries().for_each(|(_, value)| collect(value, take));
        node.items().for_each(|item| collect(item, take));
        return;
    }
    take(node);
}

/// A value with the place it was written at; `stable` is its pointer in the item, where it stands in a register.
fn said(node: Node<'_>, layer_number: usize, stable: Option<String>) -> Value {
    let layer = node.layer();
    let span = layer.source.span(node.range());
    let ids = node.path().iter().any(|step| step.key.is_none() && list_key(step.value).is_some());
    let mut value = json!({
        "value": node.to_json(),
        "layer": layer_number,
        "path": &*layer.source.path,
        "document": layer.document,
        "line": span.line,
        "column": span.column,
    });
    if let Some(stable) = stable.or_else(|| ids.then(|| node.stable_pointer())) {
        value["stable"] = json!(stable);
    }
    value
}
