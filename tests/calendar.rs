//! The working calendar: worked examples counted by hand, and a plain day-by-day count as the other opinion.

use std::collections::{BTreeMap, BTreeSet};

use dondoc::calendar::{Calendar, DayKind, NoTable, PeriodEnd, PeriodError, SpecialDay, last_day_in_time};
use dondoc::model::bilingual::Bilingual;
use dondoc::model::day::Day;
use dondoc::model::document::{Confidence, DueKind, Period, PeriodUnit};
use proptest::prelude::*;

/// Days off and Saturdays worked, as announced, of the years that the examples touch. Years in between stay without
/// a table: 2023 and 2028.
const TABLE: &[(&str, &str, &str, &str)] = &[
    ("2022-04-11", "compensatory_day_off", "Hung Kings' Day (in lieu)", "Nghỉ bù Giỗ Tổ Hùng Vương"),
    ("2022-04-30", "public_holiday", "Reunification Day", "Ngày Chiến thắng 30/4"),
    ("2022-05-01", "public_holiday", "International Labour Day", "Ngày Quốc tế Lao động"),
    ("2022-05-02", "compensatory_day_off", "Reunification Day (in lieu)", "Nghỉ bù Ngày Chiến thắng 30/4"),
    ("2022-05-03", "compensatory_day_off", "Labour Day (in lieu)", "Nghỉ bù Ngày Quốc tế Lao động"),
    ("2024-01-01", "public_holiday", "New Year's Day", "Tết Dương lịch"),
    ("2024-02-08", "public_holiday", "Lunar New Year", "Tết Nguyên đán"),
    ("2024-02-09", "public_holiday", "Lunar New Year", "Tết Nguyên đán"),
    ("2024-02-10", "public_holiday", "Lunar New Year", "Tết Nguyên đán"),
    ("2024-02-11", "public_holiday", "Lunar New Year", "Tết Nguyên đán"),
    ("2024-02-12", "public_holiday", "Lunar New Year", "Tết Nguyên đán"),
    ("2024-02-13", "compensatory_day_off", "Lunar New Year (in lieu)", "Nghỉ bù Tết Nguyên đán"),
    ("2024-02-14", "compensatory_day_off", "Lunar New Year (in lieu)", "Nghỉ bù Tết Nguyên đán"),
    ("2024-04-29", "swapped_day_off", "Day off swapped with a Saturday", "Nghỉ hoán đổi"),
    ("2024-04-30", "public_holiday", "Reunification Day", "Ngày Chiến thắng 30/4"),
    ("2024-05-01", "public_holiday", "International Labour Day", "Ngày Quốc tế Lao động"),
    ("2024-05-04", "makeup_working_day", "Make-up working Saturday", "Làm bù"),
    ("2025-01-01", "public_holiday", "New Year's Day", "Tết Dương lịch"),
    ("2025-01-31", "public_holiday", "Lunar New Year", "Tết Nguyên đán"),
    ("2025-04-26", "makeup_working_day", "Make-up working Saturday", "Làm bù"),
    ("2025-04-30", "public_holiday", "Reunification Day", "Ngày Chiến thắng 30/4"),
    ("2025-05-01", "public_holiday", "International Labour Day", "Ngày Quốc tế Lao động"),
    ("2025-05-02", "swapped_day_off", "Day off swapped with a Saturday", "Nghỉ hoán đổi"),
    ("2026-01-01", "public_holiday", "New Year's Day", "Tết Dương lịch"),
    ("2026-01-02", "swapped_day_off", "Day off swapped with a Saturday", "Nghỉ hoán đổi"),
    ("2026-01-10", "makeup_working_day", "Make-up working Saturday", "Làm bù"),
    ("2026-08-22", "makeup_working_day", "Make-up working Saturday", "Làm bù"),
    ("2026-08-31", "swapped_day_off", "Day off swapped with a Saturday", "Nghỉ hoán đổi"),
    ("2027-01-01", "public_holiday", "New Year's Day", "Tết Dương lịch"),
];

fn day(text: &str) -> Day {
    text.parse().unwrap_or_else(|e| panic!("{text}: {e}"))
}

