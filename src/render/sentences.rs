//! The sentences of the reports, in both languages. What they speak of comes in as text that is already formatted,
//! except for the counts that English puts into singular or plural.

use crate::model::bilingual::Lang;
use crate::model::locality::Level;

use super::figures::count;
use crate::report::Number;

/// A number of things in English.
pub(super) fn english(n: usize, one: &str, many: &str) -> String {
    format!("{} {}", count(n, Lang::En), if n == 1 { one } else { many })
}

fn size(days: i64) -> usize {
    usize::try_from(days).unwrap_or(0)
}

/// How long something is past its day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Span {
    /// Calendar days.
    Days(i64),
    /// Working days.
    WorkingDays(i64),
}

/// A length in days.
pub(super) fn length(span: Span, lang: Lang) -> String {
    match (span, lang) {
        (Span::Days(n), Lang::En) => english(size(n), "day", "days"),
        (Span::WorkingDays(n), Lang::En) => english(size(n), "working day", "working days"),
        (Span::Days(n), Lang::Vi) => format!("{} ngày", count(size(n), lang)),
        (Span::WorkingDays(n), Lang::Vi) => format!("{} ngày làm việc", count(size(n), lang)),
    }
}

/// Only some requirements were asked for.
pub(super) fn only_scored(titles: &[String], lang: Lang) -> String {
    let titles = titles.join(", ");
    match lang {
        Lang::En => format!("Scores and ranks count only what was asked for: {titles}."),
        Lang::Vi => format!("Điểm và hạng chỉ tính trên các yêu cầu được chọn: {titles}."),
    }
}

pub(super) fn per_cent(share: Number, lang: Lang) -> String {
    format!("{} %", super::figures::number(share, lang))
}

/// Open verdicts that rest on old statements.
pub(super) fn stale(n: usize, since: &str, lang: Lang) -> String {
    match lang {
        Lang::En if n == 1 => {
            format!("1 open verdict rests on statements more than half a year old, of {since}.")
        }
        Lang::En => format!(
            "{} rest on statements more than half a year old; the oldest are of {since}.",
            english(n, "open verdict", "open verdicts")
        ),
        Lang::Vi => format!(
            "{} kết luận chưa hoàn thành dựa trên số liệu cũ hơn nửa năm; cũ nhất là số liệu ngày {since}.",
            count(n, lang)
        ),
    }
}

/// A number of days.
pub(super) fn days(days: i64, lang: Lang) -> String {
    length(Span::Days(days), lang)
}

/// A number of working days.
pub(super) fn working_days(days: i64, lang: Lang) -> String {
    length(Span::WorkingDays(days), lang)
}

/// Not complete, and the day has passed.
pub(super) fn late(span: Span, lang: Lang) -> String {
    let length = length(span, lang);
    match lang {
        Lang::En => format!("{length} late"),
        Lang::Vi => format!("quá hạn {length}"),
    }
}

/// Complete, but after the day. Who is proven open on the last day itself is late by no days that can be counted.
pub(super) fn done_late(span: Span, lang: Lang) -> String {
    if let Span::Days(0) | Span::WorkingDays(0) = span {
        return match lang {
            Lang::En => "done late".to_owned(),
            Lang::Vi => "hoàn thành muộn".to_owned(),
        };
    }
    let length = length(span, lang);
    match lang {
        Lang::En => format!("done {length} late"),
        Lang::Vi => format!("hoàn thành muộn {length}"),
    }
}

/// Not complete, and there is still time.
pub(super) fn left(span: Span, lang: Lang) -> String {
    let length = length(span, lang);
    match lang {
        Lang::En => format!("{length} left"),
        Lang::Vi => format!("còn {length}"),
    }
}

/// How far it is.
pub(super) fn done(share: &str, lang: Lang) -> String {
    match lang {
        Lang::En => format!("{share} done"),
        Lang::Vi => format!("đã làm {share}"),
    }
}

