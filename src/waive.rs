//! Waivers applied: accepted findings are taken out, and waivers that cannot be honoured, have
//! lapsed or accept nothing are findings themselves. Every command that checks goes this way.

use std::collections::HashMap;
use std::sync::Arc;

use serde::Serialize;

use crate::check::Job;
use crate::date::Date;
use crate::diagnostic::{Diagnostic, Lang, Severity, Text};
use crate::error::Error;
use crate::locate::{Subject, locate};
use crate::model::waivers::{Scope, Waiver};
use crate::numbers::citizen_number;
use crate::rules;
use crate::source::finding::Finding;
use crate::standard::binding::Binding;
use crate::standard::words;

/// What became of a waiver in a run.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    /// It accepts findings.
    InForce,
    /// It accepts nothing.
    Unused,
    /// It accepts nothing of what was judged, which was not all.
    NotJudged,
    /// Its last day has passed.
    Expired,
    /// It lacks something, or its rule may not be waived.
    Refused,
}

impl State {
    /// The word for people.
    pub fn in_lang(self, lang: Lang) -> &'static str {
        let (en, zh) = match self {
            Self::InForce => ("in force", "有效"),
            Self::Unused => ("unused", "未用到"),
            Self::NotJudged => ("not judged", "本次未检查"),
            Self::Expired => ("expired", "已过期"),
            Self::Refused => ("refused", "不予承认"),
        };
        if lang == Lang::Zh { zh } else { en }
    }
}

/// A line of the register of waivers.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Id of the rule.
    pub rule: String,
    /// Which findings, in words.
    pub scope: Text,
    /// Why.
    pub reason: String,
    /// Who decided so; empty where it is not written.
    pub authority: String,
    /// The last day.
    pub until: Option<Date>,
    /// What became of it.
    pub state: State,
    /// How many findings it accepted.
    pub findings: usize,
    /// Where it is written.
    pub path: Arc<str>,
    /// In which line.
    pub line: u32,
}

/// All waivers of a catalogue, in the order in which they are written.
pub type Register = Vec<Entry>;

/// Takes accepted findings out, unless the job wants to see all, adds what is wrong with the
/// waivers, and gives the register.
pub fn apply(
    job: &Job<'_>,
    waivers: &[Waiver],
    findings: &mut Vec<Box<Diagnostic>>,
) -> Result<Register, Error> {
    if waivers.is_empty() {
        return Ok(Vec::new());
    }
    let binding = job.reading.standard.binding()?;
    let complaints: Vec<_> = waivers.iter().map(|waiver| complain(waiver, &binding)).collect();
    let expired = |waiver: &Waiver| waiver.until.is_some_and(|until| until < job.day);
    let active = (0..waivers.len()).filter(|number| !complaints[*number].1 && !expired(&waivers[*number]));
    let active: Vec<_> = active.collect();
    let hits = accept(waivers, &active, findings, job.waive);
    let mut register = Vec::new();
    for (number, (waiver, (mut own, refused))) in waivers.iter().zip(complaints).enumerate() {
        let state = match (refused, expired(waiver), hits[number]) {
            (true, ..) => State::Refused,
            (_, true, _) => State::Expired,
            (_, _, 0) if job.whole || waiver.comment => State::Unused,
            (_, _, 0) => State::NotJudged,
            _ => State::InForce,
        };
        match state {
            State::Expired => own.push(lapsed(waiver)),
            State::Unused => own.push(idle(waiver)),
            _ => {}
        }
        let source = &waiver.at.source;
        let located = own
            .into_iter()
            .filter_map(|finding| locate(finding, &[source.as_ref()], &Subject::default(), job.manifest));
        findings.extend(located);
        register.push(Entry {
            rule: waiver.rule.clone(),
            scope: waiver.scope.in_words(),
            reason: citizen_number::masked(&waiver.reason).into_owned(),
            authority: waiver.authority.clone(),
            until: waiver.until,
            state,
            findings: hits[number],
            path: Arc::clone(&source.path),
            line: source.span(waiver.at.range.clone()).line,
        });
    }
    register.sort_by(|a, b| (&a.path, a.line, &a.rule).cmp(&(&b.path, b.line, &b.rule)));
    Ok(register)
}

/// How many findings each waiver accepts; they are taken out where `take` is set.
fn accept(
    waivers: &[Waiver],
    active: &[usize],
    findings: &mut Vec<Box<Diagnostic>>,
    take: bool,
) -> Vec<usize> {
    // By rule and item or line, else by rule alone, so that a long register is not read for each finding.
    let mut known: HashMap<(&str, &str, u32), Vec<usize>> = HashMap::new();
    for &number in active {
        let waiver = &waivers[number];
        let (place, line) = match &waiver.scope {
            Scope::Line(path, line) => (&**path, *line),
            Scope::Named { item, .. } => (item.as_deref().unwrap_or_default(), 0),
        };
        known.entry((present(&waiver.rule), place, line)).or_default().push(number);
    }
    let mut hits = vec![0; waivers.len()];
    findings.retain(|finding| {
        let item = finding.item.as_deref().unwrap_or_default();
        let mut places = vec![("", 0), (&*finding.place.path, finding.place.span.line)];
        places.extend((!item.is_empty()).then_some((item, 0)));
        let candidates = places.iter().filter_map(|(place, line)| known.get(&(finding.rule, *place, *line)));
        let mut candidates = candidates.flatten().copied();
        let Some(number) = candidates.find(|number| waivers[*number].scope.holds(finding)) else {
            return true;
        };
        hits[number] += 1;
        !take
    });
    hits
}

