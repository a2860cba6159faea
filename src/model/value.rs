//! Values of facts.

use std::sync::Arc;

use rust_decimal::Decimal;

use super::day::Day;

/// One value of one fact. Its kind always agrees with the fact's type in the dictionary: the reader sees to it.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// Of a `bool` fact.
    Bool(bool),
    /// Of an `int` fact.
    Int(i64),
    /// Of a `decimal` or `percent` fact (44.5 is 44.5 %, not 0.445), exactly as printed.
    Decimal(Decimal),
    /// Of a `date` fact.
    Date(Day),
    /// Of a `stage` fact: position in the fact's ordered stages.
    Stage(u16),
    /// Of a `text` fact.
    Text(Arc<str>),
}

impl Value {
    /// A numeric value as a decimal; `None` of any other.
    #[must_use]
    pub fn number(&self) -> Option<Decimal> {
        match self {
            Value::Int(int) => Some(Decimal::from(*int)),
            Value::Decimal(decimal) => Some(*decimal),
            Value::Bool(_) | Value::Date(_) | Value::Stage(_) | Value::Text(_) => None,
        }
    }
}

/// The values of one column of a table, typed, without a tag a cell. A cell that is not known holds any value.
#[derive(Debug, Clone)]
pub enum Values {
    /// Of a `bool` fact.
    Bool(Vec<bool>),
    /// Of an `int` fact.
    Int(Vec<i64>),
    /// Of a `decimal` or `percent` fact.
    Decimal(Vec<Decimal>),
    /// Of a `date` fact.
    Date(Vec<Day>),
    /// Of a `stage` fact.
    Stage(Vec<u16>),
    /// Of a `text` fact.
    Text(Vec<Arc<str>>),
}

impl From<Value> for Values {
    /// The value in a row of its own.
    fn from(value: Value) -> Self {
        match value {
            Value::Bool(v) => Self::Bool(vec![v]),
            Value::Int(v) => Self::Int(vec![v]),
            Value::Decimal(v) => Self::Decimal(vec![v]),
            Value::Date(v) => Self::Date(vec![v]),
            Value::Stage(v) => Self::Stage(vec![v]),
            Value::Text(v) => Self::Text(vec![v]),
        }
    }
}

impl Values {
    /// The value in a row, whether known or not; `None` past the end.
    #[must_use]
    pub fn get(&self, row: usize) -> Option<Value> {
        match self {
            Values::Bool(v) => v.get(row).copied().map(Value::Bool),
            Values::Int(v) => v.get(row).copied().map(Value::Int),
            Values::Decimal(v) => v.get(row).copied().map(Value::Decimal),
            Values::Date(v) => v.get(row).copied().map(Value::Date),
            Values::Stage(v) => v.get(row).copied().map(Value::Stage),
            Values::Text(v) => v.get(row).cloned().map(Value::Text),
        }
    }
}
