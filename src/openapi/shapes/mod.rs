//! Shapes of data that all descriptions share, by topic.

mod case;
mod common;
mod event;
mod item;
mod material;
mod outcome;
mod payment;

pub(super) use case::{correction, example_of_status, submission};
pub(super) use common::problem_example;
pub(super) use item::CODE;
pub(super) use payment::payment_request;

use super::entries::Entries;
use super::schema::{Meaning, Schema};
use crate::diagnostic::Text;
use crate::standard::codes::CodeList;

/// All shared shapes, in reading order. `lists` finds the code lists of the standard.
pub(super) fn all<'l>(lists: &dyn Fn(&str) -> Option<&'l CodeList>) -> Entries<Schema> {
    let mut to = Entries::default();
    common::shapes(&mut to);
    item::shapes(lists, &mut to);
    case::shapes(lists, &mut to);
    material::shapes(lists, &mut to);
    payment::shapes(&mut to);
    outcome::shapes(lists, &mut to);
    event::shapes(&mut to);
    to
}

/// A word of a closed list: value, Chinese, English.
type Word = (&'static str, &'static str, &'static str);

/// One of the words of a closed list, each explained.
fn closed(words: &[Word]) -> Schema {
    Schema {
        meanings: words.iter().map(|word| meaning(word, "", "")).collect(),
        ..Schema::words(words.iter().map(|word| word.0))
    }
}

fn meaning((value, zh, en): &Word, code: &str, table: &str) -> Meaning {
    Meaning {
        value: (*value).into(),
        zh: (*zh).into(),
        en: (*en).into(),
        code: code.into(),
        table: table.into(),
        note: String::new(),
    }
}

/// One of the values of a code list of the standard, with labels and official codes.
fn listed(list: Option<&CodeList>) -> Schema {
    let codes = list.map_or(&[][..], CodeList::codes);
    let meanings = codes.iter().map(|code| Meaning {
        value: code.slug.clone(),
        zh: code.zh.clone(),
        en: code.en.clone(),
        code: list.and_then(|list| list.official(&code.slug, None)).unwrap_or_default().to_owned(),
        ..Meaning::default()
    });
    Schema { meanings: meanings.collect(), ..Schema::words(codes.iter().map(|code| code.slug.as_str())) }
}

/// The moment of an event.
fn moment(zh: &str, en: &str) -> Schema {
    Schema::format("date-time").named(&Text::new(en.to_owned(), zh.to_owned()))
}

/// A text with its name.
fn text(most: u64, zh: &str, en: &str) -> Schema {
    Schema::text(most).named(&Text::new(en.to_owned(), zh.to_owned()))
}

/// A reference of the service with its name.
fn key(zh: &str, en: &str) -> Schema {
    Schema::key().named(&Text::new(en.to_owned(), zh.to_owned()))
}

/// A shape with its name.
fn named(shape: Schema, zh: &str, en: &str) -> Schema {
    shape.named(&Text::new(en.to_owned(), zh.to_owned()))
}

/// A shape with what it is.
fn about(shape: Schema, zh: &str, en: &str) -> Schema {
    shape.about(&Text::new(en.to_owned(), zh.to_owned()))
}

/// A shape that stands beside this one.
fn beside(name: &str) -> Schema {
    Schema::at(format!("#/components/schemas/{name}"))
}

/// A page of a list: entries and where the next page begins.
fn page(of: Schema) -> Schema {
    let next = about(
        text(200, "下一页游标", "cursor of the next page"),
        "没有下一页时不出现。",
        "Left out where there is no next page.",
    );
    Schema::object([("entries", Schema::list(of, 100)), ("next", next)], &["entries"])
}
