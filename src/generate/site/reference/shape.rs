//! A shape of data as its parts, each with what it may be.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};

use serde::Serialize;
use serde_json::Value;

use super::cases::{self, Case, Cases};
use crate::generate::site::words::{joined, labelled};
use crate::model::phrase::Phrase;
use crate::openapi::plain::shown;
use crate::openapi::schema::{Both, I18n, Schema, Words};

/// A part of a shape, with the parts below it.
#[derive(Clone, Debug, Default, Eq, Hash, PartialEq, Serialize)]
pub(super) struct Part {
    /// Its key, or the name of a parameter.
    pub(super) name: Option<String>,
    /// Where more is said of a parameter.
    pub(super) to: Option<String>,
    /// Where a parameter stands.
    pub(super) place: Option<Phrase>,
    pub(super) required: bool,
    kind: Phrase,
    /// The shape with a name that it is.
    of: Option<Named>,
    pub(super) title: Option<Phrase>,
    pub(super) about: Option<Phrase>,
    /// The condition under which it is there.
    when: Option<Phrase>,
    /// What holds of it in some cases only.
    cases: Vec<Case>,
    facts: Vec<Phrase>,
    pattern: Option<String>,
    values: Vec<Known>,
    pub(super) example: Option<String>,
    /// Whether the parts below are alternatives.
    choice: bool,
    below: Vec<Part>,
    /// Its anchor: the way to it.
    pub(super) id: Option<String>,
    /// The part that has the same parts below.
    same: Option<Named>,
    /// The anchors of these, so that a link does not depend on what stands elsewhere.
    anchors: Vec<String>,
}

/// Something that stands elsewhere: what it is called and where.
#[derive(Clone, Debug, Eq, Hash, PartialEq, Serialize)]
pub(super) struct Named {
    pub(super) name: String,
    pub(super) to: String,
}

/// An allowed value and what it means.
#[derive(Clone, Debug, Eq, Hash, PartialEq, Serialize)]
struct Known {
    value: String,
    text: Option<Phrase>,
}

/// Reads shapes for a page.
pub(super) struct Reader<'a> {
    /// The page with the shapes of the description itself.
    pub(super) own: &'a str,
    /// Conditions of parts, by place.
    pub(super) when: HashMap<String, Phrase>,
    /// Cases of parts, by place.
    pub(super) cases: Cases,
}

/// The page with the shapes that all descriptions share.
pub(super) const SHAPES: &str = "api/schemas.html";

/// A Chinese text, with its English where there is one.
pub(super) fn phrase(zh: &str, en: &str) -> Option<Phrase> {
    (!zh.is_empty()).then(|| Phrase { zh: zh.to_owned(), en: (!en.is_empty()).then(|| en.to_owned()) })
}

/// The text of a field, with its twin of the English words.
pub(super) fn told(zh: &str, i18n: Option<&I18n>, of: fn(&Words) -> &str) -> Option<Phrase> {
    phrase(&shown(zh), &capital(&shown(i18n.map(|i18n| of(&i18n.en)).unwrap_or_default())))
}

/// An English text as a page begins it; descriptions begin small.
pub(super) fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_ascii_uppercase()).into_iter().chain(letters).collect()
}

fn both(text: &Both) -> Phrase {
    Phrase { zh: text.zh.clone(), en: text.en.clone() }
}

/// A value as it is written: texts without quotes.
pub(super) fn written(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

impl Part {
    /// A parameter without what is said of it at its own place.
    pub(super) fn brief(self, to: String) -> Self {
        let Self { name, place, required, kind, about, .. } = self;
        Self { name, to: Some(to), place, required, kind, about, ..Self::default() }
    }
}

impl Reader<'_> {
    /// Where a reference leads.
    pub(super) fn named(&self, reference: &str) -> Option<Named> {
        let (file, name) = reference.split_once("#/components/schemas/")?;
        let page = if file.is_empty() { self.own } else { SHAPES };
        Some(Named { name: name.to_owned(), to: format!("{page}#schema-{name}") })
    }

    /// A shape as a part; `place` is where it stands, as a JSON Pointer.
    pub(super) fn part(&self, schema: &Schema, place: &str) -> Part {
        let entry = schema.items.as_deref();
        // A list is shown as its entries are, with what the list itself says beside.
        let inner = entry.unwrap_or(schema);
        let (kind, format) = kind(inner);
        let kind = match entry {
            None => kind,
            Some(_) if inner.reference.is_empty() => {
                Phrase::new(&format!("list of {}", kind.en()), &format!("{}的列表", kind.zh))
            }
            Some(_) => Phrase::new("list of", "列表，每项是"),
        };
        let mut facts: Vec<Phrase> = format.into_iter().collect();
        facts.extend(limits(inner));
        if entry.is_some() {
            facts.extend(counts(schema));
        }
        facts.extend(remarks(schema));
        let below = inner.properties.iter().map(|(name, child)| {
            let place = format!("{place}/{name}");
            let required = inner.required.iter().any(|own| own == name);
            let part = self.part(child, &place);
            let cases = if required { cases::beside_required(part.cases) } else { part.cases };
            Part { name: Some(name.to_owned()), required, cases, ..part }
        });
        let alternatives = inner.one_of.iter().map(|child| self.part(child, place));
        let blank = inner.pattern == r"\S";
        Part {
            kind,
            of: self.named(&inner.reference),
            title: told(&schema.title, schema.i18n.as_ref(), |en| &en.title),
            about: told(&schema.description, schema.i18n.as_ref(), |en| &en.description),
            when: self.when.get(place).cloned(),
            cases: self.cases.get(place).cloned().unwrap_or_default(),
            facts,
            pattern: Some(inner.pattern.clone()).filter(|pattern| !pattern.is_empty() && !blank),
            values: values(inner),
            choice: !inner.one_of.is_empty(),
            below: below.chain(alternatives).collect(),
            ..Part::default()
        }
    }
}

