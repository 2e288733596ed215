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
