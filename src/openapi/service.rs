//! The service API: every call, with `{itemCode}` in its path, and what all descriptions share.

use serde_json::{Value, json};

use super::components;
use super::document::{Components, Document, Example, Info, Origin, Shape};
use super::entries::Entries;
use super::frame::Frame;
use super::schema::{I18n, Words};
use super::settings::Settings;
use super::{calls, shapes, tags};
use crate::model::phrase::Phrase;
use crate::standard::Standard;

/// The file that holds it, and the components that others point at.
pub const FILE: &str = "service.openapi.json";

/// The description of the service API.
pub fn document(settings: &Settings, standard: &Standard) -> Document {
    let application = Some("#/components/examples/application");
    let frame = Frame { version: settings.version, application, ..Frame::default() };
    let mut paths = Entries::default();
    let mut components = shared(settings, standard);
    for call in calls::of_service(frame) {
        components.responses.extend(call.components());
        call.put_into(&mut paths);
    }
    let (tags, tag_groups) = tags::tags(settings.version, &|_| true);
    let about = Phrase::new(
        "One interface for every item: draft, materials, submission, acceptance, correction once, special procedures that stop the clock, status, payment, result, withdrawal, remedy, rating. Each item has a description of its own with the shapes of its application. The version stands in the path; changes that break callers get a new one. Every answer to a fault is application/problem+json.",
        "一个接口办理所有事项：草稿、材料、提交、受理、一次补正、暂停时限的特别程序、进度、缴费、结果、撤回、救济、评价。各事项的申请内容见事项接口描述。主版本号写在路径中，不兼容的修改使用新的版本号。错误一律以 application/problem+json 返回。",
    );
    let (description, description_en) = settings.opened(&about);
    let title = format!("{} 政务服务通用接口", settings.name.zh);
    let title_en = format!("{}: service API", settings.name.en());
    Document {
        openapi: settings.version.number().into(),
        own_address: settings.own_address(FILE),
        info: Info {
            title: title.trim_start().to_owned(),
            summary: "政务服务事项办理的通用接口".into(),
            description,
            contact: Some(settings.contact()),
            version: "1.0.0".into(),
            audience: "external-public".into(),
            api_id: "urn:mulu:service".into(),
            i18n: Some(I18n {
                en: Words {
                    title: title_en,
                    summary: "One interface for handling every government service item".into(),
                    description: description_en,
                },
            }),
        },
        servers: settings.servers(),
        tags,
        tag_groups,
        paths,
        webhooks: calls::webhooks(frame),
        components,
        origin: Some(settings.origin("", None)),
        ..Document::default()
    }
}

/// What all descriptions share.
fn shared(settings: &Settings, standard: &Standard) -> Components {
    let lists = |name: &str| standard.list(name).map(|list| &**list);
    Components {
        schemas: shapes::all(&lists).into_entries().map(|(name, shape)| (name, Shape::from(shape))).collect(),
        responses: components::responses(settings),
        examples: [("application", Example { value: application(), ..Example::default() })]
            .into_iter()
            .collect(),
        parameters: components::parameters(),
        headers: components::headers(),
        security_schemes: components::security_schemes(settings),
    }
}

/// What is sent for some item: how the parts of an application look; each item says what its own are.
fn application() -> Value {
    json!({
        "handlingItem": "01",
        "application": {
            "situations": {"branch": "no"},
            "sections": {"applicant": {"organisation-name": "示例有限公司", "uscc": "91350100M000100Y43"}},
            "materials": {
                "application": {"way": "applicant", "medium": "electronic", "files": [{"name": "file.pdf"}]},
                "business-licence": {"way": "data-sharing"},
            },
            "consent": {"processing": true},
            "signature": {"method": "reliable-e-signature", "signer": "示例", "date": "2026-03-01"},
        },
    })
}

impl Settings {
    /// Where a description comes from.
    pub(super) fn origin(&self, item: &str, version: Option<i64>) -> Origin {
        Origin {
            item: item.to_owned(),
            item_version: version,
            edition: self.edition.clone(),
            generator: env!("CARGO_PKG_VERSION").into(),
            demo: self.demo,
            preview: self.preview,
        }
    }
}