/// What kind of value it is, and its format where it has one.
fn kind(schema: &Schema) -> (Phrase, Option<Phrase>) {
    let word = match schema.kind.as_str() {
        "string" if schema.content_media_type.is_empty() => Phrase::new("text", "字符串"),
        "string" => Phrase::new("bytes", "字节"),
        "integer" => Phrase::new("whole number", "整数"),
        "number" => Phrase::new("number", "数字"),
        "boolean" => Phrase::new("true or false", "布尔值"),
        "array" => Phrase::new("list", "列表"),
        "object" => Phrase::new("object", "对象"),
        _ => Phrase::default(),
    };
    (word, format_words(&schema.format))
}

/// A format in words.
pub(super) fn format_words(format: &str) -> Option<Phrase> {
    match format {
        "" | "int64" => None,
        "date" => Some(Phrase::new("date: YYYY-MM-DD", "日期：YYYY-MM-DD")),
        "date-time" => Some(Phrase::new("time: RFC 3339", "时间：RFC 3339")),
        "uri" => Some(Phrase::new("address (URI)", "地址（URI）")),
        "uri-reference" => Some(Phrase::new("address, may be relative", "地址，可以是相对地址")),
        "uscc" => Some(Phrase::new("check digit of GB 32100", "校验码按GB 32100")),
        "citizen-id" => Some(Phrase::new("check digit of GB 11643", "校验码按GB 11643")),
        other => Some(decimals(other).unwrap_or_else(|| Phrase::new(other, other))),
    }
}

/// How many decimal places a number may have.
fn decimals(format: &str) -> Option<Phrase> {
    let places: u64 = format.strip_prefix("decimals-")?.parse().ok()?;
    range(None, Some(places), ["decimal place", "decimal places"], "位小数")
}

/// From how many to how many; `en` is for one and for several.
fn range(least: Option<u64>, most: Option<u64>, en: [&str; 2], zh: &str) -> Option<Phrase> {
    let [one, several] = en;
    let en = if [least, most].iter().all(|own| own.is_none_or(|own| own == 1)) { one } else { several };
    Some(match (least, most) {
        (Some(least), Some(most)) if least == most => {
            Phrase::new(&format!("{least} {en}"), &format!("{least}{zh}"))
        }
        (Some(least), Some(most)) => {
            Phrase::new(&format!("{least} to {most} {en}"), &format!("{least}至{most}{zh}"))
        }
        (None, Some(most)) => Phrase::new(&format!("at most {most} {en}"), &format!("最多{most}{zh}")),
        (Some(least), None) => Phrase::new(&format!("at least {least} {en}"), &format!("至少{least}{zh}")),
        (None, None) => return None,
    })
}

/// How long, how large, which characters.
fn limits(schema: &Schema) -> Vec<Phrase> {
    let mut facts = Vec::new();
    // The length of what has a format follows from it.
    if matches!(schema.format.as_str(), "" | "uri" | "uri-reference") {
        facts.extend(range(schema.min_length, schema.max_length, ["character", "characters"], "个字符"));
    }
    if schema.pattern == r"\S" {
        facts.push(Phrase::new("not blank", "不能只有空白"));
    }
    let bound = |value: &Option<Value>, en: &str, zh: &str| {
        let number = value.as_ref()?;
        Some(Phrase::new(&format!("{en} {number}"), &format!("{zh}{number}")))
    };
    facts.extend(bound(&schema.minimum, "at least", "不小于"));
    facts.extend(bound(&schema.maximum, "at most", "不大于"));
    facts.extend(schema.unit.as_ref().map(|unit| labelled("unit", "单位", &both(unit))));
    facts
}

