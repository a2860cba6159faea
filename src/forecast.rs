//! Forecasts: when a figure that is reported again and again will reach its goal, at the pace that it has had.
//!
//! In: dated figures, the goal, the deadline and the working calendar. Out: a [`Forecast`], or why there is none.
//!
//! The pace is the median of the slopes between all pairs of figures, per working day (Theil and Sen): one figure that
//! is far off moves it little, and holidays do not slow it. The finishing day is counted from the latest figure. The
//! range runs from the pace that a fifth of the pairs exceeds to the pace that four fifths exceed; two figures have
//! one pair, and so no range. Nothing is forecast from figures that stand still, fall, or contradict one another. What
//! is beyond the greatest number counts as that number: it is reached never, and nothing breaks.

#![cfg_attr(not(test), deny(clippy::indexing_slicing, clippy::arithmetic_side_effects))]

use rust_decimal::Decimal;

use crate::calendar::{Calendar, NoTable, PeriodError};
use crate::model::day::Day;
use crate::model::document::{Period, PeriodUnit};
use crate::model::fact::FactIx;
use crate::model::locality::LocalityIx;
use crate::model::words;
use crate::resolve::Resolution;

/// Two figures of one day that differ by more than this share of the greater contradict one another; by less they are
/// one figure, printed with more digits or with fewer.
const ROUNDING: Decimal = Decimal::from_parts(1, 0, 0, false, 2);

/// A figure of one day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Point {
    /// The day.
    pub day: Day,
    /// The figure.
    pub value: Decimal,
}

/// A day that may lie beyond the holiday tables.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Finish {
    /// That day.
    On(Day),
    /// After the last day of the years that have a table.
    After(Day),
    /// At that pace never.
    Never,
}

/// What is to be expected.
#[derive(Debug, Clone, PartialEq)]
pub struct Forecast {
    /// How many figures it rests on.
    pub points: usize,
    /// The first of them.
    pub first: Point,
    /// The last of them.
    pub last: Point,
    /// What must be reached.
    pub goal: Decimal,
    /// Per working day, above 0.
    pub pace: Decimal,
    /// Per working day from the day judged to the deadline; none where there is no deadline or it has passed.
    pub needed: Option<Decimal>,
    /// The day that is judged.
    pub judged: Day,
    /// When the goal will be reached; where that is no later than the day judged, it should have been by now, and no
    /// figure since the last says whether it was.
    pub finish: Finish,
    /// The earliest and the latest that the paces of the pairs allow; none where there is one pair only.
    pub range: Option<(Finish, Finish)>,
    /// Working days from the deadline to the finishing day, where that is later; to the last day of the holiday tables
    /// where it lies beyond.
    pub misses_by: Option<i64>,
}

impl Forecast {
    /// Whether the finishing day is past on the day judged.
    #[must_use]
    pub fn is_past(&self) -> bool {
        matches!(self.finish, Finish::On(day) if day <= self.judged)
    }
}

words! {
    /// Why nothing is forecast.
    Refusal {
        /// Fewer than two figures of different working days.
        TooLittle = "too-little",
        /// The figures stand still.
        Flat = "flat",
        /// The figures fall.
        Falling = "falling",
        /// Figures of one day differ, or they rise and fall by turns.
        Contradictory = "contradictory",
        /// The rule does not take its figure from one fact.
        NoFigure = "no-figure",
        /// A day that counts lies in a year without a holiday table.
        NoTable = "no-table",
    }
}

impl From<NoTable> for Refusal {
    fn from(_: NoTable) -> Self {
        Refusal::NoTable
    }
}

