//! Whether an item is done on a day, and what must be known of it before anybody applies.

use super::build::Maker;
use crate::date::Date;
use crate::model::phrase::Phrase;
use crate::model::public::Public;
use crate::source::node::Node;

/// Where an item stands on the day of a run: its status and its validity.
#[derive(Clone, Copy, Debug)]
pub struct Standing<'t> {
    status: Option<&'t str>,
    /// Its first day, where that is still to come.
    begins: Option<&'t str>,
    /// Its last day, where that is past.
    ended: Option<&'t str>,
}

impl<'t> Standing<'t> {
    /// Where an item stands.
    pub fn of(item: &Public<'t>, day: Date) -> Self {
        let text = |key: &str| item.at(&["effective", key]).and_then(Node::as_str);
        let met =
            |key: &str, is: &dyn Fn(Date) -> bool| text(key).filter(|text| Date::parse(text).is_some_and(is));
        let (begins, ended) = (met("from", &|from| from > day), met("to", &|to| to < day));
        Self { status: item.str("status"), begins, ended }
    }

    /// Whether nobody can apply any more.
    pub fn is_over(&self) -> bool {
        self.status == Some("cancelled") || self.ended.is_some()
    }

    /// Whether it is still to come.
    pub fn is_to_come(&self) -> bool {
        !self.is_over() && (self.status == Some("draft") || self.begins.is_some())
    }

    /// Its last day, where it ended by that alone.
    pub fn expired(&self) -> Option<&'t str> {
        self.ended.filter(|_| self.status != Some("cancelled"))
    }

    /// What a list says beside its name; nothing of an item that is in use.
    pub fn mark(&self, maker: &Maker<'_>) -> Option<Phrase> {
        let unusual = self.status.filter(|slug| *slug != "in-use" && self.expired().is_none());
        let begins = || self.begins.map(|day| Phrase::new(&format!("from {day}"), &format!("{day}起施行")));
        let ended = || self.ended.map(|_| Phrase::new("no longer valid", "已失效"));
        unusual.map(|slug| maker.coded("status", slug).label).or_else(ended).or_else(begins)
    }

    /// What is said before anything else of an item that can be applied for.
    pub fn remarks(&self) -> Vec<Phrase> {
        let status = status_said(self.status.unwrap_or_default(), ("item", "本事项"));
        let begins = self.begins.map(|day| {
            Phrase::new(&format!("The item is in force from {day} only."), &format!("本事项自{day}起施行。"))
        });
        status.into_iter().chain(begins).collect()
    }
}

/// What is said of a thing that is a draft or suspended.
pub(super) fn status_said(status: &str, (en, zh): (&str, &str)) -> Option<Phrase> {
    match status {
        "draft" => Some(Phrase::new(
            &format!("The {en} is a draft and not in force."),
            &format!("{zh}为草稿，尚未实施。"),
        )),
        "suspended" => Some(Phrase::new(&format!("The {en} is suspended."), &format!("{zh}暂停办理。"))),
        _ => None,
    }
}
