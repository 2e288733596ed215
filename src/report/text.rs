//! For people: code frames, right under Chinese text. The only file that names annotate-snippets.

use std::io::{self, Write};

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};

use super::Report;
use super::statistics::OfRule;
use crate::baseline::Compared;
use crate::diagnostic::{Basis, Diagnostic, Lang, Place, Severity, article_zh, visible};
use crate::waive::Register;

/// Writes the findings, file by file, and one line of summary.
pub fn write(report: &Report<'_>, out: &mut dyn Write) -> io::Result<()> {
    if let Some(counted) = report.statistics {
        by_rule(counted, report.lang, out)?;
    } else if !report.quiet {
        let renderer = if report.color { Renderer::styled() } else { Renderer::plain() };
        let renderer = renderer.decor_style(DecorStyle::Ascii);
        // What is worth knowing and no more is shown when more is asked for.
        let shown = |finding: &Diagnostic| report.verbose || finding.severity > Severity::Info;
        for diagnostic in report.outcome.findings.iter().filter(|finding| shown(finding)) {
            writeln!(out, "{}\n", renderer.render(&[group(diagnostic, report)]))?;
        }
    }
    if let Some(register) = report.waivers {
        waivers(register, report.lang, out)?;
    }
    if let Some(baseline) = report.baseline {
        writeln!(out, "{}", of_baseline(baseline, report.lang))?;
    }
    writeln!(out, "{}", summary(report))
}

/// How often each rule speaks, in columns.
fn by_rule(counted: &[OfRule], lang: Lang, out: &mut dyn Write) -> io::Result<()> {
    for OfRule { rule, severity, findings, files, fixable } in counted {
        let line = match lang {
            Lang::En => format!(
                "{findings:>7}  {:<7}  {rule}  ({files} file{})",
                severity.word(),
                if *files == 1 { "" } else { "s" }
            ),
            Lang::Zh => format!("{findings:>7}  {}  {rule}  （{files}个文件）", severity.zh()),
        };
        let fixable = match (fixable, lang) {
            (0, _) => String::new(),
            (count, Lang::En) => format!(", {count} with --fix"),
            (count, Lang::Zh) => format!("，{count}处可用 --fix 改正"),
        };
        writeln!(out, "{line}{fixable}")?;
    }
    if counted.is_empty() { Ok(()) } else { writeln!(out) }
}

/// The register of waivers, a line each.
fn waivers(register: &Register, lang: Lang, out: &mut dyn Write) -> io::Result<()> {
    for entry in register {
        let until = entry.until.map_or_else(|| "—".to_owned(), |day| day.to_string());
        let (scope, state) = (entry.scope.in_lang(lang), entry.state.in_lang(lang));
        let words = [scope, state, &until, &entry.authority, &entry.reason];
        let words: Vec<_> = words.into_iter().filter(|word| !word.is_empty()).collect();
        let line = format!("{}:{}: {}: {}", entry.path, entry.line, entry.rule, words.join(" · "));
        writeln!(out, "{}", visible(&line))?;
    }
    if register.is_empty() { Ok(()) } else { writeln!(out) }
}

/// What a baseline made of the findings, in a line.
pub fn of_baseline(baseline: &Compared, lang: Lang) -> String {
    let (known, fixed) = (baseline.known, baseline.fixed());
    match (lang, fixed) {
        (Lang::En, 0) => format!("baseline: {known} known"),
        (Lang::En, _) => {
            format!("baseline: {known} known, {fixed} fixed: shrink it with --write-baseline")
        }
        (Lang::Zh, 0) => format!("基线：已知{known}处"),
        (Lang::Zh, _) => format!("基线：已知{known}处，已改正{fixed}处，请用 --write-baseline 缩减基线"),
    }
}

