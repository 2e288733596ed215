//! Differences to text. One format, one file.

pub mod html;
pub mod json;
pub mod markdown;
pub mod notice;
pub mod rows;
pub mod text;

use std::io::{self, Write};

use crate::compare::burden::{Burden, Case, Measure};
use crate::compare::{Applicant, Kind, Running};
use crate::date::Date;
use crate::diagnostic::{Lang, Text};
use crate::diff::Difference;
use crate::diff::told::{self, ItemDifference};
use crate::standard::variation::{Machine, Staff};

/// The shapes differences can be written in.
#[derive(Clone, Copy, Debug, Eq, PartialEq, clap::ValueEnum)]
pub enum DiffFormat {
    /// For people: what differs, where both sides say it, what it means · 供人阅读：差异、双方位置和含义
    Text,
    /// For programs: one JSON document, version 1 · 供程序读取：JSON 第1版
    Json,
    /// A notice that can be published · 可以公布的告知书
    Markdown,
    /// The notice as one page · 单页网页形式的告知书
    Html,
    /// A table: one difference a row · 表格：每行一处差异
    Csv,
}

/// What a report of differences is made of.
#[derive(Clone, Copy, Debug)]
pub struct DiffReport<'a> {
    /// What differs.
    pub difference: &'a Difference,
    /// How A and B were named.
    pub names: [&'a str; 2],
    /// The language of the texts.
    pub lang: Lang,
    /// The edition of the standard.
    pub edition: &'a str,
    /// The day of the run.
    pub as_of: Date,
    /// Whether the catalogue holds illustrative data.
    pub demo: bool,
    /// Whether only the summary is wanted.
    pub quiet: bool,
}

impl DiffReport<'_> {
    /// Writes the report in a format.
    pub fn write(&self, format: DiffFormat, out: &mut dyn Write) -> io::Result<()> {
        match format {
            DiffFormat::Text => text::write(self, out),
            DiffFormat::Json => json::write(self, out),
            DiffFormat::Markdown => markdown::write(self, out),
            DiffFormat::Html => html::write(self, out),
            DiffFormat::Csv => rows::write(self, out),
        }
    }

    /// How many differences there are.
    pub fn count(&self) -> usize {
        self.difference.items.iter().map(|item| item.changes.len()).sum()
    }

    /// The burden of all items together.
    pub fn total(&self) -> Burden {
        let deltas = self.difference.items.iter().filter_map(|item| item.burden.as_ref());
        deltas.fold(Burden::default(), |all, delta| all.plus(delta.total))
    }

    /// A text in the language of the report.
    pub fn say<'t>(&self, text: &'t Text) -> &'t str {
        text.in_lang(self.lang)
    }
}

/// The word for what a change does to the applicant.
pub fn applicant(class: Applicant) -> Text {
    match class {
        Applicant::Eases => Text::new("eases", "便利"),
        Applicant::Burdens => Text::new("burdens", "加重"),
        Applicant::Neutral => Text::new("neutral", "中性"),
    }
}

/// The word for what a change does to the staff.
pub fn staff(class: Staff) -> Text {
    match class {
        Staff::Work => Text::new("work", "办理方式变化"),
        Staff::Guidance => Text::new("guidance", "告知内容变化"),
        Staff::None => Text::new("none", "不涉及"),
    }
}

/// The word for what a change does to callers of interfaces.
pub fn machine(class: Machine) -> Text {
    match class {
        Machine::Breaking => Text::new("breaking", "不兼容"),
        Machine::Compatible => Text::new("compatible", "兼容"),
        Machine::None => Text::new("none", "不涉及"),
    }
}

/// The word for what becomes of applications under way.
pub fn running(class: Running) -> Text {
    match class {
        Running::Applies => Text::new("applies", "即时适用"),
        Running::Grandfathered => Text::new("grandfathered", "按申请时规定办理"),
        Running::Transition => Text::new("transition", "需设过渡日期"),
    }
}

/// A signed number as people read it: `+2`, `-0.5`, `0`; fees in yuan.
pub fn signed(measure: Measure, number: f64) -> String {
    let number = if measure == Measure::FeeFen { number / 100.0 } else { number };
    let sign = if number > 0.0 { "+" } else { "" };
    format!("{sign}{}", if number == 0.0 { 0.0 } else { number })
}

