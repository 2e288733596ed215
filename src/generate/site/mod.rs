//! The site: a guide for everybody, the standard behind it, a search. Static pages in two trees,
//! `zh` and `en`, that need no server and ask nothing of any other.

mod browse;
mod compare;
mod facts;
mod linked;
mod needs;
mod places;
mod reference;
mod rule_page;
mod search;
mod sheet;
mod standard;
mod steps;
mod view;
mod words;

use std::collections::BTreeSet;
use std::sync::{Mutex, OnceLock, PoisonError};

use serde::Serialize;

use super::form::{Forms, Target};
use super::openapi::{Descriptions, catalogue, with_schemas};
use super::{Entry, Generator, Job, Output, Pour, Sink};
use crate::error::Error;
use crate::form::{self, Form};
use crate::model::item::ItemKind;
use crate::model::phrase::Phrase;
use crate::model::public::{Public, is_published};
use crate::openapi::{Document, Version, item};
use crate::template::Templates;
use facts::Facts;
use needs::Needs;
use sheet::{Material, Sheet};
use view::Link;
use words::Words;

/// The trees.
const LANGS: [(&str, &str); 2] = [("zh", "en"), ("en", "zh")];

/// Makes the site.
#[derive(Debug)]
pub struct Site {
    forms: Forms,
    descriptions: Descriptions,
    service: OnceLock<Document>,
    /// What lists need of every item, in no order.
    seen: Mutex<Vec<Facts>>,
}

/// What every page is given beside its own.
#[derive(Debug, Serialize)]
struct Frame<'a, T> {
    /// The page in the tree of a language.
    path: &'a str,
    /// The way up from the page to the root of its tree.
    up: String,
    site: &'a Phrase,
    organisation: Option<&'a Phrase>,
    notices: Vec<Phrase>,
    /// Address of the page, where the site has one.
    address: Option<&'a str>,
    title: &'a Phrase,
    page: &'a T,
}

/// Writes pages in both languages.
struct Pages<'a> {
    job: &'a Job<'a>,
    sink: &'a dyn Sink,
}

impl Pages<'_> {
    fn put(&self, template: &str, path: &str, title: &Phrase, page: &impl Serialize) -> Result<(), Error> {
        let published = &self.job.manifest.published;
        let frame = Frame {
            path,
            up: "../".repeat(path.matches('/').count()),
            site: &published.title,
            organisation: published.organisation.as_ref(),
            notices: self.job.marks.notices(),
            address: published.url.as_deref(),
            title,
            page,
        };
        let twins = self.job.templates.render_twins(template, &frame)?;
        for ((lang, _), text) in LANGS.iter().zip(twins) {
            self.sink.put(Output { path: format!("{lang}/{path}"), bytes: text.into_bytes() })?;
        }
        Ok(())
    }
}

/// A folder of the site that another generator fills.
struct Below<'a>(&'static str, &'a dyn Sink);

impl Sink for Below<'_> {
    fn put(&self, output: Output) -> Result<(), Error> {
        self.1.put(Output { path: format!("{}/{}", self.0, output.path), bytes: output.bytes })
    }

    fn pour(&self, path: &str, pour: Pour<'_>) -> Result<(), Error> {
        self.1.pour(&format!("{}/{path}", self.0), pour)
    }
}

impl Site {
    /// A site, with its forms made of the same templates.
    pub fn new(templates: &Templates) -> Self {
        let targets = vec![Target::Html, Target::Print, Target::JsonSchema];
        Self {
            forms: Forms::new(targets, templates),
            descriptions: Descriptions::new(Version::default()),
            service: OnceLock::new(),
            seen: Mutex::default(),
        }
    }

