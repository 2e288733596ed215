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
        let (title, summary, burden) = match &report.difference.regions {
            Some([one, two]) => (
                say("Comparison of service items in two regions", "政务服务事项要素差异对照"),
                Text::new(
                    format!(
                        "{} compared with {}: items {}, differences {count}.",
                        two.en,
                        one.en,
                        items.len()
                    ),
                    format!("对照地区：{}、{}。涉及事项{}个，差异{count}处。", one.zh, two.zh, items.len()),
                ),
                say(
                    "What the second asks of an applicant beside the first",
                    "申请人办事负担差异（后者比前者）",
                ),
            ),
            None => (
                say("Changes of government service items", "政务服务事项要素调整情况"),
                Text::new(
                    format!("From {a} to {b}: items {}, changes {count}.", items.len()),
                    format!("对照版本：{a}、{b}。涉及事项{}个，调整{count}处。", items.len()),
                ),
                say("What is asked of an applicant", "申请人办事负担变化"),
            ),
        };
        Self {
            lang: if en { "en" } else { "zh-CN" },
            title,
            summary: report.say(&summary).to_owned(),
            demo: report.demo.then(|| report.say(&demo_note()).to_owned()),
            items,
            burden: [burden, say("measure", "项目"), say("difference", "增减")],
        }
    }
}

fn part(report: &DiffReport<'_>, item: &ItemDifference) -> Option<Part> {
    let shown = |change: &&Difference| change.class.staff != Staff::None;
    let of = |applicant: Applicant| -> Vec<String> {
        let own = item.changes.iter().filter(shown).filter(|change| change.class.applicant == applicant);
        own.map(|change| whole(&sentence(change, report.difference.regions.as_ref()), report.lang)).collect()
    };
    let titles = [
        (Applicant::Eases, Text::new("What becomes easier", "便利申请人的调整")),
        (Applicant::Burdens, Text::new("What is asked in addition", "增加申请人义务的调整")),
        (Applicant::Neutral, Text::new("Other changes", "其他调整")),
    ];
    let easier = |side: usize| {
        let place = report.difference.regions.as_ref().map(|regions| &regions[side]);
        let (en, zh) = place.map_or(("", ""), |place| (&place.en, &place.zh));
        Text::new(format!("Easier for applicants in {en}"), format!("{zh}更便利的方面"))
    };
    let in_two = [
        (Applicant::Eases, easier(1)),
        (Applicant::Burdens, easier(0)),
        (Applicant::Neutral, Text::new("Other differences", "其他差异")),
    ];
    let in_regions = report.difference.regions.is_some();
    let groups: Vec<(String, Vec<String>)> = if in_regions { in_two } else { titles }
        .into_iter()
        .map(|(class, title)| (report.say(&title).to_owned(), of(class)))
        .filter(|(_, sentences)| !sentences.is_empty())
        .collect();
    if groups.is_empty() {
        return None;
    }
    let name = match (&item.places, report.say(&item.name)) {
        ([Some(a), Some(b)], name) if a != b => name.to_owned(),
        ([_, Some(region)] | [Some(region), _], name) => match report.lang {
            Lang::En => format!("{name} ({})", region.en),
            Lang::Zh => format!("{name}（{}）", region.zh),
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

/// A sentence with its full stop, and with a capital where its letters have one.
fn whole(sentence: &Text, lang: Lang) -> String {
    let text = sentence.in_lang(lang);
    let stop = if lang == Lang::En { "." } else { "。" };
    let stop = if text.ends_with(['。', '.', '！', '？']) { "" } else { stop };
    let mut letters = text.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    first.chain(letters).collect::<String>() + stop
}

/// How much more or less, in the words of an official text.
fn more_or_less(lang: Lang, measure: Measure, number: f64) -> String {
    let signed = signed(measure, number);
    match (lang, signed.split_at(1)) {
        (Lang::Zh, ("+", number)) => format!("增加{number}"),
        (Lang::Zh, ("-", number)) => format!("减少{number}"),
        (Lang::Zh, _) => "不变".to_owned(),
        (Lang::En, _) => signed,
    }
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
        (shown, more_or_less(report.lang, measure, number))
    });
    rows.collect()
}

/// What becomes of applications under way, for the publisher to confirm.
fn running(report: &DiffReport<'_>, item: &ItemDifference) -> Option<String> {
    if report.difference.regions.is_some() {
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
