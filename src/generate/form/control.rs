//! A field as a control of a page: what is shown, and what the browser and the script hold it to.

use serde::Serialize;
use serde_json::json;

use super::condition;
use crate::form::{Choice, Condition, Field, Form, Question, Section, Sensitivity, Type, Upload};
use crate::model::phrase::Phrase;

/// Choices with more options than these are a list to open.
const MOST_RADIOS: usize = 8;

/// Texts that may be longer than this have several lines.
const ONE_LINE: i64 = 200;

/// One control, or one group of radio buttons or boxes.
#[derive(Clone, Debug, Default, Serialize)]
pub(super) struct Control {
    /// Its id on the page.
    pub(super) id: String,
    /// The way to its value in the application, parted by slashes.
    pub(super) name: String,
    /// How the script reads the value: `text`, `number`, `multiple` …
    pub(super) kind: &'static str,
    /// The control: a type of `input`, or `textarea`, `select`, `radio`, `checkboxes`.
    pub(super) shape: &'static str,
    pub(super) label: Phrase,
    pub(super) hints: Vec<Phrase>,
    pub(super) required: bool,
    /// Whether the browser itself may insist on it: where it is always shown.
    pub(super) native: bool,
    sensitive: bool,
    /// The condition, for the script.
    when: Option<String>,
    /// The condition, for readers without scripts and on paper.
    when_text: Option<Phrase>,
    /// Most characters; of files most bytes.
    pub(super) most: Option<i64>,
    native_most: Option<i64>,
    pub(super) pattern: Option<String>,
    native_pattern: Option<String>,
    check: Option<&'static str>,
    minimum: Option<String>,
    maximum: Option<String>,
    /// Most decimal places.
    decimals: Option<i64>,
    shapes: Option<String>,
    type_of: Option<String>,
    pub(super) options: Vec<Choice>,
    unit: Option<Phrase>,
    pub(super) class: Option<&'static str>,
    autocomplete: Option<&'static str>,
    inputmode: Option<&'static str>,
    step: &'static str,
    pub(super) accept: Option<String>,
    prefill: Option<Phrase>,
    pointer: String,
}

impl Control {
    /// A control with a name, a label and nothing else.
    pub(super) fn new(name: &str, label: Phrase, kind: &'static str, shape: &'static str) -> Self {
        Self {
            id: String::new(),
            name: name.to_owned(),
            kind,
            shape,
            label,
            pointer: format!("/{name}"),
            ..Self::default()
        }
    }

    /// A choice of one option.
    pub(super) fn choice(name: &str, label: Phrase, options: Vec<Choice>) -> Self {
        let shape = if options.len() > MOST_RADIOS { "select" } else { "radio" };
        Self { options, ..Self::new(name, label, "text", shape) }
    }

    /// Files.
    pub(super) fn files(name: &str, label: Phrase) -> Self {
        Self {
            most: Some(Upload::BYTES),
            pattern: Some(Upload::name_pattern()),
            accept: Some(Upload::accept()),
            ..Self::new(name, label, "file", "file")
        }
    }

    /// A question.
    pub(super) fn question(question: &Question, form: &Form) -> Self {
        let name = format!("situations/{}", question.id);
        let mut control = Self::choice(&name, question.text.clone(), question.options.clone());
        if question.multiple {
            (control.kind, control.shape) = ("multiple", "checkboxes");
        }
        control.required = true;
        control.native = question.when.is_always();
        control.shown_when(&question.when, form);
        control
    }

    /// A field.
    pub(super) fn field(field: &Field, section: &Section, form: &Form) -> Self {
        let name = format!("sections/{}/{}", section.id, field.id);
        let mut control = Self::shaped(&name, field);
        let purpose = field.purpose.as_ref();
        control.hints.extend(field.hint.clone());
        control.hints.extend(purpose.map(|purpose| {
            Phrase::new(&format!("Purpose: {}", purpose.en()), &format!("用途：{}", purpose.zh))
        }));
        control.hints.extend(field.decimals.filter(|places| *places > 0).map(|places| {
            Phrase::new(&format!("At most {places} decimal places"), &format!("最多{places}位小数"))
        }));
        control.hints.extend((field.kind == Type::File).then(Upload::hint));
        control.required = field.required;
        control.native = field.required && section.when.is_always() && field.when.is_always();
        control.sensitive = field.sensitivity == Sensitivity::Sensitive;
        control.unit.clone_from(&field.unit);
        control.shown_when(&field.when, form);
        if let Some(document) = &field.document {
            control.shapes = Some(json!(document.shapes).to_string());
            control.type_of = Some(format!("sections/{}/{}", section.id, document.type_field));
        }
        control.prefill = field.prefill.as_ref().map(|prefill| {
            let of = |text: fn(&Phrase) -> &str, by: &str| {
                let supplier = prefill.supplier.as_ref().map(|own| format!("{}{by}", text(own)));
                format!("{}{}", supplier.unwrap_or_default(), text(&prefill.name))
            };
            Phrase::new(&of(Phrase::en, ", "), &of(|own| &own.zh, "—"))
        });
        control
    }

