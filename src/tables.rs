//! CSV tables of registers: each row against the schema of its table, a wrong one at its line.

use std::collections::HashMap;

use rayon::prelude::*;

use crate::check::{Job, Outcome};
use crate::diagnostic::{Diagnostic, Text};
use crate::error::Error;
use crate::locate::{Subject, locate};
use crate::model::registers::{Table, register_of};
use crate::source::finding::Finding;
use crate::source::node::Node;
use crate::source::table::Rows;
use crate::source::tree::Tree;
use crate::standard::shape;

/// Checks the tables that were asked for.
pub fn check(job: &Job<'_>, paths: &[String]) -> Result<Outcome, Error> {
    let mut outcome = Outcome::default();
    for path in paths {
        let shown = job.reading.store.shown(path);
        if (job.wanted)(&shown) && job.region.is_none() {
            outcome.files += 1;
            outcome.findings.extend(table(job, path, &shown)?);
        }
    }
    Ok(outcome)
}

fn table(job: &Job<'_>, path: &str, shown: &str) -> Result<Vec<Box<Diagnostic>>, Error> {
    let table = Table::read(job.reading.store, path, shown);
    let schema = format!("registers/{}-table.schema.json", register_of(path));
    let Rows { header, rows, mut findings } = table.content;
    if job.reading.standard.schemas.has(&schema) {
        let judged = |row: Node<'_>| shape::check(job.reading.standard, &schema, &schema, row);
        // A column that is missing or unknown is so in every row: that is said at the header.
        let is_of_header = |finding: &Finding| finding.absent || finding.rule == "element-unknown";
        let columns = header.as_ref().and_then(Tree::root).map(judged).transpose()?.unwrap_or_default();
        findings.extend(of_header(columns.into_iter().filter(is_of_header).collect()));
        let wrong: Result<Vec<_>, Error> = rows.par_iter().filter_map(Tree::root).map(judged).collect();
        findings.extend(wrong?.into_iter().flatten().filter(|finding| !is_of_header(finding)));
        findings.extend(doubled_codes(&rows));
    } else {
        let name = register_of(path);
        let message = Text::new(
            format!("there is no table of a register `{name}`"),
            format!("没有名为“{name}”的登记册表"),
        );
        let help = Text::new(
            "name the file after a register with a table: laws.csv, divisions.csv",
            "请以有表的登记册命名文件：laws.csv、divisions.csv",
        );
        findings.push(Finding::new("register-row-wrong", 0, 0..0, message).help(help));
    }
    let located = findings.into_iter().filter_map(|finding| {
        // A change that suits a YAML file does not suit a table.
        let finding = Finding { fix: None, ..finding };
        let subject = subject(&rows, &finding, path);
        locate(finding, &[&table.source], &subject, job.manifest)
    });
    Ok(located.collect())
}

/// What is wrong with a header: a column that is meant by one of another name is not missing as well.
fn of_header(mut findings: Vec<Finding>) -> Vec<Finding> {
    let meant = findings.iter().filter_map(|finding| finding.fix.as_ref());
    let meant: Vec<String> = meant.map(|fix| format!("/{}", fix.text.trim_matches('"'))).collect();
    findings.retain(|finding| !(finding.absent && meant.contains(&finding.pointer)));
    findings
}

/// The row that a finding is about, by its first field, so that each row has fingerprints of its own.
fn subject(rows: &[Tree], finding: &Finding, path: &str) -> Subject {
    let at = rows.partition_point(|row| row.node(0).range().start <= finding.spot.at.start);
    let row = at.checked_sub(1).and_then(|at| rows[at].root());
    let first = row.and_then(|row| row.entries().next()).map_or("", |(_, value)| value.text());
    let register = register_of(path);
    Subject { identity: format!("{register}/{first}").into(), ..Subject::default() }
}

/// Rows that have the code of an earlier row.
fn doubled_codes(rows: &[Tree]) -> Vec<Finding> {
    let mut seen = HashMap::new();
    let codes = rows.iter().filter_map(|row| row.root()?.get("code"));
    let doubled =
        codes.filter_map(|code| seen.insert(code.text().to_owned(), code).map(|first| (first, code)));
    let findings = doubled.map(|(first, code)| {
        let message = Text::new(
            format!("the code {} stands in the table already", code.text()),
            format!("表中已有代码{}", code.text()),
        );
        Finding::at("register-id-doubled", code, message)
            .help(Text::new("keep one of the two rows", "请只保留一行"))
            .beside(first, Text::new("first stands here", "首次出现在此处"))
    });
    findings.collect()
}
