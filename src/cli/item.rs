//! Which item a command is about: a basic code, an implementation code, a handling-item code
//! or a file.

use std::path::Path;
use std::sync::Arc;

use clap::Args;
use rayon::prelude::*;

use super::workspace::Workspace;
use super::{values, warn};
use crate::diagnostic::Text;
use crate::error::Error;
use crate::load::{self, Files, Ground};
use crate::model::directory::Shelf;
use crate::model::item::{Item, ItemKind};
use crate::model::resolve::resolve;
use crate::model::{handling, secret};
use crate::source::node::Node;
use crate::source::store::Met;
use crate::source::tree::Tree;
use crate::standard::elements::Elements;
use crate::standard::words;

#[derive(Args, Debug)]
pub(super) struct ItemArgs {
    /// A basic code, an implementation code, a handling-item code or a file · 基本编码、实施编码、业务办理项编码或文件
    #[arg(value_name = "ITEM")]
    pub(super) item: String,

    /// Only implementations of this division, or below it: the digits its code begins with · 只看此行政区划及其下级的实施清单，写代码开头几位
    #[arg(long, value_name = "CODE", value_parser = values::division)]
    pub(super) region: Option<String>,
}

/// An item that was found.
#[derive(Debug)]
pub(super) struct Found {
    /// Its documents, the widest first.
    pub(super) documents: Vec<Arc<Tree>>,
    /// The handling item, where the code names one.
    pub(super) handling_item: Option<String>,
}

impl Found {
    /// What its layers give for all handling items.
    pub(super) fn whole(&self, elements: &Elements) -> Result<Tree, Error> {
        let tree = resolve(&self.documents, elements).tree;
        if let (Some(seq), Some(root)) = (&self.handling_item, tree.root()) {
            let own = root.get("handling_items").into_iter().flat_map(Node::items);
            let own: Vec<&str> = own.filter_map(|one| one.str("seq")).collect();
            if !own.contains(&seq.as_str()) {
                return Err(no_handling_item(seq, &own));
            }
        }
        Ok(tree)
    }

    /// What they give for the handling item, where the code names one.
    pub(super) fn narrowed(&self, whole: &Tree) -> Option<Tree> {
        Some(handling::narrowed(whole, &self.documents, self.handling_item.as_ref()?))
    }
}

/// The path of an item that is a file, for finding the catalogue.
pub(super) fn operand(args: &ItemArgs) -> Vec<std::path::PathBuf> {
    let path = Path::new(&args.item);
    if path.is_file() { vec![path.to_path_buf()] } else { Vec::new() }
}

/// Finds the one item that is meant, and names files that could not be read.
pub(super) fn find(
    workspace: &Workspace,
    ground: &Ground<'_>,
    files: &Files,
    args: &ItemArgs,
) -> Result<Found, Error> {
    let found = any(workspace, ground, files, args);
    warn(&ground.unread(), workspace.lang);
    let found = found?;
    if secret::is_any_kept_back(&found.documents) {
        return Err(Error::Configuration(Text::new(
            "the item cannot be shown: a file of it carries the mark of a state secret; see `mulu check`",
            "该事项不能显示：其文件带有国家秘密标志，请运行 mulu check 查看",
        )));
    }
    Ok(found)
}

fn any(workspace: &Workspace, ground: &Ground<'_>, files: &Files, args: &ItemArgs) -> Result<Found, Error> {
    let wanted = args.item.as_str();
    if Path::new(wanted).is_file() {
        return of_file(workspace, ground, wanted);
    }
    let (code, handling_item) = match wanted.split_at_checked(31) {
        Some((code, seq)) if seq.len() == 2 => (code, Some(seq.to_owned())),
        _ => (wanted, None),
    };
    let candidates: Vec<Arc<Tree>> = implementations(workspace, ground, files, code)?
        .into_iter()
        .filter(|tree| {
            let item = tree.root().and_then(Item::of);
            let region = item.and_then(Item::region).unwrap_or_default();
            args.region.as_ref().is_none_or(|prefix| region.starts_with(prefix))
        })
        .collect();
    match &candidates[..] {
        [one] => Ok(Found { documents: layers(ground, one)?, handling_item }),
        [] => match ground.directory.basic(code) {
            Some(basic) if args.region.is_none() => {
                let documents = ground.upper.document(basic.id).into_iter().collect();
                Ok(Found { documents, handling_item })
            }
            Some(_) => Err(nowhere(wanted, args.region.as_deref().unwrap_or_default())),
            None => Err(unknown(ground, wanted)),
        },
        several => Err(ambiguous(wanted, several)),
    }
}

