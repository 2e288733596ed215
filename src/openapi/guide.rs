//! What is said of an item beside its form.

use serde_json::{Map, Value, json};

use super::call::PURPOSE;
use super::plain::escaped;
use super::schema::Purpose;
use crate::diagnostic::{Lang, Text};
use crate::form::{Form, Maker, Standing, unstated};
use crate::model::exemption::{self, Exemption};
use crate::model::limit::Limit;
use crate::model::phrase::Phrase;
use crate::model::public::Public;
use crate::source::node::Node;

/// What a description says of an item.
#[derive(Clone, Debug, Default)]
pub struct Guide {
    /// Its name among all items, fit for a file name.
    pub id: String,
    /// The code that it is known by: its own, or that of its basic item.
    pub known_by: String,
    /// The code that stands in paths; none where no source states that of the implementation.
    pub code: Option<String>,
    /// Name of the item, with the body that handles it.
    pub title: Phrase,
    /// Its department.
    pub department: Option<Phrase>,
    /// Its version.
    pub version: Option<i64>,
    /// Its last day, where one is set.
    pub sunset: Option<String>,
    /// Why it processes personal data.
    pub purpose: Option<Purpose>,
    /// Its fees.
    pub fees: Vec<Named>,
    /// Its results.
    pub results: Vec<Named>,
    /// Its legal exemptions and deferrals that hold on the day of the run.
    pub exemptions: Vec<Value>,
    /// Lines about it.
    lines: Vec<Phrase>,
}

/// Something of an item that has an id.
#[derive(Clone, Debug, Default)]
pub struct Named {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: Phrase,
    /// What else is known.
    pub note: String,
}

impl Guide {
    /// What is said of an item that has forms; `standing` are its exemptions and deferrals that hold.
    pub fn of(
        maker: &Maker<'_>,
        item: &Public<'_>,
        forms: &[(&Form, Value)],
        standing: &[Exemption<'_>],
    ) -> Option<Self> {
        let (form, _) = forms.first()?;
        let about = &form.item;
        let seq = about.handling_item.as_ref().map(|handling| format!("-{}", handling.seq));
        let id = seq.and_then(|seq| form.id.strip_suffix(&seq)).unwrap_or(&form.id).to_owned();
        let known_by = about.code.as_ref().unwrap_or(&about.basic_code);
        // A code of any other shape is an error of the catalogue; a preview must still give paths.
        let known_by: String =
            known_by.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '_' }).collect();
        // Cases of a body are not handed in under the code that all bodies share.
        let stated = about.code.is_some() || !item.item.is_implementation();
        let body = about.body.clone().or_else(|| about.region_name.clone());
        let title = match body {
            Some(body) => Phrase {
                zh: format!("{}（{}）", about.name.zh, body.zh),
                en: about.name.en.as_ref().map(|name| format!("{name} ({})", body.en())),
            },
            None => about.name.clone(),
        };
        let mut guide = Self {
            id,
            code: stated.then(|| known_by.clone()),
            known_by,
            title,
            department: Phrase::of(item.item.root, "department").filter(|_| item.get("department").is_some()),
            version: about.version,
            sunset: item.at(&["effective", "to"]).map(|day| day.text().to_owned()),
            purpose: item.get("privacy").and_then(|privacy| purpose(maker, privacy)),
            fees: item.list("fees").filter_map(fee).collect(),
            results: item.list("results").filter_map(|result| named(result, String::new())).collect(),
            exemptions: standing.iter().filter_map(|record| shown(record.node)).collect(),
            lines: Vec::new(),
        };
        guide.lines = guide.told(maker, item);
        guide.lines.extend(standing.iter().map(|record| left_out(maker, *record)));
        guide.lines.extend(not_stated(forms));
        Some(guide)
    }

    /// Lines about it.
    pub(super) fn about(&self) -> Phrase {
        let zh: Vec<&str> = self.lines.iter().map(|line| line.zh.as_str()).collect();
        let en: Vec<&str> = self.lines.iter().map(Phrase::en).collect();
        Phrase { zh: zh.join("\n\n"), en: Some(en.join("\n\n")) }
    }

    fn told(&self, maker: &Maker<'_>, item: &Public<'_>) -> Vec<Phrase> {
        let mut lines = vec![Phrase::new(
            "Shapes of the application, materials, fees and results of this item; all other calls are those of the service API (service.openapi.json).",
            "本事项的申请内容、材料、收费和结果；其余操作见通用接口（service.openapi.json）。",
        )];
        lines.extend(self.code.is_none().then(uncoded));
        lines.extend(limits(item));
        if let Some(level) = item.at(&["identity", "assurance"]) {
            let level = maker.coded("assurance", level.text()).label;
            lines.push(Phrase::new(
                &format!("Level of assurance: {} (acr_values; an assumption until the national interface is public).", level.en()),
                &format!("身份认证等级：{}（acr_values；国家接口公开前为假设）。", level.zh),
            ));
        }
        lines.extend(Standing::of(item, maker.day).remarks());
        if let Some(day) = &self.sunset {
            lines.push(Phrase::new(&format!("The item ends on {day}."), &format!("本事项于{day}取消。")));
        }
        lines
    }

    /// The schema of an application, with exchange fields, and with the purpose of every
    /// personal field.
    pub(super) fn marked(&self, mut schema: Value, form: &Form) -> Value {
        if !form.stated {
            let said = unstated();
            schema["description"] = json!(said.zh);
            schema["x-i18n"] = json!({"en": {"description": said.en}});
        }
        let parts = [("situations", "CONDITION_DESC"), ("materials", "MATERIAL_NAME")];
        for (part, field) in parts {
            let each =
                schema.pointer_mut(&format!("/properties/{part}/properties")).and_then(Value::as_object_mut);
            each.into_iter().flatten().for_each(|(_, each)| each["x-gb-field"] = json!(field));
        }
        for (section, field) in
            form.sections.iter().flat_map(|section| section.fields.iter().map(move |field| (section, field)))
        {
            let personal = field.sensitivity != crate::form::Sensitivity::None;
            let place = format!("/properties/sections/properties/{}/properties/{}", section.id, field.id);
            let Some(shape) = schema.pointer_mut(&place).filter(|_| personal) else { continue };
            let mut purpose = self.purpose.clone().unwrap_or_default();
            PURPOSE.clone_into(&mut purpose.code);
            if let Some(own) = &field.purpose {
                own.zh.clone_into(&mut purpose.text);
                purpose.text_en = own.en.clone().unwrap_or_default();
            }
            shape["x-purpose"] = json!(purpose);
        }
        escape(&mut schema);
        schema
    }
}

