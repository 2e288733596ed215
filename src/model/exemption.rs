//! Records of exemption (依法不纳入) and deferral (暂缓), as they stand in an item.

use super::citation::Citation;
use super::effective::Effective;
use super::laws::{Law, Laws};
use crate::date::Date;
use crate::source::node::Node;
use crate::source::tree::Tree;

/// One record.
#[derive(Clone, Copy, Debug)]
pub struct Exemption<'t> {
    /// Its map.
    pub node: Node<'t>,
}

/// All records of an item.
pub fn all(root: Node<'_>) -> impl Iterator<Item = Exemption<'_>> {
    let entries = root.get("exemptions").into_iter().flat_map(Node::items);
    entries.filter(|entry| entry.is_map()).map(|node| Exemption { node })
}

impl<'t> Exemption<'t> {
    /// The duty it is about.
    pub fn duty(self) -> Option<Node<'t>> {
        self.node.get("duty").filter(|duty| duty.as_str().is_some())
    }

    /// The declared ground.
    pub fn ground(self) -> Option<Node<'t>> {
        self.node.get("ground").filter(|ground| ground.as_str().is_some())
    }

    /// Whether its state and these keys can be read, if they are there. Of a state secret everything is judged.
    pub fn can_be_read(self, keys: &[&str]) -> bool {
        let is_unread = |key: &str| {
            let inner = self.node.get(key).into_iter().flat_map(Node::descendants);
            self.node.is_unread(key) || inner.into_iter().any(Node::has_unread)
        };
        self.is_secret() || !keys.iter().chain(&["state"]).any(|key| is_unread(key))
    }

    /// Whether it is about a duty.
    pub fn is_about(self, duty: &str) -> bool {
        self.node.str("duty") == Some(duty)
    }

    /// Whether it leaves out by law; a record that does not say is one.
    pub fn is_exempt(self) -> bool {
        self.node.str("state") != Some("deferred")
    }

    /// Whether it stands on a state secret.
    pub fn is_secret(self) -> bool {
        self.node.str("ground") == Some("state-secret") || self.node.get("secret").is_some()
    }

    /// Whether the ground is one that the legislator itself created, which lasts as long as the provision.
    pub fn is_statutory(self) -> bool {
        matches!(self.node.str("ground"), Some("law" | "admin-regulation"))
    }

    /// The provision it cites.
    pub fn citation(self) -> Option<Citation<'t>> {
        self.node.get("citation").and_then(Citation::of)
    }

    /// What it covers.
    pub fn scope(self) -> Scope<'t> {
        Scope { node: self.node.get("scope") }
    }

    /// Where it leaves the whole item off the platform: its own words, or a scope that comes to the
    /// same, such as all steps. Of an item that is on the platform booking and pre-check stay there.
    pub fn whole(self, root: Node<'t>) -> Option<Node<'t>> {
        let scope = self.scope().node?;
        let words = scope.get("whole_item").filter(|_| self.scope().is_whole());
        let is_included = root.at(&["platform", "included"]).and_then(Node::as_bool) == Some(true);
        words.or_else(|| Some(scope).filter(|_| !is_included && leave_out_all(root, &[self])))
    }

    /// A date of the record.
    pub fn date(self, keys: &[&str]) -> Option<(Node<'t>, Date)> {
        let node = self.node.at(keys)?;
        Some((node, Date::parse(node.as_str()?)?))
    }

    /// The last day on which it holds by its own words.
    pub fn ends(self) -> Option<Date> {
        self.date(&["valid", "to"]).map(|(_, day)| day)
    }

    /// Whether it ends, and another holds beyond its last day.
    pub fn ends_before(self, other: Exemption<'_>) -> bool {
        self.ends().is_some_and(|end| other.ends().is_none_or(|theirs| theirs > end))
    }

    /// Whether it has a first day, and another holds before it.
    pub fn begins_after(self, other: Exemption<'_>) -> bool {
        let first = |record: Exemption<'_>| record.date(&["valid", "from"]).map(|(_, day)| day);
        first(self).is_some_and(|day| first(other).is_none_or(|theirs| theirs < day))
    }

    /// Whether it covers all that another covers, for all the time of the other.
    pub fn covers(self, other: Exemption<'_>) -> bool {
        self.scope().holds(other.scope()) && !self.ends_before(other) && !self.begins_after(other)
    }

    /// Whether there is a day on which both hold by their own dates.
    pub fn meets_in_time(self, other: Exemption<'_>) -> bool {
        let begins = |record: Exemption<'_>| record.date(&["valid", "from"]).map(|(_, from)| from);
        let before =
            |first: Option<Date>, then: Option<Date>| first.zip(then).is_some_and(|(end, begin)| end < begin);
        !before(self.ends(), begins(other)) && !before(other.ends(), begins(self))
    }

    /// Whether it holds on a day by its own dates.
    pub fn holds_on(self, day: Date) -> bool {
        let begun = self.date(&["valid", "from"]).is_none_or(|(_, from)| from <= day);
        begun && self.ends().is_none_or(|end| day <= end)
    }
}

