//! Workflow commands of GitHub: one line a finding, which becomes a note beside the changed line.
//! A step shows ten notes of a kind, so the worst come first.

use std::io::{self, Write};

use super::{Report, worst_first};
use crate::diagnostic::{Severity, visible};

/// Writes a workflow command for each finding.
pub fn write(report: &Report<'_>, out: &mut dyn Write) -> io::Result<()> {
    for found in worst_first(&report.outcome.findings) {
        let command = match found.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Info => "notice",
        };
        let (span, file) = (found.place.span, property(report.relative(&found.place.path)));
        write!(out, "::{command} file={file},line={},endLine={}", span.line, span.end_line)?;
        // Columns are shown for a single line only.
        if span.line == span.end_line {
            write!(out, ",col={},endColumn={}", span.column, span.end_column)?;
        }
        let mut text = found.message.in_lang(report.lang).to_owned();
        if let Some(help) = &found.help {
            text.push('\n');
            text.push_str(help.in_lang(report.lang));
        }
        writeln!(out, ",title={}::{}", property(found.rule), data(&text))?;
    }
    Ok(())
}

/// The text of a command.
fn data(text: &str) -> String {
    let lines: Vec<_> = text.replace('%', "%25").split('\n').map(|line| visible(line).into_owned()).collect();
    lines.join("%0A")
}

/// The value of a property of a command.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_cannot_end_its_command() {
        assert_eq!(data("50%\n::error::x\r\u{1B}"), "50%25%0A::error::x␍␛");
        assert_eq!(property("a:b,c%"), "a%3Ab%2Cc%25");
    }
}