/// The measures in which a case differs otherwise than the item as a whole, nothing included.
pub fn apart(case: &Case, total: Burden) -> Vec<(Measure, f64)> {
    let whole = total.0.into_iter();
    let own = case.burden.measures().zip(whole).filter(|((_, number), whole)| number != whole);
    own.filter_map(|((measure, number), _)| Some((measure, number?))).collect()
}

/// One difference as a sentence: of two regions, where these are compared, else of what changes.
pub fn sentence(change: &told::Difference, regions: Option<&[Text; 2]>) -> Text {
    let of = |said: &Option<told::Said>| {
        said.as_ref().map_or_else(|| Text::new("not stated", "未作规定"), |said| said.words.clone())
    };
    let (a, b, label) = (of(&change.a), of(&change.b), &change.label);
    if let Some(regions) = regions {
        return beside(change, regions, &a, &b);
    }
    match change.kind {
        Kind::ItemAdded => Text::new(format!("the item {} is new", b.en), format!("新增事项“{}”", b.zh)),
        Kind::ItemRemoved => Text::new(format!("the item {} is gone", a.en), format!("取消事项“{}”", a.zh)),
        Kind::ItemSplit => {
            Text::new(format!("{} became {}", a.en, b.en), format!("事项“{}”拆分为{}", a.zh, b.zh))
        }
        Kind::ItemMerged => {
            Text::new(format!("{} became {}", a.en, b.en), format!("{}合并为事项“{}”", a.zh, b.zh))
        }
        Kind::EntryAdded => Text::new(format!("{} is new", label.en), format!("新增{}", label.zh)),
        Kind::EntryRemoved => Text::new(format!("{} is gone", label.en), format!("取消{}", label.zh)),
        Kind::ElementAdded => Text::new(
            format!("{} is now stated: {}", label.en, b.en),
            format!("补充写明{}：{}", label.zh, b.zh),
        ),
        Kind::ElementRemoved => Text::new(
            format!("{} is no longer stated, which was \"{}\"", label.en, a.en),
            format!("不再写明{}（原为“{}”）", label.zh, a.zh),
        ),
        Kind::Reordered => {
            Text::new(format!("{} stand in another order", label.en), format!("{}的顺序有调整", label.zh))
        }
        _ => Text::new(
            format!("{} changes from \"{}\" to \"{}\"", label.en, a.en, b.en),
            format!("{}由“{}”调整为“{}”", label.zh, a.zh, b.zh),
        ),
    }
}

/// One difference between two regions: nothing came or went, each says what it says.
fn beside(change: &told::Difference, [one, two]: &[Text; 2], a: &Text, b: &Text) -> Text {
    let label = &change.label;
    let only = |place: &Text| match change.kind {
        Kind::ItemAdded | Kind::ItemRemoved => Text::new(
            format!("only {} lists the item", place.en),
            format!("仅{}的实施清单列有该事项", place.zh),
        ),
        _ => Text::new(
            format!("{}: only in {}", label.en, place.en),
            format!("{}：仅{}有此项", label.zh, place.zh),
        ),
    };
    let said = |place: &Text, own: &Option<told::Said>, words: &Text| match own {
        Some(_) => {
            Text::new(format!("{} \"{}\"", place.en, words.en), format!("{}为“{}”", place.zh, words.zh))
        }
        None => Text::new(format!("{} not stated", place.en), format!("{}未作规定", place.zh)),
    };
    match change.kind {
        Kind::ItemAdded | Kind::EntryAdded => only(two),
        Kind::ItemRemoved | Kind::EntryRemoved => only(one),
        Kind::Reordered => {
            Text::new(format!("{}: in another order", label.en), format!("{}：顺序不同", label.zh))
        }
        _ => {
            let (a, b) = (said(one, &change.a, a), said(two, &change.b, b));
            Text::new(
                format!("{}: {}, {}", label.en, a.en, b.en),
                format!("{}：{}，{}", label.zh, a.zh, b.zh),
            )
        }
    }
}

/// How an item is headed: code, name, divisions.
pub fn heading(item: &ItemDifference, lang: Lang) -> String {
    let code = item.item.as_deref().unwrap_or("-");
    let name = item.name.in_lang(lang);
    match &item.regions {
        [Some(a), Some(b)] if a != b => format!("{code} {name} {a} → {b}"),
        [Some(region), _] | [_, Some(region)] => format!("{code} {name} {region}"),
        _ => format!("{code} {name}"),
    }
}
