//! An operation: who may call, what it takes, what it answers, how a call looks.

use serde::Serialize;
use serde_json::Value;

use super::curl::{self, Given};
use super::shape::{Named, Part, Reader, capital, phrase, told, written};
use crate::model::phrase::Phrase;
use crate::openapi::Document;
use crate::openapi::document::{Example, Header, MediaType, Operation, Parameter, PathItem, Response, Shape};
use crate::openapi::entries::Entries;
use crate::openapi::schema::Schema;

/// The overview, with schemes, headers and kinds of fault.
pub(super) const OVERVIEW: &str = "api/index.html";

/// An operation.
#[derive(Debug, Serialize)]
pub(super) struct Call {
    /// Its name in programs.
    pub(super) id: String,
    method: &'static str,
    /// Its path; of a webhook its name.
    pub(super) path: String,
    webhook: bool,
    pub(super) summary: Phrase,
    about: Option<Phrase>,
    deprecated: bool,
    /// The same operation in the service API, of which it is the part of an item.
    general: Option<Named>,
    schemes: Vec<Scheme>,
    /// Whether everybody may call.
    open: bool,
    purpose: Option<Phrase>,
    table: Option<String>,
    parameters: Vec<Part>,
    body: Option<Body>,
    answers: Vec<Answer>,
    faults: Vec<Fault>,
    curl: Option<String>,
}

impl Call {
    /// Whether a token must allow this.
    pub(super) fn asks_for(&self, scope: &str) -> bool {
        self.schemes.iter().any(|scheme| scheme.scopes.iter().any(|own| own == scope))
    }
}

/// A way to prove who calls, and what the token must allow.
#[derive(Debug, Serialize)]
struct Scheme {
    name: String,
    to: String,
    scopes: Vec<String>,
}

/// The body of a call.
#[derive(Debug, Serialize)]
struct Body {
    about: Option<Phrase>,
    contents: Vec<Content>,
}

/// One representation.
#[derive(Debug, Serialize)]
struct Content {
    media: String,
    shape: Option<Part>,
    example: Option<String>,
}

/// An answer when all goes well.
#[derive(Debug, Serialize)]
struct Answer {
    status: String,
    about: Option<Phrase>,
    headers: Vec<Named>,
    contents: Vec<Content>,
}

/// An answer that tells of a fault.
#[derive(Debug, Serialize)]
struct Fault {
    status: String,
    about: Option<Phrase>,
    /// The kind of fault; a receiver of a webhook answers without any.
    to: Option<String>,
}

/// What operations are read with.
pub(super) struct Calls<'d> {
    pub(super) document: &'d Document,
    /// The description with the shared components.
    pub(super) shared: &'d Document,
    pub(super) reader: Reader<'d>,
    /// Whether what the service API says is left to it.
    pub(super) thin: bool,
}

impl<'d> Calls<'d> {
    /// The operations of a description, or what it calls.
    pub(super) fn all(&self, webhook: bool) -> Vec<(&'d str, Call)> {
        let items = if webhook { &self.document.webhooks } else { &self.document.paths };
        let operations = items.iter().flat_map(|(path, item)| {
            item.calls().map(move |(method, operation)| (path, item, method, operation))
        });
        let calls = operations.map(|(path, item, method, operation)| {
            let mut call = self.call(path, item, method, operation, webhook);
            // What is sent is of the item; the service API shows all other calls.
            if !webhook && (operation.request_body.is_some() || !self.thin) {
                call.curl = Some(self.curl(path, item, method, operation));
            }
            (operation.tags.first().map_or("", String::as_str), call)
        });
        calls.collect()
    }

    fn call(
        &self,
        path: &str,
        item: &'d PathItem,
        method: &'static str,
        operation: &'d Operation,
        webhook: bool,
    ) -> Call {
        let i18n = operation.i18n.as_ref();
        let parameters = item.parameters.iter().chain(&operation.parameters);
        let parameters = parameters.filter(|own| !self.thin || own.reference.is_empty());
        let security = self.security(operation);
        let schemes = security.iter().flat_map(Entries::iter).map(|(name, scopes)| Scheme {
            name: name.to_owned(),
            to: format!("{OVERVIEW}#scheme-{name}"),
            scopes: scopes.clone(),
        });
        let (answers, faults) =
            if self.thin { (Vec::new(), Vec::new()) } else { self.answers(&operation.responses) };
        let body = operation.request_body.as_ref().map(|body| {
            let (zh, en) = body.description.split_once(" · ").unwrap_or((&body.description, ""));
            Body { about: phrase(zh, en), contents: self.contents(&body.content) }
        });
        let general = operation
            .operation_id
            .split_once('_')
            .map(|(name, _)| Named { name: name.to_owned(), to: format!("api/operations.html#op-{name}") });
        Call {
            id: operation.operation_id.clone(),
            method,
            path: path.to_owned(),
            webhook,
            summary: told(&operation.summary, i18n, |en| &en.summary).unwrap_or_default(),
            about: told(&operation.description, i18n, |en| &en.description),
            deprecated: operation.deprecated,
            general,
            open: security.is_empty(),
            curl: None,
            schemes: schemes.collect(),
            purpose: operation.purpose.as_ref().and_then(|own| phrase(&own.text, &capital(&own.text_en))),
            table: Some(operation.gb_field.clone()).filter(|table| !table.is_empty()),
            parameters: parameters.map(|own| self.taken(own)).collect(),
            body,
            answers,
            faults,
        }
    }

