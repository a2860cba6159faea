//! Every verdict with its reason: a row a locality and requirement.

use rust_decimal::Decimal;

use super::super::figures;
use super::super::view::View;
use super::super::words::{self, Label};
use super::heads;
use super::sheet::{Block, Cell, Paper, Sheet, Table};

pub(super) fn sheet(view: &View<'_>) -> Sheet {
    let lang = view.lang;
    let mut table = Table::new([
        (view.say(Label::Locality), 26),
        (heads::LEVEL.say(lang), 14),
        (heads::REGION.say(lang), 22),
        (view.say(Label::Requirement), 42),
        (view.say(Label::Status), 16),
        (view.say(Label::Deadline), 12),
        (heads::DAYS_LATE.say(lang), 8),
        (heads::WORKING_DAYS_LATE.say(lang), 8),
        (heads::DONE.say(lang), 8),
        (heads::COMPLETED_BY.say(lang), 12),
        (heads::COMPLETED_AFTER.say(lang), 12),
        (view.say(Label::Reason), 72),
        (heads::ASSUMED.say(lang), 8),
    ]);
    for locality in &view.report.localities {
        for verdict in &locality.verdicts {
            let deadline = verdict.deadline.as_ref();
            table.rows.push(vec![
                Cell::text(view.name(locality)),
                Cell::text(words::level(locality.level, lang)),
                Cell::text(view.region(locality)),
                Cell::text(view.title(&verdict.requirement)),
                Cell::Status(verdict.status, words::status(verdict.status, lang)),
                Cell::day(deadline.and_then(|d| d.effective)),
                Cell::days(deadline.and_then(|d| d.days_late)),
                Cell::days(deadline.and_then(|d| d.working_days_late)),
                verdict.progress.map_or(Cell::Blank, |progress| {
                    Cell::Percent(progress.share.0.checked_mul(Decimal::ONE_HUNDRED).unwrap_or_default())
                }),
                Cell::day(verdict.completed_by),
                Cell::day(verdict.completed_after),
                Cell::text(view.because(verdict)),
                if verdict.assumed { Cell::text(figures::yes_or_no(true, lang)) } else { Cell::Blank },
            ]);
        }
    }
    Sheet {
        name: heads::REASONS.say(lang).to_owned(),
        title: heads::REASONS.say(lang).to_owned(),
        lines: vec![view.day_and_data().join(" · ")],
        blocks: vec![Block::Table(table)],
        frozen: 1,
        paper: Paper::Landscape,
    }
}
