//! Values of facts, typed by the dictionary.

use rust_decimal::Decimal;
use toml::de::DeValue;
use unicode_normalization::UnicodeNormalization;

use crate::model::day::Day;
use crate::model::fact::{Fact, FactKind};
use crate::model::value::{Value, Values};
use crate::problem::hint::{Hint, nearest, one_of};
use crate::problem::{Code, Problem};

use super::form::Item;
use super::number;

/// The value that a TOML item gives a fact; what is wrong with it is told.
pub fn from_item(item: &Item<'_>, fact: &Fact) -> Option<Value> {
    match typed(item.value(), fact) {
        Some(Ok(value)) => Some(value),
        Some(Err(problem)) => {
            item.tell("", problem);
            None
        }
        None => {
            let problem = Problem::error(
                Code::BadValue,
                format!("`{}` is {}, not {}", fact.name, wanted(fact), item.describe()),
            );
            item.tell("", with_example(problem, fact));
            None
        }
    }
}

/// `None` where the value is of another type altogether.
fn typed(value: &DeValue<'_>, fact: &Fact) -> Option<Result<Value, Problem>> {
    Some(match (fact.kind, value) {
        (FactKind::Bool, DeValue::Boolean(flag)) => Ok(Value::Bool(*flag)),
        (FactKind::Int, DeValue::Integer(written)) => {
            i64::from_str_radix(written.as_str(), written.radix()).map(Value::Int).map_err(|_| {
                Problem::error(Code::BadNumber, format!("`{}` is too large a number", written.as_str()))
            })
        }
        (FactKind::Decimal | FactKind::Percent, DeValue::Integer(written)) if written.radix() == 10 => {
            number::decimal(written.as_str()).map(Value::Decimal)
        }
        (FactKind::Decimal | FactKind::Percent, DeValue::Float(written)) => {
            number::decimal(written.as_str()).map(Value::Decimal)
        }
        (FactKind::Date, DeValue::Datetime(when)) if when.time.is_none() && when.offset.is_none() => {
            let date = when.date?;
            Day::from_ymd(i32::from(date.year), u32::from(date.month), u32::from(date.day))
                .map(Value::Date)
                .ok_or_else(|| {
                    Problem::error(Code::BadDay, format!("{date} is a day out of the calendar"))
                        .help("days are of the years 1900 to 2199")
                })
        }
        (FactKind::Stage, DeValue::String(word)) => stage(word.trim(), fact),
        (FactKind::Text, DeValue::String(text)) => Ok(Value::Text(text.nfc().collect::<String>().into())),
        _ => return None,
    })
}

/// The value that a cell of a table gives a fact.
///
/// # Errors
/// A problem without a place where the cell's text is no such value.
pub fn from_text(text: &str, fact: &Fact) -> Result<Value, Problem> {
    let bad = || {
        let problem =
            Problem::error(Code::BadValue, format!("`{}` is {}, not `{text}`", fact.name, wanted(fact)));
        with_example(problem, fact)
    };
    match fact.kind {
        // spreadsheets write them in capitals
        FactKind::Bool if text.eq_ignore_ascii_case("true") => Ok(Value::Bool(true)),
        FactKind::Bool if text.eq_ignore_ascii_case("false") => Ok(Value::Bool(false)),
        FactKind::Bool => Err(bad()),
        FactKind::Int => number::int(text).map(Value::Int),
        FactKind::Decimal | FactKind::Percent => number::decimal(text).map(Value::Decimal),
        FactKind::Date => text.parse().map(Value::Date).map_err(|_| bad()),
        FactKind::Stage => stage(text, fact),
        FactKind::Text => Ok(Value::Text(text.nfc().collect::<String>().into())),
    }
}

fn stage(word: &str, fact: &Fact) -> Result<Value, Problem> {
    fact.stage(word).map(Value::Stage).ok_or_else(|| {
        let stages = || fact.stages.iter().map(String::as_str);
        let problem = Problem::error(Code::UnknownStage, format!("`{}` has no stage `{word}`", fact.name));
        match nearest(word, stages()) {
            Some(near) => {
                problem.help(Hint::meant(near).and(&format!(" Its stages are {}", one_of(stages()))))
            }
            None => problem.help(format!("its stages are {}", one_of(stages()))),
        }
    })
}

