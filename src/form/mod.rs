//! The neutral form: what an applicant is asked and what is handed in, per effective item and
//! handling item. HTML, JSON Schema, form engines and API specifications are made from it.
//!
//! The application it describes is one JSON object:
//!
//! ```json
//! {"situations": {"branch": "no"}, "sections": {"applicant": {"uscc": "…"}},
//!  "materials": {"application": {"way": "applicant", "files": [{"name": "…"}]}},
//!  "contested": ["/sections/applicant/uscc"], "consent": {"processing": true},
//!  "signature": {"method": "handwritten", "signer": "…", "date": "2026-11-24"}}
//! ```

mod build;
mod condition;
mod field;
mod notice;
mod question;
mod slot;
mod standing;
mod upload;

use serde::Serialize;

pub use build::{Maker, all, applies, forms, handling_items, id, when};
pub use condition::Condition;
pub use slot::{Certificate, Slot, Way};
pub use standing::Standing;
pub use upload::Upload;

use crate::model::phrase::{Coded, Phrase};

/// The form of an item, or of one of its handling items.
#[derive(Clone, Debug, Serialize)]
pub struct Form {
    /// Its name among all forms: fit for a file name and a URL.
    pub id: String,
    /// What it applies for.
    pub item: About,
    /// Its heading.
    pub title: Phrase,
    /// The official form text that is to be used, where there is one (Licensing Law art. 29).
    pub official: Option<Phrase>,
    /// What must be known before it is filled in: the item is suspended, a draft, or not in force yet.
    pub remarks: Vec<Phrase>,
    /// A remark.
    pub note: Option<Phrase>,
    /// The questions on which the rest depends, and no others.
    pub questions: Vec<Question>,
    /// What is asked.
    pub sections: Vec<Section>,
    /// What is handed in.
    pub materials: Vec<Slot>,
    /// How the applicant is known.
    pub identity: Option<Identity>,
    /// What is told before personal data are asked (PIPL art. 17).
    pub notice: Option<Notice>,
    /// What must be agreed to, only where consent is the lawful basis (PIPL art. 13, 29).
    pub consent: Vec<Consent>,
    /// How it is signed.
    pub signature: Option<Signature>,
    /// Whether it may be handed in by an agent.
    pub agents: bool,
    /// Whether the definition says what the application holds; where it does not, an empty form is no fact.
    pub stated: bool,
}

/// What is said of an application of which no source says what it holds.
pub fn unstated() -> Phrase {
    Phrase::new("What the application holds is not stated in the sources.", "来源未载明申请内容。")
}

/// The item of a form.
#[derive(Clone, Debug, Serialize)]
pub struct About {
    /// Code of the basic item.
    pub basic_code: String,
    /// Code of the implementation, where the form is of one body and the code is known.
    pub code: Option<String>,
    /// Name of the item.
    pub name: Phrase,
    /// Its type.
    pub item_type: Option<Coded>,
    /// The handling item.
    pub handling_item: Option<Handling>,
    /// The body that decides.
    pub body: Option<Phrase>,
    /// Credit code of that body.
    pub body_code: Option<String>,
    /// Code of the division.
    pub region: Option<String>,
    /// Name of the division.
    pub region_name: Option<Phrase>,
    /// Version of the item.
    pub version: Option<i64>,
    /// Status of the item.
    pub status: Option<Coded>,
}

/// A handling item.
#[derive(Clone, Debug, Serialize)]
pub struct Handling {
    /// Its sequence: two digits.
    pub seq: String,
    /// Its name.
    pub name: Phrase,
    /// Its status, where it is not in use.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<Coded>,
}

impl Handling {
    /// Its name, with its status where it is not in use.
    pub fn marked(&self) -> Phrase {
        let Some(status) = &self.status else { return self.name.clone() };
        let en = self.name.en.as_ref().map(|en| format!("{en} ({})", status.label.en()));
        Phrase { zh: format!("{}（{}）", self.name.zh, status.label.zh), en }
    }
}

/// A question that decides what applies.
#[derive(Clone, Debug, Serialize)]
pub struct Question {
    /// Its id: the key under `situations`.
    pub id: String,
    /// Its text.
    pub text: Phrase,
    /// Whether several answers may be given.
    pub multiple: bool,
    /// The answers.
    pub options: Vec<Choice>,
    /// When it is asked.
    pub when: Condition,
}

/// An answer, or an option of a field.
#[derive(Clone, Debug, Serialize)]
pub struct Choice {
    /// Its id: the value in the application.
    pub id: String,
    /// What is read.
    pub label: Phrase,
}

/// A group of fields.
#[derive(Clone, Debug, Serialize)]
pub struct Section {
    /// Its id: the key under `sections`.
    pub id: String,
    /// Its heading.
    pub title: Phrase,
    /// When it is shown.
    pub when: Condition,
    /// The fields.
    pub fields: Vec<Field>,
}

