//! The ranking of one level: rank, locality, score with its bounds, grade, what is overdue and unknown, first reason.

use rust_decimal::{Decimal, RoundingStrategy, prelude::ToPrimitive};

use super::columns::{Fit, Table};
use super::page::{Page, Span, Tone};
use crate::model::verdict::Status;
use crate::render::figures;
use crate::render::view::{LevelView, View};
use crate::render::words::{Label, status_head};
use crate::report::{GradeSpan, LocalityRow, Score};

/// Columns that a first reason needs to say something.
const REASON: usize = 32;

/// What a narrow page gives up, step by step: words for both bounds of a grade, the grade (which the score implies), the
/// length of the bar, the bar, the counts (which follow in the verdicts).
const FORMS: [Form; 9] = [
    Form { bar: 11, grade: Grade::Full, counts: Counts::Shown },
    Form { bar: 8, grade: Grade::Full, counts: Counts::Shown },
    Form { bar: 11, grade: Grade::Short, counts: Counts::Shown },
    Form { bar: 8, grade: Grade::Short, counts: Counts::Shown },
    Form { bar: 11, grade: Grade::LeftOut, counts: Counts::Shown },
    Form { bar: 8, grade: Grade::LeftOut, counts: Counts::Shown },
    Form { bar: 5, grade: Grade::LeftOut, counts: Counts::Shown },
    Form { bar: 0, grade: Grade::LeftOut, counts: Counts::Shown },
    Form { bar: 0, grade: Grade::LeftOut, counts: Counts::LeftOut },
];

/// How much a row shows.
#[derive(Debug, Clone, Copy)]
struct Form {
    /// Columns of the bar.
    bar: usize,
    grade: Grade,
    counts: Counts,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Grade {
    /// One word, or the words of both bounds.
    Full,
    /// One word; where the bounds differ, that it is open.
    Short,
    LeftOut,
}

/// Of what is overdue and unknown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Counts {
    Shown,
    LeftOut,
}

/// The fullest ranking that the page has room for.
pub(super) fn table(view: &View<'_>, level: &LevelView<'_>, page: &mut Page) {
    let widest =
        level.localities.iter().map(|locality| view.score(locality).chars().count()).max().unwrap_or(0);
    let rows: Vec<Row> = level.localities.iter().map(|locality| Row::of(view, locality, widest)).collect();
    let [fullest, leaner @ ..] = FORMS;
    let mut table = formed(view, &rows, fullest);
    for form in leaner {
        if table.left_to_share(page.width()) >= REASON {
            break;
        }
        table = formed(view, &rows, form);
    }
    table.onto(page);
}

fn formed(view: &View<'_>, rows: &[Row], form: Form) -> Table {
    let mut table = Table::new(1);
    table.column(view.say(Label::Rank), Fit::Left);
    table.column(view.say(Label::Locality), Fit::Left);
    table.column(view.say(Label::Score), Fit::Left);
    if form.grade != Grade::LeftOut {
        table.column(view.say(Label::Grade), Fit::Left);
    }
    if form.counts == Counts::Shown {
        table.column(status_head(Status::Overdue, view.lang), Fit::Right);
        table.column(status_head(Status::Unknown, view.lang), Fit::Right);
    }
    table.column(view.say(Label::FirstReason), Fit::Clip);
    for row in rows {
        table.row(row.cells(form));
    }
    table
}

/// One locality, with all that some form shows of it: forms are tried, and what they show is made once.
struct Row {
    rank: Span,
    name: Span,
    bounds: Option<Score>,
    score: Span,
    grade: Span,
    short_grade: Span,
    counts: [Span; 2],
    reason: Span,
}

