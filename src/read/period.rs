//! Lengths of time as documents print them: "30 days", "1 month", "10 working days".

use crate::model::document::{Period, PeriodUnit};
use crate::problem::hint::{Hint, nearest};
use crate::problem::{Code, Problem};

/// Longest period: two centuries of days, as many as the calendar has.
const MOST: u32 = 73_000;

/// The units by their plural and singular words.
const UNITS: [(&str, &str, PeriodUnit); 5] = [
    ("days", "day", PeriodUnit::Days),
    ("weeks", "week", PeriodUnit::Weeks),
    ("months", "month", PeriodUnit::Months),
    ("years", "year", PeriodUnit::Years),
    ("working days", "working day", PeriodUnit::WorkingDays),
];

/// Reads a period.
///
/// # Errors
/// A problem without a place where the text is none.
pub fn period(text: &str) -> Result<Period, Problem> {
    const FORM: &str = "write a count and a unit, such as \"30 days\", \"3 weeks\", \"1 month\", \"1 year\" or \"10 working days\"";
    let bad = || Problem::error(Code::BadPeriod, format!("`{text}` is not a period")).help(FORM);
    let (count, unit) = text.trim().split_once(char::is_whitespace).ok_or_else(bad)?;
    let unit = unit.split_whitespace().collect::<Vec<_>>().join(" ");
    let found = UNITS.iter().find(|(many, one, _)| *many == unit || *one == unit);
    let Some((_, _, unit)) = found else {
        let near = nearest(&unit, UNITS.iter().map(|(many, _, _)| *many));
        return Err(match near {
            // the whole period, so that it can be taken as it stands
            Some(near) if is_count(count) => bad().help(Hint::meant(format!("{count} {near}"))),
            Some(near) => bad().help(Hint::meant(near)),
            None => bad(),
        });
    };
    if !is_count(count) {
        return Err(bad());
    }
    let count = count.parse().ok().filter(|count| (1..=MOST).contains(count));
    let count = count.ok_or_else(|| {
        Problem::error(Code::BadPeriod, format!("`{text}` is too short or too long a period"))
            .help("a period has at least one day and ends within the calendar")
    })?;
    Ok(Period { count, unit: *unit })
}

fn is_count(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_offered_is_the_whole_period() {
        for (text, meant) in [
            ("30 ngày làm việc", "30 working days"),
            ("15 ngày", "15 days"),
            ("3 mnoths", "3 months"),
            ("ba tháng", "months"),
        ] {
            let help = period(text).unwrap_err().help.unwrap();
            assert_eq!(help.instead(), [meant], "{text}");
        }
    }

    #[test]
    fn reads_what_documents_print() {
        for (text, count, unit) in [
            ("30 days", 30, PeriodUnit::Days),
            ("1 month", 1, PeriodUnit::Months),
            (" 10  working  days ", 10, PeriodUnit::WorkingDays),
            ("1 working day", 1, PeriodUnit::WorkingDays),
            ("2 years", 2, PeriodUnit::Years),
        ] {
            assert_eq!(period(text).unwrap(), Period { count, unit }, "{text}");
        }
        for text in
            ["", "days", "30", "0 days", "-1 days", "30 dayz", "3.5 days", "99999999999 days", "a month"]
        {
            assert_eq!(period(text).unwrap_err().code, Code::BadPeriod, "{text}");
        }
    }
}