fn wanted(fact: &Fact) -> &'static str {
    match fact.kind {
        FactKind::Bool => "true or false",
        FactKind::Int => "a whole number",
        FactKind::Decimal => "a number",
        FactKind::Percent => "a number of per cent",
        FactKind::Date => "a day",
        FactKind::Stage => "one of its stages",
        FactKind::Text => "a text",
    }
}

fn with_example(problem: Problem, fact: &Fact) -> Problem {
    match fact.kind {
        FactKind::Bool => problem.help("write true or false, without quotes"),
        FactKind::Int => problem.help("write digits only, such as 1234567"),
        FactKind::Decimal => problem.help("write a number such as 44.5, without quotes"),
        FactKind::Percent => {
            problem.help("write 44.5 for 44.5 per cent, without quotes and without the sign")
        }
        FactKind::Date => problem.help("write a day such as 2024-10-21, without quotes"),
        FactKind::Stage => {
            problem.help(format!("its stages are {}", one_of(fact.stages.iter().map(String::as_str))))
        }
        FactKind::Text => problem.help("write a text in quotes"),
    }
}

/// A column of values being filled, row by row.
#[derive(Debug)]
pub struct Filling {
    known: Vec<bool>,
    values: Values,
}

impl Filling {
    /// An empty column of a fact.
    #[must_use]
    pub fn new(fact: &Fact) -> Self {
        let values = match fact.kind {
            FactKind::Bool => Values::Bool(Vec::new()),
            FactKind::Int => Values::Int(Vec::new()),
            FactKind::Decimal | FactKind::Percent => Values::Decimal(Vec::new()),
            FactKind::Date => Values::Date(Vec::new()),
            FactKind::Stage => Values::Stage(Vec::new()),
            FactKind::Text => Values::Text(Vec::new()),
        };
        Self { known: Vec::new(), values }
    }

    /// Adds a row; a value of another kind counts as not reported.
    pub fn push(&mut self, value: Option<Value>) {
        let known = match (&mut self.values, value) {
            (Values::Bool(column), Some(Value::Bool(value))) => fill(column, value),
            (Values::Int(column), Some(Value::Int(value))) => fill(column, value),
            (Values::Decimal(column), Some(Value::Decimal(value))) => fill(column, value),
            (Values::Date(column), Some(Value::Date(value))) => fill(column, value),
            (Values::Stage(column), Some(Value::Stage(value))) => fill(column, value),
            (Values::Text(column), Some(Value::Text(value))) => fill(column, value),
            (values, _) => {
                match values {
                    Values::Bool(column) => column.push(false),
                    Values::Int(column) => column.push(0),
                    Values::Decimal(column) => column.push(Decimal::ZERO),
                    Values::Date(column) => column.extend(Day::from_ymd(1900, 1, 1)),
                    Values::Stage(column) => column.push(0),
                    Values::Text(column) => column.push("".into()),
                }
                false
            }
        };
        self.known.push(known);
    }

    /// Makes room for more rows.
    pub fn reserve(&mut self, rows: usize) {
        self.known.reserve_exact(rows);
        match &mut self.values {
            Values::Bool(column) => column.reserve_exact(rows),
            Values::Int(column) => column.reserve_exact(rows),
            Values::Decimal(column) => column.reserve_exact(rows),
            Values::Date(column) => column.reserve_exact(rows),
            Values::Stage(column) => column.reserve_exact(rows),
            Values::Text(column) => column.reserve_exact(rows),
        }
    }

    /// Adds a row from a cell's text, as [`from_text`] reads it, without saying what is wrong; `None` where it is no
    /// value of the fact.
    pub fn push_text(&mut self, text: &str, fact: &Fact) -> Option<()> {
        match &mut self.values {
            Values::Bool(column) if text.eq_ignore_ascii_case("true") => column.push(true),
            Values::Bool(column) if text.eq_ignore_ascii_case("false") => column.push(false),
            Values::Int(column) => column.push(text.parse().ok()?),
            Values::Date(column) => column.push(text.parse().ok()?),
            Values::Stage(column) => column.push(fact.stage(text)?),
            _ => {
                self.push(Some(from_text(text, fact).ok()?));
                return Some(());
            }
        }
        self.known.push(true);
        Some(())
    }

    /// Which rows are reported, and the values.
    #[must_use]
    pub fn finish(self) -> (Vec<bool>, Values) {
        (self.known, self.values)
    }
}

fn fill<T>(column: &mut Vec<T>, value: T) -> bool {
    column.push(value);
    true
}
