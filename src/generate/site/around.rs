//! What stands around an item: the bodies that implement it, the items below it, the items that it names. Known
//! before the first page is written, as pages of items link to each other.

use std::collections::{BTreeMap, BTreeSet};

use super::facts;
use super::view::{Cell, Link};
use super::words::unknown_body;
use crate::error::Error;
use crate::form::{self, Standing};
use crate::generate::Job;
use crate::model::item::ItemKind;
use crate::model::phrase::Phrase;
use crate::model::public::Public;
use crate::source::node::Node;
use crate::survey::survey;

/// All items that have a page.
#[derive(Debug, Default)]
pub(super) struct Surroundings {
    /// Names by basic code.
    names: BTreeMap<String, Phrase>,
    /// Basic codes below a main item.
    below: BTreeMap<String, Vec<String>>,
    /// Bodies by basic code, in the order of divisions.
    bodies: BTreeMap<String, Vec<Body>>,
    /// Pages of the items that are asked for; not noted where all are.
    asked_for: BTreeSet<String>,
}

/// A body that implements an item.
#[derive(Debug)]
pub(super) struct Body {
    pub(super) region: Option<String>,
    pub(super) name: Phrase,
    pub(super) path: String,
    /// What a reader must know: it is no longer done there, or not for now.
    pub(super) status: Option<Phrase>,
}

/// What stands around one item.
#[derive(Debug, Default)]
pub(super) struct Around<'a> {
    pub(super) bodies: &'a [Body],
    below: Vec<(&'a str, &'a Phrase)>,
    named: BTreeMap<&'a str, &'a Phrase>,
}

enum Found {
    Basic { code: String, name: Phrase, parent: Option<String> },
    Body { basic_code: String, body: Body },
}

impl Surroundings {
    /// Goes through all items that may be shown.
    pub(super) fn of(job: &Job<'_>) -> Result<Self, Error> {
        let found = survey(job.reading, job.ground, job.files, |item| {
            let Some(public) = Public::of(*item, job.manifest.demo) else { return Ok(None) };
            let is_asked_for = !job.selection.is_all() && job.selection.touches(item);
            let page = is_asked_for.then(|| page(&public));
            Ok(found(job, &public).map(|found| (page, found)))
        })?;
        let mut all = Self::default();
        for (page, one) in found {
            all.asked_for.extend(page);
            match one {
                Found::Basic { code, name, parent } => {
                    if let Some(parent) = parent {
                        all.below.entry(parent).or_default().push(code.clone());
                    }
                    all.names.insert(code, name);
                }
                Found::Body { basic_code, body } => all.bodies.entry(basic_code).or_default().push(body),
            }
        }
        for bodies in all.bodies.values_mut() {
            bodies.sort_by(|a, b| (&a.region, &a.name.zh, &a.path).cmp(&(&b.region, &b.name.zh, &b.path)));
        }
        all.below.values_mut().for_each(|codes| codes.sort());
        Ok(all)
    }

    /// The pages of the items that are asked for, where these are not all.
    pub(super) fn asked_for(&self) -> &BTreeSet<String> {
        &self.asked_for
    }

    /// What stands around an item.
    pub(super) fn around<'a>(&'a self, item: &Public<'_>) -> Around<'a> {
        let code = facts::basic_code(item);
        let basic = item.item.own.kind == ItemKind::Basic;
        let below = self.below.get(code).filter(|_| basic).into_iter().flatten();
        let mut named = BTreeMap::new();
        let lists = ["from", "to"].map(|key| item.at(&["change", key]));
        let codes = lists.into_iter().flatten().flat_map(Node::items).map(Node::text);
        // Where the basic item has no page, there is nothing to go back to.
        for code in codes.chain(item.str("parent")).chain([code]) {
            named.extend(self.names.get_key_value(code).map(|(code, name)| (code.as_str(), name)));
        }
        Around {
            bodies: self.bodies.get(code).filter(|_| basic).map_or(&[], Vec::as_slice),
            below: below.filter_map(|code| Some((code.as_str(), self.names.get(code)?))).collect(),
            named,
        }
    }
}

impl Around<'_> {
    /// An item that is named by its code: a link where it has a page.
    pub(super) fn item(&self, code: &str) -> Cell {
        match self.link(code) {
            Some(link) => Cell::link(&link.to, link.text),
            None => Cell::code(code),
        }
    }

    /// The page of an item that is named by its code, where it has one.
    pub(super) fn link(&self, code: &str) -> Option<Link> {
        self.named.get(code).map(|name| link(code, name))
    }

    /// The pages of the items below.
    pub(super) fn below(&self) -> Vec<Link> {
        self.below.iter().map(|(code, name)| link(code, name)).collect()
    }
}

fn link(code: &str, name: &Phrase) -> Link {
    let en = name.en.as_ref().map(|en| format!("{en} ({code})"));
    let text = Phrase { zh: format!("{}（{code}）", name.zh), en };
    Link::to(&facts::path(code, code), text)
}

/// The page of an item.
fn page(item: &Public<'_>) -> String {
    facts::path(facts::basic_code(item), &form::id(item, None))
}

fn found(job: &Job<'_>, item: &Public<'_>) -> Option<Found> {
    let code = facts::basic_code(item).to_owned();
    match item.item.own.kind {
        ItemKind::Basic => Some(Found::Basic {
            code,
            name: facts::name(item),
            parent: item.str("parent").map(str::to_owned),
        }),
        ItemKind::Specification => None,
        ItemKind::Implementation => {
            let name = item.get("body").and_then(|body| Phrase::of(body, "name"));
            let body = Body {
                region: item.item.own.region().map(str::to_owned),
                name: name.unwrap_or_else(unknown_body),
                path: page(item),
                status: Standing::of(item, job.day).mark(&job.maker()),
            };
            Some(Found::Body { basic_code: code, body })
        }
    }
}
