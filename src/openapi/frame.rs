//! Where a description stands: which shapes it holds itself and where the shared ones are.

use super::document::{Header, Parameter, Response};
use super::schema::{Purpose, Schema};

/// The version of OpenAPI to write.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum Version {
    /// 3.1: what most tools read.
    #[default]
    V31,
    /// 3.2: tags within tags, device flow, streams.
    V32,
}

impl Version {
    /// As `openapi:` writes it.
    pub fn number(self) -> &'static str {
        match self {
            Self::V31 => "3.1.1",
            Self::V32 => "3.2.0",
        }
    }
}

/// Where a description stands.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Frame<'f> {
    /// The code that the item is known by, in names of operations; none in the service API.
    pub(super) item: Option<&'f str>,
    /// The code that stands in paths; none in the service API, and where no source states it.
    pub(super) code: Option<&'f str>,
    /// The shapes that the item makes its own.
    pub(super) own: &'f [&'static str],
    /// The file that holds the shared components; empty where they are in this one.
    pub(super) shared: &'f str,
    /// What names of own shapes end in, where several items share a file.
    pub(super) suffix: &'f str,
    /// The version to write.
    pub(super) version: Version,
    /// Why the item processes personal data.
    pub(super) purpose: Option<&'f Purpose>,
    /// The last day of the item, where one is set.
    pub(super) sunset: Option<&'f str>,
    /// Where the example of an application is, where there is one.
    pub(super) application: Option<&'f str>,
    /// A material of the item, for examples.
    pub(super) material: Option<&'f str>,
    /// A fee of the item, for examples.
    pub(super) fee: Option<&'f str>,
    /// A result of the item, for examples.
    pub(super) result: Option<&'f str>,
}

impl Frame<'_> {
    /// A shape: of the item where it has one of that name, else shared.
    pub(super) fn schema(&self, name: &str) -> Schema {
        Schema::at(if self.own.contains(&name) {
            format!("#/components/schemas/{}", self.name(name))
        } else {
            self.at("schemas", name)
        })
    }

    /// The name of a shape or operation of the item.
    pub(super) fn name(&self, name: &str) -> String {
        format!("{name}{}", self.suffix)
    }

    /// A shared response.
    pub(super) fn response(&self, name: &str) -> Response {
        Response { reference: self.at("responses", name), ..Response::default() }
    }

    /// A shared parameter.
    pub(super) fn parameter(&self, name: &str) -> Parameter {
        Parameter { reference: self.at("parameters", name), ..Parameter::default() }
    }

    /// A shared header.
    pub(super) fn header(&self, name: &str) -> Header {
        Header { reference: self.at("headers", name), ..Header::default() }
    }

    /// The path of a call: with the code of the item, where there is one.
    pub(super) fn path(&self, path: &str) -> String {
        self.code.map_or_else(|| path.to_owned(), |code| path.replace("{itemCode}", code))
    }

    /// Whether the description is of an item whose code no source states.
    pub(super) fn is_uncoded(&self) -> bool {
        self.item.is_some() && self.code.is_none()
    }

    /// The address of a shared component.
    pub(super) fn at(&self, kind: &str, name: &str) -> String {
        format!("{}#/components/{kind}/{name}", self.shared)
    }
}
