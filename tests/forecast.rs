//! Forecasts: the pace against plain arithmetic, the refusals, and how well the method does on what ships.

use std::sync::OnceLock;

use camino::Utf8Path;
use dondoc::calendar::Calendar;
use dondoc::forecast::{Finish, Forecast, Point, Refusal, forecast, middle, pace, trials};
use dondoc::model::bilingual::Lang;
use dondoc::model::day::Day;
use dondoc::pipeline::{Prepared, prepare};
use dondoc::render::{Style, backtest};
use dondoc::resolve::{Horizon, Resolution};
use proptest::prelude::*;
use rust_decimal::Decimal;

fn shipped() -> &'static Prepared {
    static PREPARED: OnceLock<Prepared> = OnceLock::new();
    PREPARED.get_or_init(|| prepare(Utf8Path::new(env!("CARGO_MANIFEST_DIR"))).unwrap())
}

fn calendar() -> &'static Calendar {
    &shipped().project.calendar
}

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

fn points(all: &[(&str, i64)]) -> Vec<Point> {
    all.iter().map(|(at, value)| Point { day: day(at), value: Decimal::from(*value) }).collect()
}

fn told(all: &[(&str, i64)], goal: i64, due: &str) -> Result<Forecast, Refusal> {
    let due = (!due.is_empty()).then(|| day(due));
    forecast(&points(all), Decimal::from(goal), due, day("2025-03-31"), calendar())
}

#[test]
fn a_steady_pace_is_counted_in_working_days() {
    // Monday to Friday of one week, then to the Monday after: five working days from Monday to Monday.
    let steady =
        told(&[("2025-03-03", 0), ("2025-03-10", 50), ("2025-03-17", 100)], 150, "2025-03-20").unwrap();
    assert_eq!(steady.pace, Decimal::from(10));
    assert_eq!(steady.finish, Finish::On(day("2025-03-24")));
    assert_eq!(steady.range, Some((Finish::On(day("2025-03-24")), Finish::On(day("2025-03-24")))));
    assert_eq!(steady.misses_by, Some(2));
    assert_eq!(steady.needed, None, "the deadline has passed");
}

#[test]
fn what_is_needed_is_counted_from_the_day_judged() {
    let open = told(&[("2025-03-03", 0), ("2025-03-10", 50)], 150, "2025-04-04").unwrap();
    assert_eq!(open.needed, Some(Decimal::from(25)));
    assert_eq!(open.range, None, "two figures have one slope");
    assert_eq!(open.misses_by, None);
}

#[test]
fn one_figure_that_is_far_off_moves_the_pace_little() {
    let steady = [
        ("2025-02-17", -100),
        ("2025-02-24", -50),
        ("2025-03-03", 0),
        ("2025-03-10", 50),
        ("2025-03-17", 100),
        ("2025-03-24", 150),
    ];
    let mut slip = steady;
    slip[1].1 = 500;
    let robust = pace(&points(&slip), calendar()).unwrap().0;
    assert_eq!(pace(&points(&steady), calendar()).unwrap().0, Decimal::from(10));
    assert!(robust >= Decimal::from(5) && robust <= Decimal::from(15), "{robust}");
}

#[test]
fn beyond_the_holiday_tables_no_day_is_named() {
    let slow = told(&[("2025-03-03", 0), ("2025-03-10", 1)], 1_000_000, "2025-12-31").unwrap();
    assert!(matches!(slow.finish, Finish::After(last) if last == calendar().last_day().unwrap()));
    assert!(slow.misses_by.is_some());
}

#[test]
fn figures_at_the_ends_of_numbers_break_nothing() {
    let days = ["2025-03-03", "2025-03-10", "2025-03-17", "2025-03-24"];
    let ends = [Decimal::MAX, Decimal::MIN, Decimal::ZERO, Decimal::ONE, Decimal::new(1, 28)];
    for first in ends {
        for second in ends {
            for last in ends {
                let series: Vec<Point> = days
                    .iter()
                    .zip([first, second, last, Decimal::MAX])
                    .map(|(at, value)| Point { day: day(at), value })
                    .collect();
                for goal in ends {
                    if let Ok(told) =
                        forecast(&series, goal, Some(day("2025-04-30")), day("2025-03-31"), calendar())
                    {
                        assert!(told.pace > Decimal::ZERO, "{series:?}");
                    }
                }
                let tried = trials(&series, calendar());
                assert_eq!(tried.len(), 2);
                for trial in tried {
                    let _ = (trial.error_percent(), trial.unchanged_percent());
                }
            }
        }
    }
}