fn special(day: Day, kind: DayKind, en: &str, vi: &str) -> SpecialDay {
    let (name, source) = (Bilingual::new(en, vi), String::new());
    SpecialDay { day, kind, name, linked: None, confidence: Confidence::High, source }
}

fn calendar() -> Calendar {
    let row = |&(date, kind, en, vi)| special(day(date), DayKind::from_word(kind).unwrap(), en, vi);
    Calendar::new(TABLE.iter().map(row).collect())
}

/// "30 days", "10 working days".
fn period(text: &str) -> Period {
    let (count, unit) = text.split_once(' ').unwrap();
    let unit = if unit.ends_with('s') { unit.to_owned() } else { format!("{unit}s") };
    Period { count: count.parse().unwrap(), unit: PeriodUnit::from_word(&unit).unwrap() }
}

#[test]
fn periods_end_as_counted_by_hand() {
    let calendar = calendar();
    #[rustfmt::skip]
    let examples = [
        // n, from,          period,           nominal,      effective     why
        ( 1, "2024-10-21", "10 days",        "2024-10-31", "2024-10-31"), // the first day is not counted
        ( 2, "2024-04-12", "15 days",        "2024-04-27", "2024-05-02"), // weekend, swapped Monday, two holidays
        ( 3, "2024-01-31", "1 month",        "2024-02-29", "2024-02-29"), // no 31 February: the month's last day
        ( 4, "2025-01-31", "1 month",        "2025-02-28", "2025-02-28"),
        ( 5, "2024-01-31", "2 weeks",        "2024-02-14", "2024-02-15"), // in lieu of a holiday on a Sunday
        ( 6, "2024-02-29", "1 year",         "2025-02-28", "2025-02-28"), // by analogy only
        ( 7, "2025-04-02", "30 days",        "2025-05-02", "2025-05-05"), // swapped Friday and a weekend
        ( 8, "2024-08-31", "6 months",       "2025-02-28", "2025-02-28"),
        ( 9, "2026-08-21", "5 working days", "2026-08-27", "2026-08-27"), // a Saturday that is worked counts
        (10, "2025-12-30", "3 days",         "2026-01-02", "2026-01-05"), // into the next year
        (11, "2025-03-26", "1 month",        "2025-04-26", "2025-04-26"), // a Saturday that is worked does not roll
        (12, "2022-04-23", "7 days",         "2022-04-30", "2022-05-04"), // holidays on a weekend and their days in lieu
        // The end of February 2026 as a period; as a date it stands below.
        (13, "2026-01-31", "1 month",        "2026-02-28", "2026-03-02"),
    ];
    for (n, from, length, nominal, effective) in examples {
        let end = calendar.period_end(day(from), period(length)).unwrap();
        assert_eq!(
            (end.nominal, end.effective),
            (day(nominal), day(effective)),
            "example {n}: {length} from {from}"
        );
        let skipped: Vec<Day> = std::iter::successors(Some(end.nominal), |d| Some(d.next()))
            .take_while(|d| *d < end.effective)
            .collect();
        assert_eq!(end.rolled_over, skipped, "example {n}");
    }
}

#[test]
fn printed_dates_never_roll() {
    use DueKind::{Before, OnOrBefore, WithinMonth, WithinQuarter, WithinYear};
    #[rustfmt::skip]
    let examples = [
        // printed day, kind          last day in time
        ("2026-02-10", WithinMonth,   "2026-02-28"), // example 13: a Saturday
        ("2026-06-30", OnOrBefore,    "2026-06-30"), // example 14: the middle of the year
        ("2025-01-01", Before,        "2024-12-31"), // example 15: read literally
        ("2025-06-28", OnOrBefore,    "2025-06-28"), // a Saturday in a real directive
        ("2024-02-01", WithinMonth,   "2024-02-29"),
        ("2024-12-31", WithinMonth,   "2024-12-31"),
        ("2025-01-01", WithinQuarter, "2025-03-31"),
        ("2025-03-31", WithinQuarter, "2025-03-31"),
        ("2025-04-01", WithinQuarter, "2025-06-30"),
        ("2025-09-15", WithinQuarter, "2025-09-30"),
        ("2025-10-01", WithinQuarter, "2025-12-31"),
        ("2025-01-01", WithinYear,    "2025-12-31"),
        ("2199-12-05", WithinMonth,   "2199-12-31"),
        ("1900-01-01", Before,        "1900-01-01"), // there is no day before
    ];
    for (printed, kind, last) in examples {
        assert_eq!(last_day_in_time(day(printed), kind), day(last), "{printed} {kind}");
    }
}

