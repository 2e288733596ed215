//! The lock table (`variation.yaml`): who may change what, in which direction, by which law,
//! and what a change means for whom.

use std::collections::{BTreeMap, HashMap};
use std::iter::successors;

use serde::Deserialize;

use super::watch::Watch;
use crate::diagnostic::Text;

/// The lock table of an edition.
#[derive(Debug, Deserialize)]
#[serde(try_from = "File")]
pub struct Variation {
    reasons: BTreeMap<String, Reason>,
    lines: HashMap<String, Line>,
    rows: BTreeMap<String, String>,
    /// Where what a lower layer says otherwise is to be judged.
    pub watch: Watch,
    /// The elements that a matrix shows, in order.
    pub matrix: Vec<String>,
    /// Which elements are asked to be the same at every tier, the shortest profile first.
    pub unification: Vec<Unification>,
}

/// What a layer may do with an element of the layers above.
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, PartialEq)]
#[serde(rename_all = "kebab-case")]
pub enum Policy {
    /// It stays as it is.
    Locked,
    /// It changes in its direction only.
    Favourable,
    /// It changes where an instrument of the right level is cited.
    LocalBasis,
    /// It says what holds there.
    #[default]
    Free,
}

/// What eases the applicant.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq)]
#[serde(rename_all = "kebab-case")]
pub enum Direction {
    /// A shorter limit.
    Shorter,
    /// Fewer entries, a smaller number, a flag that is off.
    Fewer,
    /// A smaller amount.
    Lower,
    /// More entries, a greater number, a flag that is on.
    More,
    /// A person has to read it.
    Judge,
}

/// What a verdict is about.
#[derive(Clone, Copy, Debug, Deserialize, Eq, Ord, PartialEq, PartialOrd, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Dimension {
    /// How long it takes.
    Time,
    /// What has to be brought.
    Materials,
    /// How often one has to come.
    Visits,
    /// What it costs.
    Fees,
    /// The ways in which one can apply.
    Channels,
    /// What one has to fulfil.
    Conditions,
}

impl Dimension {
    /// All of them, in the order of outputs.
    pub const ALL: [Self; 6] =
        [Self::Time, Self::Materials, Self::Visits, Self::Fees, Self::Channels, Self::Conditions];

    /// Its name.
    pub fn name(self) -> Text {
        match self {
            Self::Time => Text::new("time", "时限"),
            Self::Materials => Text::new("materials", "材料"),
            Self::Visits => Text::new("visits", "到场"),
            Self::Fees => Text::new("fees", "收费"),
            Self::Channels => Text::new("channels", "渠道"),
            Self::Conditions => Text::new("conditions", "条件"),
        }
    }
}

/// What a change means for those who carry an item out.
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, PartialEq, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Staff {
    /// What they do changes.
    Work,
    /// What they tell applicants changes.
    #[default]
    Guidance,
    /// Neither.
    None,
}

/// What a change means for those who call generated interfaces.
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, PartialEq, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Machine {
    /// Who called rightly can be refused.
    Breaking,
    /// Who does nothing goes on working.
    Compatible,
    /// No form or specification shows it.
    #[default]
    None,
}

/// The machine's class of a change, by what happened.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq)]
#[serde(rename_all = "kebab-case")]
pub enum Contract {
    /// Breaking in any case.
    Breaking,
    /// Compatible in any case.
    Compatible,
    /// Never seen.
    None,
    /// Breaking where it burdens the applicant.
    Direction,
}

/// The same for what came, went, or is another.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(untagged)]
enum Contracts {
    Any(Contract),
    By { added: Contract, removed: Contract, changed: Contract },
}

/// Why an element is locked.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reason {
    en: String,
    zh: String,
    /// The provisions behind it.
    pub basis: Vec<Provision>,
}

impl Reason {
    /// The reason with the provisions behind it.
    pub fn text(&self) -> Text {
        let en: Vec<String> = self.basis.iter().map(|one| one.cited(", art. ", "", "")).collect();
        let zh: Vec<String> = self.basis.iter().map(|one| one.cited("第", "条", "》")).collect();
        Text::new(format!("{} ({})", self.en, en.join("; ")), format!("{}（{}）", self.zh, zh.join("、")))
    }
}

/// A provision.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Provision {
    /// The title.
    pub law: String,
    /// The articles; none for the whole instrument.
    #[serde(default)]
    pub articles: Vec<String>,
}

impl Provision {
    fn cited(&self, before: &str, after: &str, close: &str) -> String {
        let open = if close.is_empty() { "" } else { "《" };
        let articles: String =
            self.articles.iter().map(|article| format!("{before}{article}{after}")).collect();
        format!("{open}{}{close}{articles}", self.law)
    }
}

/// Elements that a profile asks to be the same at every tier.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Unification {
    /// Its name in options.
    pub id: String,
    en: String,
    zh: String,
    /// How sure the source is; read by people only.
    #[serde(default, rename = "mark")]
    _mark: Option<String>,
    /// Dotted paths.
    pub elements: Vec<String>,
}

impl Unification {
    /// Its name for people.
    pub fn name(&self) -> Text {
        Text::new(self.en.clone(), self.zh.clone())
    }
}

/// What holds for an element and what lies below it.
#[derive(Clone, Debug, Default)]
pub struct Line {
    /// What a lower layer may do.
    pub policy: Policy,
    /// Whether entries may be added to a locked list.
    pub additions_free: bool,
    /// Levels of instruments that lift the lock.
    pub levels: Vec<String>,
    /// The duty of which a record, by a local regulation of the place, lifts the lock.
    pub record: Option<String>,
    /// The dimension of the verdict.
    pub dimension: Option<Dimension>,
    /// For those who carry it out.
    pub staff: Staff,
    reason: Option<String>,
    rule: Option<String>,
    contracts: Option<Contracts>,
    direction: Option<Direction>,
    order: Vec<String>,
}

