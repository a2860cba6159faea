//! The registry: `data/localities.csv`, and beside it tables of lower units such as `data/communes-2024.csv`.
//!
//! A table of lower units may leave columns out: its names in English are then made of the Vietnamese ones, its
//! regions those of the units around. It says instead how sure each life is, and where that comes from.

use std::collections::HashMap;

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

use crate::model::bilingual::Bilingual;
use crate::model::day::Day;
use crate::model::document::Confidence;
use crate::model::locality::{Level, Life, Locality, LocalityIx};
use crate::model::place::Place;
use crate::names::in_english;
use crate::problem::hint::did_you_mean;
use crate::problem::letters::double;
use crate::problem::{Code, Problem};

use super::files::File;
use super::grid::{Grid, Row};
use super::sink::Sink;

const COLUMNS: [&str; 10] =
    ["id", "code", "level", "parent", "name_vi", "name_en", "aliases", "region", "valid_from", "valid_to"];
/// The columns of a table of lower units: those that it needs,
const LOWER_COLUMNS: [&str; 5] = ["id", "code", "level", "parent", "name_vi"];
/// and those that it may have.
const LOWER_OPTIONAL: [&str; 7] =
    ["name_en", "aliases", "region", "valid_from", "valid_to", "confidence", "source"];

/// Where the columns of a table are.
#[derive(Clone, Copy)]
struct Columns {
    id: usize,
    code: usize,
    level: usize,
    parent: usize,
    name_vi: usize,
    name_en: Option<usize>,
    aliases: Option<usize>,
    region: Option<usize>,
    from: Option<usize>,
    to: Option<usize>,
}

/// A locality as its row says, its parent not yet looked up.
struct Raw {
    locality: Locality,
    parent: String,
    parent_place: Place,
    place: Place,
    code_place: Place,
    inherits_region: bool,
}

/// Reads the localities of the registry and of the tables of lower units beside it, in order of their ids.
pub fn localities(registry: &File, lower: &[File], sink: &Sink) -> Vec<Locality> {
    let mut raw = Vec::new();
    if let Some(grid) = Grid::read(registry, sink)
        && let Some(at) = grid.exactly(COLUMNS, sink)
    {
        let [id, code, level, parent, name_vi, name_en, aliases, region, from, to] = at;
        let [name_en, aliases, region] = [Some(name_en), Some(aliases), Some(region)];
        let (from, to) = (Some(from), Some(to));
        let columns = Columns { id, code, level, parent, name_vi, name_en, aliases, region, from, to };
        raw.extend(grid.rows().iter().filter_map(|row| locality(&grid, row, columns, sink)));
    }
    for file in lower {
        raw.extend(lower_units(file, sink));
    }
    raw.sort_by(|a, b| a.locality.id.cmp(&b.locality.id));
    tell_duplicate_ids(&raw, sink);
    raw.dedup_by(|a, b| a.locality.id == b.locality.id);
    tell_ambiguous_codes(&raw, sink);
    link_parents(raw, sink)
}

/// The units of one table beside the registry.
fn lower_units(file: &File, sink: &Sink) -> Vec<Raw> {
    let Some(grid) = Grid::read(file, sink) else { return Vec::new() };
    let Some((needed, optional)) = grid.choose(LOWER_COLUMNS, LOWER_OPTIONAL, sink) else {
        return Vec::new();
    };
    let [id, code, level, parent, name_vi] = needed;
    let [name_en, aliases, region, from, to, confidence, _] = optional;
    let columns = Columns { id, code, level, parent, name_vi, name_en, aliases, region, from, to };
    if let Some(confidence) = confidence {
        tell_unsure_lives(&grid, confidence, sink);
    }
    grid.rows().iter().filter_map(|row| locality(&grid, row, columns, sink)).collect()
}

