//! The working calendar: which days are days off, and how periods are counted.
//!
//! In: the holiday table. Out: working days between two days, and the nominal and effective last day of a period by
//! articles 146 to 148 of the Civil Code 2015 (Law 91/2015/QH13). Invariant: a year without a table is never guessed;
//! whoever needs one gets [`NoTable`].

use std::collections::{BTreeMap, BTreeSet};

use crate::model::bilingual::Bilingual;
use crate::model::day::Day;
use crate::model::document::{Confidence, Period};
use crate::model::words;

words! {
    /// What a row of the holiday table makes of its day.
    DayKind {
        PublicHoliday = "public_holiday",
        CompensatoryDayOff = "compensatory_day_off",
        SwappedDayOff = "swapped_day_off",
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

/// Why a period's end moved from its nominal day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PeriodEnd {
    /// The period's last day before rolling.
    pub nominal: Day,
    /// The last day that is still in time.
    pub effective: Day,
    /// The days off that it rolled over, in order; empty where it did not move.
    pub rolled_over: Vec<Day>,
}

/// The working calendar of state bodies.
#[derive(Debug, Clone, Default)]
pub struct Calendar {
    special: BTreeMap<Day, SpecialDay>,
    years: BTreeSet<i32>,
}

impl Calendar {
    /// The calendar of these rows; a year has a table when it has a row.
    #[must_use]
    pub fn new(rows: Vec<SpecialDay>) -> Self {
        let years = rows.iter().map(|r| r.day.year()).collect();
        Self { special: rows.into_iter().map(|r| (r.day, r)).collect(), years }
    }

    /// Whether state bodies work on a day.
    ///
    /// # Errors
    /// [`NoTable`] where the day's year has none.
    pub fn is_working_day(&self, _day: Day) -> Result<bool, NoTable> {
        todo!()
    }

    /// Working days after `from` up to and including `to`; negative, of the days after `to` up to `from`, where `to` is
    /// earlier.
    ///
    /// # Errors
    /// [`NoTable`] where a day that counts lies in a year that has none.
    pub fn working_days(&self, _from: Day, _to: Day) -> Result<i64, NoTable> {
        todo!()
    }

    /// Whether no more than `limit` working days lie after `from` up to and including `to`, asking for no more of the
    /// table than decides it.
    ///
    /// # Errors
    /// [`NoTable`] where the answer hangs on a year that has none.
    pub fn at_most_working_days(&self, _from: Day, _to: Day, _limit: u32) -> Result<bool, NoTable> {
        todo!()
    }

    /// The end of a period counted from a day that is itself excluded (articles 146.2, 147, 148 of the Civil Code).
    ///
    /// # Errors
    /// [`NoTable`] where the end, or a working day counted, lies in a year that has none.
    pub fn period_end(&self, _from: Day, _period: Period) -> Result<PeriodEnd, NoTable> {
        todo!()
    }

    /// What makes a day a day off, for people; `None` on a working day or where nothing is known.
    #[must_use]
    pub fn day_off_name(&self, _day: Day) -> Option<Bilingual> {
        todo!()
    }
}
