//! One call of the API, from its path to its answers.

use serde_json::Value;

use super::document::{Example, Header, MediaType, Operation, Parameter, PathItem, RequestBody, Response};
use super::entries::Entries;
use super::frame::{Frame, Version};
use super::guide;
use super::schema::{I18n, Purpose, Schema};
use super::shapes::CODE;
use crate::diagnostic::Text;

/// What a call does to what stands at its path.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Method {
    Get,
    Put,
    Post,
    Delete,
}

/// A call that is being written.
#[derive(Debug)]
pub(super) struct Call<'f> {
    frame: Frame<'f>,
    method: Method,
    /// The path, with `{itemCode}` in it.
    pub(super) path: &'static str,
    /// Name of the operation in the service API.
    pub(super) id: &'static str,
    /// What is written so far.
    pub(super) operation: Operation,
    /// What comes back when all goes well, by status code: a component of the service API.
    answers: Entries<Response>,
}

/// Who may call: citizens, legal persons and agents, or systems behind the gateway.
const SCHEMES: [&str; 2] = ["nationalIdentity", "legalPersonIdentity"];
/// The scheme of self-service terminals, which OpenAPI 3.2 can say.
pub(super) const TERMINAL: &str = "terminalIdentity";
/// The scheme of systems.
const GATEWAY: &str = "gatewaySignature";

/// Headers of every answer.
const USUAL: [&str; 5] =
    ["API-Version", "Content-Language", "RateLimit-Limit", "RateLimit-Remaining", "RateLimit-Reset"];

impl<'f> Call<'f> {
    /// A call of an operation.
    pub(super) fn new(
        frame: Frame<'f>,
        method: Method,
        path: &'static str,
        id: &'static str,
        tag: &str,
        summary: &Text,
        about: &Text,
    ) -> Self {
        let mut operation = Operation {
            tags: vec![tag.to_owned()],
            summary: summary.zh.to_string(),
            description: about.zh.to_string(),
            operation_id: frame.item.map_or_else(|| id.to_owned(), |item| format!("{id}_{item}")),
            i18n: I18n::lines(&summary.en, &about.en),
            purpose: path.contains("/cases").then(|| frame.purpose.cloned().unwrap_or_else(usual_purpose)),
            deprecated: frame.sunset.is_some(),
            sunset: frame.sunset.unwrap_or_default().to_owned(),
            ..Operation::default()
        };
        operation.parameters.push(frame.parameter("AcceptLanguage"));
        let mut call = Self { frame, method, path, id, operation, answers: Entries::default() };
        if method == Method::Post {
            call = call.takes("IdempotencyKey");
        }
        call
    }

    /// Only who holds a scope may call, or a system behind the gateway.
    pub(super) fn scope(mut self, scope: &str) -> Self {
        let terminal = (self.frame.version == Version::V32).then_some(TERMINAL);
        let schemes = SCHEMES.into_iter().chain(terminal).map(|scheme| one(scheme, vec![scope.to_owned()]));
        self.operation.security = Some(schemes.chain([one(GATEWAY, Vec::new())]).collect());
        self
    }

    /// Only systems may call.
    pub(super) fn systems(mut self) -> Self {
        self.operation.security = Some(vec![one(GATEWAY, Vec::new())]);
        self
    }

    /// Everybody may call.
    pub(super) fn open(mut self) -> Self {
        self.operation.security = Some(Vec::new());
        self
    }

    /// It takes a shared parameter.
    pub(super) fn takes(mut self, parameter: &str) -> Self {
        self.operation.parameters.push(self.frame.parameter(parameter));
        self
    }

    /// It takes a body of JSON.
    pub(super) fn body(self, shape: &str, example: Option<Value>) -> Self {
        let schema = self.frame.schema(shape);
        self.body_of("application/json", schema, example)
    }

    /// It takes an application: the example is that of the item, where it has one.
    pub(super) fn application(mut self, shape: &str) -> Self {
        let content = MediaType {
            schema: Some(self.frame.schema(shape)),
            examples: self
                .frame
                .application
                .into_iter()
                .map(|place| ("example", Example { reference: place.into(), ..Example::default() }))
                .collect(),
            ..MediaType::default()
        };
        let body = self.operation.request_body.get_or_insert_default();
        body.required = true;
        body.content.add("application/json", content);
        self
    }

    /// It takes a body.
    pub(super) fn body_of(mut self, media: &str, schema: Schema, example: Option<Value>) -> Self {
        let body = self.operation.request_body.get_or_insert_default();
        body.required = true;
        body.content.add(media, media_type(schema, example));
        self
    }

    /// What the body is.
    pub(super) fn body_about(mut self, about: &Text) -> Self {
        let body: &mut RequestBody = self.operation.request_body.get_or_insert_default();
        body.description = format!("{} · {}", about.zh, about.en);
        self
    }

    /// It answers with JSON.
    pub(super) fn answers(
        self,
        status: &str,
        about: &Text,
        shape: &str,
        headers: &[&str],
        example: Option<Value>,
    ) -> Self {
        let content = media_type(self.frame.schema(shape), example);
        self.answers_with(status, about, [("application/json", content)].into_iter().collect(), headers)
    }

    /// It answers with content, or without any.
    pub(super) fn answers_with(
        mut self,
        status: &str,
        about: &Text,
        content: Entries<MediaType>,
        headers: &[&str],
    ) -> Self {
        if self.frame.item.is_some() && !self.operation.deprecated {
            // The service API says it: the item points there.
            self.answers.add(status, Response::default());
            return self;
        }
        let header = |name: &&str| ((*name).to_owned(), self.frame.header(name));
        let ending: &[&str] = if self.operation.deprecated { &["Deprecation", "Sunset"] } else { &[] };
        let headers: Entries<Header> = USUAL.iter().chain(headers).chain(ending).map(header).collect();
        self.answers.add(
            status,
            Response {
                description: about.zh.to_string(),
                i18n: I18n::description(&about.en),
                headers,
                content,
                ..Response::default()
            },
        );
        self
    }

