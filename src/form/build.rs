//! From an item to its forms: one a handling item, or one where it has none.

use std::collections::HashMap;

use super::condition::Condition;
use super::question::questions;
use super::standing::{Standing, status_said};
use super::{About, Choice, Form, Handling, Section, field, notice, slot};
use crate::date::Date;
use crate::digest;
use crate::model::cases;
use crate::model::item::ItemKind;
use crate::model::phrase::{Coded, Phrase};
use crate::model::public::Public;
use crate::model::registers::Registers;
use crate::source::node::Node;
use crate::standard::Standard;

/// Types of items that are exercised without an application: they have no form. Levies have
/// one where a form is defined, for reductions.
const WITHOUT_FORM: [&str; 4] = ["penalty", "compulsory-measure", "inspection", "levy"];

/// What forms are made with.
#[derive(Clone, Copy, Debug)]
pub struct Maker<'a> {
    /// Labels of code lists.
    pub standard: &'a Standard,
    /// Data elements, shared data, certificate types, shared materials.
    pub registers: &'a Registers<'a>,
    /// Whether illustrative entries may be used.
    pub demo: bool,
    /// The day of the run.
    pub day: Date,
}

impl<'a> Maker<'a> {
    /// A value of a code list with its label; the slug itself where the list does not know it.
    pub fn coded(&self, list: &str, slug: &str) -> Coded {
        let code = self.standard.list(list).and_then(|list| list.get(slug));
        let label = code.map_or_else(|| Phrase::zh(slug), |code| Phrase::new(&code.en, &code.zh));
        Coded { slug: slug.to_owned(), label }
    }

    /// The values of a list of slugs.
    pub fn all_coded(&self, list: &str, slugs: Option<Node<'_>>) -> Vec<Coded> {
        slugs.into_iter().flat_map(Node::items).map(|slug| self.coded(list, slug.text())).collect()
    }

    /// An entry of a register, where it may be used.
    pub fn entry(&self, register: &str, id: &str) -> Option<Node<'a>> {
        let entry = self.registers.entry(register, id)?;
        let illustrative = entry.get("illustrative").and_then(Node::as_bool) == Some(true);
        (self.demo || !illustrative).then_some(entry)
    }
}

/// The forms of an item, in the order of its handling items; none where nobody applies.
pub fn forms(maker: &Maker<'_>, item: &Public<'_>) -> Vec<Form> {
    if is_applied_for(maker, item) { all(maker, item) } else { Vec::new() }
}

/// What the forms of an item would ask, whether or not anybody can apply: a guide tells of it in any case.
pub fn all(maker: &Maker<'_>, item: &Public<'_>) -> Vec<Form> {
    let items = handling_items(item);
    if items.is_empty() {
        return vec![form(maker, item, None)];
    }
    items.into_iter().map(|handling| form(maker, item, Some(handling))).collect()
}

/// The handling items that can be applied for; all of them, where that is none.
pub fn handling_items<'t>(item: &Public<'t>) -> Vec<Node<'t>> {
    let open: Vec<Node<'t>> = item.list("handling_items").filter(|one| !is_cancelled(*one)).collect();
    if open.is_empty() { item.list("handling_items").collect() } else { open }
}

fn is_cancelled(handling: Node<'_>) -> bool {
    handling.str("status") == Some("cancelled")
}

fn is_applied_for(maker: &Maker<'_>, item: &Public<'_>) -> bool {
    let basic_code = basic_code(item);
    let kind = item.str("item_type").unwrap_or_default();
    let container = basic_code.ends_with('Y');
    let on_application = !WITHOUT_FORM.contains(&kind) || item.get("form").is_some();
    let none_left =
        item.get("handling_items").is_some_and(|list| list.items().all(is_cancelled) && list.count() > 0);
    let is_over = Standing::of(item, maker.day).is_over() || none_left;
    !container && on_application && !is_over && item.item.own.kind != ItemKind::Specification
}

/// When a `when` is met for a handling item, or for an item without any.
pub fn when(item: &Public<'_>, handling: Option<Node<'_>>, when: Option<Node<'_>>) -> Condition {
    Case::new(item, handling).condition(when)
}

/// When each entry of a list of the item applies for a handling item, or for an item without any.
pub fn applies<'t>(
    item: &Public<'t>,
    handling: Option<Node<'t>>,
    list: &str,
    ids: &[&'t str],
) -> HashMap<&'t str, Condition> {
    slot::conditions(item, &Case::new(item, handling), list, ids)
}