#[test]
fn where_a_printed_date_would_roll_to_can_be_asked() {
    let calendar = calendar();
    assert_eq!(calendar.roll(day("2026-02-28")).unwrap().effective, day("2026-03-02"));
    assert_eq!(calendar.roll(day("2026-06-30")).unwrap().effective, day("2026-06-30"));
}

#[test]
fn each_kind_of_row_makes_its_day() {
    let calendar = calendar();
    #[rustfmt::skip]
    let examples = [
        ("2024-04-26", true,  None),                                      // an ordinary Friday
        ("2024-04-27", false, Some(("Saturday", "Thứ Bảy"))),
        ("2024-04-28", false, Some(("Sunday", "Chủ Nhật"))),
        ("2024-04-29", false, Some(("Day off swapped with a Saturday", "Nghỉ hoán đổi"))),
        ("2024-04-30", false, Some(("Reunification Day", "Ngày Chiến thắng 30/4"))),
        ("2024-05-04", true,  None),                                      // a Saturday that is worked
        ("2024-02-10", false, Some(("Lunar New Year", "Tết Nguyên đán"))), // a holiday on a Saturday
        ("2024-02-14", false, Some(("Lunar New Year (in lieu)", "Nghỉ bù Tết Nguyên đán"))),
    ];
    for (date, works, name) in examples {
        assert_eq!(calendar.is_working_day(day(date)), Ok(works), "{date}");
        let name = name.map(|(en, vi)| Bilingual::new(en, vi));
        assert_eq!(calendar.day_off_name(day(date)), name, "{date}");
    }
}

#[test]
fn a_year_without_a_table_is_not_guessed() {
    let calendar = calendar();
    let missing = |year| NoTable { year };
    // A Saturday could be worked, so even a weekend is unknown.
    for date in ["2023-07-03", "2023-07-01", "2023-07-02"] {
        assert_eq!(calendar.is_working_day(day(date)), Err(missing(2023)), "{date}");
        assert_eq!(calendar.day_off_name(day(date)), None, "{date}");
    }
    // The day counted from is not counted itself, so its year is not asked for.
    assert_eq!(calendar.working_days(day("2023-12-31"), day("2024-01-03")), Ok(2));
    assert_eq!(calendar.working_days(day("2023-12-30"), day("2024-01-03")), Err(missing(2023)));
    assert_eq!(calendar.working_days(day("2024-01-03"), day("2023-12-30")), Err(missing(2023)));
    assert_eq!(calendar.working_days(day("2022-12-30"), day("2024-01-03")), Err(missing(2023)));
    assert_eq!(calendar.working_days(day("2023-06-01"), day("2023-06-01")), Ok(0));
    assert_eq!(calendar.working_days(day("2023-12-31"), day("2028-01-03")), Err(missing(2028)));
    assert_eq!(Calendar::default().working_days(day("2024-06-03"), day("2024-06-04")), Err(missing(2024)));

    let end = |from, length| calendar.period_end(day(from), period(length));
    assert_eq!(end("2022-12-20", "1 month"), Err(missing(2023).into()));
    assert_eq!(end("2022-12-20", "20 working days"), Err(missing(2023).into()));
    // A start in such a year does no harm where only the end has to be known.
    assert_eq!(end("2023-12-05", "1 month").unwrap().effective, day("2024-01-05"));
    assert_eq!(end("2023-12-05", "30 working days"), Err(missing(2023).into()));
    assert_eq!(end("2023-12-31", "2000 working days"), Err(missing(2028).into()));
    // The nominal end is known, the day that it rolls to is not: 31 December 2022 is a Saturday.
    assert_eq!(end("2022-12-01", "30 days"), Err(missing(2023).into()));
    assert_eq!(calendar.nominal_end(day("2022-12-01"), period("30 days")), Ok(day("2022-12-31")));
    assert_eq!(calendar.nominal_end(day("2023-06-01"), period("1 week")), Ok(day("2023-06-08")));
}

