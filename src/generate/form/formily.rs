//! The application in the schema dialect of Formily. Its rules `uscc`, `citizen-id`, `shape`, `day`,
//! `decimals`, `document` and `files` are those of `checks.mjs`; `clean` there takes out what is empty.

use serde_json::{Map, Value, json};

use super::property::{self, coded};
use crate::form::{Choice, Condition, Field, Form, Question, Section, Signature, Slot, Type, Upload};
use crate::generate::Marks;
use crate::model::phrase::{Coded, Phrase};

/// The schema in one document.
pub(super) fn document(form: &Form, marks: Marks) -> Value {
    let mut parts = Map::new();
    let mut part = |name: &str, title: &str, properties: Map<String, Value>| {
        if !properties.is_empty() {
            parts.insert(name.to_owned(), group(&Phrase::zh(title), properties));
        }
    };
    part(
        "situations",
        "情形",
        form.questions.iter().map(|one| (one.id.clone(), question(one, form))).collect(),
    );
    part(
        "sections",
        "填写内容",
        form.sections.iter().map(|one| (one.id.clone(), section(one, form))).collect(),
    );
    part(
        "materials",
        "申请材料",
        form.materials.iter().map(|one| (one.id.clone(), slot(one, form))).collect(),
    );
    part("consent", "同意", consent(form));
    if let Some(signature) = &form.signature {
        part("signature", "签名", self::signature(signature));
    }
    let prefilled = property::prefilled(form);
    if !prefilled.is_empty() {
        let options = options(&prefilled);
        parts.insert(
            "contested".to_owned(),
            json!({"type": "array", "title": "与来源不符的预填内容", "enum": options, "x-decorator": "FormItem", "x-component": "Checkbox.Group"}),
        );
    }
    let mut schema = json!({"type": "object", "title": text(&form.title.zh), "properties": parts});
    if let Some(said) = marks.said_of(form) {
        schema["description"] = json!(said);
    }
    json!({"form": {"labelCol": 6, "wrapperCol": 12}, "schema": schema})
}

/// A text as the engine shows it. One that stands in double braces would be run as an
/// expression: it is given as an expression whose value is the text.
fn text(text: &str) -> Value {
    let trimmed = text.trim();
    if trimmed.starts_with("{{") && trimmed.ends_with("}}") {
        return json!(format!("{{{{{}}}}}", literal(text)));
    }
    json!(text)
}

/// A literal within an expression.
fn literal(text: &str) -> String {
    json!(text).to_string().replace('{', "\\u007b").replace('}', "\\u007d")
}

fn group(title: &Phrase, properties: Map<String, Value>) -> Value {
    let mut group = json!({"type": "object", "title": text(&title.zh), "x-component": "FormLayout"});
    group["properties"] = Value::Object(properties);
    group
}

fn options(options: &[Choice]) -> Value {
    options.iter().map(|option| json!({"value": option.id, "label": text(&option.label.zh)})).collect()
}

/// A field with its decorator, its component and its rules.
fn item(kind: &str, title: &Phrase, required: bool, component: &str, rules: Vec<Value>) -> Value {
    let mut item = json!({
        "type": kind,
        "title": text(&title.zh),
        "x-decorator": "FormItem",
        "x-component": component,
    });
    if required {
        item["required"] = json!(true);
    }
    if !rules.is_empty() {
        item["x-validator"] = Value::Array(rules);
    }
    item
}

fn choice(title: &Phrase, own: &[Choice], multiple: bool, required: bool) -> Value {
    let ids: Vec<&str> = own.iter().map(|option| option.id.as_str()).collect();
    let mut item = if multiple {
        item("array", title, required, "Checkbox.Group", Vec::new())
    } else {
        item("string", title, required, "Radio.Group", vec![json!({"enum": ids})])
    };
    item["enum"] = options(own);
    item
}

/// Shows an item only where an expression holds.
fn shown_where(item: &mut Value, expression: &str) {
    item["x-reactions"] = json!({"fulfill": {"state": {"visible": format!("{{{{{expression}}}}}")}}});
}

fn shown_when(item: &mut Value, when: &Condition, form: &Form) {
    if !when.is_always() {
        shown_where(item, &expression(when, &form.questions));
    }
}

fn expression(condition: &Condition, questions: &[Question]) -> String {
    let join = |list: &[Condition], sign: &str| {
        let parts: Vec<String> = list.iter().map(|one| format!("({})", expression(one, questions))).collect();
        parts.join(sign)
    };
    match condition {
        Condition::Always => "true".to_owned(),
        Condition::Never => "false".to_owned(),
        Condition::Answer { question, options } => {
            let wanted = options.iter().map(|option| literal(option)).collect::<Vec<_>>().join(", ");
            let given = format!("$form.values.situations?.[{}]", literal(question));
            let multiple = questions.iter().any(|asked| asked.id == *question && asked.multiple);
            if multiple {
                format!("({given} || []).some((own) => [{wanted}].includes(own))")
            } else {
                format!("[{wanted}].includes({given})")
            }
        }
        Condition::All(list) => join(list, " && "),
        Condition::Any(list) => join(list, " || "),
        Condition::Not(inner) => format!("!({})", expression(inner, questions)),
    }
}

