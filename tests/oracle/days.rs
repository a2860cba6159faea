//! Days as numbers, and which of them are worked.

use chrono::{Datelike, Days, NaiveDate, Weekday};

/// Days after 1 January 2024.
pub type Day = i32;

fn date(day: Day) -> NaiveDate {
    let first = NaiveDate::from_ymd_opt(2024, 1, 1).unwrap();
    match u64::try_from(day) {
        Ok(later) => first.checked_add_days(Days::new(later)).unwrap(),
        Err(_) => first.checked_sub_days(Days::new(u64::from(day.unsigned_abs()))).unwrap(),
    }
}

/// A day as files and reports write it.
pub fn iso(day: Day) -> String {
    date(day).format("%Y-%m-%d").to_string()
}

/// The years that have a table of days off: New Year's Day and nothing else.
pub const YEARS: std::ops::RangeInclusive<i32> = 2022..=2029;

/// Whether a day is worked.
pub fn is_worked(day: Day) -> bool {
    let date = date(day);
    !matches!(date.weekday(), Weekday::Sat | Weekday::Sun) && (date.month(), date.day()) != (1, 1)
}

/// The last day of a day's month.
pub fn month_end(day: Day) -> Day {
    (day..).find(|d| date(d + 1).month() != date(*d).month()).unwrap()
}

/// The day so many months later, or that month's last.
pub fn months_later(day: Day, months: u32) -> Day {
    let end = date(day).checked_add_months(chrono::Months::new(months)).unwrap();
    (day..).find(|d| date(*d) == end).unwrap()
}
