//! A form as a page: what the template is given.

use serde::Serialize;
use serde_json::json;

use super::Guide;
use super::condition;
use super::control::Control;
use crate::digest;
use crate::error::Error;
use crate::form::{Choice, Form, Identity, Section, Signature, Slot, Upload};
use crate::generate::Marks;
use crate::model::phrase::{Coded, Phrase};
use crate::template::Templates;

/// What is the same on every page: style, script, and the policy that allows these two and
/// nothing else.
#[derive(Debug)]
pub(super) struct Assets {
    style: String,
    script: String,
    policy: String,
    paper_style: String,
    paper_policy: String,
}

impl Assets {
    /// The assets of a set of templates.
    pub(super) fn of(templates: &Templates) -> Self {
        let style = templates.text("form/form.css").to_owned();
        let script = format!("{}\n{}", templates.text("form/checks.js"), templates.text("form/form.js"));
        let paper_style = templates.text("form/paper.css").to_owned();
        Self {
            policy: policy(&style, Some(&script)),
            paper_policy: policy(&paper_style, None),
            style,
            script,
            paper_style,
        }
    }

    /// The page of a form.
    pub(super) fn page(
        &self,
        templates: &Templates,
        form: &Form,
        marks: Marks,
        guide: Option<&Guide>,
    ) -> Result<String, Error> {
        templates.render("form/form.html", &Page { guide, ..Page::of(form, marks, self) })
    }

    /// The form on paper.
    pub(super) fn paper(&self, templates: &Templates, form: &Form, marks: Marks) -> Result<String, Error> {
        let page =
            Page { style: &self.paper_style, policy: &self.paper_policy, ..Page::of(form, marks, self) };
        templates.render("form/paper.html", &page)
    }
}

/// A policy that allows one style, one script at most, and nothing from anywhere else.
fn policy(style: &str, script: Option<&str>) -> String {
    let script =
        script.map_or_else(|| "'none'".to_owned(), |text| format!("'sha256-{}'", digest::base64(text)));
    let style = digest::base64(style);
    format!(
        "default-src 'none'; style-src 'sha256-{style}'; script-src {script}; form-action 'none'; base-uri 'none'"
    )
}

/// A name and what is said under it.
#[derive(Debug, Serialize)]
struct Row {
    name: Phrase,
    text: Phrase,
}

#[derive(Debug, Serialize)]
struct Page<'f> {
    id: &'f str,
    title: &'f Phrase,
    style: &'f str,
    script: &'f str,
    policy: &'f str,
    notices: Vec<Phrase>,
    /// The page of the item; none where the form stands alone.
    guide: Option<&'f Guide>,
    about: Vec<Row>,
    remarks: &'f [Phrase],
    note: Option<&'f Phrase>,
    official: Option<&'f Phrase>,
    identity: Option<Vec<Row>>,
    privacy: Option<Vec<Row>>,
    questions: Vec<Control>,
    sections: Vec<Part<'f>>,
    upload: Phrase,
    materials: Vec<Material<'f>>,
    consent: Vec<Agreement<'f>>,
    signature: Vec<Control>,
    signature_note: Option<&'f Phrase>,
}

/// A section.
#[derive(Debug, Serialize)]
struct Part<'f> {
    name: String,
    title: &'f Phrase,
    when: Option<String>,
    when_text: Option<Phrase>,
    fields: Vec<Control>,
}

/// A material.
#[derive(Debug, Serialize)]
struct Material<'f> {
    name: String,
    title: &'f Phrase,
    required: bool,
    necessity: &'f Phrase,
    sensitive: bool,
    when: Option<String>,
    when_text: Option<Phrase>,
    facts: Vec<Phrase>,
    hints: Vec<Phrase>,
    /// The way, where there is only one.
    only_way: Option<Choice>,
    parts: Vec<Piece>,
}

/// A control of a material, and the values of others under which it is needed.
#[derive(Debug, Serialize)]
struct Piece {
    needs: Option<String>,
    control: Control,
}

/// Something to agree to.
#[derive(Debug, Serialize)]
struct Agreement<'f> {
    id: String,
    name: String,
    text: &'f Phrase,
    required: bool,
}

impl<'f> Page<'f> {
    fn of(form: &'f Form, marks: Marks, assets: &'f Assets) -> Self {
        let consent = form.consent.iter().enumerate().map(|(number, consent)| Agreement {
            id: format!("c{number}"),
            name: format!("consent/{}", consent.id),
            text: &consent.text,
            required: consent.required,
        });
        let privacy = form.notice.as_ref().map(|notice| {
            let rows = notice.points.iter();
            rows.map(|point| Row { name: point.name.clone(), text: point.text.clone() }).collect()
        });
        let mut page = Self {
            id: &form.id,
            title: &form.title,
            style: &assets.style,
            script: &assets.script,
            policy: &assets.policy,
            notices: marks.notices(),
            guide: None,
            about: about(form),
            remarks: &form.remarks,
            note: form.note.as_ref(),
            official: form.official.as_ref(),
            identity: form.identity.as_ref().map(|identity| self::identity(identity, form.agents)),
            privacy,
            questions: form.questions.iter().map(|question| Control::question(question, form)).collect(),
            sections: form.sections.iter().map(|section| part(section, form)).collect(),
            upload: Upload::hint(),
            materials: form.materials.iter().map(|slot| material(slot, form)).collect(),
            consent: consent.collect(),
            signature: form.signature.as_ref().map(signature).unwrap_or_default(),
            signature_note: form.signature.as_ref().and_then(|signature| signature.note.as_ref()),
        };
        page.number();
        page
    }