fn question(question: &Question, form: &Form) -> Value {
    let mut item = choice(&question.text, &question.options, question.multiple, true);
    shown_when(&mut item, &question.when, form);
    item
}

fn section(section: &Section, form: &Form) -> Value {
    let fields = section.fields.iter().map(|own| (own.id.clone(), field(own, section, form)));
    let mut group = group(&section.title, fields.collect());
    shown_when(&mut group, &section.when, form);
    group
}

fn field(field: &Field, section: &Section, form: &Form) -> Value {
    let of = |kind, component, rules| item(kind, &field.label, field.required, component, rules);
    let mut item = match field.kind {
        Type::Choice => choice(&field.label, &field.options, field.multiple, field.required),
        Type::Boolean => of("boolean", "Switch", Vec::new()),
        Type::File => of("array", "Upload", vec![files()]),
        Type::Date => of("string", "DatePicker", vec![json!({"day": true})]),
        Type::Number => {
            let bounds = [("minimum", field.minimum), ("maximum", field.maximum)];
            let bounds = bounds.into_iter().filter_map(|(key, bound)| Some(json!({key: bound?})));
            let whole = (field.decimals == Some(0)).then(|| json!({"format": "integer"}));
            let places =
                field.decimals.filter(|places| *places > 0).map(|places| json!({"decimals": places}));
            of("number", "NumberPicker", bounds.chain(whole).chain(places).collect())
        }
        _ => of("string", "Input", text_rules(field, section)),
    };
    if let Some(hint) = &field.hint {
        item["description"] = text(&hint.zh);
    }
    shown_when(&mut item, &field.when, form);
    item
}

fn text_rules(field: &Field, section: &Section) -> Vec<Value> {
    let mut rules = vec![json!({"max": field.max_length.unwrap_or(property::TEXT)})];
    if let Some(pattern) = &field.pattern {
        rules.push(json!({"shape": pattern}));
    } else if field.required {
        rules.push(json!({"shape": "\\S"}));
    }
    if let Some(check) = field.check.and_then(property::format) {
        rules.push(json!({check: true}));
    }
    if let Some(document) = &field.document {
        let named = format!("sections.{}.{}", section.id, document.type_field);
        rules.push(json!({
            "document": {"type": named, "together": document.asked_together, "shapes": document.shapes},
        }));
    }
    rules
}

fn files() -> Value {
    json!({"files": {"names": Upload::name_pattern(), "bytes": Upload::BYTES, "most": Upload::FILES}})
}

fn slot(slot: &Slot, form: &Form) -> Value {
    let mut parts = Map::new();
    let ways: Vec<Coded> = slot.distinct_ways().into_iter().cloned().collect();
    let way = choice(&Phrase::zh("提供方式"), &coded(&ways), false, slot.is_required());
    parts.insert("way".to_owned(), way);
    let given = format!("$form.values.materials?.[{}]", literal(&slot.id));
    let by_applicant = format!("{given}?.way === \"applicant\"");
    let mut sent = by_applicant.clone();
    if slot.asks_medium() {
        let mut medium = choice(&Phrase::zh("材料形式"), &coded(&slot.media), false, true);
        shown_where(&mut medium, &by_applicant);
        parts.insert("medium".to_owned(), medium);
        sent = format!("{by_applicant} && {given}?.medium === \"electronic\"");
    }
    if slot.takes_files() {
        let mut upload = item("array", &Phrase::zh("文件"), true, "Upload", vec![files()]);
        shown_where(&mut upload, &sent);
        parts.insert("files".to_owned(), upload);
    }
    if slot.takes_reference() {
        let title = Phrase::zh("证照编号或授权码");
        let mut reference = item("string", &title, false, "Input", vec![json!({"max": 100})]);
        shown_where(&mut reference, &format!("{given}?.way === \"e-certificate\""));
        parts.insert("reference".to_owned(), reference);
    }
    let mut group = group(&slot.name, parts);
    shown_when(&mut group, &slot.when, form);
    group
}

fn consent(form: &Form) -> Map<String, Value> {
    let made = form.consent.iter().map(|consent| {
        let rules = if consent.required { vec![json!({"const": true})] } else { Vec::new() };
        (consent.id.to_owned(), item("boolean", &consent.text, consent.required, "Checkbox", rules))
    });
    made.collect()
}

fn signature(signature: &Signature) -> Map<String, Value> {
    let mut parts = Map::new();
    if !signature.methods.is_empty() {
        let method = choice(&Phrase::zh("签名方式"), &coded(&signature.methods), false, true);
        parts.insert("method".to_owned(), method);
    }
    let name = vec![json!({"max": 100}), json!({"shape": "\\S"})];
    let date = vec![json!({"day": true})];
    let rest = [
        ("signer", "签名人", true, "Input", name),
        ("date", "日期", true, "DatePicker", date),
        ("reference", "电子签名编号", false, "Input", vec![json!({"max": 200})]),
    ];
    for (key, title, required, component, rules) in rest {
        parts.insert(key.to_owned(), item("string", &Phrase::zh(title), required, component, rules));
    }
    parts
}