/// The layers of a document, or why it has none.
fn layers(ground: &Ground<'_>, tree: &Arc<Tree>) -> Result<Vec<Arc<Tree>>, Error> {
    ground.layers(tree).ok_or_else(|| {
        let code = tree.root().and_then(|root| root.str("implements")).unwrap_or("?").to_owned();
        Error::Configuration(Text::new(
            format!("the basic item {code} is not in the catalogue"),
            format!("目录中没有基本目录事项{code}"),
        ))
    })
}

/// Implementations with a code of their own, or of a basic item. Only files that hold the
/// code at all are parsed.
pub(super) fn implementations(
    workspace: &Workspace,
    ground: &Ground<'_>,
    files: &Files,
    code: &str,
) -> Result<Vec<Arc<Tree>>, Error> {
    let found: Result<Vec<Vec<Arc<Tree>>>, Error> = files
        .lower
        .par_iter()
        .chain(&files.upper)
        .filter(|met| load::may_name(&workspace.store, met, code))
        .map(|met| {
            let file = load::read_file(workspace.reading(), met)?;
            ground.note(&file);
            Ok(if secret::is_kept_back(&file.source) { Vec::new() } else { file.trees })
        })
        .collect();
    let own = |tree: &Arc<Tree>| {
        let item = tree.root().and_then(Item::of);
        item.is_some_and(|item| {
            item.kind == ItemKind::Implementation
                && (item.code() == Some(code) || item.root.str("implements") == Some(code))
        })
    };
    Ok(found?.into_iter().flatten().filter(own).collect())
}

fn of_file(workspace: &Workspace, ground: &Ground<'_>, path: &str) -> Result<Found, Error> {
    let within: Vec<&str> = workspace.named_files().collect();
    let met = Met::File(within.first().copied().unwrap_or(path).into());
    let file = load::read_file(workspace.reading(), &met)?;
    if file.source.is_closed() {
        return Err(Error::Configuration(Text::new(
            format!("{path} holds a state secret: nothing of it is shown"),
            format!("{path} 含有国家秘密，不予显示"),
        )));
    }
    let items: Vec<_> = file.trees.iter().filter(|tree| tree.root().and_then(Item::of).is_some()).collect();
    match &items[..] {
        [one] => Ok(Found { documents: layers(ground, one)?, handling_item: None }),
        [] => Err(Error::Configuration(Text::new(
            format!("{path} defines no item that could be read"),
            format!("{path} 中没有可读取的事项定义"),
        ))),
        several => {
            let several: Vec<Arc<Tree>> = several.iter().map(|tree| Arc::clone(tree)).collect();
            Err(ambiguous(path, &several))
        }
    }
}

fn no_handling_item(seq: &str, own: &[&str]) -> Error {
    Error::Configuration(if own.is_empty() {
        Text::new("the item has no handling items", "该事项没有业务办理项")
    } else {
        Text::new(
            format!("the item has no handling item `{seq}`; it has: {}", own.join(", ")),
            format!("该事项没有业务办理项“{seq}”；现有：{}", own.join("、")),
        )
    })
}

fn nowhere(wanted: &str, region: &str) -> Error {
    Error::Configuration(Text::new(
        format!("nobody in {region} implements `{wanted}`"),
        format!("{region} 没有“{wanted}”的实施清单"),
    ))
}

pub(super) fn unknown(ground: &Ground<'_>, wanted: &str) -> Error {
    let near = words::nearest(wanted, ground.directory.basic_codes(), 3).join(", ");
    let (en, zh) = if near.is_empty() {
        (String::new(), String::new())
    } else {
        (format!("; near codes: {near}"), format!("；相近的编码：{near}"))
    };
    Error::Configuration(Text::new(
        format!("the catalogue has no item `{wanted}`{en}"),
        format!("目录中没有事项“{wanted}”{zh}"),
    ))
}

fn ambiguous(wanted: &str, candidates: &[Arc<Tree>]) -> Error {
    let lines: Vec<String> = candidates
        .iter()
        .filter_map(|tree| {
            let item = tree.root().and_then(Item::of)?;
            let region = item.region().unwrap_or("-");
            let path = &tree.layers()[0].source.path;
            Some(format!("  {} {region} {path}", item.code().unwrap_or("-")))
        })
        .collect();
    let list = lines.join("\n");
    Error::Configuration(Text::new(
        format!("`{wanted}` means several items; name one by its code or file, or give --region:\n{list}"),
        format!("“{wanted}”对应多个事项，请写明编码或文件，或用 --region 指定地区：\n{list}"),
    ))
}
