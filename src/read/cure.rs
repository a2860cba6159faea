//! What would do where a form holds something else than it wants: seen from what was written.

use std::ops::Range;

use toml::de::DeValue;

/// What would do where a text is not TOML, seen from the line on which the parser gave up.
#[must_use]
pub fn of_syntax(text: &str, span: Range<usize>, message: &str) -> &'static str {
    let at = span.start.min(text.len());
    let start =
        text.get(..at).and_then(|before| before.rfind('\n')).map_or(0, |newline| newline.saturating_add(1));
    let line = text.get(start..).unwrap_or_default().lines().next().unwrap_or_default();
    let (key, value) = line.split_once('=').map_or((line, ""), |(key, value)| (key.trim(), value.trim()));
    let figures = |c: char| c.is_ascii_digit() || matches!(c, '-' | '/' | '.');
    let word = value.split([' ', '#']).next().unwrap_or_default();
    let groups =
        word.split('.').skip(1).all(|group| group.len() == 3 && group.bytes().all(|b| b.is_ascii_digit()));
    let in_thousands = groups && word.matches('.').count() > 1 && word.chars().all(figures);
    let there = text.get(at..).unwrap_or_default();
    let like_a_day = word.chars().all(figures) && word.split(['-', '/', '.']).count() == 3;
    if in_thousands {
        "the thousands of a number stand together, or are parted by `_`: 1000000 or 1_000_000"
    } else if like_a_day || message.contains("date") {
        "a day is written year first, with `-`: 2024-10-21"
    } else if [value, there].iter().any(|text| text.starts_with(['“', '”', '‘', '’', '„'])) {
        "texts stand in straight double quotes: \"...\""
    } else if message.contains("missing comma") {
        "a comma stands between two items: { en = \"...\", vi = \"...\" }"
    } else if value.contains('"') && value.matches('"').count() % 2 == 1 {
        "the text is never closed: put a `\"` at its end"
    } else if key.starts_with('[') && !key.ends_with(']') {
        "the head of a table stands in brackets: [name], or [[name]] for one of several"
    } else if there.starts_with(':') || (line.contains(':') && !line.contains('=')) {
        "between a key and its value stands a `=`"
    } else if matches!(word, "True" | "False" | "TRUE" | "FALSE" | "yes" | "no" | "Yes" | "No") {
        "write true or false"
    } else if word.contains(',') && word.chars().all(|c| c.is_ascii_digit() || c == ',' || c == '.') {
        "a number has no comma: decimals stand behind a point, thousands may be parted by `_`"
    } else if word.starts_with(|c: char| c.is_ascii_digit()) {
        "a number is digits, with a point for decimals and `_` between thousands; everything else stands in \"...\""
    } else if word.starts_with(char::is_alphabetic) || there.starts_with(char::is_alphabetic) {
        "texts stand in double quotes: \"...\""
    } else {
        "write `key = value`, one a line; texts in \"...\", days as 2024-10-21, lists in [ ]"
    }
}

/// What would do where a value is of another type than is wanted.
#[must_use]
pub fn of_type(key: &str, wanted: &str, value: &DeValue<'_>) -> Option<String> {
    match value {
        DeValue::String(text) if wanted.starts_with("a day") => Some(match day(text) {
            Some(day) => format!("write {key} = {day}"),
            None => "write the year first, then the month, then the day: 2024-10-21".to_owned(),
        }),
        DeValue::Datetime(when) if wanted.starts_with("a day") => {
            when.date.map(|date| format!("write {key} = {date}"))
        }
        DeValue::String(text) if wanted.starts_with("a list") => Some(format!("write {key} = [{text:?}]")),
        DeValue::Table(_) if wanted.starts_with("a list") => {
            Some(format!("write [[{key}]]: there may be several of them"))
        }
        DeValue::Array(_) if wanted.starts_with("a table") => Some(format!("write [{key}]")),
        DeValue::String(text) if wanted.contains("number") => {
            let digits: String = text.chars().filter(|c| !matches!(c, '_' | ' ')).collect();
            let plain = !digits.is_empty() && digits.chars().all(|c| c.is_ascii_digit() || c == '.');
            Some(if plain {
                format!("write {key} = {digits}")
            } else {
                "write digits without quotes, such as 1200 or 44.5".to_owned()
            })
        }
        DeValue::String(text) if wanted.starts_with("both languages") => {
            Some(format!("write {key} = {{ en = {text:?}, vi = \"...\" }}"))
        }
        DeValue::Integer(_) | DeValue::Float(_) | DeValue::Boolean(_) if wanted.starts_with("a text") => {
            Some(format!("write {key} = \"...\""))
        }
        _ => None,
    }
}

/// A day that is written day first, or in quotes.
fn day(text: &str) -> Option<String> {
    let parts: Vec<&str> = text.trim().split(['-', '/', '.']).collect();
    let [a, b, c] = parts.as_slice() else { return None };
    let (year, day) = if a.len() == 4 { (a, c) } else { (c, a) };
    let number = |digits: &str| digits.parse::<u32>().ok();
    let (year, month, day) = (number(year)?, number(b)?, number(day)?);
    let fits = (1900..2200).contains(&year) && (1..=12).contains(&month) && (1..=31).contains(&day);
    fits.then(|| format!("{year:04}-{month:02}-{day:02}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_as_people_write_them() {
        assert_eq!(day("21/10/2024").as_deref(), Some("2024-10-21"));
        assert_eq!(day("2024-10-21").as_deref(), Some("2024-10-21"));
        assert_eq!(day(" 1.2.2025 ").as_deref(), Some("2025-02-01"));
        assert_eq!(day("10/21/2024"), None);
        assert_eq!(day("soon"), None);
    }
}
