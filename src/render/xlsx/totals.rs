//! Reported totals and printed arithmetic, against what follows from the observations.

use super::super::view::View;
use super::super::words::Label;
use super::heads;
use super::sheet::{Block, Cell, Paper, Sheet, Table};
use crate::report::spelling;

pub(super) fn sheet(view: &View<'_>) -> Sheet {
    let lang = view.lang;
    let mut table = Table::new([
        (view.say(Label::Document), 48),
        (heads::DATED.say(lang), 12),
        (view.say(Label::Figure), 56),
        (heads::HEDGE.say(lang), 10),
        (view.say(Label::Reported), 16),
        (view.say(Label::Found), 16),
        (view.say(Label::NotReported), 10),
        (view.say(Label::Agrees), 20),
    ]);
    for total in &view.report.totals {
        table.rows.push(vec![
            Cell::text(view.document(&total.document)),
            Cell::Date(total.dated),
            Cell::text(view.figure(total)),
            Cell::text(total.approx.map_or("", |approx| spelling::hedge(approx, lang))),
            Cell::Number(total.reported.0),
            total.found.map_or(Cell::Blank, |found| Cell::Number(found.0)),
            Cell::count(total.unknown),
            Cell::text(view.agrees(total)),
        ]);
    }
    Sheet {
        name: view.say(Label::Totals).to_owned(),
        title: view.say(Label::Totals).to_owned(),
        lines: vec![view.day_and_data().join(" · ")],
        blocks: vec![Block::Table(table)],
        frozen: 1,
        paper: Paper::Landscape,
    }
}
