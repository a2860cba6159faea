//! What `dondoc watch` says of each look, a line a thing; whatever is shown in full stands below its line.

use super::page::{Page, Span, Tone};
use crate::diff::Diff;
use crate::model::bilingual::Lang;
use crate::model::day::Day;
use crate::model::verdict::Status;
use crate::render::visible::visible;
use crate::render::{Style, figures, sentences, words};
use crate::report::Report;
use crate::report::trials::Trials;

/// Columns of a head such as "report", with the space behind it.
const HEAD: usize = 12;
/// Files and requirements that are named before they are only counted.
const NAMED: usize = 4;

/// One line.
#[derive(Debug, Clone, Copy)]
pub enum Said<'s> {
    /// That it watches, and from which day.
    Watching(Day),
    /// Files that differ.
    Changed(&'s [String]),
    /// How many errors, warnings and notes there are.
    Found {
        /// Errors.
        errors: usize,
        /// Warnings.
        warnings: usize,
        /// Of these, those that were there before and are not shown again.
        known: usize,
        /// Notes.
        notes: usize,
    },
    /// Cases that were run.
    Cases(&'s Trials),
    /// That nothing is run until the project is mended.
    Broken(Before),
    /// The first good report.
    First(&'s Report),
    /// What differs from the last good report.
    Again(&'s Diff),
    /// That nothing was touched that the report is made from.
    Untouched,
    /// Where the report was written.
    Written(&'s str),
}

/// Whether there was a good report before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Before {
    /// It stands.
    Good,
    /// There was none yet.
    Nothing,
}

/// The line in a language.
#[must_use]
pub fn render(said: Said<'_>, lang: Lang, style: Style) -> String {
    let mut page = Page::new(style.width);
    let (head, text, tone) = match said {
        Said::Watching(day) => {
            let day = figures::day(day, lang);
            let text = match lang {
                Lang::En => format!("rules/ and data/ · as of {day} · Ctrl-C ends"),
                Lang::Vi => format!("rules/ và data/ · tính đến ngày {day} · Ctrl-C để dừng"),
            };
            (pick(lang, "watching", "theo dõi"), text, Tone::Plain)
        }
        Said::Changed(files) => (pick(lang, "changed", "đã sửa"), listed(files, lang), Tone::Strong),
        Said::Found { errors, warnings, known, notes } => {
            let tone = match (errors, warnings) {
                (0, 0) => Tone::Good,
                (0, _) => Tone::Soon,
                _ => Tone::Bad,
            };
            ("lint", found([errors, warnings, notes], known, lang), tone)
        }
        Said::Cases(trials) => {
            let tone = if trials.failed > 0 { Tone::Bad } else { Tone::Good };
            (pick(lang, "cases", "tình huống"), cases(trials, lang), tone)
        }
        Said::Broken(before) => {
            let text = match before {
                Before::Good => pick(
                    lang,
                    "the last good one stands until this is mended",
                    "giữ bản đúng gần nhất cho đến khi sửa xong",
                ),
                Before::Nothing => pick(lang, "none yet: mend this first", "chưa có: cần sửa lỗi trước"),
            };
            (report(lang), text.to_owned(), Tone::Soon)
        }
        Said::First(first) => (report(lang), summary(first, lang), Tone::Plain),
        Said::Again(diff) => (report(lang), moved(diff, lang), Tone::Plain),
        Said::Untouched => {
            let text = pick(lang, "rests on nothing that was touched", "không phụ thuộc vào phần đã sửa");
            (report(lang), text.to_owned(), Tone::Faint)
        }
        Said::Written(path) => {
            let text = format!("{} {}", pick(lang, "written to", "đã ghi vào"), visible(path));
            (report(lang), text, Tone::Faint)
        }
    };
    let space = HEAD.saturating_sub(unicode_width::UnicodeWidthStr::width(head));
    page.line(vec![Span::new(head, Tone::Faint), Span::spaces(space), Span::new(text, tone)]);
    page.finish(style.paint)
}

fn pick(lang: Lang, en: &'static str, vi: &'static str) -> &'static str {
    match lang {
        Lang::En => en,
        Lang::Vi => vi,
    }
}

fn report(lang: Lang) -> &'static str {
    pick(lang, "report", "báo cáo")
}

/// The first few of a list, and how many more.
fn listed(all: &[impl AsRef<str>], lang: Lang) -> String {
    let named: Vec<_> = all.iter().take(NAMED).map(|one| visible(one.as_ref())).collect();
    let named = named.join(", ");
    match (all.len().saturating_sub(NAMED), lang) {
        (0, _) => named,
        (more, Lang::En) => format!("{named} and {more} more"),
        (more, Lang::Vi) => format!("{named} và {more} mục khác"),
    }
}

/// "1 error, 2 warnings as before"; "nothing to mend".
fn found([errors, warnings, notes]: [usize; 3], known: usize, lang: Lang) -> String {
    let some = |count: usize, one, many, vi| {
        (count > 0).then(|| format!("{count} {}", pick(lang, plural(count, one, many), vi)))
    };
    let mut parts: Vec<String> = Vec::new();
    parts.extend(some(errors, "error", "errors", "lỗi"));
    parts.extend(some(warnings.saturating_sub(known), "warning", "warnings", "cảnh báo"));
    parts.extend(some(known, "warning as before", "warnings as before", "cảnh báo như trước"));
    if errors + warnings == 0 {
        parts.push(pick(lang, "nothing to mend", "không có gì phải sửa").to_owned());
    }
    parts.extend(some(notes, "note", "notes", "lưu ý"));
    parts.join(", ")
}

fn cases(trials: &Trials, lang: Lang) -> String {
    if trials.files.is_empty() {
        return pick(lang, "none is touched", "không có tình huống nào liên quan").to_owned();
    }
    let whose: Vec<&str> = trials.files.iter().map(|file| file.requirement.as_str()).collect();
    let mut text = match lang {
        Lang::En => format!("{} passed", trials.passed),
        Lang::Vi => format!("{} đạt", trials.passed),
    };
    if trials.failed > 0 {
        text.push_str(&match lang {
            Lang::En => format!(", {} FAILED", trials.failed),
            Lang::Vi => format!(", {} KHÔNG ĐẠT", trials.failed),
        });
    }
    match (whose.len() <= NAMED, lang) {
        (true, _) => format!("{text} · {}", listed(&whose, lang)),
        (false, Lang::En) => format!("{text} · {} requirements", whose.len()),
        (false, Lang::Vi) => format!("{text} · {} yêu cầu", whose.len()),
    }
}

/// The size of each level and how many verdicts have each status there.
fn summary(report: &Report, lang: Lang) -> String {
    let mut parts = Vec::new();
    for level in &report.summary {
        parts.push(sentences::localities(level.localities, level.level, lang));
    }
    let all = |status: Status| {
        report.requirements.iter().filter_map(move |row| row.counts.get(status.word())).sum()
    };
    for status in Status::ALL {
        let count: usize = all(*status);
        if count > 0 && *status != Status::NotApplicable {
            parts.push(format!("{} {}", words::status(*status, lang), figures::count(count, lang)));
        }
    }
    parts.join(" · ")
}

fn plural(count: usize, one: &'static str, many: &'static str) -> &'static str {
    if count == 1 { one } else { many }
}