/// What nobody reported, and how many more such facts there are.
pub(super) fn not_reported(facts: &[String], more: usize, lang: Lang) -> String {
    let list = facts.join(", ");
    match (lang, more) {
        (Lang::En, 0) => format!("not reported: {list}"),
        (Lang::En, _) => format!("not reported: {list} and {more} more"),
        (Lang::Vi, 0) => format!("chưa báo cáo: {list}"),
        (Lang::Vi, _) => format!("chưa báo cáo: {list} và {more} nội dung khác"),
    }
}

/// Excused, until a day or without end.
pub(super) fn waived(until: Option<&str>, lang: Lang) -> String {
    match (lang, until) {
        (Lang::En, Some(day)) => format!("waived until {day}"),
        (Lang::En, None) => "waived".to_owned(),
        (Lang::Vi, Some(day)) => format!("được miễn đến hết ngày {day}"),
        (Lang::Vi, None) => "được miễn".to_owned(),
    }
}

/// The day that is judged.
pub(super) fn as_of(day: &str, lang: Lang) -> String {
    match lang {
        Lang::En => format!("as of {day}"),
        Lang::Vi => format!("tính đến ngày {day}"),
    }
}

/// The day by which documents were known.
pub(super) fn known_by(day: &str, lang: Lang) -> String {
    match lang {
        Lang::En => format!("known by {day}"),
        Lang::Vi => format!("theo văn bản đã có đến ngày {day}"),
    }
}

/// The newest day that anything is known of.
pub(super) fn newest_data(day: &str, lang: Lang) -> String {
    match lang {
        Lang::En => format!("newest data {day}"),
        Lang::Vi => format!("số liệu mới nhất {day}"),
    }
}

/// How many documents went in.
pub(super) fn documents(n: usize, lang: Lang) -> String {
    match lang {
        Lang::En => english(n, "document", "documents"),
        Lang::Vi => format!("{} văn bản", count(n, lang)),
    }
}

/// How many requirements there are.
pub(super) fn requirements(n: usize, lang: Lang) -> String {
    match lang {
        Lang::En => english(n, "requirement", "requirements"),
        Lang::Vi => format!("{} yêu cầu", count(n, lang)),
    }
}

/// How many verdicts there are.
pub(super) fn checks(n: usize, lang: Lang) -> String {
    match lang {
        Lang::En => english(n, "check", "checks"),
        Lang::Vi => format!("{} lượt kiểm tra", count(n, lang)),
    }
}

/// How many localities of a level there are.
pub(super) fn localities(n: usize, level: Level, lang: Lang) -> String {
    let (one, many, vi) = match level {
        Level::National => ("nation", "nations", "toàn quốc"),
        Level::Agency => ("agency", "agencies", "bộ, ngành"),
        Level::Province => ("province", "provinces", "tỉnh, thành phố"),
        Level::District => ("district", "districts", "quận, huyện"),
        Level::Commune => ("commune", "communes", "xã, phường"),
    };
    match lang {
        Lang::En => english(n, one, many),
        Lang::Vi => format!("{} {vi}", count(n, lang)),
    }
}

/// How many of them the report shows.
pub(super) fn only_shown(n: usize, lang: Lang) -> String {
    match lang {
        Lang::En => format!("{} shown", count(n, lang)),
        Lang::Vi => format!("hiển thị {}", count(n, lang)),
    }
}

/// How far what is unknown leaves the order open.
pub(super) fn order(unknowns: usize, certain: usize, pairs: usize, lang: Lang) -> String {
    let all = certain == pairs;
    let are = if certain == 1 { "is" } else { "are" };
    let (certain, of) = (count(certain, lang), count(pairs, lang));
    match (lang, all) {
        (Lang::En, true) => {
            let what = english(unknowns, "unknown does", "unknowns do");
            format!("{what} not change the order: all {of} pairs are certain.")
        }
        (Lang::En, false) => {
            let what = english(unknowns, "unknown leaves", "unknowns leave");
            format!("{what} the order open: {certain} of {of} pairs {are} certain.")
        }
        (Lang::Vi, true) => {
            let n = count(unknowns, lang);
            format!("{n} lượt chưa có số liệu không làm thay đổi thứ tự: cả {of} cặp đều chắc chắn.")
        }
        (Lang::Vi, false) => {
            let n = count(unknowns, lang);
            format!(
                "{n} lượt chưa có số liệu khiến thứ tự chưa chắc chắn: {certain} trên {of} cặp là chắc chắn."
            )
        }
    }
}

