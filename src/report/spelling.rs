//! How values are spelled for people in each language.
//!
//! English: 21 Oct 2024, 40,700,000, 15.39. Vietnamese: 21/10/2024, 40.700.000, 15,39.

use rust_decimal::{Decimal, RoundingStrategy};

use super::{Number, Shown};
use crate::model::bilingual::{Bilingual, Lang};
use crate::model::day::Day;
use crate::model::document::Approx;

/// A day.
#[must_use]
pub fn day(day: Day, lang: Lang) -> String {
    match lang {
        Lang::En => day.date().format("%-d %b %Y").to_string(),
        Lang::Vi => day.date().format("%d/%m/%Y").to_string(),
    }
}

/// A number with its digits as they are, thousands grouped.
#[must_use]
pub fn number(number: Decimal, lang: Lang) -> String {
    let (group, point) = match lang {
        Lang::En => (',', '.'),
        Lang::Vi => ('.', ','),
    };
    let plain = number.normalize().to_string();
    let (sign, digits) = plain.strip_prefix('-').map_or(("", plain.as_str()), |digits| ("-", digits));
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let mut out = String::from(sign);
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) {
            out.push(group);
        }
        out.push(digit);
    }
    if !fraction.is_empty() {
        out.push(point);
        out.push_str(fraction);
    }
    out
}

/// A number with its hedge as it is printed.
#[must_use]
pub fn hedged(figure: Decimal, approx: Option<Approx>, lang: Lang) -> String {
    let figure = number(figure, lang);
    match approx {
        Some(approx) => format!("{} {figure}", hedge(approx, lang)),
        None => figure,
    }
}

/// How a hedged figure is said.
#[must_use]
pub fn hedge(approx: Approx, lang: Lang) -> &'static str {
    match (approx, lang) {
        (Approx::Over, Lang::En) => "over",
        (Approx::About, Lang::En) => "about",
        (Approx::Nearly, Lang::En) => "nearly",
        (Approx::Over, Lang::Vi) => "hơn",
        (Approx::About, Lang::Vi) => "khoảng",
        (Approx::Nearly, Lang::Vi) => "gần",
    }
}

/// A number rounded to so many decimals, half away from zero.
#[must_use]
pub fn rounded(number: Decimal, decimals: u32) -> Decimal {
    number.round_dp_with_strategy(decimals, RoundingStrategy::MidpointAwayFromZero)
}

/// The value of a fact.
#[must_use]
pub fn shown(value: &Shown, lang: Lang) -> String {
    match (value, lang) {
        (Shown::Bool(true), Lang::En) => "yes".to_owned(),
        (Shown::Bool(true), Lang::Vi) => "có".to_owned(),
        (Shown::Bool(false), Lang::En) => "no".to_owned(),
        (Shown::Bool(false), Lang::Vi) => "không".to_owned(),
        (Shown::Number(Number(decimal)), _) => number(*decimal, lang),
        (Shown::Date(date), _) => day(*date, lang),
        (Shown::Stage(stage), lang) => stage.title.get(lang).to_owned(),
        (Shown::Text(text), _) => text.clone(),
    }
}

/// What stands for a value that nobody reported.
#[must_use]
pub fn not_reported() -> Bilingual {
    Bilingual::new("not reported", "chưa có số liệu")
}