/// The type of a field, in the words of the register of data elements.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Type {
    /// Text of people.
    Text,
    /// Text of a fixed set of characters.
    Code,
    /// A day, `YYYY-MM-DD`.
    Date,
    /// A number.
    Number,
    /// One or several of the options.
    Choice,
    /// Yes or no.
    Boolean,
    /// Files.
    File,
    /// A postal address.
    Address,
    /// A telephone number.
    Phone,
    /// An e-mail address.
    Email,
}

/// A check that no pattern can say; the names are those of the register of data elements.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Check {
    /// Check character of a unified social credit code (GB 32100).
    Uscc,
    /// Check character and birth date of a citizen number (GB 11643).
    CitizenId,
    /// A telephone number: digits, spaces, hyphens, brackets, a leading plus.
    Phone,
}

/// How much a field tells of a person.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Sensitivity {
    /// Nothing.
    None,
    /// Personal data (PIPL art. 4).
    Personal,
    /// Sensitive personal data (PIPL art. 28).
    Sensitive,
}

/// One thing that is asked.
#[derive(Clone, Debug, Serialize)]
pub struct Field {
    /// Its id: the key in its section.
    pub id: String,
    /// The data element it is of.
    pub element: Option<String>,
    /// Its type.
    #[serde(rename = "type")]
    pub kind: Type,
    /// What is read beside it.
    pub label: Phrase,
    /// How to fill it in.
    pub hint: Option<Phrase>,
    /// Unit of a number.
    pub unit: Option<Phrase>,
    /// Whether it must be filled in where it is shown.
    pub required: bool,
    /// Whether several options may be chosen.
    pub multiple: bool,
    /// The options of a choice.
    pub options: Vec<Choice>,
    /// Most characters.
    pub max_length: Option<i64>,
    /// A regular expression (ECMA 262) over the whole value.
    pub pattern: Option<String>,
    /// The least number.
    pub minimum: Option<f64>,
    /// The greatest number.
    pub maximum: Option<f64>,
    /// Decimal places of a number.
    pub decimals: Option<i64>,
    /// A check of the value.
    pub check: Option<Check>,
    /// How much it tells of a person.
    pub sensitivity: Sensitivity,
    /// Why it is asked.
    pub purpose: Option<Phrase>,
    /// Where its value can come from.
    pub prefill: Option<Prefill>,
    /// Ids of the conditions that it proves.
    pub proves: Vec<String>,
    /// When it is shown within its section.
    pub when: Condition,
    /// Of the number of a document: what its shape depends on.
    pub document: Option<DocumentNumber>,
}

/// The number of an identity document: its shape depends on the type that another field names.
#[derive(Clone, Debug, Serialize)]
pub struct DocumentNumber {
    /// Id of the field that names the type, in the same section.
    pub type_field: String,
    /// Whether the type is asked wherever the number is: a number then goes with its type.
    pub asked_together: bool,
    /// Shapes by type.
    pub shapes: Vec<DocumentShape>,
}

/// The shape of the number of one type of identity document.
#[derive(Clone, Debug, Serialize)]
pub struct DocumentShape {
    /// The type: an option of the type field.
    pub option: String,
    /// A regular expression over the whole number.
    pub pattern: Option<String>,
    /// A check of the number.
    pub check: Option<Check>,
}

/// Where the value of a field can come from; the applicant sees it and may contest it.
#[derive(Clone, Debug, Serialize)]
pub struct Prefill {
    /// Id of the shared data resource.
    pub resource: String,
    /// The data element of it.
    pub element: String,
    /// Name of the resource.
    pub name: Phrase,
    /// The department that supplies it.
    pub supplier: Option<Phrase>,
    /// How it is shared.
    pub class: Option<Coded>,
}

/// How the applicant is known.
#[derive(Clone, Debug, Serialize)]
pub struct Identity {
    /// The system that vouches.
    pub provider: Option<Coded>,
    /// How sure it must be.
    pub assurance: Option<Coded>,
    /// The methods to choose from.
    pub methods: Vec<Coded>,
    /// A remark.
    pub note: Option<Phrase>,
}

/// What the handler of personal data tells (PIPL art. 17).
#[derive(Clone, Debug, Serialize)]
pub struct Notice {
    /// Name of each point and its text.
    pub points: Vec<Point>,
}

/// A point of the notice.
#[derive(Clone, Debug, Serialize)]
pub struct Point {
    /// What it is about.
    pub name: Phrase,
    /// What is told.
    pub text: Phrase,
}

/// Something to agree to; never ticked beforehand.
#[derive(Clone, Debug, Serialize)]
pub struct Consent {
    /// Its id: the key under `consent`.
    pub id: &'static str,
    /// What is agreed to.
    pub text: Phrase,
    /// Whether the application cannot be made without it.
    pub required: bool,
}

/// How a form is signed.
#[derive(Clone, Debug, Serialize)]
pub struct Signature {
    /// The methods to choose from.
    pub methods: Vec<Coded>,
    /// A remark.
    pub note: Option<Phrase>,
}
