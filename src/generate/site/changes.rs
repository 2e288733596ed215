//! Changes of the directory, and items that bodies have suspended or cancelled: the latest first.

use super::Pages;
use super::browse::place;
use super::facts::{Change, Facts};
use super::view::{Cell, Link, Table};
use super::words::{joined, same};
use crate::error::Error;
use crate::model::phrase::Phrase;

/// Changes on the first page.
const FEW: usize = 5;

/// One row: an item with what changed.
struct Changed<'f> {
    own: &'f Facts,
    kind: Option<Phrase>,
    day: Option<&'f str>,
    /// The record of change; of a basic item only.
    record: Option<&'f Change>,
}

impl<'f> Changed<'f> {
    /// What changed of an item. Implementations have no record of change: their status tells.
    fn of(own: &'f Facts) -> Option<Self> {
        if !own.implementation {
            let record = own.change.as_ref()?;
            return Some(Self {
                own,
                kind: record.kind.clone(),
                day: record.effective.as_deref(),
                record: Some(record),
            });
        }
        let kind = own.unusual.clone().filter(|_| !own.is_to_come)?;
        Some(Self { own, kind: Some(kind), day: own.ends.as_deref(), record: None })
    }

    fn path(&self) -> String {
        let section = if self.record.is_some() { "#change" } else { "" };
        format!("{}{section}", self.own.path)
    }
}

fn all(seen: &[Facts]) -> Vec<Changed<'_>> {
    let mut all: Vec<Changed<'_>> = seen.iter().filter_map(Changed::of).collect();
    all.sort_by(|a, b| b.day.cmp(&a.day));
    all
}

/// The latest changes, as links.
pub(super) fn latest(seen: &[Facts]) -> Vec<Link> {
    let link = |changed: Changed<'_>| {
        let parts: Vec<Phrase> = same(changed.day)
            .into_iter()
            .chain(changed.kind.clone())
            .chain(changed.own.body.clone())
            .collect();
        Link::noted(&changed.path(), changed.own.name.clone(), joined(&parts, " · ", " · "))
    };
    all(seen).into_iter().take(FEW).map(link).collect()
}

/// Writes the page of changes.
pub(super) fn write(pages: &Pages<'_>, seen: &[Facts], paths: &mut Vec<String>) -> Result<(), Error> {
    let title = Phrase::new("Changes of the directory", "目录调整公告");
    let page = |code: &str| {
        let at =
            seen.binary_search_by(|own| (own.basic_code.as_str(), own.implementation).cmp(&(code, false)));
        at.ok().map(|at| &seen[at])
    };
    let codes = |codes: &[String]| {
        let cell = |code: &String| match page(code) {
            Some(own) => Cell::link(&own.path, own.name.clone()),
            None => Cell::code(code),
        };
        let mut cells = codes.iter().map(cell);
        let first = cells.next().unwrap_or_else(|| Cell::text(None));
        Cell { more: cells.collect(), ..first }
    };
    let row = |changed: Changed<'_>| {
        let own = changed.own;
        let place = own.region.as_deref().map(|code| place(pages.job, code));
        let by: Vec<Phrase> = own.body.clone().into_iter().chain(place).collect();
        let by = joined(&by, " · ", " · ").map(|by| Cell::text(Some(by)));
        let item = Cell::link(&changed.path(), own.name.clone());
        vec![
            Cell::text(same(changed.day)),
            Cell { more: by.into_iter().collect(), ..item },
            Cell::text(changed.kind),
            codes(changed.record.map_or(&[], |record| &record.from)),
            codes(changed.record.map_or(&[], |record| &record.to)),
            Cell::text(changed.record.and_then(|record| record.document.clone())),
            Cell::text(changed.record.and_then(|record| record.pending.clone())),
        ]
    };
    let table = Table {
        title: title.clone(),
        lead: vec![Phrase::new(
            "Items that were added, cancelled, delegated, merged or split, and items that a body has suspended or cancelled, the latest first.",
            "新增、取消、下放、合并、拆分等目录调整，以及实施机构暂停、取消的事项，按生效日期由近到远排列。",
        )],
        back: vec![Link::to("index.html", Phrase::new("Home", "首页"))],
        columns: [
            ("From", "生效日期"),
            ("Item", "事项"),
            ("Kind", "调整类型"),
            ("Former item", "原事项"),
            ("New item", "新事项"),
            ("Document", "依据文件"),
            ("Running cases", "在办件处理"),
        ]
        .map(|(en, zh)| Phrase::new(en, zh))
        .to_vec(),
        rows: all(seen).into_iter().map(row).collect(),
        pages: Vec::new(),
    };
    paths.push("changes.html".to_owned());
    pages.put("site/table.html", "changes.html", &title, &table)
}
