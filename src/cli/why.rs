//! `mulu why`: which layer gave a value of an item, and what the others say.

use std::fmt::Write as _;
use std::path::Path;

use clap::{Args, ValueEnum};
use serde_json::{Value, json};

use super::item::{self, Found, ItemArgs};
use super::workspace::Workspace;
use super::{Ending, Global, tell};
use crate::compare::{Side, words};
use crate::date::Date;
use crate::diagnostic::{Lang, Text, visible};
use crate::error::Error;
use crate::load::{self, UnreadFile};
use crate::matrix::tier_name;
use crate::model::field::{self, Absent};
use crate::model::handling;
use crate::model::item::{Item, ItemKind};
use crate::model::spoken::{self, Said};
use crate::source::node::Node;
use crate::source::revision::blame::{Commit, last_commit};
use crate::source::tree::Tree;
use crate::standard::elements::{Element, Elements};
use crate::standard::variation::{Policy, Reason};
use crate::standard::{IMPLEMENTATION, words as values};

#[derive(Args, Debug)]
pub(super) struct WhyArgs {
    #[command(flatten)]
    item: ItemArgs,

    /// An element: `time_limit.promised`, `materials.application.name`, a pointer, or Chinese names · 要素：如 `time_limit.promised`、`materials.application.name`、JSON 指针或中文名称
    field: String,

    /// How to write the layers · 输出格式
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,

    /// With the last commit that touched each line · 附每行的最近一次提交
    #[arg(long)]
    blame: bool,
}

/// The shapes the layers can be written in.
#[derive(Clone, Copy, Debug, Eq, PartialEq, ValueEnum)]
enum Format {
    /// For people: one line a layer, the one that counts marked · 供人阅读：每层一行，标出生效的一层
    Text,
    /// One JSON document, version 1 · JSON 第1版
    Json,
}

/// What one layer says, ready to be told.
struct Layer {
    /// What kind of definition it is; none of the register of materials.
    kind: Option<ItemKind>,
    region: Option<String>,
    tier: Option<String>,
    words: Text,
    value: Value,
    path: String,
    document: u32,
    line: u32,
    column: u32,
    /// Whether what it says reaches the effective item.
    counts: bool,
    /// The handling item and the pointer of its case, where a case says so.
    case: Option<(String, String)>,
    commit: Option<Commit>,
}

