//! The site: a guide for everybody, the standard behind it, a search. Static pages in two trees,
//! `zh` and `en`, that need no server and ask nothing of any other.

mod around;
mod browse;
mod changes;
mod compare;
mod dead_links;
mod elements;
mod facts;
mod linked;
mod materials;
mod needs;
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

use super::form::{Forms, Guide, Target};
use super::openapi::{Descriptions, catalogue, with_schemas};
use super::{Entry, Generator, Job, Output, Pour, Sink};
use crate::error::Error;
use crate::form::{self, Form};
use crate::model::item::ItemKind;
use crate::model::phrase::Phrase;
use crate::model::public::Public;
use crate::openapi::{Document, Version, item};
use crate::template::Templates;
use around::Surroundings;
use facts::Facts;
use needs::Needs;
use sheet::{Sheet, Subject};
use words::Words;

/// The trees.
const LANGS: [(&str, &str); 2] = [("zh", "en"), ("en", "zh")];

/// Makes the site.
#[derive(Debug)]
pub struct Site {
    forms: Forms,
    descriptions: Descriptions,
    service: OnceLock<Document>,
    /// What is known of all items before the first is written.
    surroundings: OnceLock<Surroundings>,
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
    /// The pages of the items that are asked for, where these are not all: others need not be there.
    part: Option<&'a BTreeSet<String>>,
}

impl Pages<'_> {
    /// Whether a file of the site is there once the run is done. Of other items a page names the pages only,
    /// and its own files come before it.
    fn will_hold(&self, part: &BTreeSet<String>, page: &str, file: &str) -> bool {
        let is_asked_for = |path: &str| path == page || part.contains(path);
        file.split_once('/').is_some_and(|(_, path)| is_asked_for(path)) || self.sink.holds(file)
    }

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
            let twin = format!("{lang}/{path}");
            let text = match self.part {
                Some(part) => dead_links::without(&text, &twin, &|file| self.will_hold(part, path, file)),
                None => text,
            };
            self.sink.put(Output { path: twin, bytes: text.into_bytes() })?;
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

    fn holds(&self, path: &str) -> bool {
        self.1.holds(&format!("{}/{path}", self.0))
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
            surroundings: OnceLock::new(),
            seen: Mutex::default(),
        }
    }

    /// The files of an item.
    fn write(&self, pages: &Pages<'_>, own: &Subject<'_>, forms: &[Form], id: &str) -> Result<(), Error> {
        let (job, sink, item, facts) = (pages.job, pages.sink, own.item, own.facts);
        let described = with_schemas(forms);
        let [zh, en] = LANGS.map(|(lang, _)| format!("../{lang}/{}", facts.path));
        let guide = Guide { zh, en };
        for (form, schema) in described.iter().filter(|(form, _)| is_filled_in(form)) {
            self.forms.put(job, form, Some(schema), Some(&guide), &Below("form", sink))?;
        }
        let document = self.descriptions.describe(job, item, &described, Some(&Below("api", sink)))?;
        if let (Some(document), Some(path)) = (&document, &facts.reference) {
            reference::write_item(pages, path, (facts, id), forms, (document, self.service(job)))?;
        }
        let sheet = Sheet::of(job, own, forms);
        pages.put("site/item.html", &facts.path, &sheet.title, &sheet)
    }

    fn service(&self, job: &Job<'_>) -> &Document {
        self.service.get_or_init(|| self.descriptions.service(job))
    }

    fn surroundings(&self) -> &Surroundings {
        self.surroundings.get_or_init(Surroundings::default)
    }

    fn seen(&self) -> std::sync::MutexGuard<'_, Vec<Facts>> {
        self.seen.lock().unwrap_or_else(PoisonError::into_inner)
    }
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

    fn begin(&self, job: &Job<'_>) -> Result<(), Error> {
        let all = Surroundings::of(job)?;
        self.surroundings.get_or_init(|| all);
        Ok(())
    }

    fn beside(&self, item: &Public<'_>) -> String {
        format!("{:?}", self.surroundings().around(item))
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
        let words = Words { maker: job.maker() };
        let id = form::id(item, None);
        // What is needed is told of an item that nobody applies for too.
        let told = if forms.is_empty() { form::all(&words.maker, item) } else { Vec::new() };
        let asked = if forms.is_empty() { &told } else { &forms };
        let needs = Needs::of(asked);
        let facts = Facts::of(&words, item, &id, &forms, (&needs, asked));
        if let Some(sink) = sink {
            let around = self.surroundings().around(item);
            let own = Subject { words, item, forms: asked, facts: &facts, needs: &needs, around: &around };
            let part = (!job.selection.is_all()).then(|| self.surroundings().asked_for());
            self.write(&Pages { job, sink, part }, &own, &forms, &id)?;
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
        let name = |own: &Facts| own.body.as_ref().map(|body| body.zh.clone());
        seen.sort_by(|a, b| {
            let place = (&a.basic_code, &a.region).cmp(&(&b.basic_code, &b.region));
            place.then_with(|| (name(a), &a.path).cmp(&(name(b), &b.path)))
        });
        let pages = Pages { job, sink, part: None };
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
