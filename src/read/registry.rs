//! The registry: `data/localities.csv`, and beside it tables of lower units such as `data/communes-2024.csv`.
//!
//! A table of lower units may leave columns out: its names in English are then made of the Vietnamese ones, its
//! regions those of the units around. It says instead how sure each life is, and where that comes from.

mod ids;
mod order;
mod parents;
mod twice;

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::sync::Arc;

use rayon::prelude::*;

use crate::model::bilingual::Bilingual;
use crate::model::day::Day;
use crate::model::document::Confidence;
use crate::model::locality::{Level, Life, Locality};
use crate::model::place::Place;
use crate::names::{composed, in_english};
use crate::problem::hint::did_you_mean;
use crate::problem::letters::double;
use crate::problem::{Code, Problem};

use super::files::File;
use super::grid::{Grid, Row};
use super::limits;
use super::sink::Sink;
use ids::is_id;
use order::arrange;
use parents::{parents, with_parents};
use twice::{tell_ambiguous_codes, tell_duplicate_ids};

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

/// One of the tables, with where its columns are.
struct Sheet<'f> {
    grid: Grid<'f>,
    columns: Columns,
}

/// A locality as its row says, its parent not yet looked up. Where its cells stand is asked only where one is wrong.
#[derive(Clone, Copy)]
struct Raw<'s> {
    locality: &'s Locality,
    /// Its number among the rows of all tables.
    at: usize,
    row: &'s Row,
    sheet: &'s Sheet<'s>,
}

impl<'s> Raw<'s> {
    fn place(&self) -> Place {
        self.sheet.grid.cell_place(self.row, self.sheet.columns.id)
    }

    fn code_place(&self) -> Place {
        place_or_row(&self.sheet.grid, self.row, self.sheet.columns.code)
    }

    fn parent(&self) -> Cow<'s, str> {
        composed(self.sheet.grid.cell(self.row, self.sheet.columns.parent))
    }

    fn parent_place(&self) -> Place {
        place_or_row(&self.sheet.grid, self.row, self.sheet.columns.parent)
    }
}

/// Rows that one thread reads at a time.
const ROWS_AT_ONCE: usize = 1024;

/// Reads the localities of the registry and of the tables of lower units beside it, in order of their ids.
///
/// Each is written once where it stays and only changes places with another, for there are many of them, and to find
/// room for a second list of them would take longer than to read them.
pub fn localities(registry: &File, lower: &[File], sink: &Sink) -> Vec<Locality> {
    let mut sheets: Vec<Sheet<'_>> = upper_units(registry, sink).into_iter().collect();
    let has_upper = !sheets.is_empty();
    for (sheet, told) in lower.par_iter().map(lower_units).collect::<Vec<_>>() {
        sink.absorb(told);
        sheets.extend(sheet);
    }
    if !has_upper {
        // nobody lies in what could not be read: one cause, told once
        return Vec::new();
    }
    let mut rows: Vec<(&Sheet<'_>, &Row)> =
        Vec::with_capacity(sheets.iter().map(|sheet| sheet.grid.rows().len()).sum());
    rows.extend(sheets.iter().flat_map(Sheet::rows));
    let mut found = all(&rows, sink);
    let here = found.iter().zip(&rows).enumerate();
    let mut each: Vec<Raw<'_>> = Vec::with_capacity(rows.len());
    each.extend(
        here.filter_map(|(at, (one, (sheet, row)))| Some(Raw { locality: one.as_ref()?, at, row, sheet })),
    );
    each.par_sort_unstable_by(|a, b| (&a.locality.id, a.at).cmp(&(&b.locality.id, b.at)));
    tell_duplicate_ids(&each, sink);
    each.dedup_by(|one, before| one.locality.id == before.locality.id);
    tell_ambiguous_codes(&each, sink);
    let unread: BTreeSet<Cow<'_, str>> = found
        .iter()
        .zip(&rows)
        .filter(|(one, _)| one.is_none())
        .map(|(_, (sheet, row))| composed(sheet.grid.cell(row, sheet.columns.id)))
        .collect();
    let parents = parents(&each, &unread, sink);
    let inherits: Vec<bool> = each.iter().map(|one| one.sheet.columns.region.is_none()).collect();
    let order: Vec<usize> = each.iter().map(|one| one.at).collect();
    arrange(&mut found, order);
    // nothing is left out here any more; unlike flattening, this needs no second list
    with_parents(found.into_iter().map_while(|one| one).collect(), parents, &inherits)
}

/// The localities of all rows, in the order of these; none where a row names none.
fn all(rows: &[(&Sheet<'_>, &Row)], sink: &Sink) -> Vec<Option<Locality>> {
    let mut found: Vec<Option<Locality>> = rows.iter().map(|_| None).collect();
    let read = |(found, rows): (&mut [Option<Locality>], &[(&Sheet<'_>, &Row)])| {
        let sink = Sink::default();
        for (found, (sheet, row)) in found.iter_mut().zip(rows) {
            *found = locality(&sheet.grid, row, sheet.columns, &sink);
        }
        sink
    };
    let told: Vec<Sink> =
        found.par_chunks_mut(ROWS_AT_ONCE).zip(rows.par_chunks(ROWS_AT_ONCE)).map(read).collect();
    told.into_iter().for_each(|told| sink.absorb(told));
    found
}

/// The rows of a table of the registry, which are not more than a country can have.
fn units<'f>(file: &'f File, sink: &Sink) -> Option<Grid<'f>> {
    let grid = Grid::read(file, sink)?;
    let Some(beyond) = grid.rows().get(limits::UNITS) else { return Some(grid) };
    let message = format!("a table of the registry has at most {} rows", limits::UNITS);
    sink.push(Problem::error(Code::TooLarge, message).at(grid.row_place(beyond), "the first beyond"));
    None
}

/// The registry itself.
fn upper_units<'f>(file: &'f File, sink: &Sink) -> Option<Sheet<'f>> {
    let grid = units(file, sink)?;
    let [id, code, level, parent, name_vi, name_en, aliases, region, from, to] =
        grid.exactly(COLUMNS, sink)?;
    let [name_en, aliases, region] = [Some(name_en), Some(aliases), Some(region)];
    let (from, to) = (Some(from), Some(to));
    let columns = Columns { id, code, level, parent, name_vi, name_en, aliases, region, from, to };
    Some(Sheet { grid, columns })
}

/// One table beside it, and what is wrong with its form.
fn lower_units(file: &File) -> (Option<Sheet<'_>>, Sink) {
    let sink = Sink::default();
    (lower_sheet(file, &sink), sink)
}

fn lower_sheet<'f>(file: &'f File, sink: &Sink) -> Option<Sheet<'f>> {
    let grid = units(file, sink)?;
    let (needed, optional) = grid.choose(LOWER_COLUMNS, LOWER_OPTIONAL, sink)?;
    let [id, code, level, parent, name_vi] = needed;
    let [name_en, aliases, region, from, to, confidence, _] = optional;
    let columns = Columns { id, code, level, parent, name_vi, name_en, aliases, region, from, to };
    if let Some(confidence) = confidence {
        tell_unsure_lives(&grid, confidence, sink);
    }
    Some(Sheet { grid, columns })
}

