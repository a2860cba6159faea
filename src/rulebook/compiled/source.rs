//! Where a run's facts come from: one locality's values, or a part of columns.

use std::collections::HashMap;
use std::sync::Arc;

use rust_decimal::Decimal;

use super::rows::{LOT, Rows};
use crate::model::document::Column;
use crate::model::value::{Value, Values};

/// The facts of a lot; one a slot.
#[derive(Debug, Clone, Copy)]
pub(in crate::rulebook) enum Source<'f> {
    /// One row.
    One(&'f [Option<Value>]),
    /// As many rows as the lot has, from row `from` on; `None` where nobody reported the fact.
    Many { columns: &'f [Option<&'f Column>], from: usize },
}

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

/// Numbers that stand for texts while a lot runs: equal for equal texts.
#[derive(Debug, Default)]
pub(super) struct Texts(HashMap<Arc<str>, i64>);

impl Texts {
    pub(super) fn clear(&mut self) {
        self.0.clear();
    }

    pub(super) fn number(&mut self, text: &Arc<str>) -> i64 {
        let next = self.0.len() as i64;
        *self.0.entry(Arc::clone(text)).or_insert(next)
    }
}

impl Source<'_> {
    /// Marks the rows of which a fact is reported.
    pub(super) fn known(&self, slot: usize, rows: &Rows, known: &mut [bool; LOT]) {
        match self {
            Self::One(values) => known[0] = values.get(slot).is_some_and(Option::is_some),
            Self::Many { columns, from } => match columns.get(slot).copied().flatten() {
                Some(column) => fill(known, column.known.get(*from..).unwrap_or(&[]), rows, |known| *known),
                None => known.fill(false),
            },
        }
    }

    /// Fills in the words of a fact for rows of which it is reported.
    pub(super) fn words(&self, slot: usize, rows: &Rows, texts: &mut Texts, to: &mut [i64; LOT]) {
        match self {
            Self::One(values) => {
                if let Some(Some(value)) = values.get(slot) {
                    to[0] = match value {
                        Value::Bool(value) => i64::from(*value),
                        Value::Int(value) => *value,
                        Value::Date(day) => day.number(),
                        Value::Stage(at) => i64::from(*at),
                        Value::Text(text) => texts.number(text),
                        Value::Decimal(_) => 0,
                    };
                }
            }
            Self::Many { columns, from } => {
                let from = *from;
                match columns.get(slot).copied().flatten().map(|column| &column.values) {
                    Some(Values::Bool(cells)) => fill(to, behind(cells, from), rows, |v| i64::from(*v)),
                    Some(Values::Int(cells)) => fill(to, behind(cells, from), rows, |v| *v),
                    Some(Values::Date(cells)) => fill(to, behind(cells, from), rows, |day| day.number()),
                    Some(Values::Stage(cells)) => fill(to, behind(cells, from), rows, |v| i64::from(*v)),
                    Some(Values::Text(cells)) => {
                        fill(to, behind(cells, from), rows, |text| texts.number(text));
                    }
                    Some(Values::Decimal(_)) | None => {}
                }
            }
        }
    }

    /// Fills in the decimals of a fact for rows of which it is reported.
    pub(super) fn decimals(&self, slot: usize, rows: &Rows, to: &mut [Decimal; LOT]) {
        match self {
            Self::One(values) => {
                if let Some(Some(Value::Decimal(value))) = values.get(slot) {
                    to[0] = *value;
                }
            }
            Self::Many { columns, from } => {
                if let Some(Values::Decimal(cells)) = columns.get(slot).copied().flatten().map(|c| &c.values)
                {
                    fill(to, behind(cells, *from), rows, |value| *value);
                }
            }
        }
    }

    /// One row's values, in order of slots.
    pub(in crate::rulebook) fn values(&self, row: usize) -> Vec<Option<Value>> {
        match self {
            Self::One(values) => values.to_vec(),
            Self::Many { columns, from } => {
                columns.iter().map(|column| column.and_then(|column| column.get(from + row))).collect()
            }
        }
    }

    /// Whether a text of this row is longer than so many bytes.
    pub(super) fn is_longer(&self, slot: usize, row: usize, most: usize) -> bool {
        let text = match self {
            Self::One(values) => match values.get(slot) {
                Some(Some(Value::Text(text))) => Some(text),
                _ => None,
            },
            Self::Many { columns, from } => match columns.get(slot).copied().flatten().map(|c| &c.values) {
                Some(Values::Text(cells)) => cells.get(from + row),
                _ => None,
            },
        };
        text.is_some_and(|text| text.len() > most)
    }
}

fn behind<T>(cells: &[T], from: usize) -> &[T] {
    cells.get(from..).unwrap_or(&[])
}

/// Fills in rows from cells that lie in the same order. Rows past the end of the cells stay as they are.
fn fill<T, U>(to: &mut [U; LOT], cells: &[T], rows: &Rows, mut make: impl FnMut(&T) -> U) {
    match cells.first_chunk::<LOT>() {
        Some(cells) => rows.each(|row| to[row] = make(&cells[row])),
        None => rows.each(|row| {
            if let Some(cell) = cells.get(row) {
                to[row] = make(cell);
            }
        }),
    }
}
