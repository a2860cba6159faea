//! Numbers from their printed digits, never through a float.

use rust_decimal::Decimal;

use crate::problem::{Code, Problem};

/// The number that digits say, exactly.
///
/// # Errors
/// A problem without a place where they say none, or one of more digits than a decimal holds.
pub fn decimal(digits: &str) -> Result<Decimal, Problem> {
    let bad = |why: &str| Problem::error(Code::BadNumber, format!("`{}` {why}", shorten(digits)));
    let plain = digits.strip_prefix(['-', '+']).unwrap_or(digits);
    if matches!(plain, "nan" | "inf") {
        return Err(bad("is not a number that can be reported"));
    }
    let well_formed = plain.starts_with(|c: char| c.is_ascii_digit())
        && plain.ends_with(|c: char| c.is_ascii_digit())
        && plain.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | 'e' | 'E' | '-' | '+'));
    if !well_formed {
        let problem = bad("is not a number");
        return Err(match guess(plain) {
            Some(help) => problem.help(help),
            None => problem,
        });
    }
    let read = match digits.split_once(['e', 'E']) {
        // the library's own reader of exponents rounds what does not fit
        Some((mantissa, exponent)) => scaled(mantissa, exponent),
        None => Decimal::from_str_exact(digits.strip_prefix('+').unwrap_or(digits)).ok(),
    };
    read.ok_or_else(|| bad("is not a number of at most 28 digits"))
}

fn scaled(mantissa: &str, exponent: &str) -> Option<Decimal> {
    let mut number = Decimal::from_str_exact(mantissa.strip_prefix('+').unwrap_or(mantissa)).ok()?;
    let exponent: i32 = exponent.parse().ok().filter(|e: &i32| e.unsigned_abs() <= 28)?;
    for _ in 0..exponent {
        number = number.checked_mul(Decimal::TEN)?;
    }
    let behind = exponent.min(0).unsigned_abs();
    let scale = number.scale().checked_add(behind).filter(|scale| *scale <= Decimal::MAX_SCALE)?;
    number.set_scale(scale).ok()?;
    Some(number)
}

/// What somebody who wrote this may want to know.
fn guess(written: &str) -> Option<&'static str> {
    if written.contains('%') {
        Some("leave the sign out: 44.5 means 44.5 per cent")
    } else if written.contains(',') || written.contains(' ') {
        Some("write the decimal point as `.` and thousands without marks: 1234567.5")
    } else {
        None
    }
}

fn shorten(text: &str) -> String {
    const SHORT: usize = 40;
    if text.chars().count() <= SHORT {
        text.to_owned()
    } else {
        text.chars().take(SHORT).chain(['…']).collect()
    }
}

/// A whole number from its digits.
///
/// # Errors
/// A problem without a place where they say none, or one beyond 64 bits.
pub fn int(digits: &str) -> Result<i64, Problem> {
    let plain = digits.strip_prefix(['-', '+']).unwrap_or(digits);
    if !plain.is_empty() && plain.chars().all(|c| c.is_ascii_digit()) {
        return digits.parse().map_err(|_| {
            Problem::error(Code::BadNumber, format!("`{}` is too large a number", shorten(digits)))
        });
    }
    let problem = Problem::error(Code::BadNumber, format!("`{}` is not a whole number", shorten(digits)));
    Err(match guess(plain) {
        Some(help) => problem.help(help),
        // thousands are printed with points in Vietnam
        None if plain.contains('.') => problem.help("write whole numbers without any mark: 1234567"),
        None => problem,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_are_kept_exactly() {
        for (digits, shown) in [
            ("0.1", "0.1"),
            ("9.80", "9.80"),
            ("-7", "-7"),
            ("+7", "7"),
            ("1.5e3", "1500.0"),
            ("4e-2", "0.04"),
            ("007", "7"),
        ] {
            assert_eq!(decimal(digits).unwrap().to_string(), shown, "{digits}");
        }
    }

    #[test]
    fn what_is_no_number_or_does_not_fit_is_refused() {
        for digits in [
            "",
            "nan",
            "-inf",
            "1,5",
            "44 %",
            "1.",
            ".5",
            "1e",
            "1e99",
            "1.2.3",
            "0.12345678901234567890123456789",
            "१",
        ] {
            assert_eq!(decimal(digits).unwrap_err().code, Code::BadNumber, "{digits}");
        }
        assert!(int("9223372036854775808").is_err() && int("1.234").is_err() && int("").is_err());
        assert_eq!(int("-12").unwrap(), -12);
    }
}