pub(super) fn run(global: &Global, args: &WhyArgs) -> Result<Ending, Error> {
    let workspace = Workspace::open(global, &item::operand(&args.item))?;
    let files = load::files(workspace.reading());
    let ground = load::ground(workspace.reading(), &files)?;
    let found = item::find(&workspace, &ground, &files, &args.item)?;
    let elements = workspace.standard.elements(IMPLEMENTATION)?;
    let written = field::steps(elements, &args.field);
    let whole = found.whole(elements)?;
    let narrowed = found.narrowed(&whole);
    let root = narrowed.as_ref().unwrap_or(&whole).root();
    let (field, nameless) =
        root.map_or((written.clone(), None), |root| field::located(root, elements, &written));
    let known = spoken::element_of(elements, &field);
    let said = match nameless {
        Some(node) => vec![Said { layer: node.layer_number().into(), node: node.original() }],
        None => spoken::said(&found.documents, elements, &field),
    };
    if said.is_empty() && known.is_none() {
        return Err(unknown(elements, &field, &args.field));
    }
    let (path, element) = known.map_or((field.join("."), None), |(path, element)| (path, Some(element)));
    let is_there = |root: Node<'_>| spoken::value_at(root, elements, &field).is_some();
    let value = nameless.or_else(|| spoken::value_at(root?, elements, &field));
    let material = root.filter(|_| path.split('.').next() == Some("materials"));
    let material = material.and_then(|root| spoken::value_at(root, elements, field.get(..2)?));
    let material = material.map(|root| Side { root, registers: &ground.registers });
    let taken = material.and_then(|material| taken_over(material, &path, &field));
    if nameless.or(taken).is_none()
        && let Some(absent) = field::absent_entry(&found.documents, elements, &field)
    {
        return Err(no_entry(&absent, &args.field));
    }
    let above = taken.map(|node| of_register(elements, element, &path, node, args.blame));
    let lower = said.iter().map(|own| {
        let is_last = said.iter().all(|other| other.layer <= own.layer);
        let counts = value.map_or(is_last && is_omitted(own.node), |value| gives(value, own.node));
        layer(elements, element, &path, &found, own, counts, args.blame)
    });
    let named = field::canonical(elements, &field);
    let cases = cases(&whole, elements, &found, &named, value, args.blame);
    let layers: Vec<Layer> = above.into_iter().chain(lower).chain(cases).collect::<Result<_, Error>>()?;
    let text = match args.format {
        Format::Text => {
            let is_lost = value.is_none() && whole.root().is_some_and(is_there);
            let without = found.handling_item.as_deref().filter(|_| is_lost);
            text(&workspace, element, &path, &named, &layers, without)
        }
        Format::Json => {
            let mut value = value.or(taken).map_or(Value::Null, Node::to_json);
            if let (Some(material), 2, Value::Object(value)) = (material, field.len(), &mut value) {
                value.extend(material.taken_over().map(|(key, own)| (key.to_owned(), own.to_json())));
            }
            format!("{}\n", document(&found, &named, &value, &layers, &UnreadFile::open(&ground.unread())))
        }
    };
    tell(|out| out.write_all(text.as_bytes()))?;
    Ok(Ending::Clean)
}

/// Whether a value of the effective item, or something in it, was written within a node of a layer.
fn gives(value: Node<'_>, written: Node<'_>) -> bool {
    if value.is_collection() && value.count() > 0 {
        return value.entries().any(|(_, own)| gives(own, written))
            || value.items().any(|own| gives(own, written));
    }
    let own = value.original();
    std::ptr::eq(own.tree(), written.tree()) && (written.number()..written.next()).contains(&own.number())
}

/// What the cases of the handling item say that was asked for.
fn cases(
    whole: &Tree,
    elements: &Elements,
    found: &Found,
    named: &str,
    value: Option<Node<'_>>,
    blame: bool,
) -> Vec<Result<Layer, Error>> {
    let (Some(seq), Some(root)) = (found.handling_item.as_deref(), whole.root()) else { return Vec::new() };
    let field: Vec<&str> = named.split('.').collect();
    let said = handling::said(root, elements, seq, &field);
    let last = said.len();
    let layers = said.into_iter().enumerate().map(|(at, case)| {
        let node = case.node.original();
        let own = Said { layer: case.node.layer_number().into(), node };
        let path = node.pointer();
        let steps: Vec<&str> = path.split('/').skip(1).collect();
        let known = spoken::element_of(elements, &steps);
        let (path, element) = known.map_or((path, None), |(path, element)| (path, Some(element)));
        let counts = if case.is_list || case.takes_away {
            at + 1 == last
        } else {
            value.is_some_and(|value| gives(value, node))
        };
        let mut layer = layer(elements, element, &path, found, &own, counts, blame)?;
        if case.takes_away {
            layer.words = taken_away();
        }
        layer.case = Some((seq.to_owned(), case.row.pointer()));
        Ok(layer)
    });
    layers.collect()
}

fn taken_away() -> Text {
    Text::new("takes it away", "本层去除")
}

fn is_omitted(node: Node<'_>) -> bool {
    node.get("omit").and_then(Node::as_bool) == Some(true)
}

/// What the register of materials says at a place of a shared material, where the item leaves it to the register.
fn taken_over<'t>(material: Side<'t>, path: &str, field: &[&str]) -> Option<Node<'t>> {
    let Some(key) = path.split('.').nth(1).filter(|_| field.len() > 2) else {
        return material.shared();
    };
    let (_, value) = material.taken_over().find(|(own, _)| *own == key)?;
    let step = |node: Node<'t>, step: &&str| node.get(step).or_else(|| node.items().nth(step.parse().ok()?));
    field.get(3..).unwrap_or_default().iter().try_fold(value, step)
}

