//! One sheet as rows of typed cells with their addresses, whether it came from a workbook or from CSV.
//!
//! A sheet has no text to point at, so one is made: a line a row, cells parted by ` │ `. Places are places in that
//! text, and the number of the line is the number of the row.

use std::collections::BTreeMap;
use std::ops::{Range, RangeInclusive};

use rust_decimal::Decimal;

use crate::model::day::Day;
use crate::model::place::Place;

use super::files::File;

/// What stands in a cell; an empty one is not there at all.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    /// A text that says something.
    Text(String),
    /// A number.
    Number(Decimal),
    /// A number that is shown as per cent: 15.39 for 15.39 %.
    Percent(Decimal),
    /// A truth value.
    Bool(bool),
    /// A day; its time of day is dropped.
    Date(Day),
    /// What can be no value, in words: `` the error `#REF!` ``.
    Other(String),
}

impl Cell {
    /// The cell in words, for showing it and for reading names of localities and columns.
    #[must_use]
    pub fn shown(&self) -> String {
        match self {
            Cell::Text(text) => text.clone(),
            Cell::Number(number) => number.to_string(),
            Cell::Percent(number) => format!("{number} %"),
            Cell::Bool(flag) => flag.to_string(),
            Cell::Date(day) => day.to_string(),
            Cell::Other(words) => format!("({words})"),
        }
    }
}

/// Cells that were merged into one; rows and columns from 0.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Area {
    /// Its rows.
    pub rows: RangeInclusive<u32>,
    /// Its columns.
    pub columns: RangeInclusive<u32>,
}

impl Area {
    /// Its address, such as `B2:B7`.
    #[must_use]
    pub fn address(&self) -> String {
        format!(
            "{}:{}",
            address(*self.rows.start(), *self.columns.start()),
            address(*self.rows.end(), *self.columns.end())
        )
    }
}

/// One row that is not empty.
#[derive(Debug, Clone)]
pub struct Row {
    /// Its number, from 0.
    pub number: u32,
    cells: BTreeMap<u32, (Cell, Range<usize>)>,
    span: Range<usize>,
}

impl Row {
    /// The cell in a column, from 0.
    #[must_use]
    pub fn cell(&self, column: u32) -> Option<&Cell> {
        self.cells.get(&column).map(|(cell, _)| cell)
    }

    /// Its cells with their columns, from left to right.
    pub fn cells(&self) -> impl Iterator<Item = (u32, &Cell)> {
        self.cells.iter().map(|(column, (cell, _))| (*column, cell))
    }
}

/// The day from which a workbook counts the numbers that stand for days.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Epoch {
    /// 1 January 1900, as nearly all do.
    #[default]
    Of1900,
    /// 1 January 1904, as old Macintoshes did: the same day is a number smaller by 1,462.
    Of1904,
}

/// A sheet.
#[derive(Debug, Clone)]
pub struct Leaf {
    /// Its name, and the text that its places speak of.
    pub file: File,
    rows: Vec<Row>,
    /// Its merged cells.
    pub areas: Vec<Area>,
    /// Addresses (row, column) of its formulas, in order.
    pub formulas: Vec<(u32, u32)>,
    /// How it counts days.
    pub epoch: Epoch,
    /// Whether a sheet of a workbook has it, and a name.
    in_workbook: bool,
}

/// Longest part of a cell that is shown, in letters.
const SHOWN: usize = 60;

impl Leaf {
    /// The sheet of these cells, by row and column, both from 0.
    #[must_use]
    pub fn new(
        path: &str,
        name: &str,
        rows: BTreeMap<u32, BTreeMap<u32, Cell>>,
        areas: Vec<Area>,
        mut formulas: Vec<(u32, u32)>,
    ) -> Self {
        formulas.sort_unstable();
        let mut text = String::new();
        let mut line = 0;
        let mut made = Vec::new();
        for (number, cells) in rows {
            while line < number {
                text.push('\n');
                line = line.saturating_add(1);
            }
            let start = text.len();
            let mut placed = BTreeMap::new();
            for (column, cell) in cells {
                if text.len() > start {
                    text.push_str(" │ ");
                }
                let from = text.len();
                text.extend(cell.shown().chars().map(|c| if c.is_control() { ' ' } else { c }).take(SHOWN));
                placed.insert(column, (cell, from..text.len()));
            }
            made.push(Row { number, cells: placed, span: start..text.len() });
        }
        text.push('\n');
        let in_workbook = !name.is_empty();
        let path = if name.is_empty() { path.to_owned() } else { format!("{path} [{name}]") };
        Self {
            file: File { path: path.into(), text: text.into() },
            rows: made,
            areas,
            formulas,
            epoch: Epoch::default(),
            in_workbook,
        }
    }

    /// Whether it is text whose cells are parted by marks, of which one cell may have had one.
    #[must_use]
    pub fn is_csv(&self) -> bool {
        !self.in_workbook
    }

    /// Its rows that are not empty, from top to bottom.
    #[must_use]
    pub fn rows(&self) -> &[Row] {
        &self.rows
    }

    /// Where a row stands.
    #[must_use]
    pub fn row_place(&self, row: &Row) -> Place {
        self.file.place(row.span.clone())
    }

    /// Where a cell stands; the row where it is empty.
    #[must_use]
    pub fn cell_place(&self, row: &Row, column: u32) -> Place {
        let span = row.cells.get(&column).map_or(&row.span, |(_, span)| span);
        self.file.place(span.clone())
    }

    /// Whether a cell holds a formula.
    #[must_use]
    pub fn is_formula(&self, row: u32, column: u32) -> bool {
        self.formulas.binary_search(&(row, column)).is_ok()
    }
}

/// A cell's address as spreadsheets write it: (2, 1) is `B3`.
#[must_use]
pub fn address(row: u32, column: u32) -> String {
    format!("{}{}", letters(column), u64::from(row) + 1)
}

/// A column's letters: 0 is A, 26 is AA.
#[must_use]
pub fn letters(column: u32) -> String {
    let mut rest = Some(column);
    let mut letters = Vec::new();
    while let Some(column) = rest {
        letters.extend(('A'..='Z').nth(usize::try_from(column % 26).unwrap_or(0)));
        rest = (column / 26).checked_sub(1);
    }
    letters.iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_those_of_spreadsheets() {
        let shown = [(0, 0), (2, 1), (0, 25), (9, 26), (0, 701), (0, 702), (1_048_575, 16_383)];
        let addresses: Vec<String> = shown.iter().map(|(row, column)| address(*row, *column)).collect();
        assert_eq!(addresses, ["A1", "B3", "Z1", "AA10", "ZZ1", "AAA1", "XFD1048576"]);
    }

    #[test]
    fn the_line_of_a_place_is_the_row() {
        let row = |texts: &[(u32, &str)]| {
            texts.iter().map(|(column, text)| (*column, Cell::Text((*text).to_owned()))).collect()
        };
        let rows = BTreeMap::from([(1, row(&[(0, "a\nb"), (2, "Đà Nẵng")])), (4, row(&[(1, "c")]))]);
        let leaf = Leaf::new("x.xlsx", "Tờ 1", rows, Vec::new(), Vec::new());
        assert_eq!(&*leaf.file.text, "\na b │ Đà Nẵng\n\n\nc\n");
        let place = leaf.cell_place(&leaf.rows()[0], 2);
        assert_eq!((&*place.file, &leaf.file.text[place.span]), ("x.xlsx [Tờ 1]", "Đà Nẵng"));
    }
}
