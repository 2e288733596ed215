//! The register of exemption flags: every record of the catalogue with its state on a day.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::check::{Job, Outcome, check};
use crate::date::Date;
use crate::diagnostic::Severity;
use crate::error::Error;
use crate::load::{self, Files, Ground, UnreadFile};
use crate::locate;
use crate::model::effective::Effective;
use crate::model::exemption::{self, AXES, Exemption, Record};
use crate::model::laws::{Law, Laws};
use crate::source::finding::Spot;
use crate::source::node::Node;
use crate::survey::survey;

/// One record as it stands on the day.
#[derive(Clone, Debug, Serialize)]
pub struct Entry {
    /// The code of the item whose definition writes it.
    pub item: Option<String>,
    /// The name of the item.
    pub name: Option<String>,
    /// Its id in the item.
    pub id: Option<String>,
    /// The duty that it lifts or defers.
    pub duty: Option<String>,
    /// The declared ground.
    pub ground: Option<String>,
    /// Instrument and articles.
    pub citation: Option<Cited>,
    /// What it covers: axis to values; `whole_item` for all.
    pub scope: BTreeMap<&'static str, Vec<String>>,
    /// `exempt`, `deferred`, or `applies` where it lifts nothing on the day.
    pub state: &'static str,
    /// Whether it lifts or defers the duty, and no rule finds an error in it.
    pub valid: bool,
    /// Rules that find an error or a warning in it.
    pub failing: Vec<&'static str>,
    /// The first day on which it holds, where that is still to come.
    pub begins_on: Option<String>,
    /// The last day on which it holds, where that is known.
    pub lapses_on: Option<String>,
    /// The duties that are due once it has lapsed, or are due already.
    pub due: Vec<String>,
    /// The file.
    pub path: String,
    /// The line, from 1.
    pub line: u32,
}

/// What a record cites.
#[derive(Clone, Debug, Serialize)]
pub struct Cited {
    /// The instrument, as it is written.
    pub law: String,
    /// Its articles.
    pub articles: Vec<String>,
}

/// The records of a catalogue, each where it is written, in the order of files, and the files that could not be read.
/// Records of state secrets are in no register.
pub fn register(job: &Job<'_>, files: &Files) -> Result<(Vec<Entry>, Vec<UnreadFile>), Error> {
    let outcome = check(job, files.clone())?;
    let ground = load::ground(job.reading, files)?;
    let failing = failing(&outcome);
    let entries = survey(job.reading, &ground, files, |item| {
        let own = Record::of_item(item).filter_map(|record| entry(job, &ground, item, record, &failing));
        Ok(Some(own.collect::<Vec<_>>()))
    })?;
    Ok((entries.into_iter().flatten().collect(), ground.unread()))
}

/// Rules that complain of a record, by file and pointer of the record.
type Failing = BTreeMap<(String, String), BTreeMap<&'static str, Severity>>;

fn failing(outcome: &Outcome) -> Failing {
    let mut failing = Failing::new();
    for finding in outcome.findings.iter().filter(|finding| finding.severity >= Severity::Warning) {
        let mut steps = finding.pointer.splitn(4, '/').skip(1);
        if let (Some("exemptions"), Some(number)) = (steps.next(), steps.next()) {
            let record = (finding.place.path.to_string(), format!("/exemptions/{number}"));
            failing.entry(record).or_default().insert(finding.rule, finding.severity);
        }
    }
    failing
}

fn entry(
    job: &Job<'_>,
    ground: &Ground<'_>,
    item: &Effective<'_>,
    record: Record<'_>,
    failing: &Failing,
) -> Option<Entry> {
    let own = record.exemption;
    let layer = item.own.root.layer();
    let written = |node: &Node<'_>| {
        node.layer().source.path == layer.source.path && node.layer().document == layer.document
    };
    // A record belongs to the layer that writes it, or a part of it.
    let at = Some(own.node).filter(written).or_else(|| own.node.descendants().find(written))?;
    let place = locate::place(&at.layer().source, &Spot::of(at), false);
    let complaints = failing.get(&(place.path.to_string(), own.node.pointer()));
    let text = |node: Option<Node<'_>>| node.map(|node| node.text().to_owned());
    let laws = ground.registers.laws();
    let lapses_on = last_day(own, laws);
    let holds = own.holds_on(job.day)
        && exemption::lapsed_on(own, laws, job.day).is_none()
        && lapses_on.is_none_or(|last| last >= job.day);
    let state = match (own.is_exempt(), holds) {
        (false, true) => "deferred",
        (true, true) => "exempt",
        (_, false) => "applies",
    };
    let has_error =
        complaints.is_some_and(|found| found.values().any(|severity| *severity == Severity::Error));
    let begins = own.date(&["valid", "from"]).map(|(_, from)| from);
    let due = lapses_on.is_some() || state == "applies";
    Some(Entry {
        item: item.own.code().map(str::to_owned),
        name: text(item.root.get("name")),
        id: text(own.node.get("id")),
        duty: text(own.duty()),
        ground: text(own.ground()),
        citation: own.citation().map(|citation| Cited {
            law: citation.law().text().to_owned(),
            articles: citation.articles().map(|article| article.text().to_owned()).collect(),
        }),
        scope: scope(own),
        state,
        valid: state != "applies" && !has_error,
        failing: complaints.map(|found| found.keys().copied().collect()).unwrap_or_default(),
        begins_on: begins.filter(|from| *from > job.day).map(|day| day.to_string()),
        lapses_on: lapses_on.map(|day| day.to_string()),
        due: own.duty().filter(|_| due).map(|duty| duty.text().to_owned()).into_iter().collect(),
        path: place.path.to_string(),
        line: place.span.line,
    })
}

/// The last day on which a record holds: end of validity, target of a deferral, last day of its instrument.
fn last_day(record: Exemption<'_>, laws: &Laws) -> Option<Date> {
    let target = record.date(&["target"]).map(|(_, day)| day).filter(|_| !record.is_exempt());
    let law = record.citation().and_then(|citation| citation.find(laws)).and_then(Law::gone_on);
    let law = law.and_then(|gone| gone.days_later(-1));
    record.ends().into_iter().chain(target).chain(law).min()
}

fn scope(record: Exemption<'_>) -> BTreeMap<&'static str, Vec<String>> {
    let scope = record.scope();
    if scope.is_whole() {
        return BTreeMap::from([("whole_item", vec!["true".to_owned()])]);
    }
    let values = |axis| scope.values(axis).map(|value| value.text().to_owned()).collect::<Vec<_>>();
    AXES.into_iter().map(|axis| (axis, values(axis))).filter(|(_, values)| !values.is_empty()).collect()
}