/// The figures of a numeric fact of a locality up to the as-of day, assumptions left out, one a day, rising.
///
/// # Errors
/// [`Refusal::Contradictory`] where statements of one day and one confidence differ by more than their rounding.
pub fn series(
    resolution: &Resolution<'_>,
    locality: LocalityIx,
    fact: FactIx,
) -> Result<Vec<Point>, Refusal> {
    let as_of = resolution.horizon.as_of;
    let stated = resolution.statements(locality, fact);
    let sure = |one: &crate::resolve::history::Stated| resolution.document_of(one.cell).confidence;
    let figure = |one: &crate::resolve::history::Stated| {
        crate::resolve::history::value_of(resolution.project, one.cell).number()
    };
    for of_one_day in stated.chunk_by(|a, b| a.dated == b.dated && a.real == b.real) {
        let Some(best) = of_one_day.first().filter(|best| best.real) else { continue };
        let rivals = of_one_day.iter().filter(|one| sure(one) == sure(best));
        if rivals.filter_map(figure).any(|rival| figure(best).is_some_and(|own| differ(own, rival))) {
            return Err(Refusal::Contradictory);
        }
    }
    let held = |day: Day| {
        let held = resolution.held(locality, fact, day).filter(|held| !held.assumed)?;
        Some(Point { day, value: held.value.number()? })
    };
    Ok(resolution.stated_days(locality, &[fact], as_of).into_iter().filter_map(held).collect())
}

fn differ(a: Decimal, b: Decimal) -> bool {
    a.saturating_sub(b).abs() > a.abs().max(b.abs()).saturating_mul(ROUNDING)
}

/// Slopes of all pairs of figures per working day, rising.
fn slopes(points: &[Point], calendar: &Calendar) -> Result<Vec<Decimal>, NoTable> {
    let mut slopes = Vec::new();
    let mut later = points;
    while let [left, rest @ ..] = later {
        later = rest;
        for right in rest {
            let days = calendar.working_days(left.day, right.day)?;
            slopes.extend(right.value.saturating_sub(left.value).checked_div(Decimal::from(days)));
        }
    }
    slopes.sort_unstable();
    Ok(slopes)
}

/// The pace of a series per working day, above 0, and the slopes that it is the median of.
///
/// # Errors
/// A [`Refusal`] where the series has none.
pub fn pace(points: &[Point], calendar: &Calendar) -> Result<(Decimal, Vec<Decimal>), Refusal> {
    let slopes = slopes(points, calendar)?;
    let falling = slopes.iter().filter(|slope| slope.is_sign_negative() && !slope.is_zero()).count();
    let rising = slopes.iter().filter(|slope| slope.is_sign_positive() && !slope.is_zero()).count();
    match (slopes.is_empty(), rising, falling) {
        (true, ..) => return Err(Refusal::TooLittle),
        (_, 0, 0) => return Err(Refusal::Flat),
        (_, 0, _) => return Err(Refusal::Falling),
        // A third or more of the pairs that move at all go the other way.
        (_, up, down) if up.min(down).saturating_mul(3) >= up.saturating_add(down) => {
            return Err(Refusal::Contradictory);
        }
        _ => {}
    }
    match middle(&slopes).ok_or(Refusal::TooLittle)? {
        pace if pace > Decimal::ZERO => Ok((pace, slopes)),
        pace if pace.is_zero() => Err(Refusal::Flat),
        _ => Err(Refusal::Falling),
    }
}

/// The middle one of rising numbers; of two in the middle their mean, which is never rounded past either of them.
#[must_use]
pub fn middle(rising: &[Decimal]) -> Option<Decimal> {
    let above = *rising.get(rising.len() / 2)?;
    let below = *rising.get(rising.len().checked_sub(1)? / 2)?;
    let half = |number: Decimal| number.checked_div(Decimal::TWO);
    let mean = match below.checked_add(above) {
        Some(sum) => half(sum)?,
        None => half(below)?.saturating_add(half(above)?),
    };
    Some(mean.clamp(below, above))
}

