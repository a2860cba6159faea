//! How scores are made: `rules/scoring.toml`.

use rust_decimal::Decimal;

use crate::model::scoring::{Basis, Grade, Scoring};
use crate::problem::{Code, Problem};

use super::files::File;
use super::form::{Form, Item, Page, parse};
use super::sink::Sink;

/// Most working days that can be called soon: a year.
const LONGEST_SOON: u32 = 366;

/// What holds where the file, or a part of it, is left out.
#[must_use]
pub fn default() -> Scoring {
    Scoring {
        due_soon: 10,
        met: Decimal::ONE,
        met_late: Decimal::new(5, 1),
        grades: vec![
            (Grade::Excellent, Decimal::from(90)),
            (Grade::Good, Decimal::from(80)),
            (Grade::Fair, Decimal::from(70)),
            (Grade::Average, Decimal::from(50)),
            (Grade::Weak, Decimal::ZERO),
        ],
        basis: Basis::All,
    }
}

/// Reads the file.
pub fn scoring(file: &File, sink: &Sink) -> Scoring {
    let mut scoring = default();
    let page = Page { file, sink };
    let Some(table) = parse(page) else { return scoring };
    let mut form = Form::whole(page, "scoring.toml", &table);
    if let Some(days) = form.optional("due_soon").and_then(|item| item.count(0..=LONGEST_SOON)) {
        scoring.due_soon = days;
    }
    if let Some(basis) = form.optional("basis").and_then(|item| item.word(Basis::ALL, Basis::word)) {
        scoring.basis = basis;
    }
    if let Some(mut credits) = form.optional("credits").and_then(|item| item.form("[credits]")) {
        if let Some(credit) = credits.optional("met").and_then(|item| bounded(&item, Decimal::ONE)) {
            scoring.met = credit;
        }
        if let Some(credit) = credits.optional("met-late").and_then(|item| bounded(&item, Decimal::ONE)) {
            scoring.met_late = credit;
        }
        credits.finish();
    }
    if let Some(grades) = form.optional("grades").and_then(|item| item.form("[grades]")) {
        scoring.grades = read_grades(grades).unwrap_or(scoring.grades);
    }
    form.finish();
    scoring
}

/// A number from 0 to a bound.
fn bounded(item: &Item<'_>, most: Decimal) -> Option<Decimal> {
    let number = item.decimal()?;
    if number < Decimal::ZERO || number > most {
        let problem = Problem::error(
            Code::BadNumber,
            format!("`{}` must lie between 0 and {most}, not {number}", item.key()),
        );
        item.tell("", problem);
        return None;
    }
    Some(number)
}

fn read_grades(mut form: Form<'_>) -> Option<Vec<(Grade, Decimal)>> {
    let mut grades: Vec<(Grade, Decimal)> = Vec::new();
    let mut fine = true;
    for grade in Grade::ALL {
        let Some(item) = form.optional(grade.word()) else { continue };
        let Some(from) = bounded(&item, Decimal::ONE_HUNDRED) else {
            fine = false;
            continue;
        };
        if let Some((better, least)) = grades.last().filter(|(_, least)| *least <= from) {
            let problem = Problem::error(
                Code::Contradiction,
                format!("`{grade}` begins at {from}, not below `{better}`, which begins at {least}"),
            )
            .help("grades fall from excellent to weak");
            item.tell("", problem);
            fine = false;
        }
        grades.push((*grade, from));
    }
    if fine && grades.last().is_none_or(|(_, least)| !least.is_zero()) {
        let problem = Problem::error(Code::Contradiction, "the lowest grade does not begin at 0")
            .help("add `weak = 0`, so that every score has a grade");
        form.tell(problem);
        fine = false;
    }
    form.finish();
    fine.then_some(grades)
}
