//! What a table's rows report of one fact, as narrow as the values allow.
//!
//! In: a value a row, or nothing where none is reported. Out: the same again by row. Invariant: what comes out is what
//! went in, digit for digit. A column begins as narrow as it can be, and is made wider when a value does not fit.

mod narrow;

use std::sync::Arc;

use rust_decimal::Decimal;

use super::day::Day;
use super::fact::FactKind;
use super::value::Value;
use narrow::{Bits, Decimals, Ints, Texts};

#[derive(Debug, Clone)]
enum Kept {
    Bool(Bits),
    Int(Ints),
    Decimal(Decimals),
    Date(Vec<Day>),
    Stage(Ints),
    Text(Texts),
}

/// What each row reports of a fact.
#[derive(Debug, Clone)]
pub struct Cells {
    known: Bits,
    kept: Kept,
}

impl Cells {
    /// No rows yet of a fact of this kind.
    #[must_use]
    pub fn new(kind: FactKind) -> Self {
        let kept = match kind {
            FactKind::Bool => Kept::Bool(Bits::default()),
            FactKind::Int => Kept::Int(Ints::NONE),
            FactKind::Decimal | FactKind::Percent => Kept::Decimal(Decimals::NONE),
            FactKind::Date => Kept::Date(Vec::new()),
            FactKind::Stage => Kept::Stage(Ints::NONE),
            FactKind::Text => Kept::Text(Texts::default()),
        };
        Self { known: Bits::default(), kept }
    }

    /// One row that reports this.
    #[must_use]
    pub fn one(value: &Value) -> Self {
        let mut cells = Self::new(match value {
            Value::Bool(_) => FactKind::Bool,
            Value::Int(_) => FactKind::Int,
            Value::Decimal(_) => FactKind::Decimal,
            Value::Date(_) => FactKind::Date,
            Value::Stage(_) => FactKind::Stage,
            Value::Text(_) => FactKind::Text,
        });
        cells.push(Some(value));
        cells
    }

    /// Adds a row; a value of another kind counts as not reported.
    pub fn push(&mut self, value: Option<&Value>) {
        match (&mut self.kept, value) {
            (Kept::Bool(column), Some(Value::Bool(value))) => column.push(*value),
            (Kept::Int(column), Some(Value::Int(value))) => column.push(*value),
            (Kept::Decimal(column), Some(Value::Decimal(value))) => column.push(*value),
            (Kept::Date(column), Some(Value::Date(value))) => column.push(*value),
            (Kept::Stage(column), Some(Value::Stage(value))) => column.push(i64::from(*value)),
            (Kept::Text(column), Some(Value::Text(value))) => column.push(value),
            _ => return self.skip(),
        }
        self.known.push(true);
    }

    /// Adds a row that reports nothing.
    pub fn skip(&mut self) {
        match &mut self.kept {
            Kept::Bool(column) => column.push(false),
            Kept::Int(column) | Kept::Stage(column) => column.push(0),
            Kept::Decimal(column) => column.push(Decimal::ZERO),
            Kept::Date(column) => column.push(Day::FIRST),
            Kept::Text(column) => column.skip(),
        }
        self.known.push(false);
    }

    /// Adds a row that reports a whole number, or the number of a stage; of another kind it reports nothing.
    pub fn push_whole(&mut self, number: i64) {
        match &mut self.kept {
            Kept::Int(column) | Kept::Stage(column) => {
                column.push(number);
                self.known.push(true);
            }
            _ => self.skip(),
        }
    }

    /// Makes room for more rows.
    pub fn reserve(&mut self, rows: usize) {
        self.known.reserve(rows);
        match &mut self.kept {
            Kept::Bool(column) => column.reserve(rows),
            Kept::Int(column) | Kept::Stage(column) => column.reserve(rows),
            Kept::Decimal(column) => column.reserve(rows),
            Kept::Date(column) => column.reserve_exact(rows),
            Kept::Text(column) => column.reserve(rows),
        }
    }

    /// Lets go of what only filling needed.
    #[must_use]
    pub fn filled(mut self) -> Self {
        if let Kept::Text(column) = &mut self.kept {
            column.filled();
        }
        self
    }