/// The present id of a rule that may have had another.
fn present(rule: &str) -> &str {
    rules::RENAMED.iter().find(|(former, _)| *former == rule).map_or(rule, |(_, present)| present)
}

/// What is wrong with a waiver by itself, and whether it is refused for that.
fn complain(waiver: &Waiver, binding: &Binding) -> (Vec<Finding>, bool) {
    let mut found = Vec::new();
    let rule = present(&waiver.rule);
    let mut lacks = |en: &str, zh: &str, help_en: &str, help_zh: &str| {
        let message = Text::new(format!("the waiver {en}"), format!("该豁免{zh}"));
        let help = Text::new(help_en.to_owned(), help_zh.to_owned());
        found.push(at(waiver, "waiver-incomplete", message).help(help));
    };
    if waiver.rule.is_empty() && waiver.comment {
        let help = "write `# mulu: allow RULE until=2027-06-30 reason=…`";
        lacks(
            "names no rule",
            "没有写明规则",
            help,
            "请写作“# mulu: allow 规则 until=2027-06-30 reason=理由”",
        );
    }
    // What an entry of a document lacks, and what cannot be read of its place, is reported by its schema.
    if waiver.comment && waiver.reason.is_empty() {
        lacks("gives no reason", "没有理由", "add `reason=…`", "请补写“reason=理由”");
    }
    if let Some(until) = waiver.bad_until.as_ref().filter(|_| waiver.comment) {
        let en = format!("ends on \"{}\", which is no date", words::shorten(until));
        let zh = format!("的期限“{}”不是日期", words::shorten(until));
        lacks(&en, &zh, "write until=YYYY-MM-DD", "请写作 until=YYYY-MM-DD");
    }
    let complete =
        found.is_empty() && !waiver.reason.is_empty() && waiver.bad_until.is_none() && !waiver.bad_place;
    if !waiver.rule.is_empty() && rules::find(rule).is_none() {
        found.push(unknown(waiver));
    } else if binding.forbids_waiver(rule) {
        let message = Text::new(
            format!(
                "`{}` cannot be waived: the law knows no exception that an authority could grant",
                waiver.rule
            ),
            format!("“{}”不得豁免：法律没有规定可由机关准予的例外", waiver.rule),
        );
        let help = Text::new("delete the waiver and put the finding right", "请删除该豁免并改正问题");
        found.push(at(waiver, "waiver-not-allowed", message).help(help));
    } else if complete && waiver.until.is_none() {
        let message = Text::new("the waiver has no end", "该豁免没有期限");
        let help = if waiver.comment {
            Text::new("add until=YYYY-MM-DD", "请补写 until=YYYY-MM-DD")
        } else {
            Text::new("add `until: YYYY-MM-DD`", "请补写“until: YYYY-MM-DD”")
        };
        found.push(at(waiver, "waiver-incomplete", message).help(help).weigh(Severity::Warning));
    }
    let refused = !complete || found.iter().any(|finding| finding.severity.is_none());
    (found, refused)
}

fn unknown(waiver: &Waiver) -> Finding {
    let message = Text::new(
        format!("the waiver is for a rule `{}`, which does not exist", words::shorten(&waiver.rule)),
        format!("该豁免所指的规则“{}”不存在", words::shorten(&waiver.rule)),
    );
    let nearest = words::nearest(&waiver.rule, rules::ids().into_iter(), 1);
    let help = nearest.first().map_or_else(
        || Text::new("`mulu rules` lists them", "用 mulu rules 查看全部规则"),
        |id| Text::new(format!("did you mean `{id}`?"), format!("是否应为“{id}”？")),
    );
    at(waiver, "waiver-rule-unknown", message).help(help)
}

fn lapsed(waiver: &Waiver) -> Finding {
    let until = waiver.until.map(|until| until.to_string()).unwrap_or_default();
    let message = Text::new(
        format!("the waiver of `{}` ended on {until}", waiver.rule),
        format!("对“{}”的豁免已于{until}到期", waiver.rule),
    );
    let help =
        Text::new("put the finding right, or have the waiver decided anew", "请改正问题，或重新办理豁免");
    at(waiver, "waiver-expired", message).help(help)
}

fn idle(waiver: &Waiver) -> Finding {
    let message = Text::new(
        format!("the waiver of `{}` accepts nothing: there is no such finding", waiver.rule),
        format!("对“{}”的豁免没有用到：没有这样的问题", waiver.rule),
    );
    let help = Text::new("delete it", "请删除该豁免");
    at(waiver, "waiver-unused", message).help(help)
}

/// A finding where a waiver is written. Its line is not repeated: a comment can hold anything.
fn at(waiver: &Waiver, rule: &'static str, message: Text) -> Finding {
    let at = &waiver.at;
    let mut finding = Finding {
        pointer: at.pointer.clone(),
        stable: at.name.clone(),
        ..Finding::new(rule, at.document, at.range.clone(), message)
    };
    finding.unquoted = waiver.comment;
    finding
}