    fn sheet(job: &Job<'_>, item: &Public<'_>, forms: &[Form], facts: &Facts) -> Sheet {
        let words = Words { maker: job.maker(), day: job.day };
        let kind = facts.item_type.as_deref().map(|slug| words.maker.coded("item-type", slug).label);
        let place = facts.region.as_deref().map(|code| browse::place(job, code));
        let mut back = vec![Link::to("index.html", Phrase::new("Home", "首页"))];
        let listed = job.reading.standard.list("item-type");
        let known =
            facts.item_type.as_deref().filter(|slug| listed.is_some_and(|list| list.get(slug).is_some()));
        back.extend(known.zip(kind.clone()).map(|(slug, kind)| Link::to(&format!("type/{slug}.html"), kind)));
        let is_shown = item.item.basic().is_none_or(|basic| is_published(basic.root));
        if facts.implementation && is_shown {
            let to = facts::path(&facts.basic_code, &facts.basic_code);
            back.push(Link::to(&to, Phrase::new("The item nationwide", "事项总览")));
        }
        let unusual = item.str("status").filter(|slug| *slug != "in-use");
        let warning =
            unusual.and(facts.status.as_ref()).map(|status| words::labelled("Status", "事项状态", status));
        let data = linked::data(facts, item, kind.as_ref(), place.as_ref());
        let own = Material { words, item, forms, facts, needs: Needs::of(forms) };
        Sheet {
            title: facts.name.clone(),
            kind,
            place: facts.body.clone().into_iter().chain(place).reduce(|body, place| {
                Phrase::new(
                    &format!("{} · {}", body.en(), place.en()),
                    &format!("{} · {}", body.zh, place.zh),
                )
            }),
            warning,
            back,
            answers: sheet::answers(facts),
            actions: actions(forms, facts),
            sections: sheet::sections(&own),
            data,
        }
    }

    /// The files of an item.
    fn write(
        &self,
        pages: &Pages<'_>,
        item: &Public<'_>,
        forms: &[Form],
        (facts, id): (&Facts, &str),
    ) -> Result<(), Error> {
        let (job, sink) = (pages.job, pages.sink);
        let described = with_schemas(forms);
        for (form, schema) in described.iter().filter(|(form, _)| is_filled_in(form)) {
            self.forms.put(job, form, Some(schema), &Below("form", sink))?;
        }
        let document = self.descriptions.describe(job, item, &described, Some(&Below("api", sink)))?;
        if let (Some(document), Some(path)) = (&document, &facts.reference) {
            reference::write_item(pages, path, (facts, id), forms, (document, self.service(job)))?;
        }
        let sheet = Self::sheet(job, item, forms, facts);
        pages.put("site/item.html", &facts.path, &sheet.title, &sheet)
    }

    fn service(&self, job: &Job<'_>) -> &Document {
        self.service.get_or_init(|| self.descriptions.service(job))
    }

    fn seen(&self) -> std::sync::MutexGuard<'_, Vec<Facts>> {
        self.seen.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Links to the forms, the reference, and the implementations side by side.
fn actions(forms: &[Form], facts: &Facts) -> Vec<Link> {
    let mut links = Vec::new();
    for form in forms.iter().filter(|form| is_filled_in(form)) {
        let note = form.item.handling_item.as_ref().map(|handling| handling.name.clone());
        let text = |en: &str, zh: &str| Phrase::new(en, zh);
        let link =
            |ending: &str, text| Link::noted(&format!("../form/{}.{ending}", form.id), text, note.clone());
        links.push(link("html", text("Fill in the form", "填写申请表")));
        links.push(link("print.html", text("Form on paper", "打印空白表")));
    }
    if let Some(to) = &facts.reference {
        links.push(Link::to(to, Phrase::new("API reference", "接口文档")));
    }
    if !facts.implementation {
        let to = facts::path(&facts.basic_code, &format!("{}.all", facts.basic_code));
        links.push(Link::to(&to, Phrase::new("Implementations side by side", "各地实施情况")));
    }
    links
}

/// The files of an item.
fn files(facts: &Facts, id: &str) -> Vec<String> {
    let paths = std::iter::once(&facts.path).chain(&facts.reference);
    let pages = paths.flat_map(|path| LANGS.iter().map(move |(lang, _)| format!("{lang}/{path}")));
    let described = facts.reference.iter().flat_map(|_| ["yaml", "json"]);
    pages.chain(described.map(|ending| format!("api/{}.{ending}", item::file(id)))).collect()
}

fn is_filled_in(form: &Form) -> bool {
    !form.sections.is_empty() || !form.materials.is_empty()
}

impl Generator for Site {
    fn name(&self) -> &'static str {
        "site"
    }

