//! The page of an item: what it is, what is needed, where to go, on what law. One file a group of sections.

mod body;
mod law;
mod outcome;
mod personal;
mod places;
mod procedure;

use serde::Serialize;

use super::around::Around;
use super::facts::{self, Facts};
use super::needs::Needs;
use super::view::{Cell, Entry, Link, Row, Section};
use super::words::{Words, joined};
use super::{browse, is_filled_in, linked};
use crate::form::{Form, Handling, Standing};
use crate::generate::Job;
use crate::model::phrase::Phrase;
use crate::model::public::Public;
use crate::source::node::Node;

pub(super) use law::exemption;

/// Bodies that the page of a basic item names; the page side by side has all.
const MOST: usize = 12;

/// The page.
#[derive(Debug, Serialize)]
pub(super) struct Sheet {
    pub(super) title: Phrase,
    place: Option<Phrase>,
    warning: Option<Phrase>,
    back: Vec<Link>,
    /// Of a basic item: that it holds for all bodies, and which bodies have published theirs.
    common: Option<Common>,
    /// Of an item that is cancelled or has ended: since when, and what stands in its place.
    ended: Option<Ended>,
    /// The answers to what everybody asks; none where the item is done no longer.
    answers: Vec<Row>,
    /// What can be done from here: fill in the form, compare.
    actions: Vec<Action>,
    sections: Vec<Section>,
    data: String,
}

/// Something to do from here.
#[derive(Debug, Serialize)]
struct Action {
    link: Link,
    /// Whether the page behind it holds both languages, and is told the one of the reader.
    both: bool,
}

/// A definition that many bodies implement.
#[derive(Debug, Serialize)]
struct Common {
    title: Phrase,
    text: Phrase,
    bodies: Vec<Link>,
    /// The page with all of them side by side, where there are any.
    all: Option<Link>,
    /// Items below a main item.
    below: Vec<Link>,
}

/// The end of an item.
#[derive(Debug, Serialize)]
struct Ended {
    text: Phrase,
    /// The items in its place.
    replaced: Vec<Cell>,
}

/// What the sections are made from.
pub(super) struct Subject<'a> {
    pub(super) words: Words<'a>,
    pub(super) item: &'a Public<'a>,
    /// What is asked: of items that nobody applies for too.
    pub(super) forms: &'a [Form],
    pub(super) facts: &'a Facts,
    pub(super) needs: &'a Needs,
    pub(super) around: &'a Around<'a>,
}

impl Sheet {
    /// The page of an item; `forms` are those that can be filled in.
    pub(super) fn of(job: &Job<'_>, own: &Subject<'_>, forms: &[Form]) -> Self {
        let (facts, words) = (own.facts, own.words);
        let kind = facts.item_type.as_deref().map(|slug| words.maker.coded("item-type", slug).label);
        let place = facts.region.as_deref().map(|code| browse::place(job, code));
        let mut back = vec![Link::to("index.html", Phrase::new("Home", "首页"))];
        let listed = job.reading.standard.list("item-type");
        let known =
            facts.item_type.as_deref().filter(|slug| listed.is_some_and(|list| list.get(slug).is_some()));
        back.extend(known.zip(kind.clone()).map(|(slug, kind)| Link::to(&format!("type/{slug}.html"), kind)));
        if let Some(basic) = own.around.link(&facts.basic_code).filter(|_| facts.implementation) {
            let scope = scope(job, &facts.basic_code);
            back.push(Link { text: scope.link, ..basic });
        }
        let standing = Standing::of(own.item, words.maker.day);
        let is_over = standing.is_over();
        let warning = joined(&standing.remarks(), " ", "");
        let data = linked::data(facts, own.item, kind.as_ref(), place.as_ref());
        Self {
            title: facts.name.clone(),
            place: joined(&facts.body.clone().into_iter().chain(place).collect::<Vec<_>>(), " · ", " · "),
            warning: warning.filter(|_| !is_over),
            back,
            common: (!facts.implementation).then(|| common(job, own)),
            ended: is_over.then(|| ended(own, standing)),
            answers: if is_over { Vec::new() } else { answers(facts) },
            actions: actions(own, forms),
            sections: sections(own),
            data,
        }
    }
}

/// An address that is given, as a link that shows itself.
fn address(map: Node<'_>, key: &str) -> Option<Link> {
    map.str(key).and_then(|url| Link::outside(url, Phrase::new(url, url)))
}

/// The sections, in the order in which an applicant needs them.
fn sections(own: &Subject<'_>) -> Vec<Section> {
    let made = [
        procedure::handling(own),
        procedure::conditions(own),
        procedure::materials(own),
        procedure::steps(own),
        procedure::limits(own),
        procedure::cases(own),
        outcome::fees(own),
        outcome::results(own),
        outcome::licence(own),
        outcome::power(own),
        places::channels(own),
        places::contacts(own),
        personal::identity(own),
        personal::rights(own),
        personal::privacy(own),
        body::intermediaries(own),
        law::remedies(own),
        personal::questions(own),
        law::basis(own),
        law::exemptions(own.facts),
        law::change(own),
        body::responsible(own),
        body::about(own),
        body::sources(own),
    ];
    made.into_iter().filter_map(Section::filled).collect()
}

/// The four answers at the top.
fn answers(facts: &Facts) -> Vec<Row> {
    let unsaid = || Phrase::new("not stated in the sources", "来源未载明");
    let own = &facts.answers;
    let ways: Vec<Phrase> = own.ways.iter().chain(&own.visits).cloned().collect();
    let row = |en: &str, zh: &str, text: Option<Phrase>| Row {
        name: Phrase::new(en, zh),
        text: text.unwrap_or_else(unsaid),
        link: None,
    };
    vec![
        row("Who may apply", "谁可以办", own.who.clone()),
        row("How long it takes", "多久办结", own.long.clone()),
        row("What it costs", "费用", own.cost.clone()),
        row("Where", "在哪里办", joined(&ways, "; ", "；")),
    ]
}

