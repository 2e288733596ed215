//! Ways into the guide: home, classes, themes, departments, regions, changes, implementations side by side.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::facts::Facts;
use super::search::Record;
use super::view::{Group, Link, List};
use super::{Pages, changes, compare, reference};
use crate::digest;
use crate::error::Error;
use crate::generate::{Job, Output};
use crate::model::divisions::Division;
use crate::model::phrase::Phrase;

/// Entries on one page of a list.
const MOST: usize = 500;

/// The first page.
#[derive(Debug, Serialize)]
struct Home {
    /// The day for which the site was made: on this page only, as all others stay as they are from day to day.
    day: String,
    items: usize,
    implementations: usize,
    groups: Vec<Group>,
    changes: Vec<Link>,
}

/// The name of a division, with those that it lies in; in English too where all of them have English names.
pub(super) fn place(job: &Job<'_>, code: &str) -> Phrase {
    let divisions = job.ground.registers.divisions();
    let outer = [code.get(..2).map(|own| format!("{own}0000")), code.get(..4).map(|own| format!("{own}00"))];
    let outer = outer.into_iter().flatten().filter(|outer| outer != code);
    // Groupings such as 市辖区 name nothing.
    let outer =
        outer.filter_map(|outer| divisions.get(&outer)).filter(|own| own.kind.as_deref() != Some("grouping"));
    let parts: Vec<&Division> =
        outer.chain(divisions.get(code)).filter(|division| !division.name.is_empty()).collect();
    if parts.is_empty() {
        return Phrase::new(code, code);
    }
    let zh: String = parts.iter().map(|own| own.name.as_str()).collect();
    let en: Option<Vec<&str>> = parts.iter().rev().map(|own| own.name_en.as_deref()).collect();
    en.map_or_else(|| Phrase::zh(&zh), |en| Phrase::new(&en.join(", "), &zh))
}

/// What the search finds of items.
pub(super) fn records(job: &Job<'_>, seen: &[Facts]) -> Vec<Record> {
    let record = |own: &Facts| {
        let code = own.code.as_deref().map(|code| Phrase::new(code, code));
        let place = own.region.as_deref().map(|code| place(job, code));
        let parts: Vec<Phrase> = own
            .unusual
            .iter()
            .chain(&own.body)
            .chain(own.department.iter().filter(|_| !own.implementation))
            .cloned()
            .chain(place)
            .chain(code)
            .collect();
        let note = super::words::joined(&parts, " · ", " · ").unwrap_or_default();
        Record { path: own.path.clone(), title: own.name.clone(), note }
    };
    seen.iter().map(record).collect()
}

/// Writes the pages; their paths.
pub(super) fn write(pages: &Pages<'_>, seen: &[Facts]) -> Result<Vec<String>, Error> {
    let mut paths = Vec::new();
    let kinds = [by_class(pages, seen), by_theme(pages, seen), by_department(seen), by_region(pages, seen)];
    let mut groups = Vec::new();
    for kind in kinds {
        groups.push(kind.overview());
        kind.write(pages, &mut paths)?;
    }
    groups.push(reference::group());
    changes::write(pages, seen, &mut paths)?;
    compare::write(pages, seen, &mut paths)?;
    let home = Home {
        day: pages.job.day.to_string(),
        items: seen.iter().filter(|own| !own.implementation).count(),
        implementations: seen.iter().filter(|own| own.implementation).count(),
        groups,
        changes: changes::latest(seen),
    };
    let title = &pages.job.manifest.published.title;
    pages.put("site/home.html", "index.html", title, &home)?;
    pages.put("site/search.html", "search.html", &Phrase::new("Search", "搜索"), &())?;
    paths.extend(["index.html".to_owned(), "search.html".to_owned()]);
    let root = pages
        .job
        .templates
        .render("site/root.html", &RootPage { notices: pages.job.marks.notices(), title })?;
    pages.sink.put(Output { path: "index.html".to_owned(), bytes: root.into_bytes() })?;
    Ok(paths)
}

#[derive(Debug, Serialize)]
struct RootPage<'a> {
    notices: Vec<Phrase>,
    title: &'a Phrase,
}

/// One way to browse: an overview, and a list for each of its values.
struct Kind {
    folder: &'static str,
    title: Phrase,
    lead: Phrase,
    /// Heading, file name, title, items.
    values: Vec<Value>,
}