/// A record with what its rules may know of the item.
#[derive(Clone, Copy, Debug)]
pub struct Record<'t> {
    /// The record.
    pub exemption: Exemption<'t>,
    /// The map of the item: resolved, or the stub of a state secret.
    pub root: Node<'t>,
    /// The division the item is for: of a basic item that of its code's province; none for the nation.
    pub region: Option<&'t str>,
}

impl<'t> Record<'t> {
    /// The records of a resolved item.
    pub fn of_item(item: &Effective<'t>) -> impl Iterator<Item = Self> + use<'t> {
        let (root, region) = (item.root, item.own.region().or_else(|| province(item.root)));
        all(root).map(move |exemption| Self { exemption, root, region })
    }

    /// The records of a document by itself.
    pub fn of_document(tree: &'t Tree) -> impl Iterator<Item = Self> + use<'t> {
        let root = tree.root();
        root.into_iter().flat_map(move |root| {
            all(root).map(move |exemption| Self { exemption, root, region: province(root) })
        })
    }

    /// The other records of the item about the same duty.
    pub fn siblings(&self) -> impl Iterator<Item = Exemption<'t>> + use<'t> {
        let own = self.exemption;
        all(self.root).filter(move |other| {
            other.node != own.node
                && other.node.str("duty").is_some()
                && other.node.str("duty") == own.node.str("duty")
        })
    }
}

/// The province that a basic code begins with.
fn province(root: Node<'_>) -> Option<&str> {
    root.str("code").and_then(|code| code.get(..2)).filter(|province| *province != "00")
}

/// The axes of a scope.
pub const AXES: [&str; 4] = ["channels", "steps", "materials", "audience"];

/// What a record covers: axes combine by AND, values by OR; an axis without values covers all.
#[derive(Clone, Copy, Debug)]
pub struct Scope<'t> {
    /// Its map, where there is one.
    pub node: Option<Node<'t>>,
}

impl<'t> Scope<'t> {
    /// Whether the whole item is covered by its own words.
    pub fn is_whole(self) -> bool {
        self.node.and_then(|node| node.get("whole_item")).and_then(Node::as_bool) == Some(true)
    }

    /// The values of an axis.
    pub fn values(self, axis: &str) -> impl Iterator<Item = Node<'t>> + use<'t> {
        self.node.and_then(|node| node.get(axis)).into_iter().flat_map(Node::items)
    }

    /// Whether it says nothing.
    pub fn is_empty(self) -> bool {
        !self.is_whole() && AXES.iter().all(|axis| self.values(axis).next().is_none())
    }

    /// Whether an axis covers a value.
    pub fn covers(self, axis: &str, value: &str) -> bool {
        self.is_whole()
            || self.values(axis).next().is_none()
            || self.values(axis).any(|own| own.text() == value)
    }

    /// Whether it takes a step of an item, for one kind of applicant, off the platform. Channels
    /// alone mean the whole of the item over these channels.
    fn leaves_out(self, step: Option<&str>, audience: Option<&str>) -> bool {
        let free = |axis: &str| self.values(axis).next().is_none();
        let part = |axis: &str, value: Option<&str>| {
            value.map_or_else(|| free(axis), |value| self.covers(axis, value))
        };
        self.is_whole()
            || (free("materials")
                && self.covers("channels", "online")
                && part("steps", step)
                && part("audience", audience))
    }

