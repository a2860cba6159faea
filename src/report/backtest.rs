//! How well forecasts would have done on the figures that there are.

use rust_decimal::Decimal;

use crate::forecast::{Point, Refusal, middle, series, trials};
use crate::model::bilingual::Bilingual;
use crate::model::day::Day;
use crate::resolve::Resolution;

/// Every figure that could have been forecast from at least two before it.
#[derive(Debug, Clone, PartialEq)]
pub struct Backtest {
    /// Series of two figures or more.
    pub series: usize,
    /// In order of localities' ids, facts and days.
    pub trials: Vec<TrialRow>,
    /// Trials in which nothing was forecast.
    pub refused: usize,
    /// Median of the errors' sizes in per cent.
    pub median_error: Option<Decimal>,
    /// The same, over the same trials, of assuming that nothing changes.
    pub median_unchanged: Option<Decimal>,
}

/// One figure, and what would have been forecast for its day.
#[derive(Debug, Clone, PartialEq)]
pub struct TrialRow {
    /// Whose.
    pub locality: Bilingual,
    /// Which.
    pub fact: Bilingual,
    /// For which day.
    pub day: Day,
    /// Figures before it.
    pub points: usize,
    /// What came.
    pub actual: Decimal,
    /// What would have been forecast.
    pub forecast: Result<Decimal, Refusal>,
    /// Error in per cent of what came.
    pub error: Option<Decimal>,
    /// Error of assuming that nothing changes.
    pub unchanged_error: Option<Decimal>,
}

/// Tries the method on every numeric fact of every locality that stated it itself.
#[must_use]
pub fn backtest(resolution: &Resolution<'_>) -> Backtest {
    let project = resolution.project;
    let mut found =
        Backtest { series: 0, trials: Vec::new(), refused: 0, median_error: None, median_unchanged: None };
    for (at, locality) in project.registry.iter() {
        for (fact_at, fact) in project.dictionary.iter() {
            let days = resolution.statements(at, fact_at);
            if days.iter().all(|one| days.first().is_some_and(|first| first.dated == one.dated)) {
                continue;
            }
            let points: Vec<Point> = match series(resolution, at, fact_at) {
                Ok(points) if points.len() > 1 => points,
                _ => continue,
            };
            found.series += 1;
            found.trials.extend(trials(&points, &project.calendar).into_iter().map(|trial| TrialRow {
                locality: locality.name.clone(),
                fact: fact.title.clone(),
                day: trial.actual.day,
                points: trial.points,
                actual: trial.actual.value,
                error: trial.error_percent(),
                unchanged_error: trial.unchanged_percent(),
                forecast: trial.forecast,
            }));
        }
    }
    let tried: Vec<&TrialRow> = found.trials.iter().filter(|trial| trial.error.is_some()).collect();
    found.median_error = median(tried.iter().filter_map(|trial| trial.error));
    found.median_unchanged = median(tried.iter().filter_map(|trial| trial.unchanged_error));
    found.refused = found.trials.len() - tried.len();
    found
}

/// The middle one of the sizes; of two in the middle their mean.
fn median(errors: impl Iterator<Item = Decimal>) -> Option<Decimal> {
    let mut sizes: Vec<Decimal> = errors.map(|error| error.abs()).collect();
    sizes.sort_unstable();
    middle(&sizes)
}
