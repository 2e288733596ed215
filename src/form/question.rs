//! The questions of a form: what some part of it depends on.

use std::collections::BTreeSet;

use super::build::{Case, Maker, choices};
use super::condition::Condition;
use super::{Choice, Form, Question};
use crate::model::phrase::Phrase;
use crate::model::public::Public;
use crate::source::node::Node;

/// The code lists whose values can be paths.
const PATHS: [&str; 2] = ["channel", "supply-way"];

/// The questions that some row, section, field or other question depends on, and no others.
pub(super) fn questions(maker: &Maker<'_>, item: &Public<'_>, case: &Case<'_>, form: &Form) -> Vec<Question> {
    let mut needed: BTreeSet<String> = BTreeSet::new();
    let mut need =
        |condition: &Condition| needed.extend(condition.questions().into_iter().map(str::to_owned));
    case.rows().for_each(|(_, condition)| need(&condition));
    form.sections.iter().for_each(|section| need(&section.when));
    form.sections.iter().flat_map(|section| &section.fields).for_each(|field| need(&field.when));
    form.materials.iter().for_each(|slot| need(&slot.when));
    let situations: Vec<Node<'_>> = item.list("situations").collect();
    // A question that decides whether a needed one is asked is needed too: a chain ends after as
    // many rounds as there are questions.
    for _ in 0..situations.len() {
        let asked = situations.iter().filter(|one| one.str("id").is_some_and(|id| needed.contains(id)));
        let more: Vec<Condition> = asked.map(|one| case.condition(one.get("when"))).collect();
        needed.extend(more.iter().flat_map(Condition::questions).map(str::to_owned));
    }
    let asked = situations.into_iter().filter_map(|situation| {
        let id = situation.str("id").filter(|id| needed.contains(*id))?;
        let when = case.condition(situation.get("when"));
        (when != Condition::Never).then(|| Question {
            id: id.to_owned(),
            text: Phrase::of(situation, "question").unwrap_or_else(|| Phrase::zh(id)),
            multiple: situation.get("multiple").and_then(Node::as_bool) == Some(true),
            options: choices(situation.get("options")),
            when,
        })
    });
    let mut asked: Vec<Question> = asked.collect();
    if needed.contains(&case.path) {
        asked.push(path_question(maker, form, case));
    }
    asked
}

/// Paths are named by what depends on them only. The ordinary procedure, which meets no row, can
/// always be chosen.
fn path_question(maker: &Maker<'_>, form: &Form, case: &Case<'_>) -> Question {
    let of_rows: Vec<Condition> = case.rows().map(|(_, condition)| condition).collect();
    let of_form = form
        .sections
        .iter()
        .flat_map(|section| section.fields.iter().map(|field| &field.when).chain([&section.when]));
    let mut paths: Vec<String> = Vec::new();
    for condition in of_rows.iter().chain(of_form).chain(form.materials.iter().map(|slot| &slot.when)) {
        condition.options_of(&case.path, &mut paths);
    }
    let mut ordinary = "ordinary".to_owned();
    while paths.contains(&ordinary) {
        ordinary.push_str("-procedure");
    }
    let mut options = vec![Choice { id: ordinary, label: Phrase::new("ordinary procedure", "一般程序") }];
    options.extend(paths.into_iter().enumerate().map(|(at, id)| {
        let label = path_label(maker, &id, at + 1);
        Choice { id, label }
    }));
    Question {
        id: case.path.clone(),
        text: Phrase::new("Which procedure do you choose?", "选择哪种办理方式？"),
        multiple: false,
        options,
        when: Condition::Always,
    }
}

/// A path by the code list that knows it, else by its number: its id is for machines.
fn path_label(maker: &Maker<'_>, id: &str, number: usize) -> Phrase {
    let code = PATHS.iter().find_map(|list| maker.standard.list(list)?.get(id));
    code.map_or_else(
        || Phrase::new(&format!("special procedure {number}"), &format!("特别办理方式{number}")),
        |code| Phrase::new(&code.en, &code.zh),
    )
}
