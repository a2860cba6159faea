//! What the library finds in a cell, as the cells of this program.

use calamine::{CellErrorType, DataRef, Style};
use rust_decimal::Decimal;

use crate::model::day::Day;
use crate::read::leaf::Cell;
use crate::read::number;

/// Whether numbers of a style are shown as per cent: 0.1539 as 15.39 %.
pub fn is_percent(style: &Style) -> bool {
    let Some(format) = &style.number_format else { return false };
    // what stands in quotes or after a backslash is only printed
    let mut shown = format.format_code.chars();
    while let Some(c) = shown.next() {
        match c {
            '"' => while shown.next().is_some_and(|c| c != '"') {},
            '\\' | '_' | '*' => {
                shown.next();
            }
            ';' => return false,
            '%' => return true,
            _ => {}
        }
    }
    false
}

/// The cell; `None` where there is nothing in it.
pub fn cell(data: &DataRef<'_>, is_percent: bool) -> Option<Cell> {
    match data {
        DataRef::Empty => None,
        DataRef::String(text) => text_cell(text),
        DataRef::SharedString(text) => text_cell(text),
        DataRef::Bool(flag) => Some(Cell::Bool(*flag)),
        DataRef::Int(whole) => Some(number_cell(&whole.to_string(), is_percent)),
        DataRef::Float(float) => Some(float_cell(*float, is_percent)),
        DataRef::DateTime(moment) if moment.is_datetime() => {
            let (year, month, day, ..) = moment.to_ymd_hms_milli();
            let day = Day::from_ymd(i32::from(year), u32::from(month), u32::from(day));
            Some(day.map_or_else(|| Cell::Other("a day out of the calendar".to_owned()), Cell::Date))
        }
        DataRef::DateTime(_) | DataRef::DurationIso(_) => Some(Cell::Other("a length of time".to_owned())),
        DataRef::DateTimeIso(text) => {
            let day = text.get(..10).and_then(|day| day.parse().ok());
            Some(day.map_or_else(|| Cell::Text(text.clone()), Cell::Date))
        }
        DataRef::Error(error) => Some(Cell::Other(format!("the error `{}`", word(error)))),
    }
}

fn text_cell(text: &str) -> Option<Cell> {
    // spaces that do not break, which are pasted from web pages, are spaces
    let text = text.replace('\u{a0}', " ");
    let text = text.trim();
    (!text.is_empty()).then(|| Cell::Text(text.to_owned()))
}

/// A spreadsheet computes with fifteen digits and shows no more; what comes after them is the noise of binary numbers.
fn float_cell(float: f64, is_percent: bool) -> Cell {
    if !float.is_finite() {
        return Cell::Other("a number that is none".to_owned());
    }
    number_cell(&format!("{float:.14e}"), is_percent)
}

fn number_cell(digits: &str, is_percent: bool) -> Cell {
    match number::decimal(digits) {
        Ok(number) if is_percent => match number.checked_mul(Decimal::ONE_HUNDRED) {
            Some(percent) => Cell::Percent(percent.normalize()),
            None => Cell::Other("a number of too many digits".to_owned()),
        },
        Ok(number) => Cell::Number(number.normalize()),
        Err(_) => Cell::Other("a number of too many digits".to_owned()),
    }
}

fn word(error: &CellErrorType) -> String {
    error.to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_what_the_spreadsheet_shows() {
        let number = |digits: &str| Cell::Number(digits.parse().unwrap());
        for (float, digits) in [
            (15.39, "15.39"),
            (0.1 + 0.2, "0.3"),
            (1_234_567.0, "1234567"),
            (-0.5, "-0.5"),
            (0.0, "0"),
            (1e15, "1000000000000000"),
        ] {
            assert_eq!(cell(&DataRef::Float(float), false), Some(number(digits)), "{float}");
        }
        let Some(Cell::Percent(percent)) = cell(&DataRef::Float(0.1539), true) else { panic!("no percent") };
        assert_eq!(percent.to_string(), "15.39");
        assert!(matches!(cell(&DataRef::Float(f64::NAN), false), Some(Cell::Other(_))));
        assert!(matches!(cell(&DataRef::Float(1e300), false), Some(Cell::Other(_))));
        assert_eq!(cell(&DataRef::SharedString(" \u{a0} "), false), None);
    }
}