#[test]
fn a_limit_is_decided_with_as_little_of_the_table_as_will_do() {
    let calendar = calendar();
    let at_most = |from, to, limit| calendar.at_most_working_days(day(from), day(to), limit);
    assert_eq!(at_most("2026-08-21", "2026-08-27", 5), Ok(true));
    assert_eq!(at_most("2026-08-21", "2026-08-27", 4), Ok(false));
    // Far beyond: the known years alone hold more than ten, whatever 2028 brings.
    assert_eq!(at_most("2027-11-01", "2028-06-01", 10), Ok(false));
    // The known days may also lie after the gap.
    assert_eq!(at_most("2023-12-28", "2024-03-01", 10), Ok(false));
    // Ten days in 2028 hold ten working days at most, even if the whole weekend is worked.
    assert_eq!(at_most("2027-12-31", "2028-01-10", 10), Ok(true));
    assert_eq!(at_most("2027-12-31", "2028-01-11", 10), Err(NoTable { year: 2028 }));
    // Neither known nor bounded enough.
    assert_eq!(at_most("2027-12-24", "2028-01-14", 10), Err(NoTable { year: 2028 }));
    // Nothing lies between.
    assert_eq!(at_most("2028-01-10", "2028-01-10", 0), Ok(true));
    assert_eq!(at_most("2028-01-10", "2023-01-10", 0), Ok(true));
}

#[test]
fn a_period_that_leaves_the_calendar_is_told_and_does_not_panic() {
    let calendar = calendar();
    for &unit in PeriodUnit::ALL {
        for count in [200_000, 400_000_000, 4_000_000_000, u32::MAX] {
            let end = calendar.period_end(day("2024-10-21"), Period { count, unit });
            assert_eq!(end, Err(PeriodError::OutOfRange), "{count} {unit}");
        }
    }
    // One day inside and one day outside of the last year.
    let end = |length| calendar.nominal_end(day("2199-12-01"), period(length));
    assert_eq!(end("30 days"), Ok(day("2199-12-31")));
    assert_eq!(end("31 days"), Err(PeriodError::OutOfRange));
    // With a table, the last year's own end: 31 December 2199 is a Tuesday, here a holiday with nothing after it.
    let last = Calendar::new(vec![special(day("2199-12-31"), DayKind::PublicHoliday, "Last", "Cuối")]);
    assert_eq!(last.roll(day("2199-12-31")), Err(PeriodError::OutOfRange));
    assert_eq!(last.nominal_end(day("2199-12-29"), period("1 working day")), Ok(day("2199-12-30")));
    assert_eq!(last.nominal_end(day("2199-12-29"), period("2 working days")), Err(PeriodError::OutOfRange));
    // Two working days would fit into 2199, but of these two days nothing is known.
    let end = calendar.nominal_end(day("2199-12-29"), period("2 working days"));
    assert_eq!(end, Err(NoTable { year: 2199 }.into()));
}

#[test]
fn a_roll_is_explained_in_both_languages() {
    let calendar = calendar();
    let because = |from, length| {
        let end = calendar.period_end(day(from), period(length)).unwrap();
        calendar.rolled_because(&end.rolled_over).map(|text| (text.en, text.vi))
    };
    let both = |en: &str, vi: &str| Some((en.to_owned(), vi.to_owned()));
    assert_eq!(because("2024-10-21", "10 days"), None);
    assert_eq!(
        because("2025-04-02", "30 days"),
        both(
            "2 May 2025: Day off swapped with a Saturday; 3–4 May 2025: weekend",
            "02/05/2025: Nghỉ hoán đổi; 03–04/05/2025: cuối tuần",
        )
    );
    assert_eq!(because("2024-04-14", "2 weeks").unwrap().0.split(';').next(), Some("28 Apr 2024: Sunday"));
    assert_eq!(
        because("2024-01-31", "10 days"),
        both(
            "10–12 Feb 2024: Lunar New Year; 13–14 Feb 2024: Lunar New Year (in lieu)",
            "10–12/02/2024: Tết Nguyên đán; 13–14/02/2024: Nghỉ bù Tết Nguyên đán",
        )
    );
    // Spans over the end of a month and of a year.
    let rest = |dates: &[&str]| {
        let rows = dates.iter().map(|d| special(day(d), DayKind::PublicHoliday, "Rest", "Nghỉ")).collect();
        let days: Vec<Day> = dates.iter().map(|d| day(d)).collect();
        Calendar::new(rows).rolled_because(&days).map(|text| (text.en, text.vi))
    };
    assert_eq!(
        rest(&["2025-04-30", "2025-05-01"]),
        both("30 Apr – 1 May 2025: Rest", "30/04–01/05/2025: Nghỉ")
    );
    assert_eq!(
        rest(&["2025-12-31", "2026-01-01"]),
        both("31 Dec 2025 – 1 Jan 2026: Rest", "31/12/2025–01/01/2026: Nghỉ")
    );
    // Days of the same name that do not follow one another are two spans.
    assert_eq!(
        rest(&["2025-04-28", "2025-04-30"]),
        both("28 Apr 2025: Rest; 30 Apr 2025: Rest", "28/04/2025: Nghỉ; 30/04/2025: Nghỉ")
    );
}

