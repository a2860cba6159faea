//! The tile map of a level's localities, by their scores; the page's script recolours it by requirement.

use rust_decimal::RoundingStrategy;
use serde::Serialize;

use super::super::view::LevelView;
use super::super::visible::visible;
use super::texts::{Text, Texts};
use super::tiles::{AFTER, BEFORE, Layout};
use crate::model::day::Day;
use crate::report::{GradeSpan, LocalityRow};

/// Width of a tile and its margin, in the drawing's units.
const ACROSS: u16 = 70;
/// Height of a tile and its margin.
const DOWN: u16 = 34;
/// The first day of the 34 provinces.
const CHANGE: (i32, u32, u32) = (2025, 7, 1);

/// The map.
#[derive(Serialize)]
pub(super) struct Map {
    width: u16,
    height: u16,
    tiles: Vec<TileView>,
    archipelagos: Vec<Islands>,
    /// Localities without a tile.
    elsewhere: Vec<Elsewhere>,
}

#[derive(Serialize)]
struct TileView {
    x: u16,
    y: u16,
    row: u8,
    column: u8,
    name: Text,
    /// None where the report does not show the province.
    shown: Option<Shown>,
}

/// What a tile says of its province.
#[derive(Serialize, Clone)]
struct Shown {
    /// Position among the level's localities.
    at: usize,
    id: String,
    band: &'static str,
    open: bool,
    value: String,
    full: Text,
}

#[derive(Serialize)]
struct Islands {
    x: u16,
    y: u16,
    name: Text,
    province: Text,
    shown: Option<Shown>,
}

#[derive(Serialize)]
struct Elsewhere {
    id: String,
    name: Text,
    score: Text,
}

impl Map {
    /// The map of a level, if any of its localities has a tile.
    pub(super) fn new(level: &LevelView<'_>, as_of: Day, texts: &mut Texts<'_>) -> Option<Self> {
        let layout = layout_for(&level.localities, as_of)?;
        let shown = |id: &str, texts: &mut Texts<'_>| {
            let at = level.localities.iter().position(|l| l.id == id)?;
            level.localities.get(at).map(|row| (*row, shown(at, row, texts)))
        };
        let mut tiles: Vec<TileView> = Vec::new();
        for tile in layout.tiles {
            let province = shown(tile.id, texts);
            let twin = |other: &TileView| other.row == tile.row && other.column == tile.column;
            if tiles.iter().any(twin) {
                if province.is_none() {
                    continue;
                }
                tiles.retain(|other| !twin(other));
            }
            let name = match (&province, tile.short) {
                (_, Some((en, vi))) => texts.add(en.to_owned(), vi.to_owned()),
                (Some((row, _)), None) => texts.data(&row.name),
                (None, None) => texts.add(String::new(), String::new()),
            };
            tiles.push(TileView {
                x: u16::from(tile.column) * ACROSS,
                y: u16::from(tile.row) * DOWN,
                row: tile.row,
                column: tile.column,
                name,
                shown: province.map(|(_, shown)| shown),
            });
        }
        let mut archipelagos = Vec::new();
        for islands in layout.archipelagos {
            let province = shown(islands.of, texts);
            archipelagos.push(Islands {
                x: u16::from(islands.column) * ACROSS,
                y: u16::from(islands.row) * DOWN,
                name: texts.add(islands.name.0.to_owned(), islands.name.1.to_owned()),
                province: match islands.of.starts_with("da-nang") {
                    true => texts.add("(Da Nang)".to_owned(), "(Đà Nẵng)".to_owned()),
                    false => texts.add("(Khanh Hoa)".to_owned(), "(Khánh Hòa)".to_owned()),
                },
                shown: province.map(|(_, shown)| shown),
            });
        }
        let without = level.localities.iter().filter(|row| layout.tile(&row.id).is_none());
        let elsewhere = without
            .map(|row| Elsewhere {
                id: visible(&row.id).into_owned(),
                name: texts.data(&row.name),
                score: texts.say(|view| view.score(row)),
            })
            .collect();
        Some(Self {
            width: u16::from(layout.columns()) * ACROSS,
            height: u16::from(layout.rows()) * DOWN,
            tiles,
            archipelagos,
            elsewhere,
        })
    }
}

/// The layout that has a tile for more of the localities; where both have as many, that of the day.
fn layout_for(localities: &[&LocalityRow], as_of: Day) -> Option<&'static Layout> {
    let fitting = |layout: &Layout| localities.iter().filter(|l| layout.tile(&l.id).is_some()).count();
    let (before, after) = (fitting(&BEFORE), fitting(&AFTER));
    if before == 0 && after == 0 {
        return None;
    }
    let (year, month, day) = CHANGE;
    let changed = Day::from_ymd(year, month, day).is_some_and(|change| as_of >= change);
    Some(if after > before || (after == before && changed) { &AFTER } else { &BEFORE })
}

fn shown(at: usize, row: &LocalityRow, texts: &mut Texts<'_>) -> Shown {
    let band = row.grade.map_or("none", |grade| match grade {
        GradeSpan::One(grade) | GradeSpan::Span(grade, _) => grade.word(),
    });
    Shown {
        at,
        id: visible(&row.id).into_owned(),
        band,
        open: row.score.is_some_and(|score| score.low != score.high),
        value: value(row),
        full: texts.say(|view| format!("{}: {} ({})", view.name(row), view.score(row), view.grade(row))),
    }
}

/// A score in as few digits as a tile has room for.
pub(super) fn value(row: &LocalityRow) -> String {
    let Some(score) = row.score else { return "–".to_owned() };
    let whole = |n: crate::report::Number| {
        n.0.round_dp_with_strategy(0, RoundingStrategy::MidpointAwayFromZero).normalize().to_string()
    };
    let (low, high) = (whole(score.low), whole(score.high));
    if score.low == score.high { low } else { format!("{low}–{high}") }
}
