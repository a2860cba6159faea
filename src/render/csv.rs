//! `csv`: a row a locality and requirement, for spreadsheets and other programs.
//!
//! RFC 4180 with LF, UTF-8 without a mark. Heads, statuses, grades, days and numbers are the same in every language;
//! names, titles and reasons are in the reader's. Several values in one cell are separated by `|`.

use std::collections::BTreeMap;

use rayon::prelude::*;

use crate::model::day::Day;
use crate::report::{GradeSpan, LocalityRow, Number, RequirementRow, VerdictRow};

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
pub(super) fn render(view: &View<'_>) -> String {
    let requirements: BTreeMap<&str, Told> =
        view.report.requirements.iter().map(|row| (row.id.as_str(), Told::of(view, row))).collect();
    let parts: Vec<String> = view
        .report
        .localities
        .par_chunks(LOCALITIES_AT_ONCE)
        .map(|localities| {
            let mut sheet =
                Sheet { view, requirements: &requirements, days: BTreeMap::new(), text: String::new() };
            localities.iter().for_each(|locality| sheet.locality(locality));
            sheet.text
        })
        .collect();
    let mut text = HEADS.join(",");
    text.reserve(parts.iter().map(String::len).sum::<usize>() + 1);
    text.push('\n');
    parts.iter().for_each(|part| text.push_str(part));
    text
}

/// Cells of a requirement that are the same in each of its rows.
struct Told {
    /// Its title.
    title: String,
    /// Its weight, and whether it is scored.
    terms: String,
}

impl Told {
    fn of(view: &View<'_>, requirement: &RequirementRow) -> Self {
        let mut terms = String::new();
        number(&mut terms, requirement.weight);
        terms.push_str(if requirement.scored { ",true" } else { ",false" });
        let mut title = String::new();
        cell(&mut title, &view.title(&requirement.id));
        Self { title, terms }
    }
}

/// Rows in the making. What is told of one locality or day is put in letters once.
struct Sheet<'s> {
    view: &'s View<'s>,
    requirements: &'s BTreeMap<&'s str, Told>,
    days: BTreeMap<Day, String>,
    text: String,
}

impl Sheet<'_> {
    /// The rows of one locality.
    fn locality(&mut self, locality: &LocalityRow) {
        let start = self.text.len();
        self.who(locality);
        let who = self.text.split_off(start);
        for verdict in &locality.verdicts {
            self.text.push_str(&who);
            self.verdict(verdict);
            self.flag(locality.silent);
            let terms = self.requirements.get(verdict.requirement.as_str());
            self.text.push_str(terms.map_or(",", |told| &told.terms));
            self.text.push('\n');
        }
    }

    /// The cells of a locality, up to its grade.
    fn who(&mut self, locality: &LocalityRow) {
        self.cell(&locality.id);
        self.cell(&locality.code);
        self.cell(&self.view.name(locality));
        self.plain(locality.level.word());
        self.cell(&locality.region);
        for rank in [locality.rank, locality.rank_best, locality.rank_worst] {
            self.count(rank.and_then(|rank| i64::try_from(rank).ok()));
        }
        self.number(locality.score.map(|s| s.low));
        self.number(locality.score.map(|s| s.high));
        match locality.grade {
            Some(GradeSpan::One(grade)) => self.plain(grade.word()),
            Some(GradeSpan::Span(low, high)) => self.plain(&format!("{low}|{high}")),
            None => self.plain(""),
        }
    }

    /// The cells of a verdict, up to its documents.
    fn verdict(&mut self, verdict: &VerdictRow) {
        self.cell(&verdict.requirement);
        match self.requirements.get(verdict.requirement.as_str()) {
            Some(told) => self.plain(&told.title),
            None => self.cell(&self.view.title(&verdict.requirement)),
        }
        self.plain(verdict.status.word());
        self.cell(&self.view.because(verdict));
        let deadline = verdict.deadline.as_deref();
        self.day(deadline.and_then(|d| d.nominal));
        self.day(deadline.and_then(|d| d.effective));
        self.count(deadline.and_then(|d| d.days_left));
        self.count(deadline.and_then(|d| d.working_days_left));
        self.count(deadline.and_then(|d| d.days_late));
        self.count(deadline.and_then(|d| d.working_days_late));
        self.day(verdict.completed_after);
        self.day(verdict.completed_by);
        self.number(verdict.progress.map(|p| p.done));
        self.number(verdict.progress.map(|p| p.total));
        self.number(verdict.progress.map(|p| p.share));
        self.list(&verdict.missing);
        self.flag(verdict.assumed);
        self.list(&verdict.documents);
    }

    /// A cell that needs no guard, or has it already.
    fn plain(&mut self, text: &str) {
        self.text.push_str(text);
        self.text.push(',');
    }

    fn cell(&mut self, text: &str) {
        cell(&mut self.text, text);
        self.text.push(',');
    }

    fn list(&mut self, texts: &[String]) {
        match texts {
            [] => self.plain(""),
            [one] => self.cell(one),
            several => self.cell(&several.join("|")),
        }
    }

    fn flag(&mut self, holds: bool) {
        self.plain(if holds { "true" } else { "false" });
    }

    fn count(&mut self, count: Option<i64>) {
        if let Some(count) = count {
            self.text.push_str(itoa::Buffer::new().format(count));
        }
        self.text.push(',');
    }

    fn number(&mut self, one: Option<Number>) {
        if let Some(one) = one {
            number(&mut self.text, one);
        }
        self.text.push(',');
    }

    fn day(&mut self, day: Option<Day>) {
        if let Some(day) = day {
            let letters = self.days.entry(day).or_insert_with(|| day.to_string());
            self.text.push_str(letters);
        }
        self.text.push(',');
    }
}

