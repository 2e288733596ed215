//! What pages are made of: links, rows, entries, sections. Templates see nothing else.

use serde::Serialize;

use super::words::labelled;
use crate::model::phrase::Phrase;

/// A link: a path from the root of the tree of a language, or an address elsewhere.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Link {
    /// The path or address.
    pub(super) to: String,
    /// Whether it leaves the site.
    pub(super) outside: bool,
    /// What is read.
    pub(super) text: Phrase,
    /// What is said beside it.
    pub(super) note: Option<Phrase>,
}

impl Link {
    /// A link within the site.
    pub(super) fn to(to: &str, text: Phrase) -> Self {
        Self { to: to.to_owned(), outside: false, text, note: None }
    }

    /// The same with a remark.
    pub(super) fn noted(to: &str, text: Phrase, note: Option<Phrase>) -> Self {
        Self { note, ..Self::to(to, text) }
    }

    /// A link to an address of the web; none where it is no such address.
    pub(super) fn outside(address: &str, text: Phrase) -> Option<Self> {
        let known = ["https://", "http://"].iter().any(|scheme| address.starts_with(scheme));
        known.then(|| Self { to: address.to_owned(), outside: true, text, note: None })
    }
}

/// A name and what is said under it.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Row {
    pub(super) name: Phrase,
    pub(super) text: Phrase,
    pub(super) link: Option<Link>,
}

/// Rows, each only where there is something to say.
#[derive(Debug, Default)]
pub(super) struct Rows(pub(super) Vec<Row>);

impl Rows {
    /// Adds a row.
    pub(super) fn add(&mut self, en: &str, zh: &str, text: Option<Phrase>) {
        self.0.extend(text.map(|text| Row { name: Phrase::new(en, zh), text, link: None }));
    }

    /// Adds a row that is a link.
    pub(super) fn link(&mut self, en: &str, zh: &str, link: Option<Link>) {
        self.0.extend(link.map(|link| Row {
            name: Phrase::new(en, zh),
            text: link.text.clone(),
            link: Some(link),
        }));
    }
}

/// A longer remark, with its name where it has one.
#[derive(Debug, Serialize)]
pub(super) struct Note {
    pub(super) name: Option<Phrase>,
    pub(super) text: Phrase,
}

impl From<Phrase> for Note {
    fn from(text: Phrase) -> Self {
        Self { name: None, text }
    }
}

/// Longer remarks, each only where there is something to say.
#[derive(Debug, Default)]
pub(super) struct Notes(pub(super) Vec<Note>);

impl Notes {
    /// Adds a remark with its name before it.
    pub(super) fn add(&mut self, en: &str, zh: &str, text: Option<Phrase>) {
        self.0.extend(text.map(|text| Note { name: Some(Phrase::new(en, zh)), text }));
    }

    /// Adds a remark that speaks for itself.
    pub(super) fn plain(&mut self, text: Option<Phrase>) {
        self.0.extend(text.map(Note::from));
    }

    /// The remarks as texts, for where they are parts of another.
    pub(super) fn texts(self) -> Vec<Phrase> {
        let text = |note: Note| match note.name {
            Some(name) => labelled(name.en(), &name.zh, &note.text),
            None => note.text,
        };
        self.0.into_iter().map(text).collect()
    }
}

/// An entry of a list.
#[derive(Debug, Default, Serialize)]
pub(super) struct Entry {
    /// What it is.
    pub(super) title: Phrase,
    /// Short remarks in one line.
    pub(super) facts: Vec<Phrase>,
    /// Longer remarks, a line each.
    pub(super) notes: Vec<Note>,
    /// Links.
    pub(super) links: Vec<Link>,
    /// The condition under which it applies, for the script.
    pub(super) when: Option<String>,
    /// The same for people.
    pub(super) when_text: Option<Phrase>,
    /// Whether it may be left out even where it applies.
    pub(super) optional: bool,
}

/// A section of a page.
#[derive(Debug, Default, Serialize)]
pub(super) struct Section {
    pub(super) id: &'static str,
    pub(super) title: Phrase,
    pub(super) note: Option<Phrase>,
    pub(super) rows: Vec<Row>,
    pub(super) entries: Vec<Entry>,
    /// Whether the order of the entries matters.
    pub(super) ordered: bool,
    /// The steps as a drawing.
    pub(super) flow: Option<super::steps::Flow>,
    /// What the entries depend on.
    pub(super) questions: Vec<Question>,
}

impl Section {
    /// A section; nothing in it yet.
    pub(super) fn new(id: &'static str, en: &str, zh: &str) -> Self {
        Self { id, title: Phrase::new(en, zh), ..Self::default() }
    }

    /// The section, where it says something.
    pub(super) fn filled(self) -> Option<Self> {
        (!self.rows.is_empty() || !self.entries.is_empty() || self.note.is_some()).then_some(self)
    }
}

/// A question whose answer decides what applies.
#[derive(Debug, Serialize)]
pub(super) struct Question {
    pub(super) id: String,
    pub(super) text: Phrase,
    pub(super) multiple: bool,
    pub(super) options: Vec<crate::form::Choice>,
    pub(super) when: Option<String>,
}

/// A cell of a table.
#[derive(Debug, Default, Serialize)]
pub(super) struct Cell {
    pub(super) text: Phrase,
    pub(super) to: Option<String>,
    /// Whether it is a code or a key: written as it is.
    pub(super) code: bool,
    /// How deep it lies under the cell above.
    pub(super) depth: usize,
    /// Further texts of the cell, a line each.
    pub(super) more: Vec<Cell>,
    /// The anchor of its row, of which it is the first.
    pub(super) id: Option<String>,
}

impl Cell {
    /// A text.
    pub(super) fn text(text: Option<Phrase>) -> Self {
        Self { text: text.unwrap_or_else(|| Phrase::new("–", "–")), ..Self::default() }
    }

    /// A code.
    pub(super) fn code(text: &str) -> Self {
        Self { text: Phrase::new(text, text), code: true, ..Self::default() }
    }

    /// A link within the site.
    pub(super) fn link(to: &str, text: Phrase) -> Self {
        Self { text, to: Some(to.to_owned()), ..Self::default() }
    }
}

/// A page that is a table.
#[derive(Debug, Serialize)]
pub(super) struct Table {
    pub(super) title: Phrase,
    pub(super) lead: Vec<Phrase>,
    pub(super) back: Vec<Link>,
    pub(super) columns: Vec<Phrase>,
    pub(super) rows: Vec<Vec<Cell>>,
    pub(super) pages: Vec<Link>,
}

/// A page that lists links in groups.
#[derive(Debug, Serialize)]
pub(super) struct List {
    pub(super) title: Phrase,
    pub(super) lead: Vec<Phrase>,
    pub(super) back: Vec<Link>,
    /// Pages that one looks for from here.
    pub(super) beside: Vec<Link>,
    pub(super) groups: Vec<Group>,
    pub(super) pages: Vec<Link>,
}

/// Links under one heading.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Group {
    pub(super) title: Option<Phrase>,
    pub(super) links: Vec<Link>,
}
