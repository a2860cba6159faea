//! What a clerk entered in a cell, read as the value of a fact: as a careful colleague would read it, or refused.
//!
//! Where two readings are possible, none is taken.

use rust_decimal::Decimal;
use unicode_normalization::UnicodeNormalization;

use crate::model::day::Day;
use crate::model::fact::{Fact, FactKind};
use crate::model::value::Value;
use crate::names::Spelled;
use crate::problem::{Code, Problem};

use super::leaf::Cell;
use super::number;

/// What stands for yes and for no, in small letters.
const YES: &[&str] = &["true", "có", "co", "yes", "x", "đúng", "rồi", "đã"];
const NO: &[&str] = &["false", "không", "khong", "no", "sai", "chưa"];

/// The value that a cell gives a fact.
///
/// # Errors
/// A problem without a place where the cell is no such value, or could be two.
pub fn value(cell: &Cell, fact: &Fact) -> Result<Value, Problem> {
    let not = |wanted: &str, help: &str| {
        let problem =
            Problem::error(Code::BadValue, format!("`{}` is {wanted}, not {}", fact.name, describe(cell)));
        problem.help(help)
    };
    match (fact.kind, cell) {
        (_, Cell::Other(words)) => {
            Err(Problem::error(Code::BadCell, format!("the cell holds {words}")).help("mend it or clear it"))
        }
        (FactKind::Bool, Cell::Bool(flag)) => Ok(Value::Bool(*flag)),
        (FactKind::Bool, Cell::Text(text)) => {
            let word: String = text.trim_end_matches('.').to_lowercase().nfc().collect();
            match (YES.contains(&word.as_str()), NO.contains(&word.as_str())) {
                (true, _) => Ok(Value::Bool(true)),
                (_, true) => Ok(Value::Bool(false)),
                _ => Err(not("yes or no", "write có or không, yes or no, TRUE or FALSE")),
            }
        }
        (FactKind::Bool, _) => Err(not("yes or no", "write có or không, yes or no, TRUE or FALSE")),
        (FactKind::Int, Cell::Number(number)) => whole(*number).ok_or_else(|| {
            not("a whole number", "if a mark parts the thousands, write the digits alone: 1234567")
        }),
        (FactKind::Int, Cell::Text(text)) => number::int(&without_thousands(text))
            .map(Value::Int)
            .map_err(|_| not("a whole number", "write digits alone, such as 1234567")),
        (FactKind::Int, _) => Err(not("a whole number", "write digits alone, such as 1234567")),
        (FactKind::Percent, Cell::Number(number) | Cell::Percent(number)) => Ok(Value::Decimal(*number)),
        (FactKind::Percent, Cell::Text(text)) => percent(text).map(Value::Decimal).map_err(|_| {
            not("a number of per cent", "write a number such as 44,5, with or without the sign")
        }),
        (FactKind::Decimal, Cell::Number(number)) => Ok(Value::Decimal(*number)),
        (FactKind::Decimal, Cell::Text(text)) => decimal(text).map(Value::Decimal),
        (FactKind::Decimal, Cell::Percent(_)) => {
            Err(not("a plain number", "take the form of per cent off the cell and write the number"))
        }
        (FactKind::Decimal | FactKind::Percent, _) => Err(not("a number", "write a number such as 44,5")),
        (FactKind::Date, Cell::Date(day)) => Ok(Value::Date(*day)),
        (FactKind::Date, Cell::Text(text)) => day(text).map(Value::Date),
        (FactKind::Date, _) => Err(not("a day", "write a day such as 21/10/2024")),
        (FactKind::Stage, Cell::Text(text)) => stage(text, fact).map(Value::Stage).ok_or_else(|| {
            let short = describe(cell);
            Problem::error(Code::UnknownStage, format!("`{}` has no stage {short}", fact.name))
                .help(format!("choose of: {}", stages(fact)))
        }),
        (FactKind::Stage, _) => Err(not("one of its stages", &format!("choose of: {}", stages(fact)))),
        (FactKind::Text, Cell::Bool(_)) => Err(not("a text", "write words")),
        (FactKind::Text, cell) => Ok(Value::Text(cell.shown().nfc().collect::<String>().into())),
    }
}

/// The stage that a text says: by its word, or by what people call it in either language; marks may be left out where
/// that leaves no doubt.
fn stage(text: &str, fact: &Fact) -> Option<u16> {
    if let Some(stage) = fact.stage(text) {
        return Some(stage);
    }
    let text = text.trim_end_matches('.');
    let written = Spelled::of(text);
    let called = |fits: &dyn Fn(&Spelled) -> bool| {
        let stages = (0..).zip(&fact.stages).filter(|(stage, word)| {
            let title = fact.stage_title(*stage);
            [word.as_str(), &title.en, &title.vi].iter().any(|name| fits(&Spelled::of(name)))
        });
        let found: Vec<u16> = stages.map(|(stage, _)| stage).collect();
        found
    };
    let exact = called(&|name| *name == written);
    match (exact.as_slice(), called(&|name| written.only_omits_marks_of(name)).as_slice()) {
        ([one], _) | ([], [one]) => Some(*one),
        _ => None,
    }
}

