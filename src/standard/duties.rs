//! The matrix duty × ground as a question: what can lift which duty. Its data is `duties.yaml`.

use std::collections::BTreeMap;

use serde::Deserialize;

/// What a ground can do to a duty.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// It lifts the duty.
    Allowed,
    /// It may lift the duty: worth a second look.
    Doubtful,
    /// It lifts the duty within the area that the instrument is made for.
    OwnArea,
    /// It does not lift the duty.
    Refused,
}

/// A provision that a duty stands on.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Provision {
    /// The title of the instrument.
    pub law: String,
    /// Its articles; none for the whole.
    #[serde(default)]
    pub articles: Vec<String>,
}

/// A duty of an item.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Duty {
    /// Its slug in the code list.
    pub slug: String,
    /// The provisions it stands on.
    pub basis: Vec<Provision>,
    /// The provisions by which laws and regulations lift it, where these are known; the first is what is advised.
    #[serde(default)]
    pub via: Vec<Provision>,
    /// Whether the duty itself allows steps (Decree 716 art. 4).
    #[serde(default)]
    pub deferrable: bool,
    /// Whether a local regulation is never enough.
    #[serde(default)]
    pub strict: bool,
    /// What each ground can do; empty where the duty has no exception clause.
    #[serde(default)]
    grounds: BTreeMap<String, Verdict>,
}

impl Provision {
    /// Whether an article of an instrument, or a part of it, belongs to it.
    pub fn holds(&self, law: &str, article: &str) -> bool {
        let whole = article.split('.').next().unwrap_or(article);
        self.law == law && (self.articles.is_empty() || self.articles.iter().any(|own| own == whole))
    }
}

impl Duty {
    /// Whether the provision has an exception clause at all.
    pub fn has_clause(&self) -> bool {
        !self.grounds.is_empty()
    }

    /// What a ground can do; one that the matrix does not name does nothing.
    pub fn verdict(&self, ground: &str) -> Verdict {
        self.grounds.get(ground).copied().unwrap_or(Verdict::Refused)
    }

    /// The grounds that lift the duty without doubt, in the order of their names.
    pub fn allowed(&self) -> impl Iterator<Item = &str> {
        let own = |verdict: &Verdict| matches!(verdict, Verdict::Allowed | Verdict::OwnArea);
        self.grounds.iter().filter(move |(_, verdict)| own(verdict)).map(|(ground, _)| ground.as_str())
    }
}

/// All duties of the edition.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Duties {
    /// In the order of the file.
    pub duties: Vec<Duty>,
}

impl Duties {
    /// The duty of a slug.
    pub fn get(&self, slug: &str) -> Option<&Duty> {
        self.duties.iter().find(|duty| duty.slug == slug)
    }
}