/// The limits of the item, and those of handling items that have others.
fn limits(item: &Public<'_>) -> Vec<Phrase> {
    let depends = || item.list("by_case").filter(|row| row.get("time_limit").is_some());
    let limits =
        [("statutory", "法定办结时限", "Statutory limit"), ("promised", "承诺办结时限", "Promised limit")];
    let mut lines = Vec::new();
    for (key, zh, en) in limits {
        let stated = |item: &Public<'_>| Some(item.at(&["time_limit", key]).and_then(Limit::of)?.words());
        let all = stated(item);
        let mut told = Vec::from_iter(all.clone());
        for one in item.list("handling_items").filter(|_| depends().next().is_some()) {
            let (Some(seq), Some(name)) = (one.str("seq"), Phrase::of(one, "name")) else { continue };
            let name = safe(&name);
            let own = item.handled(seq, stated).filter(|own| Some(own) != all.as_ref());
            let named = |own: Text| {
                Text::new(format!("{} ({})", own.en, name.en()), format!("{}（{}）", own.zh, name.zh))
            };
            told.extend(own.map(named));
        }
        let parts = |lang| told.iter().map(|one| one.in_lang(lang)).collect::<Vec<_>>();
        if !told.is_empty() {
            lines.push(Phrase::new(
                &format!("{en}: {}.", parts(Lang::En).join("; ")),
                &format!("{zh}：{}。", parts(Lang::Zh).join("；")),
            ));
        }
    }
    let is_open = |row: Node<'_>| {
        let axes = row.get("when").into_iter().flat_map(Node::entries);
        axes.into_iter().any(|(key, _)| key.text() != "handling_item")
    };
    if depends().any(is_open) {
        lines.push(Phrase::new(
            "In certain cases another limit holds: see the guide.",
            "部分情形另有时限，见办事指南。",
        ));
    }
    lines
}

/// Makes texts of the catalogue harmless where they are descriptions.
fn escape(schema: &mut Value) {
    match schema {
        Value::Object(parts) => {
            for (key, part) in parts {
                match part {
                    Value::String(text) if key == "description" => *text = escaped(text),
                    other => escape(other),
                }
            }
        }
        Value::Array(parts) => parts.iter_mut().for_each(escape),
        _ => {}
    }
}

/// A text of the catalogue for a description.
fn safe(phrase: &Phrase) -> Phrase {
    Phrase { zh: escaped(&phrase.zh), en: phrase.en.as_deref().map(escaped) }
}

fn named(node: Node<'_>, note: String) -> Option<Named> {
    let id = node.str("id")?.to_owned();
    Some(Named { name: Phrase::of(node, "name").unwrap_or_else(|| Phrase::zh(&id)), id, note })
}

/// A fee with its rates in fen.
fn fee(fee: Node<'_>) -> Option<Named> {
    let rates = fee.get("table").into_iter().flat_map(Node::items).filter_map(|rate| {
        let fen = rate.get("fen").and_then(Node::as_i64)?;
        let when = rate.str("when").map(|when| format!("{}：", Phrase::zh(when).zh)).unwrap_or_default();
        let per = rate.str("per").map(|per| format!("/{}", Phrase::zh(per).zh)).unwrap_or_default();
        Some(format!("{when}{fen}分{per}"))
    });
    let rates: Vec<String> = rates.collect();
    named(fee, rates.join("；"))
}