    /// Gives every control its id: ids of the catalogue may be no ids of a page.
    fn number(&mut self) {
        let fields = self.sections.iter_mut().flat_map(|part| &mut part.fields);
        let slots = self.materials.iter_mut().flat_map(|slot| &mut slot.parts);
        let all = self
            .questions
            .iter_mut()
            .chain(fields)
            .chain(slots.map(|piece| &mut piece.control))
            .chain(&mut self.signature);
        for (number, control) in all.enumerate() {
            control.id = format!("f{number}");
        }
    }
}

fn row(en: &str, zh: &str, text: Phrase) -> Row {
    Row { name: Phrase::new(en, zh), text }
}

fn about(form: &Form) -> Vec<Row> {
    let item = &form.item;
    let mut rows = Vec::new();
    let mut add = |en: &str, zh: &str, text: Option<Phrase>| rows.extend(text.map(|text| row(en, zh, text)));
    add("Item", "事项", Some(item.name.clone()));
    add("Handling item", "办理项", item.handling_item.as_ref().map(|handling| handling.name.clone()));
    add("Body", "实施主体", item.body.clone());
    add("Code", "编码", Some(Phrase::zh(item.code.as_ref().unwrap_or(&item.basic_code))));
    rows
}

fn listed(values: &[Coded]) -> Phrase {
    let join = |of: fn(&Coded) -> &str, by: &str| values.iter().map(of).collect::<Vec<_>>().join(by);
    Phrase::new(&join(|value| value.label.en(), ", "), &join(|value| &value.label.zh, "、"))
}

fn identity(identity: &Identity, agents: bool) -> Vec<Row> {
    let mut rows = Vec::new();
    let mut add = |en: &str, zh: &str, text: Option<Phrase>| rows.extend(text.map(|text| row(en, zh, text)));
    add("System", "认证系统", identity.provider.as_ref().map(|own| own.label.clone()));
    add("Assurance", "认证等级", identity.assurance.as_ref().map(|own| own.label.clone()));
    add(
        "Choose a method",
        "认证方式（任选）",
        (!identity.methods.is_empty()).then(|| listed(&identity.methods)),
    );
    add("Note", "说明", identity.note.clone());
    let agents = agents.then(|| Phrase::new("an agent may apply for you", "可以委托代理人办理"));
    add("Agents", "代理", agents);
    rows
}

fn part<'f>(section: &'f Section, form: &Form) -> Part<'f> {
    let conditional = !section.when.is_always();
    Part {
        name: format!("sections/{}", section.id),
        title: &section.title,
        when: conditional.then(|| json!(section.when).to_string()),
        when_text: conditional.then(|| condition::words(&section.when, &form.questions)),
        fields: section.fields.iter().map(|field| Control::field(field, section, form)).collect(),
    }
}

/// A way as the applicant reads it.
fn way(way: &Coded) -> Choice {
    let told = match way.slug.as_str() {
        "data-sharing" => {
            Some(("supplied by another department, nothing to hand in", "由政府部门共享，无需提交"))
        }
        "e-certificate" => Some(("shown by its number or authorisation code", "出示电子证照，无需提交原件")),
        "commitment" => Some(("you commit yourself instead", "书面承诺代替提交")),
        "verification" => Some(("verified by the department", "由部门核验，无需提交")),
        "deferred" => Some(("handed in later", "可在规定期限内补交")),
        _ => None,
    };
    let label = told.map_or_else(
        || way.label.clone(),
        |(en, zh)| Phrase::new(&format!("{} ({en})", way.label.en()), &format!("{}（{zh}）", way.label.zh)),
    );
    Choice { id: way.slug.clone(), label }
}

