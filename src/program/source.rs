//! Where the facts of a lot come from: some rows of columns.

use std::collections::HashMap;
use std::sync::Arc;

use rust_decimal::Decimal;

use super::rows::{LOT, Rows};
use crate::model::document::Column;
use crate::model::limits;
use crate::model::value::{Value, Values};

/// The target of each row of some columns.
#[derive(Debug, Clone, Copy)]
pub enum Targets<'f> {
    /// All have the same, or none.
    Same(Option<Decimal>),
    /// One a row.
    Each(&'f [Option<Decimal>]),
}

impl Targets<'_> {
    /// The target of a row.
    #[must_use]
    pub fn of(&self, row: usize) -> Option<Decimal> {
        match self {
            Self::Same(target) => *target,
            Self::Each(targets) => targets.get(row).copied().flatten(),
        }
    }
}

/// The facts of some rows, and what each of them must reach.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Source<'f> {
    /// One a slot; `None` where nobody reported the fact.
    pub(crate) columns: &'f [Option<&'f Column>],
    /// The first row's place in the columns.
    pub(crate) from: usize,
    pub(crate) targets: Targets<'f>,
    /// The first row's place among the targets.
    pub(crate) first: usize,
}

/// Numbers that stand for texts while a program runs: equal for equal texts, below 0 for one that is too long.
#[derive(Debug, Default)]
pub(super) struct Texts(HashMap<Arc<str>, i64>);

impl Texts {
    pub(super) fn clear(&mut self) {
        self.0.clear();
    }

    pub(super) fn number(&mut self, text: &Arc<str>) -> i64 {
        if text.len() > limits::TEXT {
            return -1;
        }
        let next = self.0.len() as i64;
        *self.0.entry(Arc::clone(text)).or_insert(next)
    }
}

impl Source<'_> {
    /// The same from so many rows further on.
    pub(super) fn behind(self, rows: usize) -> Self {
        Self { from: self.from + rows, first: self.first + rows, ..self }
    }

    fn column(&self, slot: usize) -> Option<&Column> {
        self.columns.get(slot).copied().flatten()
    }

    /// Marks the rows of which a fact is reported; of those before, nothing is marked.
    pub(super) fn known(&self, slot: usize, rows: &Rows, known: &mut [bool; LOT]) {
        if let Some(column) = self.column(slot) {
            fill(known, &column.known, self.from, rows, |known| *known);
        }
    }

    /// Marks the rows that have a target.
    pub(super) fn targeted(&self, rows: &Rows, known: &mut [bool; LOT]) {
        rows.each(|row| known[row] = self.target(row).is_some());
    }

    /// Fills in the words of a fact for rows of which it is reported.
    pub(super) fn words(&self, slot: usize, rows: &Rows, texts: &mut Texts, to: &mut [i64; LOT]) {
        let Some(column) = self.column(slot) else { return };
        match &column.values {
            Values::Bool(cells) => fill(to, cells, self.from, rows, |value| i64::from(*value)),
            Values::Int(cells) => fill(to, cells, self.from, rows, |value| *value),
            Values::Date(cells) => fill(to, cells, self.from, rows, |day| day.number()),
            Values::Stage(cells) => fill(to, cells, self.from, rows, |stage| i64::from(*stage)),
            Values::Text(cells) => fill(to, cells, self.from, rows, |text| texts.number(text)),
            Values::Decimal(_) => {}
        }
    }

    /// Fills in the decimals of a fact for rows of which it is reported.
    pub(super) fn decimals(&self, slot: usize, rows: &Rows, to: &mut [Decimal; LOT]) {
        if let Some(Column { values: Values::Decimal(cells), .. }) = self.column(slot) {
            fill(to, cells, self.from, rows, |value| *value);
        }
    }

    /// Fills in the targets of rows that have one.
    pub(super) fn wanted(&self, rows: &Rows, to: &mut [Decimal; LOT]) {
        rows.each(|row| to[row] = self.target(row).unwrap_or_default());
    }

    /// What one row must reach.
    pub(crate) fn target(&self, row: usize) -> Option<Decimal> {
        self.targets.of(self.first + row)
    }

    /// One row's values, in order of slots.
    pub(crate) fn values(&self, row: usize) -> Vec<Option<Value>> {
        self.columns.iter().map(|column| column.and_then(|column| column.get(self.from + row))).collect()
    }
}

/// Fills in rows from cells that lie in the same order. Rows past the end of the cells stay as they are.
fn fill<T, U>(to: &mut [U; LOT], cells: &[T], from: usize, rows: &Rows, mut make: impl FnMut(&T) -> U) {
    let cells = cells.get(from..).unwrap_or(&[]);
    match cells.first_chunk::<LOT>() {
        Some(cells) => rows.each(|row| to[row] = make(&cells[row])),
        None => rows.each(|row| {
            if let Some(cell) = cells.get(row) {
                to[row] = make(cell);
            }
        }),
    }
}
