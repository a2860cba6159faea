//! What the rows of a document's table are, whether they stand in a CSV file or on a sheet of a workbook.

use std::borrow::Cow;

use crate::model::fact::Fact;
use crate::model::place::Place;
use crate::model::value::Value;
use crate::problem::{Code, Problem};

use super::entry;
use super::grid::{self, Grid};
use super::leaf::{self, Leaf, address, letters};
use super::sink::Sink;
use super::values;

/// A header of named columns, and rows of cells below it.
pub trait Tabular {
    /// One row below the header.
    type Row;

    /// Columns by position, with their names; a column without a name has the empty one.
    fn columns(&self) -> Vec<(usize, Cow<'_, str>)>;
    /// The rows below the header.
    fn rows(&self) -> &[Self::Row];
    /// What a cell says, as a name; empty where the cell is.
    fn name<'r>(&'r self, row: &'r Self::Row, column: usize) -> Cow<'r, str>;
    /// The value that a cell gives a fact; `None` where the cell is empty.
    fn value(&self, row: &Self::Row, column: usize, fact: &Fact) -> Option<Result<Value, Problem>>;
    /// Where a row stands.
    fn row_place(&self, row: &Self::Row) -> Place;
    /// Tells a problem of a cell, with its place.
    fn tell(&self, row: &Self::Row, column: usize, problem: Problem, sink: &Sink);
    /// Where a column's name stands.
    fn header_place(&self, column: usize) -> Place;
    /// What a column is called in a message, where it has no name.
    fn letter(&self, column: usize) -> String;
    /// Where the whole table begins.
    fn start(&self) -> Place;
}

impl Tabular for Grid<'_> {
    type Row = grid::Row;

    fn columns(&self) -> Vec<(usize, Cow<'_, str>)> {
        Grid::columns(self).map(|(column, name)| (column, Cow::Borrowed(name))).collect()
    }
    fn rows(&self) -> &[grid::Row] {
        Grid::rows(self)
    }
    fn name<'r>(&'r self, row: &'r grid::Row, column: usize) -> Cow<'r, str> {
        Cow::Borrowed(self.cell(row, column))
    }
    fn value(&self, row: &grid::Row, column: usize, fact: &Fact) -> Option<Result<Value, Problem>> {
        let text = self.cell(row, column);
        (!text.is_empty()).then(|| values::from_text(text, fact))
    }
    fn row_place(&self, row: &grid::Row) -> Place {
        Grid::row_place(self, row)
    }
    fn tell(&self, row: &grid::Row, column: usize, problem: Problem, sink: &Sink) {
        sink.push(problem.at(self.cell_place(row, column), ""));
    }
    fn header_place(&self, column: usize) -> Place {
        Grid::header_place(self, column)
    }
    fn letter(&self, _: usize) -> String {
        "this column".to_owned()
    }
    fn start(&self) -> Place {
        self.file().start()
    }
}

/// A sheet whose first row that is not empty is the header.
#[derive(Debug)]
pub struct Headed<'l> {
    leaf: &'l Leaf,
    header: &'l leaf::Row,
    rows: &'l [leaf::Row],
}

impl<'l> Headed<'l> {
    /// The table on a sheet; merged cells and formulas are told. `None` where the sheet is empty.
    pub fn new(leaf: &'l Leaf, sink: &Sink) -> Option<Self> {
        let Some((header, rows)) = leaf.rows().split_first() else {
            let problem = Problem::error(Code::BadWorkbook, "this sheet is empty: it lacks even a header");
            sink.push(problem.at(leaf.file.start(), ""));
            return None;
        };
        let table = Self { leaf, header, rows };
        table.tell_merged(sink);
        table.tell_formulas(sink);
        Some(table)
    }

    /// A merged cell stands in one row and column: nobody knows whether it speaks for the others.
    fn tell_merged(&self, sink: &Sink) {
        for area in self.leaf.areas.iter().filter(|area| *area.rows.end() >= self.header.number) {
            let problem = Problem::error(
                Code::BadCell,
                format!("the cells {} are merged: whose value is this?", area.address()),
            )
            .help("unmerge them, and fill in every cell by itself");
            let row = self.leaf.rows().iter().find(|row| area.rows.contains(&row.number));
            let place = row.map_or_else(
                || self.leaf.file.start(),
                |row| self.leaf.cell_place(row, *area.columns.start()),
            );
            sink.push(problem.at(place, ""));
        }
    }

    fn tell_formulas(&self, sink: &Sink) {
        let Some((row, column)) = self.leaf.formulas.first() else { return };
        let message = match self.leaf.formulas.len() {
            1 => format!("cell {} holds a formula: what it last gave is read", address(*row, *column)),
            n => format!(
                "{n} cells hold formulas, the first is {}: what they last gave is read",
                address(*row, *column)
            ),
        };
        let at = self.leaf.rows().iter().find(|found| found.number == *row);
        let place = at.map_or_else(|| self.leaf.file.start(), |row| self.leaf.cell_place(row, *column));
        let problem = Problem::warning(Code::FormulaRead, message);
        sink.push(
            problem.at(place, "").help("paste the values over the formulas: then nothing can change them"),
        );
    }
}

fn of(column: usize) -> u32 {
    u32::try_from(column).unwrap_or(u32::MAX)
}

impl Tabular for Headed<'_> {
    type Row = leaf::Row;

    fn columns(&self) -> Vec<(usize, Cow<'_, str>)> {
        let mut columns: Vec<u32> =
            self.rows.iter().chain([self.header]).flat_map(|row| row.cells().map(|(at, _)| at)).collect();
        columns.sort_unstable();
        columns.dedup();
        let named = |column: u32| {
            let name = self.header.cell(column).map(leaf::Cell::shown).unwrap_or_default();
            (usize::try_from(column).unwrap_or(usize::MAX), Cow::Owned(name))
        };
        columns.into_iter().map(named).collect()
    }
    fn rows(&self) -> &[leaf::Row] {
        self.rows
    }
    fn name<'r>(&'r self, row: &'r leaf::Row, column: usize) -> Cow<'r, str> {
        row.cell(of(column)).map_or(Cow::Borrowed(""), |cell| Cow::Owned(cell.shown()))
    }
    fn value(&self, row: &leaf::Row, column: usize, fact: &Fact) -> Option<Result<Value, Problem>> {
        row.cell(of(column)).map(|cell| entry::value(cell, fact))
    }
    fn row_place(&self, row: &leaf::Row) -> Place {
        self.leaf.row_place(row)
    }
    fn tell(&self, row: &leaf::Row, column: usize, mut problem: Problem, sink: &Sink) {
        problem.message = format!("cell {}: {}", address(row.number, of(column)), problem.message);
        sink.push(problem.at(self.leaf.cell_place(row, of(column)), ""));
    }
    fn header_place(&self, column: usize) -> Place {
        self.leaf.cell_place(self.header, of(column))
    }
    fn letter(&self, column: usize) -> String {
        format!("column {}", letters(of(column)))
    }
    fn start(&self) -> Place {
        self.leaf.file.start()
    }
}
