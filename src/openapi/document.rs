//! The OpenAPI description as types: what is empty is not written.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::entries::Entries;
use super::schema::{I18n, Purpose, Schema};

/// Whether a value is not written: it says nothing.
pub(super) fn absent<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

/// Types of which every empty field is left out, with names as OpenAPI writes them.
macro_rules! objects {
    ($($(#[$about:meta])* $name:ident { $($(#[$field_about:meta])* $field:ident: $kind:ty,)* })*) => {$(
        $(#[$about])*
        #[derive(Clone, Debug, Default, Deserialize, PartialEq, Serialize)]
        #[serde(rename_all = "camelCase", default)]
        pub struct $name {
            $($(#[$field_about])* #[serde(skip_serializing_if = "absent")] pub $field: $kind,)*
        }
    )*};
}
pub(super) use objects;

objects! {
    /// A whole description.
    Document {
        /// `3.1.1` or `3.2.0`.
        openapi: String,
        /// Its own address, from 3.2 on.
        #[serde(rename = "$self")]
        own_address: String,
        /// What it describes.
        info: Info,
        /// Dialect of its schemas.
        json_schema_dialect: String,
        /// Where it is served.
        servers: Vec<Server>,
        /// Who may call, unless an operation says otherwise: one of these.
        security: Vec<Entries<Vec<String>>>,
        /// Groups of operations.
        tags: Vec<Tag>,
        /// Groups of tags, before 3.2.
        #[serde(rename = "x-tagGroups")]
        tag_groups: Vec<TagGroup>,
        /// What can be called.
        paths: Entries<PathItem>,
        /// What the service calls.
        webhooks: Entries<PathItem>,
        /// What others point at.
        components: Components,
        /// Where it comes from.
        #[serde(rename = "x-mulu")]
        origin: Option<Origin>,
        /// Legal exemptions and deferrals of the item that an integrator must know.
        #[serde(rename = "x-exemptions")]
        exemptions: Vec<Value>,
    }

    /// The item, edition and program that a description was made from; nothing that depends on time.
    Origin {
        /// Code of the item; none for the service API.
        item: String,
        /// Version of the item.
        item_version: Option<i64>,
        /// Edition of the standard.
        edition: String,
        /// Version of the program.
        generator: String,
        /// The data are illustrative and no basis for handling any matter.
        demo: bool,
        /// Made of a catalogue with errors.
        preview: bool,
    }

    /// Title and version.
    Info {
        /// Title in Chinese.
        title: String,
        /// Title in English.
        summary: String,
        /// What it is.
        description: String,
        /// Who answers.
        contact: Option<Contact>,
        /// Version of the description, as semantic versioning writes it.
        version: String,
        /// For whom it is.
        #[serde(rename = "x-audience")]
        audience: String,
        /// What tells the API from all others.
        #[serde(rename = "x-api-id")]
        api_id: String,
        /// English beside Chinese.
        #[serde(rename = "x-i18n")]
        i18n: Option<I18n>,
    }

    /// Who answers questions.
    Contact {
        /// Name.
        name: String,
        /// Address of a page.
        url: String,
        /// E-mail address.
        email: String,
    }

    /// An address where the API is served.
    Server {
        /// The address.
        url: String,
        /// What it is for.
        description: String,
        /// Parts of the address that the operator sets.
        variables: Entries<Variable>,
        /// `internet` or `government-extranet`.
        #[serde(rename = "x-network")]
        network: String,
        /// English beside Chinese.
        #[serde(rename = "x-i18n")]
        i18n: Option<I18n>,
    }

    /// A part of an address.
    Variable {
        /// What stands there unless it is set.
        default: String,
        /// What it is.
        description: String,
    }

    /// A group of operations.
    Tag {
        /// Its name.
        name: String,
        /// Its title, from 3.2 on.
        summary: String,
        /// Its title, before 3.2.
        #[serde(rename = "x-displayName")]
        display_name: String,
        /// What it holds.
        description: String,
        /// The tag above, from 3.2 on.
        parent: String,
        /// What kind of group, from 3.2 on.
        kind: String,
        /// English beside Chinese.
        #[serde(rename = "x-i18n")]
        i18n: Option<I18n>,
    }

    /// A group of tags, before 3.2.
    TagGroup {
        /// Its title.
        name: String,
        /// Names of its tags.
        tags: Vec<String>,
    }

    /// What can be done at a path.
    PathItem {
        /// Parameters of all operations here.
        parameters: Vec<Parameter>,
        /// Reads.
        get: Option<Operation>,
        /// Replaces.
        put: Option<Operation>,
        /// Makes or acts.
        post: Option<Operation>,
        /// Removes.
        delete: Option<Operation>,
    }

    /// One call.
    Operation {
        /// Groups it is in.
        tags: Vec<String>,
        /// What it does, in a line.
        summary: String,
        /// What it does and what the law says of it.
        description: String,
        /// Its name in programs.
        operation_id: String,
        /// What it takes beside the body.
        parameters: Vec<Parameter>,
        /// The body.
        request_body: Option<RequestBody>,
        /// What comes back, by status code.
        responses: Entries<Response>,
        /// The item is about to end or has ended.
        deprecated: bool,
        /// Who may call: one of these.
        security: Option<Vec<Entries<Vec<String>>>>,
        /// Why data are processed, and on which basis.
        #[serde(rename = "x-purpose")]
        purpose: Option<Purpose>,
        /// The last day, where the item has one.
        #[serde(rename = "x-sunset")]
        sunset: String,
        /// The table of the national exchange that the operation feeds.
        #[serde(rename = "x-gb-field")]
        gb_field: String,
        /// English beside Chinese.
        #[serde(rename = "x-i18n")]
        i18n: Option<I18n>,
    }

    /// A parameter, or where it is described.
    Parameter {
        /// Where it is described.
        #[serde(rename = "$ref")]
        reference: String,
        /// Its name.
        name: String,
        /// `path`, `query` or `header`.
        #[serde(rename = "in")]
        place: String,
        /// What it is.
        description: String,
        /// It must be given.
        required: bool,
        /// Its values.
        schema: Option<Schema>,
        /// A value.
        example: Option<Value>,
        /// English beside Chinese.
        #[serde(rename = "x-i18n")]
        i18n: Option<I18n>,
    }

    /// The body of a call.
    RequestBody {
        /// What it is.
        description: String,
        /// It must be given.
        required: bool,
        /// By media type.
        content: Entries<MediaType>,
    }

    /// One representation.
    MediaType {
        /// Its values.
        schema: Option<Schema>,
        /// The values of each line of a stream, from 3.2 on.
        item_schema: Option<Schema>,
        /// Values that show how it looks.
        examples: Entries<Example>,
    }

    /// A value that shows how something looks, or where it is.
    Example {
        /// Where it is.
        #[serde(rename = "$ref")]
        reference: String,
        /// What it shows.
        summary: String,
        /// The value.
        value: Value,
    }

    /// What comes back, or where it is described.
    Response {
        /// Where it is described.
        #[serde(rename = "$ref")]
        reference: String,
        /// What it means.
        description: String,
        /// Headers.
        headers: Entries<Header>,
        /// By media type.
        content: Entries<MediaType>,
        /// English beside Chinese.
        #[serde(rename = "x-i18n")]
        i18n: Option<I18n>,
    }

    /// A header of a response, or where it is described.
    Header {
        /// Where it is described.
        #[serde(rename = "$ref")]
        reference: String,
        /// What it means.
        description: String,
        /// Its values.
        schema: Option<Schema>,
        /// English beside Chinese.
        #[serde(rename = "x-i18n")]
        i18n: Option<I18n>,
    }

    /// What others point at.
    Components {
        /// Shapes of data.
        schemas: Entries<Shape>,
        /// What comes back.
        responses: Entries<Response>,
        /// Values that show how something looks.
        examples: Entries<Example>,
        /// Parameters.
        parameters: Entries<Parameter>,
        /// Headers of responses.
        headers: Entries<Header>,
        /// Ways to prove who calls.
        security_schemes: Entries<SecurityScheme>,
    }

    /// A way to prove who calls.
    SecurityScheme {
        /// Where it is described.
        #[serde(rename = "$ref")]
        reference: String,
        /// `openIdConnect`, `oauth2` or `apiKey`.
        #[serde(rename = "type")]
        kind: String,
        /// What it is.
        description: String,
        /// Name of the header.
        name: String,
        /// Where the key stands.
        #[serde(rename = "in")]
        place: String,
        /// Where the provider describes itself.
        open_id_connect_url: String,
        /// Flows of OAuth 2.
        flows: Option<Flows>,
        /// Where the authorisation server describes itself, from 3.2 on.
        oauth2_metadata_url: String,
        /// Levels of assurance that the scheme knows.
        #[serde(rename = "x-assurance-levels")]
        assurance: Vec<Value>,
        /// What no public document says and operators must set.
        #[serde(rename = "x-assumption")]
        assumption: bool,
        /// English beside Chinese.
        #[serde(rename = "x-i18n")]
        i18n: Option<I18n>,
    }

    /// Flows of OAuth 2.
    Flows {
        /// For devices without a keyboard, from 3.2 on.
        device_authorization: Option<Flow>,
    }

    /// A flow of OAuth 2.
    Flow {
        /// Where a device asks.
        device_authorization_url: String,
        /// Where tokens are given.
        token_url: String,
        /// What may be asked for.
        scopes: Entries<String>,
    }
}

/// A shape of data among the components: of our own making, or given from outside.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Shape {
    /// Given: the application as the form says it.
    Given(Value),
    /// Of our own making.
    Known(Box<Schema>),
}

impl From<Schema> for Shape {
    fn from(schema: Schema) -> Self {
        Self::Known(Box::new(schema))
    }
}

impl Document {
    /// Its operations with their paths, in order.
    pub fn operations(&self) -> impl Iterator<Item = (&str, &Operation)> {
        self.paths.iter().flat_map(|(path, item)| item.operations().map(move |operation| (path, operation)))
    }
}

impl PathItem {
    /// Its operations.
    pub fn operations(&self) -> impl Iterator<Item = &Operation> {
        self.calls().map(|(_, operation)| operation)
    }

    /// Its operations with their methods.
    pub fn calls(&self) -> impl Iterator<Item = (&'static str, &Operation)> {
        let all = [("GET", &self.get), ("PUT", &self.put), ("POST", &self.post), ("DELETE", &self.delete)];
        all.into_iter().filter_map(|(method, operation)| Some((method, operation.as_ref()?)))
    }
}
