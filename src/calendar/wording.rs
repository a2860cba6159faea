//! Days off in words.

use chrono::{Datelike, Weekday};

use super::Calendar;
use crate::model::bilingual::Bilingual;
use crate::model::day::Day;

/// Days off in a row that share a name.
struct Run {
    first: Day,
    last: Day,
    name: Bilingual,
}

impl Calendar {
    /// What makes a day a day off, for people; `None` on a working day or where nothing is known.
    #[must_use]
    pub fn day_off_name(&self, day: Day) -> Option<Bilingual> {
        if self.is_working_day(day) != Ok(false) {
            return None;
        }
        self.special.get(&day).map(|row| row.name.clone()).or_else(|| weekend_name(day))
    }

    /// The days off that a period's end rolled over, for people: "2 May 2025: Day off swapped with a Saturday; 3–4 May
    /// 2025: weekend". `None` where it did not roll.
    #[must_use]
    pub fn rolled_because(&self, rolled_over: &[Day]) -> Option<Bilingual> {
        let mut runs: Vec<Run> = Vec::new();
        for &day in rolled_over {
            let name = self.day_off_name(day).unwrap_or_else(|| Bilingual::new("day off", "ngày nghỉ"));
            match runs.last_mut() {
                Some(run) if run.last.next() == day && run.name == name => run.last = day,
                Some(run) if self.is_plain_weekend(run.last, day) => {
                    run.last = day;
                    run.name = Bilingual::new("weekend", "cuối tuần");
                }
                _ => runs.push(Run { first: day, last: day, name }),
            }
        }
        let words = |one: fn(&Run) -> String| runs.iter().map(one).collect::<Vec<_>>().join("; ");
        (!runs.is_empty()).then(|| {
            Bilingual::new(
                words(|run| format!("{}: {}", span_en(run.first, run.last), run.name.en)),
                words(|run| format!("{}: {}", span_vi(run.first, run.last), run.name.vi)),
            )
        })
    }

    /// Whether two days are a Saturday and its Sunday, both without a row of their own.
    fn is_plain_weekend(&self, saturday: Day, sunday: Day) -> bool {
        saturday.date().weekday() == Weekday::Sat
            && saturday.next() == sunday
            && ![saturday, sunday].iter().any(|day| self.special.contains_key(day))
    }
}

fn weekend_name(day: Day) -> Option<Bilingual> {
    match day.date().weekday() {
        Weekday::Sat => Some(Bilingual::new("Saturday", "Thứ Bảy")),
        Weekday::Sun => Some(Bilingual::new("Sunday", "Chủ Nhật")),
        _ => None,
    }
}

/// How much of the first day of a span the last one says already.
fn same_month(first: Day, last: Day) -> bool {
    first.year() == last.year() && first.date().month() == last.date().month()
}

fn span_en(first: Day, last: Day) -> String {
    let end = last.date().format("%-d %b %Y");
    if first == last {
        end.to_string()
    } else if same_month(first, last) {
        format!("{}–{end}", first.date().format("%-d"))
    } else if first.year() == last.year() {
        format!("{} – {end}", first.date().format("%-d %b"))
    } else {
        format!("{} – {end}", first.date().format("%-d %b %Y"))
    }
}

fn span_vi(first: Day, last: Day) -> String {
    let end = last.date().format("%d/%m/%Y");
    if first == last {
        end.to_string()
    } else if same_month(first, last) {
        format!("{}–{end}", first.date().format("%d"))
    } else if first.year() == last.year() {
        format!("{}–{end}", first.date().format("%d/%m"))
    } else {
        format!("{}–{end}", first.date().format("%d/%m/%Y"))
    }
}
