//! The notice of what changed, for everybody: what Markdown and HTML show.

use serde::Serialize;

use super::{DiffReport, apart, sentence, signed};
use crate::compare::burden::Measure;
use crate::compare::{Applicant, Running};
use crate::diagnostic::{Lang, Text};
use crate::diff::told::{Difference, ItemDifference};
use crate::report::demo_note;
use crate::standard::variation::Staff;

/// All that a notice says, in one language.
#[derive(Debug, Serialize)]
pub struct Notice {
    /// `zh-CN` or `en`.
    pub lang: &'static str,
    /// The title.
    pub title: String,
    /// What was compared, and how much differs.
    pub summary: String,
    /// Set where the catalogue holds illustrative data.
    pub demo: Option<String>,
    /// Item by item.
    pub items: Vec<Part>,
    /// Title of the table of burdens and of its columns.
    pub burden: [String; 3],
}

/// What the notice says of one item.
#[derive(Debug, Serialize)]
pub struct Part {
    /// Name, and divisions where they differ.
    pub name: String,
    /// `基本编码` or `实施编码`, and the code.
    pub code: String,
    /// Title and sentences of each group.
    pub groups: Vec<(String, Vec<String>)>,
    /// Measure and signed number: of the item at its fullest, then case by case.
    pub burden: Vec<(String, String)>,
    /// How applications under way are treated.
    pub running: Option<String>,
}

impl Notice {
    /// The notice of a report. What concerns neither applicants nor staff is left out.
    pub fn of(report: &DiffReport<'_>) -> Self {
        let en = report.lang == Lang::En;
        let say = |en_text: &str, zh_text: &str| if en { en_text.to_owned() } else { zh_text.to_owned() };
        let items: Vec<Part> = report.difference.items.iter().filter_map(|item| part(report, item)).collect();
        let count: usize = items.iter().flat_map(|item| &item.groups).map(|(_, all)| all.len()).sum();
        let [a, b] = report.names;
        let title = if report.regions {
            say("Comparison of service items in two regions", "政务服务事项要素差异对照")
        } else {
            say("Changes of government service items", "政务服务事项要素调整情况")
        };
        let summary = Text::new(
            format!("{a} compared with {b}: {count} differences in {} items.", items.len()),
            format!("对照范围：{a}与{b}。涉及事项{}个，共{count}处。", items.len()),
        );
        Self {
            lang: if en { "en" } else { "zh-CN" },
            title,
            summary: report.say(&summary).to_owned(),
            demo: report.demo.then(|| report.say(&demo_note()).to_owned()),
            items,
            burden: [
                say("What an applicant has to do", "申请人办事负担变化"),
                say("measure", "项目"),
                say("difference", "增减"),
            ],
        }
    }
}

fn part(report: &DiffReport<'_>, item: &ItemDifference) -> Option<Part> {
    let shown = |change: &&Difference| change.class.staff != Staff::None;
    let of = |applicant: Applicant| -> Vec<String> {
        let own = item.changes.iter().filter(shown).filter(|change| change.class.applicant == applicant);
        own.map(|change| report.say(&sentence(change, report.names, report.regions)).to_owned()).collect()
    };
    let titles = [
        (Applicant::Eases, Text::new("What becomes easier", "便利申请人的调整")),
        (Applicant::Burdens, Text::new("What is asked in addition", "增加申请人义务的调整")),
        (Applicant::Neutral, Text::new("Other changes", "其他调整")),
    ];
    let in_two = [
        (Applicant::Eases, Text::new("Easier for applicants in the second", "后者更便利的方面")),
        (Applicant::Burdens, Text::new("Easier for applicants in the first", "前者更便利的方面")),
        (Applicant::Neutral, Text::new("Other differences", "其他差异")),
    ];
    let groups: Vec<(String, Vec<String>)> = if report.regions { in_two } else { titles }
        .into_iter()
        .map(|(class, title)| (report.say(&title).to_owned(), of(class)))
        .filter(|(_, sentences)| !sentences.is_empty())
        .collect();
    if groups.is_empty() {
        return None;
    }
    let name = match (&item.regions, report.say(&item.name)) {
        ([Some(a), Some(b)], name) if a != b => name.to_owned(),
        ([_, Some(region)] | [Some(region), _], name) => match report.lang {
            Lang::En => format!("{name} ({region})"),
            Lang::Zh => format!("{name}（{region}）"),
        },
        (_, name) => name.to_owned(),
    };
    let code = item.item.as_deref().unwrap_or("—");
    let code = match (report.lang, code.len()) {
        (Lang::En, _) => format!("Code: {code}"),
        (Lang::Zh, 31) => format!("实施编码：{code}"),
        (Lang::Zh, _) => format!("基本编码：{code}"),
    };
    let burden = item.burden.as_ref().map(|delta| {
        let mut rows = rows(report, None, delta.total.known().collect());
        rows.extend(
            delta.cases.iter().flat_map(|own| self::rows(report, Some(&own.label), apart(own, delta.total))),
        );
        rows
    });
    Some(Part { name, code, groups, burden: burden.unwrap_or_default(), running: running(report, item) })
}

fn rows(report: &DiffReport<'_>, of: Option<&Text>, measures: Vec<(Measure, f64)>) -> Vec<(String, String)> {
    let rows = measures.into_iter().map(|(measure, number)| {
        let name = measure.name();
        let name = report.say(&name);
        let shown = of.map_or_else(
            || name.to_owned(),
            |of| match report.lang {
                Lang::En => format!("{name} ({})", report.say(of)),
                Lang::Zh => format!("{name}（{}）", report.say(of)),
            },
        );
        (shown, signed(number))
    });
    rows.collect()
}

/// What becomes of applications under way, for the publisher to confirm.
fn running(report: &DiffReport<'_>, item: &ItemDifference) -> Option<String> {
    if report.regions {
        return None;
    }
    let any = |class: Running| {
        item.changes.iter().any(|change| change.class.running == class && change.class.staff != Staff::None)
    };
    let text = match (any(Running::Grandfathered), any(Running::Transition)) {
        (false, false) => return None,
        (true, false) => Text::new(
            "Applications made before: what is asked in addition does not apply to them (to be confirmed by the publisher).",
            "衔接办理（请发布机关核定）：调整前已提出的申请，不适用新增加的要求，按提出申请时的规定办理。",
        ),
        (_, true) => Text::new(
            "A date from which the changes hold has to be set; applications made before follow what held when they were made (to be confirmed by the publisher).",
            "衔接办理（请发布机关核定）：本次调整须明确施行日期；施行前已提出的申请，按提出申请时的规定办理。",
        ),
    };
    Some(report.say(&text).to_owned())
}
