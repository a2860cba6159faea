//! The working calendar: which days are days off, and how periods are counted.
//!
//! In: the holiday table. Out: working days between two days, and the nominal and effective last day of a period by
//! articles 146 to 148 of the Civil Code 2015 (Law 91/2015/QH13). Invariant: a year without a table is never guessed;
//! whoever needs one gets [`NoTable`].
//!
//! State bodies rest on Saturday and Sunday (Decision 188/1999/QD-TTg, article 1). A public holiday that falls on
//! such a day gives a day off on the next working day (Labour Code 2019, Law 45/2019/QH14, article 111.3); which days
//! are public holidays is said by article 112, and some of them are fixed anew each year by the Prime Minister, as
//! are the Saturdays worked in return for a swapped day off. So no rule yields them: the table does.
//!
//! Two readings are the project's own, since the law is silent: a working day is one on which state bodies work,
//! Saturdays worked in return included, and a swapped day off is a day off like any other.

#![cfg_attr(not(test), deny(clippy::indexing_slicing, clippy::arithmetic_side_effects))]

mod period;
mod wording;

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, Weekday};

use crate::model::bilingual::Bilingual;
use crate::model::day::Day;
use crate::model::document::Confidence;
use crate::model::words;

pub use period::{PeriodEnd, PeriodError, last_day_in_time};

words! {
    /// What a row of the holiday table makes of its day.
    DayKind {
        /// Labour Code 2019, article 112.
        PublicHoliday = "public_holiday",
        /// In lieu of a holiday on a Saturday or Sunday: Labour Code 2019, article 111.3.
        CompensatoryDayOff = "compensatory_day_off",
        /// A working day exchanged for a Saturday, announced for the state sector.
        SwappedDayOff = "swapped_day_off",
        /// The Saturday worked in exchange.
        MakeupWorkingDay = "makeup_working_day",
    }
}

/// One row of the holiday table.
#[derive(Debug, Clone)]
pub struct SpecialDay {
    /// Which day.
    pub day: Day,
    /// What it is.
    pub kind: DayKind,
    /// Its name.
    pub name: Bilingual,
    /// The day that it stands in for, if any.
    pub linked: Option<Day>,
    /// How sure the row is.
    pub confidence: Confidence,
    /// Where the row comes from.
    pub source: String,
}

/// A year has no holiday table, so that working days in it cannot be told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("{year} has no holiday table")]
pub struct NoTable {
    /// The year.
    pub year: i32,
}

/// The working calendar of state bodies.
#[derive(Debug, Clone, Default)]
pub struct Calendar {
    special: BTreeMap<Day, SpecialDay>,
    years: BTreeSet<i32>,
    /// Every day of the years that have a table stands, in order, in one of these two and in no other: a count is two
    /// binary searches, and a day in neither is one of which nothing is known.
    working: Vec<Day>,
    off: Vec<Day>,
}

/// What is known of the days after one day up to another.
struct Count {
    working: i64,
    /// Days in years without a table.
    unknown: i64,
}

impl Calendar {
    /// The calendar of these rows; a year has a table when it has a row. Of two rows of one day the later counts, so
    /// a reader that takes rows from people refuses the second.
    #[must_use]
    pub fn new(rows: Vec<SpecialDay>) -> Self {
        let years: BTreeSet<i32> = rows.iter().map(|r| r.day.year()).collect();
        let special: BTreeMap<Day, SpecialDay> = rows.into_iter().map(|r| (r.day, r)).collect();
        let (working, off) = years.iter().flat_map(|&year| days_of(year)).partition(|&day| {
            special.get(&day).map_or(!is_weekend(day), |row| row.kind == DayKind::MakeupWorkingDay)
        });
        Self { special, years, working, off }
    }

    /// Whether state bodies work on a day. Of a Saturday or Sunday too this is known only where the year has a table,
    /// since it may be one that is worked.
    ///
    /// # Errors
    /// [`NoTable`] where the day's year has none.
    pub fn is_working_day(&self, day: Day) -> Result<bool, NoTable> {
        let year = day.year();
        if self.years.contains(&year) {
            Ok(self.working.binary_search(&day).is_ok())
        } else {
            Err(NoTable { year })
        }
    }

    /// Working days after `from` up to and including `to`; negative, of the days after `to` up to `from`, where `to` is
    /// earlier.
    ///
    /// # Errors
    /// [`NoTable`] where a day that counts lies in a year that has none.
    pub fn working_days(&self, from: Day, to: Day) -> Result<i64, NoTable> {
        if to < from {
            return self.working_days(to, from).map(i64::saturating_neg);
        }
        let count = self.count(from, to);
        if count.unknown > 0 { Err(self.first_missing(from.next())) } else { Ok(count.working) }
    }

    /// Whether no more than `limit` working days lie after `from` up to and including `to`, asking for no more of the
    /// table than decides it: where the known years alone hold more, and where the limit is kept even if every day of
    /// the others is worked, no table is missed.
    ///
    /// # Errors
    /// [`NoTable`] where the answer hangs on a year that has none.
    pub fn at_most_working_days(&self, from: Day, to: Day, limit: u32) -> Result<bool, NoTable> {
        let count = self.count(from, to);
        let limit = i64::from(limit);
        if count.working > limit {
            Ok(false)
        } else if count.working.saturating_add(count.unknown) <= limit {
            Ok(true)
        } else {
            Err(self.first_missing(from.next()))
        }
    }

    /// What is known of the days after `from` up to and including `to`; nothing to count where `to` is not later.
    fn count(&self, from: Day, to: Day) -> Count {
        let within = |days: &[Day]| {
            let (start, end) = (days.partition_point(|d| *d <= from), days.partition_point(|d| *d <= to));
            i64::try_from(end.saturating_sub(start)).unwrap_or(i64::MAX)
        };
        let working = within(&self.working);
        let known = working.saturating_add(within(&self.off));
        Count { working, unknown: from.days_until(to).max(0).saturating_sub(known) }
    }

    /// The last day of the years that have a table; none where none has.
    #[must_use]
    pub fn last_day(&self) -> Option<Day> {
        Day::from_ymd(*self.years.last()?, 12, 31)
    }

    /// The first year without a table, from a day's year on. The table is finite, so there is one.
    fn first_missing(&self, day: Day) -> NoTable {
        let first = day.year();
        NoTable { year: (first..i32::MAX).find(|year| !self.years.contains(year)).unwrap_or(first) }
    }
}

/// The days of a year, in order.
fn days_of(year: i32) -> impl Iterator<Item = Day> {
    let first = Day::from_ymd(year, 1, 1);
    std::iter::successors(first, |day| Some(day.next()).filter(|next| next > day))
        .take_while(move |d| d.year() == year)
}

/// Saturday or Sunday.
fn is_weekend(day: Day) -> bool {
    matches!(day.date().weekday(), Weekday::Sat | Weekday::Sun)
}
