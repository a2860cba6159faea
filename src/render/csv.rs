//! `csv`: a row a locality and requirement, for spreadsheets and other programs.
//!
//! RFC 4180 with LF, UTF-8 without a mark. Heads, statuses, grades, days and numbers are the same in every language;
//! names, titles and reasons are in the reader's. Several values in one cell are separated by `|`.

use rayon::prelude::*;

use crate::model::day::Day;
use crate::model::locality::Level;
use crate::report::{GradeSpan, LocalityRow, Number, VerdictRow};

use super::RenderError;
use super::view::View;
use super::visible::visible;

/// The columns, in order.
const HEADS: [&str; 32] = [
    "locality",
    "code",
    "name",
    "level",
    "region",
    "rank",
    "rank_best",
    "rank_worst",
    "score_low",
    "score_high",
    "grade",
    "requirement",
    "title",
    "status",
    "reason",
    "nominal",
    "effective",
    "days_left",
    "working_days_left",
    "days_late",
    "working_days_late",
    "completed_after",
    "completed_by",
    "done",
    "total",
    "share",
    "missing",
    "assumed",
    "documents",
    "silent",
    "weight",
    "scored",
];

/// Localities whose rows are written by one thread.
const LOCALITIES_AT_ONCE: usize = 512;

/// The report as rows.
pub(super) fn render(view: &View<'_>) -> Result<String, RenderError> {
    let mut writer = writer();
    writer.write_record(HEADS)?;
    let parts: Vec<Result<String, RenderError>> =
        view.report.localities.par_chunks(LOCALITIES_AT_ONCE).map(|part| rows(view, part)).collect();
    let mut text = finish(writer)?;
    for part in parts {
        text.push_str(&part?);
    }
    Ok(text)
}

type Writer = ::csv::Writer<Vec<u8>>;

fn writer() -> Writer {
    ::csv::WriterBuilder::new().terminator(::csv::Terminator::Any(b'\n')).from_writer(Vec::new())
}

fn finish(writer: Writer) -> Result<String, RenderError> {
    let bytes = writer.into_inner().map_err(|e| ::csv::Error::from(e.into_error()))?;
    Ok(String::from_utf8(bytes).unwrap_or_else(|e| String::from_utf8_lossy(e.as_bytes()).into_owned()))
}

/// The rows of some localities.
fn rows(view: &View<'_>, localities: &[LocalityRow]) -> Result<String, RenderError> {
    let mut writer = writer();
    for locality in localities {
        for verdict in &locality.verdicts {
            writer.write_record(row(view, locality, verdict))?;
        }
    }
    finish(writer)
}

fn row(view: &View<'_>, locality: &LocalityRow, verdict: &VerdictRow) -> [String; HEADS.len()] {
    let deadline = verdict.deadline.as_ref();
    let requirement = view.report.requirements.iter().find(|r| r.id == verdict.requirement);
    [
        text(&locality.id),
        text(&locality.code),
        text(&view.name(locality)),
        level(locality.level),
        text(&locality.region),
        maybe(locality.rank),
        maybe(locality.rank_best),
        maybe(locality.rank_worst),
        number(locality.score.map(|s| s.low)),
        number(locality.score.map(|s| s.high)),
        grade(locality.grade),
        text(&verdict.requirement),
        text(&view.title(&verdict.requirement)),
        verdict.status.word().to_owned(),
        text(&view.because(verdict)),
        maybe(deadline.and_then(|d| d.nominal)),
        maybe(deadline.and_then(|d| d.effective)),
        maybe(deadline.and_then(|d| d.days_left)),
        maybe(deadline.and_then(|d| d.working_days_left)),
        maybe(deadline.and_then(|d| d.days_late)),
        maybe(deadline.and_then(|d| d.working_days_late)),
        maybe::<Day>(verdict.completed_after),
        maybe::<Day>(verdict.completed_by),
        number(verdict.progress.map(|p| p.done)),
        number(verdict.progress.map(|p| p.total)),
        number(verdict.progress.map(|p| p.share)),
        text(&verdict.missing.join("|")),
        verdict.assumed.to_string(),
        text(&documents(verdict).join("|")),
        locality.silent.to_string(),
        number(requirement.map(|r| r.weight)),
        maybe(requirement.map(|r| r.scored)),
    ]
}

/// The documents that a verdict rests on: of its evidence, its deadline and its waiver, each once.
fn documents(verdict: &VerdictRow) -> Vec<&str> {
    let observed = verdict.evidence.iter().flat_map(|e| {
        let parts = e.parts.iter().flatten().filter_map(|p| p.document.as_deref());
        e.document.as_deref().into_iter().chain(parts)
    });
    let deadline = verdict.deadline.as_ref().map(|d| d.document.as_str());
    let waiver = verdict.waiver.as_ref().map(|w| w.document.as_str());
    let mut ids = Vec::new();
    for id in observed.chain(deadline).chain(waiver) {
        if !ids.contains(&id) {
            ids.push(id);
        }
    }
    ids
}

/// A cell of text. One that a spreadsheet would take for a formula gets an apostrophe, which spreadsheets do not show.
fn text(text: &str) -> String {
    let text = visible(text);
    let formula =
        |c: char| matches!(c, '=' | '+' | '-' | '@' | '＝' | '＋' | '－' | '＠') || c.is_whitespace();
    if text.starts_with(formula) { format!("'{text}") } else { text.into_owned() }
}

fn level(level: Level) -> String {
    level.word().to_owned()
}

fn grade(grade: Option<GradeSpan>) -> String {
    match grade {
        Some(GradeSpan::One(grade)) => grade.word().to_owned(),
        Some(GradeSpan::Span(low, high)) => format!("{low}|{high}"),
        None => String::new(),
    }
}

fn number(number: Option<Number>) -> String {
    maybe(number.map(|n| n.0.normalize()))
}

fn maybe<T: std::fmt::Display>(value: Option<T>) -> String {
    value.map_or_else(String::new, |value| value.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_are_guarded_and_other_texts_are_not() {
        for danger in ["=1+1", "+84", "-2", "@SUM(A1)", "\t=1", "\r=1", " =1", "＝1"] {
            assert!(text(danger).starts_with('\''), "{danger:?}");
        }
        assert_eq!(text("Bà Rịa - Vũng Tàu"), "Bà Rịa - Vũng Tàu");
        assert_eq!(text(""), "");
    }
}
