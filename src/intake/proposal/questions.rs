//! What whoever sent a return should look at again: cells that are merged, computed, hardly meant, or under no head.
//!
//! In: the rows as they are read. Out: problems at their cells. Invariant: nothing here changes what is read; what is
//! told of many cells is told once.

use super::super::layout::Role;
use super::Reader;
use crate::model::day::Day;
use crate::model::fact::Fact;
use crate::model::value::Value;
use crate::problem::{Code, Problem};
use crate::read::doubt::doubt;
use crate::read::leaf::{Area, Row, address};

/// Most areas of merged cells that are told of a return.
const MOST_MERGED: usize = 50;

impl Reader<'_> {
    /// A value that is well written and hardly meant.
    pub(super) fn tell_suspicious(&mut self, row: &Row, column: u32, fact: &Fact, value: &Value) {
        if let Some(mut doubt) = doubt(value, fact) {
            doubt.message = format!("cell {}: {}", address(row.number, column), doubt.message);
            self.problems.push(doubt.at(self.leaf.cell_place(row, column), ""));
        }
    }

    /// A day whose cell lost its form is the number that spreadsheets keep for it.
    pub(super) fn tell_serial(&mut self, row: &Row, column: u32, day: Day) {
        let place = self.leaf.cell_place(row, column);
        let message = format!("cell {}: the number is read as the day {day}", address(row.number, column));
        let problem = Problem::warning(Code::BadValue, message).at(place, "");
        self.problems
            .push(problem.help("spreadsheets keep days as such numbers: give the cell the form of a date"));
    }

    /// Cells merged below the last row that names a locality are those of sums and signatures.
    pub(super) fn tell_merged(&mut self, last: Option<u32>) {
        let is_foot = |area: &&Area| last.is_some_and(|last| *area.rows.start() > last);
        let read = self.leaf.areas.iter().filter(|area| *area.rows.end() > self.layout.header);
        for area in read.filter(|area| !is_foot(area)) {
            let read: Vec<u32> = self
                .layout
                .columns
                .iter()
                .filter(|(column, role)| **role != Role::Aside && area.columns.contains(column))
                .map(|(column, _)| *column)
                .collect();
            let is_unit = |column: &u32| matches!(self.layout.columns.get(column), Some(Role::Unit(_)));
            if read.iter().all(is_unit) {
                continue;
            }
            // what is merged only with columns that are not read is clear enough
            if read.len() == 1 && area.rows.start() == area.rows.end() {
                continue;
            }
            let (row, column) = (*area.rows.start(), *area.columns.start());
            let is_new = self.unclear.insert((row, column));
            if !is_new || self.unclear.len() > MOST_MERGED {
                continue;
            }
            let at = self.leaf.rows().iter().find(|found| found.number >= row);
            let place = at.map_or_else(|| self.leaf.file.start(), |row| self.leaf.cell_place(row, column));
            let message = format!("the cells {} are merged: whose value is this?", area.address());
            let problem = Problem::error(Code::BadCell, message);
            self.problems.push(problem.at(place, "").help("unmerge them, and fill in every cell by itself"));
        }
        if let Some(more) = self.unclear.len().checked_sub(MOST_MERGED).filter(|more| *more > 0) {
            let problem = Problem::error(Code::BadCell, format!("{more} more areas of cells are merged"));
            self.problems.push(problem.at(self.leaf.file.start(), ""));
        }
    }

    /// What stands beside a locality and under no head may be a value of it: nobody knows of what.
    pub(super) fn tell_headless(&mut self) {
        let Some((row, column)) = self.headless.first().copied() else { return };
        let first = address(row, column);
        let message = match self.headless.len() {
            1 => format!("cell {first} stands under no head: it is not read"),
            n => format!("{n} cells stand under no head, the first is {first}: they are not read"),
        };
        let at = self.leaf.rows().iter().find(|found| found.number == row);
        let place = at.map_or_else(|| self.leaf.file.start(), |row| self.leaf.cell_place(row, column));
        let problem = Problem::warning(Code::UnknownKey, message).at(place, "");
        self.problems.push(problem.help("give the column a head, or clear its cells"));
    }

    pub(super) fn tell_formulas(&mut self) {
        let read = |(row, column): &&(u32, u32)| {
            *row > self.layout.header
                && !self.past.contains(row)
                && matches!(self.layout.columns.get(column), Some(Role::Fact(_)))
        };
        let formulas: Vec<(u32, u32)> = self.leaf.formulas.iter().filter(read).copied().collect();
        let Some((row, column)) = formulas.first().copied() else { return };
        let first = address(row, column);
        let at = self.leaf.rows().iter().find(|found| found.number == row);
        let place = at.map_or_else(|| self.leaf.file.start(), |row| self.leaf.cell_place(row, column));
        let message = match formulas.len() {
            1 => format!("cell {first} holds a formula: what it last gave is read"),
            n => format!("{n} cells hold formulas, the first is {first}: what they last gave is read"),
        };
        let problem = Problem::warning(Code::FormulaRead, message);
        self.problems.push(problem.at(place, ""));
    }
}
