//! The code quality report of GitLab: a JSON list that a merge request shows beside the lines.

use std::collections::HashMap;
use std::io::{self, Write};

use serde::Serialize;

use super::Report;
use crate::diagnostic::{Diagnostic, Severity};

#[derive(Serialize)]
struct Issue<'a> {
    description: String,
    check_name: &'a str,
    fingerprint: String,
    severity: &'static str,
    location: Location<'a>,
}

#[derive(Serialize)]
struct Location<'a> {
    path: &'a str,
    lines: Lines,
}

#[derive(Serialize)]
struct Lines {
    begin: u32,
    end: u32,
}

/// Writes the list of issues.
pub fn write(report: &Report<'_>, out: &mut dyn Write) -> io::Result<()> {
    // GitLab shows one issue a fingerprint: the second of one fingerprint gets a number.
    let mut seen: HashMap<u128, u32> = HashMap::new();
    let issues: Vec<_> = report
        .outcome
        .findings
        .iter()
        .map(|found| {
            let times = seen.entry(found.fingerprint).and_modify(|times| *times += 1).or_insert(1);
            issue(found, *times, report)
        })
        .collect();
    serde_json::to_writer(&mut *out, &issues)?;
    out.write_all(b"\n")
}

fn issue<'a>(found: &'a Diagnostic, times: u32, report: &Report<'_>) -> Issue<'a> {
    let mut description = found.message.in_lang(report.lang).to_owned();
    if let Some(help) = &found.help {
        description = format!("{description} ({})", help.in_lang(report.lang));
    }
    let mark = if times == 1 { String::new() } else { format!("-{times}") };
    Issue {
        description,
        check_name: found.rule,
        fingerprint: format!("{:032x}{mark}", found.fingerprint),
        severity: match found.severity {
            Severity::Error => "major",
            Severity::Warning => "minor",
            Severity::Info => "info",
        },
        location: Location {
            path: report.relative(&found.place.path),
            lines: Lines { begin: found.place.span.line, end: found.place.span.end_line },
        },
    }
}