/// What the register says, as the layer above all.
fn of_register(
    elements: &Elements,
    element: Option<&Element>,
    path: &str,
    node: Node<'_>,
    blame: bool,
) -> Result<Layer, Error> {
    let layer = node.layer();
    let span = layer.source.span(node.range());
    let commit = if blame { last_commit(Path::new(&*layer.source.path), span.line)? } else { None };
    Ok(Layer {
        kind: None,
        region: None,
        tier: None,
        words: words::of(elements, element, path, node),
        value: node.to_json(),
        path: layer.source.path.to_string(),
        document: layer.document,
        line: span.line,
        column: span.column,
        counts: true,
        case: None,
        commit,
    })
}

fn layer(
    elements: &Elements,
    element: Option<&Element>,
    path: &str,
    found: &Found,
    own: &Said<'_>,
    counts: bool,
    blame: bool,
) -> Result<Layer, Error> {
    let tree = &found.documents[own.layer];
    let item = tree.root().and_then(Item::of);
    let source = &tree.layers()[0].source;
    let span = source.span(own.node.range());
    let words =
        if is_omitted(own.node) { taken_away() } else { words::of(elements, element, path, own.node) };
    let commit = if blame { last_commit(Path::new(&*source.path), span.line)? } else { None };
    Ok(Layer {
        kind: Some(item.map_or(ItemKind::Basic, |item| item.kind)),
        region: item.and_then(Item::region).map(str::to_owned),
        tier: item.and_then(Item::tier).map(str::to_owned),
        words,
        value: own.node.to_json(),
        path: source.path.to_string(),
        document: tree.layers()[0].document,
        line: span.line,
        column: span.column,
        counts,
        case: None,
        commit,
    })
}

fn text(
    workspace: &Workspace,
    element: Option<&Element>,
    path: &str,
    named: &str,
    layers: &[Layer],
    without: Option<&str>,
) -> String {
    let lang = workspace.lang;
    let mut text = String::new();
    let name = element.and_then(|element| element.name.as_ref());
    let name = name.map_or_else(|| named.to_owned(), |name| format!("{} {named}", name.in_lang(lang)));
    let mut add = |line: String| writeln!(text, "{line}").expect("a string takes all");
    add(name);
    if layers.is_empty() {
        add(Text::new("  no layer states it", "  各层均未写明").in_lang(lang).to_owned());
    }
    for layer in layers {
        let kind = match layer.kind {
            None => Text::new("register of materials", "共用材料登记册"),
            Some(ItemKind::Basic) => Text::new("basic item", "基本目录"),
            Some(ItemKind::Specification) => Text::new("specification", "实施规范"),
            Some(ItemKind::Implementation) => Text::new("implementation", "实施清单"),
        };
        let tier =
            layer.tier.as_ref().map(|slug| tier_name(&workspace.standard, slug).in_lang(lang).to_owned());
        let place = layer.region.clone().into_iter().chain(tier);
        let case = layer.case.as_ref().map(|(seq, _)| {
            let words = Text::new(format!("case of handling item {seq}"), format!("业务办理项{seq}的情形"));
            words.in_lang(lang).to_owned()
        });
        let place: Vec<String> =
            std::iter::once(kind.in_lang(lang).to_owned()).chain(place).chain(case).collect();
        let mark = if layer.counts { "→" } else { " " };
        let at = format!("{}:{}:{}", visible(&layer.path), layer.line, layer.column);
        add(format!("{mark} {}  {}  {at}", place.join(" "), layer.words.in_lang(lang)));
        if let Some(commit) = &layer.commit {
            add(format!("    {} {} {}", commit.id, day(commit), commit.summary));
        }
    }
    if let Some(seq) = without {
        let words =
            Text::new(format!("  handling item {seq} does not have it"), format!("  业务办理项{seq}不适用"));
        add(words.in_lang(lang).to_owned());
    }
    let variation = workspace.standard.variation.get();
    let line = variation.line(path);
    let policy = match line.policy {
        Policy::Locked => Text::new("lower layers do not change it", "下层不得改动"),
        Policy::Favourable => {
            Text::new("lower layers change it in favour of applicants only", "下层只能朝便利申请人的方向调整")
        }
        Policy::LocalBasis => {
            Text::new("lower layers add to it on a legal basis only", "下层有法定依据方可增设")
        }
        Policy::Free => Text::new("each layer may say what holds there", "各层可以自行规定"),
    };
    let reason = variation.reason(line).filter(|_| line.policy != Policy::Free).map(Reason::text);
    let colon = if lang == Lang::En { ": " } else { "：" };
    let reason = reason.map_or(String::new(), |reason| format!("{colon}{}", reason.in_lang(lang)));
    add(format!("{}{reason}", policy.in_lang(lang)));
    text
}