/// For whom a basic item is defined: the nation, or the province that its code begins with.
pub(super) struct Scope {
    pub(super) place: Phrase,
    /// What a link to it says.
    link: Phrase,
    title: Phrase,
}

/// For whom the basic item of a code is defined.
pub(super) fn scope(job: &Job<'_>, code: &str) -> Scope {
    match code.get(..2).filter(|province| *province != "00") {
        None => Scope {
            place: Phrase::new("nationwide", "全国"),
            link: Phrase::new("The nationwide item", "全国事项总览"),
            title: Phrase::new("The nationwide definition", "全国统一的事项"),
        },
        Some(province) => {
            let place = browse::place(job, &format!("{province}0000"));
            let title = Phrase::new(
                &format!("The definition for all of {}", place.en()),
                &format!("{}统一的事项", place.zh),
            );
            let link =
                Phrase::new(&format!("The item for all of {}", place.en()), &format!("{}事项总览", place.zh));
            Scope { place, link, title }
        }
    }
}

fn common(job: &Job<'_>, own: &Subject<'_>) -> Common {
    let bodies = own.around.bodies;
    let link = |body: &super::around::Body| {
        let place = body.region.as_deref().map(|code| browse::place(job, code));
        let note: Vec<Phrase> = place.into_iter().chain(body.status.clone()).collect();
        Link::noted(&body.path, body.name.clone(), joined(&note, " · ", " · "))
    };
    let all = facts::path(&own.facts.basic_code, &format!("{}.all", own.facts.basic_code));
    let count = bodies.len();
    let below = own.around.below();
    let text = if count == 0 && !below.is_empty() {
        Phrase::new(
            "This is a main item: what is applied for are the items below it.",
            "本页是主项，实际办理的是下列子项。",
        )
    } else if count == 0 {
        Phrase::new(
            "This page says what holds for every body. No body has published its own entry here yet: ask the body of your place for its hours, windows and limits.",
            "本页是各实施机构共同执行的事项内容。本目录中尚无实施机构公布的清单，办理时间、窗口和承诺时限请向当地实施机构了解。",
        )
    } else {
        Phrase::new(
            "This page says what holds for every body. Where to go, hours and promised limits are on the page of the body that handles it for you:",
            "本页是各实施机构共同执行的事项内容。办理地点、时间和承诺时限见各实施机构的页面：",
        )
    };
    let side = Phrase::new(&format!("All {count}, side by side"), &format!("全部{count}个实施机构对照"));
    Common {
        title: scope(job, &own.facts.basic_code).title,
        text,
        bodies: bodies.iter().take(MOST).map(link).collect(),
        all: (count > 1).then(|| Link::to(&all, side)),
        below,
    }
}

fn ended(own: &Subject<'_>, standing: Standing<'_>) -> Ended {
    let change = own.facts.change.as_ref();
    let planned = own.item.at(&["effective", "to"]).and_then(Node::as_str);
    let day = change.and_then(|change| change.effective.as_deref()).or(planned);
    let text = match (standing.expired(), day) {
        (Some(day), _) => Phrase::new(
            &format!("This item was valid until {day} and is done no longer."),
            &format!("本事项有效期至{day}，现已不再办理。"),
        ),
        (None, Some(day)) => {
            Phrase::new(&format!("Cancelled since {day}."), &format!("本事项自{day}起取消。"))
        }
        (None, None) => Phrase::new("This item has been cancelled.", "本事项已取消。"),
    };
    let codes =
        change.into_iter().flat_map(|change| &change.to).filter(|code| **code != own.facts.basic_code);
    Ended { text, replaced: codes.map(|code| own.around.item(code)).collect() }
}

/// Links to the forms and the reference.
fn actions(own: &Subject<'_>, forms: &[Form]) -> Vec<Action> {
    let mut actions = Vec::new();
    for form in forms.iter().filter(|form| is_filled_in(form)) {
        let note = form.item.handling_item.as_ref().map(Handling::marked);
        let text = |en: &str, zh: &str| Phrase::new(en, zh);
        let link =
            |ending: &str, text| Link::noted(&format!("../form/{}.{ending}", form.id), text, note.clone());
        actions.push(Action { link: link("html", text("Fill in the form", "填写申请表")), both: true });
        let paper = text("Form on paper (Chinese)", "打印空白表");
        actions.push(Action { link: link("print.html", paper), both: false });
    }
    if let Some(to) = &own.facts.reference {
        let link = Link::to(to, Phrase::new("API reference", "接口文档"));
        actions.push(Action { link, both: false });
    }
    actions
}

/// A section of the entries of a list, each with when it applies.
fn list(own: &Subject<'_>, mut section: Section, key: &str, make: impl Fn(Node<'_>) -> Entry) -> Section {
    let mut when = Needs::conditions(own.item, key);
    for node in own.item.list(key).filter(|node| node.is_map()) {
        let mut entry = make(node);
        if let Some(condition) = node.str("id").and_then(|id| when.remove(id)) {
            own.needs.under(&mut entry, &condition);
        }
        section.entries.push(entry);
    }
    section
}

fn name_of(node: Node<'_>) -> Phrase {
    Phrase::of(node, "name").or_else(|| node.str("id").map(Phrase::zh)).unwrap_or_default()
}