/// The other opinion: nothing but rows, weekdays counted from a known Monday, and one step a day.
struct Plain {
    rows: BTreeMap<Day, DayKind>,
    years: BTreeSet<i32>,
}

impl Plain {
    /// `None` where nothing is known.
    fn works(&self, d: Day) -> Option<bool> {
        // 3 January 2000 was a Monday.
        let weekday = day("2000-01-03").days_until(d).rem_euclid(7);
        self.years.contains(&d.year()).then(|| match self.rows.get(&d) {
            Some(DayKind::MakeupWorkingDay) => true,
            Some(_) => false,
            None => weekday < 5,
        })
    }

    fn step<T>(&self, d: Day, count: impl FnOnce(bool) -> T) -> Result<T, NoTable> {
        self.works(d).map(count).ok_or(NoTable { year: d.year() })
    }

    fn working_days(&self, from: Day, to: Day) -> Result<i64, NoTable> {
        let (mut d, end) = (from.min(to), from.max(to));
        let mut days = 0;
        while d < end {
            d = d.next();
            days += self.step(d, i64::from)?;
        }
        Ok(if to < from { -days } else { days })
    }

    /// Decided where the unknown days, all worked or all free, make no difference.
    fn at_most(&self, from: Day, to: Day, limit: u32) -> Result<bool, NoTable> {
        let (mut least, mut most, mut missing) = (0, 0, None);
        let mut d = from;
        while d < to {
            d = d.next();
            let works = self.works(d);
            missing = missing.or(works.is_none().then(|| d.year()));
            least += u32::from(works == Some(true));
            most += u32::from(works != Some(false));
        }
        match (least <= limit, most <= limit) {
            (few, same) if few == same => Ok(few),
            _ => Err(NoTable { year: missing.unwrap() }),
        }
    }

    fn nominal(&self, from: Day, period: Period) -> Result<Day, NoTable> {
        let mut d = from;
        let steps = period.count * if period.unit == PeriodUnit::Weeks { 7 } else { 1 };
        match period.unit {
            PeriodUnit::Days | PeriodUnit::Weeks => (0..steps).for_each(|_| d = d.next()),
            PeriodUnit::WorkingDays => {
                let mut left = period.count;
                while left > 0 {
                    d = d.next();
                    left -= self.step(d, u32::from)?;
                }
            }
            PeriodUnit::Months | PeriodUnit::Years => {
                let text = from.to_string();
                let field = |range: std::ops::Range<usize>| text[range].parse::<u32>().unwrap();
                let (mut year, mut month, date) = (from.year(), field(5..7), field(8..10));
                for _ in 0..period.count * if period.unit == PeriodUnit::Years { 12 } else { 1 } {
                    month += 1;
                    if month > 12 {
                        (year, month) = (year + 1, 1);
                    }
                }
                let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
                let length = match month {
                    2 if leap => 29,
                    2 => 28,
                    4 | 6 | 9 | 11 => 30,
                    _ => 31,
                };
                d = Day::from_ymd(year, month, date.min(length)).unwrap();
            }
        }
        Ok(d)
    }

