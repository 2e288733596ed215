//! API descriptions (OpenAPI): the service API, a thin description an item, a bundle a department.
//! Pure: typed structures, written as JSON and YAML; equal input gives equal bytes.

pub mod bundle;
mod call;
mod calls;
mod components;
pub mod document;
pub mod entries;
mod example;
mod frame;
mod guide;
pub mod item;
pub mod plain;
pub mod problems;
mod sample;
pub mod schema;
pub mod service;
mod settings;
mod shapes;
mod tags;
pub mod write;
mod yaml;

pub use components::SCOPES;
pub use document::{Contact, Document};
pub use frame::Version;
pub use guide::Guide;
pub use settings::{ServerOf, Settings};
