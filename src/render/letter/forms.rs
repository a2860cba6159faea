//! Words of a letter that depend on what it speaks of, in both languages. All other words stand in its template.

use crate::model::bilingual::{Bilingual, Lang};
use crate::model::fact::FactKind;

/// In what form a fact is to be reported.
pub(super) fn form(kind: FactKind, stages: &[Bilingual], lang: Lang) -> String {
    let (en, vi) = match kind {
        FactKind::Bool => ("yes or no, with the day of completion", "ghi có hoặc không, kèm ngày hoàn thành"),
        FactKind::Int => ("a whole number, with its day", "số nguyên, kèm ngày chốt số liệu"),
        FactKind::Decimal => ("a number, with its day", "số, kèm ngày chốt số liệu"),
        FactKind::Percent => {
            ("a percentage such as 44.5, with its day", "tỷ lệ phần trăm, ví dụ 44,5, kèm ngày chốt số liệu")
        }
        FactKind::Date => ("a day, as 21/10/2024", "ngày, dạng 21/10/2024"),
        FactKind::Stage => ("one of", "một trong các mức"),
        FactKind::Text => ("in words", "ghi bằng chữ"),
    };
    let words = match lang {
        Lang::En => en,
        Lang::Vi => vi,
    };
    if stages.is_empty() {
        return words.to_owned();
    }
    let stages: Vec<&str> = stages.iter().map(|stage| stage.get(lang)).collect();
    format!("{words}: {}", stages.join("; "))
}

/// What was last reported.
pub(super) fn last(value: &str, day: &str, lang: Lang) -> String {
    match lang {
        Lang::En => format!("last reported {value}, for {day}"),
        Lang::Vi => format!("báo cáo gần nhất: {value}, ngày {day}"),
    }
}

/// A document with a number.
pub(super) fn numbered(kind: &str, number: &str, day: &str, lang: Lang) -> String {
    let mut letters = kind.chars();
    let kind: String = letters.next().map(char::to_uppercase).into_iter().flatten().chain(letters).collect();
    match lang {
        Lang::En => format!("{kind} {number} of {day}"),
        Lang::Vi => format!("{kind} số {number} ngày {day}"),
    }
}

/// A document without one.
pub(super) fn titled(title: &str, day: &str, lang: Lang) -> String {
    match lang {
        Lang::En => format!("{title} ({day})"),
        Lang::Vi => format!("{title} (ngày {day})"),
    }
}

/// Said of what rests on an assumption: whoever signs must know.
pub(super) fn assumed(lang: Lang) -> &'static str {
    match lang {
        Lang::En => "[rests on an assumption: check before signing]",
        Lang::Vi => "[dựa trên giả định: kiểm tra trước khi ký]",
    }
}