struct Value {
    heading: Option<Phrase>,
    name: String,
    title: Phrase,
    links: Vec<Link>,
    /// Pages that one looks for from here.
    beside: Vec<Link>,
}

pub(super) fn amount(count: usize) -> Phrase {
    Phrase::new(&count.to_string(), &count.to_string())
}

impl Kind {
    fn link(&self, value: &Value) -> Link {
        let to = format!("{}/{}.html", self.folder, value.name);
        Link::noted(&to, value.title.clone(), Some(amount(value.links.len())))
    }

    /// The same without headings around it: those tell values of one title apart.
    fn shown(&self, value: &Value) -> Link {
        let link = self.link(value);
        let alike = self.values.iter().filter(|other| other.title == value.title).count() > 1;
        let parts: Vec<Phrase> = value.heading.iter().filter(|_| alike).chain(&link.note).cloned().collect();
        Link { note: super::words::joined(&parts, " · ", " · "), ..link }
    }

    /// The values as one group for the first page: all, or the way to them where there are many.
    fn overview(&self) -> Group {
        let title = Some(self.title.clone());
        let all = format!("{}/index.html", self.folder);
        let mut links: Vec<Link> = self.values.iter().take(12).map(|value| self.shown(value)).collect();
        if self.values.len() > links.len() || links.is_empty() {
            links.push(Link::to(&all, Phrase::new("All of them", "查看全部")));
        }
        Group { title, links }
    }

    fn write(self, pages: &Pages<'_>, paths: &mut Vec<String>) -> Result<(), Error> {
        let home = Link::to("index.html", Phrase::new("Home", "首页"));
        let mut groups: Vec<Group> = Vec::new();
        for value in &self.values {
            match groups.last_mut().filter(|group| group.title == value.heading) {
                Some(group) => group.links.push(self.link(value)),
                None => groups.push(Group { title: value.heading.clone(), links: vec![self.link(value)] }),
            }
        }
        let index = format!("{}/index.html", self.folder);
        let back = vec![home.clone()];
        let list = List {
            title: self.title.clone(),
            lead: vec![self.lead.clone()],
            back,
            beside: Vec::new(),
            groups,
            pages: Vec::new(),
        };
        pages.put("site/list.html", &index, &self.title, &list)?;
        let back = vec![home, Link::to(&index, self.title.clone())];
        paths.push(index);
        for value in self.values {
            let path = format!("{}/{}.html", self.folder, value.name);
            let several = pager(&path, value.links.len());
            for (number, links) in chunks(&value.links).enumerate() {
                let path = page_path(&path, number);
                let list = List {
                    title: value.title.clone(),
                    lead: Vec::new(),
                    back: back.clone(),
                    beside: value.beside.clone(),
                    groups: vec![Group { title: None, links: links.to_vec() }],
                    pages: several.clone(),
                };
                pages.put("site/list.html", &path, &value.title, &list)?;
                paths.push(path);
            }
        }
        Ok(())
    }
}

/// Lists have at least one page.
pub(super) fn chunks<T>(all: &[T]) -> impl Iterator<Item = &[T]> {
    let empty = all.is_empty().then_some(all);
    empty.into_iter().chain(all.chunks(MOST))
}

pub(super) fn page_path(first: &str, number: usize) -> String {
    if number == 0 {
        first.to_owned()
    } else {
        format!("{}.{}.html", first.trim_end_matches(".html"), number + 1)
    }
}

/// Links to the pages of a long list.
pub(super) fn pager(path: &str, count: usize) -> Vec<Link> {
    let pages = count.div_ceil(MOST);
    let link = |number: usize| Link::to(&page_path(path, number), amount(number + 1));
    if pages > 1 { (0..pages).map(link).collect() } else { Vec::new() }
}

pub(super) fn directory(seen: &[Facts]) -> impl Iterator<Item = &Facts> {
    seen.iter().filter(|own| !own.implementation)
}

fn by_class(pages: &Pages<'_>, seen: &[Facts]) -> Kind {
    let codes = pages.job.reading.standard.list("item-type").into_iter().flat_map(|list| list.codes());
    let value = |slug: &str, title: Phrase| Value {
        heading: None,
        name: slug.to_owned(),
        title,
        links: directory(seen)
            .filter(|own| own.item_type.as_deref() == Some(slug))
            .map(Facts::link)
            .collect(),
        beside: Vec::new(),
    };
    // Pages of items link to their class, so that every class has a page where some item is of it.
    let used = |slug: &str| seen.iter().any(|own| own.item_type.as_deref() == Some(slug));
    let values =
        codes.filter(|code| used(&code.slug)).map(|code| value(&code.slug, Phrase::new(&code.en, &code.zh)));
    Kind {
        folder: "type",
        title: Phrase::new("By class", "按事项类型"),
        lead: Phrase::new(
            "Items of the directory by the kind of power or service.",
            "按行政权力和公共服务的类型查找目录事项。",
        ),
        values: values.collect(),
    }
}