/// One fact worth asking for.
pub(super) fn ask_for(fact: &str, localities: usize, lang: Lang) -> String {
    match lang {
        Lang::En => format!("{fact}, {}", english(localities, "locality", "localities")),
        Lang::Vi => format!("{fact}, {} địa phương", count(localities, lang)),
    }
}

/// The facts most worth asking for.
pub(super) fn most_useful(asks: &[String], lang: Lang) -> String {
    let list = asks.join("; ");
    match lang {
        Lang::En => format!("Most useful to ask for: {list}."),
        Lang::Vi => format!("Nên hỏi trước tiên: {list}."),
    }
}

/// Requirements that nobody has reported on.
pub(super) fn unreported(titles: &[String], lang: Lang) -> String {
    let (n, list) = (titles.len(), titles.join("; "));
    match lang {
        Lang::En if n == 1 => {
            format!("Nobody has reported on 1 requirement, shown and left out of the score: {list}.")
        }
        Lang::En => {
            format!("Nobody has reported on {n} requirements, shown and left out of the score: {list}.")
        }
        Lang::Vi => {
            format!("Chưa nơi nào báo cáo về {n} yêu cầu, có hiển thị nhưng không tính điểm: {list}.")
        }
    }
}

/// Localities of which nothing is known.
pub(super) fn silent(n: usize, level: Level, lang: Lang) -> String {
    let who = localities(n, level, lang);
    match lang {
        Lang::En if n == 1 => format!("{who} is silent: nothing was reported of it."),
        Lang::En => format!("{who} are silent: nothing was reported of them."),
        Lang::Vi => format!("{who} chưa có báo cáo nào."),
    }
}

/// Verdicts that rest on an assumption.
pub(super) fn assumed(n: usize, lang: Lang) -> String {
    match lang {
        Lang::En => format!("{} on an assumption.", english(n, "verdict rests", "verdicts rest")),
        Lang::Vi => format!("{} kết luận dựa trên giả định.", count(n, lang)),
    }
}

/// Totals that disagree.
pub(super) fn totals_disagree(n: usize, lang: Lang) -> String {
    match lang {
        Lang::En => format!("{} not add up:", english(n, "reported total does", "reported totals do")),
        Lang::Vi => format!("{} số liệu tổng hợp không khớp:", count(n, lang)),
    }
}

/// One reported figure against what was found.
pub(super) fn reported_found(reported: &str, found: Option<&str>, unknown: usize, lang: Lang) -> String {
    let (mut text, open) = match lang {
        Lang::En => (format!("reported {reported}"), format!("{} not reported", count(unknown, lang))),
        Lang::Vi => (format!("báo cáo {reported}"), format!("{} nơi chưa báo cáo", count(unknown, lang))),
    };
    if let Some(found) = found {
        text.push_str(match lang {
            Lang::En => ", found ",
            Lang::Vi => ", tính được ",
        });
        text.push_str(found);
    }
    if unknown > 0 {
        text.push_str(", ");
        text.push_str(&open);
    }
    text
}

/// How many problems are not listed, and where they are.
pub(super) fn more_problems(n: usize, lang: Lang) -> String {
    match lang {
        Lang::En => format!("and {} more: dondoc lint", count(n, lang)),
        Lang::Vi => format!("và {} vấn đề khác: dondoc lint", count(n, lang)),
    }
}

/// The day on which a deadline ends.
pub(super) fn due(day: &str, lang: Lang) -> String {
    match lang {
        Lang::En => format!("due {day}"),
        Lang::Vi => format!("hạn {day}"),
    }
}
