//! Fields from data elements: type, shape, where the value can come from.

use super::build::{Case, Maker, choices};
use super::condition::Condition;
use super::{Check, Choice, DocumentNumber, DocumentShape, Field, Prefill, Sensitivity, Type};
use crate::model::phrase::Phrase;
use crate::source::node::Node;

/// The code list of types of identity documents, with the shapes of their numbers.
const DOCUMENTS: &str = "identity-document";

/// A telephone number as people write it: digits, brackets, hyphens, spaces, a leading plus.
const PHONE: &str = r"^[+\(]?[0-9][0-9\(\) \-]{4,16}$";

/// Something before and after an at sign, with a dot in the latter.
const EMAIL: &str = r"^[^@\s]+@[^@\s]+\.[^@\s]+$";

/// The fields of a section, in order.
pub(super) fn fields(maker: &Maker<'_>, section: Node<'_>, case: &Case<'_>) -> Vec<Field> {
    let own = section.get("fields").into_iter().flat_map(Node::items);
    let mut fields = Vec::new();
    for node in own {
        let when = case.condition(node.get("when"));
        if when == Condition::Never {
            continue;
        }
        let Some(field) = field(maker, node, when) else { continue };
        if field.check == Some(Check::CitizenId) {
            fields.extend(identity_document(maker, field));
        } else {
            fields.push(field);
        }
    }
    couple(maker, &mut fields);
    fields
}

fn field(maker: &Maker<'_>, node: Node<'_>, when: Condition) -> Option<Field> {
    let element = node.str("element");
    let entry = match element {
        Some(id) => Some(maker.entry("data-elements", id)?),
        None => None,
    };
    let id = node.str("id").or(element)?.to_owned();
    let of_entry = |key: &str| entry.and_then(|entry| entry.get(key));
    // Shapes that a type, or a check, implies: every engine can hold a value against them.
    let usual = match of_entry("type").map_or("", Node::text) {
        "phone" => Some(PHONE),
        "email" => Some(EMAIL),
        _ => of_entry("check").filter(|check| check.text() == "phone").map(|_| PHONE),
    };
    let phrase = |key: &str, named: &str| {
        Phrase::of(node, key).or_else(|| entry.and_then(|entry| Phrase::of(entry, named)))
    };
    Some(Field {
        element: element.map(str::to_owned),
        kind: of_entry("type").map_or(Type::Text, |kind| type_of(kind.text())),
        label: phrase("label", "name").unwrap_or_else(|| Phrase::zh(&id)),
        hint: phrase("hint", "hint"),
        unit: entry.and_then(|entry| Phrase::of(entry, "unit")),
        required: node.get("required").and_then(Node::as_bool) == Some(true),
        multiple: of_entry("multiple").and_then(Node::as_bool) == Some(true),
        options: choices(of_entry("options")),
        max_length: of_entry("max_length").and_then(Node::as_i64),
        pattern: of_entry("pattern").map(Node::text).or(usual).map(str::to_owned),
        minimum: of_entry("minimum").and_then(Node::as_f64),
        maximum: of_entry("maximum").and_then(Node::as_f64),
        decimals: of_entry("decimals").and_then(Node::as_i64),
        check: of_entry("check").and_then(|check| check_of(check.text())),
        sensitivity: of_entry("sensitivity").map_or(Sensitivity::None, |own| sensitivity_of(own.text())),
        purpose: Phrase::of(node, "purpose"),
        prefill: node.str("prefill").and_then(|source| prefill(maker, source)),
        proves: node.get("proves").into_iter().flat_map(Node::items).map(|id| id.text().to_owned()).collect(),
        when,
        document: None,
        id,
    })
}

fn type_of(word: &str) -> Type {
    match word {
        "code" => Type::Code,
        "date" => Type::Date,
        "number" => Type::Number,
        "choice" => Type::Choice,
        "boolean" => Type::Boolean,
        "file" => Type::File,
        "address" => Type::Address,
        "phone" => Type::Phone,
        "email" => Type::Email,
        _ => Type::Text,
    }
}

fn check_of(word: &str) -> Option<Check> {
    match word {
        "uscc" => Some(Check::Uscc),
        "citizen-id" => Some(Check::CitizenId),
        "phone" => Some(Check::Phone),
        _ => None,
    }
}

fn sensitivity_of(word: &str) -> Sensitivity {
    match word {
        "sensitive" => Sensitivity::Sensitive,
        "personal" => Sensitivity::Personal,
        _ => Sensitivity::None,
    }
}

fn prefill(maker: &Maker<'_>, source: &str) -> Option<Prefill> {
    let (resource, element) = source.split_once('.')?;
    let entry = maker.entry("shared-data", resource)?;
    Some(Prefill {
        resource: resource.to_owned(),
        element: element.to_owned(),
        name: Phrase::of(entry, "name")?,
        supplier: Phrase::of(entry, "supplier"),
        class: entry.str("class").map(|class| maker.coded("share-class", class)),
    })
}

/// Not everyone has a citizen number: the type of the document is asked before it.
fn identity_document(maker: &Maker<'_>, number: Field) -> Vec<Field> {
    let Some(list) = maker.standard.list(DOCUMENTS) else { return vec![number] };
    let codes = list.codes();
    let options =
        codes.iter().map(|code| Choice { id: code.slug.clone(), label: Phrase::new(&code.en, &code.zh) });
    let named = Field {
        id: format!("{}-type", number.id),
        element: None,
        kind: Type::Choice,
        label: Phrase {
            zh: format!("{}：证件类型", number.label.zh),
            en: number.label.en.as_ref().map(|label| format!("{label}: type of document")),
        },
        hint: Some(Phrase::new(
            "Without a resident identity card choose another document, and give its number below",
            "没有居民身份证的，请选择其他证件，并在下一项填写该证件的号码",
        )),
        unit: None,
        options: options.collect(),
        max_length: None,
        pattern: None,
        check: None,
        prefill: None,
        proves: Vec::new(),
        ..number.clone()
    };
    let shapes =
        codes.iter().map(|code| shape(code.slug.clone(), code.pattern.as_deref(), code.check.as_deref()));
    let document =
        DocumentNumber { type_field: named.id.clone(), asked_together: true, shapes: shapes.collect() };
    // The shape now depends on the type: the citizen number's own would refuse all others.
    let number = Field { pattern: None, check: None, document: Some(document), hint: None, ..number };
    vec![named, number]
}

/// The elements `id-type` and `id-number` of one section belong together.
fn couple(maker: &Maker<'_>, fields: &mut [Field]) {
    let of = |fields: &[Field], element: &str| {
        fields.iter().position(|field| field.element.as_deref() == Some(element))
    };
    let (Some(list), Some(named), Some(number)) =
        (maker.standard.list(DOCUMENTS), of(fields, "id-type"), of(fields, "id-number"))
    else {
        return;
    };
    let shapes = fields[named].options.iter().filter_map(|option| {
        let code = list.get(&option.id)?;
        Some(shape(option.id.clone(), code.pattern.as_deref(), code.check.as_deref()))
    });
    let when = &fields[named].when;
    let document = DocumentNumber {
        type_field: fields[named].id.clone(),
        asked_together: when.is_always() || *when == fields[number].when,
        shapes: shapes.collect(),
    };
    fields[number].document = Some(document);
}

fn shape(option: String, pattern: Option<&str>, check: Option<&str>) -> DocumentShape {
    DocumentShape { option, pattern: pattern.map(str::to_owned), check: check.and_then(check_of) }
}