/// Notes how many lives of a table are not known to the day, with the first of them.
fn tell_unsure_lives(grid: &Grid<'_>, column: usize, sink: &Sink) {
    let mut unsure = 0;
    let mut first = None;
    for row in grid.rows() {
        match Confidence::from_word(row.cell(column)) {
            Some(Confidence::High) => {}
            Some(Confidence::Medium | Confidence::Low) => {
                unsure = usize::saturating_add(unsure, 1);
                first = first.or(Some(row));
            }
            None => {
                let known = Confidence::ALL.iter().map(|c| c.word());
                let mut problem =
                    Problem::error(Code::UnknownWord, format!("`{}` is not a confidence", row.cell(column)));
                problem.help = did_you_mean(row.cell(column), known);
                sink.push(problem.at(place_or_row(grid, row, column), ""));
            }
        }
    }
    if let Some(row) = first {
        let all = grid.rows().len();
        let message = format!("{unsure} of {all} lives in this table are not known to the day");
        let problem = Problem::note(Code::UnsureLife, message).help(
            "what is stated of such a unit near the end of its life may be of a day on which it was gone",
        );
        sink.push(problem.at(grid.cell_place(row, column), "the first of them"));
    }
}

fn locality(grid: &Grid<'_>, row: &Row, columns: Columns, sink: &Sink) -> Option<Raw> {
    let Columns { id, code, level, parent, name_vi, name_en, aliases, region, from, to } = columns;
    let text = |column: usize| normal(row.cell(column));
    let filled = |column: usize, what: &str| {
        let text = text(column);
        if text.is_empty() {
            let problem = Problem::error(Code::MissingKey, format!("this locality has no {what}"));
            sink.push(problem.at(place_or_row(grid, row, column), ""));
        }
        Some(text).filter(|text| !text.is_empty())
    };
    let key = filled(id, "id").filter(|key| {
        let fine = !key.contains(|c: char| c.is_whitespace() || c.is_control() || c == '/' || c == '|');
        if !fine {
            let problem = Problem::error(Code::WrongType, format!("`{key}` cannot be an id"))
                .help("an id is one word without spaces and `/`, such as `ha-giang`");
            sink.push(problem.at(grid.cell_place(row, id), ""));
        }
        fine
    });
    let rank = Level::from_word(row.cell(level));
    if rank.is_none() {
        let mut problem = Problem::error(Code::UnknownWord, format!("`{}` is not a level", row.cell(level)));
        problem.help = did_you_mean(row.cell(level), Level::ALL.iter().map(|l| l.word()));
        sink.push(problem.at(place_or_row(grid, row, level), ""));
    }
    let vi = filled(name_vi, "Vietnamese name");
    let en = match name_en {
        Some(column) => filled(column, "English name"),
        None => vi.as_deref().map(in_english),
    };
    let when = |column: Option<usize>| column.and_then(|column| day(grid, row, column, sink));
    let life = Life { from: when(from), to: when(to) };
    for column in [Some(id), Some(name_vi), name_en, aliases].into_iter().flatten() {
        tell_double(grid, row, column, sink);
    }
    if let (Some(first), Some(last)) = (life.from, life.to)
        && last < first
    {
        let problem =
            Problem::error(Code::BadLife, format!("this locality ends on {last}, before it begins"))
                .help("valid_from is its first day, valid_to its last; left empty, it has no such end");
        let place = |column: Option<usize>| {
            column.map_or_else(|| grid.row_place(row), |column| grid.cell_place(row, column))
        };
        sink.push(problem.at(place(to), "").related(place(from), "begins here"));
    }
    let aliases = aliases.map(text).unwrap_or_default();
    let aliases = aliases.split('|').map(str::trim).filter(|a| !a.is_empty()).map(str::to_owned).collect();
    Some(Raw {
        locality: Locality {
            id: key?,
            code: text(code),
            level: rank?,
            parent: None,
            name: Bilingual::new(en?, vi?),
            aliases,
            region: region.map(text).unwrap_or_default(),
            life,
        },
        parent: text(parent),
        parent_place: place_or_row(grid, row, parent),
        place: grid.cell_place(row, id),
        code_place: place_or_row(grid, row, code),
        inherits_region: region.is_none(),
    })
}

/// A text in the one Unicode form that is kept; most are in it already.
fn normal(text: &str) -> String {
    if is_nfc_quick(text.chars()) == IsNormalized::Yes { text.to_owned() } else { text.nfc().collect() }
}

/// A name with a letter of another script would be nobody's, however it looks.
fn tell_double(grid: &Grid<'_>, row: &Row, column: usize, sink: &Sink) {
    if let Some(double) = double(row.cell(column)) {
        let problem = Problem::error(Code::LookAlike, double.to_string());
        sink.push(problem.at(grid.cell_place(row, column), "").help("type the name anew"));
    }
}

