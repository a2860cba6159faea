//! What the nation as a whole has reached: its one locality is not ranked with anybody.

use crate::model::locality::Level;
use crate::model::verdict::Status;

use super::super::telling::by_urgency;
use super::super::view::View;
use super::super::words::{self, Label};
use super::sheet::{Block, Cell, Paper, Sheet, Table};

pub(super) fn sheet(view: &View<'_>) -> Option<Sheet> {
    let nation = view.levels().into_iter().find(|level| level.level == Level::National)?;
    let mut table = Table::new([
        (view.say(Label::Requirement), 60),
        (view.say(Label::Status), 18),
        (view.say(Label::Deadline), 12),
        (view.say(Label::Reason), 80),
    ]);
    for locality in &nation.localities {
        for verdict in by_urgency(locality).into_iter().filter(|v| v.status != Status::NotApplicable) {
            table.rows.push(vec![
                Cell::text(view.title(&verdict.requirement)),
                Cell::Status(verdict.status, words::status(verdict.status, view.lang)),
                Cell::day(verdict.deadline.as_ref().and_then(|d| d.effective)),
                Cell::text(view.because(verdict)),
            ]);
        }
    }
    let name = words::level(Level::National, view.lang);
    Some(Sheet {
        name: name.to_owned(),
        title: name.to_owned(),
        lines: vec![view.day_and_data().join(" · ")],
        blocks: vec![Block::Table(table)],
        frozen: 1,
        paper: Paper::Landscape,
    })
}