/// Forecasts when a series reaches its goal.
///
/// # Errors
/// A [`Refusal`] where the figures do not bear it.
pub fn forecast(
    points: &[Point],
    goal: Decimal,
    due: Option<Day>,
    as_of: Day,
    calendar: &Calendar,
) -> Result<Forecast, Refusal> {
    let (Some(first), Some(last)) = (points.first(), points.last()) else { return Err(Refusal::TooLittle) };
    let (pace, slopes) = pace(points, calendar)?;
    let left = goal.saturating_sub(last.value).max(Decimal::ZERO);
    let at = |pace: Decimal| finish(last.day, left, pace, calendar);
    // Of n slopes the one that a fifth lie above, and the one that a fifth lie below.
    let fifth = slopes.len().saturating_sub(1) / 5;
    let fast = slopes.iter().rev().nth(fifth).copied().unwrap_or(pace);
    let slow = slopes.get(fifth).copied().unwrap_or(pace);
    let finish = at(pace);
    let needed = due.filter(|due| *due > as_of).and_then(|due| {
        let days = calendar.working_days(as_of, due).ok().filter(|days| *days > 0)?;
        left.checked_div(Decimal::from(days))
    });
    let misses_by = match (finish, due) {
        (Finish::On(day) | Finish::After(day), Some(due)) if day > due => {
            calendar.working_days(due, day).ok()
        }
        _ => None,
    };
    Ok(Forecast {
        points: points.len(),
        first: *first,
        last: *last,
        goal,
        pace,
        needed,
        judged: as_of,
        finish,
        range: (slopes.len() > 1).then(|| (at(fast), at(slow))),
        misses_by,
    })
}

/// The day on which so much more is done, from a day on.
fn finish(from: Day, left: Decimal, pace: Decimal, calendar: &Calendar) -> Finish {
    if pace <= Decimal::ZERO {
        return Finish::Never;
    }
    let days = left.checked_div(pace).and_then(|days| u32::try_from(days.ceil()).ok());
    let beyond = || calendar.last_day().map_or(Finish::Never, Finish::After);
    match days {
        Some(0) => Finish::On(from),
        Some(count) => match calendar.period_end(from, Period { count, unit: PeriodUnit::WorkingDays }) {
            Ok(end) => Finish::On(end.effective),
            Err(PeriodError::NoTable(_) | PeriodError::OutOfRange) => beyond(),
        },
        None => beyond(),
    }
}

/// How one figure would have been forecast from those before it.
#[derive(Debug, Clone, PartialEq)]
pub struct Trial {
    /// How many figures were used.
    pub points: usize,
    /// The figure that came.
    pub actual: Point,
    /// What was forecast for its day; or why nothing was.
    pub forecast: Result<Decimal, Refusal>,
    /// What would have been said by assuming that nothing changes.
    pub unchanged: Decimal,
}

impl Trial {
    /// Error of the forecast in per cent of the figure that came; none where nothing was forecast.
    #[must_use]
    pub fn error_percent(&self) -> Option<Decimal> {
        percent(self.forecast.ok()?.saturating_sub(self.actual.value), self.actual.value)
    }

    /// The same of the assumption that nothing changes.
    #[must_use]
    pub fn unchanged_percent(&self) -> Option<Decimal> {
        percent(self.unchanged.saturating_sub(self.actual.value), self.actual.value)
    }
}

fn percent(error: Decimal, of: Decimal) -> Option<Decimal> {
    error.saturating_mul(Decimal::ONE_HUNDRED).checked_div(of)
}

/// Tries the method on a series: each figure from the third on is forecast from those before it.
#[must_use]
pub fn trials(points: &[Point], calendar: &Calendar) -> Vec<Trial> {
    let mut trials = Vec::new();
    for at in 2..points.len() {
        let (Some(known), Some(actual)) = (points.get(..at), points.get(at)) else { continue };
        let Some(last) = known.last() else { continue };
        let forecast = pace(known, calendar).and_then(|(pace, _)| {
            let days = calendar.working_days(last.day, actual.day)?;
            Ok(last.value.saturating_add(pace.saturating_mul(Decimal::from(days))))
        });
        trials.push(Trial { points: at, actual: *actual, forecast, unchanged: last.value });
    }
    trials
}
