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
    /// The item types that it is about; empty for all.
    #[serde(default)]
    pub types: Vec<String>,
    /// Whether it only asks for presence at a step.
    #[serde(default)]
    pub presence: bool,
}

impl Known {
    /// Whether it is about an item of this name and type.
    pub fn is_about(&self, name: &str, item_type: &str) -> bool {
        (self.subjects.is_empty() || found(&self.subjects, name).is_some())
            && (self.types.is_empty() || self.types.iter().any(|own| own == item_type))
    }
}

/// A ground that one local regulation alone adds to those of the nation.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Local {
    /// Words of a reason.
    pub words: Vec<String>,
    /// The title of the instrument.
    pub law: String,
    /// Its articles.
    pub articles: Vec<String>,
    /// The division where it counts.
    pub area: String,
}

/// A provision that has a certificate shown.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Shown {
    /// The title of the instrument.
    pub law: String,
    /// Its articles.
    pub articles: Vec<String>,
    /// The certificate type.
    pub certificate: String,
    /// Words of which an item it is for has one in its name.
    pub subjects: Vec<String>,
}

/// What is known of grounds.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Grounds {
    /// Known provisions.
    pub known: Vec<Known>,
    /// Grounds of one place alone.
    pub local: Vec<Local>,
    /// Provisions that have a certificate shown.
    pub shown: Vec<Shown>,
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
    pub fn not_secret_in<'t>(&self, text: &'t str) -> Option<&'t str> {
        self.given(&self.not_secret, text)
    }

    /// The first of these words that a text gives as a reason.
    pub fn given<'t>(&self, words: &[String], text: &'t str) -> Option<&'t str> {
        clauses(text).find_map(|clause| {
            let word = found(words, clause)?;
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

fn clauses(text: &str) -> impl Iterator<Item = &str> {
    text.split(['，', '。', '；', '：', ',', ';', '\n'])
}

/// What one of these words finds in a text, `*` standing for anything between within a clause.
pub fn found<'t>(words: &[String], text: &'t str) -> Option<&'t str> {
    words.iter().find_map(|word| clauses(text).find_map(|clause| match_in(word, clause)))
}

fn match_in<'t>(word: &str, clause: &'t str) -> Option<&'t str> {
    let mut parts = word.split('*');
    let first = parts.next()?;
    let start = clause.find(first)?;
    let mut end = start + first.len();
    for part in parts {
        end += clause[end..].find(part)? + part.len();
    }
    Some(&clause[start..end])
}