/// A line as it is written: what it leaves out holds from above.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    policy: Option<Policy>,
    additions: Option<Policy>,
    levels: Option<Vec<String>>,
    record: Option<String>,
    reason: Option<String>,
    rule: Option<String>,
    direction: Option<Direction>,
    order: Option<Vec<String>>,
    dimension: Option<Dimension>,
    staff: Option<Staff>,
    machine: Option<Contracts>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    reasons: BTreeMap<String, Reason>,
    elements: BTreeMap<String, Written>,
    rows: BTreeMap<String, String>,
    unification: Vec<Unification>,
    matrix: Vec<String>,
}

impl TryFrom<File> for Variation {
    type Error = String;

    fn try_from(file: File) -> Result<Self, String> {
        let mut lines: BTreeMap<String, Line> = BTreeMap::new();
        // Sorted: what lies above an element comes before it.
        for (path, written) in &file.elements {
            let above = nearest(|path| lines.get(path), path).cloned().unwrap_or_default();
            if let Some(reason) = written.reason.as_ref().filter(|own| !file.reasons.contains_key(*own)) {
                return Err(format!("`{path}`: there is no reason `{reason}`"));
            }
            lines.insert(path.clone(), above.with(written));
        }
        let judged = |line: &Line| line.policy != Policy::Free || line.rule.is_some();
        Ok(Self {
            watch: Watch::of(lines.iter().map(|(path, line)| (path.as_str(), judged(line)))),
            reasons: file.reasons,
            lines: lines.into_iter().collect(),
            rows: file.rows,
            matrix: file.matrix,
            unification: file.unification,
        })
    }
}

/// The line of a path, or of the nearest element above it.
fn nearest<'l>(lines: impl Fn(&str) -> Option<&'l Line>, path: &str) -> Option<&'l Line> {
    let mut ways = successors(Some(path), |path| Some(path.rsplit_once('.')?.0));
    ways.find_map(lines)
}

impl Line {
    fn with(self, written: &Written) -> Self {
        // A policy of its own has a rule and levels of its own, unless it names none.
        let own = written.policy.is_some();
        let (rule, levels, record) =
            if own { (None, Vec::new(), None) } else { (self.rule, self.levels, self.record) };
        Self {
            policy: written.policy.unwrap_or(self.policy),
            additions_free: written.additions == Some(Policy::Free),
            levels: written.levels.clone().unwrap_or(levels),
            record: written.record.clone().or(record),
            dimension: written.dimension.or(self.dimension),
            staff: written.staff.unwrap_or(self.staff),
            reason: written.reason.clone().or(self.reason),
            rule: written.rule.clone().or(rule),
            contracts: written.machine.or(self.contracts),
            direction: written.direction,
            order: written.order.clone().unwrap_or_default(),
        }
    }

    /// The rule that reports a breach: one that burdens, or adds, by the rule of the line.
    pub fn rule(&self, burdens: bool) -> &str {
        let usual = match self.policy {
            Policy::Favourable => "variant-only-favourable",
            _ => "variant-fixed-elements",
        };
        self.rule.as_deref().filter(|_| burdens).unwrap_or(usual)
    }

    /// The contract for what came, went, or is another.
    pub fn contract(&self, has_a: bool, has_b: bool) -> Contract {
        match (self.contracts, has_a, has_b) {
            (None, ..) => Contract::None,
            (Some(Contracts::Any(contract)), ..) => contract,
            (Some(Contracts::By { added, .. }), false, _) => added,
            (Some(Contracts::By { removed, .. }), _, false) => removed,
            (Some(Contracts::By { changed, .. }), ..) => changed,
        }
    }
}

/// What eases the applicant at exactly one element.
#[derive(Clone, Copy, Debug)]
pub enum Ease<'v> {
    /// Going one way.
    Towards(Direction),
    /// Values from the heaviest to the lightest.
    Order(&'v [String]),
}

impl Variation {
    /// What holds for an element, by its dotted path without positions.
    pub fn line(&self, path: &str) -> &Line {
        const FREE: &Line = &Line {
            policy: Policy::Free,
            additions_free: false,
            levels: Vec::new(),
            record: None,
            dimension: None,
            staff: Staff::Guidance,
            reason: None,
            rule: None,
            contracts: None,
            direction: None,
            order: Vec::new(),
        };
        nearest(|path| self.lines.get(path), path).unwrap_or(FREE)
    }

    /// What eases the applicant at an element.
    pub fn ease(&self, path: &str) -> Option<Ease<'_>> {
        let line = self.lines.get(path)?;
        if line.order.is_empty() { line.direction.map(Ease::Towards) } else { Some(Ease::Order(&line.order)) }
    }

    /// Why a line holds.
    pub fn reason(&self, line: &Line) -> Option<&Reason> {
        self.reasons.get(line.reason.as_deref()?)
    }

    /// Why what a specification unifies is locked.
    pub fn specification(&self) -> Option<&Reason> {
        self.reasons.get("specification")
    }

    /// The keys by which rows of a list without keys are matched.
    pub fn row_keys(&self, path: &str) -> impl Iterator<Item = &str> {
        self.rows.get(path).into_iter().flat_map(|keys| keys.split('|'))
    }

    /// Every path of the table, in order.
    pub fn paths(&self) -> impl Iterator<Item = &str> {
        let mut paths: Vec<&str> = self.lines.keys().map(String::as_str).collect();
        paths.sort_unstable();
        paths.into_iter()
    }
}