    /// It answers that nothing changed.
    pub(super) fn unchanged(self) -> Self {
        let about = Text::new("nothing changed", "没有变化");
        self.answers_with("304", &about, Entries::default(), &["ETag"])
    }

    /// The table of the national exchange that it feeds.
    pub(super) fn table(mut self, table: &str) -> Self {
        table.clone_into(&mut self.operation.gb_field);
        self
    }

    /// A further representation of an answer.
    pub(super) fn also(mut self, status: &str, media: &str, content: MediaType) -> Self {
        self.answers.entry(status).content.add(media, content);
        self
    }

    /// Its answers as components, by name.
    pub(super) fn components(&self) -> impl Iterator<Item = (String, Response)> {
        self.answers.iter().map(|(status, response)| (answer(self.id, status), response.clone()))
    }

    /// The call at its place, with what it answers. An item that ends says so in its answers.
    pub(super) fn put_into(mut self, paths: &mut Entries<PathItem>) {
        for (status, response) in std::mem::take(&mut self.answers).into_entries() {
            let shared = self.frame.response(&answer(self.id, &status));
            self.operation.responses.add(status, if self.operation.deprecated { response } else { shared });
        }
        for (status, name) in self.faults() {
            self.operation.responses.add(status, self.frame.response(name));
        }
        let at = paths.entry(&self.frame.path(self.path));
        if at.parameters.is_empty() {
            for (within, name) in PARAMETERS {
                let literal = *within == "{itemCode}" && self.frame.code.is_some();
                if self.path.contains(within) && !literal {
                    at.parameters.push(parameter(self.frame, within, name));
                }
            }
        }
        let place = match self.method {
            Method::Get => &mut at.get,
            Method::Put => &mut at.put,
            Method::Post => &mut at.post,
            Method::Delete => &mut at.delete,
        };
        *place = Some(self.operation);
    }

    fn faults(&self) -> Vec<(&'static str, &'static str)> {
        let open = self.operation.security.as_ref().is_some_and(Vec::is_empty);
        let body = self.operation.request_body.as_ref();
        let bytes = body.is_some_and(|body| body.content.get("application/json").is_none());
        let writes = self.method != Method::Get;
        let guarded = self.frame.parameter("IfMatch").reference;
        let guarded = self.operation.parameters.iter().any(|own| own.reference == guarded);
        let all = [
            (true, "400", "BadRequest"),
            (!open, "401", "Unauthorised"),
            (!open, "403", "Forbidden"),
            (self.path.contains('{'), "404", "NotFound"),
            (writes, "409", "Conflict"),
            (guarded, "412", "PreconditionFailed"),
            (bytes, "413", "TooLarge"),
            (bytes, "415", "UnsupportedMediaType"),
            (body.is_some(), "422", "InvalidContent"),
            (true, "429", "TooManyRequests"),
            (true, "500", "InternalError"),
            (true, "503", "Unavailable"),
        ];
        all.into_iter().filter(|(holds, ..)| *holds).map(|(_, status, name)| (status, name)).collect()
    }
}

/// The component of an answer.
fn answer(id: &str, status: &str) -> String {
    format!("{id}-{status}")
}

/// Parameters of paths and their components.
const PARAMETERS: &[(&str, &str)] = &[
    ("{itemCode}", "ItemCode"),
    ("{caseId}", "CaseId"),
    ("{materialId}", "MaterialId"),
    ("{signatureId}", "SignatureId"),
    ("{paymentId}", "PaymentId"),
    ("{resultId}", "ResultId"),
    ("{subscriptionId}", "SubscriptionId"),
];

/// A parameter of the path: with the values of the item where it has its own.
fn parameter(frame: Frame<'_>, within: &str, name: &str) -> Parameter {
    let own = |schema| Parameter {
        name: within.trim_matches(['{', '}']).to_owned(),
        place: "path".into(),
        required: true,
        schema: Some(schema),
        ..Parameter::default()
    };
    if within == "{itemCode}" && frame.is_uncoded() {
        // Without an example: that of the service API is the code of another item.
        let about = guide::uncoded();
        let code = Schema::pattern(CODE, 33).field("TASK_CODE");
        return Parameter { i18n: I18n::description(about.en()), description: about.zh, ..own(code) };
    }
    if frame.own.contains(&name) { own(frame.schema(name)) } else { frame.parameter(name) }
}

/// Why cases are handled, where no item says more.
fn usual_purpose() -> Purpose {
    Purpose {
        code: PURPOSE.into(),
        text: "办理申请人申请的事项；各事项的目的和保存期限见事项接口描述".into(),
        text_en:
            "to handle the case that was applied for; each item's description gives its purpose and retention"
                .into(),
        ..Purpose::default()
    }
}

/// The code of the purpose that the header `Purpose` names.
pub(super) const PURPOSE: &str = "handle-case";

fn one(scheme: &str, scopes: Vec<String>) -> Entries<Vec<String>> {
    [(scheme, scopes)].into_iter().collect()
}

/// One representation, with a value that shows how it looks.
pub(super) fn media_type(schema: Schema, example: Option<Value>) -> MediaType {
    let example = example.map(|value| ("example", Example { value, ..Example::default() }));
    MediaType { schema: Some(schema), examples: example.into_iter().collect(), ..MediaType::default() }
}
