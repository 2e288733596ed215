//! Markdown: the summary that a pull request or a job page shows.

use std::io::{self, Write};

use super::{Report, statistics, worst_first};
use crate::diagnostic::{Diagnostic, Lang, Severity, visible};
use crate::rules;
use crate::waive::Register;

/// Most findings that are listed: a comment on a pull request has at most 65,536 characters.
const MOST: usize = 100;

/// Writes counts, rules, the worst findings and, where it is asked for, the register of waivers.
pub fn write(report: &Report<'_>, out: &mut dyn Write) -> io::Result<()> {
    let zh = report.lang == Lang::Zh;
    writeln!(out, "## {}\n", if zh { "mulu 检查结果" } else { "mulu check" })?;
    writeln!(out, "{}", super::text::summary(report))?;
    if let Some(baseline) = &report.baseline {
        writeln!(out, "\n{}", super::text::of_baseline(baseline, report.lang))?;
    }
    let findings = &report.outcome.findings;
    if !findings.is_empty() && !report.quiet {
        rules_table(report, out)?;
        findings_table(report, out)?;
    }
    report.waivers.map_or(Ok(()), |register| waivers_table(register, report.lang, out))
}

fn rules_table(report: &Report<'_>, out: &mut dyn Write) -> io::Result<()> {
    let zh = report.lang == Lang::Zh;
    let head = if zh { "| 规则 | 说明 | 级别 | 次数 |" } else { "| rule | | severity | findings |" };
    writeln!(out, "\n{head}\n|---|---|---|--:|")?;
    for counted in statistics::of(&report.outcome.findings) {
        let title = rules::find(counted.rule).map(|(_, rule)| rule.summary());
        let title = title.as_ref().map_or("", |title| title.in_lang(report.lang));
        let severity = severity(counted.severity, report.lang);
        writeln!(out, "| `{}` | {} | {severity} | {} |", counted.rule, plain(title), counted.findings)?;
    }
    Ok(())
}

fn findings_table(report: &Report<'_>, out: &mut dyn Write) -> io::Result<()> {
    let zh = report.lang == Lang::Zh;
    let head =
        if zh { "| 位置 | 级别 | 问题 | 改法 |" } else { "| place | severity | finding | help |" };
    writeln!(out, "\n{head}\n|---|---|---|---|")?;
    let findings = &report.outcome.findings;
    for found in worst_first(findings).into_iter().take(MOST) {
        let message = plain(found.message.in_lang(report.lang));
        let help = found.help.as_ref().map_or(String::new(), |help| plain(help.in_lang(report.lang)));
        let severity = severity(found.severity, report.lang);
        writeln!(out, "| {} | {severity} | {message} (`{}`) | {help} |", place(report, found), found.rule)?;
    }
    let more = findings.len().saturating_sub(MOST);
    match (more, zh) {
        (0, _) => Ok(()),
        (_, true) => writeln!(out, "\n另有{more}处未列出。"),
        (_, false) => writeln!(out, "\n{more} more are not listed."),
    }
}

fn place(report: &Report<'_>, found: &Diagnostic) -> String {
    let path = report.relative(&found.place.path);
    format!("{}:{}:{}", plain(path), found.place.span.line, found.place.span.column)
}

fn waivers_table(register: &Register, lang: Lang, out: &mut dyn Write) -> io::Result<()> {
    let zh = lang == Lang::Zh;
    writeln!(out, "\n## {}\n", if zh { "豁免登记" } else { "Waivers" })?;
    if register.is_empty() {
        return writeln!(out, "{}", if zh { "没有豁免。" } else { "There are none." });
    }
    let head = if zh {
        "| 规则 | 范围 | 理由 | 批准机关 | 有效至 | 状态 | 豁免数 | 登记处 |"
    } else {
        "| rule | place | reason | authority | until | state | findings | written at |"
    };
    writeln!(out, "{head}\n|---|---|---|---|---|---|--:|---|")?;
    for entry in register {
        let until = entry.until.map_or_else(|| "—".to_owned(), |day| day.to_string());
        writeln!(
            out,
            "| `{}` | {} | {} | {} | {until} | {} | {} | {}:{} |",
            plain(&entry.rule),
            plain(entry.scope.in_lang(lang)),
            plain(&entry.reason),
            plain(&entry.authority),
            entry.state.in_lang(lang),
            entry.findings,
            plain(&entry.path),
            entry.line
        )?;
    }
    Ok(())
}

fn severity(severity: Severity, lang: Lang) -> &'static str {
    if lang == Lang::En { severity.word() } else { severity.zh() }
}

/// A text in a cell of a table, read as nothing but text.
fn plain(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for character in visible(&text.replace(['\n', '\r'], " ")).chars() {
        match character {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '@' => safe.push_str("&#64;"),
            '#' => safe.push_str("&#35;"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '~' | '!' => {
                safe.push('\\');
                safe.push(character);
            }
            other => safe.push(other),
        }
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn a_value_is_read_as_text() {
        assert_eq!(plain("a|b\n<i>`x` @y #1\u{1B}"), "a\\|b &lt;i&gt;\\`x\\` &#64;y &#35;1␛");
    }
}
