//! Comparisons of what the language does not know: days, stages, and whether a list has a value.

use std::cmp::Ordering;
use std::ops::{Range, RangeInclusive};

use rhai::{Array, Dynamic, Engine, EvalAltResult, INT, ImmutableString, Map};
use rust_decimal::Decimal;

use super::Outcome;
use crate::model::day::Day;
use crate::rulebook::doc::Doc;
use crate::rulebook::stage::Stage;
use crate::rulebook::vocabulary::CONTAINS;

/// What days, stages and `in` mean beyond the language itself.
pub(in crate::rulebook) const DOCS: [Doc; 4] = [
    Doc {
        name: "days: == != < <= > >=",
        covers: &["==", "!=", "<", "<=", ">", ">="],
        forms: &["date == date -> bool", "date < date -> bool, and so on"],
        what: "Days of `date` facts in the order of the calendar. A rule names no day of its own: by when something is \
               due stands in documents.",
        vi: "So sánh hai ngày theo lịch; quy tắc không tự ghi ngày, thời hạn nằm trong văn bản.",
        example: "if locality.land.started <= locality.land.finished { met(\"done\"); }\nnot_met(\"open\");",
        slips: &["if locality.land.started <= \"2024-12-31\" { met(\"done\"); }\nnot_met(\"open\");"],
    },
    Doc {
        name: "stages: == != < <= > >=",
        covers: &["==", "!=", "<", "<=", ">", ">="],
        forms: &["stage == text -> bool", "stage >= text -> bool, and so on", "stage == stage -> bool"],
        what: "Stages in the order in which data/facts.toml lists them, never in that of the alphabet. The word must be \
               a stage of the same fact; two stages are compared only where their facts have the same ones. A `switch` \
               over a stage has its words as arms.",
        vi: "So sánh giai đoạn theo thứ tự khai báo trong data/facts.toml, không theo bảng chữ cái.",
        example: "if locality.health.stage >= \"issued\" { met(\"done\"); }\n\
                  switch locality.health.stage {\n    \"none\" => not_met(\"none\"),\n    _ => not_met(\"open\"),\n}",
        slips: &["if locality.health.stage == \"published\" { met(\"done\"); }\nnot_met(\"open\");"],
    },
    Doc {
        name: "in",
        covers: &[CONTAINS],
        forms: &[
            "value in list -> bool",
            "value !in list -> bool",
            "int or decimal in range -> bool",
            "text in text -> bool",
            "key: text in table -> bool",
        ],
        what: "Whether a list has a value, by the same measure as `==`: a stage equals its word, a day a day, and 3 \
               equals 3.0; whether a range such as `1..=3` holds a number, a text a part, or a table a key.",
        vi: "Cho biết một danh sách, khoảng, đoạn văn bản hay bảng có chứa giá trị hay không.",
        example: "if locality.health.stage in [\"consulting\", \"issued\"] { met(\"done\"); }\nnot_met(\"open\");",
        slips: &["if locality.land.done in [\"29\", \"30\"] { met(\"done\"); }\nnot_met(\"open\");"],
    },
    Doc {
        name: "to_string of a day or a stage",
        covers: &["to_string", "to_debug", "+"],
        forms: &["date.to_string() -> text", "stage.to_string() -> text"],
        what: "A day as `2024-10-21`, a stage as its word. Reasons need neither: `{topic.property}` in a reason is filled \
               in the reader's language.",
        vi: "Ngày hoặc giai đoạn dưới dạng văn bản; lý do không cần đến, vì `{topic.property}` được điền sẵn.",
        example: "if locality.health.stage.to_string() == \"consulting\" { not_met(\"open\"); }\nmet(\"done\");",
        slips: &[],
    },
];

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
