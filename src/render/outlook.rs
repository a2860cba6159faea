//! A forecast in words, in both languages.

use rust_decimal::Decimal;

use super::{figures, sentences};
use crate::model::bilingual::Lang;
use crate::report::Number;
use crate::report::explanation::{Finish, Forecast, Outlook, Refusal};
use crate::report::spelling;

/// When it will be complete, or why nobody can tell.
pub(super) fn say(outlook: &Outlook, lang: Lang) -> String {
    match outlook {
        Outlook::Forecast(forecast) => told(forecast, lang),
        Outlook::Refused(refusal) => refused(*refusal, lang).to_owned(),
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
    parts.extend(forecast.misses_by.map(|days| {
        let days = sentences::working_days(days, lang);
        match (forecast.finish, lang) {
            (Finish::On(_), Lang::En) => format!("will miss the deadline by about {days}"),
            (Finish::On(_), Lang::Vi) => format!("sẽ trễ hạn khoảng {days}"),
            (_, Lang::En) => format!("will miss the deadline by more than {days}"),
            (_, Lang::Vi) => format!("sẽ trễ hạn hơn {days}"),
        }
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
    let decimals = if pace.abs() >= Decimal::ONE_HUNDRED {
        0
    } else if pace.abs() >= Decimal::ONE {
        1
    } else {
        4
    };
    number(spelling::rounded(pace, decimals), lang)
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

/// Why nothing is forecast.
pub(super) fn refused(refusal: Refusal, lang: Lang) -> &'static str {
    let (en, vi) = match refusal {
        Refusal::TooLittle => (
            "none: fewer than two figures of different days",
            "không có: chưa đủ hai số liệu của hai ngày khác nhau",
        ),
        Refusal::Flat => ("none: the figure stands still", "không có: số liệu không thay đổi"),
        Refusal::Falling => ("none: the figure falls", "không có: số liệu giảm"),
        Refusal::Contradictory => {
            ("none: the figures contradict one another", "không có: các số liệu mâu thuẫn nhau")
        }
        Refusal::NoFigure => (
            "none: the rule does not take its figure from one fact",
            "không có: quy tắc không lấy số liệu từ một chỉ tiêu duy nhất",
        ),
        Refusal::NoTable => (
            "none: working days cannot be counted",
            "không có: không đếm được ngày làm việc vì thiếu lịch nghỉ",
        ),
    };
    match lang {
        Lang::En => en,
        Lang::Vi => vi,
    }
}
