//! All that stands on a provision, and what remains without it.

use serde::Serialize;

use crate::date::Date;
use crate::error::Error;
use crate::load::{Files, Ground, Reading};
use crate::locate;
use crate::model::citation::{Citation, overlap};
use crate::model::effective::Effective;
use crate::model::laws::{Law, Standing as InstrumentStanding};
use crate::source::finding::Spot;
use crate::source::node::Node;
use crate::survey::survey;

/// An instrument, or an article of it.
#[derive(Clone, Copy, Debug)]
pub struct Provision<'l> {
    /// The instrument.
    pub law: &'l Law,
    /// The article, with paragraph and item: `40.1.2`, as the version in force on the day counts them.
    pub article: Option<&'l str>,
    /// The day.
    pub day: Date,
}

/// One element that stands on a provision.
#[derive(Clone, Debug, Serialize)]
pub struct Standing {
    /// The code of the item.
    pub item: Option<String>,
    /// The top-level element: `basis`, `materials`, `conditions`, `fees`, `time_limit`, `exemptions` …
    pub element: String,
    /// RFC 6901 pointer of the citation within its document.
    pub pointer: String,
    /// What the element is called: its name, text or id.
    pub name: String,
    /// The cited articles.
    pub articles: Vec<String>,
    /// Other citations of the same element: what remains without the provision.
    pub remains: Vec<String>,
    /// The duty that applies when the provision goes, where the element is an exemption.
    pub due: Option<String>,
    /// The file.
    pub path: String,
    /// The line, from 1.
    pub line: u32,
}

/// What stands on a provision, each where it is written, in the order of files.
pub fn impact(
    reading: Reading<'_>,
    ground: &Ground<'_>,
    files: &Files,
    provision: Provision<'_>,
) -> Result<Vec<Standing>, Error> {
    let found = survey(reading, ground, files, |item| Ok(Some(of_item(ground, item, provision))))?;
    Ok(found.into_iter().flatten().collect())
}

fn of_item(ground: &Ground<'_>, item: &Effective<'_>, provision: Provision<'_>) -> Vec<Standing> {
    let layer = item.own.root.layer();
    let laws = ground.registers.laws();
    let meets = |citation: &Citation<'_>| {
        let is_law = citation.find(laws).is_some_and(|law| law.title == provision.law.title);
        let mut articles = citation.articles().peekable();
        is_law
            && provision.article.is_none_or(|wanted| {
                // A citation without an article stands on the whole instrument.
                articles.peek().is_none()
                    || articles.any(|article| {
                        let (text, version) = (article.text(), citation.version());
                        let now = version.map(|date| provision.law.now(text, date, provision.day));
                        overlap(now.as_deref().unwrap_or(text), wanted)
                    })
            })
    };
    let own = |node: &Node<'_>| {
        node.layer().source.path == layer.source.path && node.layer().document == layer.document
    };
    let citations = item.root.descendants().filter(own).filter_map(Citation::of);
    // What goes as well, or has gone, is nothing that remains.
    let remains = |other: Citation<'_>| {
        let law = other.find(laws);
        !meets(&other)
            && !law.is_some_and(|law| matches!(law.on(provision.day), InstrumentStanding::Repealed))
    };
    citations.filter(meets).map(|citation| standing(item, citation, &remains)).collect()
}

fn standing(
    item: &Effective<'_>,
    citation: Citation<'_>,
    is_left: &dyn Fn(Citation<'_>) -> bool,
) -> Standing {
    let place = locate::place(&citation.node.layer().source, &Spot::of(citation.node), false);
    let path = citation.node.path();
    let element = path.first().and_then(|step| step.key).map_or(String::new(), |key| key.text().to_owned());
    let owner = path.iter().rev().map(|step| step.value).find_map(name);
    let within = path.iter().rev().nth(1).map(|step| step.value);
    // A citation in a list has others beside it; the bases of the whole item are one list.
    let beside = within.into_iter().filter(|list| !list.is_map()).flat_map(Node::items);
    let remains = beside.filter_map(Citation::of).filter(|other| is_left(*other)).map(written);
    let due = Some(&element).filter(|element| *element == "exemptions");
    let duty = due.and_then(|_| path.iter().find_map(|step| step.value.str("duty")));
    Standing {
        item: item.own.code().map(str::to_owned),
        name: owner.unwrap_or_default().to_owned(),
        pointer: citation.node.pointer(),
        articles: citation.articles().map(|article| article.text().to_owned()).collect(),
        remains: remains.collect(),
        due: duty.map(str::to_owned),
        path: place.path.to_string(),
        line: place.span.line,
        element,
    }
}

/// How people call an element.
fn name(node: Node<'_>) -> Option<&str> {
    ["name", "text", "title", "id"].iter().find_map(|key| node.str(key))
}

fn written(citation: Citation<'_>) -> String {
    let articles: Vec<&str> = citation.articles().map(Node::text).collect();
    format!("《{}》{}", citation.law().text(), articles.join("、"))
}