/// How many moved which way.
fn moved(diff: &Diff, lang: Lang) -> String {
    let ranks = |moved: fn(i64) -> bool| diff.changes.iter().filter(|c| c.rank.is_some_and(moved)).count();
    let statuses = diff.changes.iter().flat_map(|change| &change.verdicts);
    let statuses = statuses.filter(|verdict| verdict.before != verdict.after).count();
    let reasons = diff.changes.iter().flat_map(|change| &change.verdicts);
    let reasons = reasons.filter(|v| v.before == v.after && v.reason_before != v.reason_after).count();
    let counts = [
        (ranks(|rank| rank < 0), "rose", "tăng hạng"),
        (ranks(|rank| rank > 0), "fell", "giảm hạng"),
        (
            statuses,
            plural(statuses, "answer of another status", "answers of another status"),
            "kết quả đổi tình trạng",
        ),
        (
            reasons,
            plural(reasons, "answer worded otherwise", "answers worded otherwise"),
            "kết quả đổi cách diễn đạt",
        ),
    ];
    let said: Vec<String> = counts
        .into_iter()
        .filter(|(count, ..)| *count > 0)
        .map(|(count, en, vi)| format!("{} {}", figures::count(count, lang), pick(lang, en, vi)))
        .collect();
    match (said.is_empty(), diff.is_nothing()) {
        (true, true) => pick(lang, "as before", "như trước").to_owned(),
        (true, false) => pick(lang, "scores moved", "điểm thay đổi").to_owned(),
        (false, _) => said.join(" · "),
    }
}