    fn item(&self, job: &Job<'_>, item: &Public<'_>, sink: Option<&dyn Sink>) -> Result<Vec<Entry>, Error> {
        if item.item.own.kind == ItemKind::Specification {
            return Ok(Vec::new());
        }
        let seqs = item.list("handling_items").filter_map(|one| one.str("seq"));
        // Every name is told of, so that each operand is met.
        let picked = seqs.map(Some).chain([None]).filter(|seq| job.selection.picks(&item.item, *seq)).count();
        if picked == 0 {
            return Ok(Vec::new());
        }
        let forms = form::forms(&job.maker(), item);
        let words = Words { maker: job.maker(), day: job.day };
        let id = form::id(item, None);
        let facts = Facts::of(&words, item, &id, &forms);
        if let Some(sink) = sink {
            self.write(&Pages { job, sink }, item, &forms, (&facts, &id))?;
        } else if item.item.own.kind == ItemKind::Basic {
            // The description of its department is made anew each time.
            self.descriptions.describe(job, item, &with_schemas(&forms), None)?;
        }
        let entry = Entry {
            files: files(&facts, &id),
            id,
            basic_code: facts.basic_code.clone(),
            code: facts.code.clone().filter(|_| facts.implementation),
            handling_item: None,
            name: facts.name.clone(),
            region: facts.region.clone(),
        };
        self.seen().push(facts);
        Ok(vec![entry])
    }

    fn whole(&self, job: &Job<'_>, entries: &[Entry], sink: &dyn Sink) -> Result<(), Error> {
        let mut seen = std::mem::take(&mut *self.seen());
        seen.sort_by(|a, b| (&a.basic_code, &a.region, &a.path).cmp(&(&b.basic_code, &b.region, &b.path)));
        let pages = Pages { job, sink };
        let mut records = browse::records(job, &seen);
        let mut paths: BTreeSet<String> = seen.iter().map(|facts| facts.path.clone()).collect();
        paths.extend(seen.iter().filter_map(|facts| facts.reference.clone()));
        paths.extend(browse::write(&pages, &seen)?);
        let departments = self.descriptions.departments(job, &Below("api", sink))?;
        paths.extend(reference::write(&pages, self.service(job), (&seen, &departments), &mut records)?);
        paths.extend(standard::write(&pages, &seen, &mut records)?);
        search::write(&records, job.marks, sink)?;
        catalogue(job.marks, entries, &Below("api", sink))?;
        if let Some(url) = open_address(job) {
            let entries: String = paths.iter().map(|path| sitemap_entry(url, path)).collect();
            let text = format!(
                "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\" xmlns:xhtml=\"http://www.w3.org/1999/xhtml\">\n{entries}</urlset>\n"
            );
            sink.put(Output { path: "sitemap.xml".to_owned(), bytes: text.into_bytes() })?;
        }
        Ok(())
    }

    fn shared(&self, job: &Job<'_>, sink: &dyn Sink) -> Result<(), Error> {
        let said = job.marks.line().map_or(String::new(), |line| format!("/* {line} */\n"));
        for file in ["site.css", "site.js"] {
            let text = format!("{said}{}", job.templates.text(&format!("site/{file}")));
            sink.put(Output { path: format!("assets/{file}"), bytes: text.into_bytes() })?;
        }
        let allow = if job.marks.notices().is_empty() { "Allow: /" } else { "Disallow: /" };
        let map = open_address(job).map_or(String::new(), |url| format!("Sitemap: {url}/sitemap.xml\n"));
        let robots = format!("User-agent: *\n{allow}\n{map}");
        sink.put(Output { path: "robots.txt".to_owned(), bytes: robots.into_bytes() })?;
        self.forms.shared(job, &Below("form", sink))?;
        self.descriptions.shared(job, &Below("api", sink))
    }
}

/// The address of a site that search engines may read: neither a demonstration nor a preview.
fn open_address<'a>(job: &Job<'a>) -> Option<&'a str> {
    job.manifest.published.url.as_deref().filter(|_| job.marks.notices().is_empty())
}

/// A page of both trees in the sitemap. Paths hold no character that XML or a URL would escape.
fn sitemap_entry(url: &str, path: &str) -> String {
    let url = url.replace('&', "&amp;").replace('<', "&lt;");
    let both: String = LANGS
        .iter()
        .map(|(lang, _)| {
            format!("<xhtml:link rel=\"alternate\" hreflang=\"{lang}\" href=\"{url}/{lang}/{path}\"/>")
        })
        .collect();
    LANGS.iter().map(|(lang, _)| format!("<url><loc>{url}/{lang}/{path}</loc>{both}</url>\n")).collect()
}
