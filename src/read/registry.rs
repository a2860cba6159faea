//! The registry: `data/localities.csv`, and beside it tables of lower units such as `data/communes-2024.csv`.
//!
//! A table of lower units may leave columns out: its names in English are then made of the Vietnamese ones, its
//! regions those of the units around. It says instead how sure each life is, and where that comes from.

mod twice;

use std::borrow::Cow;

use rayon::prelude::*;
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
use super::limits;
use super::sink::Sink;
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
struct Raw<'s> {
    locality: Locality,
    parent: Cow<'s, str>,
    row: &'s Row,
    sheet: &'s Sheet<'s>,
}

impl Raw<'_> {
    fn place(&self) -> Place {
        self.sheet.grid.cell_place(self.row, self.sheet.columns.id)
    }

    fn code_place(&self) -> Place {
        place_or_row(&self.sheet.grid, self.row, self.sheet.columns.code)
    }

    fn parent_place(&self) -> Place {
        place_or_row(&self.sheet.grid, self.row, self.sheet.columns.parent)
    }
}

/// Rows that one thread reads at a time.
const ROWS_AT_ONCE: usize = 1024;

/// Reads the localities of the registry and of the tables of lower units beside it, in order of their ids.
pub fn localities(registry: &File, lower: &[File], sink: &Sink) -> Vec<Locality> {
    let mut sheets: Vec<Sheet<'_>> = upper_units(registry, sink).into_iter().collect();
    for (sheet, told) in lower.par_iter().map(lower_units).collect::<Vec<_>>() {
        sink.absorb(told);
        sheets.extend(sheet);
    }
    let mut raw: Vec<Raw<'_>> = Vec::with_capacity(sheets.iter().map(|sheet| sheet.grid.rows().len()).sum());
    sheets.iter().for_each(|sheet| sheet.add_to(&mut raw, sink));
    let mut ids: Vec<(&str, usize)> =
        raw.iter().enumerate().map(|(at, one)| (one.locality.id.as_str(), at)).collect();
    ids.par_sort_unstable();
    tell_duplicate_ids(&ids.iter().filter_map(|(_, at)| raw.get(*at)).collect::<Vec<_>>(), sink);
    ids.dedup_by(|(id, _), (other, _)| id == other);
    let order: Vec<usize> = ids.into_iter().map(|(_, at)| at).collect();
    let each: Vec<&Raw<'_>> = order.iter().filter_map(|at| raw.get(*at)).collect();
    tell_ambiguous_codes(&each, sink);
    let parents = parents(&each, sink);
    let inherits: Vec<bool> = each.iter().map(|one| one.sheet.columns.region.is_none()).collect();
    let mut found: Vec<Option<Locality>> = raw.into_iter().map(|one| Some(one.locality)).collect();
    let mut localities = Vec::with_capacity(order.len());
    localities.extend(order.iter().filter_map(|at| found.get_mut(*at)?.take()));
    with_parents(localities, parents, &inherits)
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

impl<'s> Sheet<'s> {
    /// Adds the units of the table, in order of its rows.
    fn add_to(&'s self, all: &mut Vec<Raw<'s>>, sink: &Sink) {
        let read = |rows: &'s [Row]| {
            let sink = Sink::default();
            let raw = rows.iter().filter_map(|row| {
                let (locality, parent) = locality(&self.grid, row, self.columns, &sink)?;
                Some(Raw { locality, parent, row, sheet: self })
            });
            (raw.collect::<Vec<_>>(), sink)
        };
        let read: Vec<_> = self.grid.rows().par_chunks(ROWS_AT_ONCE).map(read).collect();
        for (raw, told) in read {
            all.extend(raw);
            sink.absorb(told);
        }
    }
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

/// The locality of a row, and the id of its parent.
fn locality<'r>(
    grid: &Grid<'_>,
    row: &'r Row,
    columns: Columns,
    sink: &Sink,
) -> Option<(Locality, Cow<'r, str>)> {
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
    let locality = Locality {
        id: key?.into_owned(),
        code: text(code).into_owned(),
        level: rank?,
        parent: None,
        name: Bilingual { en: en?, vi: vi?.into_owned() },
        aliases,
        region: region.map(text).unwrap_or_default().into_owned(),
        life,
    };
    Some((locality, text(parent)))
}

/// A text in the one Unicode form that is kept; most are in it already.
fn normal(text: &str) -> Cow<'_, str> {
    let is_normal = text.is_ascii() || is_nfc_quick(text.chars()) == IsNormalized::Yes;
    if is_normal { Cow::Borrowed(text) } else { Cow::Owned(text.nfc().collect()) }
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

/// The parent of each.
fn parents(raw: &[&Raw<'_>], sink: &Sink) -> Vec<Option<LocalityIx>> {
    let ids = || raw.iter().map(|one| one.locality.id.as_str());
    let named = |wanted: &str| raw.binary_search_by(|one| one.locality.id.as_str().cmp(wanted)).ok();
    // few units have others in them: these are looked at first, for the many are slow to search
    let around = raw.iter().enumerate().filter(|(_, one)| one.locality.level < Level::Commune);
    let around: Vec<(&str, usize)> = around.map(|(at, one)| (one.locality.id.as_str(), at)).collect();
    let around = |wanted: &str| {
        let at = around.binary_search_by(|(id, _)| (*id).cmp(wanted)).ok()?;
        around.get(at).map(|(_, at)| *at)
    };
    let parent = |one: &&Raw<'_>| {
        if one.parent.is_empty() {
            return None;
        }
        let Some(at) = around(&one.parent).or_else(|| named(&one.parent)) else {
            let mut problem =
                Problem::error(Code::BadParent, format!("no locality has the id `{}`", one.parent));
            if !sink.is_beyond_help() {
                problem.help = did_you_mean(&one.parent, ids().collect::<Vec<_>>());
            }
            sink.push(problem.at(one.parent_place(), ""));
            return None;
        };
        let level = one.locality.level;
        if raw.get(at).is_some_and(|around| around.locality.level < level) {
            return Some(LocalityIx::new(at));
        }
        let message = format!("the parent `{}` is not of a higher level than {level}", one.parent);
        sink.push(Problem::error(Code::BadParent, message).at(one.parent_place(), ""));
        None
    };
    raw.iter().map(parent).collect()
}

/// The localities with their parents and, where their table gives none, their regions.
fn with_parents(
    mut localities: Vec<Locality>,
    parents: Vec<Option<LocalityIx>>,
    inherits: &[bool],
) -> Vec<Locality> {
    for (locality, parent) in localities.iter_mut().zip(parents) {
        locality.parent = parent;
    }
    for at in (0..localities.len()).filter(|at| inherits.get(*at) == Some(&true)) {
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