/// A number with all its digits, and no zeros behind them.
fn number(out: &mut String, Number(number): Number) {
    let number = number.normalize();
    match i64::try_from(number.mantissa()) {
        Ok(whole) if number.scale() == 0 => out.push_str(itoa::Buffer::new().format(whole)),
        _ => out.push_str(&number.to_string()),
    }
}

/// A cell of text. One that a spreadsheet would take for a formula gets an apostrophe, which spreadsheets do not show.
fn cell(out: &mut String, text: &str) {
    let text = visible(text);
    let quoted = text.contains(QUOTED);
    if quoted {
        out.push('"');
    }
    if text.starts_with(is_formula) {
        out.push('\'');
    }
    match quoted && text.contains('"') {
        true => out.push_str(&text.replace('"', "\"\"")),
        false => out.push_str(&text),
    }
    if quoted {
        out.push('"');
    }
}

/// What a cell is quoted for.
const QUOTED: [char; 4] = [',', '"', '\n', '\r'];

fn is_formula(first: char) -> bool {
    matches!(first, '=' | '+' | '-' | '@' | '＝' | '＋' | '－' | '＠') || first.is_whitespace()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn text(text: &str) -> String {
        let mut out = String::new();
        cell(&mut out, text);
        out
    }

    #[test]
    fn formulas_are_guarded_and_other_texts_are_not() {
        for danger in ["=1+1", "+84", "-2", "@SUM(A1)", "\t=1", "\r=1", " =1", "＝1"] {
            assert!(text(danger).starts_with('\''), "{danger:?}");
        }
        assert_eq!(text("Bà Rịa - Vũng Tàu"), "Bà Rịa - Vũng Tàu");
        assert_eq!(text(""), "");
    }

    #[test]
    fn numbers_have_their_own_digits() {
        for digits in
            ["0", "-12", "44.5", "79228162514264337593543950335", "0.0001", "10", "9223372036854775808"]
        {
            let mut out = String::new();
            number(
                &mut out,
                Number(format!("{digits}00").parse().unwrap_or_else(|_| digits.parse().unwrap())),
            );
            let read: rust_decimal::Decimal = out.parse().unwrap();
            assert!(!out.contains('.') || !out.ends_with('0'), "{out}");
            assert_eq!(read.normalize().to_string(), out);
        }
    }

    proptest! {
        /// Whatever texts hold, another program reads the same cells.
        #[test]
        fn cells_come_back(texts in prop::collection::vec("[a,\"=ệ|\n\r ]{0,6}", 2..5)) {
            let mut line: Vec<String> = texts.iter().map(|one| text(one)).collect();
            line.push("end\n".to_owned());
            let mut reader = ::csv::ReaderBuilder::new().has_headers(false).from_reader(line.join(",").into_bytes().leak() as &[u8]);
            let read = reader.records().next().unwrap().unwrap();
            for (cell, text) in read.iter().zip(&texts) {
                let guarded = visible(text);
                let expected = if guarded.starts_with(is_formula) { format!("'{guarded}") } else { guarded.into_owned() };
                prop_assert_eq!(cell, expected);
            }
            prop_assert_eq!(read.len(), texts.len() + 1);
        }
    }
}
