//! Today in Viet Nam: the only clock of the program.

use chrono::{FixedOffset, Utc};

use dondoc::model::day::Day;
use dondoc::resolve::Horizon;

use crate::cli::Clocks;

/// Hours that Viet Nam is ahead of universal time, all year round.
const HOURS_EAST: i32 = 7;

/// The horizon that was asked for.
///
/// # Errors
/// Where today is not a day of the calendar.
pub fn horizon(clocks: &Clocks) -> anyhow::Result<Horizon> {
    Ok(Horizon { as_of: day(clocks.as_of)?, known_by: clocks.known_by })
}

/// A day that was given, else today.
///
/// # Errors
/// Where today is not a day of the calendar.
pub fn day(given: Option<Day>) -> anyhow::Result<Day> {
    given.map_or_else(today, Ok)
}

/// Today in Viet Nam.
///
/// # Errors
/// Where it is not a day of the calendar.
pub fn today() -> anyhow::Result<Day> {
    let offset = FixedOffset::east_opt(HOURS_EAST * 3600);
    let date = offset.map(|offset| Utc::now().with_timezone(&offset).date_naive());
    date.and_then(Day::from_date).ok_or_else(|| anyhow::anyhow!("the machine's clock is out of the calendar"))
}