/// What may be chosen: what people call each stage, in Vietnamese as in the forms that are sent out.
fn stages(fact: &Fact) -> String {
    let titles = (0..).zip(&fact.stages).map(|(stage, _)| fact.stage_title(stage).vi);
    titles.map(|title| format!("`{title}`")).collect::<Vec<_>>().join(", ")
}

fn describe(cell: &Cell) -> String {
    match cell {
        Cell::Text(text) => {
            let short: String = text.chars().take(40).collect();
            format!("`{short}`")
        }
        Cell::Number(number) => format!("the number {number}"),
        Cell::Percent(number) => format!("{number} %"),
        Cell::Bool(_) => "TRUE or FALSE".to_owned(),
        Cell::Date(day) => format!("the day {day}"),
        Cell::Other(words) => words.clone(),
    }
}

fn whole(number: Decimal) -> Option<Value> {
    number.fract().is_zero().then(|| number.trunc().to_string().parse().ok().map(Value::Int)).flatten()
}

/// The digits without the marks between thousands, where they stand as such marks must: 1.234.567, 1 234 567.
fn without_thousands(text: &str) -> String {
    let plain: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    for mark in ['.', ','] {
        let mut groups = plain.trim_start_matches(['-', '+']).split(mark);
        let first = groups.next().unwrap_or_default();
        let rest: Vec<&str> = groups.collect();
        let digits = |group: &str| !group.is_empty() && group.bytes().all(|b| b.is_ascii_digit());
        if !rest.is_empty()
            && digits(first)
            && first.len() <= 3
            && rest.iter().all(|group| group.len() == 3 && digits(group))
        {
            return plain.replace(mark, "");
        }
    }
    plain
}

/// A number of per cent, with or without the sign. Nobody means 1234 per cent by 1,234: the mark is the decimal one.
fn percent(text: &str) -> Result<Decimal, Problem> {
    let digits = text.trim().trim_end_matches('%').trim_end();
    let plain: String = digits.chars().filter(|c| !c.is_whitespace()).collect();
    let marks = plain.chars().filter(|c| matches!(c, '.' | ',')).count();
    if marks == 1 { number::decimal(&plain.replace(',', ".")) } else { decimal(&plain) }
}

/// A number with a decimal comma or a decimal point, and marks between thousands if the other mark is the decimal one.
fn decimal(text: &str) -> Result<Decimal, Problem> {
    let plain: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let (comma, point) = (plain.rfind(','), plain.rfind('.'));
    let digits = match (comma, point) {
        (Some(comma), Some(point)) if comma > point => plain.replace('.', "").replace(',', "."),
        (Some(_), Some(_)) => plain.replace(',', ""),
        (Some(at), None) | (None, Some(at)) => {
            let mark = if comma.is_some() { ',' } else { '.' };
            let several = plain.matches(mark).count() > 1;
            if several {
                without_thousands(&plain)
            } else if plain.len() == at.saturating_add(4)
                && !plain.trim_start_matches(['-', '+']).starts_with('0')
                && at <= 4
            {
                return Err(Problem::error(
                    Code::BadNumber,
                    format!("`{text}` could be {} or {}", plain.replace(mark, ""), plain.replace(mark, ".")),
                )
                .help("enter it as a number and not as text, or write it without a mark between thousands"));
            } else {
                plain.replace(',', ".")
            }
        }
        (None, None) => plain,
    };
    number::decimal(&digits).map_err(|_| {
        Problem::error(Code::BadNumber, format!("`{text}` is not a number"))
            .help("write a number such as 44,5, and nothing else in the cell")
    })
}

