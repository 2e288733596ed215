//! An application that shows how the body looks, and that its schema takes.

use serde_json::{Map, Value, json};

use super::sample;
use crate::form::{Check, Condition, Field, Form, Question, Slot, Type};

/// A credit code with right check digits that belongs to the specimen of the standard (GB 32100).
const USCC: &str = "91350100M000100Y43";
/// The day of the example.
const DAY: &str = "2026-03-01";
/// Text where any text will do.
const TEXT: &str = "示例";

/// An application with what must be there and nothing else; none where a value cannot be made up.
pub(super) fn application(form: &Form) -> Option<Value> {
    let answers = answers(&form.questions)?;
    let given: Vec<(&str, &str)> =
        answers.iter().map(|(question, option)| (question.id.as_str(), *option)).collect();
    let shown = |when: &Condition| when.holds(&given);
    let mut application = Map::new();
    if !answers.is_empty() {
        let answer = |(question, option): &(&Question, &str)| {
            (question.id.clone(), if question.multiple { json!([option]) } else { json!(option) })
        };
        application.insert("situations".into(), answers.iter().map(answer).collect::<Map<_, _>>().into());
    }
    let mut sections = Map::new();
    for section in form.sections.iter().filter(|section| shown(&section.when)) {
        let mut fields = Map::new();
        for field in section.fields.iter().filter(|field| field.required && shown(&field.when)) {
            fields.insert(field.id.clone(), value(field, &section.fields)?);
        }
        if !fields.is_empty() {
            sections.insert(section.id.clone(), fields.into());
        }
    }
    if !sections.is_empty() {
        application.insert("sections".into(), sections.into());
    }
    let needed = form.materials.iter().filter(|slot| slot.is_required() && shown(&slot.when));
    let materials: Map<String, Value> =
        needed.map(|slot| Some((slot.id.clone(), material(slot)?))).collect::<Option<_>>()?;
    if !materials.is_empty() {
        application.insert("materials".into(), materials.into());
    }
    let consent = form.consent.iter().filter(|consent| consent.required);
    let consent: Map<String, Value> = consent.map(|consent| (consent.id.to_owned(), json!(true))).collect();
    if !consent.is_empty() {
        application.insert("consent".into(), consent.into());
    }
    if let Some(signature) = &form.signature {
        let mut signed = json!({"signer": TEXT, "date": DAY});
        if let Some(method) = signature.methods.first() {
            signed["method"] = json!(method.slug);
        }
        application.insert("signature".into(), signed);
    }
    Some(application.into())
}

/// The first option of every question that is asked.
fn answers(questions: &[Question]) -> Option<Vec<(&Question, &str)>> {
    let mut answers: Vec<(&Question, &str)> = Vec::new();
    for question in questions {
        let given: Vec<(&str, &str)> =
            answers.iter().map(|(question, option)| (question.id.as_str(), *option)).collect();
        if question.when.holds(&given) {
            answers.push((question, question.options.first()?.id.as_str()));
        }
    }
    // A question may depend on a later one: then what was asked before is not what is asked now.
    let given: Vec<(&str, &str)> =
        answers.iter().map(|(question, option)| (question.id.as_str(), *option)).collect();
    let settled = questions.iter().all(|question| {
        question.when.holds(&given) == answers.iter().any(|(asked, _)| asked.id == question.id)
    });
    settled.then_some(answers)
}

fn value(field: &Field, section: &[Field]) -> Option<Value> {
    Some(match field.kind {
        Type::Date => json!(DAY),
        Type::Boolean => json!(true),
        Type::File => json!([{"name": "file.pdf"}]),
        Type::Number => number(field)?,
        Type::Choice => {
            let option = json!(chosen(field, section)?);
            if field.multiple { json!([option]) } else { option }
        }
        _ => json!(text(field, section)?),
    })
}

/// The option of a choice; of a document that whose number can be made up.
fn chosen<'f>(field: &'f Field, section: &[Field]) -> Option<&'f str> {
    let number =
        section.iter().find_map(|other| other.document.as_ref().filter(|own| own.type_field == field.id));
    let fits = |option: &str| {
        number.is_none_or(|number| {
            number.shapes.iter().filter(|shape| shape.option == option).all(|shape| shape.check.is_none())
        })
    };
    field.options.iter().map(|option| option.id.as_str()).find(|option| fits(option))
}

fn number(field: &Field) -> Option<Value> {
    let least = field.minimum.unwrap_or(1.0).ceil();
    let fits = field.maximum.is_none_or(|most| least <= most) && least.abs() < 1e15;
    fits.then(|| json!(least as i64))
}

fn text(field: &Field, section: &[Field]) -> Option<String> {
    let most = usize::try_from(field.max_length.unwrap_or(2000)).unwrap_or_default();
    let text = match (&field.document, field.check) {
        (Some(document), _) => {
            let named = section.iter().find(|other| other.id == document.type_field)?;
            let option = chosen(named, section)?;
            let shape = document.shapes.iter().find(|shape| shape.option == option);
            sample::text(shape.and_then(|shape| shape.pattern.as_deref()).unwrap_or(r"\S"))?
        }
        (None, Some(Check::Uscc)) => USCC.to_owned(),
        (None, Some(Check::CitizenId)) => return None,
        (None, _) => match &field.pattern {
            Some(pattern) => sample::text(pattern)?,
            None => TEXT.chars().take(most).collect(),
        },
    };
    (text.chars().count() <= most).then_some(text)
}

/// The first way of supply, with what goes with it.
fn material(slot: &Slot) -> Option<Value> {
    let way = slot.ways.first()?;
    let mut material = json!({"way": way.way.slug});
    if way.way.slug == "applicant" {
        let electronic = slot.media.is_empty() || slot.media.iter().any(|medium| medium.slug == "electronic");
        if slot.media.len() > 1 {
            let medium =
                slot.media.iter().find(|medium| medium.slug == "electronic").or(slot.media.first())?;
            material["medium"] = json!(medium.slug);
        }
        if electronic {
            material["files"] = json!([{"name": "file.pdf"}]);
        }
    }
    Some(material)
}
