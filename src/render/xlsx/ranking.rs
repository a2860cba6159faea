//! The ranking: a row a locality, all levels that are ranked, in rank order.

use rust_decimal::Decimal;

use crate::model::locality::Level;

use super::super::figures;
use super::super::view::{LevelView, View};
use super::super::visible::visible;
use super::super::words::{self, Label};
use super::heads;
use super::sheet::{Block, Cell, Paper, Sheet, Table};

pub(super) fn sheet(view: &View<'_>) -> Option<Sheet> {
    let levels: Vec<_> = view.levels().into_iter().filter(|l| l.level != Level::National).collect();
    let mut statuses = Vec::new();
    for status in levels.iter().flat_map(LevelView::counted) {
        if !statuses.contains(&status) {
            statuses.push(status);
        }
    }
    let lang = view.lang;
    let mut table = Table::new([
        (view.say(Label::Rank), 7),
        (view.say(Label::Locality), 28),
        (heads::CODE.say(lang), 8),
        (heads::LEVEL.say(lang), 16),
        (heads::REGION.say(lang), 32),
        (heads::SCORE_PROVEN.say(lang), 8),
        (heads::SCORE_POSSIBLE.say(lang), 8),
        (heads::RANKS.say(lang), 9),
        (view.say(Label::Grade), 14),
    ]);
    for status in &statuses {
        table.columns.extend(Table::new([(words::status_head(*status, lang), 8)]).columns);
    }
    table.columns.extend(Table::new([(view.say(Label::FirstReason), 56)]).columns);
    for locality in levels.iter().flat_map(|level| &level.localities) {
        let mut row = vec![
            locality.rank.map_or(Cell::Blank, Cell::count),
            Cell::text(view.name(locality)),
            Cell::mark(visible(&locality.code)),
            Cell::text(words::level(locality.level, lang)),
            Cell::text(view.region(locality)),
            locality.score.map_or(Cell::Blank, |score| Cell::Score(score.shown.0.0)),
            locality.score.map_or(Cell::Blank, |score| Cell::Score(score.shown.1.0)),
            Cell::mark(figures::rank(locality)),
            Cell::text(view.grade(locality)),
        ];
        let counts = statuses.iter().map(|status| Cell::Number(Decimal::from(view.tally(locality, *status))));
        row.extend(counts);
        row.push(Cell::text(view.first_reason(locality)));
        table.rows.push(row);
    }
    (!table.rows.is_empty()).then(|| Sheet {
        name: view.say(Label::Ranking).to_owned(),
        title: view.say(Label::Ranking).to_owned(),
        lines: vec![view.day_and_data().join(" · ")],
        blocks: vec![Block::Table(table)],
        frozen: 2,
        paper: Paper::Landscape,
    })
}
