//! A forecast in words, in both languages.

use rust_decimal::Decimal;

use super::{figures, sentences};
use crate::model::bilingual::Lang;
use crate::model::day::Day;
use crate::report::Number;
use crate::report::explanation::{Finish, Forecast, Outlook, Refusal};
use crate::report::spelling;

/// When it will be complete, or why nobody can tell.
pub(super) fn say(outlook: &Outlook, lang: Lang) -> String {
    match outlook {
        Outlook::Forecast(forecast) => told(forecast, lang),
        Outlook::Refused(refusal) => refused(*refusal, lang),
    }
}

/// What a table of forecasts has a column for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Column {
    Latest,
    Goal,
    Pace,
    Needed,
    Finish,
    Range,
    Deadline,
    Misses,
    Rests,
}

impl Column {
    /// All, in order.
    pub(super) const ALL: [Column; 9] = [
        Column::Latest,
        Column::Goal,
        Column::Pace,
        Column::Needed,
        Column::Finish,
        Column::Range,
        Column::Deadline,
        Column::Misses,
        Column::Rests,
    ];

    /// Its head.
    pub(super) fn head(self, lang: Lang) -> &'static str {
        let (en, vi) = match self {
            Column::Latest => ("Latest figure", "Số liệu mới nhất"),
            Column::Goal => ("Goal", "Mục tiêu"),
            Column::Pace => ("Pace a working day", "Nhịp độ mỗi ngày làm việc"),
            Column::Needed => ("Pace needed", "Nhịp độ cần có"),
            Column::Finish => ("Expected to finish", "Dự kiến hoàn thành"),
            Column::Range => ("Earliest and latest", "Sớm nhất và muộn nhất"),
            Column::Deadline => ("Deadline", "Hạn"),
            Column::Misses => ("Misses the deadline by", "Trễ hạn"),
            Column::Rests => ("Rests on", "Căn cứ"),
        };
        match lang {
            Lang::En => en,
            Lang::Vi => vi,
        }
    }

    /// What a forecast says there.
    pub(super) fn say(self, forecast: &Forecast, due: Option<Day>, lang: Lang) -> String {
        let dash = || "–".to_owned();
        match self {
            Column::Latest => {
                format!("{} ({})", number(forecast.last.value, lang), figures::day(forecast.last.day, lang))
            }
            Column::Goal => number(forecast.goal, lang),
            Column::Pace => amount(forecast.pace, lang),
            Column::Needed => forecast.needed.map_or_else(dash, |needed| amount(needed, lang)),
            Column::Finish if forecast.is_past() => {
                format!("{} ({})", finish(forecast.finish, lang), past(forecast, lang))
            }
            Column::Finish => finish(forecast.finish, lang),
            Column::Range => forecast.range.map_or_else(dash, |(early, late)| match early == late {
                true => finish(early, lang),
                false => format!("{} – {}", finish(early, lang), finish(late, lang)),
            }),
            Column::Deadline => due.map_or_else(dash, |due| figures::day(due, lang)),
            Column::Misses => missing(forecast, lang).unwrap_or_else(|| match (due, lang) {
                (None, _) => dash(),
                (Some(_), Lang::En) if forecast.is_past() => "should be done by now".to_owned(),
                (Some(_), Lang::Vi) if forecast.is_past() => "lẽ ra đã hoàn thành".to_owned(),
                (Some(_), Lang::En) => "will be in time".to_owned(),
                (Some(_), Lang::Vi) => "kịp hạn".to_owned(),
            }),
            Column::Rests => rests(forecast, lang),
        }
    }
}

/// That the finishing day is past, and since when nobody has said how far it is.
fn past(forecast: &Forecast, lang: Lang) -> String {
    let last = figures::day(forecast.last.day, lang);
    match lang {
        Lang::En => format!("past by now, no figure since {last}"),
        Lang::Vi => format!("đã qua, chưa có số liệu nào sau ngày {last}"),
    }
}

/// By how much the deadline will be missed, if it will.
fn missing(forecast: &Forecast, lang: Lang) -> Option<String> {
    let days = sentences::working_days(forecast.misses_by?, lang);
    Some(match (forecast.finish, lang) {
        (Finish::On(_), Lang::En) => format!("about {days}"),
        (Finish::On(_), Lang::Vi) => format!("khoảng {days}"),
        (_, Lang::En) => format!("more than {days}"),
        (_, Lang::Vi) => format!("hơn {days}"),
    })
}

/// How many figures of which days it rests on.
fn rests(forecast: &Forecast, lang: Lang) -> String {
    let (first, last) = (figures::day(forecast.first.day, lang), figures::day(forecast.last.day, lang));
    match lang {
        Lang::En => format!("{} figures, {first} – {last}", forecast.points),
        Lang::Vi => format!("{} số liệu, {first} – {last}", forecast.points),
    }
}