/// A day as 2024-10-21, or with the day first as 21/10/2024, 21-10-2024, 21.10.2024 and ngày 21 tháng 10 năm 2024.
///
/// # Errors
/// A problem without a place where it is no day, or has a year of two digits.
pub fn day(text: &str) -> Result<Day, Problem> {
    let text = text.trim();
    if let Ok(day) = text.parse() {
        return Ok(day);
    }
    let bad = |help: &str| Problem::error(Code::BadDay, format!("`{text}` is not a day")).help(help);
    let words: String = text.nfc().collect::<String>().to_lowercase();
    let plain = words.trim_start_matches("ngày").replace("tháng", "/").replace("năm", "/");
    let parts: Vec<&str> = plain.split(['/', '-', '.']).map(str::trim).collect();
    let [first, second, year] = parts.as_slice() else {
        return Err(bad("write a day such as 21/10/2024"));
    };
    if year.len() != 4 {
        return Err(bad("write the year with four digits: 21/10/2024"));
    }
    match (first.parse::<u32>(), second.parse::<u32>(), year.parse::<i32>()) {
        (Ok(day), Ok(month), Ok(year)) => Day::from_ymd(year, month, day).ok_or_else(|| {
            if Day::from_ymd(year, day, month).is_some() {
                bad("the day stands first: 21/10/2024")
            } else {
                bad("the calendar has no such day (years 1900 to 2199)")
            }
        }),
        _ => Err(bad("write a day such as 21/10/2024")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::bilingual::Bilingual;
    use crate::model::fact::Merge;

    fn fact(kind: FactKind) -> Fact {
        Fact {
            name: "a.b".to_owned(),
            kind,
            stages: vec!["none".to_owned(), "issued".to_owned()],
            stage_titles: vec![
                Bilingual::new("no plan", "chưa xây dựng"),
                Bilingual::new("Issued, in force", "đã ban hành"),
            ],
            title: Bilingual::new("a", "a"),
            merge: Merge::Nothing,
            roll_up: None,
            place: crate::model::place::Place::new("data/facts.toml", 0..0),
        }
    }

    fn read(kind: FactKind, text: &str) -> Result<String, String> {
        let fact = fact(kind);
        let read = value(&Cell::Text(text.to_owned()), &fact);
        read.map(|value| fact.spell(&value)).map_err(|problem| problem.message)
    }

    #[test]
    fn what_clerks_write_is_read() {
        for (kind, text, expected) in [
            (FactKind::Bool, "Có", "true"),
            (FactKind::Bool, "không", "false"),
            (FactKind::Bool, "khÔng", "false"),
            (FactKind::Bool, "X", "true"),
            (FactKind::Bool, "NO", "false"),
            (FactKind::Int, "1.234.567", "1234567"),
            (FactKind::Int, "1 234", "1234"),
            (FactKind::Int, "12,345", "12345"),
            (FactKind::Percent, "15,39 %", "15.39"),
            (FactKind::Percent, "15.390%", "15.390"),
            (FactKind::Percent, "100", "100"),
            (FactKind::Decimal, "1.234,5", "1234.5"),
            (FactKind::Decimal, "1,234.5", "1234.5"),
            (FactKind::Decimal, "1.234.567", "1234567"),
            (FactKind::Decimal, "0,125", "0.125"),
            (FactKind::Date, "2024-10-21", "2024-10-21"),
            (FactKind::Date, "21/10/2024", "2024-10-21"),
            (FactKind::Date, "1.2.2025", "2025-02-01"),
            (FactKind::Date, "Ngày 05 tháng 01 năm 2025", "2025-01-05"),
            (FactKind::Stage, "Issued", "issued"),
            (FactKind::Stage, "ISSUED, IN FORCE", "issued"),
            (FactKind::Stage, "Đã ban hành", "issued"),
            (FactKind::Stage, "Đa\u{303} ban ha\u{300}nh.", "issued"),
            (FactKind::Stage, "  chua  xay dung ", "none"),
        ] {
            assert_eq!(read(kind, text).as_deref(), Ok(expected), "{kind} {text}");
        }
    }

    #[test]
    fn what_could_be_two_things_or_none_is_refused() {
        for (kind, text) in [
            (FactKind::Bool, "maybe"),
            (FactKind::Bool, "1"),
            (FactKind::Int, "12.5"),
            (FactKind::Int, "1.23.456"),
            (FactKind::Int, "about 5"),
            (FactKind::Decimal, "1.234"),
            (FactKind::Decimal, "12,345"),
            (FactKind::Decimal, "15 %"),
            (FactKind::Date, "10/21/2024"),
            (FactKind::Date, "21/10/24"),
            (FactKind::Date, "tháng 10"),
            (FactKind::Date, "31/02/2024"),
            (FactKind::Stage, "issuing"),
            (FactKind::Stage, "đã ban hánh"),
        ] {
            assert!(read(kind, text).is_err(), "{kind} {text}: {:?}", read(kind, text));
        }
        let number = |digits: &str| Cell::Number(digits.parse().unwrap());
        assert!(value(&number("1.234"), &fact(FactKind::Int)).is_err());
        assert!(value(&number("45586"), &fact(FactKind::Date)).is_err());
        assert!(value(&number("1"), &fact(FactKind::Bool)).is_err());
        assert!(value(&Cell::Percent("15.39".parse().unwrap()), &fact(FactKind::Decimal)).is_err());
        assert!(value(&Cell::Other("the error `#REF!`".to_owned()), &fact(FactKind::Text)).is_err());
    }
}