/// How many entries a list has.
fn counts(schema: &Schema) -> Vec<Phrase> {
    let mut facts: Vec<Phrase> =
        range(schema.min_items, schema.max_items, ["entry", "entries"], "项").into_iter().collect();
    if schema.unique_items {
        facts.push(Phrase::new("no entry twice", "不能重复"));
    }
    facts
}

/// What else is known: answers only, personal data, prefilled, field of exchange.
fn remarks(schema: &Schema) -> Vec<Phrase> {
    let mut facts = Vec::new();
    if schema.only.is_some() {
        facts.push(Phrase::new("only this value", "固定取值"));
    }
    if schema.read_only {
        facts.push(Phrase::new("in answers only", "只在应答中出现"));
    }
    if schema.additional_properties == Some(true) {
        facts.push(Phrase::new("takes further parts", "还接受其他内容"));
    }
    match schema.sensitivity.as_str() {
        "personal" => facts.push(Phrase::new("personal data", "个人信息")),
        "sensitive" => facts.push(Phrase::new("sensitive personal data", "敏感个人信息")),
        _ => {}
    }
    if let Some(why) = schema.purpose.as_ref().and_then(|own| phrase(&own.text, &own.text_en)) {
        facts.push(labelled("purpose", "用途", &why));
    }
    if let Some(own) = &schema.prefill {
        facts.push(labelled("can be filled in from", "可由共享数据预填", &both(&own.name)));
    }
    if !schema.gb_field.is_empty() {
        let field = Phrase::new(&schema.gb_field, &schema.gb_field);
        facts.push(labelled("field of exchange", "交换字段", &field));
    }
    facts
}

/// The allowed values, with what each means.
fn values(schema: &Schema) -> Vec<Known> {
    let text = |value: &str| {
        let option = schema.options.iter().find(|option| option.id == value);
        let meaning = schema.meanings.iter().find(|meaning| meaning.value == value);
        option.map(|option| both(&option.label)).or_else(|| {
            let meaning = meaning?;
            let known = phrase(&meaning.zh, &meaning.en)?;
            let note = phrase(&meaning.note, "");
            joined(&std::iter::once(known).chain(note).collect::<Vec<_>>(), "; ", "；")
        })
    };
    let listed = schema.values.iter().chain(&schema.only).map(written);
    let mut all: Vec<String> = listed.collect();
    if all.is_empty() {
        // A list that is open: known values, and others may come.
        all.extend(schema.meanings.iter().map(|meaning| meaning.value.clone()));
    }
    all.into_iter().map(|value| Known { text: text(&value), value }).collect()
}

/// Gives every part its anchor, and leaves out what is already on the page: a part whose parts below are those of an
/// earlier one points at it. Earlier ones are known by a hash, which is cheaper than to keep them.
pub(super) fn fold(part: &mut Part, id: &str, seen: &mut HashMap<u64, Named>) {
    let (page, anchor) = id.split_once('#').unwrap_or(("", id));
    part.id = Some(anchor.to_owned());
    if part.below.len() > 1 && !part.choice {
        let mut hasher = DefaultHasher::new();
        part.below.hash(&mut hasher);
        let hash = hasher.finish();
        if let Some(same) = seen.get(&hash) {
            part.same = Some(same.clone());
            anchors(&part.below, anchor, &mut part.anchors);
            part.below.clear();
            return;
        }
        let name = anchor.trim_start_matches("schema-").replace('.', " › ");
        seen.insert(hash, Named { name, to: format!("{page}#{anchor}") });
    }
    for (number, child) in part.below.iter_mut().enumerate() {
        let id = format!("{id}.{}", step(child, number));
        fold(child, &id, seen);
    }
}

/// The anchors of parts and of all below them.
fn anchors(parts: &[Part], id: &str, to: &mut Vec<String>) {
    for (number, part) in parts.iter().enumerate() {
        let id = format!("{id}.{}", step(part, number));
        anchors(&part.below, &id, to);
        to.push(id);
    }
}

/// What leads to a part: its key; to an alternative, the handling item that it is for.
fn step(part: &Part, number: usize) -> String {
    let handling = || part.below.iter().find(|own| own.name.as_deref() == Some("handlingItem"));
    let only = || handling()?.values.first().map(|own| own.value.clone());
    part.name.clone().or_else(only).unwrap_or_else(|| (number + 1).to_string())
}
