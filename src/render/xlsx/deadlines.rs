//! The deadline that judged each verdict, and the waiver where one is in force.

use super::super::view::View;
use super::super::visible::visible;
use super::super::words::{self, Label};
use super::super::{explaining, sentences};
use super::heads;
use super::sheet::{Block, Cell, Paper, Sheet, Table};

pub(super) fn sheet(view: &View<'_>) -> Sheet {
    let lang = view.lang;
    let mut table = Table::new([
        (view.say(Label::Locality), 26),
        (view.say(Label::Requirement), 42),
        (view.say(Label::Status), 16),
        (heads::NOMINAL.say(lang), 12),
        (heads::EFFECTIVE.say(lang), 12),
        (heads::HOW_PRINTED.say(lang), 18),
        (heads::DAYS_LEFT.say(lang), 8),
        (heads::WORKING_DAYS_LEFT.say(lang), 8),
        (heads::DAYS_LATE.say(lang), 8),
        (heads::WORKING_DAYS_LATE.say(lang), 8),
        (view.say(Label::Document), 44),
        (heads::AUTHORITY.say(lang), 12),
        (heads::ROLLED.say(lang), 24),
        (heads::WAIVER.say(lang), 40),
    ]);
    for locality in &view.report.localities {
        for verdict in &locality.verdicts {
            if verdict.deadline.is_none() && verdict.waiver.is_none() {
                continue;
            }
            let deadline = verdict.deadline.as_ref();
            let no_day = explaining::phrase(explaining::Phrase::NoDay, lang);
            let how = deadline.map_or("", |d| match (d.nominal, d.due_kind) {
                (None, _) => no_day,
                (Some(_), Some(kind)) => heads::due_kind(kind, lang),
                (Some(_), None) => "",
            });
            let waiver = verdict.waiver.as_ref().map_or_else(String::new, |waiver| {
                let until = waiver.until.map(|day| view.day(day));
                let reason = visible(waiver.reason.get(lang)).into_owned();
                let document = view.document(&waiver.document);
                format!("{}: {reason} ({document})", sentences::waived(until.as_deref(), lang))
            });
            table.rows.push(vec![
                Cell::text(view.name(locality)),
                Cell::text(view.title(&verdict.requirement)),
                Cell::Status(verdict.status, words::status(verdict.status, lang)),
                Cell::day(deadline.and_then(|d| d.nominal)),
                Cell::day(deadline.and_then(|d| d.effective)),
                Cell::text(how),
                Cell::days(deadline.and_then(|d| d.days_left)),
                Cell::days(deadline.and_then(|d| d.working_days_left)),
                Cell::days(deadline.and_then(|d| d.days_late)),
                Cell::days(deadline.and_then(|d| d.working_days_late)),
                Cell::text(deadline.map_or_else(String::new, |d| view.document(&d.document))),
                Cell::text(deadline.map_or("", |d| heads::authority(d.authority, lang))),
                Cell::text(
                    deadline
                        .and_then(|d| d.rolled_because.as_ref())
                        .map_or_else(String::new, |why| view.text(why)),
                ),
                Cell::text(waiver),
            ]);
        }
    }
    Sheet {
        name: heads::DEADLINES.say(lang).to_owned(),
        title: heads::DEADLINES.say(lang).to_owned(),
        lines: vec![view.day_and_data().join(" · ")],
        blocks: vec![Block::Table(table)],
        frozen: 1,
        paper: Paper::Landscape,
    }
}
