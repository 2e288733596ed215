//! SARIF 2.1.0, for code scanning: one run, the rules that spoke with their pages, relative paths.

use std::collections::BTreeMap;
use std::io::{self, Write};

use serde::Serialize;

use super::{Report, uri};
use crate::diagnostic::{Diagnostic, Lang, Place, Severity};
use crate::rules::{self, Rule, page};

const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";
/// Where paths begin: the folder that the program runs in.
const BASE: &str = "%SRCROOT%";

#[derive(Serialize)]
struct Log<'a> {
    #[serde(rename = "$schema")]
    schema: &'a str,
    version: &'a str,
    runs: [Run<'a>; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Run<'a> {
    tool: Tool<'a>,
    language: &'a str,
    column_kind: &'a str,
    original_uri_base_ids: BTreeMap<&'a str, Base<'a>>,
    results: Vec<Finding<'a>>,
}

#[derive(Serialize)]
struct Base<'a> {
    description: Message<'a>,
}

#[derive(Serialize)]
struct Tool<'a> {
    driver: Driver<'a>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Driver<'a> {
    name: &'a str,
    semantic_version: &'a str,
    rules: Vec<RuleOf<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct RuleOf<'a> {
    id: &'a str,
    name: String,
    short_description: Message<'a>,
    full_description: Message<'a>,
    help: Help<'a>,
    default_configuration: Configuration,
    properties: Properties<'a>,
}

#[derive(Serialize)]
struct Help<'a> {
    text: String,
    markdown: &'a str,
}

#[derive(Serialize)]
struct Configuration {
    level: &'static str,
}

#[derive(Serialize)]
struct Properties<'a> {
    tags: [&'a str; 1],
    precision: &'a str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Finding<'a> {
    rule_id: &'a str,
    rule_index: usize,
    level: &'static str,
    message: Message<'a>,
    locations: [Spot<'a>; 1],
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related_locations: Vec<Spot<'a>>,
    partial_fingerprints: BTreeMap<&'a str, String>,
}

#[derive(Serialize)]
struct Message<'a> {
    text: std::borrow::Cow<'a, str>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Spot<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<usize>,
    physical_location: Physical<'a>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    logical_locations: Vec<Logical<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    message: Option<Message<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Physical<'a> {
    artifact_location: Artifact<'a>,
    region: Region<'a>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Artifact<'a> {
    uri: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    uri_base_id: Option<&'a str>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Region<'a> {
    start_line: u32,
    start_column: u32,
    end_line: u32,
    end_column: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    snippet: Option<Message<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Logical<'a> {
    fully_qualified_name: &'a str,
}

/// Writes the report as one SARIF log.
pub fn write(report: &Report<'_>, out: &mut dyn Write) -> io::Result<()> {
    let findings = &report.outcome.findings;
    let spoke: Vec<_> = rules::ALL
        .iter()
        .filter(|(_, rule)| findings.iter().any(|finding| finding.rule == rule.id))
        .collect();
    let numbers: BTreeMap<&str, usize> =
        spoke.iter().enumerate().map(|(number, (_, rule))| (rule.id, number)).collect();
    let base = match report.lang {
        Lang::En => "the folder that the paths begin in",
        Lang::Zh => "路径的起点",
    };
    let run = Run {
        tool: Tool {
            driver: Driver {
                name: "mulu",
                semantic_version: env!("CARGO_PKG_VERSION"),
                rules: spoke.iter().map(|(group, rule)| about(group, rule)).collect(),
            },
        },
        language: if report.lang == Lang::En { "en" } else { "zh-CN" },
        column_kind: "unicodeCodePoints",
        original_uri_base_ids: BTreeMap::from([(BASE, Base { description: message(base) })]),
        results: findings.iter().map(|found| finding(found, numbers[found.rule], report)).collect(),
    };
    serde_json::to_writer(&mut *out, &Log { schema: SCHEMA, version: "2.1.0", runs: [run] })?;
    out.write_all(b"\n")
}

fn about<'a>(group: &'a str, rule: &'a Rule) -> RuleOf<'a> {
    let title = rule.summary();
    let sentence = format!("{}. {}。", title.en, title.zh);
    let pages = [Lang::En, Lang::Zh].map(|lang| page::in_lang(rule.page, lang));
    RuleOf {
        id: rule.id,
        name: pascal(rule.id),
        short_description: message(sentence.clone()),
        full_description: message(sentence),
        help: Help { text: pages.join("\n"), markdown: rule.page },
        default_configuration: Configuration { level: level(rule.severity) },
        properties: Properties {
            tags: [group],
            precision: if rule.heuristic { "medium" } else { "very-high" },
        },
    }
}

fn finding<'a>(found: &'a Diagnostic, rule_index: usize, report: &Report<'a>) -> Finding<'a> {
    let mut text = found.message.in_lang(report.lang).to_owned();
    if let Some(help) = &found.help {
        text.push_str(if report.lang == Lang::En { "; " } else { "；" });
        text.push_str(help.in_lang(report.lang));
    }
    text.push_str(if report.lang == Lang::En { "." } else { "。" });
    let mut own = location(&found.place, report);
    if !found.pointer.is_empty() {
        own.logical_locations.push(Logical { fully_qualified_name: &found.pointer });
    }
    let related = found.related.iter().enumerate().map(|(number, other)| Spot {
        id: Some(number),
        message: Some(message(other.message.in_lang(report.lang))),
        ..location(&other.place, report)
    });
    Finding {
        rule_id: found.rule,
        rule_index,
        level: level(found.severity),
        message: message(text),
        locations: [own],
        related_locations: related.collect(),
        partial_fingerprints: BTreeMap::from([("mulu/v1", format!("{:032x}", found.fingerprint))]),
    }
}

fn location<'a>(place: &'a Place, report: &Report<'_>) -> Spot<'a> {
    let span = place.span;
    let path = report.relative(&place.path);
    Spot {
        id: None,
        physical_location: Physical {
            artifact_location: Artifact {
                uri: uri(path),
                uri_base_id: (!path.starts_with('/')).then_some(BASE),
            },
            region: Region {
                start_line: span.line,
                start_column: span.column,
                end_line: span.end_line,
                end_column: span.end_column,
                snippet: place.line_text.as_deref().filter(|line| !line.is_empty()).map(message),
            },
        },
        logical_locations: Vec::new(),
        message: None,
    }
}

fn message<'a>(text: impl Into<std::borrow::Cow<'a, str>>) -> Message<'a> {
    Message { text: text.into() }
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "note",
    }
}

/// `code-unquoted` as `CodeUnquoted`.
fn pascal(id: &str) -> String {
    id.split('-')
        .flat_map(|word| word.char_indices().map(|(at, c)| if at == 0 { c.to_ascii_uppercase() } else { c }))
        .collect()
}