fn told(forecast: &Forecast, lang: Lang) -> String {
    let mut parts = vec![pace(forecast.pace, lang)];
    parts.extend(forecast.needed.map(|needed| match lang {
        Lang::En => format!("{} needed to be in time", amount(needed, lang)),
        Lang::Vi => format!("cần {} để kịp hạn", amount(needed, lang)),
    }));
    parts.push(match lang {
        Lang::En => format!("would reach {} {}", number(forecast.goal, lang), finish(forecast.finish, lang)),
        Lang::Vi => {
            format!("dự kiến đạt {} {}", number(forecast.goal, lang), finish(forecast.finish, lang))
        }
    });
    if forecast.is_past() {
        parts.push(past(forecast, lang));
    }
    parts.push(match (forecast.range, lang) {
        (Some((early, late)), Lang::En) => {
            format!("between {} and {}", finish(early, lang), finish(late, lang))
        }
        (Some((early, late)), Lang::Vi) => {
            format!("sớm: {}; muộn: {}", finish(early, lang), finish(late, lang))
        }
        (None, Lang::En) => "two figures give no range".to_owned(),
        (None, Lang::Vi) => "hai số liệu chưa cho biết khoảng dao động".to_owned(),
    });
    parts.extend(missing(forecast, lang).map(|by| match (lang, forecast.is_past()) {
        (Lang::En, false) => format!("will miss the deadline by {by}"),
        (Lang::En, true) => format!("will have missed the deadline by {by}"),
        (Lang::Vi, _) => format!("sẽ trễ hạn {by}"),
    }));
    let (first, last) = (figures::day(forecast.first.day, lang), figures::day(forecast.last.day, lang));
    parts.push(match lang {
        Lang::En => format!("from {} figures of {first} to {last}", forecast.points),
        Lang::Vi => format!("tính từ {} số liệu từ {first} đến {last}", forecast.points),
    });
    parts.join("; ")
}

fn pace(pace: Decimal, lang: Lang) -> String {
    match lang {
        Lang::En => format!("pace {} a working day", amount(pace, lang)),
        Lang::Vi => format!("nhịp độ {} mỗi ngày làm việc", amount(pace, lang)),
    }
}

/// A pace: whole where it is large, with digits that say something where it is small.
fn amount(pace: Decimal, lang: Lang) -> String {
    number(pace_rounded(pace), lang)
}

/// See [`amount`].
pub(super) fn pace_rounded(pace: Decimal) -> Decimal {
    let decimals = if pace.abs() >= Decimal::ONE_HUNDRED {
        0
    } else if pace.abs() >= Decimal::ONE {
        1
    } else {
        4
    };
    spelling::rounded(pace, decimals)
}

fn number(value: Decimal, lang: Lang) -> String {
    figures::number(Number(value), lang)
}

fn finish(finish: Finish, lang: Lang) -> String {
    match (finish, lang) {
        (Finish::On(day), Lang::En) => format!("about {}", figures::day(day, lang)),
        (Finish::On(day), Lang::Vi) => format!("khoảng ngày {}", figures::day(day, lang)),
        (Finish::After(day), Lang::En) => {
            format!("after {} (no holiday table beyond)", figures::day(day, lang))
        }
        (Finish::After(day), Lang::Vi) => {
            format!("sau ngày {} (chưa có lịch nghỉ tiếp theo)", figures::day(day, lang))
        }
        (Finish::Never, Lang::En) => "never at that pace".to_owned(),
        (Finish::Never, Lang::Vi) => "không bao giờ với nhịp độ đó".to_owned(),
    }
}

/// That nothing is forecast, and why.
pub(super) fn refused(refusal: Refusal, lang: Lang) -> String {
    match lang {
        Lang::En => format!("none: {}", why_not(refusal, lang)),
        Lang::Vi => format!("không có: {}", why_not(refusal, lang)),
    }
}

/// Why nothing is forecast.
pub(super) fn why_not(refusal: Refusal, lang: Lang) -> &'static str {
    let (en, vi) = match refusal {
        Refusal::TooLittle => {
            ("fewer than two figures of different days", "chưa đủ hai số liệu của hai ngày khác nhau")
        }
        Refusal::Flat => ("the figure stands still", "số liệu không thay đổi"),
        Refusal::Falling => ("the figure falls", "số liệu giảm"),
        Refusal::Contradictory => ("the figures contradict one another", "các số liệu mâu thuẫn nhau"),
        Refusal::NoFigure => (
            "the rule does not take its figure from one fact",
            "quy tắc không lấy số liệu từ một chỉ tiêu duy nhất",
        ),
        Refusal::NoTable => {
            ("working days cannot be counted", "không đếm được ngày làm việc vì thiếu lịch nghỉ")
        }
    };
    match lang {
        Lang::En => en,
        Lang::Vi => vi,
    }
}

/// That of many forecasts only those that miss their deadline by most are listed.
pub(super) fn most_missing(listed: usize, all: usize, lang: Lang) -> String {
    let (listed, all) = (figures::count(listed, lang), figures::count(all, lang));
    match lang {
        Lang::En => {
            format!("The {listed} of {all} that miss their deadline by most; every place opens its own.")
        }
        Lang::Vi => {
            format!("{listed} trên {all} dự báo có mức trễ hạn lớn nhất; mở từng ô để xem dự báo của ô đó.")
        }
    }
}