    fn shaped(name: &str, field: &Field) -> Self {
        let label = field.label.clone();
        let base = |kind, shape| Self::new(name, label.clone(), kind, shape);
        match field.kind {
            Type::Choice if field.multiple => {
                Self { options: field.options.clone(), ..base("multiple", "checkboxes") }
            }
            Type::Choice => Self::choice(name, label, field.options.clone()),
            Type::Boolean => {
                let option = |id: &str, en, zh| Choice { id: id.to_owned(), label: Phrase::new(en, zh) };
                let options = vec![option("true", "yes", "是"), option("false", "no", "否")];
                Self { options, ..base("boolean", "radio") }
            }
            Type::File => Self::files(name, label),
            Type::Date => Self { autocomplete: Some(autocomplete(field)), ..base("date", "date") },
            Type::Number => {
                let whole = field.decimals == Some(0);
                Self {
                    minimum: field.minimum.map(|bound| bound.to_string()),
                    maximum: field.maximum.map(|bound| bound.to_string()),
                    decimals: field.decimals.filter(|_| !whole),
                    step: if whole { "1" } else { "any" },
                    inputmode: Some(if whole { "numeric" } else { "decimal" }),
                    class: Some("short"),
                    ..base(if whole { "integer" } else { "number" }, "number")
                }
            }
            _ => Self::text(base("text", "text"), field),
        }
    }

    fn text(base: Self, field: &Field) -> Self {
        let most = field.max_length.unwrap_or(super::property::TEXT);
        let long = field.max_length.is_some_and(|most| most > ONE_LINE);
        let (shape, inputmode) = match field.kind {
            Type::Phone => ("tel", Some("tel")),
            Type::Email => ("email", Some("email")),
            _ if long => ("textarea", None),
            _ => ("text", None),
        };
        let class = matches!(field.kind, Type::Code | Type::Phone).then_some("code");
        Self {
            shape,
            inputmode,
            class,
            autocomplete: Some(autocomplete(field)),
            most: Some(most),
            // The browser counts a rare character as two: it may not cut off what is allowed.
            native_most: Some(most * 2),
            native_pattern: field.pattern.as_deref().filter(|_| !long).and_then(native),
            pattern: field.pattern.clone().or_else(|| field.required.then(|| r"\S".to_owned())),
            check: field.check.and_then(super::property::format),
            ..base
        }
    }

    fn shown_when(&mut self, when: &Condition, form: &Form) {
        if !when.is_always() {
            self.when = Some(json!(when).to_string());
            self.when_text = Some(condition::words(when, &form.questions));
        }
    }
}

/// What the browser may remember and fill in (WCAG 1.3.5); never numbers of documents.
fn autocomplete(field: &Field) -> &'static str {
    match (field.kind, field.element.as_deref().unwrap_or_default()) {
        (Type::Phone, _) => "tel",
        (Type::Email, _) => "email",
        (Type::Text, "person-name" | "contact-name") => "name",
        (Type::Text, "organisation-name") => "organization",
        (Type::Address, "address" | "delivery-address") => "street-address",
        (Type::Date, "birth-date") => "bday",
        (_, "postal-code") => "postal-code",
        _ => "off",
    }
}

/// A pattern as browsers take it: without anchors, and with the characters escaped that their
/// stricter syntax (the `v` flag) reserves within brackets. None where it is not anchored.
pub(super) fn native(pattern: &str) -> Option<String> {
    let inner = pattern.strip_prefix('^')?.strip_suffix('$')?;
    // An anchor that holds for one branch only, or an escaped dollar, is no anchor of the whole.
    if inner.contains('|') || inner.ends_with('\\') {
        return None;
    }
    let mut native = String::with_capacity(inner.len() + 4);
    let mut characters = inner.chars().peekable();
    let mut class: Option<usize> = None;
    while let Some(character) = characters.next() {
        match (character, class) {
            ('\\', _) => {
                native.push('\\');
                native.extend(characters.next());
                class = class.map(|seen| seen + 1);
                continue;
            }
            ('[', None) => class = Some(0),
            (']', Some(_)) => class = None,
            ('-', Some(seen)) if seen == 0 || characters.peek() == Some(&']') => native.push('\\'),
            ('(' | ')' | '{' | '}' | '/' | '|' | '[', Some(_)) => native.push('\\'),
            _ => {}
        }
        if character != '[' && character != '^' {
            class = class.map(|seen| seen + 1);
        }
        native.push(character);
    }
    Some(native)
}

#[cfg(test)]
mod tests {
    use super::native;

    #[test]
    fn patterns_fit_for_browsers() {
        assert_eq!(native("^[0-9A-Za-z-]+$").as_deref(), Some(r"[0-9A-Za-z\-]+"));
        assert_eq!(native("^[+(]?[0-9]{2}$").as_deref(), Some(r"[+\(]?[0-9]{2}"));
        assert_eq!(native(r"^[^@\s]+$").as_deref(), Some(r"[^@\s]+"));
        assert_eq!(native("^a|b$"), None);
        assert_eq!(native(r"\S"), None);
    }
}