fn material<'f>(slot: &'f Slot, form: &Form) -> Material<'f> {
    let conditional = !slot.when.is_always();
    let mut ways: Vec<Choice> = slot.distinct_ways().into_iter().map(way).collect();
    let name = format!("materials/{}", slot.id);
    let native = slot.is_required() && !conditional;
    let mut parts = Vec::new();
    let only_way = if ways.len() == 1 { ways.pop() } else { None };
    if only_way.is_none() {
        let mut control =
            Control::choice(&format!("{name}/way"), Phrase::new("Way of supply", "提供方式"), ways);
        control.required = slot.is_required();
        control.native = native;
        parts.push(Piece { needs: None, control });
    }
    let alone = only_way.is_some();
    let needs = |values: serde_json::Value| Some(values.to_string());
    if slot.asks_medium() {
        let media =
            slot.media.iter().map(|medium| Choice { id: medium.slug.clone(), label: medium.label.clone() });
        let label = Phrase::new("Medium", "材料形式");
        let mut control = Control::choice(&format!("{name}/medium"), label, media.collect());
        control.required = !alone || slot.is_required();
        control.native = native && alone;
        parts.push(Piece { needs: needs(json!({"way": "applicant"})), control });
    }
    if slot.takes_files() {
        let mut control = Control::files(&format!("{name}/files"), Phrase::new("Files", "上传文件"));
        control.required = slot.asks_medium() || !alone || slot.is_required();
        control.native = native && alone && !slot.asks_medium();
        let values = if slot.asks_medium() {
            json!({"way": "applicant", "medium": "electronic"})
        } else {
            json!({"way": "applicant"})
        };
        parts.push(Piece { needs: needs(values), control });
    }
    if slot.takes_reference() {
        let label = Phrase::new("Number or authorisation code of the certificate", "证照编号或授权码");
        let mut control = Control::new(&format!("{name}/reference"), label, "text", "text");
        (control.most, control.class) = (Some(100), Some("code"));
        parts.push(Piece { needs: needs(json!({"way": "e-certificate"})), control });
    }
    Material {
        title: &slot.name,
        required: slot.is_required(),
        necessity: &slot.necessity.label,
        sensitive: slot.sensitive,
        when: conditional.then(|| json!(slot.when).to_string()),
        when_text: conditional.then(|| condition::words(&slot.when, &form.questions)),
        facts: facts(slot),
        hints: hints(slot),
        only_way,
        parts,
        name,
    }
}

/// What is known of a material, in a few words each.
fn facts(slot: &Slot) -> Vec<Phrase> {
    let mut facts: Vec<Phrase> = Vec::new();
    facts.extend(slot.kind.as_ref().map(|kind| kind.label.clone()));
    facts.extend((!slot.media.is_empty()).then(|| listed(&slot.media)));
    facts.extend(slot.copy_kind.as_ref().map(|kind| kind.label.clone()));
    let counted = |count: Option<i64>, en: &str, zh: &str| {
        count
            .filter(|count| *count > 0)
            .map(|count| Phrase::new(&format!("{count} {en}"), &format!("{zh}{count}份")))
    };
    facts.extend(counted(slot.originals, "originals", "原件"));
    facts.extend(counted(slot.copies, "copies", "复印件"));
    facts.extend(slot.size.clone());
    facts.extend(slot.certificate.as_ref().map(|own| {
        Phrase::new(&format!("accepted: {}", own.name.en()), &format!("认可证照：{}", own.name.zh))
    }));
    facts.extend(
        slot.issuer
            .as_ref()
            .map(|own| Phrase::new(&format!("issued by {}", own.en()), &format!("出具机构：{}", own.zh))),
    );
    facts
}

fn hints(slot: &Slot) -> Vec<Phrase> {
    let mut hints: Vec<Phrase> = Vec::new();
    hints.extend(slot.hint.clone());
    hints.extend(
        slot.accept_standard
            .as_ref()
            .map(|own| Phrase::new(&format!("Accepted if: {}", own.en()), &format!("受理标准：{}", own.zh))),
    );
    let named = |text: &Option<String>, en: &str, zh: &str| {
        text.as_ref().map(|text| Phrase::new(&format!("{en}: {text}"), &format!("{zh}：{text}")))
    };
    hints.extend(named(&slot.blank_form, "Blank form", "空白表格"));
    hints.extend(named(&slot.sample, "Sample", "示例样表"));
    hints
}

fn signature(signature: &Signature) -> Vec<Control> {
    let mut controls = Vec::new();
    if !signature.methods.is_empty() {
        let methods = signature.methods.iter();
        let options = methods.map(|method| Choice { id: method.slug.clone(), label: method.label.clone() });
        let label = Phrase::new("Way of signing", "签名方式");
        controls.push(Control::choice("signature/method", label, options.collect()));
    }
    let mut signer =
        Control::new("signature/signer", Phrase::new("Name of the signer", "签名人"), "text", "text");
    (signer.most, signer.pattern) = (Some(100), Some(r"\S".to_owned()));
    controls.push(signer);
    controls.push(Control::new("signature/date", Phrase::new("Date", "日期"), "date", "date"));
    for control in &mut controls {
        (control.required, control.native) = (true, true);
    }
    let label = Phrase::new("Reference of the e-signature", "电子签名编号");
    let mut reference = Control::new("signature/reference", label, "text", "text");
    (reference.most, reference.class) = (Some(200), Some("code"));
    controls.push(reference);
    controls
}
