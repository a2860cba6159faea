//! Localities down, requirements across, a status in every cell: one sheet a level.

use crate::model::locality::Level;

use super::super::view::View;
use super::super::words::{self, Label};
use super::heads;
use super::sheet::{Block, Cell, Paper, Sheet, Table};

/// Letters of the widest status in a narrow column.
const NARROW: u16 = 11;

pub(super) fn sheets(view: &View<'_>) -> Vec<Sheet> {
    let levels: Vec<_> = view.levels().into_iter().filter(|l| l.level != Level::National).collect();
    let several = levels.len() > 1;
    let with_requirements = levels.into_iter().filter(|level| !level.requirements.is_empty());
    with_requirements
        .map(|level| {
            let mut table = Table::new([
                (view.say(Label::Rank), 7),
                (view.say(Label::Locality), 28),
                (view.say(Label::Score), 8),
            ]);
            for requirement in &level.requirements {
                let head = view.marked_title(requirement);
                table.columns.extend(Table::new([(head.as_str(), NARROW)]).columns);
            }
            for locality in &level.localities {
                let mut row = vec![
                    locality.rank.map_or(Cell::Blank, Cell::count),
                    Cell::text(view.name(locality)),
                    locality.score.map_or(Cell::Blank, |score| Cell::Score(score.shown.0.0)),
                ];
                for requirement in &level.requirements {
                    let verdict = locality.verdict_on(&requirement.id);
                    row.push(verdict.map_or(Cell::Blank, |verdict| {
                        Cell::Status(verdict.status, words::status_head(verdict.status, view.lang))
                    }));
                }
                table.rows.push(row);
            }
            let matrix = heads::MATRIX.say(view.lang);
            let of_level = format!("{matrix}: {}", words::level(level.level, view.lang));
            Sheet {
                name: if several {
                    format!("{matrix} - {}", words::level(level.level, view.lang))
                } else {
                    matrix.to_owned()
                },
                title: of_level,
                lines: vec![view.day_and_data().join(" · ")],
                blocks: vec![Block::Table(table)],
                frozen: 2,
                paper: Paper::Landscape,
            }
        })
        .collect()
}
