//! The standard behind the guide: elements, code lists, duties, rules, the register of exemptions.

use super::Pages;
use super::elements;
use super::facts::Facts;
use super::rule_page;
use super::search::Record;
use super::sheet::exemption;
use super::view::{Cell, Entry, Group, Link, List, Section, Table};
use super::words::provision;
use crate::error::Error;
use crate::model::phrase::Phrase;
use crate::rules;
use crate::standard::codes::CodeList;
use crate::standard::duties::Verdict;

/// Writes the pages, adds to what can be found; the paths of the pages.
pub(super) fn write(
    pages: &Pages<'_>,
    seen: &[Facts],
    records: &mut Vec<Record>,
) -> Result<Vec<String>, Error> {
    let mut paths = vec!["standard/index.html".to_owned()];
    let mut groups = Vec::new();
    for part in
        [elements::write(pages)?, lists(pages)?, duties(pages)?, rules(pages)?, register(pages, seen)?]
    {
        paths.extend(part.links.iter().map(|link| link.to.clone()));
        let note = part.title.clone().unwrap_or_default();
        records.extend(part.links.iter().map(|link| Record {
            path: link.to.clone(),
            title: link.text.clone(),
            note: link.note.clone().unwrap_or_else(|| note.clone()),
        }));
        groups.push(part);
    }
    let title = Phrase::new("The standard", "事项标准");
    let lead = Phrase::new(
        "What a definition of an item holds, in which words, and by which rules it is checked.",
        "事项要素、代码表，以及检查事项所用的规则和法律依据。",
    );
    let back = vec![Link::to("index.html", Phrase::new("Home", "首页"))];
    let list =
        List { title: title.clone(), lead: vec![lead], back, beside: Vec::new(), groups, pages: Vec::new() };
    pages.put("site/list.html", "standard/index.html", &title, &list)?;
    Ok(paths)
}

pub(super) fn back() -> Vec<Link> {
    vec![
        Link::to("index.html", Phrase::new("Home", "首页")),
        Link::to("standard/index.html", Phrase::new("The standard", "事项标准")),
    ]
}

pub(super) fn put(
    pages: &Pages<'_>,
    path: &str,
    title: &Phrase,
    lead: Vec<Phrase>,
    columns: &[(&str, &str)],
    rows: Vec<Vec<Cell>>,
) -> Result<(), Error> {
    let columns = columns.iter().map(|(en, zh)| Phrase::new(en, zh)).collect();
    let table = Table { title: title.clone(), lead, back: back(), columns, rows, pages: Vec::new() };
    pages.put("site/table.html", path, title, &table)
}

pub(super) fn list_path(list: &CodeList) -> String {
    format!("standard/list-{}.html", list.name)
}

pub(super) fn list_title(list: &CodeList) -> Phrase {
    Phrase::new(list.en(), list.zh())
}

/// Lists that belong to the record of a state secret are no matter of the public guide.
fn is_public(list: &CodeList) -> bool {
    !list.name.starts_with("secret-")
}

fn lists(pages: &Pages<'_>) -> Result<Group, Error> {
    let mut links = Vec::new();
    for list in &pages.job.reading.standard.lists {
        let (path, title) = (list_path(list), list_title(list));
        let rows = list.codes().iter().map(|code| {
            let official = code.code.as_deref().map_or_else(|| Cell::text(None), Cell::code);
            vec![Cell::text(Some(Phrase::new(&code.en, &code.zh))), Cell::code(&code.slug), official]
        });
        let columns = [("Value", "名称"), ("Written as", "写法"), ("Official code", "国家标准代码")];
        put(pages, &path, &title, Vec::new(), &columns, rows.collect())?;
        if is_public(list) {
            links.push(Link::to(&path, title));
        }
    }
    Ok(Group { title: Some(Phrase::new("Code lists", "代码表")), links })
}

