//! Deadlines on days off, and years in use without a holiday table.

use std::collections::BTreeMap;

use super::Look;
use crate::calendar::{NoTable, PeriodError, last_day_in_time};
use crate::model::day::Day;
use crate::model::document::{Action, Due};
use crate::model::place::Place;
use crate::problem::{Code, Problem};

/// What a day is said by.
const DUE: [&str; 2] = ["due", "period"];

pub(super) fn lint(look: Look<'_>) -> Vec<Problem> {
    let calendar = &look.project.calendar;
    let mut found = Vec::new();
    let mut years: BTreeMap<i32, &Place> = BTreeMap::new();
    for (day, place) in last_days(look) {
        match calendar.is_working_day(day) {
            Ok(true) => {}
            Ok(false) => found.push(
                Problem::note(
                    Code::DueOnDayOff,
                    format!("the last day in time, {day}, is a day off: {}", off(look, day)),
                )
                .at(look.key(place, &DUE), "")
                .help("a printed date does not roll; only the end of a period moves to the next working day"),
            ),
            Err(missing) => {
                years.entry(missing.year).or_insert(place);
            }
        }
    }
    for (missing, place) in ends_unknown(look) {
        years.entry(missing.year).or_insert(place);
    }
    found.extend(years.into_iter().map(|(year, place)| {
        Problem::warning(
            Code::NoHolidayTable,
            format!("{year} has no holiday table, and a deadline lies in it"),
        )
        .at(look.key(place, &DUE), "")
        .help(format!("add the days off of {year} to data/holidays.csv, with their source"))
    }));
    found.extend(before_stated(look));
    found
}

/// Deadlines that were over before anybody set them.
fn before_stated<'l>(look: Look<'l>) -> impl Iterator<Item = Problem> + 'l {
    let last = last_days(look);
    let set = look.project.deadlines.iter().filter(|deadline| deadline.action == Action::Set);
    let days = set.filter(|deadline| matches!(deadline.due, Due::Date { .. })).zip(last);
    days.filter_map(move |(deadline, (day, place))| {
        let document = look.project.document(deadline.document);
        (day < document.dated).then(|| {
            Problem::note(
                Code::DueBeforeStated,
                format!("the last day in time, {day}, lies before the document of {}", document.dated),
            )
            .at(look.key(place, &DUE), "")
            .help("look the year up; where a document repeats an older deadline, enter that one's document")
        })
    })
}

/// The last day in time of every printed date.
fn last_days<'l>(look: Look<'l>) -> impl Iterator<Item = (Day, &'l Place)> {
    let set = look.project.deadlines.iter().filter(|deadline| deadline.action == Action::Set);
    set.filter_map(|deadline| match deadline.due {
        Due::Date { day, kind } => Some((last_day_in_time(day, kind), &deadline.place)),
        Due::Period { .. } | Due::Open => None,
    })
}

/// Periods whose end no holiday table tells, with the first year that lacks one.
fn ends_unknown<'l>(look: Look<'l>) -> impl Iterator<Item = (NoTable, &'l Place)> {
    let set = look.project.deadlines.iter().filter(|deadline| deadline.action == Action::Set);
    set.filter_map(move |deadline| match deadline.due {
        Due::Period { period, from } => match look.project.calendar.period_end(from, period) {
            Err(PeriodError::NoTable(missing)) => Some((missing, &deadline.place)),
            Ok(_) | Err(PeriodError::OutOfRange) => None,
        },
        Due::Date { .. } | Due::Open => None,
    })
}

fn off(look: Look<'_>, day: Day) -> String {
    match look.project.calendar.day_off_name(day) {
        Some(name) => name.en,
        None => day.date().format("%A").to_string(),
    }
}