impl<'f> Sheet<'f> {
    /// Its rows.
    fn rows(&self) -> impl Iterator<Item = (&Self, &Row)> {
        self.grid.rows().iter().map(move |row| (self, row))
    }
}

/// Notes how many lives of a table are not known to the day, with the first of them.
fn tell_unsure_lives(grid: &Grid<'_>, column: usize, sink: &Sink) {
    let mut unsure = 0;
    let mut first = None;
    for row in grid.rows() {
        match Confidence::from_word(grid.cell(row, column)) {
            Some(Confidence::High) => {}
            Some(Confidence::Medium | Confidence::Low) => {
                unsure = usize::saturating_add(unsure, 1);
                first = first.or(Some(row));
            }
            None => {
                let known = Confidence::ALL.iter().map(|c| c.word());
                let mut problem = Problem::error(
                    Code::UnknownWord,
                    format!("`{}` is not a confidence", grid.cell(row, column)),
                );
                problem.help = did_you_mean(grid.cell(row, column), known);
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

/// The locality of a row.
fn locality(grid: &Grid<'_>, row: &Row, columns: Columns, sink: &Sink) -> Option<Locality> {
    let Columns { id, code, level, parent: _, name_vi, name_en, aliases, region, from, to } = columns;
    let text = |column: usize| composed(grid.cell(row, column));
    let filled = |column: usize, what: &str| {
        let text = text(column);
        if text.is_empty() {
            let problem = Problem::error(Code::MissingKey, format!("this locality has no {what}"));
            sink.push(problem.at(place_or_row(grid, row, column), ""));
        }
        Some(text).filter(|text| !text.is_empty())
    };
    let key = filled(id, "id").filter(|key| {
        let fine = is_id(key);
        if !fine {
            let problem = Problem::error(Code::WrongType, format!("`{key}` cannot be an id"))
                .help("an id is one word that a file can be named after, such as `ha-giang`");
            sink.push(problem.at(grid.cell_place(row, id), ""));
        }
        fine
    });
    let rank = Level::from_word(grid.cell(row, level));
    if rank.is_none() {
        let mut problem =
            Problem::error(Code::UnknownWord, format!("`{}` is not a level", grid.cell(row, level)));
        problem.help = did_you_mean(grid.cell(row, level), Level::ALL.iter().map(|l| l.word()));
        sink.push(problem.at(place_or_row(grid, row, level), ""));
    }
    let vi = filled(name_vi, "Vietnamese name");
    let en = match name_en {
        Some(column) => filled(column, "English name").map(Cow::into_owned),
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
    Some(Locality {
        id: key?.into_owned(),
        code: text(code).into_owned(),
        level: rank?,
        parent: None,
        name: Bilingual { en: en?, vi: vi?.into_owned() },
        aliases,
        region: region.map(text).map(Arc::from).unwrap_or_default(),
        life,
    })
}

/// A name with a letter of another script would be nobody's, however it looks.
fn tell_double(grid: &Grid<'_>, row: &Row, column: usize, sink: &Sink) {
    if let Some(double) = double(grid.cell(row, column)) {
        let problem = Problem::error(Code::LookAlike, double.to_string());
        sink.push(problem.at(grid.cell_place(row, column), "").help("type the name anew"));
    }
}

/// An empty cell has no letters for a caret to stand under; its row has.
pub fn place_or_row(grid: &Grid<'_>, row: &Row, column: usize) -> Place {
    if grid.cell(row, column).is_empty() { grid.row_place(row) } else { grid.cell_place(row, column) }
}

/// An optional day in a cell.
pub fn day(grid: &Grid<'_>, row: &Row, column: usize, sink: &Sink) -> Option<Day> {
    let text = grid.cell(row, column);
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