impl Row {
    /// Scores are set below one another, `widest` columns wide.
    fn of(view: &View<'_>, locality: &LocalityRow, widest: usize) -> Self {
        let grade = Span::new(view.grade(locality), Tone::Plain);
        let short_grade = match locality.grade {
            Some(GradeSpan::Span(..)) => Span::new(view.say(Label::Open), Tone::Plain),
            _ => grade.clone(),
        };
        let count = |status: Status| {
            let n = view.tally(locality, status);
            Span::new(view.count(n), if n > 0 { Tone::of(status) } else { Tone::Faint })
        };
        Self {
            rank: Span::new(figures::rank(locality), Tone::Plain),
            name: Span::new(view.name(locality), Tone::Strong),
            bounds: locality.score,
            score: Span::new(format!("{:>widest$}", view.score(locality)), Tone::Plain),
            grade,
            short_grade,
            counts: [Status::Overdue, Status::Unknown].map(count),
            reason: Span::new(view.first_reason(locality), reason_tone(locality)),
        }
    }

    fn cells(&self, form: Form) -> Vec<Vec<Span>> {
        let mut score = bar(self.bounds, form.bar);
        score.push(self.score.clone());
        let mut cells = vec![vec![self.rank.clone()], vec![self.name.clone()], score];
        match form.grade {
            Grade::LeftOut => {}
            Grade::Short => cells.push(vec![self.short_grade.clone()]),
            Grade::Full => cells.push(vec![self.grade.clone()]),
        }
        if form.counts == Counts::Shown {
            cells.extend(self.counts.iter().map(|count| vec![count.clone()]));
        }
        cells.push(vec![self.reason.clone()]);
        cells
    }
}

fn reason_tone(locality: &LocalityRow) -> Tone {
    if locality.silent { Tone::Open } else { Tone::Plain }
}

/// What is proven solid, what is open shaded, the rest light; with a space behind it.
///
/// A cell that is neither empty nor full is never drawn as if it were: 99.9 does not fill the bar, 0.1 is seen in it.
fn bar(score: Option<Score>, cells: usize) -> Vec<Span> {
    if cells == 0 {
        return Vec::new();
    }
    let (low, high) = score.map_or((0, 0), |score| {
        let low = filled(score.low.0, cells);
        let high = filled(score.high.0, cells);
        (low, if score.high > score.low { high.max(low + 1).min(cells) } else { high })
    });
    vec![
        Span::new("█".repeat(low), Tone::Good),
        Span::new("▒".repeat(high.saturating_sub(low)), Tone::Open),
        Span::new("░".repeat(cells.saturating_sub(high.max(low))), Tone::Faint),
        Span::spaces(1),
    ]
}

/// Cells of so many that a score fills.
fn filled(score: Decimal, cells: usize) -> usize {
    let exact = score * Decimal::from(cells) / Decimal::ONE_HUNDRED;
    let rounded = exact.round_dp_with_strategy(0, RoundingStrategy::MidpointAwayFromZero);
    let rounded = rounded.to_usize().unwrap_or(0);
    if score <= Decimal::ZERO {
        0
    } else if score >= Decimal::ONE_HUNDRED {
        cells
    } else {
        rounded.clamp(1, cells.saturating_sub(1).max(1))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::Number;

    fn drawn(low: &str, high: &str) -> String {
        let number = |digits: &str| Number(digits.parse().unwrap());
        bar(Some(Score { low: number(low), high: number(high), shown: (number(low), number(high)) }), 11)
            .into_iter()
            .map(|span| span.text)
            .collect()
    }

    #[test]
    fn a_bar_never_says_more_than_is_proven() {
        assert_eq!(drawn("100", "100"), "███████████ ");
        assert_eq!(drawn("99.9", "99.9"), "██████████░ ");
        assert_eq!(drawn("99.9", "100"), "██████████▒ ");
        assert_eq!(drawn("0.1", "0.1"), "█░░░░░░░░░░ ");
        assert_eq!(drawn("0", "100"), "▒▒▒▒▒▒▒▒▒▒▒ ");
        assert_eq!(drawn("0", "0"), "░░░░░░░░░░░ ");
        assert_eq!(drawn("72.7273", "90.9091"), "████████▒▒░ ");
    }
}
