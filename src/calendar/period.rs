//! Where a period ends, and what the last day of a printed date is.

use chrono::{Datelike, Days, Months};

use super::{Calendar, NoTable};
use crate::model::day::{Day, YEARS};
use crate::model::document::{DueKind, Period, PeriodUnit};

/// Why a period's end moved from its nominal day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PeriodEnd {
    /// The period's last day before rolling.
    pub nominal: Day,
    /// The last day that is still in time, to its end at 24:00 (article 148.6).
    pub effective: Day,
    /// The days off that it rolled over, in order, `nominal` first; empty where it did not move.
    pub rolled_over: Vec<Day>,
}

/// Why a period has no end that can be told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PeriodError {
    /// The end hangs on a year without a holiday table.
    #[error(transparent)]
    NoTable(#[from] NoTable),
    /// The end lies beyond the last year that a day can lie in.
    #[error("the period ends after {}, the last year of the calendar", YEARS.end())]
    OutOfRange,
}

impl Calendar {
    /// The end of a period counted from a day that is itself excluded (article 147.2, and 147.3 where an event starts
    /// it, of the Civil Code 2015).
    ///
    /// A last day that is a day off gives way to the next working day (article 148.5). The article names weekends and
    /// public holidays; by the project's own reading it covers swapped and compensatory days off too, and does not
    /// cover a Saturday that state bodies work.
    ///
    /// # Errors
    /// [`PeriodError::NoTable`] where the nominal end, a day rolled to, or a working day counted lies in a year that has
    /// none; [`PeriodError::OutOfRange`] where the end leaves the calendar.
    pub fn period_end(&self, from: Day, period: Period) -> Result<PeriodEnd, PeriodError> {
        self.roll(self.nominal_end(from, period)?)
    }

    /// A period's last day before rolling. Only working days need a holiday table for it.
    ///
    /// - Days (article 148.1) and weeks (148.2) are plain sums.
    /// - A month ends on the corresponding day, or on the month's last day where it has none (148.3).
    /// - A year ends on the corresponding day and month (148.4). The article is silent on 29 February: 28 February is
    ///   by analogy with 148.3.
    /// - Working days are not in the Code: counted are the days on which state bodies work, the first being the first
    ///   one after `from` (own reading). Such a period ends on a working day, so it never rolls.
    ///
    /// # Errors
    /// As [`Calendar::period_end`].
    pub fn nominal_end(&self, from: Day, period: Period) -> Result<Day, PeriodError> {
        let date = from.date();
        let count = period.count;
        let end = match period.unit {
            PeriodUnit::Days => date.checked_add_days(Days::new(u64::from(count))),
            PeriodUnit::Weeks => date.checked_add_days(Days::new(u64::from(count).saturating_mul(7))),
            // Both clamp to the month's last day, which is 148.3 and, for 29 February, the analogy with it.
            PeriodUnit::Months => date.checked_add_months(Months::new(count)),
            PeriodUnit::Years => count.checked_mul(12).and_then(|m| date.checked_add_months(Months::new(m))),
            PeriodUnit::WorkingDays => return self.nth_working_day(from, count),
        };
        end.and_then(Day::from_date).ok_or(PeriodError::OutOfRange)
    }

    /// A last day and the working day that it gives way to, if it is a day off. Printed dates do not roll; this also
    /// says where one would.
    ///
    /// # Errors
    /// As [`Calendar::period_end`].
    pub fn roll(&self, nominal: Day) -> Result<PeriodEnd, PeriodError> {
        let mut effective = nominal;
        let mut rolled_over = Vec::new();
        while !self.is_working_day(effective)? {
            rolled_over.push(effective);
            let next = effective.next();
            if next == effective {
                return Err(PeriodError::OutOfRange);
            }
            effective = next;
        }
        Ok(PeriodEnd { nominal, effective, rolled_over })
    }

    fn nth_working_day(&self, from: Day, n: u32) -> Result<Day, PeriodError> {
        let Some(more) = n.checked_sub(1) else { return Ok(from) };
        // A count that not even a calendar of working days only could hold is out of range, whatever tables there are.
        let left = Day::from_ymd(*YEARS.end(), 12, 31).map_or(0, |last| from.days_until(last));
        if i64::from(n) > left {
            return Err(PeriodError::OutOfRange);
        }
        let start = self.working.partition_point(|d| *d <= from);
        let found = usize::try_from(more).ok().and_then(|more| self.working.get(start.checked_add(more)?));
        match found {
            Some(&day) if self.count(from, day).unknown == 0 => Ok(day),
            _ => {
                let missing = self.first_missing(from.next());
                Err(if YEARS.contains(&missing.year) { missing.into() } else { PeriodError::OutOfRange })
            }
        }
    }
}

/// The last day that is still in time for a printed date.
///
/// A date is no period, so article 148.5 does not reach it and it never rolls: real directives name Saturdays and
/// Sundays. "Before" a day excludes that day, read literally. "Within" a month or year runs to its last day, as
/// articles 146.2 and 146.3 of the Civil Code 2015 define the end of either. A quarter is no term of the Code: the
/// calendar quarter is usage. "Before" the first day of the calendar is that day, there being no other.
#[must_use]
pub fn last_day_in_time(day: Day, kind: DueKind) -> Day {
    let month = day.date().month();
    match kind {
        DueKind::OnOrBefore => day,
        DueKind::Before => day.previous(),
        DueKind::WithinMonth => last_day_of(day, month),
        DueKind::WithinQuarter => last_day_of(day, month.next_multiple_of(3)),
        DueKind::WithinYear => last_day_of(day, 12),
    }
}

/// The last day of a month of a day's year.
fn last_day_of(day: Day, month: u32) -> Day {
    (28..=31).rev().find_map(|last| Day::from_ymd(day.year(), month, last)).unwrap_or(day)
}