fn form(maker: &Maker<'_>, item: &Public<'_>, handling: Option<Node<'_>>) -> Form {
    let case = Case::new(item, handling);
    let own = item.get("form");
    let about = about(maker, item, handling);
    let title = own.and_then(|form| Phrase::of(form, "title")).unwrap_or_else(|| about.name.clone());
    let mut form = Form {
        id: id(item, handling),
        item: about,
        title,
        official: own.and_then(|form| Phrase::of(form, "official")),
        remarks: remarks(maker, item, handling),
        note: own.and_then(|form| Phrase::of(form, "note")),
        questions: Vec::new(),
        sections: sections(maker, own, &case),
        materials: slot::slots(maker, item, &case),
        identity: item.get("identity").map(|identity| notice::identity(maker, identity)),
        notice: None,
        consent: Vec::new(),
        signature: notice::signature(maker, item.get("signature")),
        agents: item.at(&["agents", "allowed"]).and_then(Node::as_bool) == Some(true),
        stated: own.and_then(|form| form.get("sections")).is_some() || item.get("materials").is_some(),
    };
    form.questions = questions(maker, item, &case, &form);
    if let Some(privacy) = item.get("privacy") {
        form.notice = notice::notice(maker, privacy);
        form.consent = notice::consent(privacy, &form);
    }
    form
}

/// What must be known of an item, and of the handling item, before anybody applies.
fn remarks(maker: &Maker<'_>, item: &Public<'_>, handling: Option<Node<'_>>) -> Vec<Phrase> {
    let status = handling.and_then(|one| one.str("status")).unwrap_or_default();
    let own = status_said(status, ("handling item", "本办理项"));
    Standing::of(item, maker.day).remarks().into_iter().chain(own).collect()
}

/// What is settled before anything is asked.
#[derive(Clone, Debug)]
pub(super) struct Case<'t> {
    /// The sequence of the handling item; empty where the item has none.
    pub(super) seq: &'t str,
    /// The rows of the table from case to materials.
    rows: Option<Node<'t>>,
    /// Ids of the questions that can be asked.
    asked: Vec<&'t str>,
    /// Id of the question about the path (`when: {path: …}`): one that no situation has.
    pub(super) path: String,
}

impl<'t> Case<'t> {
    fn new(item: &Public<'t>, handling: Option<Node<'t>>) -> Self {
        let situations: Vec<Node<'t>> = item.list("situations").collect();
        let ids = situations.iter().filter_map(|situation| situation.str("id"));
        let asked: Vec<&str> = ids.collect();
        let mut path = "path".to_owned();
        while asked.contains(&path.as_str()) {
            path.push_str("-chosen");
        }
        let mut case = Self {
            seq: handling.and_then(|one| one.str("seq")).unwrap_or_default(),
            rows: item.get("by_case"),
            asked,
            path,
        };
        // What hangs on a question that is not asked is not asked either: a chain ends after as many
        // rounds as there are questions.
        for _ in 0..situations.len() {
            let can = situations.iter().filter(|one| case.condition(one.get("when")) != Condition::Never);
            case.asked = can.filter_map(|one| one.str("id")).collect();
        }
        case
    }

    /// The rows of the table that can still apply, each with its condition.
    pub(super) fn rows(&self) -> impl Iterator<Item = (Node<'t>, Condition)> {
        let rows = self.rows.into_iter().flat_map(Node::items);
        rows.filter_map(|row| {
            let condition = self.condition(row.get("when"));
            (condition != Condition::Never).then_some((row, condition))
        })
    }

    /// What a `when` asks for, the handling item settled. No `when` asks for nothing.
    pub(super) fn condition(&self, when: Option<Node<'_>>) -> Condition {
        let entries = when.into_iter().flat_map(Node::entries);
        entries.fold(Condition::Always, |all, (key, wanted)| {
            all.and(match key.text() {
                "handling_item" => Condition::constant(cases::names(wanted, self.seq)),
                "situation" => wanted
                    .entries()
                    .fold(Condition::Always, |all, (id, options)| all.and(self.answer(id.text(), options))),
                "path" => answer(&self.path, wanted),
                _ => Condition::Never,
            })
        })
    }

