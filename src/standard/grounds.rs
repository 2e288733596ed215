//! Known grounds of exemptions and known misuses. Their data is `grounds.yaml`.

use serde::Deserialize;

/// A provision that is known as a ground.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Known {
    /// The title of the instrument.
    pub law: String,
    /// Its articles.
    pub articles: Vec<String>,
    /// Words of which an item it is for has one in its name; empty for any item.
    #[serde(default)]
    pub subjects: Vec<String>,
    /// Whether it only asks for presence at a step.
    #[serde(default)]
    pub presence: bool,
}

/// What is known of grounds.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Grounds {
    /// Known provisions.
    pub known: Vec<Known>,
    /// Words for what is no state secret.
    pub not_secret: Vec<String>,
    /// Words that deny what follows them in their clause.
    denied: Vec<String>,
    /// Words for a duty to keep something confidential.
    kept: Vec<String>,
    /// Words that make a reason of what their clause speaks of.
    because: Vec<String>,
    /// Words for reasons of plan or technique.
    pub technical: Vec<String>,
}

impl Grounds {
    /// The known grounds of an instrument, given by its short title, and an article or a part of it.
    pub fn of<'g>(&'g self, law: &'g str, article: &'g str) -> impl Iterator<Item = &'g Known> {
        let whole = article.split('.').next().unwrap_or(article);
        self.known
            .iter()
            .filter(move |known| known.law == law && known.articles.iter().any(|own| own == whole))
    }
}

impl Grounds {
    /// The first word for what is no state secret that a text gives as a reason: neither denied,
    /// nor only promised to be kept.
    pub fn not_secret_in(&self, text: &str) -> Option<&str> {
        text.split(['，', '。', '；', '：', ',', ';', '\n']).find_map(|clause| {
            let word = found(&self.not_secret, clause)?;
            let before = clause.split(word).next().unwrap_or_default();
            let is_kept = found(&self.kept, clause).is_some() && found(&self.because, clause).is_none();
            (!self.is_denied(before) && !is_kept).then_some(word)
        })
    }

    /// Whether the part of a clause before some words denies them.
    pub fn is_denied(&self, before: &str) -> bool {
        found(&self.denied, before).is_some()
    }
}

/// The first of these words that a text holds.
pub fn found<'w>(words: &'w [String], text: &str) -> Option<&'w str> {
    words.iter().find(|word| text.contains(word.as_str())).map(String::as_str)
}