fn purpose(maker: &Maker<'_>, privacy: Node<'_>) -> Option<Purpose> {
    let text = Phrase::of(privacy, "purpose")?;
    let basis = privacy.get("basis");
    let basis = basis
        .into_iter()
        .flat_map(|basis| if basis.is_map() { vec![basis] } else { basis.items().collect() });
    Some(Purpose {
        code: PURPOSE.into(),
        text: text.zh,
        text_en: text.en.unwrap_or_default(),
        lawful_basis: privacy
            .str("lawful_basis")
            .map(|slug| maker.coded("lawful-basis", slug).slug)
            .unwrap_or_default(),
        basis: basis.map(cited).collect(),
        retention: Phrase::of(privacy, "retention").map(|phrase| phrase.zh).unwrap_or_default(),
    })
}

fn articles(citation: Node<'_>) -> Vec<&str> {
    citation.get("articles").into_iter().flat_map(Node::items).map(Node::text).collect()
}

fn cited(citation: Node<'_>) -> String {
    let law = Phrase::zh(citation.str("law").unwrap_or_default()).zh;
    format!("{law} {}", articles(citation).join("、")).trim_end().to_owned()
}

/// Which applications the sources do not describe: all of the item, or those of some handling items.
fn not_stated(forms: &[(&Form, Value)]) -> Option<Phrase> {
    let unknown: Vec<&Form> = forms.iter().map(|(form, _)| *form).filter(|form| !form.stated).collect();
    if unknown.len() == forms.len() {
        return Some(unstated());
    }
    let names: Vec<Phrase> =
        unknown.iter().filter_map(|form| Some(safe(&form.item.handling_item.as_ref()?.name))).collect();
    (!names.is_empty()).then(|| {
        let zh: Vec<&str> = names.iter().map(|name| name.zh.as_str()).collect();
        let en: Vec<&str> = names.iter().map(Phrase::en).collect();
        let (said, zh, en) = (unstated(), zh.join("、"), en.join(", "));
        Phrase::new(&format!("{en}: {}", said.en()), &format!("{zh}：{}", said.zh))
    })
}

/// That no source states the code under which a body takes applications.
pub(super) fn uncoded() -> Phrase {
    Phrase::new(
        "The source does not state this body's implementation code; it is needed to submit.",
        "来源未载明该实施机构的实施编码，提交时需要该编码。",
    )
}

/// What is left out by law, or put off and until when.
fn left_out(maker: &Maker<'_>, record: Exemption<'_>) -> Phrase {
    let node = record.node;
    let said = Phrase::of(node, "public_note");
    let duty = || maker.coded("duty", node.str("duty").unwrap_or_default()).label;
    let said = safe(&said.unwrap_or_else(duty));
    if record.is_exempt() {
        return Phrase::new(
            &format!("Legal exemption: {}", said.en()),
            &format!("依法不纳入情形：{}", said.zh),
        );
    }
    let day = node.str("target").map(|day| (format!("; target date {day}"), format!("；目标日期：{day}")));
    let owner = node.get("owner").and_then(|owner| Phrase::of(owner, "name")).map(|owner| safe(&owner));
    let owner =
        owner.map(|owner| (format!("; responsible: {}", owner.en()), format!("；责任单位：{}", owner.zh)));
    let more: (Vec<String>, Vec<String>) = day.into_iter().chain(owner).unzip();
    Phrase::new(
        &format!("Deferred: {}{}", said.en(), more.0.concat()),
        &format!("暂缓纳入：{}{}", said.zh, more.1.concat()),
    )
}

/// A legal exemption or deferral in the shape that the service API gives it.
fn shown(record: Node<'_>) -> Option<Value> {
    let mut told = Map::new();
    for key in ["id", "duty", "state", "ground", "target"] {
        if let Some(text) = record.get(key) {
            told.insert(key.into(), json!(text.text()));
        }
    }
    if !["id", "duty", "state"].iter().all(|key| told.contains_key(*key)) {
        return None;
    }
    if let Some(citation) = record.get("citation").filter(|citation| citation.str("law").is_some()) {
        let mut law = json!({"law": Phrase::zh(citation.str("law").unwrap_or_default()).zh});
        if citation.get("articles").is_some() {
            law["articles"] = json!(articles(citation));
        }
        told.insert("citation".into(), law);
    }
    for axis in exemption::AXES {
        let named: Vec<&str> =
            record.at(&["scope", axis]).into_iter().flat_map(Node::items).map(Node::text).collect();
        if !named.is_empty() {
            told.insert(axis.into(), json!(named));
        }
    }
    if let Some(alternative) = record.get("alternative") {
        let words = ["place", "hours", "contact"].into_iter().filter_map(|key| Phrase::of(alternative, key));
        let words: Vec<String> = words.map(|phrase| phrase.zh).collect();
        if !words.is_empty() {
            told.insert("alternative".into(), json!(words.join("；")));
        }
    }
    if let Some(owner) = record.get("owner").and_then(|owner| Phrase::of(owner, "name")) {
        told.insert("owner".into(), json!(owner.zh));
    }
    if let Some(note) = Phrase::of(record, "public_note") {
        told.insert("note".into(), json!(note));
    }
    if let Some(day) = record.at(&["valid", "to"]) {
        told.insert("validTo".into(), json!(day.text()));
    }
    Some(told.into())
}
