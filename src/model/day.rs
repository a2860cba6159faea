//! Days of the civil calendar.

use std::fmt;
use std::str::FromStr;

use chrono::{Datelike, Days, NaiveDate};

/// One day of the civil (Gregorian) calendar, without a time of day and without a time zone.
///
/// Held as a count of days, so that columns of days are four bytes a cell and comparing them is comparing numbers.
/// A statement holds for its whole day. Days outside the years 1900 to 2199 cannot be made: no document of this field
/// speaks of them, and a typing slip such as 0224 or 20244 must be refused where it is read.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(i32);

/// The first and the last year that a [`Day`] can lie in.
pub const YEARS: std::ops::RangeInclusive<i32> = 1900..=2199;

impl Day {
    /// The first day of the calendar: 1 January 1900.
    pub const FIRST: Self = Self(693_596);

    /// The day of a year, month and day of month; `None` where there is no such day or the year is out of [`YEARS`].
    #[must_use]
    pub fn from_ymd(year: i32, month: u32, day: u32) -> Option<Self> {
        NaiveDate::from_ymd_opt(year, month, day).and_then(Self::from_date)
    }

    /// The day of a date; `None` where the year is out of [`YEARS`].
    #[must_use]
    pub fn from_date(date: NaiveDate) -> Option<Self> {
        YEARS.contains(&date.year()).then(|| Self(date.num_days_from_ce()))
    }

    /// The same day as a date of the calendar library.
    #[must_use]
    pub fn date(self) -> NaiveDate {
        NaiveDate::from_num_days_from_ce_opt(self.0).unwrap_or_default()
    }

    /// The year that the day lies in.
    #[must_use]
    pub fn year(self) -> i32 {
        self.date().year()
    }

    /// The month that the day lies in, from 1.
    #[must_use]
    pub fn month(self) -> u32 {
        self.date().month()
    }

    /// The day after; the last day of the calendar stays where it is.
    #[must_use]
    pub fn next(self) -> Self {
        self.plus_days(1)
    }

    /// The day before; the first day of the calendar stays where it is.
    #[must_use]
    pub fn previous(self) -> Self {
        self.date().checked_sub_days(Days::new(1)).and_then(Self::from_date).unwrap_or(self)
    }

    /// The day `days` later, or the last day of the calendar where that lies beyond it.
    #[must_use]
    pub fn plus_days(self, days: u32) -> Self {
        self.date()
            .checked_add_days(Days::new(u64::from(days)))
            .and_then(Self::from_date)
            .unwrap_or_else(|| Self::from_ymd(*YEARS.end(), 12, 31).unwrap_or(self))
    }

    /// The day's number in a count of days without gaps: later days have greater numbers.
    #[must_use]
    pub fn number(self) -> i64 {
        i64::from(self.0)
    }

    /// The day of a number; `None` where the year is out of [`YEARS`].
    #[must_use]
    pub fn from_number(number: i64) -> Option<Self> {
        let date = NaiveDate::from_num_days_from_ce_opt(i32::try_from(number).ok()?)?;
        Self::from_date(date)
    }

    /// Calendar days from `self` to `other`: negative where `other` is earlier.
    #[must_use]
    #[expect(clippy::arithmetic_side_effects, reason = "two numbers of 32 bits, taken from each other in 64")]
    pub fn days_until(self, other: Day) -> i64 {
        i64::from(other.0) - i64::from(self.0)
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let date = self.date();
        write!(f, "{:04}-{:02}-{:02}", date.year(), date.month(), date.day())
    }
}

impl fmt::Debug for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// Why a text is not a day.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotADay {
    /// Not of the form YYYY-MM-DD.
    #[error("a day is written YYYY-MM-DD, such as 2024-10-21")]
    Form,
    /// The form is right, but the calendar has no such day, or its year is out of [`YEARS`].
    #[error("the calendar has no such day (years 1900 to 2199)")]
    Calendar,
}

impl FromStr for Day {
    type Err = NotADay;

    #[expect(clippy::arithmetic_side_effects, reason = "numbers of four digits at most")]
    fn from_str(text: &str) -> Result<Self, NotADay> {
        let [y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2] = text.as_bytes() else { return Err(NotADay::Form) };
        let number = |digits: &[&u8]| {
            digits.iter().try_fold(0, |number, digit| match digit {
                b'0'..=b'9' => Ok(number * 10 + u32::from(**digit - b'0')),
                _ => Err(NotADay::Form),
            })
        };
        let (year, month, day) = (number(&[y1, y2, y3, y4])?, number(&[m1, m2])?, number(&[d1, d2])?);
        let year = i32::try_from(year).map_err(|_| NotADay::Calendar)?;
        Self::from_ymd(year, month, day).ok_or(NotADay::Calendar)
    }
}

impl serde::Serialize for Day {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> serde::Deserialize<'de> for Day {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = <std::borrow::Cow<'de, str>>::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

impl schemars::JsonSchema for Day {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Day".into()
    }
    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "string", "format": "date" })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_day_has_none_before_it() {
        assert_eq!(Some(Day::FIRST), Day::from_ymd(*YEARS.start(), 1, 1));
        assert_eq!(Day::FIRST.previous(), Day::FIRST);
    }
}
