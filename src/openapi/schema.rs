//! Shapes of data: the part of JSON Schema 2020-12 that the descriptions use.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::document::{absent, objects};
use super::entries::Entries;
use crate::diagnostic::Text;

objects! {
    /// A shape of data, or where it is described.
    Schema {
        /// Where it is described.
        #[serde(rename = "$ref")]
        reference: String,
        /// Name in Chinese.
        title: String,
        /// What it is.
        description: String,
        /// `object`, `array`, `string` …
        #[serde(rename = "type")]
        kind: String,
        /// `date`, `date-time`, `uri` …
        format: String,
        /// Allowed values.
        #[serde(rename = "enum")]
        values: Vec<Value>,
        /// The only value.
        #[serde(rename = "const")]
        only: Option<Value>,
        /// Shape of a text.
        pattern: String,
        /// Fewest characters.
        min_length: Option<u64>,
        /// Most characters.
        max_length: Option<u64>,
        /// Smallest number.
        minimum: Option<Value>,
        /// Largest number.
        maximum: Option<Value>,
        /// Each entry of a list.
        items: Option<Box<Schema>>,
        /// Fewest entries.
        min_items: Option<u64>,
        /// Most entries.
        max_items: Option<u64>,
        /// No entry twice.
        unique_items: bool,
        /// Named parts.
        properties: Entries<Schema>,
        /// Parts that must be given.
        required: Vec<String>,
        /// Whether further parts are allowed.
        additional_properties: Option<bool>,
        /// Exactly one of these.
        one_of: Vec<Schema>,
        /// Only in responses.
        read_only: bool,
        /// Media type of a text that holds bytes.
        content_media_type: String,
        /// Field or table of the national exchange, or item of GB/T 39046.
        #[serde(rename = "x-gb-field")]
        gb_field: String,
        /// English beside Chinese.
        #[serde(rename = "x-i18n")]
        i18n: Option<I18n>,
        /// What each allowed value means.
        #[serde(rename = "x-values")]
        meanings: Vec<Meaning>,
        /// How much care a personal value needs: `personal` or `sensitive`.
        #[serde(rename = "x-sensitivity")]
        sensitivity: String,
        /// Why a personal value is processed.
        #[serde(rename = "x-purpose")]
        purpose: Option<Purpose>,
        /// The options of a choice, as forms name them.
        #[serde(rename = "x-options")]
        options: Vec<Choice>,
        /// Unit of a number.
        #[serde(rename = "x-unit")]
        unit: Option<Both>,
        /// The shared data that fill the value in.
        #[serde(rename = "x-prefill")]
        prefill: Option<Prefill>,
    }

    /// An option of a choice.
    Choice {
        /// The value.
        id: String,
        /// What is read.
        label: Both,
    }

    /// Shared data that fill a value in.
    Prefill {
        /// Their name.
        name: Both,
    }

    /// A text, in English where a translation is there.
    Both {
        /// In Chinese.
        zh: String,
        /// In English.
        en: Option<String>,
    }

    /// The English of what stands in Chinese.
    I18n {
        /// English.
        en: Words,
    }

    /// Words in one language.
    Words {
        /// Title.
        title: String,
        /// What it does.
        summary: String,
        /// What it is.
        description: String,
    }

    /// What an allowed value means.
    Meaning {
        /// The value.
        value: String,
        /// In Chinese.
        zh: String,
        /// In English.
        en: String,
        /// Official code of the standard.
        code: String,
        /// Table of the national exchange that tells of it.
        table: String,
        /// What else is known.
        note: String,
    }

    /// Why data are processed, on which basis and for how long.
    Purpose {
        /// A word for programs.
        code: String,
        /// In Chinese.
        text: String,
        /// In English.
        text_en: String,
        /// Lawful basis of the processing.
        lawful_basis: String,
        /// Law and articles.
        basis: Vec<String>,
        /// How long data are kept.
        retention: String,
    }
}