    fn period_end(&self, from: Day, period: Period) -> Result<PeriodEnd, NoTable> {
        let nominal = self.nominal(from, period)?;
        let (mut effective, mut rolled_over) = (nominal, Vec::new());
        while !self.step(effective, |works| works)? {
            rolled_over.push(effective);
            effective = effective.next();
        }
        Ok(PeriodEnd { nominal, effective, rolled_over })
    }
}

fn any_kind() -> impl Strategy<Value = DayKind> {
    proptest::sample::select(DayKind::ALL)
}

/// Days from 2019 to 2026.
fn any_day() -> impl Strategy<Value = Day> {
    (0u32..2922).prop_map(|n| day("2019-01-01").plus_days(n))
}

/// Rows crowded around two days as well as scattered ones, so that long breaks and missing years both occur.
fn any_rows() -> impl Strategy<Value = Vec<(Day, DayKind)>> {
    let near = |base: &'static str| (0u32..12).prop_map(move |n| day(base).plus_days(n));
    let at = prop_oneof![any_day(), near("2021-12-25"), near("2024-02-24")];
    proptest::collection::vec((at, any_kind()), 0..40)
}

fn any_period() -> impl Strategy<Value = Period> {
    proptest::sample::select(PeriodUnit::ALL).prop_flat_map(|unit| {
        let most: u32 = match unit {
            PeriodUnit::Days | PeriodUnit::WorkingDays => 400,
            PeriodUnit::Weeks => 60,
            PeriodUnit::Months => 40,
            PeriodUnit::Years => 5,
        };
        (1..=most).prop_map(move |count| Period { count, unit })
    })
}

fn both(rows: Vec<(Day, DayKind)>) -> (Calendar, Plain) {
    let years = rows.iter().map(|(d, _)| d.year()).collect();
    let calendar = Calendar::new(rows.iter().map(|&(d, kind)| special(d, kind, "", "")).collect());
    (calendar, Plain { rows: rows.into_iter().collect(), years })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 500, ..ProptestConfig::default() })]

    #[test]
    fn working_days_agree_with_a_plain_count(rows in any_rows(), from in any_day(), to in any_day(), near in 0u32..40) {
        let (calendar, plain) = both(rows);
        for to in [to, from.plus_days(near)] {
            prop_assert_eq!(calendar.is_working_day(to).ok(), plain.works(to));
            prop_assert_eq!(calendar.working_days(from, to), plain.working_days(from, to));
            prop_assert_eq!(calendar.working_days(to, from), plain.working_days(to, from));
        }
    }

    #[test]
    fn limits_agree_with_a_plain_count(rows in any_rows(), from in any_day(), days in 0u32..500, limit in 0u32..300) {
        let (calendar, plain) = both(rows);
        let to = from.plus_days(days);
        prop_assert_eq!(calendar.at_most_working_days(from, to, limit), plain.at_most(from, to, limit));
        // At the very edge, where there is one.
        if let Ok(exact) = plain.working_days(from, to) {
            let exact = u32::try_from(exact).unwrap();
            prop_assert_eq!(calendar.at_most_working_days(from, to, exact), Ok(true));
            if let Some(less) = exact.checked_sub(1) {
                prop_assert_eq!(calendar.at_most_working_days(from, to, less), Ok(false));
            }
        }
    }

    #[test]
    fn periods_end_where_a_plain_count_ends(rows in any_rows(), from in any_day(), period in any_period()) {
        let (calendar, plain) = both(rows);
        let expected = plain.period_end(from, period).map_err(PeriodError::from);
        prop_assert_eq!(calendar.period_end(from, period), expected);
    }

    /// The example above ends in years that mostly have no table; here every year has one, so every unit is reached.
    #[test]
    fn periods_end_where_a_plain_count_ends_in_known_years(
        mut rows in any_rows(), from in any_day(), period in any_period(),
    ) {
        rows.extend((2019..=2035).map(|year| (Day::from_ymd(year, 1, 1).unwrap(), DayKind::PublicHoliday)));
        let (calendar, plain) = both(rows);
        let end = plain.period_end(from, period).unwrap();
        prop_assert_eq!(calendar.period_end(from, period), Ok(end.clone()));
        if period.unit == PeriodUnit::WorkingDays {
            prop_assert_eq!(end.nominal, end.effective);
            prop_assert_eq!(calendar.working_days(from, end.effective), Ok(i64::from(period.count)));
        }
    }
}
