//! History: how many checks of each level had each status on each day, and the proven score of each locality on it.

use super::super::figures;
use super::super::view::{View, count_of};
use super::super::visible::visible;
use super::super::words::{self, Label};
use super::heads;
use super::sheet::{Block, Cell, Paper, Sheet, Table};
use crate::model::locality::Level;
use crate::model::verdict::Status;
use crate::report::trends::Trends;

/// None where the report has no history.
pub(super) fn sheets(view: &View<'_>) -> Vec<Sheet> {
    let Some(trends) = &view.report.trends else { return Vec::new() };
    vec![
        sheet(view, heads::HISTORY.say(view.lang), 2, counts(view, trends)),
        sheet(view, heads::PATHS.say(view.lang), 1, scores(view, trends)),
    ]
}

fn sheet(view: &View<'_>, name: &str, frozen: u16, table: Table) -> Sheet {
    Sheet {
        name: name.to_owned(),
        title: name.to_owned(),
        lines: vec![view.day_and_data().join(" · ")],
        blocks: vec![Block::Table(table)],
        frozen,
        paper: Paper::Landscape,
    }
}

/// A row a level and day.
fn counts(view: &View<'_>, trends: &Trends) -> Table {
    let lang = view.lang;
    let mut table = Table::new([
        (heads::LEVEL.say(lang), 18),
        (heads::DAY.say(lang), 12),
        (heads::LOCALITIES.say(lang), 11),
        (heads::REQUIREMENTS.say(lang), 13),
    ]);
    let any = |status: &Status| {
        trends.levels.iter().flat_map(|level| &level.counts).any(|counts| count_of(counts, *status) > 0)
    };
    let statuses: Vec<Status> = Status::ALL.iter().copied().filter(any).collect();
    for status in &statuses {
        table.columns.extend(Table::new([(words::status_head(*status, lang), 10)]).columns);
    }
    for level in &trends.levels {
        let days =
            trends.days.iter().zip(&level.counts).zip(level.localities.iter().zip(&level.requirements));
        for ((day, counts), (localities, requirements)) in days {
            let mut row = vec![
                Cell::text(words::level(level.level, lang)),
                Cell::Date(*day),
                Cell::count(*localities),
                Cell::count(*requirements),
            ];
            row.extend(statuses.iter().map(|status| Cell::count(count_of(counts, *status))));
            table.rows.push(row);
        }
    }
    table
}

/// A row a locality, a column a day. Two localities may have one name at different times: their ids tell them apart.
fn scores(view: &View<'_>, trends: &Trends) -> Table {
    let lang = view.lang;
    let mut table = Table::new([
        (view.say(Label::Locality), 28),
        (heads::UNIT.say(lang), 20),
        (heads::LEVEL.say(lang), 16),
    ]);
    for day in &trends.days {
        table.columns.extend(Table::new([(figures::day(*day, lang).as_str(), 9)]).columns);
    }
    for head in [heads::CHANGE, heads::FIRST_RANK, heads::LAST_RANK] {
        table.columns.extend(Table::new([(head.say(lang), 9)]).columns);
    }
    for locality in trends.localities.iter().filter(|one| one.level != Level::National) {
        let mut row = vec![
            Cell::text(visible(locality.name.get(lang))),
            Cell::text(visible(&locality.id)),
            Cell::text(words::level(locality.level, lang)),
        ];
        row.extend(locality.scores.iter().map(|score| score.map_or(Cell::Blank, |s| Cell::Score(s.low.0))));
        let mut scored = locality.scores.iter().flatten();
        let (first, last) = (scored.next(), scored.next_back());
        row.push(match (first, last) {
            (Some(first), Some(last)) => Cell::Score(last.low.0 - first.low.0),
            _ => Cell::Blank,
        });
        let rank = |score: Option<usize>| score.map_or(Cell::Blank, Cell::count);
        row.push(rank(first.and_then(|score| score.rank)));
        row.push(rank(last.or(first).and_then(|score| score.rank)));
        table.rows.push(row);
    }
    table
}
