//! Diagnostics to text. One format, one file.

pub mod diff;
pub mod github;
pub mod gitlab;
pub mod json;
pub mod junit;
pub mod markdown;
pub mod marks;
pub mod matrix;
pub mod sarif;
pub mod statistics;
pub mod table;
pub mod text;

use std::fmt::Write as _;
use std::io::{self, Write};

use self::statistics::OfRule;
use crate::baseline::Compared;
use crate::check::Outcome;
use crate::date::Date;
use crate::diagnostic::{Diagnostic, Lang, Severity, Text};
use crate::waive::Register;

/// The shapes a report can be written in.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd, clap::ValueEnum)]
pub enum Format {
    /// For people: the message, the place and the line of YAML · 供人阅读：说明、位置和所在行
    Text,
    /// For programs: one JSON document, version 1 · 供程序读取，JSON 第1版
    Json,
    /// For code scanning: SARIF 2.1.0 · 供代码扫描：SARIF 2.1.0
    Sarif,
    /// For GitHub Actions: a workflow command a finding · 供 GitHub Actions：每个问题一条命令
    Github,
    /// For GitLab: a code quality report · 供 GitLab：代码质量报告
    Gitlab,
    /// For build servers: `JUnit` XML
    #[value(help = "For build servers: JUnit XML · 供构建服务器：JUnit XML")]
    Junit,
    /// For pull requests: a summary in Markdown · 供合并请求：Markdown 摘要
    Markdown,
}

/// What a report is made of.
#[derive(Clone, Copy, Debug)]
pub struct Report<'a> {
    /// What the run found.
    pub outcome: &'a Outcome,
    /// The language of the texts.
    pub lang: Lang,
    /// The edition of the standard.
    pub edition: &'a str,
    /// The day of the run.
    pub as_of: Date,
    /// Whether the stream shows colour.
    pub color: bool,
    /// Whether only the summary is wanted.
    pub quiet: bool,
    /// Whether law and page of each finding are wanted.
    pub verbose: bool,
    /// Findings by rule, where they are wanted.
    pub statistics: Option<&'a [OfRule]>,
    /// From which severity on the run fails.
    pub fail_on: Option<Severity>,
    /// The folder the program runs in, with a slash at its end: paths below it become relative.
    pub here: &'a str,
    /// What a baseline changed, where one was given.
    pub baseline: Option<&'a Compared>,
    /// The register of waivers, where it is wanted.
    pub waivers: Option<&'a Register>,
}

impl Report<'_> {
    /// Writes the report in a format.
    pub fn write(&self, format: Format, out: &mut dyn Write) -> io::Result<()> {
        match format {
            Format::Text => text::write(self, out),
            Format::Json => json::write(self, out),
            Format::Sarif => sarif::write(self, out),
            Format::Github => github::write(self, out),
            Format::Gitlab => gitlab::write(self, out),
            Format::Junit => junit::write(self, out),
            Format::Markdown => markdown::write(self, out),
        }
    }

    /// Whether a finding makes the run fail.
    pub fn fails(&self, finding: &Diagnostic) -> bool {
        self.fail_on.is_some_and(|threshold| finding.severity >= threshold)
    }

    /// A path as services expect it: relative to where the program runs.
    fn relative<'p>(&self, path: &'p str) -> &'p str {
        let path = path.strip_prefix("./").unwrap_or(path);
        path.strip_prefix(self.here).filter(|rest| !rest.is_empty()).unwrap_or(path)
    }
}

/// The findings with the worst first, otherwise in their order.
fn worst_first(findings: &[Box<Diagnostic>]) -> Vec<&Diagnostic> {
    let mut sorted: Vec<_> = findings.iter().map(|finding| &**finding).collect();
    sorted.sort_by_key(|finding| std::cmp::Reverse(finding.severity));
    sorted
}

/// A path as a reference of RFC 3986.
fn uri(path: &str) -> String {
    let mut uri = String::with_capacity(path.len());
    if path.starts_with('/') {
        uri.push_str("file://");
    }
    for byte in path.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                uri.push(char::from(byte));
            }
            other => write!(uri, "%{other:02X}").expect("a string takes all"),
        }
    }
    uri
}

/// What every output says where the catalogue may hold illustrative data.
pub fn demo_note() -> Text {
    Text::new("illustrative data, not to be relied on", "示例数据，不作为办事依据")
}

#[cfg(test)]
mod tests {
    use super::uri;

    #[test]
    fn paths_become_references() {
        assert_eq!(uri("items/甲 1.yaml"), "items/%E7%94%B2%201.yaml");
        assert_eq!(uri("/srv/a:b"), "file:///srv/a%3Ab");
    }
}
