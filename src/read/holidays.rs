//! The holiday table: `data/holidays.csv`.

use std::collections::BTreeMap;

use crate::calendar::{Calendar, DayKind, SpecialDay};
use crate::model::bilingual::Bilingual;
use crate::model::day::Day;
use crate::model::document::Confidence;
use crate::model::place::Place;
use crate::names::composed;
use crate::problem::hint::did_you_mean;
use crate::problem::{Code, Problem};

use super::files::File;
use super::grid::Grid;
use super::registry::day;
use super::sink::Sink;

const COLUMNS: [&str; 7] = ["date", "kind", "name_vi", "name_en", "linked_date", "confidence", "source"];

/// Reads the calendar of a holiday table.
pub fn calendar(file: &File, sink: &Sink) -> Calendar {
    let Some(grid) = Grid::read(file, sink) else { return Calendar::default() };
    let Some([date, kind, name_vi, name_en, linked, confidence, source]) = grid.exactly(COLUMNS, sink) else {
        return Calendar::default();
    };
    let mut seen: BTreeMap<Day, Place> = BTreeMap::new();
    let mut rows = Vec::new();
    for row in grid.rows() {
        let text = |column: usize| composed(grid.cell(row, column)).into_owned();
        let unknown = |column: usize, what: &str, known: &[&'static str]| {
            let mut problem =
                Problem::error(Code::UnknownWord, format!("`{}` is not a {what}", grid.cell(row, column)));
            problem.help = did_you_mean(grid.cell(row, column), known.iter().copied());
            sink.push(problem.at(grid.cell_place(row, column), ""));
        };
        let when = day(&grid, row, date, sink);
        if grid.cell(row, date).is_empty() {
            sink.push(Problem::error(Code::BadDay, "this row has no date").at(grid.row_place(row), ""));
        }
        let sort = DayKind::from_word(grid.cell(row, kind));
        if sort.is_none() {
            unknown(kind, "kind of day", &DayKind::ALL.iter().map(|k| k.word()).collect::<Vec<_>>());
        }
        let sure = Confidence::from_word(grid.cell(row, confidence));
        if sure.is_none() {
            unknown(confidence, "confidence", &Confidence::ALL.iter().map(|c| c.word()).collect::<Vec<_>>());
        }
        let linked = day(&grid, row, linked, sink);
        let (Some(when), Some(kind), Some(confidence)) = (when, sort, sure) else { continue };
        if let Some(before) = seen.insert(when, grid.row_place(row)) {
            let problem = Problem::error(Code::DuplicateDay, format!("{when} has two rows"))
                .help("one day has one kind; keep the row that says what state bodies do that day");
            sink.push(problem.at(grid.cell_place(row, date), "").related(before, "the first one"));
            continue;
        }
        rows.push(SpecialDay {
            day: when,
            kind,
            name: Bilingual::new(text(name_en), text(name_vi)),
            linked,
            confidence,
            source: text(source),
        });
    }
    Calendar::new(rows)
}