fn duties(pages: &Pages<'_>) -> Result<Group, Error> {
    let standard = pages.job.reading.standard;
    let grounds: Vec<&crate::standard::codes::Code> =
        standard.list("ground").into_iter().flat_map(|list| list.codes()).collect();
    let label = |slug: &str| {
        let code = standard.list("duty").and_then(|list| list.get(slug));
        code.map_or_else(|| Phrase::new(slug, slug), |code| Phrase::new(&code.en, &code.zh))
    };
    let rows = standard.duties.get().duties.iter().map(|duty| {
        let basis: Vec<Phrase> = duty
            .basis
            .iter()
            .map(|own| provision(&own.law, &own.articles.iter().map(String::as_str).collect::<Vec<_>>()))
            .collect();
        let basis = super::words::joined(&basis, "; ", "；");
        let verdicts = grounds.iter().map(|ground| Cell::text(verdict(duty.verdict(&ground.slug))));
        [Cell::text(Some(label(&duty.slug))), Cell::text(basis)].into_iter().chain(verdicts).collect()
    });
    let title = Phrase::new("Duties and grounds", "义务和不纳入的依据");
    let lead = Phrase::new(
        "Which ground can lift which duty. A dash: it cannot.",
        "哪一类依据可以免除哪一项义务；“–”表示不能免除。",
    );
    let names = grounds.iter().map(|ground| (ground.en.as_str(), ground.zh.as_str()));
    let columns: Vec<(&str, &str)> = [("Duty", "义务"), ("Basis", "依据")].into_iter().chain(names).collect();
    let path = "standard/duties.html";
    put(pages, path, &title, vec![lead], &columns, rows.collect())?;
    let group = Phrase::new("Duties", "义务");
    Ok(Group { title: Some(group), links: vec![Link::to(path, title)] })
}

fn verdict(verdict: Verdict) -> Option<Phrase> {
    match verdict {
        Verdict::Allowed => Some(Phrase::new("yes", "可以")),
        Verdict::Doubtful => Some(Phrase::new("doubtful", "存疑")),
        Verdict::OwnArea => Some(Phrase::new("within its area", "限本区域")),
        Verdict::Refused => None,
    }
}

fn rules(pages: &Pages<'_>) -> Result<Group, Error> {
    let mut links = Vec::new();
    for (_, rule) in rules::ALL {
        let path = format!("standard/rule-{}.html", rule.id);
        let page = rule_page::page(rule);
        pages.put("site/rule.html", &path, &page.title, &page)?;
        links.push(Link::noted(&path, page.title, Some(Phrase::new(rule.id, rule.id))));
    }
    Ok(Group { title: Some(Phrase::new("Rules", "规则")), links })
}

/// A register page: sections as on the page of an item.
#[derive(Debug, serde::Serialize)]
struct Register {
    title: Phrase,
    lead: Vec<Phrase>,
    back: Vec<Link>,
    sections: Vec<Section>,
}

fn register(pages: &Pages<'_>, seen: &[Facts]) -> Result<Group, Error> {
    let title = Phrase::new("Register of exemptions", "依法不纳入事项登记");
    let path = "standard/exemptions.html";
    let mut section = Section::new("records", "Records", "登记内容");
    for own in seen {
        for record in own.exemptions.iter().filter(|record| record.own) {
            let made = exemption(record);
            let facts = made.title.clone();
            let facts = std::iter::once(facts).chain(made.facts).collect();
            section.entries.push(Entry {
                title: own.name.clone(),
                facts,
                links: vec![Link::to(&format!("{}#exemptions", own.path), Phrase::new("Item", "查看事项"))],
                ..made
            });
        }
    }
    let lead = Phrase::new(
        "Items, or parts of items, that a law or regulation leaves off the platform, and plans for those not yet on it.",
        "法律、行政法规等规定不纳入平台的事项或者环节，以及按计划暂缓纳入的情形。",
    );
    let page = Register { title: title.clone(), lead: vec![lead], back: back(), sections: vec![section] };
    pages.put("site/register.html", path, &title, &page)?;
    let group = Phrase::new("Exemptions", "不纳入情形");
    Ok(Group { title: Some(group), links: vec![Link::to(path, title)] })
}