fn group<'a>(diagnostic: &'a Diagnostic, report: &Report<'_>) -> Group<'a> {
    let lang = report.lang;
    let word = |en: &'static str, zh: &'static str| if lang == Lang::En { en } else { zh };
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR.with_name(word("error", "错误")),
        Severity::Warning => Level::WARNING.with_name(word("warning", "警告")),
        Severity::Info => Level::INFO.with_name(word("info", "提示")),
    };
    let title = level.primary_title(diagnostic.message.in_lang(lang)).id(diagnostic.rule);
    let mut group = frame(
        title.elements(std::iter::empty::<Origin<'_>>()),
        &diagnostic.place,
        AnnotationKind::Primary,
        "",
    );
    for related in &diagnostic.related {
        group = frame(group, &related.place, AnnotationKind::Context, related.message.in_lang(lang));
    }
    if !diagnostic.basis.is_empty() {
        group =
            group.element(Level::NOTE.with_name(word("basis", "依据")).message(law(diagnostic.basis, lang)));
    }
    if let Some(help) = &diagnostic.help {
        group = group.element(Level::HELP.with_name(word("help", "改法")).message(help.in_lang(lang)));
    }
    if report.verbose {
        let explain = format!("mulu explain {}", diagnostic.rule);
        group = group.element(Level::NOTE.with_name(word("see", "参见")).message(explain));
    }
    group
}

/// Adds the line of a place, or only its path where nothing may or can be shown.
fn frame<'a>(group: Group<'a>, place: &'a Place, kind: AnnotationKind, label: &'a str) -> Group<'a> {
    let span = place.span;
    let Some(line) = place.line_text.as_deref() else {
        let origin =
            Origin::path(visible(&place.path)).line(span.line as usize).char_column(span.column as usize);
        return group.element(origin);
    };
    let byte = |column: u32| line.char_indices().nth(column as usize - 1).map_or(line.len(), |(at, _)| at);
    let start = byte(span.column);
    let end = if span.end_line == span.line { byte(span.end_column).max(start) } else { line.len() };
    let annotation = kind.span(start..end);
    let annotation = if label.is_empty() { annotation } else { annotation.label(label) };
    group.element(
        Snippet::source(line)
            .line_start(span.line as usize)
            .path(visible(&place.path))
            .annotation(annotation),
    )
}

/// The provisions of a basis in one line; empty where there are none.
pub fn law(basis: &[Basis], lang: Lang) -> String {
    let one = |basis: &Basis| match (basis.articles, lang) {
        ([], _) => format!("《{}》", basis.law),
        (articles, Lang::En) => format!("《{}》 art. {}", basis.law, articles.join(", ")),
        (articles, Lang::Zh) => {
            let articles: Vec<_> = articles.iter().map(|article| article_zh(article)).collect();
            format!("《{}》{}", basis.law, articles.join("、"))
        }
    };
    let separator = if lang == Lang::En { "; " } else { "；" };
    basis.iter().map(one).collect::<Vec<_>>().join(separator)
}

/// Files, items and findings in a line.
pub fn summary(report: &Report<'_>) -> String {
    let outcome = report.outcome;
    let count = |severity| outcome.count(severity);
    let (errors, warnings, infos) = (count(Severity::Error), count(Severity::Warning), count(Severity::Info));
    let (files, items) = (outcome.files, outcome.items);
    let hidden = infos > 0 && !report.verbose && !report.quiet && report.statistics.is_none();
    match report.lang {
        Lang::En => {
            let n = |count: usize, one: &str| {
                if count == 1 { format!("1 {one}") } else { format!("{count} {one}s") }
            };
            format!(
                "{}, {}: {}, {}, {}{}",
                n(files, "file"),
                n(items, "item"),
                n(errors, "error"),
                n(warnings, "warning"),
                n(infos, "info"),
                if hidden { " (shown with -v)" } else { "" }
            )
        }
        Lang::Zh => format!("文件{files}个，事项{items}个：错误{errors}个，警告{warnings}个，提示{infos}个"),
    }
}
