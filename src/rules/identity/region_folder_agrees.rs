//! A file in the folder of a region is for that region.

use crate::diagnostic::{Severity, Text};
use crate::model::item::Item;
use crate::model::region;
use crate::rules::{Check, Context, Findings, Rule};
use crate::source::finding::Finding;
use crate::source::tree::Tree;

/// The rule.
pub static RULE: Rule = Rule {
    id: "region-folder-agrees",
    severity: Severity::Warning,
    basis: &[],
    since: "0.1.0",
    heuristic: false,
    page: include_str!("region_folder_agrees.md"),
    check: Check::Document(check),
};

fn check(context: &Context<'_>, tree: &Tree, findings: &mut Findings<'_>) {
    let Some(item) = tree.root().and_then(Item::of) else { return };
    let place = item.root.get("region").or_else(|| item.root.at(&["scope", "region"]));
    let (Some(place), Some(own)) = (place, item.region()) else { return };
    let Some(folder) = folder(&tree.layers()[0].source.path) else { return };
    // Of a division that there is not `code-region-exists` speaks.
    let divisions = context.registers.divisions();
    let is_known = divisions.is_empty() || divisions.get(own).is_some();
    if region::contains(folder, own) || !is_known {
        return;
    }
    let message = Text::new(
        format!("the file lies in the folder of {folder}, but is for {own}"),
        format!("文件位于{folder}的文件夹，而行政区划为{own}"),
    );
    let help = Text::new("move the file, or correct the region", "请移动文件，或改正行政区划");
    findings.add(Finding::here(place, message).help(help));
}

/// The division after which the folder below the last `regions` is named.
fn folder(path: &str) -> Option<&str> {
    let folders = path.rsplit_once('/')?.0;
    let (_, below) = folders.rsplit_once("regions/").filter(|(before, _)| before.is_empty() || before.ends_with('/'))?;
    let name = below.split('/').next()?;
    let is_code = matches!(name.len(), 6 | 9 | 12) && name.bytes().all(|byte| byte.is_ascii_digit());
    is_code.then_some(name)
}
