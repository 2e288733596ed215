//! For people at a terminal: what differs, where both sides say it, what it means.

use std::io::{self, Write};

use super::{DiffReport, apart, applicant, heading, machine, running, sentence, signed, staff};
use crate::compare::burden::Measure;
use crate::diagnostic::{Lang, Place, Text, visible};
use crate::diff::told::Difference;

/// Writes the report.
pub fn write(report: &DiffReport<'_>, out: &mut dyn Write) -> io::Result<()> {
    let en = report.lang == Lang::En;
    for item in report.difference.items.iter().filter(|_| !report.quiet) {
        writeln!(out, "{}", heading(item, report.lang))?;
        for change in &item.changes {
            self::change(report, change, out)?;
        }
        if let Some(delta) = &item.burden {
            let word = if en { "burden" } else { "负担增减" };
            line(report, word, delta.total.known().collect(), out)?;
            for own in &delta.cases {
                line(report, report.say(&own.label), apart(own, delta.total), out)?;
            }
        }
        writeln!(out)?;
    }
    let (items, count) = (report.difference.items.len(), report.count());
    let summary = Text::new(
        format!(
            "pairs compared: {}, items that differ: {items}, differences: {count}",
            report.difference.compared
        ),
        format!("比较{}对事项：{items}个事项有差异，共{count}处", report.difference.compared),
    );
    writeln!(out, "{}", report.say(&summary))?;
    if report.demo && !report.quiet {
        writeln!(out, "{}", report.say(&crate::report::demo_note()))?;
    }
    Ok(())
}

fn change(report: &DiffReport<'_>, change: &Difference, out: &mut dyn Write) -> io::Result<()> {
    let class = [
        applicant(change.class.applicant),
        staff(change.class.staff),
        machine(change.class.machine),
        running(change.class.running),
    ];
    let heads = if report.lang == Lang::En {
        ["applicant", "staff", "machine", "running cases"]
    } else {
        ["申请人", "工作人员", "系统", "在办件"]
    };
    let class: Vec<String> =
        heads.iter().zip(&class).map(|(head, word)| format!("{head} {}", report.say(word))).collect();
    writeln!(out, "  {}", report.say(&sentence(change, report.difference.regions.as_ref())))?;
    writeln!(out, "    {} {} · {}", change.kind.word(), shown(&change.pointer), class.join(" · "))?;
    let place = |place: &Place| format!("{}:{}:{}", visible(&place.path), place.span.line, place.span.column);
    let sides = [("A", &change.a), ("B", &change.b)];
    let sides =
        sides.iter().filter_map(|(name, said)| Some(format!("{name} {}", place(&said.as_ref()?.place))));
    writeln!(out, "    {}", sides.collect::<Vec<_>>().join("  "))
}

fn shown(pointer: &str) -> &str {
    if pointer.is_empty() { "/" } else { pointer }
}

fn line(
    report: &DiffReport<'_>,
    word: &str,
    measures: Vec<(Measure, f64)>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let parts: Vec<String> = measures
        .into_iter()
        .map(|(measure, number)| format!("{} {}", report.say(&measure.name()), signed(measure, number)))
        .collect();
    if parts.is_empty() {
        return Ok(());
    }
    let colon = if report.lang == Lang::En { ": " } else { "：" };
    writeln!(out, "  {word}{colon}{}", parts.join(if report.lang == Lang::En { ", " } else { "，" }))
}