    /// Whether a row reports the fact; no past the end.
    #[must_use]
    pub fn is_known(&self, row: usize) -> bool {
        self.known.get(row)
    }

    /// How many rows there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.known.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// What a row reports.
    #[must_use]
    pub fn get(&self, row: usize) -> Option<Value> {
        if !self.is_known(row) {
            return None;
        }
        match &self.kept {
            Kept::Bool(_) => self.bool(row).map(Value::Bool),
            Kept::Int(_) => self.int(row).map(Value::Int),
            Kept::Decimal(_) => self.decimal(row).map(Value::Decimal),
            Kept::Date(_) => self.date(row).map(Value::Date),
            Kept::Stage(_) => self.stage(row).map(Value::Stage),
            Kept::Text(_) => self.text(row).map(Value::Text),
        }
    }

    /// The truth value in a row, whether known or not; `None` of another kind.
    #[must_use]
    pub fn bool(&self, row: usize) -> Option<bool> {
        if let Kept::Bool(column) = &self.kept { Some(column.get(row)) } else { None }
    }

    /// The whole number in a row, whether known or not; `None` of another kind.
    #[must_use]
    pub fn int(&self, row: usize) -> Option<i64> {
        if let Kept::Int(column) = &self.kept { column.get(row) } else { None }
    }

    /// The number in a row, whether known or not; `None` of another kind.
    #[must_use]
    pub fn decimal(&self, row: usize) -> Option<Decimal> {
        if let Kept::Decimal(column) = &self.kept { column.get(row) } else { None }
    }

    /// The day in a row, whether known or not; `None` of another kind.
    #[must_use]
    pub fn date(&self, row: usize) -> Option<Day> {
        if let Kept::Date(column) = &self.kept { column.get(row).copied() } else { None }
    }

    /// The stage in a row, whether known or not; `None` of another kind.
    #[must_use]
    pub fn stage(&self, row: usize) -> Option<u16> {
        if let Kept::Stage(column) = &self.kept { u16::try_from(column.get(row)?).ok() } else { None }
    }

    /// The text in a row, whether known or not; `None` of another kind.
    #[must_use]
    pub fn text(&self, row: usize) -> Option<Arc<str>> {
        if let Kept::Text(column) = &self.kept { column.get(row).cloned() } else { None }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn values(kind: FactKind) -> BoxedStrategy<Value> {
        match kind {
            FactKind::Bool => any::<bool>().prop_map(Value::Bool).boxed(),
            // most numbers are small: every width must be met, and left again
            FactKind::Int => (any::<i64>(), 0..64u32).prop_map(|(n, by)| Value::Int(n >> by)).boxed(),
            FactKind::Decimal | FactKind::Percent => prop_oneof![
                9 => (any::<i128>(), 32..128u32, 0..=28u32)
                    .prop_map(|(n, by, scale)| Decimal::from_i128_with_scale(n >> by, scale)),
                1 => Just(-Decimal::ZERO),
            ]
            .prop_map(Value::Decimal)
            .boxed(),
            FactKind::Date => (0..100_000u32).prop_map(|n| Value::Date(Day::FIRST.plus_days(n))).boxed(),
            FactKind::Stage => any::<u16>().prop_map(Value::Stage).boxed(),
            FactKind::Text => "[a-c]{0,2}".prop_map(|text| Value::Text(text.into())).boxed(),
        }
    }

    fn rows() -> impl Strategy<Value = (FactKind, Vec<Option<Value>>)> {
        proptest::sample::select(FactKind::ALL).prop_flat_map(|kind| {
            (Just(kind), proptest::collection::vec(proptest::option::weighted(0.7, values(kind)), 0..200))
        })
    }

    proptest! {
        #[test]
        fn what_comes_out_is_what_went_in((kind, rows) in rows()) {
            let mut cells = Cells::new(kind);
            cells.reserve(rows.len());
            for row in &rows {
                cells.push(row.as_ref());
            }
            let cells = cells.filled();
            for (at, row) in rows.iter().enumerate() {
                prop_assert_eq!(cells.is_known(at), row.is_some());
                // equal decimals may be printed differently: the digits must be the same
                prop_assert_eq!(format!("{:?}", cells.get(at)), format!("{row:?}"));
            }
            prop_assert_eq!(cells.get(rows.len()), None);
        }
    }
}
