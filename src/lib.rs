//! Checks, compares and publishes definitions of government service items.
//!
//! Read the modules in this order:
//!
//! 1. [`diagnostic`] says what a finding is, [`error`] why a run could not be done.
//!    [`date`] and [`numbers`] are days of the calendar and official numbers.
//! 2. [`source`] turns bytes into documents: one compact [`source::tree::Tree`] each.
//!    Nothing else reads.
//! 3. [`standard`] is the national standard as data: schemas and code lists of an edition.
//! 4. [`model`] says what items and catalogues are: thin views over trees, no opinions.
//! 5. [`rules`] are the opinions: one file each, beside a page that explains it and proves it.
//! 6. [`load`] reads the files of a catalogue, [`shelf`] keeps those that others stand on; [`check`] runs schemas and rules over them,
//!    [`tables`] over the tables of registers; [`locate`] turns findings in bytes into
//!    diagnostics with lines and columns.
//!    [`waive`] takes accepted findings out, [`baseline`] known ones; [`fix`] applies what findings carry.
//! 7. [`report`] turns diagnostics into text.
//! 8. [`form`] is the neutral form of an item, [`openapi`] the descriptions of APIs as types; [`generate`] makes files of
//!    them. [`template`] makes pages, [`digest`] is SHA-256.
//! 9. [`cli`] is the only module that prints or writes.
//!
//! A fault in an item is a [`diagnostic::Diagnostic`] and never stops a run; a fault that
//! stops a run is an [`error::Error`]. No module below [`cli`] reads the clock, the
//! environment or the network: what day it is comes in as an argument, so that a check of
//! last year's catalogue can be repeated.
//!
//! `tests/tidy.rs` holds these sentences to be true.

pub mod baseline;
pub mod check;
pub mod cli;
pub mod compare;
pub mod date;
pub mod diagnostic;
pub mod diff;
pub mod digest;
pub mod error;
pub mod exemptions;
pub mod fix;
pub mod form;
pub mod generate;
pub mod impact;
pub mod judge;
pub mod load;
pub mod locate;
pub mod matrix;
pub mod model;
pub mod numbers;
pub mod openapi;
pub mod report;
pub mod rules;
pub mod shelf;
pub mod source;
pub mod standard;
pub mod survey;
pub mod tables;
pub mod template;
pub mod waive;