fn day(commit: &Commit) -> String {
    Date::of_seconds(commit.seconds).map_or(String::new(), |day| day.to_string())
}

/// The document of the machine format (`schema/output/why.schema.json`).
fn document(found: &Found, path: &str, value: &Value, layers: &[Layer], unread: &[&str]) -> Value {
    let item = found.documents.last().and_then(|tree| tree.root()).and_then(Item::of);
    let code = item.and_then(|item| item.code().or(item.root.str("implements")));
    let layers: Vec<Value> = layers
        .iter()
        .map(|layer| {
            let kind = match layer.kind {
                None => "register",
                Some(ItemKind::Basic) => "basic-item",
                Some(ItemKind::Specification) => "specification",
                Some(ItemKind::Implementation) => "implementation",
            };
            let commit = layer
                .commit
                .as_ref()
                .map(|commit| json!({"id": commit.id, "day": day(commit), "summary": commit.summary}));
            let mut own = json!({
                "kind": kind,
                "region": layer.region,
                "tier": layer.tier,
                "value": layer.value,
                "path": layer.path,
                "document": layer.document,
                "line": layer.line,
                "column": layer.column,
                "counts": layer.counts,
                "commit": commit,
            });
            if let Some((_, pointer)) = &layer.case {
                own["case"] = json!(pointer);
            }
            own
        })
        .collect();
    json!({"version": 1, "item": code, "field": path, "value": value, "layers": layers, "unread": unread})
}

fn no_entry(absent: &Absent<'_>, written: &str) -> Error {
    let near = values::nearest(absent.step, absent.entries.iter().copied(), 3).join(", ");
    let (en, zh) = if near.is_empty() {
        (String::new(), String::new())
    } else {
        (format!("; near entries: {near}"), format!("；相近的条目：{near}"))
    };
    Error::Configuration(Text::new(
        format!("`{written}`: no layer has an entry `{}` there{en}", absent.step),
        format!("“{written}”：各层均没有条目“{}”{zh}", absent.step),
    ))
}

fn unknown(elements: &Elements, field: &[&str], written: &str) -> Error {
    let first = field.first().copied().unwrap_or_default();
    let places = elements.places().nearest(first, &[]);
    let near = if places.is_empty() {
        let keys = elements.children(elements.root()).map(|(key, _)| key);
        values::nearest(first, keys, 3).join(", ")
    } else {
        places.iter().take(3).map(|place| place.way().en).collect::<Vec<_>>().join(", ")
    };
    let (en, zh) = if near.is_empty() {
        (String::new(), String::new())
    } else {
        (format!("; near elements: {near}"), format!("；相近的要素：{near}"))
    };
    Error::Configuration(Text::new(
        format!("the item has no element `{written}`{en}"),
        format!("该事项没有要素“{written}”{zh}"),
    ))
}
