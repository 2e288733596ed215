//! A table for spreadsheets: one difference a row.

use std::io::{self, Write};

use super::DiffReport;
use crate::diff::told::Said;
use crate::report::table;

/// Writes the report.
pub fn write(report: &DiffReport<'_>, out: &mut dyn Write) -> io::Result<()> {
    let head = [
        "item",
        "name",
        "kind",
        "pointer",
        "label",
        "a",
        "b",
        "applicant",
        "staff",
        "machine",
        "running_cases",
        "a_place",
        "b_place",
        "fingerprint",
    ];
    let rows = report.difference.items.iter().flat_map(|item| {
        item.changes.iter().map(move |change| {
            let words = |said: &Option<Said>| {
                said.as_ref().map_or(String::new(), |said| report.say(&said.words).to_owned())
            };
            let place = |said: &Option<Said>| {
                said.as_ref().map_or(String::new(), |said| {
                    format!("{}:{}:{}", said.place.path, said.place.span.line, said.place.span.column)
                })
            };
            let word = |value: serde_json::Result<serde_json::Value>| {
                value.ok().and_then(|value| value.as_str().map(str::to_owned)).unwrap_or_default()
            };
            vec![
                item.item.clone().unwrap_or_default(),
                report.say(&item.name).to_owned(),
                change.kind.word().to_owned(),
                change.pointer.clone(),
                report.say(&change.label).to_owned(),
                words(&change.a),
                words(&change.b),
                word(serde_json::to_value(change.class.applicant)),
                word(serde_json::to_value(change.class.staff)),
                word(serde_json::to_value(change.class.machine)),
                word(serde_json::to_value(change.class.running)),
                place(&change.a),
                place(&change.b),
                format!("{:032x}", change.fingerprint),
            ]
        })
    });
    table::write(&head, rows, out)
}
