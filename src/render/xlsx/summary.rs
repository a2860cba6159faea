//! The first sheet: when, who, how many of each status, by requirement, and what is worth knowing.

use rust_decimal::Decimal;

use crate::model::locality::Level;

use super::super::sentences;
use super::super::view::{LevelView, View, count_of};
use super::super::words::{self, Label};
use super::heads;
use super::sheet::{Block, Cell, Paper, Sheet, Table};

/// Statuses by name are at most so wide.
const WIDE: u16 = 52;

pub(super) fn sheet(view: &View<'_>) -> Sheet {
    let mut blocks = Vec::new();
    let levels = view.levels();
    for level in &levels {
        blocks.extend(counts(view, level).map(Block::Table));
        if level.level != Level::National {
            blocks.push(Block::Table(requirements(view, level)));
        }
        let notes = view.notes(level);
        if !notes.is_empty() {
            let heading = format!("{}: {}", words::level(level.level, view.lang), view.say(Label::Notes));
            blocks.push(Block::Notes { heading, notes });
        }
    }
    if !view.report.problems.is_empty() {
        let notes = view.report.problems.iter().map(|problem| view.problem(problem)).collect();
        blocks.push(Block::Notes { heading: view.say(Label::Problems).to_owned(), notes });
    }
    let mut lines = vec![view.day_and_data().join(" · ")];
    if levels.is_empty() {
        lines.push(view.say(Label::NothingShown).to_owned());
    }
    Sheet {
        name: heads::SUMMARY.say(view.lang).to_owned(),
        title: view.say(Label::Compliance).to_owned(),
        lines,
        blocks,
        frozen: 0,
        paper: Paper::Portrait,
    }
}

/// How many localities there are of a level, and how they stand.
fn counts(view: &View<'_>, level: &LevelView<'_>) -> Option<Table> {
    let summary = level.summary?;
    let all: usize = summary.counts.values().sum();
    let mut heading = vec![words::level(level.level, view.lang).to_owned()];
    if level.level != Level::National {
        heading = vec![sentences::localities(summary.localities, level.level, view.lang)];
    }
    heading.extend(view.size(level));
    let mut table = Table::new([
        (view.say(Label::Status), WIDE),
        (view.say(Label::Checks), 12),
        (view.say(Label::Share), 12),
    ])
    .under(&heading.join(" · "));
    for status in level.counted() {
        let n = count_of(&summary.counts, status);
        let share = Decimal::from(n) * Decimal::ONE_HUNDRED / Decimal::from(all.max(1));
        table.rows.push(vec![
            Cell::Status(status, words::status(status, view.lang)),
            Cell::count(n),
            Cell::Share(share),
        ]);
    }
    Some(table)
}

/// The requirements of a level with their counts.
fn requirements(view: &View<'_>, level: &LevelView<'_>) -> Table {
    let statuses = level.counted();
    let mut table = Table::new([(view.say(Label::Requirement), WIDE), (heads::WEIGHT.say(view.lang), 10)])
        .under(view.say(Label::ByRequirement));
    for status in &statuses {
        let column = Table::new([(words::status_head(*status, view.lang), 10)]).columns;
        table.columns.extend(column);
    }
    table.columns.extend(Table::new([(heads::RESPONSIBLE.say(view.lang), 30)]).columns);
    for requirement in &level.requirements {
        let mut row = vec![Cell::text(view.marked_title(requirement)), Cell::Number(requirement.weight.0)];
        row.extend(statuses.iter().map(|status| Cell::count(count_of(&requirement.counts, *status))));
        row.push(Cell::text(
            requirement
                .responsible
                .as_deref()
                .map_or_else(String::new, |who| super::super::visible::visible(who).into_owned()),
        ));
        table.rows.push(row);
    }
    table
}