#[test]
fn nothing_is_forecast_from_figures_that_do_not_bear_it() {
    assert_eq!(told(&[], 10, "").unwrap_err(), Refusal::TooLittle);
    assert_eq!(told(&[("2025-03-03", 1)], 10, "").unwrap_err(), Refusal::TooLittle);
    // Saturday and Sunday: no working day between them
    assert_eq!(told(&[("2025-03-08", 1), ("2025-03-09", 2)], 10, "").unwrap_err(), Refusal::TooLittle);
    assert_eq!(told(&[("2025-03-03", 1), ("2025-03-10", 1)], 10, "").unwrap_err(), Refusal::Flat);
    assert_eq!(told(&[("2025-03-03", 2), ("2025-03-10", 1)], 10, "").unwrap_err(), Refusal::Falling);
    let zigzag = [("2025-03-03", 1), ("2025-03-10", 9), ("2025-03-17", 2), ("2025-03-24", 8)];
    assert_eq!(told(&zigzag, 10, "").unwrap_err(), Refusal::Contradictory);
    assert_eq!(told(&[("1990-03-03", 2), ("2025-03-10", 3)], 10, "").unwrap_err(), Refusal::NoTable);
}

#[test]
fn the_middle_is_not_rounded_past_what_it_lies_between() {
    // Twice the second has one digit more than a number can carry.
    let rising = [Decimal::ONE, Decimal::from(52) / Decimal::from(9), Decimal::TEN];
    assert_eq!(middle(&rising), Some(rising[1]));
    assert_eq!(middle(&[Decimal::MAX; 2]), Some(Decimal::MAX));
    assert_eq!(middle(&[Decimal::MIN; 3]), Some(Decimal::MIN));
    assert_eq!(middle(&[Decimal::MIN, Decimal::MAX]), Some(Decimal::ZERO));
    assert_eq!(middle(&[Decimal::ONE, Decimal::TWO]), Some(Decimal::new(15, 1)));
    assert_eq!(middle(&[]), None);
}

proptest! {
    #[test]
    fn a_straight_line_is_forecast_without_error(
        steps in prop::collection::vec(1u32..20, 3..8), slope in 1i64..50, start in 0i64..1000,
    ) {
        let mut at = day("2024-01-02");
        let mut line = Vec::new();
        for step in steps {
            at = at.plus_days(step);
            let days = calendar().working_days(day("2024-01-02"), at).unwrap();
            line.push(Point { day: at, value: Decimal::from(start + slope * days) });
        }
        for trial in trials(&line, calendar()) {
            // Only where all the figures before lie within one weekend is there no slope.
            match trial.forecast {
                Ok(value) => prop_assert_eq!(value, trial.actual.value),
                Err(refusal) => prop_assert!(matches!(refusal, Refusal::TooLittle)),
            }
        }
    }

    #[test]
    fn the_pace_is_the_middle_of_all_slopes(values in prop::collection::vec(0i64..100, 3..7)) {
        let at = |n: usize| day("2025-03-03").plus_days(7 * u32::try_from(n).unwrap());
        let points: Vec<Point> = values
            .iter()
            .enumerate()
            .map(|(n, value)| Point { day: at(n), value: Decimal::from(*value) })
            .collect();
        if let Ok((pace, slopes)) = pace(&points, calendar()) {
            prop_assert_eq!(slopes.len(), points.len() * (points.len() - 1) / 2);
            let below = slopes.iter().filter(|slope| **slope < pace).count();
            let above = slopes.iter().filter(|slope| **slope > pace).count();
            prop_assert!(2 * below <= slopes.len() && 2 * above <= slopes.len());
            prop_assert!(pace > Decimal::ZERO);
        }
    }
}

#[test]
fn how_well_the_method_does_on_what_ships() {
    let horizon = Horizon { as_of: day("2026-06-30"), known_by: None };
    let found = dondoc::report::backtest::backtest(&Resolution::new(&shipped().project, horizon));
    insta::assert_snapshot!(backtest::render(&found, Lang::En, Style { width: 140, ..Style::default() }));
}
