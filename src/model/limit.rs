//! Time limits: so many days of a unit.

use crate::diagnostic::Text;
use crate::source::node::Node;

/// A limit that is stated.
#[derive(Clone, Copy, Debug)]
pub struct Limit<'t> {
    /// Days, or months and years of those units; 0 on the spot.
    pub days: f64,
    /// The unit, a slug of the list of units.
    pub unit: &'t str,
    /// Where the number stands, else the unit.
    pub place: Node<'t>,
}

/// How a limit stands to another.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Comparison {
    /// It is not longer.
    Within,
    /// It is longer.
    Longer,
    /// The units cannot be compared without a register of holidays.
    Unknown,
}

impl<'t> Limit<'t> {
    /// The limit of a map `{days, unit}`; none where number or unit is missing or ill-shaped.
    pub fn of(node: Node<'t>) -> Option<Self> {
        let unit = node.get("unit").filter(|unit| unit.as_str().is_some())?;
        let days = node.get("days");
        if unit.text() == "on-the-spot" {
            return Some(Self { days: 0.0, unit: unit.text(), place: days.unwrap_or(unit) });
        }
        let place = days?;
        let number = place.as_f64().filter(|days| *days >= 0.0 && days.is_finite())?;
        Some(Self { days: number, unit: unit.text(), place })
    }

    /// How it stands to another limit.
    pub fn compare(&self, other: &Self) -> Comparison {
        if self.days == 0.0 {
            return Comparison::Within;
        }
        if self.unit == other.unit || other.days == 0.0 {
            return if self.days > other.days { Comparison::Longer } else { Comparison::Within };
        }
        let scaled = |own: f64, others: f64| {
            if self.days * own > other.days * others { Comparison::Longer } else { Comparison::Within }
        };
        match (self.unit, other.unit) {
            ("month", "year") => scaled(1.0, 12.0),
            ("year", "month") => scaled(12.0, 1.0),
            _ => match (self.calendar_days(), other.calendar_days()) {
                (Some((least, _)), Some((_, most))) if least > most => Comparison::Longer,
                (Some((_, most)), Some((least, _))) if most <= least => Comparison::Within,
                _ => Comparison::Unknown,
            },
        }
    }

    /// How limits one after the other stand to a whole one.
    pub fn compare_sum(limits: &[Self], whole: &Self) -> Comparison {
        let sum_of =
            |unit: &str| limits.iter().filter(|one| one.unit == unit).map(|one| one.days).sum::<f64>();
        let mut counted = limits.iter().filter(|one| one.days > 0.0);
        let first = counted.next().unwrap_or(whole);
        if counted.all(|one| one.unit == first.unit) {
            return Self { days: sum_of(first.unit), ..*first }.compare(whole);
        }
        // Those of the unit of the whole are too long by themselves, or all are, whatever holidays there are.
        let days = limits.iter().filter(|one| one.days > 0.0).map(Self::calendar_days);
        let sum = days.reduce(|sum, one| sum.zip(one).map(|(a, b)| (a.0 + b.0, a.1 + b.1))).flatten();
        match (sum, whole.calendar_days()) {
            _ if sum_of(whole.unit) > whole.days => Comparison::Longer,
            (Some((least, _)), Some((_, most))) if least > most => Comparison::Longer,
            (Some((_, most)), Some((least, _))) if most <= least => Comparison::Within,
            _ => Comparison::Unknown,
        }
    }

    /// How many days of the calendar it takes, at least and at most, whatever holidays there are.
    fn calendar_days(&self) -> Option<(f64, f64)> {
        let (least, most) = match self.unit {
            "working-day" => (1.0, f64::INFINITY),
            "calendar-day" => (1.0, 1.0),
            "month" => (28.0, 31.0),
            "year" => (365.0, 366.0),
            _ => return None,
        };
        Some((self.days * least, self.days * most))
    }

    /// The limit in words.
    pub fn words(&self) -> Text {
        let days = self.days;
        let (en, zh) = match self.unit {
            "on-the-spot" => return Text::new("on the spot", "当场"),
            "working-day" => ("working day", "个工作日"),
            "calendar-day" => ("calendar day", "日（自然日）"),
            "month" => ("month", "个月"),
            "year" => ("year", "年"),
            other => return Text::new(format!("{days} {other}"), format!("{days}{other}")),
        };
        let plural = if (days - 1.0).abs() < f64::EPSILON { "" } else { "s" };
        Text::new(format!("{days} {en}{plural}"), format!("{days}{zh}"))
    }
}

/// The limits of the steps of an item, and that of the item that they are held against.
#[derive(Debug)]
pub struct Steps<'t> {
    /// The limit of the item.
    pub whole: Limit<'t>,
    /// The limits of its steps; special procedures stand beside the limit of the item.
    pub limits: Vec<Limit<'t>>,
}

impl<'t> Steps<'t> {
    /// The steps of an item; none where they or the item have no limit.
    pub fn of(root: Node<'t>) -> Option<Self> {
        let steps = root.get("steps")?;
        let limit = |name: &str| root.at(&["time_limit", name]).and_then(Limit::of);
        // Whoever promises less than all must work faster than all: the steps are held against a
        // limit of their own layer or of one above it.
        let own = |limit: &Limit<'_>| limit.place.layer_number() <= steps.layer_number();
        let whole = limit("promised").filter(own).or_else(|| limit("statutory").filter(own))?;
        // Of steps that take longer than a result on the spot `on-the-spot-fits` speaks.
        if whole.unit == "on-the-spot" {
            return None;
        }
        let counted = steps.items().filter(|step| step.str("kind") != Some("special"));
        let limits: Vec<Limit<'_>> =
            counted.filter_map(|step| step.get("limit")).filter_map(Limit::of).collect();
        (!limits.is_empty()).then_some(Self { whole, limits })
    }

    /// How they stand to the limit of the item together.
    pub fn compare(&self) -> Comparison {
        Limit::compare_sum(&self.limits, &self.whole)
    }

    /// The last of the lowest layer that meet a condition: what made them what they are.
    pub fn last(&self, meets: impl Fn(&Limit<'t>) -> bool) -> Option<&Limit<'t>> {
        self.limits.iter().filter(|limit| meets(limit)).max_by_key(|limit| limit.place.layer_number())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums() {
        let text = "[{days: 1, unit: working-day}]";
        let source = std::sync::Arc::new(crate::source::Source::new("x.yaml".into(), text.to_owned()));
        let tree = crate::source::documents::read_documents(&source).0.remove(0);
        let place = tree.root().expect("a root");
        let limit = |days: f64, unit: &'static str| Limit { days, unit, place };
        let (week, month) = (limit(5.0, "working-day"), limit(1.0, "month"));
        let told = |limits: &[Limit<'_>], whole: &Limit<'_>| Limit::compare_sum(limits, whole);
        assert_eq!(told(&[week, week], &limit(10.0, "working-day")), Comparison::Within);
        assert_eq!(told(&[week, week], &limit(9.0, "working-day")), Comparison::Longer);
        assert_eq!(
            told(&[week, limit(200.0, "calendar-day")], &limit(20.0, "working-day")),
            Comparison::Unknown
        );
        assert_eq!(told(&[week, week, month], &limit(9.0, "working-day")), Comparison::Longer);
        assert_eq!(told(&[month, limit(10.0, "calendar-day")], &limit(1.0, "month")), Comparison::Longer);
        assert_eq!(
            told(&[month, limit(10.0, "calendar-day")], &limit(50.0, "working-day")),
            Comparison::Within
        );
        assert_eq!(told(&[limit(0.0, "on-the-spot")], &week), Comparison::Within);
    }
}
