//! The implementations of an item side by side.

use super::Pages;
use super::browse::{chunks, page_path, pager, place};
use super::facts::{self, Facts};
use super::view::{Cell, Link, Table};
use super::words::{labelled, unknown_body};
use crate::error::Error;
use crate::generate::Job;
use crate::model::phrase::Phrase;

/// What bodies say of each item, in the order of divisions; nobody is measured against another.
pub(super) fn write(pages: &Pages<'_>, seen: &[Facts], paths: &mut Vec<String>) -> Result<(), Error> {
    for same in seen.chunk_by(|a, b| a.basic_code == b.basic_code) {
        let Some(basic) = same.iter().find(|own| !own.implementation) else { continue };
        let bodies: Vec<&Facts> = same.iter().filter(|own| own.implementation).collect();
        if bodies.is_empty() {
            continue;
        }
        let title = Phrase::new(
            &format!("{}: implementations side by side", basic.name.en()),
            &format!("{}：各地实施情况", basic.name.zh),
        );
        let first = facts::path(&basic.basic_code, &format!("{}.all", basic.basic_code));
        let several = pager(&first, bodies.len());
        let mut lead = vec![Phrase::new(
            "What each body has published, in the order of the division codes and, within a division, of names. A region that is not here has published nothing in this catalogue. A dash: the source does not say.",
            "各实施机构公布的内容，按行政区划代码排列，同一地区按机构名称排列。表中没有的地区，在本目录中尚无公布的清单。“–”表示来源未载明。",
        )];
        let statutory = basic.answers.statutory.as_ref();
        lead.extend(statutory.map(|limit| labelled("Statutory limit", "法定办结时限", limit)));
        for (number, bodies) in chunks(&bodies).enumerate() {
            let path = page_path(&first, number);
            let table = Table {
                title: title.clone(),
                lead: lead.clone(),
                back: vec![
                    Link::to("index.html", Phrase::new("Home", "首页")),
                    Link::to(&basic.path, basic.name.clone()),
                ],
                columns: columns(),
                rows: bodies.iter().map(|own| row(pages.job, own)).collect(),
                pages: several.clone(),
            };
            pages.put("site/table.html", &path, &title, &table)?;
            paths.push(path);
        }
    }
    Ok(())
}

fn columns() -> Vec<Phrase> {
    vec![
        Phrase::new("Region", "地区"),
        Phrase::new("Body", "实施主体"),
        Phrase::new("Time", "办结时限"),
        Phrase::new("Cost", "收费"),
        Phrase::new("Ways", "办理形式"),
        Phrase::new("Visits", "到现场次数"),
        Phrase::new("Materials", "材料"),
        Phrase::new("Materials beside the basic item", "与基本目录事项的材料差异"),
    ]
}

fn row(job: &Job<'_>, own: &Facts) -> Vec<Cell> {
    let answers = &own.answers;
    let body = own.body.clone().unwrap_or_else(unknown_body);
    let status = own.unusual.iter().map(|status| Cell::text(Some(status.clone()))).collect();
    vec![
        Cell::text(own.region.as_deref().map(|code| place(job, code))),
        Cell { more: status, ..Cell::link(&own.path, body) },
        Cell::text(answers.long.clone()),
        Cell::text(answers.cost.clone()),
        Cell::text(answers.ways.clone()),
        Cell::text(answers.visits.clone()),
        Cell::text(own.materials.words()),
        Cell::text(own.differs.clone()),
    ]
}