fn by_theme(pages: &Pages<'_>, seen: &[Facts]) -> Kind {
    let lists = [
        ("natural-person-topic", "For people", "面向自然人"),
        ("legal-person-topic", "For organisations", "面向法人"),
    ];
    let mut values = Vec::new();
    for (list, en, zh) in lists {
        for code in pages.job.reading.standard.list(list).into_iter().flat_map(|list| list.codes()) {
            let of = |own: &&Facts| own.themes.iter().any(|(own, slug)| *own == list && *slug == code.slug);
            let links: Vec<Link> = directory(seen).filter(of).map(Facts::link).collect();
            if !links.is_empty() {
                let name = format!("{}-{}", list.trim_end_matches("-topic"), code.slug);
                let heading = Some(Phrase::new(en, zh));
                let title = Phrase::new(&code.en, &code.zh);
                values.push(Value { heading, name, title, links, beside: Vec::new() });
            }
        }
    }
    Kind {
        folder: "theme",
        title: Phrase::new("By theme", "按主题"),
        lead: Phrase::new(
            "Items by the matters of life and of business.",
            "按个人生活和单位经营的主题查找事项。",
        ),
        values,
    }
}

fn by_department(seen: &[Facts]) -> Kind {
    let mut all: BTreeMap<&str, (&Phrase, Vec<Link>)> = BTreeMap::new();
    for own in directory(seen) {
        if let Some(department) = &own.department {
            all.entry(&department.zh).or_insert_with(|| (department, Vec::new())).1.push(own.link());
        }
    }
    let value = |(name, (title, links)): (&str, (&Phrase, Vec<Link>))| Value {
        heading: None,
        name: digest::short(name),
        title: title.clone(),
        links,
        beside: Vec::new(),
    };
    Kind {
        folder: "department",
        title: Phrase::new("By department", "按主管部门"),
        lead: Phrase::new(
            "Items by the department that is competent nationwide.",
            "按全国主管部门查找事项。",
        ),
        values: all.into_iter().map(value).collect(),
    }
}

fn by_region(pages: &Pages<'_>, seen: &[Facts]) -> Kind {
    let mut all: BTreeMap<&str, Vec<Link>> = BTreeMap::new();
    for own in seen {
        if let Some(region) = &own.region {
            all.entry(region).or_default().push(own.link_with(own.body.clone()));
        }
    }
    let regions: BTreeSet<String> = all.keys().map(|code| (*code).to_owned()).collect();
    let value = |(code, links): (&str, Vec<Link>)| {
        let province = code.get(..2).map(|own| format!("{own}0000"));
        Value {
            heading: province.map(|province| place(pages.job, &province)),
            name: region_name(code),
            title: place(pages.job, code),
            links,
            beside: around(pages.job, &regions, code),
        }
    };
    Kind {
        folder: "region",
        title: Phrase::new("By region", "按地区"),
        lead: Phrase::new(
            "What bodies of each region have published, in the order of the division codes.",
            "各地区实施机构公布的事项，按行政区划代码排列。",
        ),
        values: all.into_iter().map(value).collect(),
    }
}

/// The file name of a region.
fn region_name(code: &str) -> String {
    code.chars().filter(char::is_ascii_alphanumeric).collect()
}

/// From a region to those that it lies in and that have a page, and to what holds everywhere.
fn around(job: &Job<'_>, regions: &BTreeSet<String>, code: &str) -> Vec<Link> {
    let outer = [code.get(..4).map(|own| format!("{own}00")), code.get(..2).map(|own| format!("{own}0000"))];
    let outer = outer.into_iter().flatten().filter(|outer| outer != code && regions.contains(outer));
    let up = outer.map(|outer| {
        let text = Phrase::new("The region above", "上级地区");
        Link::noted(&format!("region/{}.html", region_name(&outer)), text, Some(place(job, &outer)))
    });
    let nation =
        Link::to("type/index.html", Phrase::new("Items that hold for all bodies", "全国和全省统一的事项"));
    up.chain([nation]).collect()
}
