//! For programs: one stable JSON document, version 1 (`schema/output/check.schema.json`).

use std::io::{self, Write};

use serde::Serialize;

use super::Report;
use super::statistics::OfRule;
use crate::baseline::Entry;
use crate::diagnostic::{Basis, Diagnostic, Lang, Severity};
use crate::waive::{self, State};

#[derive(Serialize)]
struct Document<'a> {
    version: u32,
    lang: Lang,
    edition: &'a str,
    as_of: String,
    summary: Summary,
    findings: Vec<Finding<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    baseline: Option<Known<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    waivers: Option<Vec<Waiver<'a>>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    statistics: Option<&'a [OfRule]>,
}

#[derive(Serialize)]
struct Known<'a> {
    known: usize,
    fixed: &'a [Entry],
}

#[derive(Serialize)]
struct Waiver<'a> {
    rule: &'a str,
    place: &'a str,
    reason: &'a str,
    authority: &'a str,
    until: Option<String>,
    state: State,
    findings: usize,
    path: &'a str,
    line: u32,
}

#[derive(Serialize)]
struct Summary {
    files: usize,
    items: usize,
    errors: usize,
    warnings: usize,
    infos: usize,
}

#[derive(Serialize)]
struct Finding<'a> {
    rule: &'a str,
    severity: Severity,
    message: &'a str,
    path: &'a str,
    document: u32,
    line: u32,
    column: u32,
    end_line: u32,
    end_column: u32,
    pointer: &'a str,
    item: Option<&'a str>,
    related: Vec<Related<'a>>,
    basis: &'a [Basis],
    help: Option<&'a str>,
    fingerprint: String,
}

#[derive(Serialize)]
struct Related<'a> {
    path: &'a str,
    document: u32,
    line: u32,
    column: u32,
    message: &'a str,
}

/// Writes the report as one line of JSON with a line end.
pub fn write(report: &Report<'_>, out: &mut dyn Write) -> io::Result<()> {
    let outcome = report.outcome;
    let document = Document {
        version: 1,
        lang: report.lang,
        edition: report.edition,
        as_of: report.as_of.to_string(),
        summary: Summary {
            files: outcome.files,
            items: outcome.items,
            errors: outcome.count(Severity::Error),
            warnings: outcome.count(Severity::Warning),
            infos: outcome.count(Severity::Info),
        },
        findings: outcome.findings.iter().map(|diagnostic| finding(diagnostic, report.lang)).collect(),
        baseline: report.baseline.map(|baseline| Known { known: baseline.known, fixed: &baseline.fixed }),
        waivers: report
            .waivers
            .map(|waivers| waivers.iter().map(|entry| waiver(entry, report.lang)).collect()),
        statistics: report.statistics,
    };
    serde_json::to_writer(&mut *out, &document)?;
    out.write_all(b"\n")
}

fn waiver(entry: &waive::Entry, lang: Lang) -> Waiver<'_> {
    Waiver {
        rule: &entry.rule,
        place: entry.scope.in_lang(lang),
        reason: &entry.reason,
        authority: &entry.authority,
        until: entry.until.map(|day| day.to_string()),
        state: entry.state,
        findings: entry.findings,
        path: &entry.path,
        line: entry.line,
    }
}

fn finding(diagnostic: &Diagnostic, lang: Lang) -> Finding<'_> {
    let span = diagnostic.place.span;
    Finding {
        rule: diagnostic.rule,
        severity: diagnostic.severity,
        message: diagnostic.message.in_lang(lang),
        path: &diagnostic.place.path,
        document: diagnostic.place.document,
        line: span.line,
        column: span.column,
        end_line: span.end_line,
        end_column: span.end_column,
        pointer: &diagnostic.pointer,
        item: diagnostic.item.as_deref(),
        related: diagnostic
            .related
            .iter()
            .map(|related| Related {
                path: &related.place.path,
                document: related.place.document,
                line: related.place.span.line,
                column: related.place.span.column,
                message: related.message.in_lang(lang),
            })
            .collect(),
        basis: diagnostic.basis,
        help: diagnostic.help.as_ref().map(|help| help.in_lang(lang)),
        fingerprint: format!("{:032x}", diagnostic.fingerprint),
    }
}