    /// Who may call.
    fn security(&self, operation: &'d Operation) -> &'d [Entries<Vec<String>>] {
        operation.security.as_deref().unwrap_or(&self.document.security)
    }

    /// How the call looks.
    fn curl(&self, path: &str, item: &'d PathItem, method: &str, operation: &'d Operation) -> String {
        let all = item.parameters.iter().chain(&operation.parameters);
        let given: Vec<Given<'_>> = all.map(|own| self.given(self.parameter(own))).collect();
        let server = self.document.servers.first().map_or("", |server| server.url.as_str());
        let sample = operation.request_body.as_ref().and_then(|body| {
            let (media, content) = body.content.iter().next()?;
            Some((media, content.examples.iter().next().map(|(_, example)| self.example(example))))
        });
        let token = self.token(self.security(operation));
        curl::command(&format!("{server}{path}"), method, &given, token.as_deref(), sample)
    }

    /// A parameter of a call: a shared one in brief.
    fn taken(&self, parameter: &'d Parameter) -> Part {
        let part = self.parameter_part(self.parameter(parameter));
        match parameter.reference.rsplit_once('/') {
            Some((_, name)) => part.brief(format!("{OVERVIEW}#parameter-{name}")),
            None => part,
        }
    }

    /// A parameter, from where it is described.
    fn parameter(&self, parameter: &'d Parameter) -> &'d Parameter {
        self.resolved(&parameter.reference, "parameters", |of| &of.components.parameters).unwrap_or(parameter)
    }

    /// A parameter with a value: its example, else the first of its allowed values.
    fn given(&self, parameter: &'d Parameter) -> Given<'d> {
        let first = || {
            let reference = &parameter.schema.as_ref()?.reference;
            match self.resolved(reference, "schemas", |of| &of.components.schemas)? {
                Shape::Known(schema) => schema.values.first(),
                Shape::Given(_) => None,
            }
        };
        Given { parameter, value: parameter.example.as_ref().or_else(first).map(written) }
    }

    /// The header that proves who calls.
    fn token(&self, security: &[Entries<Vec<String>>]) -> Option<String> {
        let (name, _) = security.iter().flat_map(Entries::iter).next()?;
        let scheme = self.shared.components.security_schemes.get(name)?;
        Some(match scheme.name.as_str() {
            "" => "Authorization: Bearer $TOKEN".to_owned(),
            header => format!("{header}: $SIGNATURE"),
        })
    }

    /// What a reference points at.
    fn resolved<T>(&self, reference: &str, kind: &str, of: fn(&Document) -> &Entries<T>) -> Option<&'d T> {
        let (file, place) = reference.split_once('#')?;
        let name = place.strip_prefix("/components/")?.strip_prefix(kind)?.strip_prefix('/')?;
        of(if file.is_empty() { self.document } else { self.shared }).get(name)
    }

    pub(super) fn parameter_part(&self, parameter: &Parameter) -> Part {
        let place = match parameter.place.as_str() {
            "path" => Phrase::new("in the path", "路径"),
            "query" => Phrase::new("in the query", "查询参数"),
            _ => Phrase::new("header", "请求头"),
        };
        let mut part = self.schema_part(parameter.schema.as_ref());
        let about = told(&parameter.description, parameter.i18n.as_ref(), |en| &en.description);
        part.name = Some(parameter.name.clone());
        part.place = Some(place);
        part.required = parameter.required;
        part.about = about;
        part.example = parameter.example.as_ref().map(written);
        part
    }

    fn schema_part(&self, schema: Option<&Schema>) -> Part {
        schema.map(|schema| self.reader.part(schema, "")).unwrap_or_default()
    }

    /// A header of an answer.
    pub(super) fn header_part(&self, name: &str, header: &Header) -> Part {
        let mut part = self.schema_part(header.schema.as_ref());
        part.name = Some(name.to_owned());
        part.id = Some(format!("header-{name}"));
        part.about = told(&header.description, header.i18n.as_ref(), |en| &en.description);
        part
    }

    fn example(&self, example: &'d Example) -> &'d Value {
        let found = self.resolved(&example.reference, "examples", |of| &of.components.examples);
        &found.unwrap_or(example).value
    }

    fn contents(&self, contents: &'d Entries<MediaType>) -> Vec<Content> {
        let content = |(media, own): (&str, &'d MediaType)| {
            let schema = own.schema.as_ref().or(own.item_schema.as_ref());
            let example = own.examples.iter().next().map(|(_, example)| self.example(example));
            Content {
                media: media.to_owned(),
                shape: schema.filter(|own| **own != Schema::default()).map(|own| self.reader.part(own, "")),
                example: example.filter(|_| !self.thin).map(curl::pretty),
            }
        };
        contents.iter().map(content).collect()
    }

    /// The answers when all goes well, and the faults.
    fn answers(&self, responses: &'d Entries<Response>) -> (Vec<Answer>, Vec<Fault>) {
        let (mut answers, mut faults) = (Vec::new(), Vec::new());
        for (status, response) in responses.iter() {
            let found = self.resolved(&response.reference, "responses", |of| &of.components.responses);
            let own = found.unwrap_or(response);
            let about = told(&own.description, own.i18n.as_ref(), |en| &en.description);
            let status = status.to_owned();
            if status.starts_with(['4', '5']) {
                let kind = own.content.get("application/problem+json").and_then(|own| {
                    let (_, example) = own.examples.iter().next()?;
                    example.value["type"].as_str()?.rsplit('/').next()
                });
                let to = kind.map(|slug| format!("{OVERVIEW}#problem-{slug}"));
                faults.push(Fault { status, about, to });
            } else {
                let headers = own.headers.iter().map(|(name, _)| Named {
                    name: name.to_owned(),
                    to: format!("{OVERVIEW}#header-{name}"),
                });
                let headers = headers.collect();
                answers.push(Answer { status, about, headers, contents: self.contents(&own.content) });
            }
        }
        (answers, faults)
    }
}