    /// An answer to a question; nobody gives one that is not asked for.
    fn answer(&self, question: &str, options: Node<'_>) -> Condition {
        if self.asked.contains(&question) { answer(question, options) } else { Condition::Never }
    }
}

fn answer(question: &str, options: Node<'_>) -> Condition {
    let options = cases::named(options).into_iter().map(str::to_owned).collect();
    Condition::Answer { question: question.to_owned(), options }
}

fn sections(maker: &Maker<'_>, form: Option<Node<'_>>, case: &Case<'_>) -> Vec<Section> {
    let own = form.and_then(|form| form.get("sections")).into_iter().flat_map(Node::items);
    let made = own.filter_map(|section| {
        let when = case.condition(section.get("when"));
        let id = section.str("id")?.to_owned();
        let title = Phrase::of(section, "title").unwrap_or_else(|| Phrase::zh(&id));
        let fields = field::fields(maker, section, case);
        (when != Condition::Never && !fields.is_empty()).then_some(Section { id, title, when, fields })
    });
    made.collect()
}

/// The options of a list.
pub(super) fn choices(options: Option<Node<'_>>) -> Vec<Choice> {
    let options = options.into_iter().flat_map(Node::items);
    let made = options.filter_map(|option| {
        let id = option.str("id")?.to_owned();
        Some(Choice { label: Phrase::of(option, "label").unwrap_or_else(|| Phrase::zh(&id)), id })
    });
    made.collect()
}

fn about(maker: &Maker<'_>, item: &Public<'_>, handling: Option<Node<'_>>) -> About {
    let own = item.item.own;
    let region = own.region();
    let divisions = region.map(|_| maker.registers.divisions());
    let division = region.zip(divisions).and_then(|(region, divisions)| divisions.get(region));
    About {
        basic_code: basic_code(item).to_owned(),
        code: own.root.str("code").filter(|_| item.item.is_implementation()).map(str::to_owned),
        name: name(item),
        item_type: item.str("item_type").map(|slug| maker.coded("item-type", slug)),
        handling_item: handling.and_then(|one| {
            let seq = one.str("seq")?.to_owned();
            let unusual = one.str("status").filter(|slug| *slug != "in-use");
            let status = unusual.map(|slug| maker.coded("status", slug));
            Some(Handling { name: Phrase::of(one, "name").unwrap_or_else(|| Phrase::zh(&seq)), seq, status })
        }),
        body: item.get("body").and_then(|body| Phrase::of(body, "name")),
        body_code: item.at(&["body", "uscc"]).and_then(Node::as_str).map(str::to_owned),
        region: region.map(str::to_owned),
        region_name: division
            .filter(|own| !own.name.is_empty())
            .map(|own| Phrase { zh: own.name.clone(), en: own.name_en.clone() }),
        version: item.get("version").and_then(Node::as_i64),
        status: item.str("status").map(|slug| maker.coded("status", slug)),
    }
}

fn name(item: &Public<'_>) -> Phrase {
    let name = Phrase::of(item.item.root, "name").unwrap_or_default();
    // An English name that no source gave may be hidden while the Chinese one is shown.
    Phrase { en: name.en.filter(|_| item.get("name_en").is_some()), ..name }
}

/// The code of the basic item.
fn basic_code<'t>(item: &Public<'t>) -> &'t str {
    let own = item.item.own;
    own.root.str("implements").or_else(|| own.root.str("code")).unwrap_or_default()
}

/// The name of a form: the code, or basic code, division and body where there is none; the
/// sequence of the handling item after a hyphen.
pub fn id(item: &Public<'_>, handling: Option<Node<'_>>) -> String {
    let own = item.item.own;
    let mut id = own.root.str("code").map_or_else(
        || {
            let body = own.root.at(&["body", "uscc"]).or_else(|| own.root.at(&["body", "name"]));
            let name = body.map_or(String::new(), |body| format!("-{}", digest::short(body.text())));
            format!("{}-{}{name}", basic_code(item), own.region().unwrap_or_default())
        },
        str::to_owned,
    );
    if let Some(seq) = handling.and_then(|one| one.str("seq")) {
        id = format!("{id}-{seq}");
    }
    // A code of any other shape is an error of the catalogue; a preview must still stay in its folder.
    id.chars().map(|c| if c.is_ascii_alphanumeric() || c == '-' { c } else { '_' }).collect()
}