    /// Whether both can cover one thing.
    pub fn meets(self, other: Scope<'_>) -> bool {
        let common = |axis: &&str| {
            let free = |scope: Scope<'_>| scope.is_whole() || scope.values(axis).next().is_none();
            free(self) || free(other) || self.values(axis).any(|value| other.covers(axis, value.text()))
        };
        AXES.iter().all(common)
    }

    /// Whether it covers all that another covers.
    pub fn holds(self, other: Scope<'_>) -> bool {
        AXES.iter().all(|axis| self.holds_axis(axis, other))
    }

    /// Whether it covers on an axis all that another covers.
    pub fn holds_axis(self, axis: &str, other: Scope<'_>) -> bool {
        let free = self.is_whole() || self.values(axis).next().is_none();
        let mut theirs = other.values(axis).peekable();
        free || (!other.is_whole()
            && theirs.peek().is_some()
            && theirs.all(|value| self.covers(axis, value.text())))
    }
}

/// Whether records together leave a whole item off the platform: every step for every kind of applicant.
pub fn leave_out_all(root: Node<'_>, records: &[Exemption<'_>]) -> bool {
    // Where an item names none, a record must be free of the axis.
    let or_none = |mut values: Vec<Option<_>>| {
        if values.is_empty() {
            values.push(None);
        }
        values
    };
    let entries = |list: &str| root.get(list).into_iter().flat_map(Node::items);
    let steps = or_none(entries("steps").filter_map(|step| step.str("id")).map(Some).collect());
    let audience = or_none(entries("audience").map(Node::text).map(Some).collect());
    let left_out = |step, one| records.iter().any(|record| record.scope().leaves_out(step, one));
    steps.iter().all(|step| audience.iter().all(|one| left_out(*step, *one)))
}

/// The records of a list that hold on a day and may be told: no state secret, not lapsed.
pub fn standing<'t>(
    records: impl Iterator<Item = Node<'t>>,
    laws: &Laws,
    day: Date,
) -> impl Iterator<Item = Exemption<'t>> {
    let lapsed = move |record: Exemption<'_>| lapsed_on(record, laws, day).is_some();
    let records = records.filter(|node| node.is_map()).map(|node| Exemption { node });
    records.filter(move |record| !record.is_secret() && record.holds_on(day) && !lapsed(*record))
}

/// The last day of the period of a state secret (保守国家秘密法 art. 20), before extensions.
pub fn secret_period_end(secret: Node<'_>) -> Option<Date> {
    let from = secret.str("from").and_then(Date::parse)?;
    let years = secret.get("period_years")?.as_f64()?;
    #[expect(clippy::cast_possible_truncation, reason = "a period has few years; months are rounded down")]
    let months = (years * 12.0).clamp(0.0, 12_000.0) as i32;
    from.months_later(months)?.days_later(-1)
}

/// The last day on which a state secret holds, with extensions that were decided in time
/// (保守国家秘密法 art. 24).
pub fn secret_until(secret: Node<'_>) -> Option<Date> {
    let mut end = secret_period_end(secret)?;
    for extension in secret.get("extensions").into_iter().flat_map(Node::items) {
        let day = |key: &str| extension.str(key).and_then(Date::parse);
        // One without the day of its decision shows not that it was decided in time.
        if day("decided_on").is_none_or(|decided| decided > end) {
            break;
        }
        end = day("until").unwrap_or(end);
    }
    Some(end)
}

/// The first day on which a record lifts nothing any more: its validity has ended, its instrument is no longer in
/// force, or the target of a deferral is past.
pub fn lapsed_on(record: Exemption<'_>, laws: &Laws, day: Date) -> Option<Date> {
    let target = record.date(&["target"]).map(|(_, day)| day).filter(|_| !record.is_exempt());
    let ended = record.ends().into_iter().chain(target).min().and_then(|end| end.days_later(1));
    let law = record.citation().and_then(|citation| citation.find(laws));
    let gone = law.and_then(Law::gone_on);
    ended.into_iter().chain(gone).min().filter(|lapsed| *lapsed <= day)
}