/// An empty cell has no letters for a caret to stand under; its row has.
pub fn place_or_row(grid: &Grid<'_>, row: &Row, column: usize) -> Place {
    if row.cell(column).is_empty() { grid.row_place(row) } else { grid.cell_place(row, column) }
}

/// An optional day in a cell.
pub fn day(grid: &Grid<'_>, row: &Row, column: usize, sink: &Sink) -> Option<Day> {
    let text = row.cell(column);
    if text.is_empty() {
        return None;
    }
    match text.parse() {
        Ok(day) => Some(day),
        Err(error) => {
            let problem = Problem::error(Code::BadDay, format!("`{text}` is no day: {error}"));
            sink.push(problem.at(grid.cell_place(row, column), ""));
            None
        }
    }
}

fn tell_duplicate_ids(raw: &[Raw], sink: &Sink) {
    for pair in raw.windows(2) {
        if let [first, second] = pair
            && first.locality.id == second.locality.id
        {
            let problem = Problem::error(
                Code::DuplicateLocality,
                format!("the id `{}` is given to two localities", second.locality.id),
            )
            .help("an id is unique for ever; a unit that begins anew needs one of its own, such as `bac-ninh-2025`");
            sink.push(
                problem.at(second.place.clone(), "given again").related(first.place.clone(), "given here"),
            );
        }
    }
}

fn tell_ambiguous_codes(raw: &[Raw], sink: &Sink) {
    let mut by_code: HashMap<(Level, &str), Vec<&Raw>> = HashMap::new();
    for one in raw.iter().filter(|raw| !raw.locality.code.is_empty()) {
        let others = by_code.entry((one.locality.level, &one.locality.code)).or_default();
        let together = |a: Life, b: Life| {
            let before = |a: Life, b: Life| matches!((a.to, b.from), (Some(to), Some(from)) if to < from);
            !before(a, b) && !before(b, a)
        };
        if let Some(other) = others.iter().find(|other| together(other.locality.life, one.locality.life)) {
            let problem = Problem::error(
                Code::AmbiguousCode,
                format!(
                    "`{}` and `{}` have the code {} at the same time",
                    other.locality.id, one.locality.id, one.locality.code
                ),
            )
            .help("a code may be used again only after its first bearer ended: see valid_from and valid_to");
            sink.push(
                problem.at(one.code_place.clone(), "").related(other.code_place.clone(), "the same code"),
            );
        }
        others.push(one);
    }
}

fn link_parents(raw: Vec<Raw>, sink: &Sink) -> Vec<Locality> {
    let ids: Vec<(String, Level)> = raw.iter().map(|r| (r.locality.id.clone(), r.locality.level)).collect();
    let mut localities = Vec::with_capacity(raw.len());
    let mut without_region = Vec::new();
    for Raw { mut locality, parent, parent_place, inherits_region, .. } in raw {
        if !parent.is_empty() {
            match ids.binary_search_by(|(id, _)| id.as_str().cmp(&parent)) {
                Ok(at) if ids.get(at).is_some_and(|(_, level)| *level < locality.level) => {
                    locality.parent = Some(LocalityIx::new(at));
                }
                Ok(_) => {
                    let problem = Problem::error(
                        Code::BadParent,
                        format!("the parent `{parent}` is not of a higher level than {}", locality.level),
                    );
                    sink.push(problem.at(parent_place, ""));
                }
                Err(_) => {
                    let mut problem =
                        Problem::error(Code::BadParent, format!("no locality has the id `{parent}`"));
                    if !sink.is_full() {
                        problem.help = did_you_mean(&parent, ids.iter().map(|(id, _)| id.as_str()));
                    }
                    sink.push(problem.at(parent_place, ""));
                }
            }
        }
        if inherits_region {
            without_region.push(localities.len());
        }
        localities.push(locality);
    }
    for at in without_region {
        let region = region_around(&localities, at);
        if let (Some(locality), Some(region)) = (localities.get_mut(at), region) {
            locality.region = region;
        }
    }
    localities
}

/// The region of the nearest unit around one that has one.
fn region_around(localities: &[Locality], at: usize) -> Option<String> {
    let parent = |at: usize| localities.get(at)?.parent.map(LocalityIx::at);
    let around = std::iter::successors(parent(at), |at| parent(*at));
    around.filter_map(|at| localities.get(at)).map(|unit| &unit.region).find(|r| !r.is_empty()).cloned()
}
