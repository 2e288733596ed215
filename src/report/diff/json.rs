//! For programs: one stable JSON document, version 1 (`schema/output/diff.schema.json`).

use std::io::{self, Write};

use serde_json::{Map, Number, Value, json};

use super::DiffReport;
use crate::compare::burden::{Burden, Case};
use crate::diff::told::{Difference, ItemDifference, Said};

/// Writes the report as one line of JSON with a line end.
pub fn write(report: &DiffReport<'_>, out: &mut dyn Write) -> io::Result<()> {
    let items = &report.difference.items;
    let changes: Vec<Value> =
        items.iter().flat_map(|item| item.changes.iter().map(|one| change(report, item, one))).collect();
    let burdens: Vec<Value> = items.iter().filter_map(item_burden).collect();
    let document = json!({
        "version": 1,
        "lang": report.lang,
        "edition": report.edition,
        "as_of": report.as_of.to_string(),
        "a": report.names[0],
        "b": report.names[1],
        "summary": {"compared": report.difference.compared, "items": items.len(), "changes": changes.len()},
        "changes": changes,
        "burden": {"total": burden(report.total()), "items": burdens},
        "unread": report.difference.unread_open(),
    });
    serde_json::to_writer(&mut *out, &document)?;
    out.write_all(b"\n")
}

fn change(report: &DiffReport<'_>, item: &ItemDifference, change: &Difference) -> Value {
    json!({
        "kind": change.kind,
        "pointer": change.pointer,
        "item": item.item,
        "a": change.a.as_ref().map(said),
        "b": change.b.as_ref().map(said),
        "applicant": change.class.applicant,
        "staff": change.class.staff,
        "machine": change.class.machine,
        "running_cases": change.class.running,
        "dimension": change.class.dimension,
        "label": report.say(&change.label),
        "fingerprint": format!("{:032x}", change.fingerprint),
    })
}

fn said(said: &Said) -> Value {
    let span = said.place.span;
    json!({
        "value": said.value,
        "path": &*said.place.path,
        "document": said.place.document,
        "line": span.line,
        "column": span.column,
        "end_line": span.end_line,
        "end_column": span.end_column,
    })
}

fn item_burden(item: &ItemDifference) -> Option<Value> {
    let delta = item.burden.as_ref()?;
    let cases: Vec<Value> = delta.cases.iter().map(case).collect();
    Some(json!({
        "item": item.item,
        "a": item.former,
        "b": item.item,
        "total": burden(delta.total),
        "cases": cases,
    }))
}

fn case(case: &Case) -> Value {
    let situation = case.situation.as_ref().map(|(id, option)| json!({id.as_str(): option}));
    json!({"handling_item": case.handling_item, "situation": situation, "burden": burden(case.burden)})
}

/// Signed numbers, null where a side does not state the measure.
fn burden(burden: Burden) -> Value {
    let number = |number: f64| {
        #[expect(clippy::cast_possible_truncation, reason = "whole numbers are written as such")]
        let whole = if number.fract() == 0.0 { Some(Number::from(number as i64)) } else { None };
        whole.or_else(|| Number::from_f64(number)).map_or(Value::Null, Value::Number)
    };
    let measures =
        burden.measures().map(|(measure, own)| (measure.word().to_owned(), own.map_or(Value::Null, number)));
    Value::Object(measures.collect::<Map<String, Value>>())
}
