//! Comparisons of what the language does not know: days, stages, and whether a list has a value.

use std::cmp::Ordering;
use std::ops::{Range, RangeInclusive};

use rhai::{Array, Dynamic, Engine, EvalAltResult, INT, ImmutableString, Map};
use rust_decimal::Decimal;

use super::Outcome;
use crate::model::day::Day;
use crate::rulebook::stage::Stage;
use crate::rulebook::vocabulary::CONTAINS;

/// A number of either kind as a decimal.
fn decimal(number: &Dynamic) -> Option<Decimal> {
    number.as_int().map(Decimal::from).or_else(|_| number.as_decimal()).ok()
}

/// Gives an engine what the language does not know of days and stages.
pub(super) fn register(engine: &mut Engine) {
    register_words(engine);
    type Holds = fn(Ordering) -> bool;
    const OPERATORS: [(&str, Holds); 6] = [
        ("==", Ordering::is_eq),
        ("!=", Ordering::is_ne),
        ("<", Ordering::is_lt),
        ("<=", Ordering::is_le),
        (">", Ordering::is_gt),
        (">=", Ordering::is_ge),
    ];
    for (operator, holds) in OPERATORS {
        engine.register_fn(operator, move |a: Day, b: Day| holds(a.cmp(&b)));
        engine.register_fn(operator, move |a: Stage, b: Stage| compared(a.compare(&b), holds));
        engine.register_fn(operator, move |a: Stage, b: &str| compared(a.compare_word(b), holds));
        engine.register_fn(operator, move |a: &str, b: Stage| {
            compared(b.compare_word(a).map(Ordering::reverse), holds)
        });
    }
    // `value in [a, b]` arrives as `contains([a, b], value)`.
    engine.register_fn(CONTAINS, |list: Array, value: Dynamic| -> Outcome<bool> {
        for item in &list {
            if compared(equal(item, &value), |equal| equal)? {
                return Ok(true);
            }
        }
        Ok(false)
    });
}

/// Days and stages as texts, and the `+` that stands before the subject of a `switch`.
fn register_words(engine: &mut Engine) {
    for name in ["to_string", "to_debug"] {
        engine.register_fn(name, |day: &mut Day| day.to_string());
        engine.register_fn(name, |stage: &mut Stage| ImmutableString::from(stage.word()));
    }
    engine.register_fn("+", |stage: Stage| ImmutableString::from(stage.word()));
    engine.register_fn("+", |text: ImmutableString| text);
    engine.register_fn("+", |value: bool| value);
    engine.register_fn("+", |letter: char| letter);
    engine.register_fn("+", |day: Day| day);
    engine.register_fn("+", |list: Array| list);
    engine.register_fn("+", |table: Map| table);
    engine.register_fn("+", |nothing: ()| nothing);
    engine.register_fn(CONTAINS, |range: Range<INT>, number: Decimal| {
        Decimal::from(range.start) <= number && number < Decimal::from(range.end)
    });
    engine.register_fn(CONTAINS, |range: RangeInclusive<INT>, number: Decimal| {
        Decimal::from(*range.start()) <= number && number <= Decimal::from(*range.end())
    });
}

fn compared<T>(result: Result<T, String>, holds: impl Fn(T) -> bool) -> Outcome<bool> {
    result
        .map(holds)
        .map_err(|message| Box::new(EvalAltResult::ErrorRuntime(message.into(), rhai::Position::NONE)))
}

/// Whether an item of a list is the value, by the same measure as `==`.
fn equal(item: &Dynamic, value: &Dynamic) -> Result<bool, String> {
    if let Some(stage) = value.read_lock::<Stage>() {
        return match item.as_immutable_string_ref() {
            Ok(word) => stage.compare_word(&word).map(Ordering::is_eq),
            Err(_) => match item.read_lock::<Stage>() {
                Some(other) => stage.compare(&other).map(Ordering::is_eq),
                None => Ok(false),
            },
        };
    }
    if let (Some(a), Some(b)) = (decimal(item), decimal(value)) {
        return Ok(a == b);
    }
    if let (Ok(a), Ok(b)) = (item.as_immutable_string_ref(), value.as_immutable_string_ref()) {
        return Ok(*a == *b);
    }
    if let (Some(a), Some(b)) = (item.read_lock::<Day>(), value.read_lock::<Day>()) {
        return Ok(*a == *b);
    }
    Ok(matches!((item.as_bool(), value.as_bool()), (Ok(a), Ok(b)) if a == b))
}
