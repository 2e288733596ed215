//! `JUnit` XML, which nearly every build server reads: a suite a file, a case a finding.

use std::io::{self, Write};

use super::Report;
use crate::diagnostic::Diagnostic;

/// Writes the suites. A finding fails where it makes the run fail, so that server and exit code agree.
pub fn write(report: &Report<'_>, out: &mut dyn Write) -> io::Result<()> {
    let findings = &report.outcome.findings;
    let failed = findings.iter().filter(|found| report.fails(found)).count();
    writeln!(out, r#"<?xml version="1.0" encoding="UTF-8"?>"#)?;
    let tests = findings.len().max(1);
    writeln!(out, r#"<testsuites name="mulu check" tests="{tests}" failures="{failed}" errors="0">"#)?;
    if findings.is_empty() {
        // A report without a case is read as a run that did not happen.
        writeln!(out, r#"  <testsuite name="mulu check" tests="1" failures="0" errors="0" skipped="0">"#)?;
        writeln!(out, r#"    <testcase name="no findings" classname="mulu"/>"#)?;
        writeln!(out, "  </testsuite>")?;
    }
    for file in findings.chunk_by(|a, b| a.place.path == b.place.path) {
        let path = attribute(report.relative(&file[0].place.path));
        let failed = file.iter().filter(|found| report.fails(found)).count();
        let tests = file.len();
        writeln!(
            out,
            r#"  <testsuite name="{path}" tests="{tests}" failures="{failed}" errors="0" skipped="0">"#
        )?;
        for found in file {
            case(report, found, &path, out)?;
        }
        writeln!(out, "  </testsuite>")?;
    }
    writeln!(out, "</testsuites>")
}

fn case(report: &Report<'_>, found: &Diagnostic, path: &str, out: &mut dyn Write) -> io::Result<()> {
    let span = found.place.span;
    let message = found.message.in_lang(report.lang);
    let mut text = format!("{}:{}:{}: {message}", report.relative(&found.place.path), span.line, span.column);
    if let Some(help) = &found.help {
        text.push('\n');
        text.push_str(help.in_lang(report.lang));
    }
    // Servers follow a case by its name: no line, which moves.
    let name = format!("{} {}", found.rule, found.stable.as_deref().unwrap_or(&found.pointer));
    writeln!(out, r#"    <testcase name="{}" classname="{path}">"#, attribute(name.trim_end()))?;
    if report.fails(found) {
        let word = found.severity.word();
        let message = attribute(message);
        writeln!(out, r#"      <failure type="{word}" message="{message}">{}</failure>"#, content(&text))?;
    } else {
        writeln!(out, "      <system-out>{}</system-out>", content(&text))?;
    }
    writeln!(out, "    </testcase>")
}

/// Text between tags; what XML 1.0 cannot hold becomes a replacement character.
fn content(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '\t' | '\n' => safe.push(character),
            '\0'..='\u{1F}' | '\u{FFFE}' | '\u{FFFF}' => safe.push('\u{FFFD}'),
            other => safe.push(other),
        }
    }
    safe
}

/// Text within double quotes.
fn attribute(text: &str) -> String {
    content(text).replace('"', "&quot;").replace('\n', "&#10;").replace('\t', "&#9;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_cannot_leave_its_place() {
        assert_eq!(content("a<b>&\u{1}"), "a&lt;b&gt;&amp;\u{FFFD}");
        assert_eq!(attribute("\"x\"\n"), "&quot;x&quot;&#10;");
    }
}
