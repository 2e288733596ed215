//! What a person reads of an item: one text in both languages, fit to be published.

use serde::Serialize;

use crate::numbers::citizen_number;
use crate::source::node::Node;

/// A text in Chinese, in English where a translation is there. Citizen numbers that slipped
/// into it are masked.
#[derive(Clone, Debug, Default, Eq, Hash, PartialEq, Serialize)]
pub struct Phrase {
    /// The Chinese text.
    pub zh: String,
    /// The English text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub en: Option<String>,
}

impl Phrase {
    /// A text of both languages.
    pub fn new(en: &str, zh: &str) -> Self {
        Self { zh: zh.to_owned(), en: Some(en.to_owned()) }
    }

    /// A text that exists in Chinese only.
    pub fn zh(zh: &str) -> Self {
        Self { zh: citizen_number::masked(zh).into_owned(), en: None }
    }

    /// The text of a key of a map, and of its twin with `_en`.
    pub fn of(map: Node<'_>, key: &str) -> Option<Self> {
        let zh = map.str(key)?;
        let en = map.str(&format!("{key}_en")).map(|en| citizen_number::masked(en).into_owned());
        Some(Self { en, ..Self::zh(zh) })
    }

    /// The English text, else the Chinese one.
    pub fn en(&self) -> &str {
        self.en.as_deref().unwrap_or(&self.zh)
    }
}

/// A value of a code list with its label.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
pub struct Coded {
    /// What definitions write.
    pub slug: String,
    /// Its label.
    pub label: Phrase,
}
