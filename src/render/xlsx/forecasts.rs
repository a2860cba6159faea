//! Forecasts: a row a verdict that is measured and not complete, with the pace and the day, or why there is none.

use super::super::view::View;
use super::super::words::{self, Label};
use super::super::{figures, outlook};
use super::heads;
use super::sheet::{Block, Cell, Paper, Sheet, Table};
use crate::model::bilingual::Lang;
use crate::report::VerdictRow;
use crate::report::explanation::{Finish, Forecast, Outlook};

pub(super) fn sheet(view: &View<'_>) -> Option<Sheet> {
    let lang = view.lang;
    let mut table = Table::new([
        (view.say(Label::Locality), 26),
        (heads::LEVEL.say(lang), 14),
        (view.say(Label::Requirement), 40),
        (heads::LATEST.say(lang), 14),
        (heads::DATED.say(lang), 12),
        (heads::GOAL.say(lang), 14),
        (heads::PACE.say(lang), 12),
        (heads::NEEDED.say(lang), 12),
        (heads::FINISH.say(lang), 12),
        (heads::PAST.say(lang), 10),
        (heads::EARLIEST.say(lang), 12),
        (heads::LATEST_DAY.say(lang), 12),
        (view.say(Label::Deadline), 12),
        (heads::MISSES.say(lang), 12),
        (heads::FIGURES.say(lang), 9),
        (heads::REMARK.say(lang), 64),
    ]);
    for locality in &view.report.localities {
        for verdict in &locality.verdicts {
            let Some(outlook) = &verdict.outlook else { continue };
            let mut row = vec![
                Cell::text(view.name(locality)),
                Cell::text(words::level(locality.level, lang)),
                Cell::text(view.title(&verdict.requirement)),
            ];
            row.extend(figures(outlook, verdict, lang));
            row.push(Cell::text(outlook::say(outlook, lang)));
            table.rows.push(row);
        }
    }
    (!table.rows.is_empty()).then(|| Sheet {
        name: heads::FORECASTS.say(lang).to_owned(),
        title: heads::FORECASTS.say(lang).to_owned(),
        lines: vec![view.day_and_data().join(" · ")],
        blocks: vec![Block::Table(table)],
        frozen: 1,
        paper: Paper::Landscape,
    })
}

/// The columns from the latest figure to how many were used.
fn figures(outlook: &Outlook, verdict: &VerdictRow, lang: Lang) -> [Cell; 12] {
    let due = Cell::day(verdict.deadline.as_ref().and_then(|deadline| deadline.effective));
    match outlook {
        Outlook::Forecast(
            forecast @ Forecast { points, last, goal, pace, needed, finish, range, misses_by, .. },
        ) => [
            Cell::Number(last.value),
            Cell::Date(last.day),
            Cell::Number(*goal),
            Cell::Number(outlook::pace_rounded(*pace)),
            needed.map_or(Cell::Blank, |needed| Cell::Number(outlook::pace_rounded(needed))),
            day_of(Some(*finish)),
            if forecast.is_past() { Cell::text(figures::yes_or_no(true, lang)) } else { Cell::Blank },
            day_of(range.map(|(early, _)| early)),
            day_of(range.map(|(_, late)| late)),
            due,
            Cell::days(*misses_by),
            Cell::count(*points),
        ],
        Outlook::Refused(_) => {
            let (done, total) = verdict.progress.map_or((Cell::Blank, Cell::Blank), |progress| {
                (Cell::Number(progress.done.0), Cell::Number(progress.total.0))
            });
            let blank = || Cell::Blank;
            [
                done,
                blank(),
                total,
                blank(),
                blank(),
                blank(),
                blank(),
                blank(),
                blank(),
                due,
                blank(),
                blank(),
            ]
        }
    }
}

/// A day that is known; what lies beyond the holiday tables is said in words only.
fn day_of(finish: Option<Finish>) -> Cell {
    match finish {
        Some(Finish::On(day)) => Cell::Date(day),
        Some(Finish::After(_) | Finish::Never) | None => Cell::Blank,
    }
}
