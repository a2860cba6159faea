//! Values of facts, typed by the dictionary.

use toml::de::DeValue;

use crate::model::cells::Cells;
use crate::model::day::Day;
use crate::model::fact::{Fact, FactKind};
use crate::model::value::Value;
use crate::names::composed;
use crate::problem::hint::{Hint, nearest, one_of};
use crate::problem::{Code, Problem};

use super::doubt::doubt;
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
        (FactKind::Text, DeValue::String(text)) if text.trim().is_empty() => {
            let problem = Problem::error(Code::BadValue, format!("`{}` is empty here", fact.name));
            Err(problem.help("leave the observation out where nothing is known"))
        }
        (FactKind::Text, DeValue::String(text)) => Ok(Value::Text(composed(text).into())),
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
        FactKind::Text => Ok(Value::Text(composed(text).into())),
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

/// Adds a row from a cell's text, as [`from_text`] reads it, without saying what is wrong; `None` where it is no value
/// of the fact, or one that is asked about.
pub fn push_text(cells: &mut Cells, text: &str, fact: &Fact) -> Option<()> {
    match fact.kind {
        FactKind::Int => cells.push_whole(text.parse().ok().filter(|count: &i64| *count >= 0)?),
        FactKind::Stage => cells.push_whole(i64::from(fact.stage(text)?)),
        _ => {
            let value = from_text(text, fact).ok()?;
            if doubt(&value, fact).is_some() {
                return None;
            }
            cells.push(Some(&value));
        }
    }
    Some(())
}