impl I18n {
    /// English of a title.
    pub fn title(en: &str) -> Option<Self> {
        (!en.is_empty()).then(|| Self { en: Words { title: en.into(), ..Words::default() } })
    }

    /// English of a description.
    pub fn description(en: &str) -> Option<Self> {
        (!en.is_empty()).then(|| Self { en: Words { description: en.into(), ..Words::default() } })
    }

    /// English of a line and of a description.
    pub fn lines(summary: &str, description: &str) -> Option<Self> {
        let words = Words { summary: summary.into(), description: description.into(), ..Words::default() };
        (words != Words::default()).then_some(Self { en: words })
    }
}

impl Schema {
    /// A shape that is described elsewhere.
    pub fn at(reference: String) -> Self {
        Self { reference, ..Self::default() }
    }

    /// A shape of a kind.
    pub fn of(kind: &str) -> Self {
        Self { kind: kind.into(), ..Self::default() }
    }

    /// A text of at most so many characters.
    pub fn text(most: u64) -> Self {
        Self { max_length: Some(most), ..Self::of("string") }
    }

    /// A text in a known format.
    pub fn format(format: &str) -> Self {
        let most = match format {
            "date" => 10,
            "date-time" => 40,
            "uuid" => 36,
            _ => 2000,
        };
        Self { format: format.into(), ..Self::text(most) }
    }

    /// A text of a shape.
    pub fn pattern(pattern: &str, most: u64) -> Self {
        Self { pattern: pattern.into(), ..Self::text(most) }
    }

    /// A reference of the service: opaque, and without personal data.
    pub fn key() -> Self {
        Self::pattern("^[0-9A-Za-z-]{1,64}$", 64)
    }

    /// An id of the catalogue.
    pub fn id() -> Self {
        Self::pattern("^[a-z0-9]+(-[a-z0-9]+)*$", 100)
    }

    /// A whole number within bounds.
    pub fn integer(least: i64, most: i64) -> Self {
        Self {
            format: "int64".into(),
            minimum: Some(least.into()),
            maximum: Some(most.into()),
            ..Self::of("integer")
        }
    }

    /// One of some words.
    pub fn words<'w>(words: impl IntoIterator<Item = &'w str>) -> Self {
        Self { values: words.into_iter().map(Value::from).collect(), ..Self::of("string") }
    }

    /// A list of at most so many entries.
    pub fn list(of: Self, most: u64) -> Self {
        Self { items: Some(Box::new(of)), max_items: Some(most), ..Self::of("array") }
    }

    /// A map of named parts, of which some must be given; others are refused.
    pub fn object<'n>(properties: impl IntoIterator<Item = (&'n str, Self)>, required: &[&str]) -> Self {
        Self {
            properties: properties.into_iter().collect(),
            required: required.iter().map(|&name| name.to_owned()).collect(),
            additional_properties: Some(false),
            ..Self::of("object")
        }
    }

    /// With its name in both languages.
    #[must_use]
    pub fn named(mut self, name: &Text) -> Self {
        self.title = name.zh.to_string();
        self.i18n.get_or_insert_default().en.title = name.en.to_string();
        self
    }

    /// With what it is, in both languages.
    #[must_use]
    pub fn about(mut self, about: &Text) -> Self {
        self.description = about.zh.to_string();
        self.i18n.get_or_insert_default().en.description = about.en.to_string();
        self
    }

    /// With the field of the national exchange, or the item of GB/T 39046, that it carries.
    #[must_use]
    pub fn field(mut self, field: &str) -> Self {
        field.clone_into(&mut self.gb_field);
        self
    }

    /// Only in responses.
    #[must_use]
    pub fn answered(mut self) -> Self {
        self.read_only = true;
        self
    }

    /// With how much care a personal value needs.
    #[must_use]
    pub fn personal(mut self, sensitivity: &str) -> Self {
        sensitivity.clone_into(&mut self.sensitivity);
        self
    }
}
