//! Dates of the calendar. The only file that names jiff.

use jiff::civil::Date as Civil;
use jiff::tz::{Offset, TimeZone};

/// A day.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct Date(Civil);

impl Date {
    /// The day of `YYYY-MM-DD`; none where the calendar has no such day.
    pub fn parse(text: &str) -> Option<Self> {
        let shape = text.len() == 10
            && text.bytes().enumerate().all(|(at, byte)| match at {
                4 | 7 => byte == b'-',
                _ => byte.is_ascii_digit(),
            });
        shape.then(|| text.parse().ok()).flatten().map(Self)
    }

    /// The same day so many months later; the last day of a month that has no such day.
    pub fn months_later(self, months: i32) -> Option<Self> {
        self.0.checked_add(jiff::Span::new().try_months(months).ok()?).ok().map(Self)
    }

    /// The day before or after, by so many days.
    pub fn days_later(self, days: i32) -> Option<Self> {
        self.0.checked_add(jiff::Span::new().try_days(days).ok()?).ok().map(Self)
    }

    /// The day in China, UTC+08:00, of so many seconds since 1970; none beyond the calendar.
    pub fn of_seconds(seconds: i64) -> Option<Self> {
        let zone = TimeZone::fixed(Offset::constant(8));
        Some(Self(zone.to_datetime(jiff::Timestamp::from_second(seconds).ok()?).date()))
    }

    /// Today in China, UTC+08:00.
    pub fn today() -> Self {
        let zone = TimeZone::fixed(Offset::constant(8));
        Self(zone.to_datetime(jiff::Timestamp::now()).date())
    }
}

impl std::fmt::Display for Date {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

impl std::str::FromStr for Date {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        Self::parse(text).ok_or_else(|| format!("`{text}` is not a day as YYYY-MM-DD"))
    }
}

/// Days of a month of the Gregorian calendar; 31 for a month that does not exist.
pub fn days_of_month(year: u32, month: u32) -> u32 {
    let day = Civil::new(year as i16, month as i8, 1);
    day.map_or(31, |day| day.days_in_month().unsigned_abs().into())
}
